// An election as its rule looks at it, and a count that funds the best again and again.
import { byText, fail, people, sum } from "./proof.js";
const gcd = (a, b) => (b ? gcd(b, a % b) : a < 0n ? -a : a);
export const ratio = (n, d = 1n, by = gcd(BigInt(n), BigInt(d)) || 1n) => ({ n: BigInt(n) / by, d: BigInt(d) / by });
export const fraction = (text) => ratio(...text.split("/"));
export const compare = (a, b) => Number(a.n * b.d > b.n * a.d) - Number(a.n * b.d < b.n * a.d);
const KINDS = { points: "points", rank: "ranking", borda: "ranking" };

export class Field {
  constructor(told, acts, kind, cast, changed = {}) {
    const rule = { ...told.rule, ...changed }, ids = told.projects.map(({ id }) => id);
    const at = new Map(ids.map((id, p) => [id, p])), votes = ids.map(() => 0), scores = [...votes];
    const lot = rule.ties.lot.length ? rule.ties.lot : acts.lot, cost = (p) => told.projects[p].cost;
    if ((KINDS[rule.utility] ?? kind) !== kind) fail("these ballots do not fit the rule");
    const worth = { points: (i, _size, points) => points[i], borda: (i, size) => size - 1 - i,
      rank: (i) => rule.rank_points[i] ?? 0 }[rule.utility] ?? (() => 1);
    const ballots = cast.map(([count, named, points]) => {
      const given = named.map((_id, i) => worth(i, named.length, points));
      const marks = named.map((id) => at.get(id) ?? fail("unknown project"));
      marks.forEach((p, i) => { votes[p] += count; scores[p] += count * given[i]; });
      return { count, marks, given };
    });
    const order = told.published ? told.published.map((id) => at.get(id)) : [...ids.keys()];
    Object.assign(this, told, { rule, ids, lot, cost, votes, scores, ballots, order, voters: people(cast) });
    const { votes: least, score, share, factor } = rule.threshold, { n, d } = fraction(share), all = BigInt(this.voters);
    const gone = (p) => [...rule.withdrawn, ...acts.withdrawn].includes(ids[p]), many = (p) => BigInt(votes[p]);
    this.eligible = order.filter((p) => !gone(p) && votes[p] >= least && scores[p] >= score
      && many(p) * d >= n * all && (!factor || many(p) * BigInt(factor * told.budget) >= BigInt(cost(p)) * all));
  }
}

export class Count {
  constructor(field, phase, score) {
    const { budget: left, rule: { limits } } = field, none = { taken: [], rounds: [], ties: [], before: 0, step: 0 };
    Object.assign(this, { ...none, field, phase, score, left, limits, last: new Map() });
    this.fits = (p) => field.cost(p) <= this.left;
    this.told = (p) => [this.last.get(p), field.votes[p], 0];
    this.fate = this.funded = () => false;
  }
  bars(p) {
    const { projects, ids, cost } = this.field, lists = { area: "areas", category: "categories" };
    const excludes = (q, r) => projects[q].excludes.includes(ids[r]);
    const within = (q, { about, name }) => projects[q][lists[about]].includes(name);
    const spent = (limit) => sum(this.taken.filter((q) => within(q, limit)).map(cost));
    return this.taken.some((q) => excludes(q, p) || excludes(p, q))
      || this.limits.some((one) => within(p, one) && spent(one) + cost(p) > one.most);
  }
  // Returns what scores best of all. A score never rises, so most need no new look.
  best(left) {
    const never = { n: -1n, d: 0n }, last = (p) => this.last.get(p) ?? { n: 1n, d: 0n };
    let top = never;
    for (const p of [...left].sort((a, b) => compare(last(b), last(a)))) {
      if (compare(last(p), top) < 0) break;
      this.last.set(p, this.score(p) ?? never);
      if (compare(last(p), top) > 0) top = last(p);
    }
    return top === never ? [] : left.filter((p) => compare(last(p), top) === 0);
  }
  // Returns which comes first and writes the tie down. `fate` tells that no lot is needed.
  first(tied) {
    const { ids, lot, cost, votes, order, rule } = this.field, drawn = (p) => lot.indexOf(ids[p]);
    const keys = { "lowest cost": cost, "highest cost": (p) => -cost(p), "most votes": (p) => -votes[p],
      id: (p) => p, published: (p) => order.indexOf(p), lot: drawn };
    let level = tied, by = "";
    for (const key of rule.ties.keys) {
      if (level.length === 1 || (key === "lot" && level.some((p) => drawn(p) < 0))) break;
      const best = Math.min(...level.map(keys[key]));
      [level, by] = [level.filter((p) => keys[key](p) === best), key];
    }
    const projects = tied.map((p) => ids[p]).sort(byText), { step } = this, round = this.before + this.rounds.length;
    if (level.length > 1 && !this.fate(tied)) fail(`a lot is needed between ${projects}`);
    if (level.length > 1) [level, by] = [[ids.indexOf(projects[0])], "one fate"];
    if (tied.length > 1) this.ties.push({ round, projects, chosen: ids[level[0]], by, step });
    return level[0];
  }
  // Returns the project at which the rule stops, or -1.
  run(left, misfit = "skip") {
    while (this.left >= 0) {
      left = left.filter((p) => !this.bars(p) && (misfit !== "skip" || this.fits(p)));
      const tied = this.best(left), chosen = tied.length ? this.first(tied) : -1;
      if (chosen < 0 || !this.fits(chosen)) return chosen;
      left = left.filter((p) => p !== chosen);
      this.fund(chosen);
    }
    return -1;
  }
  fund(p, phase = this.phase, paid = this.field.cost(p)) {
    const [{ n, d }, payers, emptied] = this.told(p), price = d ? `${n < 0n ? -n : n}/${d}` : "0/1";
    [this.left, this.taken] = [this.left - paid, [...this.taken, p]];
    this.rounds.push({ project: this.field.ids[p], phase, price, payers, emptied, paid, left: this.left });
    this.funded(p);
  }
}
