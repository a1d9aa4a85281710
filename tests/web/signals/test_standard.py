"""Begin an answer with a standard one, without script: choose, fill in, edit, send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.people import make_role
from tests.makers.routing import make_standard
from tests.makers.signals import decided, make_signal, make_theme
from tests.web.signals.conftest import browser_of
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals.models import Answer
from wijkregie.domain.signals.states import State

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.signals.conftest import Here
    from wijkregie.domain.signals.models import Signal

TEXT = "Over [thema] in [gebied], gemeld op [gemeld op] ([kenmerk]): [wat] komt op [dag]."


@pytest.fixture
def signal(here: Here) -> Signal:
    made = make_signal(here.municipality, here.area, theme=here.theme)
    return decided(made, Outcome.DECLINE)


def page_of(here: Here, signal: Signal) -> str:
    return here.url(f"melding/{signal.reference}")


def answering(page: Any) -> dict[str, Any]:
    actions = page.context["work"]["actions"]
    found: dict[str, Any] = next(one for one in actions if one["name"] == "antwoorden")
    return found


def test_an_answer_begins_with_a_standard_one_and_goes_when_it_is_filled_in(
    here: Here, at_work: Client, signal: Signal
) -> None:
    make_standard(here.municipality, "Uitleg", text=TEXT, theme_id=here.theme.pk)
    chosen = make_standard(here.municipality, "Nee", text=TEXT, outcome="decline")
    make_standard(here.municipality, "Ja", outcome="follow_up")
    make_standard(here.municipality, "Anders", theme_id=make_theme(here.municipality).pk)

    before = at_work.get(page_of(here, signal))
    offered = answering(before)["begin_with"]
    assert [one["text"] for one in offered["options"]] == ["Uitleg", "Nee"]
    assert offered["url"] == page_of(here, signal)
    assert "Begin met een standaardantwoord" in before.content.decode()

    begun = at_work.get(offered["url"], {offered["name"]: chosen})
    shown = answering(begun)
    assert shown["open"]
    text = shown["form"]["text"].value()
    assert text == (
        f"Over {here.theme.name} in {here.area}, gemeld op 3 maart 2026 "
        f"({signal.reference}): [wat] komt op [dag]."
    )
    assert "autofocus" in str(shown["form"]["text"])
    assert [one["selected"] for one in shown["begin_with"]["options"]] == [False, True]
    assert not Answer.objects.exists()


def test_an_answer_goes_only_when_it_is_filled_in(
    here: Here, at_work: Client, signal: Signal
) -> None:
    chosen = make_standard(here.municipality, "Nee", text=TEXT)
    shown = answering(at_work.get(page_of(here, signal), {"antwoord": chosen}))
    text = shown["form"]["text"].value()

    refused = at_work.post(shown["url"], {"text": text})
    said = answering(refused)["form"].errors["text"]
    assert said == ["Vul nog in wat tussen blokhaken staat: [wat], [dag]."]
    assert answering(refused)["begin_with"]["url"] == page_of(here, signal)
    assert not Answer.objects.exists()

    mended = text.replace("[wat]", "een bank").replace("[dag]", "4 mei")
    at_work.post(shown["url"], {"text": mended})
    signal.refresh_from_db()
    assert signal.state == State.CLOSED
    assert Answer.objects.get().text == mended


@pytest.mark.parametrize("wanted", ["", "0", "x", "999999"])
def test_an_answer_that_is_not_offered_fills_in_nothing(
    wanted: str, here: Here, at_work: Client, signal: Signal
) -> None:
    make_standard(here.municipality)

    shown = answering(at_work.get(page_of(here, signal), {"antwoord": wanted}))

    assert not shown["begin_with"]["chosen"]
    assert shown["form"]["text"].value() is None


def test_where_there_are_none_there_is_no_choice(
    here: Here, at_work: Client, signal: Signal
) -> None:
    page = at_work.get(page_of(here, signal))

    assert answering(page)["begin_with"] is None
    assert "standaardantwoord" not in page.content.decode()


def test_a_place_that_is_not_known_stays_to_be_filled_in(here: Here, at_work: Client) -> None:
    nowhere = decided(make_signal(here.municipality, theme=here.theme))
    chosen = make_standard(here.municipality, text="In [gebied].")
    manager = make_role(here.municipality, Role.DISTRICT_MANAGER).person

    shown = browser_of(manager).get(page_of(here, nowhere), {"antwoord": chosen})

    assert answering(shown)["form"]["text"].value() == "In [gebied]."


def test_nobody_else_sees_what_can_be_answered(here: Here, signal: Signal) -> None:
    made = make_standard(here.municipality, "Kanarie", text="Kanarie")
    council = make_role(here.municipality, Role.COUNCIL_MEMBER).person

    for person in (None, council):
        page = browser_of(person).get(page_of(here, signal), {"antwoord": made})
        assert "Kanarie" not in page.content.decode()
