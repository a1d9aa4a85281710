"""Who pays which part: shares of the costs, from which the coverage is reckoned to the cent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.core import shares
from wijkregie.domain.programme.models import CoverageLine, Division, DivisionShare, Project
from wijkregie.domain.programme.queries.gaps import Amount
from wijkregie.domain.programme.queries.tables import amount
from wijkregie.domain.programme.services import finding, keeping
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.funding import funder
from wijkregie.domain.programme.services.money_history import kept
from wijkregie.domain.programme.states import ShareKind
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal

    from wijkregie.domain.programme.services.money_drafts import DivisionDraft, ShareDraft
    from wijkregie.kit.viewer import Viewer

_DECIMALS: Final = 4


@transaction.atomic
def divide_costs(project_id: int, draft: DivisionDraft, *, by: Viewer, at: datetime) -> int:
    """Divide the costs of a year, or of each year without its own, and return its number.

    The coverage that follows is reckoned at once, and again whenever the costs change.
    Raises ``ProgrammeRefused`` for percentages that are together more than a hundred, for a
    funder that stands there twice, and for two that both pay what is left.
    """
    project = keeping.open_project(project_id, by)
    if draft.year is not None:
        keeping.check_year(project, draft.year)
    with kept(project, by=by, at=at):
        division = divided(project, draft, at=at)
        reckon(project, at=at)
    audit.record("costs_divided", division, by=by, at=at, why=str(draft.year or ""))
    return division.pk


def divided(project: Project, draft: DivisionDraft, *, at: datetime) -> Division:
    """Write a division down, without reckoning; what it was before is replaced."""
    _check(draft.shares)
    division, _new = Division.objects.get_or_create(
        project=project,
        year=draft.year,
        defaults={"municipality_id": project.municipality_id, "made_at": at},
    )
    division.shares.all().delete()
    made = [_share(division, share, order) for order, share in enumerate(draft.shares)]
    if len({one.funder_id for one in made}) != len(made):
        raise ProgrammeRefused(_("A funder stands here twice. Put its parts together."))
    DivisionShare.objects.bulk_create(made)
    return division


@transaction.atomic
def end_division(division_id: int, *, by: Viewer, at: datetime) -> None:
    """Take a division away, with the coverage that was reckoned from it."""
    division = finding.found(Division.objects.all(), division_id, by)
    project = keeping.open_project(division.project_id, by)
    audit.record("division_ended", division, by=by, at=at, why=str(division.year or ""))
    with kept(project, by=by, at=at):
        division.delete()
        reckon(project, at=at)


def reckon(project: Project, *, at: datetime) -> None:
    """Bring the coverage that follows from divisions up to date with the costs."""
    divisions = list(project.divisions.prefetch_related("shares"))
    if not divisions:
        return
    wanted = _wanted(project, divisions)
    there = {
        (line.division_id, line.funder_id, line.year): line
        for line in CoverageLine.objects.filter(project=project, division__in=divisions)
    }
    for key in there.keys() - wanted.keys():
        there[key].delete()
    for key, (cents, pledge) in wanted.items():
        line = there.get(key)
        if line is None:
            division_id, funder_id, year = key
            CoverageLine.objects.create(
                municipality_id=project.municipality_id,
                project=project,
                division_id=division_id,
                funder_id=funder_id,
                year=year,
                cents=cents,
                pledge=pledge,
                recorded_at=at,
            )
        elif (line.cents, line.pledge) != (cents, pledge):
            line.cents, line.pledge = cents, pledge
            line.save(update_fields=["cents", "pledge"])


def _wanted(
    project: Project, divisions: Sequence[Division]
) -> dict[tuple[int, int, int], tuple[int | None, str]]:
    """Return amount and pledge by division, funder and year, for each year that has costs."""
    costs: dict[int, Amount] = {}
    for year, cents in project.costs.values_list("year", "cents"):
        costs[year] = costs.get(year, Amount()) + amount(cents)
    own = {one.year: one for one in divisions}
    found: dict[tuple[int, int, int], tuple[int | None, str]] = {}
    for year, sums in costs.items():
        division = own.get(year) or own.get(None)
        if division is None:
            continue
        lines = sorted(division.shares.all(), key=lambda one: (one.order, one.pk))
        total = None if sums.unknown else sums.cents
        parts = shares.divided(total, [shares.Share(one.percent, one.cents) for one in lines])
        for line, part in zip(lines, parts, strict=True):
            found[(division.pk, line.funder_id, year)] = (part, line.pledge)
    return found


def _check(found: Sequence[ShareDraft]) -> None:
    if not found:
        raise ProgrammeRefused(_("Write down at least one funder, with its part."))
    if sum(one.kind == ShareKind.REST for one in found) > 1:
        raise ProgrammeRefused(_("One funder only can pay what is left."))
    for one in found:
        if one.kind == ShareKind.PERCENT:
            _check_percent(one.percent)
        if one.kind == ShareKind.FIXED and one.cents is None:
            raise ProgrammeRefused(_("Fill in the fixed amount."))
    percents = [one.percent for one in found if one.kind == ShareKind.PERCENT]
    whole = shares.together([shares.Share(percent=one) for one in percents])
    if whole > shares.WHOLE:
        raise ProgrammeRefused(
            _("Together the percentages are %(whole)s, which is more than a hundred.")
            % {"whole": f"{whole.normalize():f}".replace(".", ",")}
        )


def _check_percent(percent: Decimal | None) -> None:
    if percent is None or not 0 < percent <= shares.WHOLE:
        raise ProgrammeRefused(_("Fill in a percentage above 0, and 100 at most."))
    if percent != round(percent, _DECIMALS):
        raise ProgrammeRefused(
            _("Fill in a number with at most %(decimals)s decimals.") % {"decimals": _DECIMALS}
        )


def _share(division: Division, draft: ShareDraft, order: int) -> DivisionShare:
    name = finding.line(draft.funder, 120, needed=_("Write down who pays this."))
    return DivisionShare(
        municipality_id=division.municipality_id,
        division=division,
        funder=funder(name, division.municipality_id),
        kind=draft.kind,
        percent=draft.percent if draft.kind == ShareKind.PERCENT else None,
        cents=keeping.cents(draft.cents) if draft.kind == ShareKind.FIXED else None,
        pledge=keeping.pledge(draft.pledge),
        order=order,
    )
