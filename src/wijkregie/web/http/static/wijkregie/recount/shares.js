// Equal shares. Who paid for the same holds the same: whole money per state, over a unit that grows; 0: gave all.
import { Count, fraction, ratio } from "./field.js";
import { completed } from "./votes.js";
function run(field, support, counts, endowment, step) {
  const state = new Int32Array(counts.length).fill(1), money = [0n, endowment.n], since = [0, 0];
  const looks = new Map(), scale = (p) => (field.rule.utility === "cost" ? field.cost(p) : 1);
  let unit = endowment.d, grown = [1n];
  const held = (at) => money[at] * grown[since[at]];
  // Returns who marked a project, together where they hold the same and give it the same weight.
  const groups = (p) => support[p].map(({ weight, all }) => {
    const many = new Float64Array(money.length), rows = [];
    for (const b of all) many[state[b]] += counts[b];
    for (let at = 1; at < many.length; at++) if (many[at]) rows.push([held(at), many[at]]);
    return { weight, rows };
  });
  // The exact price per unit of weight is over / (mass * unit): who holds less gives all.
  const count = new Count(field, "equal shares", (p) => {
    const cost = BigInt(field.cost(p)) * unit, found = groups(p);
    let [over, mass, payers, emptied, before] = [0n, 1n, 0, -1, null];
    while (before !== emptied && mass) {
      const [limit, per] = [over, mass];
      [before, over, mass, payers, emptied] = [emptied, cost, 0n, 0, 0];
      for (const { weight, rows } of found) {
        const least = (limit * weight + per - 1n) / per, first = payers;
        for (const [own, many] of rows) {
          if (own < least) [over, emptied] = [over - own * BigInt(many), emptied + many];
          else payers += many;
        }
        mass += weight * BigInt(payers - first);
      }
    }
    looks.set(p, { over, mass, who: [payers, emptied] });
    return mass ? { n: -over, d: mass * unit * BigInt(scale(p)) } : null;
  });
  const look = (p) => looks.get(p) ?? { over: 0n, mass: 1n, who: [field.votes[p], 0] };
  count.told = (p) => [ratio(look(p).over, look(p).mass * unit), ...look(p).who];
  count.funded = (p) => {
    const { over, mass } = look(p);
    for (const { weight, all } of support[p]) {
      const next = [0], left = (at) => held(at) * mass - over * weight;
      const made = (own) => (own > 0n && since.push(grown.length) ? money.push(own) - 1 : 0);
      for (const b of all) state[b] = next[state[b]] ??= made(left(state[b]));
    }
    [unit, grown] = [unit * mass, [...grown.map((one) => one * mass), 1n]];
  };
  const wanted = field.eligible.filter((p) => support[p].length), free = (p) => !field.cost(p);
  wanted.filter(free).sort((a, b) => a - b).forEach((p) => count.bars(p) || count.fund(p));
  Object.assign(count, { step, before: -count.rounds.length, fits: () => true });
  count.run(wanted.filter(field.cost));
  const open = wanted.filter((p) => !free(p) && !count.taken.includes(p) && !count.bars(p));
  return Object.assign(count, { open, endowment: `${endowment.n}/${endowment.d}` });
}

export function shares(field) {
  const { until, start, unit, greedy, step } = field.rule.completion, by = BigInt(unit), more = fraction(step);
  const counts = Int32Array.from(field.ballots, ({ count }) => count), marked = field.ids.map(() => new Map());
  field.ballots.forEach(({ marks, given }, b) => marks.forEach((p, i) =>
    given[i] && (marked[p].get(given[i])?.push(b) ?? marked[p].set(given[i], [b]))));
  const support = marked.map((found) => Array.from(found, ([weight, all]) => ({ weight: BigInt(weight), all })));
  const told = ({ rounds = [], ties = [], endowment = null, step: steps = 0 }, stopped, later = []) =>
    (greedy ? completed : (_field, as) => as)(field, { rounds, stopped, ties: [...ties, ...later], endowment, steps });
  if (!field.voters) return told({}, "unaffordable");
  const share = ratio(field.budget, field.voters), { n, d } = start === "floor" ? ratio(share.n / share.d / by * by) : share;
  const raised = (k) => run(field, support, counts, ratio(n * more.d + BigInt(k) * more.n * d, d * more.d), k);
  for (let now = raised(0), next; ; now = next) {
    const full = until === "until exhaustive" && now.open.every((p) => field.cost(p) > now.left);
    if (until === "never") return told(now, "unaffordable");
    if (full || !now.open.length) return told(now, now.open.length ? "exhaustive" : "complete");
    next = raised(now.step + 1);
    if (next.left < 0) return told(now, "overspent", next.ties);
  }
}
