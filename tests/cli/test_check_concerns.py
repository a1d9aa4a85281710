"""The check of the installation, and its health, name concerns that nobody reads."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.concerns import Desk, make_concern, make_desk
from tests.makers.places import AT
from wijkregie.cli import checks
from wijkregie.domain.concerns.models import Concern

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
LATE = AT + timedelta(hours=25)


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def told(*, hours: int) -> list[str]:
    return [one.sentence for one in checks._concerns(AT + timedelta(hours=hours))]


def test_nothing_is_said_while_all_is_well(desk: Desk) -> None:
    make_concern(desk)

    assert told(hours=23) == []


def test_what_stays_unread_is_wrong_and_says_where(desk: Desk) -> None:
    make_concern(desk)

    (check,) = checks._concerns(LATE)
    assert check.outcome == "wrong"
    assert desk.municipality.name in check.sentence
    assert "1 zorgsignaal ligt al meer dan 24 uur ongelezen" in check.sentence


def test_what_was_sealed_with_another_key_says_what_to_do(desk: Desk) -> None:
    make_concern(desk)
    Concern.objects.update(key_mark="another")

    (sentence,) = told(hours=1)
    assert "Zet het bestand sealed.key terug" in sentence


def test_the_whole_check_asks_for_it(desk: Desk) -> None:
    make_concern(desk)

    assert any("ongelezen" in one.sentence for one in checks.check_installation(at=LATE))


def test_the_health_page_says_that_something_stays_unread_but_not_where(
    desk: Desk, client: Client
) -> None:
    make_concern(desk)
    Concern.objects.update(received_at=AT - timedelta(days=400))

    found = client.get("/gezond").json()

    assert (found["concerns_read"], found["status"]) == (False, "attention")
    assert desk.municipality.name not in str(found)
