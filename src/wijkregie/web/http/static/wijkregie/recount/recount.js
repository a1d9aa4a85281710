// Repeats a count from its audit file and its ballots; throws an error where anything differs.
import { Field } from "./field.js";
import { coins, plans, themes } from "./others.js";
import { byText, digest, fail, parsed, people, root, sum, written } from "./proof.js";
import { shares } from "./shares.js";
import { greedy, phragmen } from "./votes.js";
const OTHERS = { plans, themes, coins }, ELECTIONS = { greedy, phragmen, "equal shares": shares };
function counted(told, acts, kind, ballots) {
  if (OTHERS[told.family]) return OTHERS[told.family](told, acts, kind, ballots);
  const field = (changed) => new Field(told, acts, kind, ballots, changed), { compare } = told.rule;
  let outcome = (ELECTIONS[told.family] ?? fail("unknown rule"))(field());
  if (compare !== null) {
    const other = greedy(field({ utility: "cardinality", misfit: "skip" }));
    const { cost, ids, ballots: cast } = field({ utility: compare });
    const has = ({ rounds }, id) => Number(rounds.some(({ project }) => project === id));
    const worth = ids.map((id, p) => (compare === "cost" ? cost(p) : 1) * (has(outcome, id) - has(other, id)));
    const gains = cast.map(({ count, marks, given }) => [count, sum(marks.map((p, i) => worth[p] * given[i]))]);
    const prefer = (sign) => people(gains.filter(([, gain]) => sign * gain > 0));
    const sides = [[prefer(1), outcome], [prefer(-1), other]].sort(([a], [b]) => b - a);
    outcome = { ...sides[0][1], preferred: sides.map(([many]) => many) };
  }
  const { rounds } = outcome, selected = rounds.map(({ project }) => project).sort(byText);
  return { endowment: null, steps: 0, preferred: null, ...outcome, selected, spent: sum(rounds.map(({ paid }) => paid)) };
}
function totals(ballots, found = new Map()) {
  for (const [count, marks, points] of ballots) marks.forEach((mark, i) => {
    const [, votes, given] = found.get(mark) ?? [mark, 0, 0];
    found.set(mark, [mark, votes + count, given + count * (points?.[i] ?? 0)]);
  });
  return [...found.values()].sort(([a], [b]) => byText(a, b));
}

// `published`: the hash of the declaration and the seal. No ballot tells of `codes` and `entitled`: only that seal does.
export async function recount(auditBytes, ballotBytes, published = {}) {
  const audit = parsed(auditBytes), cast = parsed(ballotBytes), { kind, ballots, salt } = cast;
  if (written(cast) !== written({ file: "wijkregie ballots 1", kind, ballots, salt })) fail("no ballots");
  const { declaration, acts, codes, entitled } = audit, blank = ballots.filter(([, marks]) => !marks.length);
  const again = {
    file: "wijkregie audit 1", version: "wijkregie tally 2", declaration, acts, declared: await digest(declaration),
    codes: /^[0-9a-f]{64}$/.exec(codes)?.[0] ?? null, totals: totals(ballots),
    entitled: Number.isSafeInteger(entitled) && entitled >= people(ballots) ? entitled : null,
    ballots: { kind, root: await root(ballots, salt), distinct: ballots.length },
    turnout: { ballots: people(ballots), blank: people(blank) },
    outcome: counted(declaration, acts, kind, ballots),
  };
  again.seal = await digest(again);
  const wrong = [audit, published].flatMap((other) =>
    Object.keys(other).filter((name) => written(again[name] ?? null) !== written(other[name])));
  return wrong.length || written(again) !== written(audit) ? fail(`the count tells otherwise: ${wrong}`) : audit;
}
