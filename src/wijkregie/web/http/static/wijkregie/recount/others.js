// What is no election over projects: whole plans, themes, and coins.
import { compare, fraction, ratio } from "./field.js";
import { byText, fail, people, sum, written } from "./proof.js";
export function plans({ rule, projects }, acts, kind, ballots) {
  if (written(rule.variants) !== written(projects.map(({ id }) => id))) fail("the rule is of other plans");
  const lot = rule.lot.length ? rule.lot : acts.lot, { n, d } = fraction(rule.majority), standings = [];
  for (let left = [...rule.variants].sort(byText); ;) {
    const most = kind === "ranking" ? 1 : left.length;
    const cast = ballots.map(([count, all]) => [count, all.filter((one) => left.includes(one)).slice(0, most)]);
    const many = left.map((one) => people(cast.filter(([, marks]) => marks.includes(one))));
    const top = Math.max(...many), at = (count) => left.filter((_one, i) => many[i] === count);
    const now = standings[standings.push({ votes: left.map((one, i) => [one, many[i]]), dropped: "", level: [] }) - 1];
    // The first so many of those that are level, by the lot; nothing if it was not drawn.
    const drawn = (level, places) => {
      if (level.length === places) return level;
      now.level = level;
      return level.every((one) => lot.includes(one)) && lot.filter((one) => level.includes(one)).slice(0, places);
    };
    const end = (ended, level = [], places = 0, sure = []) => {
      const names = places ? drawn(level, places) : [];
      return names ? { ended, names: [...sure, ...names].sort(byText), standings } : end("lot needed", [], 0, level);
    };
    if (people(ballots) < rule.voters || !top) return end(people(ballots) < rule.voters ? "too few voters" : "no votes");
    const naming = BigInt(people(cast.filter(([, marks]) => marks.length)));
    if (rule.short === "highest" || BigInt(top) * d > n * naming) return end("chosen", at(top), 1);
    if (rule.short === "second vote") {
      const places = Math.min(2, left.length), last = [...many].sort((a, b) => b - a)[places - 1];
      const sure = left.filter((_one, i) => many[i] > last);
      return end("second vote", at(last), places - sure.length, sure);
    }
    const level = at(Math.min(...many)), kept = level.length > 1 ? drawn(level, level.length - 1) : [];
    if (!kept) return end("lot needed", [], 0, level);
    now.dropped = level.find((one) => !kept.includes(one));
    left = left.filter((one) => one !== now.dropped);
  }
}
export function themes({ rule: { amount, step, least, themes: names, unit } }, _acts, _kind, ballots) {
  const given = names.map(() => 0), units = amount / unit;
  for (const [count, marks, points] of ballots) {
    const wrong = points.some((one) => one <= 0 || one % step) || marks.some((one) => !names.includes(one));
    if (marks.length && (wrong || sum(points) !== amount || marks.length < least)) fail("the rule allows no such split");
    marks.forEach((one, i) => { given[names.indexOf(one)] += count * points[i]; });
  }
  const exact = given.map((one) => ratio(BigInt(units) * BigInt(one), sum(given)));
  const parts = exact.map(({ n, d }) => Number(n / d)), lost = exact.map(({ n, d }) => ({ n: n % d, d }));
  const order = [...names.keys()].sort((a, b) => compare(lost[b], lost[a]) || a - b);
  order.slice(0, units - sum(parts)).forEach((i) => { parts[i] += 1; });
  return { parts: parts.map((part) => part * unit), given, voters: people(ballots) };
}
export function coins({ rule, budget, projects }, { proposals }, _kind, ballots) {
  const counts = [...ballots.map(([count]) => count), rule.households - people(ballots)], rounds = [];
  if (counts.at(-1) < 0) fail("more households gave coins than there are");
  const known = new Map(proposals.map((one) => [one.id, one])), purses = counts.map(() => 0);
  const pools = new Map(), closed = new Set(), open = () => [...pools.keys()].sort(byText);
  const all = (values) => sum(values.map((value, b) => value * counts[b])), money = BigInt(budget);
  const price = (cost) => Number((BigInt(cost) * BigInt(rule.rounds * rule.coins) + money - 1n) / money) || 1;
  const there = ({ id, cost }) => known.get(id)?.cost === price(cost) && known.get(id).opened === 1;
  if (!projects.every(there)) fail("a plan is not in the game as it was declared");
  const back = (id) => { pools.get(id)?.forEach((own, b) => { purses[b] += own; }); pools.delete(id); };
  const shut = (id) => { closed.add(id); back(id); }, none = () => fail("no such gift of coins");
  const gifts = ballots.flatMap(([, marks, points], b) => marks.map((mark, i) => {
    const turn = /^\d{3}\./.test(mark) ? Number(mark.slice(0, 3)) : 0, id = mark.slice(4);
    return turn >= 1 && turn <= rule.rounds && known.has(id) ? { turn, id, b, many: points[i] } : none();
  }));
  let pot = 0, spent = 0;
  for (let turn = 1; turn <= rule.rounds; turn++) {
    const each = Math.floor((pot + rule.coins) / rule.households);
    pot += rule.coins - each * rule.households;
    purses.forEach((_own, b) => { purses[b] += each; });
    const out = proposals.filter(({ id, vetoed }) => vetoed === turn && !closed.has(id)).map(({ id }) => shut(id) ?? id);
    for (const { id, b, many } of gifts.filter((gift) => gift.turn === turn)) {
      purses[b] -= many;
      if (closed.has(id) || known.get(id).opened > turn || purses[b] < 0) none();
      pools.set(id, pools.get(id) ?? counts.map(() => 0)).get(id)[b] += many;
    }
    const stood = open().map((id) => [id, all(pools.get(id))]);
    const funded = stood.filter(([id, pooled]) => pooled >= known.get(id).cost);
    for (const [id, total] of funded) {
      const { cost } = known.get(id), part = (own) => Number(BigInt(own) * BigInt(total - cost) / BigInt(total));
      const left = pools.set(id, pools.get(id).map(part)).get(id);
      [pot, spent] = [pot + total - cost - all(left), spent + cost];
      shut(id);
    }
    if (rule.pool === "returns") open().forEach(back);
    const expired = rule.unspent === "kept" ? 0 : all(purses);
    if (expired) [pot] = [pot + expired, purses.fill(0)];
    rounds.push({ each, pools: stood, funded: funded.map(([id]) => id), vetoed: out, expired, pot });
  }
  return { rounds, spent, purses: all(purses), pooled: sum([...pools.values()].map(all)), pot };
}
