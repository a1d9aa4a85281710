// Equal shares. Voters who paid for the same hold the same: money is a whole number per state,
// over a unit that grows as prices are paid.
import { Count, fraction, ratio } from "./field.js";
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
      if (!found.has(key)) found.set(key, { at: state[b], weight: BigInt(weight), all: [], many: 0 });
      found.get(key).all.push(b);
      found.get(key).many += field.ballots[b].count;
    }
    return [...found.values()];
  };
  // The exact price per unit of weight is over / (mass * unit): who holds less gives all.
  const count = new Count(field, "equal shares", (p) => {
    const cost = BigInt(field.cost(p)) * unit, rows = groups(p).map(({ at, weight, many }) =>
      [held(at), weight, BigInt(many)]).filter(([own]) => own);
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
  count.told = (p) => [ratio(looks.get(p).over, looks.get(p).mass * unit), ...looks.get(p).who];
  count.funded = (p) => {
    const { over, mass } = looks.get(p);
    for (const { at, weight, all } of groups(p)) {
      const left = held(at) * mass - over * weight, made = money.push(left > 0n ? left : 0n) - 1;
      since.push(unit * mass);
      for (const b of all) state[b] = made;
    }
    unit *= mass;
  };
  const free = new Count(field, "equal shares"), paid = (p) => support[p].length && field.cost(p);
  free.told = (p) => [ratio(0), field.votes[p], 0];
  const given = field.eligible.filter((p) => support[p].length && !field.cost(p));
  given.sort((a, b) => a - b).forEach((p) => free.bars(p) || free.fund(p));
  Object.assign(count, { step, taken: free.taken, fits: () => true });
  count.run(field.eligible.filter(paid));
  const open = field.eligible.filter((p) => paid(p) && !count.taken.includes(p) && !count.bars(p));
  const { ties, left } = count, rounds = [...free.rounds, ...count.rounds];
  return { rounds, ties, left, open, step, endowment: `${endowment.n}/${endowment.d}` };
}

export function shares(field) {
  const { until, start, unit, greedy, step } = field.rule.completion, by = BigInt(unit);
  const support = field.projects.map(() => []), more = fraction(step);
  field.ballots.forEach(({ marks, given }, b) =>
    marks.forEach((p, i) => given[i] && support[p].push([b, given[i]])));
  const told = ({ rounds = [], ties = [], endowment = null, step: steps = 0 }, stopped, later = []) => {
    const outcome = { rounds, stopped, ties: [...ties, ...later], endowment, steps };
    return greedy ? completed(field, outcome) : outcome;
  };
  if (!field.voters) return told({}, "unaffordable");
  const share = ratio(field.budget, field.voters);
  const { n, d } = start === "floor" ? ratio(share.n / share.d / by * by) : share;
  const raised = (k) =>
    run(field, support, ratio(n * more.d + BigInt(k) * more.n * d, d * more.d), k);
  for (let now = raised(0), next; ; now = next) {
    if (until === "never") return told(now, "unaffordable");
    if (now.left < 0) return told({ endowment: now.endowment }, "overspent");
    if (!now.open.length) return told(now, "complete");
    const full = until === "until exhaustive" && !now.open.some((p) => field.cost(p) <= now.left);
    if (full) return told(now, "exhaustive");
    next = raised(now.step + 1);
    if (next.left < 0) return told(now, "overspent", next.ties);
  }
}
