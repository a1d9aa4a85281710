"""The bridge: bottlenecks beside projects, linked in place; signals that become one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.kit.refusals import Refusal
from wijkregie.web.http.kept import Kept
from wijkregie.web.http.tables import csv_answer
from wijkregie.web.programme import bridge, loose
from wijkregie.web.programme.around import card_stays
from wijkregie.web.programme.bridge_asked import BridgeAsked
from wijkregie.web.programme.card import crumbs, kicker
from wijkregie.web.programme.desk import answered, ask, done, for_work, open_to_all
from wijkregie.web.programme.editing import held
from wijkregie.web.programme.forms.bridge import TrackForm
from wijkregie.web.programme.views.card import found_project
from wijkregie.web.programme.views.plans import new_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import BridgeSeen, ProgrammeSeen
    from wijkregie.web.programme.desk import Desk

_NUMBER: Final = re.compile(r"[0-9]{1,15}")


@require_safe
@open_to_all
def matrix(desk: Desk, key: str) -> HttpResponse:
    """Show bottlenecks beside projects, the tracks of areas, and what nobody took up yet."""
    asked, seen = _found(desk, key)
    living = seen.programme.until_year >= timezone.localdate().year
    context = bridge.page(desk, seen, asked, new_url=new_url(desk) if living else "")
    context |= loose.part(desk, seen) if living else {"loose": []}
    return render(desk.request, "programme/bridge.html", context)


@require_safe
@open_to_all
def table(desk: Desk, key: str) -> HttpResponse:
    """Give the matrix as CSV."""
    _asked, seen = _found(desk, key)
    return csv_answer(f"{key}-brug.csv", *bridge.rows_for_csv(seen))


@for_work
def link(desk: Desk, key: str, pk: int) -> HttpResponse:
    """Take over which projects work on a bottleneck; what was not changed stays."""
    programme = steered(desk, key)
    if not isinstance(programme, queries.ProgrammeSeen):
        return programme
    _of_programme(desk, programme, pk)
    asked = BridgeAsked.of(desk.request.GET)
    back = f"{desk.url('bridge', key)}?{asked.query(changing=asked.changing)}#knelpunt-{pk}"
    sent = desk.sent
    if sent is None:
        return redirect(back)
    was, now = _numbers(sent.getlist("was")), _numbers(sent.getlist("project"))

    def act() -> int:
        return services.relink(
            pk, add=now - was, remove=was - now, by=desk.viewer, at=timezone.now()
        )

    def said(changed: int) -> str:
        if not changed:
            return _("Nothing changed.")
        words = ngettext("%(n)d link is changed.", "%(n)d links are changed.", changed)
        return words % {"n": changed}

    return told(desk, act, said, back)


@for_work
def take_up(desk: Desk, key: str) -> HttpResponse:
    """Let the reports that were chosen show a bottleneck, or go and make one of them."""
    programme = steered(desk, key)
    if not isinstance(programme, queries.ProgrammeSeen):
        return programme
    back = f"{desk.url('bridge', key)}#loose"
    sent = desk.sent if desk.sent is not None else QueryDict()
    chosen, into = _numbers(sent.getlist("signal")), _numbers(sent.getlist("bottleneck"))
    if into:
        _of_programme(desk, programme, min(into))
    if "make" in sent and chosen:
        words = "&".join(f"melding={pk}" for pk in sorted(chosen))
        return redirect(f"{desk.url('bottleneck_new', key)}?{words}")

    def act() -> int:
        if chosen and not into:
            raise ProgrammeRefused(_("Choose the bottleneck that these reports show."))
        return services.take_up_signals(
            min(into, default=0), chosen, by=desk.viewer, at=timezone.now()
        )

    def said(fresh: int) -> str:
        words = ngettext(
            "%(n)d report shows this bottleneck now.",
            "%(n)d reports show this bottleneck now.",
            fresh,
        )
        return words % {"n": fresh}

    return told(desk, act, said, back) if desk.sent is not None else redirect(back)


@for_work
def track(desk: Desk, pk: int) -> HttpResponse:
    """Say when people see something of a project."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    if desk.sent is None and not seen.may_fill:
        return card_stays(desk, seen)
    form = TrackForm(desk.sent, initial={"track": seen.track or ""})
    kept = Kept(form, lambda: TrackForm(initial={"track": found_project(desk, pk).track or ""}))

    def act() -> None:
        chosen = form.cleaned_data["track"]
        services.set_track(pk, chosen, by=desk.viewer, at=timezone.now())

    back = f"{desk.url('bridge', seen.programme_key)}#tracks"
    if answered(form, held(desk, "project", pk, kept, act), field="track"):
        return done(desk, _("The track is saved."), back)
    heading = _("Choose the track")
    return ask(
        desk,
        form,
        crumbs=crumbs(desk, seen, heading),
        kicker=kicker(seen),
        heading=heading,
        intro_text=_(
            "Each area wants both: something that people see now, and something that stays."
        ),
        submit_text=_("Save"),
        cancel_url=back,
        **kept.told(),
    )


def steered(desk: Desk, key: str) -> ProgrammeSeen | HttpResponse:
    """Return the programme that the viewer steers, or the answer to who does not."""
    programme = queries.programme_seen(desk.viewer, key)
    if programme is None:
        raise Http404
    return programme if programme.may_steer else desk.refuse()


def _of_programme(desk: Desk, programme: ProgrammeSeen, pk: int) -> None:
    """Raise ``Http404`` for a bottleneck that is not of this programme."""
    wanted = queries.BottleneckFilter(programme_id=programme.id)
    if queries.bottlenecks_visible_to(desk.viewer, wanted).get(pk) is None:
        raise Http404


def told(
    desk: Desk, act: Callable[[], int], said: Callable[[int], str], url: str
) -> HttpResponse:
    """Do it and say what was done, or why not, on the page at ``url``."""
    try:
        text = said(act())
    except Refusal as refusal:
        messages.error(desk.request, str(refusal))
        return redirect(url)
    return done(desk, text, url)


def _found(desk: Desk, key: str) -> tuple[BridgeAsked, BridgeSeen]:
    asked = BridgeAsked.of(desk.request.GET)
    seen = queries.bridge_of(desk.viewer, key, asked.wanted)
    if seen is None:
        raise Http404
    return asked, seen


def _numbers(words: Iterable[str]) -> set[int]:
    """Return the numbers among these words; what is none was not on the page."""
    return {int(one) for one in words if _NUMBER.fullmatch(one)}
