"""The days of a phase, and those that move along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import services
from wijkregie.web.budgets import words
from wijkregie.web.budgets.desk import answered, done, for_work
from wijkregie.web.budgets.forms.rounds import PhaseForm
from wijkregie.web.budgets.forms.shared import Empty
from wijkregie.web.budgets.views.rounds import asked
from wijkregie.web.http.kept import Kept

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import PhaseSeen, RoundSeen
    from wijkregie.domain.budgets.states import PhaseKind
    from wijkregie.web.budgets.desk import Desk


@for_work
def plan(desk: Desk, pk: int, phase: str) -> HttpResponse:
    """Plan a phase or move its days; later phases that would overlap move along."""
    kind, seen = _kind(phase), desk.round(pk)
    form = PhaseForm(desk.sent, initial=_now(seen, kind))
    kept = Kept(form, lambda: PhaseForm(None, initial=_now(desk.round(pk), kind)))
    pushed: list[str] = []

    def act() -> None:
        found = services.plan_phase(pk, form.draft(kind), by=desk.viewer, at=timezone.now())
        pushed.extend(str(one.label) for one in found)

    def held() -> None:
        services.holding_round(pk, kept.act(act), by=desk.viewer)

    if answered(form, held, field="opens_on"):
        said = _("The phase is saved.")
        if pushed:
            moved = get_text_list(pushed, _("and"))
            said = _("The phase is saved. Moved along: %(phases)s.") % {"phases": moved}
        return done(desk, said, desk.url("round", pk))
    there = _there(seen, kind)
    removable = there is not None and there.opens_on > desk.on
    more: dict[str, Any] = kept.told()
    if removable:
        more |= {
            "link_url": desk.url("drop_phase", pk, phase),
            "link_text": _("Take this phase out"),
        }
    return asked(desk, seen, form, heading=words.phase_name(kind), **more)


@for_work
def drop(desk: Desk, pk: int, phase: str) -> HttpResponse:
    """Take a phase out of a round that has not come to it."""
    kind, seen = _kind(phase), desk.round(pk)
    form = Empty(desk.sent)

    def act() -> None:
        services.drop_phase(pk, kind, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The phase is taken out."), desk.url("round", pk))
    heading = _("Take this phase out")
    told = [words.phase_name(kind)]
    return asked(desk, seen, form, heading=heading, consequences=told, submit_text=heading)


def _kind(word: str) -> PhaseKind:
    kind = words.OF_WORD.get(word)
    if kind is None:
        raise Http404
    return kind


def _there(seen: RoundSeen, kind: PhaseKind) -> PhaseSeen | None:
    return next((one for one in seen.listed.phases if one.kind == kind), None)


def _now(seen: RoundSeen, kind: PhaseKind) -> dict[str, Any]:
    there = _there(seen, kind)
    if there is None:
        return {}
    return {"opens_on": there.opens_on, "closes_on": there.closes_on, "text": there.text}
