// Equal shares. Voters who paid for the same hold the same: money is a whole number per state,
// over a unit that grows as prices are paid.
import { Count, fraction, ratio } from "./field.js";
import { sum } from "./proof.js";
import { completed } from "./votes.js";

function run(field, support, endowment, step) {
  const state = new Int32Array(field.ballots.length), money = [endowment.n], since = [endowment.d];
  const looks = new Map(), scale = (p) => (field.rule.utility === "cost" ? field.cost(p) : 1);
  let unit = endowment.d;
  const held = (at) => {
    if (since[at] !== unit) [money[at], since[at]] = [money[at] * (unit / since[at]), unit];
    return money[at];
  };
  const groups = (p) => {
    const found = new Map();
    for (const [b, weight] of support[p]) {
      const key = state[b] + 2 ** 21 * weight;
      if (!found.has(key)) found.set(key, { at: state[b], weight: BigInt(weight), all: [] });
      found.get(key).all.push(b);
    }
    return [...found.values()];
  };
  // The exact price per unit of weight is over / (mass * unit): who holds less gives all.
  const count = new Count(field, "equal shares", (p) => {
    const cost = BigInt(field.cost(p)) * unit, rows = groups(p).map(({ at, weight, all }) =>
      [held(at), weight, BigInt(sum(all.map((b) => field.ballots[b].count)))]).filter(([own]) => own);
    if (rows.reduce((total, [own, , many]) => total + own * many, 0n) < cost) return null;
    let [over, mass, payers, emptied, before] = [0n, 1n, 0n, -1n, null];
    while (before !== emptied) {
      const [limit, per] = [over, mass];
      [before, over, mass, payers, emptied] = [emptied, cost, 0n, 0n, 0n];
      for (const [own, weight, many] of rows) {
        if (own * per < limit * weight) [over, emptied] = [over - own * many, emptied + many];
        else [mass, payers] = [mass + weight * many, payers + many];
      }
    }
    looks.set(p, { over, mass, who: [Number(payers), Number(emptied)] });
    return { n: -over, d: mass * unit * BigInt(scale(p)) };
  });
  const look = (p) => looks.get(p) ?? { over: 0n, mass: 1n, who: [field.votes[p], 0] };
  count.told = (p) => [ratio(look(p).over, look(p).mass * unit), ...look(p).who];
  count.funded = (p) => {
    const { over, mass } = look(p);
    for (const { at, weight, all } of groups(p)) {
      const left = held(at) * mass - over * weight, made = money.push(left > 0n ? left : 0n) - 1;
      since.push(unit * mass);
      for (const b of all) state[b] = made;
    }
    unit *= mass;
  };
  const wanted = field.eligible.filter((p) => support[p].length), free = (p) => !field.cost(p);
  wanted.filter(free).sort((a, b) => a - b).forEach((p) => count.bars(p) || count.fund(p));
  Object.assign(count, { step, before: -count.rounds.length, fits: () => true });
  count.run(wanted.filter(field.cost));
  const open = wanted.filter((p) => field.cost(p) && !count.taken.includes(p) && !count.bars(p));
  return Object.assign(count, { open, endowment: `${endowment.n}/${endowment.d}` });
}

export function shares(field) {
  const { until, start, unit, greedy, step } = field.rule.completion, by = BigInt(unit);
  const support = field.projects.map(() => []), more = fraction(step);
  const listed = (b) => (p, i) => field.ballots[b].given[i] && support[p].push([b, field.ballots[b].given[i]]);
  field.ballots.forEach(({ marks }, b) => marks.forEach(listed(b)));
  const done = (outcome) => (greedy ? completed(field, outcome) : outcome);
  const told = ({ rounds = [], ties = [], endowment = null, step: steps = 0 }, stopped, later = []) =>
    done({ rounds, stopped, ties: [...ties, ...later], endowment, steps });
  if (!field.voters) return told({}, "unaffordable");
  const share = ratio(field.budget, field.voters);
  const { n, d } = start === "floor" ? ratio(share.n / share.d / by * by) : share;
  const money = (k) => ratio(n * more.d + BigInt(k) * more.n * d, d * more.d);
  for (let now = run(field, support, money(0), 0), next; ; now = next) {
    if (until === "never") return told(now, "unaffordable");
    const full = until === "until exhaustive" && now.open.every((p) => field.cost(p) > now.left);
    if (full || !now.open.length) return told(now, now.open.length ? "exhaustive" : "complete");
    next = run(field, support, money(now.step + 1), now.step + 1);
    if (next.left < 0) return told(now, "overspent", next.ties);
  }
}
