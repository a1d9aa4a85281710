"""An outcome as its page shows it: what was chosen, the count round by round, and the proof."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.core.proportions import whole_percent
from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.queries.limits import with_area_names
from wijkregie.domain.budgets.queries.why import FEW, why_lines
from wijkregie.domain.budgets.states import BallotKind, ProposalState
from wijkregie.web.http.addresses import optional
from wijkregie.web.http.how_counted import told
from wijkregie.web.http.money import euro_text
from wijkregie.web.recount import words

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import OutcomeSeen, PlanCounted, RoundSeen
    from wijkregie.web.recount.desk import Desk

_SCORED = frozenset({BallotKind.POINTS, BallotKind.RANKING, BallotKind.COINS})


def context(desk: Desk, seen: RoundSeen, found: OutcomeSeen) -> dict[str, Any]:
    """Return all that the page of an outcome shows."""
    money = seen.listed.money_cents or 0
    return {
        "chosen": [_chosen(desk, one) for one in found.chosen],
        "ended": words.ended_text(found),
        "facts": _facts(found, money),
        "table": _table(found),
        "why": _why(desk, found),
        "how": told(
            seen.ballot,
            with_area_names(desk.viewer, seen.counting),
            money,
            words.voted_of(found),
        ),
        "rounds": words.rounds_text(found),
        "ties": [*words.ties_text(found), *_lot(desk, found)],
        "decision": _decision(found),
        "proof": proof(found),
        "files": _files(desk, found),
        "recount_url": desk.url("recount", found.round_id),
    }


def _lot(desk: Desk, found: OutcomeSeen) -> list[str]:
    lot = queries.lot_of(desk.viewer, found.round_id)
    return [] if lot is None else [words.lot_text(lot.order, lot.why)]


def _chosen(desk: Desk, one: PlanCounted) -> dict[str, str]:
    return {
        "name": one.title,
        "url": plan_url(desk, one),
        "text": _("Plan %(number)d") % {"number": one.number},
        "side_text": euro_text(one.paid_cents),
    }


def plan_url(desk: Desk, one: PlanCounted) -> str:
    """Return the page of a plan; of one from elsewhere why it was chosen or not."""
    found = optional("proposals:detail", desk.scope.slug, one.reference)
    return found or desk.url("why", _round_id(desk), one.number)


def _round_id(desk: Desk) -> int:
    match = desk.request.resolver_match
    return int(match.kwargs["pk"]) if match else 0


def _facts(found: OutcomeSeen, money: int) -> list[dict[str, str]]:
    spent = sum(one.paid_cents for one in found.chosen)
    rows = [(_("Votes"), words.number_text(found.cast))]
    if found.entitled:
        part = whole_percent(Fraction(found.cast, found.entitled))
        rows.append(
            (
                _("Turnout"),
                _("%(part)d %% of %(entitled)s who could vote")
                % {"part": part, "entitled": words.number_text(found.entitled)},
            )
        )
    if found.on_paper:
        rows.append((_("Of which on paper"), words.few_text(found.on_paper)))
    blank = found.audit["turnout"]["blank"]
    if blank:
        rows.append((_("Of which blank"), words.number_text(blank)))
    rows.append((_("To spend"), euro_text(money)))
    if found.ballot is not BallotKind.THEMES:
        rows.append((_("Goes to the plans that were chosen"), euro_text(spent)))
        rows.append((_("Left"), euro_text(money - spent)))
    return [{"name": name, "text": text, "url": ""} for name, text in rows]


def _table(found: OutcomeSeen) -> dict[str, Any]:
    """Return the plans with their votes; where few voted that is not told exactly."""
    if found.ballot is BallotKind.THEMES:
        return {
            "caption": _("What the themes get"),
            "heads": [_("Theme"), _("Given together"), _("Gets")],
            "rows": [
                [name, euro_text(given), euro_text(part)]
                for name, part, given in words.parts_of(found.audit)
            ],
        }
    scored = found.ballot in _SCORED
    heads = [_("Plan"), _("Votes"), _("Asks"), _("Outcome")]
    if scored:
        heads.insert(2, _("Coins") if found.ballot is BallotKind.COINS else _("Points"))
    return {
        "caption": _("Votes for each plan"),
        "heads": heads,
        "rows": [row(one, scored=scored) for one in found.plans],
    }


def row(one: PlanCounted, *, scored: bool) -> list[str]:
    """Return a plan as a row of the table of an outcome."""
    points = [words.number_text(one.points) if not 0 < one.votes < FEW else ""] * scored
    return [
        f"{one.number}. {one.title}",
        words.few_text(one.votes),
        *points,
        _("not known") if one.asked_cents is None else euro_text(one.asked_cents),
        outcome_text(one),
    ]


def outcome_text(one: PlanCounted) -> str:
    """Return what came of a plan."""
    if one.place is not None:
        return _("chosen")
    return _("withdrawn") if one.state is ProposalState.WITHDRAWN else _("not chosen")


def _why(desk: Desk, found: OutcomeSeen) -> list[dict[str, str]]:
    return [
        {
            "name": f"{one.number}. {one.title}",
            "url": desk.url("why", found.round_id, one.number),
            "text": " ".join(why_lines(one.why)[1:]),
            "side_text": "",
        }
        for one in found.plans
        if one.why is not None
    ]


def _decision(found: OutcomeSeen) -> list[dict[str, str]]:
    one = found.decision
    if one is None:
        return []
    rows = {
        _("Settled by"): one.body_name,
        _("Because"): one.reason,
        _("By what right"): one.mandate,
    }
    return [{"name": name, "text": text, "url": ""} for name, text in rows.items()]


def proof(found: OutcomeSeen) -> list[dict[str, str]]:
    """Return the hashes by which everyone sees that nothing was changed."""
    rows = {
        _("What was declared before the vote"): found.declared,
        _("Who may vote, and when"): found.voting,
        _("All ballots together"): found.audit["ballots"]["root"],
        _("All receipts together"): found.audit["codes"] or _("none"),
        _("The whole count"): found.seal,
    }
    return [{"name": name, "text": text, "url": ""} for name, text in rows.items()]


def _files(desk: Desk, found: OutcomeSeen) -> list[dict[str, str]]:
    pk = found.round_id
    files = [{"text": _("Table of the plans (CSV)"), "url": desk.url("table", pk)}]
    if found.audit_open:
        files.insert(0, {"text": _("Audit file (JSON)"), "url": desk.url("audit", pk)})
    if found.ballots_public:
        files.append({"text": _("All ballots (JSON)"), "url": desk.url("ballots", pk)})
        if found.ballot in _PABULIB:
            files.append({"text": _("Pabulib (.pb)"), "url": desk.url("pabulib", pk)})
    return files


#: Votes over plans that Pabulib knows.
_PABULIB = frozenset(
    {
        BallotKind.APPROVAL,
        BallotKind.ONE,
        BallotKind.KNAPSACK,
        BallotKind.RANKING,
        BallotKind.POINTS,
    }
)
