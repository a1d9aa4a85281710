"""Letters, calls and mail that came back: seen and noted by who may reach the resident."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.makers.people import make_role
from tests.makers.places import AT
from tests.makers.signal_town import Town, make_signal_town
from tests.makers.signals import answered, decided, make_signal
from tests.makers.strange import PICTURES, STRANGE
from tests.web.signals.conftest import browser_of
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Raiser
from wijkregie.domain.signals.states import HearBack, State
from wijkregie.kit import outbox
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.outbox_states import Stand
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries, Settings

    from wijkregie.domain.signals.models import Signal

pytestmark = pytest.mark.django_db
WAYS = {
    "letter": services.RaiserDraft(
        hear_back=HearBack.LETTER, name="Bewoner Brief", address="Verzonnenstraat 1\n1700 AA"
    ),
    "call": services.RaiserDraft(
        hear_back=HearBack.CALL, name="Bewoner Bel", phone="0612345678"
    ),
    "mail": services.RaiserDraft(hear_back=HearBack.MAIL, email="melder@voorbeeld.nl"),
}


@pytest.fixture
def town() -> Town:
    return make_signal_town()


def told(town: Town, way: str, text: str = "De bank is gemaakt.") -> Signal:
    """A signal that was answered, to somebody who hears by this way."""
    signal = make_signal(town.municipality, town.noord, theme=town.theme, raiser=WAYS[way])
    return answered(signal, text)


def message_of(signal: Signal) -> OutboxRow:
    return OutboxRow.objects.get(template="signal_answered", ids__signal=signal.pk)


def worker(
    town: Town, role: Role = Role.COMMUNITY_WORKER, *, elsewhere: bool = False
) -> Client:
    area = town.rivierenwijk if elsewhere else town.molenwijk
    return browser_of(make_role(town.municipality, role, area=area).person)


def address(town: Town, name: str = "index", *args: int) -> str:
    return reverse(f"letters:{name}", args=[town.municipality.slug, *args])


def test_a_worker_sees_whom_to_write_and_whom_to_call(town: Town) -> None:
    told(town, "letter")
    told(town, "call")

    page = worker(town).get(address(town)).content.decode()

    assert "Brieven om te versturen (1)" in page
    assert "Te bellen (1)" in page
    assert "Verzonnenstraat 1" in page
    assert "0612345678" in page
    assert "De bank is gemaakt." in page


def test_without_work_the_page_tells_what_will_come(town: Town) -> None:
    page = worker(town).get(address(town)).content.decode()

    assert "Er wachten geen brieven." in page
    assert "Niemand wacht op een telefoontje." in page
    assert "Mail die niet is aangekomen" not in page


@pytest.mark.parametrize("way", ["letter", "call"])
def test_who_was_told_has_heard_and_the_signal_closes(town: Town, way: str) -> None:
    signal = told(town, way)
    browser = worker(town)

    answer = browser.post(
        address(town, "done", message_of(signal).pk), {"note": "in de bus gedaan"}, follow=True
    )

    signal.refresh_from_db()
    assert signal.state == State.CLOSED
    assert Raiser.objects.get(signal=signal).heard_at is not None
    assert message_of(signal).stand == Stand.SENT
    assert "Genoteerd." in answer.content.decode()
    assert LogRow.objects.get(what="outbox.done").why == "in de bus gedaan"


def test_noted_twice_is_noted_once(town: Town) -> None:
    signal = told(town, "letter")
    browser = worker(town)
    browser.post(address(town, "done", message_of(signal).pk))

    answer = browser.post(address(town, "done", message_of(signal).pk), follow=True)

    assert "Een collega heeft dit al genoteerd." in answer.content.decode()
    assert LogRow.objects.filter(what="outbox.done").count() == 1


def test_a_note_that_is_too_long_is_refused_and_nothing_changes(town: Town) -> None:
    signal = told(town, "letter")

    answer = worker(town).post(
        address(town, "done", message_of(signal).pk), {"note": "x" * 201}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "langer dan 200" in answer.content.decode()
    assert message_of(signal).stand == Stand.WAITING


def test_a_mail_that_came_back_is_made_good_by_hand(town: Town) -> None:
    signal = told(town, "mail")
    outbox.failed(message_of(signal).pk, "550", at=AT, final=True)
    browser = worker(town)

    page = browser.get(address(town)).content.decode()
    assert "Mail die niet is aangekomen (1)" in page
    assert "melder@voorbeeld.nl" in page

    browser.post(address(town, "done", message_of(signal).pk))
    signal.refresh_from_db()
    assert signal.state == State.CLOSED


def test_the_letter_is_a_pdf_that_is_kept_nowhere(town: Town, settings: Settings) -> None:
    signal = told(town, "letter")

    answer = worker(town).get(address(town, "pdf", message_of(signal).pk))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert "no-store" in answer["Cache-Control"]


def test_no_sign_keeps_a_letter_from_being_made(town: Town) -> None:
    signal = told(town, "letter", f"De bank is gemaakt. {PICTURES}")
    Raiser.objects.update(name=STRANGE)

    answer = worker(town).get(address(town, "pdf", message_of(signal).pk))

    assert answer.content.startswith(b"%PDF-")


def test_a_letter_that_cannot_be_made_is_one_sentence(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    signal = told(town, "letter")
    monkeypatch.setattr("wijkregie.kit.typeset.SECONDS", 0.001)

    answer = worker(town).get(address(town, "pdf", message_of(signal).pk), follow=True)

    assert "Het document kon nu niet gemaakt worden." in answer.content.decode()


def test_a_postponement_and_a_project_are_told_with_their_day(town: Town) -> None:
    signal = make_signal(town.municipality, town.noord, theme=town.theme, raiser=WAYS["letter"])
    later = signal.promised_on + timedelta(days=10)
    by = installation(town.municipality.pk)
    services.promise_later(signal.pk, later, "De aannemer is ziek.", by=by, at=AT)
    outbox.put(
        "signal_moved",
        {"signal": signal.pk, "raiser": signal.raisers.all()[0].pk},
        way="letter",  # type: ignore[arg-type] # as the database keeps it
        once="x",
        municipality_id=town.municipality.pk,
        at=AT,
    )

    page = worker(town).get(address(town)).content.decode()

    assert "De aannemer is ziek." in page
    assert "Je hoort later van ons dan we zeiden" in page
    assert "Een project gaat aan de slag met je melding" in page
    message = OutboxRow.objects.get(template="signal_postponed")
    worker(town).post(address(town, "done", message.pk))
    message.refresh_from_db()
    assert message.stand == Stand.SENT
    assert Raiser.objects.get(signal=signal).heard_at is None


def test_a_role_of_another_wijk_sees_and_notes_nothing(town: Town) -> None:
    signal = told(town, "letter")
    elsewhere = worker(town, elsewhere=True)

    assert "Bewoner Brief" not in elsewhere.get(address(town)).content.decode()
    for name in ("pdf", "done"):
        answer = elsewhere.post if name == "done" else elsewhere.get
        found = answer(address(town, name, message_of(signal).pk))
        assert found.status_code == HTTPStatus.NOT_FOUND
    with pytest.raises(services.SignalRefused, match="met een rol"):
        services.told_by_hand(
            message_of(signal).pk,
            by=town.worker(area=town.rivierenwijk),
            at=AT,
        )
    assert message_of(signal).stand == Stand.WAITING


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.COUNCIL_MEMBER, Role.ADMINISTRATOR])
def test_other_roles_do_not_open_the_post(town: Town, role: Role) -> None:
    person = make_role(town.municipality, role).person

    assert browser_of(person).get(address(town)).status_code == HTTPStatus.FORBIDDEN


def test_a_passer_by_is_asked_to_log_in_and_the_country_has_no_post(
    town: Town, client: Client
) -> None:
    assert client.get(address(town)).status_code == HTTPStatus.FOUND
    assert client.get("/nederland/post/").status_code == HTTPStatus.NOT_FOUND


def test_a_message_that_is_gone_is_not_found_or_refused(town: Town) -> None:
    signal = told(town, "letter")
    outbox.void("signal_answered:", at=AT)
    browser = worker(town)

    assert browser.get(address(town, "pdf", 999_999)).status_code == HTTPStatus.NOT_FOUND
    void = address(town, "pdf", message_of(signal).pk)
    assert browser.get(void).status_code == HTTPStatus.NOT_FOUND
    with pytest.raises(services.SignalRefused, match="niet meer"):
        services.told_by_hand(999_999, by=installation(town.municipality.pk), at=AT)


def test_the_page_costs_as_much_for_one_as_for_many(
    town: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(12):
        told(town, "letter")
    browser = worker(town)

    with django_assert_max_num_queries(20):
        browser.get(address(town))


def test_what_is_needed_to_tell_is_asked_in_three_queries(
    town: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    signals = [told(town, "letter") for _number in range(3)]
    raisers = [Raiser.objects.get(signal=signal).pk for signal in signals]
    viewer = town.worker(area=town.molenwijk)

    with django_assert_max_num_queries(3):
        found = queries.facts_to_tell(viewer, raisers)

    assert set(found) == set(raisers)
    assert queries.facts_to_tell(town.passer_by, raisers) == {}


def test_a_decided_signal_without_answer_has_its_receipt_only(town: Town) -> None:
    signal = make_signal(town.municipality, town.noord, theme=town.theme, raiser=WAYS["letter"])
    decided(signal)

    page = worker(town).get(address(town)).content.decode()
    assert "Brieven om te versturen (1)" in page
    assert "We kregen je melding" in page or "ontvangen" in page
