"""The areas of a programme beside each other, and how one is sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.places import queries as places
from wijkregie.domain.programme import queries, rules, services
from wijkregie.domain.programme.services import ScoreDraft
from wijkregie.web.http.kept import Kept
from wijkregie.web.http.wijken import main_areas
from wijkregie.web.http.wording import area_name
from wijkregie.web.programme import districts
from wijkregie.web.programme.desk import answered, ask, done, for_work, open_to_all
from wijkregie.web.programme.editing import held
from wijkregie.web.programme.forms.analysis import ScoreForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.web.programme.desk import Desk


@require_safe
@open_to_all
def areas(desk: Desk, key: str) -> HttpResponse:
    """Show the areas of a programme; of a living one also what the figures of now say."""
    programme = queries.programme_seen(desk.viewer, key)
    if programme is None:
        raise Http404
    living = programme.until_year >= timezone.localdate().year
    ids = [one.pk for one in main_areas(desk.viewer, desk.scope)] if living else []
    seen = queries.districts_of(desk.viewer, key, ids, compared=living)
    if seen is None:
        raise Http404
    context = districts.page(desk, seen, living=living)
    if not may_begin(desk):
        context["new_url"] = ""
    return render(desk.request, "programme/areas.html", context)


@for_work
def score(desk: Desk, key: str, code: str) -> HttpResponse:
    """Sort an area above, at or below the average."""
    programme = queries.programme_seen(desk.viewer, key)
    area = places.area(desk.viewer, desk.scope, code)
    if programme is None or area is None:
        raise Http404
    if not programme.may_steer:
        return desk.refuse()
    form = ScoreForm(desk.sent, initial=_sorted_as(desk, key, area.pk))
    kept = Kept(form, lambda: ScoreForm(initial=_sorted_as(desk, key, area.pk)))

    def act() -> None:
        asked = form.cleaned_data
        draft = ScoreDraft(area.pk, asked["score"], asked["remark"])
        services.score_area(programme.id, draft, by=desk.viewer, at=timezone.now())

    if answered(form, held(desk, "programme", programme.id, kept, act), field="score"):
        return done(desk, _("The area is sorted."), desk.url("areas", key))
    heading = _("Sort %(area)s") % {"area": area_name(area)}
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
        intro_text=_("Everyone can read how the programme sorts its areas."),
        submit_text=_("Save"),
        cancel_url=desk.url("areas", key),
        **kept.told(),
    )


def _sorted_as(desk: Desk, key: str, area_id: int) -> dict[str, Any]:
    """Return how an area is sorted now, as the form asks it."""
    seen = queries.districts_of(desk.viewer, key, [area_id])
    known = (one for one in seen.districts if one.area.id == area_id) if seen else iter(())
    now = next(known, None)
    return {"score": now.score, "remark": now.remark} if now else {}


def may_begin(desk: Desk) -> bool:
    """Tell whether the viewer may begin an analysis somewhere; the service asks in which."""
    viewer = desk.viewer
    return (
        viewer.operator
        or bool(viewer.led_ids)
        or any(grant.role in rules.RUNNERS for grant in viewer.grants)
    )
