"""The working column: what handlers see, and every action they take."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.makers.people import make_group, make_organisation, make_person, make_role
from tests.makers.places import AT, make_municipality
from tests.makers.signals import MAIL, answered, decided, make_signal, make_theme
from tests.web.seen import seen
from tests.web.signals.conftest import NOW, browser_of
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.meetings import services as meetings
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import Answer
from wijkregie.domain.signals.states import State
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.web.seen import Seen
    from tests.web.signals.conftest import Here
    from wijkregie.domain.signals.models import Signal

DECISION = {
    "outcome": "follow_up",
    "reason": "De bank hoort bij het plan.",
    "mandate": "Convenant, artikel 3",
    "rung": "inform",
}


@pytest.fixture
def signal(here: Here) -> Signal:
    return make_signal(here.municipality, here.area, theme=here.theme, raiser=MAIL)


def page_of(here: Here, signal: Signal) -> str:
    return here.url(f"melding/{signal.reference}")


def do(client: Client, here: Here, signal: Signal, action: str, **fields: Any) -> Seen:
    """Do one thing and return the page that one then sees; the signal is read again."""
    url = f"{page_of(here, signal)}/{action}"
    page = seen(client.post(url, fields, follow=True))
    signal.refresh_from_db()
    assert page.faults() == []
    return page


def offered(client: Client, here: Here, signal: Signal) -> set[str]:
    html = client.get(page_of(here, signal)).content.decode()
    start = f'action="{page_of(here, signal)}/'
    return {part.partition('"')[0] for part in html.split(start)[1:]}


def planned(here: Here) -> int:
    by = installation(here.municipality.pk)
    series = meetings.create_series(
        meetings.SeriesDraft(here.group.pk, "Wijkteam", public=True), by=by, at=AT
    )
    return meetings.plan(series, AT + timedelta(days=7), "Buurthuis", by=by, at=AT)


# --- what is there


def test_a_handler_reads_words_and_contact_and_what_can_be_done(
    here: Here, at_work: Client, signal: Signal
) -> None:
    page = seen(at_work.get(page_of(here, signal)))

    assert page.faults() == []
    assert "De bank bij de vijver is kapot." in page.text
    assert "melder@voorbeeld.nl" in page.text
    assert "Website, krijgt antwoord per mail" in page.text
    assert page.html.count('class="wr-action"') == len(offered(at_work, here, signal))
    assert len(re.findall('class="wr-action"[^>]* open>', page.html)) == 1


def test_a_specialist_handles_and_does_not_see_who_raised_it(
    here: Here, signal: Signal
) -> None:
    specialist = make_person(municipality=here.municipality)
    make_role(here.municipality, Role.SPECIALIST, person=specialist)
    page = seen(browser_of(specialist).get(page_of(here, signal)))

    assert "De bank bij de vijver is kapot." in page.text
    assert "melder@voorbeeld.nl" not in page.html


def test_each_action_has_a_key_of_its_own(here: Here, at_work: Client, signal: Signal) -> None:
    keys = re.findall(r'accesskey="(\w)"', at_work.get(page_of(here, signal)).content.decode())

    assert len(keys) == len(set(keys)) == len(offered(at_work, here, signal))


@pytest.mark.parametrize("strong", [True, False])
def test_without_the_second_step_a_handler_is_a_passer_by(
    here: Here, signal: Signal, *, strong: bool
) -> None:
    browser = browser_of(here.worker, strong=strong)
    html = browser.get(page_of(here, signal)).content.decode()

    assert ("melder@voorbeeld.nl" in html) == strong


def test_in_each_state_only_what_is_possible_is_offered(
    here: Here, at_work: Client, signal: Signal
) -> None:
    always = {"aanpassen", "bundelen", "toewijzen", "uitstellen"}
    assert offered(at_work, here, signal) == always | {
        "oppakken",
        "besluiten",
        "agenda",
        "overdragen",
    }
    do(at_work, here, signal, "oppakken")
    assert offered(at_work, here, signal) == always | {"besluiten", "agenda", "overdragen"}
    decided(signal)
    assert offered(at_work, here, signal) == always | {"antwoorden"}
    answered(signal)
    assert offered(at_work, here, signal) == {"heropenen"}


def test_after_a_yes_one_can_start_a_project(
    here: Here, at_work: Client, signal: Signal
) -> None:
    decided(signal)
    page = seen(at_work.get(page_of(here, signal)))

    number = f"melding={signal.pk}&besluit={signal.decision_id}"
    assert page.url("Project starten") == here.url(f"project/nieuw?{number}")


def test_after_a_no_one_cannot(here: Here, at_work: Client, signal: Signal) -> None:
    decided(signal, Outcome.DECLINE)

    assert "Project starten" not in seen(at_work.get(page_of(here, signal))).text


def test_erased_words_are_said_to_be_erased(
    here: Here, at_work: Client, signal: Signal
) -> None:
    signal.text = ""
    signal.save()

    assert "De tekst is gewist" in seen(at_work.get(page_of(here, signal))).text


def test_a_photo_comes_to_handlers_only(here: Here, at_work: Client, client: Client) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(drawn, "PNG")
    upload = SimpleUploadedFile("bank.png", drawn.getvalue(), "image/png")
    signal = make_signal(here.municipality, here.area, theme=here.theme, photo=upload)
    url = f"{page_of(here, signal)}/foto/{signal.photos.get().pk}"

    assert url in at_work.get(page_of(here, signal)).content.decode()
    assert at_work.get(url).getvalue()[:4] == b"RIFF"
    assert client.get(url).status_code == 404
    default_storage.delete(str(signal.photos.get().file))
    assert at_work.get(url).status_code == 404


def test_who_has_heard_is_told(here: Here, at_work: Client) -> None:
    signal = answered(make_signal(here.municipality, here.area, theme=here.theme))

    page = seen(at_work.get(page_of(here, signal)))
    assert "hoorde het antwoord op 3 maart 2026" in page.text


# --- the actions


def test_picking_up(here: Here, at_work: Client, signal: Signal) -> None:
    page = do(at_work, here, signal, "oppakken")

    assert signal.state == State.IN_TRIAGE
    assert "Je bekijkt deze melding." in page.text


def test_two_who_pick_up_at_once(here: Here, at_work: Client, signal: Signal) -> None:
    services.take_up(signal.pk, by=installation(here.municipality.pk), at=NOW)
    page = do(at_work, here, signal, "oppakken")

    assert page.status == 422
    assert "Laad de pagina opnieuw" in page.text


def test_changing_title_theme_and_area(here: Here, at_work: Client, signal: Signal) -> None:
    other = make_theme(here.municipality, "Groen")
    page = do(
        at_work,
        here,
        signal,
        "aanpassen",
        title="Bank bij de vijver",
        kind="wish",
        theme=other.pk,
        area="BU93980101",
    )

    assert page.main_headings == ["Bank bij de vijver"]
    assert (signal.theme, signal.kind) == (other, "wish")
    assert signal.area == here.town.area("BU93980101")


def test_an_area_may_become_all_of_the_municipality(here: Here, signal: Signal) -> None:
    manager = make_person(municipality=here.municipality)
    make_role(here.municipality, Role.DISTRICT_MANAGER, person=manager)
    browser = browser_of(manager)
    fields = {"title": "", "kind": "report", "theme": here.theme.pk, "area": "hele"}
    do(browser, here, signal, "aanpassen", **fields)

    assert signal.area is None
    page = seen(browser.get(page_of(here, signal)))
    assert "Schoon en heel" in page.main_headings
    assert '<option value="hele" selected' in page.html


def test_putting_on_the_agenda(here: Here, at_work: Client, signal: Signal) -> None:
    meeting = planned(here)
    page = do(at_work, here, signal, "agenda", meeting=meeting)

    assert signal.state == State.ON_AGENDA
    assert "Wijkteam Molenwijk bespreekt dit op 10 maart 2026." in page.text


def test_assigning_keeps_the_promised_day(here: Here, at_work: Client, signal: Signal) -> None:
    promised, other = signal.promised_on, make_group(here.municipality, "Wijktafel")
    do(at_work, here, signal, "toewijzen", owner=f"groep-{other.pk}")
    assert (signal.owner, signal.promised_on) == (other, promised)

    page = do(at_work, here, signal, "toewijzen", owner="")
    assert signal.owner is None
    assert "Wijkregisseur" in page.text


def test_a_later_day_needs_a_reason(here: Here, at_work: Client, signal: Signal) -> None:
    day = signal.promised_on + timedelta(days=20)
    refused = do(at_work, here, signal, "uitstellen", expected_on=day.isoformat(), why="")
    assert refused.status == 422
    assert "Schrijf waarom het langer duurt." in refused.text

    page = do(at_work, here, signal, "uitstellen", expected_on=day.isoformat(), why="Aannemer")
    assert signal.expected_on == day
    assert "Aannemer" in page.text


def test_the_team_decides(here: Here, at_work: Client, signal: Signal) -> None:
    page = do(at_work, here, signal, "besluiten", **DECISION, body=f"groep-{here.group.pk}")

    assert signal.state == State.DECIDED
    assert "Wijkteam Molenwijk besluit: dit pakken we op." in page.text
    assert "Vastgelegd door" in page.text
    assert Decision.objects.get().recorded_by == here.worker


def test_an_officer_decides(here: Here, at_work: Client, signal: Signal) -> None:
    do(at_work, here, signal, "besluiten", **DECISION, body="rol-community_worker")

    assert Decision.objects.get().officer == "community_worker"


def test_an_officer_without_a_group_sees_only_the_role(here: Here, signal: Signal) -> None:
    manager = make_person(municipality=here.municipality)
    make_role(here.municipality, Role.DISTRICT_MANAGER, person=manager)
    html = browser_of(manager).get(page_of(here, signal)).content.decode()
    deciding = html[html.index('id="id_besluiten_body"') :].partition("</select>")[0]

    assert 'value="rol-district_manager"' in deciding
    assert 'value="groep-' not in deciding


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"reason": ""}, "Een ja en een nee hebben een reden."),
        ({"mandate": ""}, "Schrijf op welk mandaat dit is besloten."),
        ({"outcome": ""}, "Kies wat er is besloten."),
        ({"outcome": "hand_over"}, "Kies de organisatie die het overneemt."),
        ({"body": "rol-district_manager"}, "Wie besloot dit?"),
    ],
)
def test_a_decision_that_is_not_complete_is_refused_and_kept_in_the_form(
    here: Here, at_work: Client, signal: Signal, changed: dict[str, str], words: str
) -> None:
    fields = {**DECISION, "body": "rol-community_worker", "dissent": "Eén zag het anders."}
    page = do(at_work, here, signal, "besluiten", **{**fields, **changed})

    assert page.status == 422
    assert words in page.text
    assert "Eén zag het anders." in page.text
    assert not Decision.objects.exists()


def test_handing_over_names_who_takes_it(here: Here, at_work: Client, signal: Signal) -> None:
    fields = {**DECISION, "outcome": "hand_over", "body": "rol-community_worker"}
    page = do(at_work, here, signal, "besluiten", **fields, handed_to=here.organisation.pk)

    assert signal.state == State.HANDED_OVER
    assert "We vragen Woonstichting dit over te nemen." in page.text


def test_an_organisation_that_was_left_chosen_does_not_hinder(
    here: Here, at_work: Client, signal: Signal
) -> None:
    fields = {**DECISION, "body": "rol-community_worker", "handed_to": here.organisation.pk}
    do(at_work, here, signal, "besluiten", **fields)

    assert Decision.objects.get().handed_to is None


def test_two_decisions_at_once(here: Here, at_work: Client, signal: Signal) -> None:
    decided(signal)
    page = do(at_work, here, signal, "besluiten", **DECISION, body="rol-community_worker")

    assert page.status == 422
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(("private", "public"), [({}, True), ({"private": "on"}, False)])
def test_answering(
    here: Here, at_work: Client, signal: Signal, private: dict[str, str], *, public: bool
) -> None:
    decided(signal)
    page = do(at_work, here, signal, "antwoorden", text="De bank is gemaakt.", **private)

    assert Answer.objects.get().public == public
    assert "De bank is gemaakt." in page.text
    assert ("alleen voor de melder" in page.text) != public


def test_opening_again(here: Here, at_work: Client, signal: Signal) -> None:
    answered(signal)
    page = do(at_work, here, signal, "heropenen", why="De bank is weer stuk.")

    assert signal.state == State.REOPENED
    assert "De bank is weer stuk." in page.text


# --- who may not


ACTIONS = ("oppakken", "besluiten", "antwoorden", "agenda", "aanpassen", "toewijzen")


@pytest.mark.parametrize("action", [*ACTIONS, "uitstellen", "heropenen"])
def test_a_passer_by_does_nothing_and_is_asked_to_log_in(
    here: Here, client: Client, signal: Signal, action: str
) -> None:
    answer = client.post(f"{page_of(here, signal)}/{action}", {"why": "x", "text": "x"})
    signal.refresh_from_db()

    assert answer.status_code == 302
    assert answer["Location"].startswith("/inloggen/")
    assert signal.state == State.RECEIVED


@pytest.mark.parametrize("action", [*ACTIONS, "uitstellen", "heropenen"])
def test_a_council_member_does_nothing(here: Here, signal: Signal, action: str) -> None:
    member = make_person(municipality=here.municipality)
    make_role(here.municipality, Role.COUNCIL_MEMBER, person=member)
    answer = browser_of(member).post(f"{page_of(here, signal)}/{action}")

    assert answer.status_code == 403


def test_a_worker_of_another_municipality_does_nothing(here: Here, signal: Signal) -> None:
    other = make_municipality("Dalstad")
    worker = make_person(municipality=other)
    make_role(other, Role.DISTRICT_MANAGER, person=worker)
    make_organisation(other)
    answer = browser_of(worker).post(f"{page_of(here, signal)}/oppakken")

    assert answer.status_code == 403


def test_an_action_that_is_none_is_not_there(
    here: Here, at_work: Client, signal: Signal
) -> None:
    assert at_work.post(f"{page_of(here, signal)}/wissen").status_code == 404
    assert at_work.get(f"{page_of(here, signal)}/oppakken").status_code == 405
    assert at_work.post(here.url("melding/00000000/oppakken")).status_code == 404


def test_who_sends_a_form_after_logging_out_comes_back_to_the_page(
    here: Here, signal: Signal
) -> None:
    answer = Client().post(f"{page_of(here, signal)}/oppakken")

    assert answer["Location"] == f"/inloggen/?next={page_of(here, signal)}"
