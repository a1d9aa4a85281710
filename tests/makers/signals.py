"""Signals for tests; what a test is not about is filled in."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.makers.decisions import a_decision
from tests.makers.places import AT
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import Raiser, Signal, Theme
from wijkregie.domain.signals.states import HearBack
from wijkregie.kit.viewer import Viewer, anonymous, follower, installation

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.places.models import Area, Municipality
    from wijkregie.domain.signals.services import Receipt

LATER = AT + timedelta(hours=1)
MAIL = services.RaiserDraft(hear_back=HearBack.MAIL, email="melder@voorbeeld.nl")
_numbers = count(1)


def make_theme(municipality: Municipality, name: str = "", *, days: int = 10) -> Theme:
    wanted = services.ThemeDraft(name or f"Thema {next(_numbers)}", days)
    return services.add_theme(municipality.pk, wanted, by=installation(municipality.pk), at=AT)


def a_signal(theme: Theme, area: Area | None = None, **more: Any) -> services.SignalDraft:
    given = {
        "text": "De bank bij de vijver is kapot.",
        "submission": f"{next(_numbers):032x}",
        "area_id": area.pk if area else None,
        "theme_id": theme.pk,
    }
    return services.SignalDraft(**{**given, **more})


def send(
    draft: services.SignalDraft,
    municipality: Municipality,
    *,
    by: Viewer | None = None,
    at: datetime = AT,
    seed: int | None = None,
) -> Receipt:
    return services.receive(
        draft,
        municipality_id=municipality.pk,
        by=by or anonymous(municipality.pk),
        at=at,
        seed=next(_numbers) if seed is None else seed,
    )


def make_signal(
    municipality: Municipality,
    area: Area | None = None,
    *,
    theme: Theme | None = None,
    at: datetime = AT,
    **more: Any,
) -> Signal:
    """A signal that was received, by somebody who does not want to hear personally."""
    draft = a_signal(theme or make_theme(municipality), area, **more)
    return Signal.objects.get(pk=send(draft, municipality, at=at).signal_id)


def decided(signal: Signal, outcome: str = Outcome.FOLLOW_UP, **more: Any) -> Signal:
    """The signal after a decision by the community worker."""
    by = installation(signal.municipality_id)
    services.decide(signal.pk, a_decision(outcome, **more), by=by, at=LATER)
    signal.refresh_from_db()
    return signal


def answered(signal: Signal, text: str = "De bank is gemaakt.", **more: Any) -> Signal:
    """The signal after an answer; what was not decided on is first."""
    signal.refresh_from_db()
    if signal.decision_id is None:
        decided(signal)
    by = installation(signal.municipality_id)
    services.answer(signal.pk, text, by=by, at=LATER, **more)
    signal.refresh_from_db()
    return signal


def raiser_of(signal: Signal) -> Raiser:
    return signal.raisers.order_by("pk")[0]


def by_link(signal: Signal) -> Viewer:
    """Who raised this signal, by the private link."""
    return follower(signal.municipality_id, raiser_of(signal).pk)
