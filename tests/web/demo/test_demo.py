"""Other roles at a click, and mail to read: in a demo, and nowhere else."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.mail import EmailMessage

from tests.makers.people import (
    make_group,
    make_operator,
    make_person,
    make_role,
    make_seat,
)
from tests.makers.places import AT, make_municipality
from tests.makers.voting import OVER, make_vote
from wijkregie.core.codes import grouped
from wijkregie.domain.people import services
from wijkregie.domain.people.states import Role, SeatFunction
from wijkregie.kit.installation import DEMO, DEMO_CODES, remember
from wijkregie.kit.mail import DemoBackend
from wijkregie.kit.models import DemoMessage, Fact
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import Settings

    from wijkregie.domain.people.models import Person

pytestmark = pytest.mark.django_db

PAGES = ("/demo/", "/demo/post/")


@pytest.fixture
def _demo(settings: Settings) -> None:
    settings.WIJKREGIE_DEMO = True
    remember(DEMO, "yes")


@pytest.fixture
def regisseur() -> Person:
    here = make_municipality()
    person = make_person("Rik Demo", email="wijkregisseur@demo.invalid", municipality=here)
    make_role(here, Role.DISTRICT_MANAGER, person=person)
    make_seat(make_group(here, "Wijkteam"), person, function=SeatFunction.CHAIR)
    return person


@pytest.mark.usefixtures("_demo")
def test_the_page_shows_every_role_and_what_it_comes_for(
    client: Client, regisseur: Person
) -> None:
    services.create_person(
        services.PersonDraft("Olga Demo", "operator@demo.invalid"), by=installation(), at=AT
    )
    make_person("Echt Persoon")

    page = client.get("/demo/")

    shown = {one.name: one for one in page.context["accounts"]}
    assert list(shown) == ["Rik Demo", "Olga Demo"]
    assert len(shown["Rik Demo"].titles) == 2
    assert shown["Rik Demo"].comes_for != shown["Olga Demo"].comes_for
    assert "no-store" in page["Cache-Control"]


@pytest.mark.usefixtures("_demo")
def test_taking_a_role_logs_in_with_the_second_factor(
    client: Client, regisseur: Person
) -> None:
    answered = client.post("/demo/rol/", {"person": regisseur.pk})

    assert regisseur.municipality is not None
    assert answered["Location"] == f"/{regisseur.municipality.slug}/"
    page = client.get("/account/")
    assert page.context["account"].name == "Rik Demo"
    assert page.context["passed"] is True


@pytest.mark.usefixtures("_demo")
def test_switching_leaves_nothing_of_the_role_before(client: Client, regisseur: Person) -> None:
    other = make_person("Ander Demo", email="ander@demo.invalid")
    client.post("/demo/rol/", {"person": regisseur.pk})
    session = client.session
    session["left_behind"] = "yes"
    session.save()

    client.post("/demo/rol/", {"person": other.pk})

    assert client.session["_auth_user_id"] == str(other.pk)
    assert "left_behind" not in client.session


@pytest.mark.usefixtures("_demo")
def test_only_persons_of_the_demo_can_be_taken(client: Client) -> None:
    real, operator = make_person(), make_operator()
    gone = make_person(email="weg@demo.invalid")
    services.end_person(gone.pk, by=installation(), at=AT)

    for person in (real.pk, operator.pk, gone.pk, 0, "", "x"):
        assert client.post("/demo/rol/", {"person": person}).status_code == 404, person
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("_demo")
def test_looking_at_the_address_of_a_switch_changes_nothing(client: Client) -> None:
    assert client.get("/demo/rol/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.usefixtures("_demo")
def test_an_operator_and_a_resident_are_told_apart(client: Client) -> None:
    operator = make_person("Olga Demo", email="operator@demo.invalid")
    services.set_operator(operator.pk, operator=True, by=installation(), at=AT)
    make_person("Bea Demo", email="bewoner@demo.invalid")

    reasons = [one.comes_for for one in client.get("/demo/").context["accounts"]]

    assert len(set(reasons)) == 2


@pytest.mark.usefixtures("_demo")
def test_the_mail_that_was_not_sent_can_be_read(client: Client) -> None:
    assert client.get("/demo/post/").status_code == HTTPStatus.OK
    messages = [
        EmailMessage(f"Onderwerp {n}", "Je code: <b>1234</b>", "van@x.nl", ["aan@demo.invalid"])
        for n in range(21)
    ]
    DemoBackend().send_messages(messages)

    first = client.get("/demo/post/").content.decode()
    second = client.get("/demo/post/?page=2").content.decode()

    assert "aan@demo.invalid" in first
    assert "&lt;b&gt;1234" in first
    assert "Onderwerp 20" in first
    assert "?page=2" in first
    assert "Onderwerp 0" in second
    assert "?page=1" in second


@pytest.mark.parametrize("setting", [True, False])
@pytest.mark.parametrize("marked", [True, False])
def test_outside_a_demo_there_is_nothing(
    client: Client,
    settings: Settings,
    regisseur: Person,
    *,
    setting: bool,
    marked: bool,
) -> None:
    """The setting alone or the mark alone is not a demo: each was planted without the other."""
    settings.WIJKREGIE_DEMO = setting
    Fact.objects.all().delete()
    if marked:
        remember(DEMO, "yes")
    DemoMessage.objects.create(
        at=AT, sender="van@x.nl", recipient="aan@x.nl", subject="S", body="B"
    )
    expected = HTTPStatus.OK if setting and marked else HTTPStatus.NOT_FOUND

    assert [client.get(page).status_code for page in PAGES] == [expected] * 2
    taken = client.post("/demo/rol/", {"person": regisseur.pk})

    assert (taken.status_code == HTTPStatus.FOUND) is (setting and marked)
    assert ("_auth_user_id" in client.session) is (setting and marked)


def test_a_session_of_a_demo_is_worth_nothing_when_the_demo_is_over(
    client: Client, settings: Settings, regisseur: Person
) -> None:
    settings.WIJKREGIE_DEMO = True
    remember(DEMO, "yes")
    client.post("/demo/rol/", {"person": regisseur.pk})

    settings.WIJKREGIE_DEMO = False

    assert client.get("/account/").context["passed"] is False


@pytest.mark.usefixtures("_demo")
def test_a_link_in_a_mail_can_be_followed(client: Client) -> None:
    DemoMessage.objects.create(
        at=AT,
        sender="van@x.nl",
        recipient="aan@x.nl",
        subject="Ontvangen",
        body="Volg je melding:\nhttp://testserver/x/volgen/abc <b>",
    )

    page = client.get("/demo/post/").content.decode()

    assert 'href="http://testserver/x/volgen/abc"' in page
    assert "<b>" not in page


@pytest.mark.usefixtures("_demo")
def test_a_visitor_finds_letters_to_vote_with_until_they_are_used(client: Client) -> None:
    with time_machine.travel(AT):
        vote, game = make_vote(), make_vote("coins")
        kept = {str(one.round.pk): one.codes[:2] for one in (vote, game)}
        remember(DEMO_CODES, json.dumps(kept))
        first, second = (grouped(one) for one in vote.codes[:2])
        coins = grouped(game.codes[0])
        page = client.get("/demo/").content.decode()
        assert all(one in page for one in (first, second, coins))
        assert f"budgetronde/{vote.round.pk}/stemmen" in page

        vote.cast(0, "1")
        game.give(0, ("1", 5))

        page = client.get("/demo/").content.decode()
        assert second in page
        assert first not in page
        assert coins not in page
    with time_machine.travel(OVER):
        assert second not in client.get("/demo/").content.decode()


def test_outside_a_demo_there_are_no_letters(client: Client) -> None:
    remember(DEMO_CODES, json.dumps({"1": ["00000"]}))
    assert client.get("/demo/").status_code == HTTPStatus.NOT_FOUND
