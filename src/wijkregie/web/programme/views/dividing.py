"""How the costs of a project are divided over funders, in one year or in all."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.states import ShareKind
from wijkregie.web.http.kept import Kept
from wijkregie.web.http.money import euro_text
from wijkregie.web.programme import questions
from wijkregie.web.programme.card import crumbs, kicker
from wijkregie.web.programme.desk import answered, ask, done, for_work
from wijkregie.web.programme.editing import held
from wijkregie.web.programme.forms.dividing import DivisionForm
from wijkregie.web.programme.forms.steps import Empty
from wijkregie.web.programme.views.card import found_project
from wijkregie.web.programme.views.money import years_of
from wijkregie.web.programme.words import line_text, plain_text, pledge_text

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import DivisionSeen, ProjectSeen, ShareSeen
    from wijkregie.web.programme.desk import Desk


@for_work
def divide(desk: Desk, pk: int) -> HttpResponse:
    """Write down who pays which part; what follows from it stands beside it."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    year = _year(desk, seen)
    form = _form(desk, pk, year, questions.sent(desk))
    kept = Kept(form, lambda: _form(desk, pk, year, None))
    question = _odd(desk, seen, form)
    if question is not None:
        return question

    def act() -> None:
        draft = services.DivisionDraft(tuple(form.shares), year)
        services.divide_costs(pk, draft, by=desk.viewer, at=timezone.now())

    if answered(form, held(desk, "project", pk, kept, act)):
        words = _("The costs are divided. The coverage follows from it.")
        return done(desk, words, desk.url("project_money", pk))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    form.widen()
    divisions = queries.divisions_of(desk.viewer, pk)
    context = _page(desk, seen, divisions, year) | {"form": form} | kept.told()
    return render(desk.request, "programme/division.html", context, status=status)


@for_work
def end(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Tell what taking a division away means, and do so."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    divisions = queries.divisions_of(desk.viewer, pk)
    found = next((one for one in divisions if one.id == line), None)
    if found is None:
        raise Http404
    form = Empty(desk.sent)
    if answered(form, lambda: services.end_division(line, by=desk.viewer, at=timezone.now())):
        return done(desk, _("The division is taken away."), desk.url("project_money", pk))
    heading = _("Take the division away")
    return ask(
        desk,
        form,
        crumbs=crumbs(desk, seen, heading),
        kicker=kicker(seen),
        heading=heading,
        about=[{"name": one.funder, "text": share_text(one)} for one in found.shares],
        consequences=[_("The coverage that was reckoned from it goes too.")],
        submit_text=heading,
        cancel_url=desk.url("divide", pk),
    )


def share_text(share: ShareSeen) -> str:
    """Tell which part somebody pays."""
    part = {
        ShareKind.PERCENT: _("%(number)s percent of the costs"),
        ShareKind.FIXED: _("%(amount)s each year"),
        ShareKind.REST: _("what is left"),
    }[share.kind]
    said = part % {
        "number": "" if share.percent is None else plain_text(share.percent),
        "amount": "" if share.cents is None else euro_text(share.cents),
    }
    return f"{said}, {pledge_text(share.pledge)}"


def _form(desk: Desk, pk: int, year: int | None, sent: Any) -> DivisionForm:
    divisions = queries.divisions_of(desk.viewer, pk)
    known = next((one for one in divisions if one.year == year), None)
    return DivisionForm(sent, shares=known.shares if known else ())


def _odd(desk: Desk, seen: ProjectSeen, form: DivisionForm) -> HttpResponse | None:
    if not (form.is_bound and form.is_valid()):
        return None
    lines = [(one.funder, one.cents) for one in form.shares]
    back = desk.url("project_money", seen.id)
    heading = _("Divide the costs")
    return questions.asked(desk, seen, lines, heading=heading, cancel_url=back)


def _year(desk: Desk, seen: ProjectSeen) -> int | None:
    asked = desk.request.GET.get("jaar", "")
    if not asked:
        return None
    if asked not in {str(year) for year in years_of(seen)}:
        raise Http404
    return int(asked)


def _page(
    desk: Desk, seen: ProjectSeen, divisions: list[DivisionSeen], year: int | None
) -> dict[str, Any]:
    heading = _("Divide the costs")
    years = {"": _("Each year without its own division")} | {
        str(one): str(one) for one in years_of(seen)
    }
    return {
        "crumbs": crumbs(desk, seen, heading),
        "kicker": kicker(seen),
        "heading": heading,
        "choices": [
            {
                "name": "jaar",
                "label": _("Of which year?"),
                "options": [
                    {"value": value, "text": text, "selected": value == str(year or "")}
                    for value, text in years.items()
                ],
            }
        ],
        "known": [
            {
                "title": str(one.year or _("Each year without its own division")),
                "shares": [f"{share.funder}: {share_text(share)}" for share in one.shares],
                "end_url": desk.url("division_end", seen.id, one.id),
            }
            for one in divisions
        ],
        "reckoned": {
            "caption": _("What follows from it"),
            "heads": [_("Funder"), _("Year"), _("Amount")],
            "rows": [
                [line.funder, str(line.year), line_text(line.cents)]
                for line in seen.money.coverage
                if line.reckoned
            ],
        },
        "funders": queries.funder_names(desk.viewer),
        "cancel_url": desk.url("project_money", seen.id),
    }
