"""The measurements of a municipality: read them, plan one, change and remove it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.indicators import services as measuring
from wijkregie.domain.programme import queries, services
from wijkregie.kit.refusals import Refusal
from wijkregie.web.http.kept import Kept
from wijkregie.web.programme.desk import answered, ask, done, for_work, open_to_all
from wijkregie.web.programme.forms.steps import Empty
from wijkregie.web.programme.forms.waves import WaveHead
from wijkregie.web.programme.measuring import wave_form, wave_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.indicators.queries import WaveSeen
    from wijkregie.web.programme.desk import Desk
    from wijkregie.web.programme.forms.waves import WaveForm

#: The programme from which somebody came to plan a measurement.
_FOR = "programma"


@require_safe
@open_to_all
def listed(desk: Desk) -> HttpResponse:
    """Show what was measured here, and what will be."""
    context = wave_page.index(desk, timezone.localdate())
    return render(desk.request, "programme/waves.html", context)


@require_safe
@open_to_all
def detail(desk: Desk, pk: int) -> HttpResponse:
    """Show one measurement: what it asks and reads, where, and of how many people."""
    context = wave_page.page(desk, _found(desk, pk), timezone.localdate())
    return render(desk.request, "programme/wave.html", context)


@for_work
def add(desk: Desk) -> HttpResponse:
    """Plan a measurement; ``programma`` in the address names the one that it is for."""
    if not indicators.may_plan(desk.viewer):
        return desk.refuse()
    heading = _("Plan a measurement")
    if wave_form.asks_more(desk):
        form = wave_form.typed_so_far(desk, None)
        return _asked(desk, form, heading, submit_text=_("Plan measurement"))
    form = wave_form.form_of(desk, None, desk.sent)
    made: list[int] = []

    def act() -> None:
        by, at = desk.viewer, timezone.now()
        made.append(measuring.make_whole_wave(form.whole(), by=by, at=at))

    if answered(form, act):
        return done(desk, _said(desk, made[0]), desk.url("wave", made[0]))
    return _asked(desk, form, heading, submit_text=_("Plan measurement"))


@for_work
def change(desk: Desk, pk: int) -> HttpResponse:
    """Change a measurement with all that it asks and reads."""
    seen = _found(desk, pk)
    if not seen.may_plan:
        return desk.refuse()
    form = wave_form.form_of(desk, seen, desk.sent)
    if wave_form.asks_more(desk):
        form = wave_form.typed_so_far(desk, seen)
    kept = Kept(form, lambda: wave_form.form_of(desk, _found(desk, pk), None))

    def act() -> None:
        services.change_wave(pk, form.whole(), by=desk.viewer, at=timezone.now())

    def held() -> None:
        measuring.holding_wave(pk, kept.act(act), by=desk.viewer)

    if not wave_form.asks_more(desk) and answered(form, held):
        return done(desk, _("The measurement is saved."), desk.url("wave", pk))
    heading = _("Change the measurement")
    more = {"submit_text": _("Save"), "cancel_url": desk.url("wave", pk)}
    return _asked(desk, form, heading, seen, **more, **kept.told())


@for_work
def repeat(desk: Desk, pk: int) -> HttpResponse:
    """Plan a measurement that asks the same, in the same words, as this one."""
    seen = _found(desk, pk)
    if not seen.may_plan:
        return desk.refuse()
    form = WaveHead(desk.sent)
    made: list[int] = []

    def act() -> None:
        made.append(measuring.repeat_wave(pk, form.wave(), by=desk.viewer, at=timezone.now()))

    if answered(form, act):
        said = _(
            "The measurement is planned, with the same questions and areas. Now fill in on "
            "how many answers you count."
        )
        return done(desk, said, desk.url("wave_change", made[0]))
    heading = _("Measure the same again")
    return ask(
        desk,
        form,
        **_around(desk, heading, seen),
        intro_text=_("All questions come along in the same words: then one can compare."),
        submit_text=_("Plan measurement"),
        cancel_url=desk.url("wave", pk),
    )


@for_work
def remove(desk: Desk, pk: int) -> HttpResponse:
    """Remove a measurement on which nothing rests; else tell what does."""
    seen = _found(desk, pk)
    if not seen.may_plan:
        return desk.refuse()
    form = Empty(desk.sent)

    def act() -> None:
        measuring.remove_wave(pk, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The measurement is removed."), desk.url("waves"))
    return ask(
        desk,
        form,
        **_around(desk, _("Remove “%(title)s”") % {"title": seen.title}, seen),
        consequences=[
            _("What it asks and reads goes, and so do its areas. Figures stay where they are.")
        ],
        submit_text=_("Remove measurement"),
        cancel_url=desk.url("wave", pk),
    )


def _found(desk: Desk, pk: int) -> WaveSeen:
    seen = indicators.wave_seen(desk.viewer, pk)
    if seen is None:
        raise Http404
    return seen


def _said(desk: Desk, pk: int) -> str:
    """Link a new measurement to the programme that it is for, and tell what was done."""
    programme = queries.programme_seen(desk.viewer, desk.request.GET.get(_FOR, ""))
    told = _("The measurement is planned.")
    if programme is None:
        return told
    try:
        services.link_wave(programme.id, pk, by=desk.viewer, at=timezone.now())
    except Refusal:
        return told
    return _("The measurement is planned, and “%(name)s” is measured by it.") % {
        "name": programme.name
    }


def _around(desk: Desk, heading: str, seen: WaveSeen | None = None) -> dict[str, Any]:
    return {
        "crumbs": wave_page.crumbs(desk, heading, seen),
        "kicker": seen.title if seen else _("Measurements"),
        "heading": heading,
    }


def _asked(
    desk: Desk, form: WaveForm, heading: str, seen: WaveSeen | None = None, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "blocks": wave_form.blocks(desk, form),
        "questions": indicators.questions_known(desk.viewer),
        "cancel_url": desk.url("waves"),
        **_around(desk, heading, seen),
        **more,
    }
    wrong = form.is_bound and form.errors
    return render(
        desk.request, "programme/wave_ask.html", context, status=422 if wrong else 200
    )
