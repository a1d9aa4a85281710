"""One analysis: begin it, read it, and bring it to its next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.people import queries as people
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.states import UNDER_WAY, AnalysisState
from wijkregie.web.programme import analysis, choices
from wijkregie.web.programme.at_step import kept_out
from wijkregie.web.programme.desk import answered, ask, done, for_work, open_to_all
from wijkregie.web.programme.forms.analysis import BeginForm
from wijkregie.web.programme.forms.steps import Empty
from wijkregie.web.programme.suggested import suggestions
from wijkregie.web.programme.views.districts import may_begin

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import AnalysisSeen
    from wijkregie.web.programme.desk import Desk


def found_analysis(desk: Desk, pk: int) -> AnalysisSeen:
    """Return an analysis that the viewer may see."""
    seen = queries.analysis_seen(desk.viewer, pk)
    if seen is None:
        raise Http404
    return seen


@require_safe
@open_to_all
def detail(desk: Desk, pk: int) -> HttpResponse:
    """Show an analysis as far as it is; while statements are gathered with suggestions."""
    seen = found_analysis(desk, pk)
    context = analysis.page(desk, seen)
    context["suggestions"] = suggestions(desk, seen) if seen.may_fill else []
    return render(desk.request, "programme/analysis.html", context)


@for_work
def begin(desk: Desk, key: str) -> HttpResponse:
    """Begin an analysis of an area by a group."""
    programme = queries.programme_seen(desk.viewer, key)
    if programme is None:
        raise Http404
    if not may_begin(desk):
        return desk.refuse()
    groups = people.groups_visible_to(desk.viewer, on=timezone.localdate())
    offer: dict[str, choices.Choices] = {
        "area": choices.areas(desk),
        "group": [(one.id, one.name) for one in groups],
    }
    form = BeginForm(desk.sent, offer=offer, initial={"area": desk.request.GET.get("gebied")})
    made: list[int] = []

    def act() -> None:
        draft = services.AnalysisDraft(**_asked(form.cleaned_data))
        at = timezone.now()
        made.append(services.begin_analysis(programme.id, draft, by=desk.viewer, at=at))

    if answered(form, act):
        said = _("The analysis is begun. Write down what the group sees.")
        return done(desk, said, desk.url("analysis", made[0]))
    heading = _("Begin an analysis")
    return ask(
        desk,
        form,
        crumbs=[
            {"name": programme.name, "url": desk.url("detail", key)},
            {"name": _("Areas"), "url": desk.url("areas", key)},
            {"name": heading, "url": ""},
        ],
        kicker=programme.name,
        heading=heading,
        intro_text=_(
            "In one evening the group writes down what is strong and weak, divides points and "
            "chooses at most three main points."
        ),
        submit_text=_("Begin the analysis"),
        cancel_url=desk.url("areas", key),
    )


def _asked(asked: dict[str, Any]) -> dict[str, int]:
    return {
        "area_id": asked["area"],
        "group_id": asked["group"],
        "points": asked["points"],
    }


@for_work
def to_gather(desk: Desk, pk: int) -> HttpResponse:
    """Go back to gathering statements."""
    return _move(
        desk,
        pk,
        AnalysisState.GATHERING,
        heading=_("Back to gathering"),
        submit_text=_("Go back"),
        consequences=[_("Members write statements again. Nobody has divided points yet.")],
    )


@for_work
def to_points(desk: Desk, pk: int) -> HttpResponse:
    """Let members divide points."""
    return _move(
        desk,
        pk,
        AnalysisState.DIVIDING,
        heading=_("Let members divide points"),
        submit_text=_("Open the points"),
        consequences=[
            _("The statements stand from now on. Put together what says the same first."),
            _("Each member divides points. Nobody sees those of another."),
        ],
    )


@for_work
def to_result(desk: Desk, pk: int) -> HttpResponse:
    """Close the points and show what they come to."""
    return _move(
        desk,
        pk,
        AnalysisState.WEIGHED,
        heading=_("Show the result"),
        submit_text=_("Show the result"),
        consequences=[
            _("Nobody divides points any more. You can open them once more if needed."),
            _("From five sheets on, who works along sees the sums and how far they lie apart."),
        ],
    )


@for_work
def stop(desk: Desk, pk: int) -> HttpResponse:
    """Stop an analysis without a result."""
    seen = found_analysis(desk, pk)
    no = kept_out(desk, seen, does=seen.leads, at=UNDER_WAY)
    if no is not None:
        return no
    form = Empty(desk.sent)
    if answered(form, lambda: services.drop_analysis(pk, by=desk.viewer, at=timezone.now())):
        return done(desk, _("The analysis is stopped."), desk.url("areas", seen.programme_key))
    return asked(
        desk,
        seen,
        form,
        heading=_("Stop this analysis"),
        submit_text=_("Stop this analysis"),
        consequences=[
            _("The points go. The statements stay readable for who works along."),
            _("This cannot be taken back. You can begin a new analysis."),
        ],
    )


def _move(desk: Desk, pk: int, state: AnalysisState, **words: Any) -> HttpResponse:
    seen = found_analysis(desk, pk)
    no = kept_out(desk, seen, does=seen.leads, at=UNDER_WAY)
    if no is not None:
        return no
    form = Empty(desk.sent)

    def act() -> None:
        services.move_analysis(pk, state, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The group is at its next step."), desk.url("analysis", pk))
    return asked(desk, seen, form, **words)


def asked(
    desk: Desk, seen: AnalysisSeen, form: Any, *, heading: str, **more: Any
) -> HttpResponse:
    """Answer with a page around one form about an analysis."""
    frame = {
        "crumbs": analysis.crumbs(desk, seen, heading),
        "kicker": analysis.title(seen),
        "heading": heading,
        "cancel_url": desk.url("analysis", seen.id),
    }
    return ask(desk, form, **frame | more)
