"""Covenants: read by everyone, kept by administrators and the manager."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.makers.agreements import make_covenant
from tests.makers.people import (
    make_group,
    make_organisation,
    make_person,
    make_role,
    make_seat,
)
from tests.makers.places import make_municipality
from tests.web.control.conftest import log_in
from tests.web.control.test_details_and_look import errors
from tests.web.seen import seen
from wijkregie.domain.people.models import Covenant
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from datetime import date

    from tests.web.control.conftest import Browser
    from wijkregie.domain.people.models import Group
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad")


@pytest.fixture
def team(here: Municipality) -> Group:
    return make_group(here, "Wijkteam Molenwijk")


@pytest.fixture
def manager(here: Municipality) -> Browser:
    return log_in(make_role(here, Role.DISTRICT_MANAGER).person)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def url(here: Municipality, path: str = "convenanten") -> str:
    return f"/{here.slug}/{path}"


def filled(team: Group, **changed: Any) -> dict[str, Any]:
    partner = make_organisation(team.municipality, "Stichting Samen")
    known = {
        "group": team.pk,
        "title": "Convenant 2026",
        "mandates": "Meldingen\nWijkbudget\n",
        "from_on": "2026-01-01",
        "party1": partner.pk,
        "role1": "zit voor",
    }
    return known | changed


def test_a_covenant_is_written_down_renewed_and_ended(
    here: Municipality, team: Group, manager: Browser, today: date
) -> None:
    assert "Nog geen convenant" in seen(manager.get(url(here))).text

    page = manager.follow(url(here, "convenant/nieuw"), **filled(team))

    assert page.status_code == 200, errors(page)
    made = Covenant.objects.get()
    text = seen(page).text
    for told in ("Meldingen Wijkbudget", "Stichting Samen : zit voor", "zonder einddatum"):
        assert told in text.replace("Samen:", "Samen :"), told
    form = manager.get(url(here, f"convenant/{made.pk}/wijzigen")).context["form"]
    assert form["party1"].value() == made.parties.get().organisation_id
    changed = {
        "until_on": (today + timedelta(days=20)).isoformat(),
        "review_on": today.isoformat(),
        "document": "Bijlage 2",
        "address": "https://www.voorbeeld.nl/convenant",
    }
    party = {"party1": form["party1"].value(), "role1": "zit voor"}
    wanted = {"group": team.pk, "title": "Convenant", "mandates": "A", "from_on": "2026-01-01"}
    page = manager.follow(
        url(here, f"convenant/{made.pk}/wijzigen"), **wanted | party | changed
    )
    text = seen(page).text
    assert "Dit convenant geldt nog 21 dagen." in text
    assert "Bijlage 2" in text

    page = manager.follow(url(here, f"convenant/{made.pk}/stoppen"), why="Het werkt niet.")
    text = seen(page).text
    assert "Dit convenant is voorbij." in text
    assert "Het werkt niet." in text
    assert "Wijzigen of verlengen" not in text


def test_everyone_reads_covenants_and_nobody_else_keeps_them(
    here: Municipality, team: Group
) -> None:
    made = make_covenant(team, "Convenant")
    chair = make_person(municipality=here)
    make_seat(team, chair)
    passer_by, member = log_in(None), log_in(chair)

    text = seen(passer_by.get(url(here))).text
    assert "Convenant" in text
    assert "Convenant opschrijven" not in text
    assert passer_by.get(url(here, f"convenant/{made.pk}")).status_code == 200
    for path in (
        "convenant/nieuw",
        f"convenant/{made.pk}/wijzigen",
        f"convenant/{made.pk}/stoppen",
    ):
        assert passer_by.get(url(here, path)).url.startswith("/inloggen")
        assert member.get(url(here, path)).status_code == 403
        assert log_in(chair, strong=False).get(url(here, path)).status_code == 302
    assert passer_by.get(url(here, "convenant/9999")).status_code == 404
    assert passer_by.get("/nederland/convenanten").status_code == 404
    elsewhere = make_municipality("Dalstad")
    assert passer_by.get(url(elsewhere, f"convenant/{made.pk}")).status_code == 404


def test_what_is_wrong_is_refused_at_its_field(
    here: Municipality, team: Group, manager: Browser
) -> None:
    page = manager.post(url(here, "convenant/nieuw"), **filled(team, until_on="2025-01-01"))
    assert page.status_code == 422
    assert "laatste dag" in seen(page).text
    page = manager.post(url(here, "convenant/nieuw"), title="")
    assert page.status_code == 422
    assert not Covenant.objects.exists()
    made = make_covenant(team)
    page = manager.post(url(here, f"convenant/{made.pk}/stoppen"), why="")
    assert page.status_code == 422


def test_each_stand_has_its_word(
    here: Municipality, team: Group, manager: Browser, today: date
) -> None:
    a_day = timedelta(days=1)
    make_covenant(team, "Komt", from_on=today + a_day, until_on=None)
    make_covenant(team, "Geldt", until_on=today + timedelta(days=300))
    make_covenant(team, "Bijna", until_on=today)
    make_covenant(team, "Was", until_on=today - a_day)

    text = seen(manager.get(url(here))).text

    for word in ("Begint later", "Geldt", "Loopt bijna af", "Voorbij"):
        assert word in text
    last = Covenant.objects.get(title="Bijna")
    assert "nog 1 dag." in seen(manager.get(url(here, f"convenant/{last.pk}"))).text
