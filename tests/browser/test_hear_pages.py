"""The pages of hearing and deciding are sound: for everyone, on a phone and on a desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.browser.opened import findings, opened, too_wide
from tests.makers.hearing import PARTNER, make_hearing
from tests.makers.meetings import make_action, make_item, make_meeting
from tests.makers.minutes import find_out_first, make_inquiry
from tests.makers.offers import make_offer
from tests.makers.people import make_group, make_person, make_seat
from tests.makers.signals import answered, make_signal
from tests.web.signals.conftest import browser_of
from wijkregie.domain.meetings import services as meetings
from wijkregie.domain.meetings.models import Series
from wijkregie.domain.people.models import Organisation
from wijkregie.domain.people.states import GroupKind, Shell
from wijkregie.domain.signals import queries
from wijkregie.domain.signals.services import RaiserDraft
from wijkregie.domain.signals.states import HearBack
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

    from tests.makers.hearing import Hearing
    from wijkregie.domain.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

UNFOLD = "all => all.forEach((one) => { one.open = true; })"
#: Longer than a phone is wide, and nowhere to break it.
LONG = "Verkeersveiligheidsmaatregelenoverzichtsbespreking bij de vijver"


@pytest.fixture
def place(settings: Settings) -> Hearing:
    settings.WIJKREGIE_LIMITS = {"search": 10**6, "report": 10**6}
    return make_hearing()


def session_of(who: Person | None) -> str:
    """The session of somebody who logged in; empty for a passer-by."""
    cookies = browser_of(who).cookies
    return cookies["sessionid"].value if "sessionid" in cookies else ""


def faults(url: str, session: str, paths: list[str], width: int) -> dict[str, list[str]]:
    """Return what is wrong with pages as somebody sees them, with all of it unfolded."""
    found: dict[str, list[str]] = {}
    with opened(url, width=width) as (page, seen):
        if session:
            page.context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
        for path in paths:
            page.goto(path)
            page.locator("details").evaluate_all(UNFOLD)
            wide = ["too wide"] if too_wide(page) > 0 else []
            found[path] = [*findings(page), *wide]
        found["all"] = [*seen.shouted, *seen.failed]
    return {path: wrong for path, wrong in found.items() if wrong}


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the pages tell the time of the machine


def met(place: Hearing) -> list[str]:
    """Hold a meeting with something to find out; return the pages around it."""
    series = Series.objects.select_related("group").get()
    by, at = installation(place.town.municipality.pk), now()
    held = make_meeting(series, starts_at=at - timedelta(hours=3))
    item = make_item(held, LONG)
    make_action(item, f"{LONG} voorbereiden", person=place.worker)
    inquiry = make_inquiry(find_out_first(item), place.worker, question=f"Wie doet {LONG}?")
    caretaker = make_person("Huismeester", municipality=place.town.municipality)
    organisation = Organisation.objects.get(name=PARTNER)
    make_seat(series.group, caretaker, organisation=organisation, shell=Shell.SECOND)
    coming = make_meeting(series, starts_at=at + timedelta(days=7))
    make_signal(place.town.municipality, place.town.area("WK939801"))
    meetings.close(held.pk, by=by, at=at)
    pages = [f"{held.pk}", f"{held.pk}/verslag", f"{held.pk}/afspraken", f"{coming.pk}"]
    pages += [f"{coming.pk}/uit-de-meldingen", f"{coming.pk}/verplaatsen"]
    pages += [f"reeks/{series.pk}", "agenda", "plannen"]
    return [
        *(place.url(f"overleg/{page}") for page in pages),
        place.url("uitzoeken"),
        place.url(f"uitzoeken/{inquiry.pk}"),
        place.url("acties"),
    ]


@pytest.mark.parametrize("width", [375, 1280])
def test_the_pages_around_a_meeting_are_sound(
    place: Hearing, live_server: LiveServer, width: int
) -> None:
    pages, session = met(place), session_of(place.worker)

    assert faults(live_server.url, session, pages, width) == {}


@pytest.mark.parametrize("width", [375, 1280])
def test_the_pages_of_a_partner_are_sound(
    place: Hearing, live_server: LiveServer, width: int
) -> None:
    organisation = Organisation.objects.get(name=PARTNER)
    signal = make_signal(place.town.municipality, place.town.area("WK939801"))
    offer = make_offer(signal, organisation, at=now())
    mail = queries.offer_mail(offer.pk)
    assert mail is not None
    board = make_group(place.town.municipality, kind=GroupKind.SOUNDING_BOARD)
    person = make_seat(
        board, make_person(municipality=place.town.municipality), organisation=organisation
    ).person
    seated = [place.url("werklijst"), place.url(f"overdracht/{offer.pk}")]

    assert faults(live_server.url, "", [place.url(f"partner/{mail.token}")], width) == {}
    assert faults(live_server.url, session_of(person), seated, width) == {}


@pytest.mark.parametrize("width", [375, 1280])
def test_letters_and_figures_are_sound(
    place: Hearing, live_server: LiveServer, width: int
) -> None:
    here, area = place.town.municipality, place.town.area("WK939801")
    by_letter = RaiserDraft(
        HearBack.LETTER, name="B. Bewoner", address="Verzonnenlaan 1, 1234 AB Heuvelstad"
    )
    by_phone = RaiserDraft(HearBack.CALL, name="C. Bewoner", phone="06 12345678")
    for raiser in (by_letter, by_phone):
        answered(make_signal(here, area, raiser=raiser))
    inside = ["post/", "gehoord", "gehoord?gebied=WK939801", "raad/van-groepen", "meldingen"]
    pages = [place.url(path) for path in inside]

    assert faults(live_server.url, session_of(place.worker), pages, width) == {}
