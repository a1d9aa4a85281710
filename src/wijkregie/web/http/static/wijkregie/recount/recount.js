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
    const sides = [[prefer(1), outcome], [prefer(-1), other]].sort(([a], [b]) => b - a);
    outcome = { ...sides[0][1], preferred: sides.map(([people]) => people) };
  }
  const { rounds } = outcome, none = { endowment: null, steps: 0, preferred: null };
  const selected = rounds.map(({ project }) => project).sort(byText);
  return { ...none, ...outcome, selected, spent: sum(rounds.map(({ paid }) => paid)) };
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
  if (written(cast) !== written({ file: "wijkregie ballots 1", kind, ballots, salt })) fail("no ballots");
  const count = ([many]) => many, { declaration, acts, codes, entitled } = audit;
  const blank = sum(ballots.filter(([, marks]) => !marks.length).map(count));
  const again = {
    file: "wijkregie audit 1", version: "wijkregie tally 1", declaration, acts, codes, entitled,
    declared: await digest(declaration), totals: totals(ballots),
    ballots: { kind, root: await root(ballots, salt), distinct: ballots.length },
    turnout: { ballots: sum(ballots.map(count)), blank },
    outcome: counted(declaration, acts, kind, ballots),
  };
  again.seal = await digest(again);
  const differs = (other) => (name) => written(again[name] ?? null) !== written(other[name]);
  const wrong = [audit, published].flatMap((other) => Object.keys(other).filter(differs(other)));
  const sound = !wrong.length && written(again) === written(audit);
  return sound ? audit : fail(`the count tells otherwise: ${wrong}`);
}
