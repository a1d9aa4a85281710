"""The project of an award: its card, its programme, what it costs and who pays it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core.tally.remainder import apportioned
from wijkregie.domain.budgets.models import FundGrant, SourceShare
from wijkregie.domain.programme import services as programme
from wijkregie.domain.programme.models import Programme
from wijkregie.domain.programme.services import finding as rows
from wijkregie.domain.programme.states import Part, Pledge

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from wijkregie.domain.budgets.models import Proposal
    from wijkregie.domain.programme.models import Project
    from wijkregie.kit.viewer import Viewer

#: A project may be paid in the year after it was chosen too.
_YEARS: Final = 1
_TITLE: Final = 200


def start(
    proposal: Proposal,
    programme_id: int | None,
    holder: str,
    *,
    by: Viewer,
    at: datetime,
) -> Project:
    """Start the project on the decision that chose the proposal; ``holder`` may be empty.

    Its own effort in hours is that of who holds it.
    """
    under = _programme(programme_id, by=by, at=at)
    year = min(max(timezone.localdate(at).year, under.from_year), under.until_year)
    started = programme.start_project(
        programme.ProjectDraft(
            programme_id=under.pk,
            title=_title(proposal, under),
            area_ids=_areas(proposal),
            signal_ids=() if proposal.signal_id is None else (proposal.signal_id,),
            decision_id=proposal.decision_id,
            from_year=year,
            until_year=min(year + _YEARS, under.until_year),
            intended_result=proposal.plan[:2000],
        ),
        by=by,
        at=at,
        chosen=True,
    )
    project = under.projects.get(pk=started)
    name = holder or _("Residents")
    party = programme.PartyDraft(name, Part.HOLDER, hours={year: proposal.hours})
    if holder or proposal.hours is not None:
        edit = programme.CardEdit(project.version, {"parties": [party]})
        programme.change_card(project.pk, edit, by=by, at=at)
    return project


def _areas(proposal: Proposal) -> tuple[int, ...]:
    area_id = proposal.area_id or proposal.round.fund.area_id
    return () if area_id is None else (area_id,)


def _title(proposal: Proposal, under: Programme) -> str:
    """Return the title of the proposal; where a project has it already, with its number."""
    if not under.projects.filter(title__iexact=proposal.title).exists():
        return proposal.title
    told = {"title": proposal.title, "number": proposal.number}
    return (_("%(title)s (plan %(number)d)") % told)[:_TITLE]


def _programme(programme_id: int | None, *, by: Viewer, at: datetime) -> Programme:
    """Return the programme that was chosen, or that of residents' plans of this year."""
    if programme_id is not None:
        return rows.found(Programme.objects.all(), programme_id, by)
    year = timezone.localdate(at).year
    key = f"bewonersplannen-{year}"
    found = Programme.objects.filter(municipality_id=by.municipality_id or 0, key=key).first()
    if found is not None:
        return found
    draft = programme.ProgrammeDraft(
        name=_("Residents' plans %(year)d") % {"year": year},
        from_year=year,
        until_year=year + _YEARS,
        key=key,
        summary=_("Plans that residents chose or made themselves, with money of a fund."),
    )
    return Programme.objects.get(pk=programme.create_programme(draft, by=by, at=at))


def write_money(
    proposal: Proposal, project: Project, asked: int, *, by: Viewer, at: datetime
) -> None:
    """Write down what the project costs and who pays it: together the cost to the cent."""
    year = project.money_years[0]
    cost = programme.CostDraft(year, proposal.cost_cents, _("Cost of the plan"))
    programme.add_cost(project.pk, cost, by=by, at=at)
    paid = [(name, cents, Pledge.COMMITTED) for name, cents in shared(proposal, asked)]
    others = proposal.cofinancing.select_related("funder").order_by("pk")
    paid += [(one.funder.name, one.cents or 0, Pledge(one.pledge)) for one in others]
    for name, cents, pledge in paid:
        line = programme.CoverageDraft(name, year, cents, pledge)
        programme.add_coverage(project.pk, line, by=by, at=at)


def shared(proposal: Proposal, asked: int) -> list[tuple[str, int]]:
    """Return what each funder of the fund pays of an amount: together it is the amount.

    By what each gives the fund that year; before the year is settled by the percentages of
    its formula, where all parts have the same; else it is the fund itself.
    """
    fund, year = proposal.round.fund, proposal.round.year
    grants = FundGrant.objects.filter(
        fund_year__fund=fund, fund_year__pot__year=year, cents__gt=0
    )
    weights: list[tuple[str, Any]] = list(
        grants.values_list("funder__name").annotate(total=Sum("cents")).order_by("funder__name")
    )
    if not weights:
        shares = SourceShare.objects.filter(
            source__pot__places__fund=fund, source__pot__year=year
        )
        weights = sorted(set(shares.values_list("funder__name", "percent")))
    if not weights or len(dict(weights)) != len(weights):
        return [(fund.name, asked)]
    parts = apportioned(asked, [Fraction(one) for _name, one in weights])
    named = zip(weights, parts, strict=True)
    return [(name, cents) for (name, _weight), cents in named if cents]
