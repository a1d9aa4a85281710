"""A year after a signal was closed nothing of what was raised is left; the row stays."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.domain.signals.test_photos import a_photo
from tests.makers.canary import places_of
from tests.makers.places import AT
from tests.makers.signal_town import NOORD
from tests.makers.signals import LATER, answered, by_link, make_signal, raiser_of
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Photo, Signal
from wijkregie.domain.signals.states import HearBack
from wijkregie.kit.erasure import erase

if TYPE_CHECKING:
    from pathlib import Path

    from tests.makers.signal_town import Town

CANARY = "Kanariewerdijk"
A_DAY = timedelta(days=1)


@pytest.fixture
def signal(town: Town, settings: Any, tmp_path: Path) -> Signal:
    """A signal with the canary in everything that is personal, twice answered and closed."""
    settings.MEDIA_ROOT = tmp_path
    raiser = services.RaiserDraft(
        HearBack.LETTER, name=CANARY, address=f"{CANARY} 1, 1701 AB Heuvelstad"
    )
    made = make_signal(
        town.municipality,
        theme=town.theme,
        text=f"Bij {CANARY} is de bank kapot.",
        place=CANARY,
        point=NOORD,
        photo=a_photo(),
        raiser=raiser,
    )
    answered(made, f"Dag {CANARY}, dank.", public=False)
    services.reopen(made.pk, f"{CANARY} zegt nee.", by=by_link(made), at=LATER)
    answered(made, "Klaar.")
    services.heard(raiser_of(made).pk, by=None, at=LATER)
    made.refresh_from_db()
    return made


def test_nothing_is_left_at_its_term(signal: Signal, tmp_path: Path) -> None:
    link = queries.link_of(raiser_of(signal).pk)
    assert places_of(CANARY)  # the control: it was everywhere

    erase(at=LATER + timedelta(days=91))
    assert "signals_raiser.name" not in places_of(CANARY)
    assert "signals_signal.text" in places_of(CANARY)
    erase(at=LATER + timedelta(days=366))
    assert places_of(CANARY) == ["signals_answer.text"]
    erase(at=LATER + timedelta(days=1827))

    assert places_of(CANARY) == []
    signal.refresh_from_db()
    assert (signal.text, signal.place, signal.x, signal.y) == ("", "", None, None)
    assert not Photo.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert queries.raiser_of_link(signal.municipality_id, link, on=LATER.date()) is None
    seen = queries.signal_by_id(by_link(signal), signal.pk, on=AT.date())
    assert seen is not None
    assert (seen.reference, seen.point) == (signal.reference, None)


def test_nothing_of_an_open_signal_is_erased(signal: Signal, town: Town) -> None:
    services.reopen(signal.pk, "Toch niet.", by=town.worker(), at=LATER + A_DAY)

    assert erase(at=LATER + timedelta(days=364)) == {}

    signal.refresh_from_db()
    assert CANARY in signal.text


def test_halfway_the_term_a_point_may_be_half(signal: Signal, town: Town) -> None:
    """The erasure takes one field after the other: between them nothing breaks."""
    Signal.objects.filter(pk=signal.pk).update(x=None)

    seen = queries.signal_by_id(town.worker(), signal.pk, on=AT.date())

    assert seen is not None
    assert seen.point is None
