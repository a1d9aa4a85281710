"""Take over an election from elsewhere, so that it can be read and counted again here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core.tally.audit import Cast, read
from wijkregie.core.tally.canonical import digest, encoded
from wijkregie.core.tally.records import Kind, collected
from wijkregie.domain.budgets.models import Declaration, Proposal, Round
from wijkregie.domain.budgets.queries.contests import KINDS, contest_of_round
from wijkregie.domain.budgets.queries.counted import chosen_in
from wijkregie.domain.budgets.services import finding
from wijkregie.domain.budgets.services.counting_votes import keep_count, keep_publishing
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.explaining import explain_later
from wijkregie.domain.budgets.states import BallotKind, ProposalState
from wijkregie.domain.decisions import services as decisions
from wijkregie.kit import audit
from wijkregie.kit.words import WordsRefused, checked_words
from wijkregie.sources.pabulib import VoteType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from decimal import Decimal

    from wijkregie.core.tally.contests import Contest
    from wijkregie.core.tally.records import Ballots
    from wijkregie.domain.budgets.models import Fund
    from wijkregie.kit.viewer import Viewer
    from wijkregie.sources.pabulib import PbElection, PbProject

MOST_PROJECTS: Final = 500
_SHOWN: Final = 40
_TIES: Final = ("lowest cost", "most votes", "id")
_BALLOTS: Final[Mapping[VoteType, tuple[BallotKind, str, str]]] = {
    VoteType.APPROVAL: (BallotKind.APPROVAL, "cardinality", "cost"),
    VoteType.CHOOSE_1: (BallotKind.ONE, "cardinality", "cost"),
    VoteType.ORDINAL: (BallotKind.RANKING, "borda", "borda"),
    VoteType.CUMULATIVE: (BallotKind.POINTS, "points", "points"),
    VoteType.SCORING: (BallotKind.POINTS, "points", "points"),
}
#: The rules by which an election can be counted here, and their settings.
RULES: Final[Mapping[str, Mapping[str, Any]]] = {
    "greedy": {"family": "greedy"},
    "greedy-no-skip": {"family": "greedy", "misfit": "stop"},
    "phragmen": {"family": "phragmen"},
    "equalshares": {"family": "equal shares", "greedy": True},
    "equalshares/add1": {"family": "equal shares", "until": "until overspent", "step": 100},
}


@dataclass(frozen=True, slots=True)
class ElectionDraft:
    """An election as a file of Pabulib tells it, the name of its round, and a rule.

    ``keep_names``: what looks like the name of a person in the name of a plan may stay.
    """

    election: PbElection
    title: str
    year: int
    rule: str
    decision: decisions.DecisionDraft
    keep_names: bool = False


@transaction.atomic
def take_over(fund_id: int, draft: ElectionDraft, *, by: Viewer, at: datetime) -> int:
    """Make a closed round of an election with its plans and its count; return its number.

    What was withdrawn after the vote is left out, and none of it counts as money of the fund.
    Raises ``BudgetRefused`` for what cannot be counted here (points that are not whole, plans
    without a price, an unknown rule), and for a plan whose name leads to a person.
    """
    fund = finding.fund_to_change(fund_id, by)
    projects = _projects(draft.election)
    found = _round(fund, draft, at)
    _plans(found, projects, at, keep_names=draft.keep_names)
    contest = contest_of_round(found)
    _declare(found, contest, by=by, at=at)
    made = keep_count(found, contest, Cast(_ballots(found, draft.election, projects)), at)
    made.decision, made.told_at = decisions.record(draft.decision, by=by, at=at), at
    keep_publishing(made, found)
    made.save(update_fields=["decision", "told_at", "ballots_public"])
    chosen = chosen_in(read(made.audit.encode()))
    for row in found.proposals.all():
        won = str(row.number) in chosen
        row.state = ProposalState.CHOSEN if won else ProposalState.NOT_CHOSEN
        row.decision = made.decision
        row.save(update_fields=["state", "decision"])
    audit.record("election_imported", found, by=by, at=at, why=made.seal)
    explain_later(made)
    return found.pk


def _projects(election: PbElection) -> dict[str, tuple[int, PbProject]]:
    """Return the plans with a number each: their own where all have one, else their place."""
    kept = [one for one in election.projects if not one.is_withdrawn]
    if not 0 < len(kept) <= MOST_PROJECTS:
        raise BudgetRefused(
            _("An election has from 1 to %(most)d plans; this one has %(number)d.")
            % {"most": MOST_PROJECTS, "number": len(kept)}
        )
    own = [one.id for one in kept]
    plain = all(id_.isascii() and id_.isdigit() and str(int(id_)) == id_ for id_ in own)
    small = plain and all(0 < int(id_) < 2**15 for id_ in own)
    return {one.id: (int(one.id) if small else place, one) for place, one in enumerate(kept, 1)}


def _round(fund: Fund, draft: ElectionDraft, at: datetime) -> Round:
    if draft.rule not in RULES:
        raise BudgetRefused(
            _("This rule is not counted here: %(rule)s. Choose one of: %(known)s.")
            % {"rule": draft.rule, "known": ", ".join(RULES)}
        )
    ballot, utility, shared = _BALLOTS[draft.election.vote_type]
    settings = dict(RULES[draft.rule]) | {"ties": list(_TIES)}
    settings["utility"] = shared if settings["family"] == "equal shares" else utility
    title = finding.line(draft.title, 160, "title", needed=_("Write down a name."))
    if Round.objects.filter(fund=fund, title__iexact=title).exists():
        raise BudgetRefused(
            _("This fund has a round “%(name)s” already. Choose another name.")
            % {"name": title},
            "title",
        )
    return Round.objects.create(
        municipality_id=fund.municipality_id,
        fund=fund,
        title=title,
        year=draft.year,
        budget_cents=_cents(draft.election.budget),
        ballot=ballot,
        counting=settings,
        made_at=at,
        closed_on=timezone.localdate(at),
        closed_because=_("Taken over from elsewhere, to read it and count it again."),
    )


def _plans(
    found: Round,
    projects: Mapping[str, tuple[int, PbProject]],
    at: datetime,
    *,
    keep_names: bool,
) -> None:
    rows = []
    for number, one in projects.values():
        cents = _cents(one.cost)
        if cents <= 0:
            raise BudgetRefused(
                _("Plan %(plan)s has no price above nought, so it is not taken over.")
                % {"plan": one.id}
            )
        name = _name(one, keep=keep_names)
        rows.append(
            Proposal(
                municipality_id=found.municipality_id,
                round=found,
                imported=True,
                number=number,
                title=name[:120],
                plan=name[:4000],
                cost_cents=cents,
                state=ProposalState.ON_BALLOT,
                made_at=at,
                published_at=at,
            )
        )
    Proposal.objects.bulk_create(rows)


def _name(one: PbProject, *, keep: bool) -> str:
    """Return how a plan is called, for everyone to read; refuse what leads to a person."""
    try:
        return checked_words(" ".join((one.name or one.id).split()), field="title", keep=keep)
    except WordsRefused as refused:
        raise BudgetRefused(
            _("Name of plan %(plan)s: %(why)s") % {"plan": one.id[:_SHOWN], "why": refused}
        ) from refused


def _declare(found: Round, contest: Contest, *, by: Viewer, at: datetime) -> None:
    text, nothing = contest.declaration(), {"imported": True}
    Declaration.objects.create(
        municipality_id=found.municipality_id,
        round=found,
        text=encoded(text).decode(),
        digest=digest(text),
        voting=encoded(nothing).decode(),
        voting_digest=digest(nothing),
        frozen_at=at,
        frozen_by_id=by.person_id,
    )
    found.declared = True
    found.save(update_fields=["declared"])


def _ballots(
    found: Round, election: PbElection, projects: Mapping[str, tuple[int, PbProject]]
) -> Ballots:
    kind = KINDS[BallotKind(found.ballot)]
    return collected(kind, _cast(election, projects, kind))


def _cast(
    election: PbElection, projects: Mapping[str, tuple[int, PbProject]], kind: Kind
) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Yield each ballot by the numbers of plans, without what was withdrawn."""
    for vote in election.votes:
        given: Sequence[Decimal | int] = vote.points or (0,) * len(vote.projects)
        pairs = [
            (str(projects[mark][0]), points)
            for mark, points in zip(vote.projects, given, strict=True)
            if mark in projects
        ]
        marks = tuple(mark for mark, _points in pairs)
        whole = tuple(_whole(points) for _mark, points in pairs)
        yield marks, whole if kind is Kind.POINTS else ()


def _whole(points: Decimal | int) -> int:
    if points != int(points) or points < 0:
        raise BudgetRefused(
            _("Points are whole and not below nought here; %(points)s is not.")
            % {"points": points}
        )
    return int(points)


def _cents(amount: Decimal) -> int:
    cents = amount * 100
    if cents != int(cents) or not 0 <= cents < finding.MOST_CENTS:
        raise BudgetRefused(_("%(amount)s is no amount in whole cents.") % {"amount": amount})
    return int(cents)
