"""Two questions to every fund: whether it is the toy of a few, or an obstacle course."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, Final

from django.db.models import Min, Q
from django.utils import timezone

from wijkregie.domain.budgets.models import Award, Phase, Proposal, ProposalCheck
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.taking_part import FEW, turnouts_of_fund
from wijkregie.domain.budgets.states import CheckKind, PhaseKind, ProposalState, Verdict
from wijkregie.domain.people.queries import AreaNamed
from wijkregie.domain.places import queries as places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from wijkregie.domain.budgets.queries.taking_part import TookPart
    from wijkregie.kit.viewer import Viewer

#: After these a plan has its money; they are no hurdle on the way to it.
_AFTER: Final = (PhaseKind.CARRY_OUT, PhaseKind.ACCOUNT)
_DECIDED: Final = (ProposalState.CHOSEN, ProposalState.NOT_CHOSEN, ProposalState.DECLINED)


@dataclass(frozen=True, slots=True)
class Days:
    """How many days something took: the middle one and the longest, of how many plans."""

    of: int
    middle: Fraction | None = None
    longest: int | None = None

    @property
    def enough(self) -> bool:
        """Tell whether there are enough to say something."""
        return self.of >= FEW


@dataclass(frozen=True, slots=True)
class Part:
    """The part of one area, or of one group, in a whole; ``area`` is ``None`` outside areas."""

    name: str
    number: int
    area: AreaNamed | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """Whether a fund is the toy of a few.

    ``proposers`` counts plans per area, ``money`` cents per group: the largest first, of
    ``awards`` plans together.
    """

    turnout: TookPart | None
    proposals: int
    proposers: tuple[Part, ...]
    awards: int
    money_cents: int
    money: tuple[Part, ...]

    @property
    def largest_share(self) -> Fraction | None:
        """Which part of the money went to who got most; ``None`` without money."""
        if not self.money_cents:
            return None
        return Fraction(self.money[0].number, self.money_cents)


@dataclass(frozen=True, slots=True)
class Course:
    """Whether a fund is an obstacle course.

    ``steps`` are the phases up to the money in the last round, ``checks`` how often somebody
    looked at the middle plan. ``why_declined`` counts by what was looked at, ``None``: another
    reason.
    """

    to_decision: Days
    to_payment: Days
    steps: int
    checks: Days
    decided: int
    declined: int
    why_declined: tuple[tuple[CheckKind | None, int], ...]
    repairable: int
    repaired: int


@dataclass(frozen=True, slots=True)
class Guards:
    """Both questions, answered with what is known."""

    spread: Spread
    course: Course


def guards_of(viewer: Viewer, fund_id: int) -> Guards | None:
    """Return both answers for a fund, ``None`` where it is not to be seen. Thirteen queries."""
    if not funds_here(viewer).filter(pk=fund_id).exists():
        return None
    rows = list(
        Proposal.objects.filter(round__fund_id=fund_id, imported=False)
        .filter(Q(published_at__isnull=False) | Q(state__in=_DECIDED))
        .select_related("signal", "decision")
        .order_by("pk")
    )
    return Guards(_spread(viewer, fund_id, rows), _course(fund_id, rows))


def _spread(viewer: Viewer, fund_id: int, rows: Sequence[Proposal]) -> Spread:
    turnout = next(iter(turnouts_of_fund(viewer, fund_id)), None)
    wanted = {one.area_id for one in rows if one.area_id is not None}
    areas = {area.pk: area for area in places.visible_to(viewer).filter(pk__in=wanted)}
    each = Counter(one.area_id if one.area_id in areas else None for one in rows)
    proposers = [
        Part(
            areas[pk].name or areas[pk].code if pk is not None else "",
            number,
            AreaNamed(pk, areas[pk].code, areas[pk].name) if pk is not None else None,
        )
        for pk, number in each.items()
    ]
    awards, money = _money(fund_id)
    return Spread(
        turnout,
        len(rows),
        _largest_first(proposers),
        awards,
        sum(one.number for one in money),
        _largest_first(money),
    )


def _money(fund_id: int) -> tuple[int, list[Part]]:
    """Return how many plans got money, and who how much; without a group each by itself."""
    of_fund = Award.objects.filter(proposal__round__fund_id=fund_id)
    rows = of_fund.select_related("group", "proposal").order_by("pk")
    cents: Counter[tuple[int, int]] = Counter()
    names: dict[tuple[int, int], str] = {}
    for one in rows:
        key = (one.group_id or 0, 0 if one.group_id else one.proposal_id)
        cents[key] += one.cents
        names[key] = one.group.name if one.group else one.receiver or one.proposal.title
    return len(rows), [Part(names[key], number) for key, number in cents.items()]


def _largest_first(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda one: (-one.number, one.name)))


def _course(fund_id: int, rows: Sequence[Proposal]) -> Course:
    checks = list(ProposalCheck.objects.filter(proposal__in=rows).order_by("turn", "pk"))
    decided = [one for one in rows if one.state in _DECIDED]
    declined = [one for one in rows if one.state == ProposalState.DECLINED]
    refused = {one.proposal_id for one in checks if one.verdict == Verdict.NO}
    last_no = {one.proposal_id: one.kind for one in checks if one.verdict == Verdict.NO}
    why = Counter(last_no.get(one.pk) for one in declined)
    each = Counter(one.proposal_id for one in checks)
    gone = {one.pk for one in declined}
    return Course(
        to_decision=_days(
            (one.decision.taken_on - _raised(one)).days for one in decided if one.decision
        ),
        to_payment=_to_payment(fund_id, rows),
        steps=_steps(fund_id),
        checks=_days(each[one.pk] for one in decided),
        decided=len(decided),
        declined=len(declined),
        why_declined=tuple(
            (CheckKind(kind) if kind else None, number)
            for kind, number in sorted(why.items(), key=lambda one: (-one[1], one[0] or ""))
        ),
        repairable=len(refused),
        repaired=len(refused - gone),
    )


def _raised(row: Proposal) -> date:
    return timezone.localdate(row.signal.received_at if row.signal else row.made_at)


def _to_payment(fund_id: int, rows: Sequence[Proposal]) -> Days:
    stand = Q(orders__order__payments__taken_back_on__isnull=True)
    first = (
        Award.objects.filter(proposal__round__fund_id=fund_id)
        .annotate(paid_on=Min("orders__order__payments__paid_on", filter=stand))
        .values_list("proposal_id", "paid_on")
    )
    known = {one.pk: one for one in rows}
    return _days(
        (paid_on - _raised(known[pk])).days
        for pk, paid_on in first
        if paid_on is not None and pk in known
    )


def _steps(fund_id: int) -> int:
    """Return how many phases the last round has up to the money."""
    phases = Phase.objects.filter(round__fund_id=fund_id).exclude(kind__in=_AFTER)
    rounds = phases.order_by("-round__year", "-round_id").values_list("round_id", flat=True)
    last = rounds.first()
    return phases.filter(round_id=last).count() if last is not None else 0


def _days(found: Iterable[int]) -> Days:
    days = sorted(max(one, 0) for one in found)
    if not days:
        return Days(0)
    return Days(len(days), Fraction(median(days)), days[-1])
