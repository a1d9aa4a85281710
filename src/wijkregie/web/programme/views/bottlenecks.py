"""Write down what holds areas back, also out of what was reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.queries import BottleneckFilter
from wijkregie.domain.signals import queries as signals
from wijkregie.web.http.addresses import signal_url
from wijkregie.web.http.kept import Kept
from wijkregie.web.programme import choices
from wijkregie.web.programme.around import ask_of_programme
from wijkregie.web.programme.desk import answered, done, for_work
from wijkregie.web.programme.editing import held
from wijkregie.web.programme.forms.bridge import BottleneckForm
from wijkregie.web.programme.views.bridge import steered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django import forms
    from django.http import HttpResponse, QueryDict

    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries import ProgrammeSeen
    from wijkregie.domain.signals.queries import SignalSeen
    from wijkregie.web.programme.desk import Desk

_MOST: int = 40


@for_work
def add(desk: Desk, key: str) -> HttpResponse:
    """Add a bottleneck; the reports in the address show it."""
    programme = steered(desk, key)
    if not isinstance(programme, queries.ProgrammeSeen):
        return programme
    shown = _reports(desk)
    areas = [one.area for one in shown if one.area]
    initial: dict[str, Any] = {"areas": sorted({one.id for one in areas}), "priority": ""}
    if len(shown) == 1:
        initial["title"] = shown[0].title
    form = _form(desk, programme, initial, areas)

    def act() -> None:
        services.bottleneck_of_signals(
            programme.id,
            form.draft(),
            [one.id for one in shown],
            by=desk.viewer,
            at=timezone.now(),
        )

    if answered(form, act):
        return done(desk, _("The bottleneck is added."), desk.url("bridge", key))
    return _asked(
        desk,
        programme,
        form,
        heading=_("Add a bottleneck"),
        intro_text=_("Everyone can read it. Projects can take it on from the matrix."),
        about=[
            {
                "name": _("Signal %(mark)s") % {"mark": one.reference},
                "text": one.title or one.theme_name,
                "url": signal_url(desk.scope, one.reference),
            }
            for one in shown
        ],
        submit_text=_("Add bottleneck"),
    )


@for_work
def change(desk: Desk, key: str, pk: int) -> HttpResponse:
    """Change the words, the weight and the areas of a bottleneck."""
    programme = steered(desk, key)
    if not isinstance(programme, queries.ProgrammeSeen):
        return programme
    form = _change_form(desk, programme, pk, desk.sent)
    kept = Kept(form, lambda: _change_form(desk, programme, pk, None))

    def act() -> None:
        services.change_bottleneck(pk, form.draft(), by=desk.viewer, at=timezone.now())

    if answered(form, held(desk, "bottleneck", pk, kept, act)):
        back = f"{desk.url('bridge', key)}#knelpunt-{pk}"
        return done(desk, _("The bottleneck is changed."), back)
    return _asked(
        desk,
        programme,
        form,
        heading=_("Change the bottleneck"),
        submit_text=_("Save"),
        **kept.told(),
    )


def _change_form(
    desk: Desk, programme: ProgrammeSeen, pk: int, sent: QueryDict | None
) -> BottleneckForm:
    wanted = BottleneckFilter(programme_id=programme.id)
    known = queries.bottlenecks_visible_to(desk.viewer, wanted).get(pk)
    if known is None:
        raise Http404
    initial = {
        "title": known.title,
        "areas": [one.id for one in known.areas],
        "priority": known.priority or "",
        "remark": known.remark,
        "found_on": known.found_on,
    }
    offer = {"areas": choices.areas(desk, known.areas), "goals": []}
    return BottleneckForm(sent, offer=offer, initial=initial)


def _form(
    desk: Desk,
    programme: ProgrammeSeen,
    initial: dict[str, Any],
    beside: Iterable[AreaNamed],
) -> BottleneckForm:
    offer = {
        "areas": choices.areas(desk, beside),
        "goals": choices.of_programme(desk, programme.id)["goals"],
    }
    return BottleneckForm(desk.sent, offer=offer, initial=initial)


def _reports(desk: Desk) -> list[SignalSeen]:
    """Return the reports in the address. Raises ``Http404`` for one that is not there."""
    words = desk.request.GET.getlist("melding")[:_MOST]
    if any(not (one.isascii() and one.isdigit() and len(one) < _MOST // 2) for one in words):
        raise Http404
    rows = signals.signals_visible_to(desk.viewer, on=timezone.localdate())
    found = [rows.get(int(one)) for one in dict.fromkeys(words)]
    if None in found:
        raise Http404
    return [one for one in found if one is not None]


def _asked(desk: Desk, programme: ProgrammeSeen, form: forms.Form, **more: Any) -> HttpResponse:
    page = ("bridge", _("Bottlenecks and projects"))
    return ask_of_programme(desk, programme, form, page=page, **more)
