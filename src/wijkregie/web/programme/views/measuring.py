"""How a programme is measured: read it, choose its measurements, and say it per indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.programme import queries, services
from wijkregie.web.http.kept import Kept
from wijkregie.web.http.tables import csv_answer
from wijkregie.web.programme.desk import answered, ask, done, for_work
from wijkregie.web.programme.editing import asks_advice, held
from wijkregie.web.programme.forms.measuring import WavesForm
from wijkregie.web.programme.measuring import indicator_form, plan_page
from wijkregie.web.programme.measuring.told import wave_when
from wijkregie.web.programme.narrowing import planned, shown

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import MeasurementPlanSeen
    from wijkregie.web.programme.desk import Desk
    from wijkregie.web.programme.narrowing import Asked


@planned
def plan(asked: Asked) -> HttpResponse:
    """Show by what a programme is measured, and what the next measurement can show."""
    seen = plan_of(asked.desk, asked.planning.programme.key)
    context = plan_page.page(asked, seen, timezone.localdate())
    return shown(asked, "programme/measuring.html", context)


@planned
def table(asked: Asked) -> HttpResponse:
    """Give the same as CSV."""
    seen = plan_of(asked.desk, asked.planning.programme.key)
    if asked.wrong:
        return shown(
            asked, "programme/measuring.html", plan_page.page(asked, seen, timezone.localdate())
        )
    rows = plan_page.csv_rows(asked, seen)
    return csv_answer(f"{seen.programme.key}-meten.csv", plan_page.csv_head(), rows)


@for_work
def waves(desk: Desk, key: str) -> HttpResponse:
    """Choose by which measurements a programme is measured."""
    seen = plan_of(desk, key)
    if not seen.programme.may_steer:
        return desk.refuse()
    offer = [
        (one.id, wave_when(one.title, one.begins_on))
        for one in indicators.waves_visible_to(desk.viewer)
    ]
    linked = {one.id for one in seen.waves}
    form = WavesForm(desk.sent, offer={"waves": offer}, initial={"waves": sorted(linked)})

    def act() -> None:
        services.set_waves(
            seen.programme.id,
            form.cleaned_data.get("waves", []),
            by=desk.viewer,
            at=timezone.now(),
        )

    if answered(form, act, field="waves"):
        said = _("The measurements of the programme are saved.")
        return done(desk, said, f"{desk.url('measuring', key)}#waves")
    return ask(
        desk,
        form,
        **around(desk, seen, _("Choose the measurements of the programme")),
        intro_text="" if offer else _("There is no measurement here yet. Plan one first."),
        submit_text=_("Save"),
        other_url=f"{desk.url('wave_new')}?programma={key}",
        other_text=_("Plan a measurement"),
    )


@for_work
def indicator(desk: Desk, key: str, pk: int, line: int) -> HttpResponse:
    """Say by which question an indicator is measured, and where its baseline came from."""
    seen = plan_of(desk, key)
    one = found_indicator(seen, pk, line)
    if not seen.programme.may_steer:
        return desk.refuse()
    form = indicator_form.form_of(desk, seen, one, desk.sent)
    together = indicator_form.together(form)
    if indicator_form.asks_more(desk):
        form.errors.clear()
    kept = Kept(form, lambda: _fresh(desk, key, line))
    context = {
        **around(desk, seen, _("How is this measured?")),
        "kicker": one.title,
        "form": form,
        "questions": indicators.questions_known(desk.viewer),
        "together": together,
        "parts_name": indicator_form.PARTS,
    }
    if asks_advice(desk):
        return indicator_form.advised(desk, seen, one, context | kept.told())

    def act() -> None:
        now = found_indicator(plan_of(desk, key), pk, line)
        before = indicator_form.draft_of(now)
        services.set_measuring(
            line, form.draft(), before=before, by=desk.viewer, at=timezone.now()
        )

    more = indicator_form.asks_more(desk)
    if not more and answered(form, held(desk, "indicator", line, kept, act)):
        back = f"{desk.url('measuring', key)}#indicator-{line}"
        return done(desk, _("How this is measured is saved."), back)
    status = 422 if form.is_bound and not more else 200
    return render(
        desk.request, "programme/measuring_ask.html", context | kept.told(), status=status
    )


def plan_of(desk: Desk, key: str) -> MeasurementPlanSeen:
    """Return how a programme is measured. Raises ``Http404`` where it is not there."""
    seen = queries.measurement_plan(desk.viewer, key, on=timezone.localdate())
    if seen is None:
        raise Http404
    return seen


def around(desk: Desk, seen: MeasurementPlanSeen, heading: str) -> dict[str, Any]:
    """Return what stands around a form about how a programme is measured."""
    key = seen.programme.key
    return {
        "crumbs": [
            {"name": seen.programme.name, "url": desk.url("detail", key)},
            {"name": _("Measuring"), "url": desk.url("measuring", key)},
            {"name": heading, "url": ""},
        ],
        "kicker": seen.programme.name,
        "heading": heading,
        "cancel_url": desk.url("measuring", key),
    }


def found_indicator(seen: MeasurementPlanSeen, pk: int, line: int) -> queries.IndicatorPlanned:
    """Return an indicator of a goal. Raises ``Http404`` where it is not there."""
    found = (one for one in seen.indicators if one.id == line and one.goal.id == pk)
    one = next(found, None)
    if one is None:
        raise Http404
    return one


def _fresh(desk: Desk, key: str, line: int) -> Any:
    seen = plan_of(desk, key)
    one = next(each for each in seen.indicators if each.id == line)
    return indicator_form.form_of(desk, seen, one, None)
