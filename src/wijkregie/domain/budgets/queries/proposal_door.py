"""The door to proposals: which of them a viewer may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q
from django.utils import timezone

from wijkregie.core import working_days
from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import Cofinancing, Proposal, ProposalCheck
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.proposal_seen import (
    CofinancingSeen,
    ProposalNamed,
    ProposalSeen,
)
from wijkregie.domain.budgets.states import ProposalState
from wijkregie.domain.people.queries import AreaNamed
from wijkregie.domain.programme.states import Pledge
from wijkregie.domain.signals import rules as signals
from wijkregie.domain.signals.models import Raiser, SignalArea
from wijkregie.kit.free_days import free_days

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from django.db.models import QuerySet

    from wijkregie.domain.places.models import Area
    from wijkregie.kit.viewer import Viewer


def proposals_here(viewer: Viewer) -> QuerySet[Proposal]:
    """Return the proposals that a viewer may see.

    What everyone may read; who proposes it (by the private link, or for the group that does)
    sees their own, who was asked to look at it sees that one, and who guides proposals in its
    area or runs funds sees all of them.
    """
    rows = Proposal.objects.filter(round__fund__in=funds_here(viewer))
    if rules.may_run_funds(viewer) or _handles_all(viewer):
        return rows
    shown = Q(published_at__isnull=False) | Q(group_id__in=viewer.first_shell_ids)
    if viewer.raiser_id is not None:
        shown |= Q(signal__in=own_signals(viewer))
    if viewer.person_id is not None:
        asked = Q(person_id=viewer.person_id) | Q(group_id__in=viewer.first_shell_ids)
        shown |= Q(pk__in=ProposalCheck.objects.filter(asked).values("proposal"))
    areas = {one.area_id for one in viewer.grants if one.role in signals.HANDLERS}
    if areas:
        lying = SignalArea.objects.filter(area__in=areas)
        shown |= Q(signal__in=lying.values("signal"))
    return rows.filter(shown)


def own_signals(viewer: Viewer) -> QuerySet[Raiser, int]:
    """Return the numbers of what came in by who has this private link; who joined has none."""
    own = Raiser.objects.filter(pk=viewer.raiser_id or 0, joined=False)
    return own.values_list("signal_id", flat=True)


def area_ids_of(proposal: Proposal) -> Collection[int]:
    """Return the areas that a proposal lies in. One query at most."""
    lying = SignalArea.objects.filter(signal_id=proposal.signal_id or 0)
    return frozenset(lying.values_list("area_id", flat=True))


def is_own(viewer: Viewer, proposal: Proposal) -> bool:
    """Tell whether who looks proposes this, or speaks for the group that does."""
    if proposal.group_id is not None and proposal.group_id in viewer.first_shell_ids:
        return True
    return viewer.raiser_id is not None and proposal.signal_id in own_signals(viewer)


def asked_cents(row: Proposal) -> int | None:
    """Return what a proposal asks of the fund; ``None`` while that is not known. One query."""
    paid = list(row.cofinancing.values_list("cents", flat=True))
    if row.cost_cents is None or None in paid:
        return None
    return row.cost_cents - sum(one or 0 for one in paid)


def look_by(since: datetime) -> date:
    """Return the day by which somebody looks at new words: the next working day."""
    start = timezone.localdate(since)
    return working_days.after(start, 1, free_days(start.year) | free_days(start.year + 1))


def related(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Fetch along what ``proposal_of_row`` needs. Two queries more."""
    paid = Cofinancing.objects.select_related("funder").order_by("pk")
    others = Proposal.objects.only("number").order_by("number")
    return rows.select_related("signal__theme", "area", "group").prefetch_related(
        Prefetch("cofinancing", paid), Prefetch("conflicts", others)
    )


def proposal_of_row(row: Proposal, viewer: Viewer | None) -> ProposalSeen:
    """Return a proposal that came with what ``related`` fetches. No query.

    The name of an area that is not public is for who works along; ``None``: for nobody.
    """
    signal = row.signal
    return ProposalSeen(
        id=row.pk,
        round_id=row.round_id,
        number=row.number,
        title=row.title,
        plan=row.plan,
        theme_id=signal.theme_id if signal else None,
        theme_name=signal.theme.name if signal else "",
        area=_named(row.area, viewer),
        group_id=row.group_id,
        group_name=row.group.name if row.group else "",
        cost_cents=row.cost_cents,
        cofinancing=tuple(
            CofinancingSeen(one.funder.name, one.cents, Pledge(one.pledge))
            for one in row.cofinancing.all()
        ),
        hours=row.hours,
        state=ProposalState(row.state),
        reference=signal.reference if signal else "",
        signal_id=row.signal_id,
        promised_on=signal.promised_on if signal else None,
        made_at=row.made_at,
        published_at=row.published_at,
        look_by=None if row.published_at else look_by(row.worded_at or row.made_at),
        repair_until=row.repair_until,
        withdrawn_because=row.withdrawn_because,
        conflicts=tuple(one.number for one in row.conflicts.all()),
        version=row.version,
    )


def named(row: Proposal) -> ProposalNamed:
    """Return how another proposal names this one; its signal came along."""
    return ProposalNamed(
        row.pk, row.number, row.title, row.signal.reference if row.signal else ""
    )


def _handles_all(viewer: Viewer) -> bool:
    return signals.may_handle(viewer, ())


def _named(area: Area | None, viewer: Viewer | None) -> AreaNamed | None:
    works = viewer is not None and (viewer.is_member or viewer.operator)
    if area is None or not (area.public or works):
        return None
    return AreaNamed(area.pk, area.code, area.name)
