"""Costs and coverage of a project, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.states import Pledge
from wijkregie.web.http.kept import Kept
from wijkregie.web.programme import questions
from wijkregie.web.programme.around import ask_of_project
from wijkregie.web.programme.desk import answered, done, for_work
from wijkregie.web.programme.editing import held
from wijkregie.web.programme.finances.files import euros
from wijkregie.web.programme.forms.money import CostForm, CoverageForm
from wijkregie.web.programme.forms.steps import Empty
from wijkregie.web.programme.views.card import found_project
from wijkregie.web.programme.words import line_text, pledge_text

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse, QueryDict

    from wijkregie.domain.programme.queries import CostSeen, CoverageSeen, ProjectSeen
    from wijkregie.web.programme.desk import Desk
    from wijkregie.web.programme.forms.money import AmountForm
    from wijkregie.web.programme.forms.spending import SomeMoney


@for_work
def add_cost(desk: Desk, pk: int) -> HttpResponse:
    """Write down what the project costs in a year."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    years = years_of(seen)
    form = CostForm(desk.sent, years=years, initial={"year": first_year(years)})
    heading = _("Add costs")
    question = odd(desk, seen, form, heading=heading, cancel_url=_money(desk, pk))
    if question is not None:
        return question

    def act() -> None:
        asked = form.cleaned_data
        draft = services.CostDraft(asked["year"], form.cents(), asked["what"])
        services.add_cost(pk, draft, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The costs are added."), _money(desk, pk))
    return _asked(desk, seen, form, heading=heading, submit_text=heading)


@for_work
def change_cost(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Change a line of costs; the page also leads to removing it."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    form = _cost_form(seen, line, desk.sent)
    kept = Kept(form, lambda: _cost_form(found_project(desk, pk), line, None))
    heading = _("Change costs")
    question = odd(desk, seen, form, heading=heading, cancel_url=_money(desk, pk))
    if question is not None:
        return question

    def act() -> None:
        asked = form.cleaned_data
        draft = services.CostDraft(asked["year"], form.cents(), asked["what"])
        services.change_cost(line, draft, by=desk.viewer, at=timezone.now())

    if answered(form, held(desk, "cost", line, kept, act)):
        return done(desk, _("The costs are saved."), _money(desk, pk))
    return _asked(
        desk,
        seen,
        form,
        heading=heading,
        submit_text=_("Save"),
        other_url=desk.url("cost_remove", pk, line),
        other_text=_("Remove these costs"),
        **kept.told(),
    )


@for_work
def add_coverage(desk: Desk, pk: int) -> HttpResponse:
    """Write down who pays, how much and how sure that is."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    years = years_of(seen)
    form = CoverageForm(questions.sent(desk), years=years, initial={"year": first_year(years)})
    heading = _("Add coverage")
    question = odd(desk, seen, form, heading=heading, cancel_url=_money(desk, pk))
    if question is not None:
        return question

    def act() -> None:
        services.add_coverage(pk, _draft(form), by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The coverage is added."), _money(desk, pk))
    return _asked(
        desk,
        seen,
        form,
        heading=heading,
        submit_text=heading,
        funders=queries.funder_names(desk.viewer),
    )


@for_work
def change_coverage(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Change who pays what, and how sure that is; the page also leads to removing it."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    form = _coverage_form(seen, line, questions.sent(desk))
    kept = Kept(form, lambda: _coverage_form(found_project(desk, pk), line, None))
    heading = _("Change coverage")
    question = odd(desk, seen, form, heading=heading, cancel_url=_money(desk, pk))
    if question is not None:
        return question

    def act() -> None:
        services.change_coverage(line, _draft(form), by=desk.viewer, at=timezone.now())

    if answered(form, held(desk, "coverage", line, kept, act)):
        words = _("The coverage by %(name)s is saved.")
        return done(desk, words % {"name": form.cleaned_data["funder"]}, _money(desk, pk))
    return _asked(
        desk,
        seen,
        form,
        heading=heading,
        submit_text=_("Save"),
        funders=queries.funder_names(desk.viewer),
        other_url=desk.url("coverage_remove", pk, line),
        other_text=_("Remove this coverage"),
        **kept.told(),
    )


@for_work
def remove_cost(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Tell what removing a line of costs means, and remove it."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    found = _cost(seen, line)
    form = Empty(desk.sent)
    if answered(form, lambda: services.remove_cost(line, by=desk.viewer, at=timezone.now())):
        return done(desk, _("The costs are removed."), _money(desk, pk))
    return _asked(
        desk,
        seen,
        form,
        heading=_("Remove costs"),
        submit_text=_("Remove costs"),
        about=[
            {"name": _("For what"), "text": found.what or _("Costs of the project")},
            {"name": _("Year"), "text": str(found.year)},
            {"name": _("Amount"), "text": line_text(found.cents)},
        ],
        consequences=_gone(),
    )


@for_work
def remove_coverage(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Tell what removing coverage means, and remove it."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    found = _coverage(seen, line)
    form = Empty(desk.sent)
    if answered(
        form, lambda: services.remove_coverage(line, by=desk.viewer, at=timezone.now())
    ):
        return done(desk, _("The coverage is removed."), _money(desk, pk))
    return _asked(
        desk,
        seen,
        form,
        heading=_("Remove coverage"),
        submit_text=_("Remove coverage"),
        about=_about_coverage(found),
        consequences=_gone(),
    )


def years_of(seen: ProjectSeen) -> range:
    """Return the years in which the project may cost money."""
    first, last = seen.money_years
    return range(first, last + 1)


def first_year(years: range) -> int:
    """Return the year to begin with: this one, where it is among them."""
    this = timezone.localdate().year
    return this if this in years else years[0]


def _draft(form: CoverageForm) -> services.CoverageDraft:
    asked = form.cleaned_data
    pledge = Pledge(asked["pledge"])
    return services.CoverageDraft(asked["funder"], asked["year"], form.cents(), pledge)


def odd(
    desk: Desk,
    seen: ProjectSeen,
    form: AmountForm | SomeMoney,
    *,
    heading: str,
    cancel_url: str,
) -> HttpResponse | None:
    """Return the question about a line that can be right but seldom is, if there is one."""
    if not (form.is_bound and form.is_valid()):
        return None
    lines = [(form.cleaned_data.get("funder", ""), form.cents())]
    return questions.asked(desk, seen, lines, heading=heading, cancel_url=cancel_url)


def _money(desk: Desk, pk: int) -> str:
    return f"{desk.url('project', pk)}#money"


def _cost_form(seen: ProjectSeen, line: int, sent: QueryDict | None) -> CostForm:
    found = _cost(seen, line)
    initial = {"what": found.what, "year": found.year, "amount": euros(found.cents)}
    return CostForm(sent, years=years_of(seen), initial=initial)


def _coverage_form(seen: ProjectSeen, line: int, sent: QueryDict | None) -> CoverageForm:
    found = _coverage(seen, line)
    named = {name: getattr(found, name) for name in ("funder", "year", "pledge")}
    initial = named | {"amount": euros(found.cents)}
    return CoverageForm(sent, years=years_of(seen), initial=initial)


def _cost(seen: ProjectSeen, pk: int) -> CostSeen:
    for one in seen.money.costs:
        if one.id == pk:
            return one
    raise Http404


def _coverage(seen: ProjectSeen, pk: int) -> CoverageSeen:
    for one in seen.money.coverage:
        if one.id == pk:
            return one
    raise Http404


def _about_coverage(found: CoverageSeen) -> list[dict[str, str]]:
    year = _("no year named") if found.year is None else str(found.year)
    return [
        {"name": _("Funder"), "text": found.funder},
        {"name": _("Year"), "text": year},
        {"name": _("Amount"), "text": line_text(found.cents)},
        {"name": _("How sure"), "text": pledge_text(found.pledge)},
    ]


def _gone() -> list[str]:
    return [
        _("The sums of the project and the programme change at once."),
        _("The log keeps that you removed it. You can add it again."),
    ]


def _asked(
    desk: Desk, seen: ProjectSeen, form: forms.Form, *, heading: str, **more: Any
) -> HttpResponse:
    back = {"cancel_url": _money(desk, seen.id)}
    return ask_of_project(desk, seen, form, heading=heading, **back | more)
