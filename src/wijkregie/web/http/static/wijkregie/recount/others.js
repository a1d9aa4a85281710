// What is no election over projects: whole plans, themes, and coins.
import { compare, fraction, ratio } from "./field.js";
import { byText, fail, sum } from "./proof.js";

export function plans({ rule }, acts, kind, ballots) {
  const lot = rule.lot.length ? rule.lot : acts.lot, { n, d } = fraction(rule.majority), standings = [];
  const end = (ended, names) => ({ ended, names, standings });
  const counted = (test) => sum(ballots.map(([count], b) => (test(b) ? count : 0)));
  for (let left = [...rule.variants].sort(byText); ;) {
    const most = kind === "ranking" ? 1 : left.length;
    const marks = ballots.map(([, all]) => all.filter((one) => left.includes(one)).slice(0, most));
    const votes = left.map((one) => [one, counted((b) => marks[b].includes(one))]), now = { votes };
    standings.push(Object.assign(now, { dropped: "", level: [] }));
    // The first so many of those that are level, by the lot; nothing if it was not drawn.
    const drawn = (level, places) => {
      if (level.length === places) return level;
      now.level = level;
      const ordered = [...level].sort((a, b) => lot.indexOf(a) - lot.indexOf(b));
      return level.every((one) => lot.includes(one)) && ordered.slice(0, places);
    };
    const many = votes.map(([, count]) => count), top = Math.max(...many);
    const at = (count) => left.filter((_one, i) => many[i] === count);
    if (counted(() => true) < rule.voters) return end("too few voters", []);
    if (!top) return end("no votes", []);
    if (rule.short === "highest" || BigInt(top) * d > n * BigInt(counted((b) => marks[b].length))) {
      const won = drawn(at(top), 1);
      return won ? end("chosen", won) : end("lot needed", at(top));
    }
    if (rule.short === "second vote") {
      const places = Math.min(2, left.length), last = [...many].sort((a, b) => b - a)[places - 1];
      const sure = left.filter((_one, i) => many[i] > last), more = drawn(at(last), places - sure.length);
      return more ? end("second vote", [...sure, ...more].sort(byText)) : end("lot needed", at(last));
    }
    const level = at(Math.min(...many)), kept = level.length > 1 ? drawn(level, level.length - 1) : [];
    if (!kept) return end("lot needed", level);
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
  const parts = exact.map(({ n, d }) => Number(n / d)), rest = ({ n, d }) => ({ n: n % d, d });
  const lost = [...names.keys()].sort((a, b) => compare(rest(exact[b]), rest(exact[a])) || a - b);
  lost.slice(0, units - sum(parts)).forEach((i) => { parts[i] += 1; });
  return { parts: parts.map((part) => part * unit), given, voters: sum(ballots.map(([count]) => count)) };
}

export function coins({ rule }, { proposals }, _kind, ballots) {
  const counts = ballots.map(([count]) => count), pools = new Map(), closed = new Set(), rounds = [];
  counts.push(rule.households - sum(counts));
  if (counts.at(-1) < 0) fail("more households gave coins than there are");
  const known = new Map(proposals.map((one) => [one.id, one])), purses = counts.map(() => 0);
  const all = (values) => sum(values.map((value, b) => value * counts[b]));
  const open = () => [...pools.keys()].sort(byText);
  const give = (pool) => pool?.forEach((own, b) => { purses[b] += own; });
  const back = (id) => give(pools.get(id)) ?? pools.delete(id), shut = (id) => closed.add(id) && back(id);
  const gifts = ballots.flatMap(([, marks, points], b) => marks.map((mark, i) => {
    const [turn, id] = [Number(mark.slice(0, 3)), mark.slice(4)];
    const fine = /^\d{3}\./.test(mark) && turn >= 1 && turn <= rule.rounds && known.has(id);
    return fine ? { turn, id, b, many: points[i] } : fail("no such gift of coins");
  }));
  let pot = 0, spent = 0;
  for (let turn = 1; turn <= rule.rounds; turn++) {
    const each = Math.floor((pot + rule.coins) / rule.households);
    pot += rule.coins - each * rule.households;
    purses.forEach((_own, b) => { purses[b] += each; });
    const out = proposals.filter(({ id, vetoed }) => vetoed === turn && !closed.has(id));
    out.forEach(({ id }) => shut(id));
    for (const { id, b, many } of gifts.filter((gift) => gift.turn === turn)) {
      purses[b] -= many;
      if (closed.has(id) || known.get(id).opened > turn || purses[b] < 0) fail("no such gift of coins");
      if (!pools.has(id)) pools.set(id, counts.map(() => 0));
      pools.get(id)[b] += many;
    }
    const stood = open().map((id) => [id, all(pools.get(id))]);
    const funded = stood.filter(([id, pooled]) => pooled >= known.get(id).cost).map(([id]) => id);
    for (const id of funded) {
      const { cost } = known.get(id), total = all(pools.get(id)), more = BigInt(total - cost);
      const over = pools.get(id).map((own) => Number(BigInt(own) * more / BigInt(total)));
      [pot, spent] = [pot + total - cost - all(over), spent + cost];
      pools.set(id, over);
      shut(id);
    }
    if (rule.pool === "returns") open().forEach(back);
    const expired = rule.unspent === "kept" ? 0 : all(purses);
    if (expired) [pot] = [pot + expired, purses.fill(0)];
    rounds.push({ each, pools: stood, funded, vetoed: out.map(({ id }) => id), expired, pot });
  }
  return { rounds, spent, purses: all(purses), pooled: sum([...pools.values()].map(all)), pot };
}
