// Most votes first, in every declared way; what completes equal shares; sequential Phragmén.
import { Count, fraction, ratio } from "./field.js";
import { sum } from "./proof.js";
const told = ({ rounds, ties }, misfit) => ({ rounds, stopped: misfit < 0 ? "done" : "misfit", ties });
// No lot is needed where all are funded, or none, in whatever order.
function fateOf(count) {
  const { field, fits } = count, { reserve, leftover, limits } = field.rule;
  const bound = (p) => limits.length || field.projects[p].excludes.length;
  return (tied) => !tied.some(bound) && (sum(tied.map(field.cost)) <= count.left
    || (!tied.some(fits) && reserve === null && leftover !== "part"));
}

export function greedy(field) {
  const { rule, scores, eligible } = field, cost = (p) => BigInt(field.cost(p));
  const total = (p) => BigInt(scores[p]) * (rule.utility === "cost" ? cost(p) : 1n);
  // What costs nothing scores n/0 per unit of money: more than anything else.
  const per = (p) => (rule.per_cost && total(p) ? cost(p) : 1n);
  const count = new Count(field, "greedy", (p) => ratio(total(p), per(p)));
  count.fate = fateOf(count);
  const misfit = count.run(eligible, rule.misfit);
  if (misfit >= 0 && rule.reserve !== null) {
    const { n, d } = fraction(rule.reserve);
    if (BigInt(count.left) * d >= n * cost(misfit)) count.fund(misfit, "reserve");
  } else if (rule.leftover !== "none") {
    Object.assign(count, { limits: [], phase: "leftover" });
    const rest = eligible.filter((p) => !count.taken.includes(p) && !count.bars(p));
    if (rule.leftover === "fit") count.run(rest);
    const chosen = rule.leftover === "part" && rest.length && count.left ? count.first(count.best(rest)) : -1;
    if (chosen >= 0) count.fund(chosen, "part", Math.min(field.cost(chosen), count.left));
  }
  return told(count, misfit);
}

export function completed(field, { rounds, ties, ...outcome }) {
  const count = new Count(field, "completion", (p) => ratio(field.votes[p]));
  const taken = rounds.map(({ project }) => field.ids.indexOf(project)), left = field.budget - sum(taken.map(field.cost));
  Object.assign(count, { taken, left, before: rounds.length, fate: fateOf(count) });
  count.run(field.eligible.filter((p) => !taken.includes(p)));
  return { ...outcome, rounds: [...rounds, ...count.rounds], ties: [...ties, ...count.ties] };
}

// Money flows to all evenly, and who can pay together buys: the lowest load scores best.
export function phragmen(field) {
  const { votes, rule } = field, last = field.ballots.map(() => 0), loads = [ratio(0)];
  const support = votes.map(() => []);
  field.ballots.forEach(({ marks }, b) => marks.forEach((p) => support[p].push(b)));
  const count = new Count(field, "phragmen", (p) => {
    const people = loads.map(() => 0n), add = (a, b, times) => ratio(a.n * b.d + times * b.n * a.d, a.d * b.d);
    for (const b of support[p]) people[last[b]] += BigInt(field.ballots[b].count);
    const { n, d } = loads.reduce((total, load, i) => add(total, load, people[i]), ratio(-field.cost(p)));
    return ratio(n, d * BigInt(votes[p]));
  });
  count.funded = (p) => {
    for (const b of support[p]) last[b] = loads.length;
    loads.push(count.last.get(p));
  };
  const { first } = Count.prototype, stopper = (p) => rule.misfit === "stop if any" && !count.fits(p);
  count.first = (tied) => tied.find(stopper) ?? first.call(count, tied);
  return told(count, count.run(field.eligible.filter((p) => votes[p] && count.fits(p)), rule.misfit));
}
