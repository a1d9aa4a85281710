// Repeats a count from its audit file and its ballots; throws an error where anything differs.
import { Field } from "./field.js";
import { coins, plans, themes } from "./others.js";
import { byText, digest, fail, parsed, root, sum, written } from "./proof.js";
import { shares } from "./shares.js";
import { greedy, phragmen } from "./votes.js";

const OTHERS = { plans, themes, coins }, ELECTIONS = { greedy, phragmen, "equal shares": shares };

function counted(told, acts, kind, ballots) {
  if (OTHERS[told.family]) return OTHERS[told.family](told, acts, kind, ballots);
  const field = (changed) => new Field(told, acts, kind, ballots, changed);
  let outcome = (ELECTIONS[told.family] ?? fail("unknown rule"))(field());
  if (told.rule.compare !== null) {
    const other = greedy(field({ utility: "cardinality", misfit: "skip" }));
    const { cost, ids, ballots: cast } = field({ utility: told.rule.compare });
    const has = ({ rounds }, id) => Number(rounds.some(({ project }) => project === id));
    const worth = ids.map((id, p) =>
      (told.rule.compare === "cost" ? cost(p) : 1) * (has(outcome, id) - has(other, id)));
    const prefer = (sign) => sum(cast.map(({ count, marks, given }) =>
      (sign * sum(marks.map((p, i) => worth[p] * given[i])) > 0 ? count : 0)));
    const [mine, theirs] = [prefer(1), prefer(-1)];
    outcome = theirs > mine ? { ...other, preferred: [theirs, mine] }
      : { ...outcome, preferred: [mine, theirs] };
  }
  const spent = sum(outcome.rounds.map(({ paid }) => paid));
  const selected = outcome.rounds.map(({ project }) => project).sort(byText);
  return { endowment: null, preferred: null, steps: 0, ...outcome, selected, spent };
}

function totals(ballots) {
  const found = new Map();
  ballots.forEach(([count, marks, points]) => marks.forEach((mark, i) => {
    const [, votes, given] = found.get(mark) ?? [mark, 0, 0];
    found.set(mark, [mark, votes + count, given + count * (points?.[i] ?? 0)]);
  }));
  return [...found.values()].sort(([a], [b]) => byText(a, b));
}

// `published` holds the hash of the declaration and the seal, as far as they are known elsewhere.
export async function recount(auditBytes, ballotBytes, published = {}) {
  const audit = parsed(auditBytes), cast = parsed(ballotBytes), { kind, ballots, salt } = cast;
  const told = written({ file: "wijkregie ballots 1", kind, ballots, salt });
  if (written(cast) !== told) fail("this is no file of ballots");
  const count = ([many]) => many, { declaration, acts, codes, entitled } = audit;
  const blank = sum(ballots.filter(([, marks]) => !marks.length).map(count));
  const again = {
    file: "wijkregie audit 1", version: "wijkregie tally 1", declaration, acts, codes, entitled,
    declared: published.declared ?? await digest(declaration),
    ballots: { kind, root: await root(ballots, salt), distinct: ballots.length },
    turnout: { ballots: sum(ballots.map(count)), blank }, totals: totals(ballots),
    outcome: counted(declaration, acts, kind, ballots),
  };
  again.seal = published.seal ?? await digest(again);
  const other = Object.keys(again).filter((name) => written(again[name]) !== written(audit[name] ?? null));
  if (written(again) !== written(audit)) fail(`the count tells otherwise: ${other}`);
  return audit;
}
