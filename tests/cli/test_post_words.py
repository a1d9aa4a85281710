"""What each mail says: enough to find the page, and nothing of what stands there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.meetings import (
    close_meeting,
    make_action,
    make_item,
    make_meeting,
    make_series,
    make_team,
)
from tests.makers.people import make_seat
from tests.makers.places import AT
from tests.makers.signal_town import make_signal_town
from tests.makers.signals import (
    LATER,
    answered,
    by_link,
    decided,
    make_signal,
    make_theme,
    raiser_of,
)
from wijkregie.cli.post.saying import Needless
from wijkregie.cli.post.writing import from_line, write
from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import SeatFunction
from wijkregie.domain.places.models import Municipality
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Raiser, Signal
from wijkregie.kit import outbox
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.outbox_states import Way
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

    from tests.makers.signal_town import Town

pytestmark = pytest.mark.django_db

#: What was reported, answered or agreed, and who did: a mail holds none of it.
PRIVATE = ("Kanarie", "kanarie")
FAR_LATER = LATER + timedelta(days=90)


@pytest.fixture
def town() -> Town:
    return make_signal_town()


@pytest.fixture
def signal(town: Town) -> Signal:
    """A signal that is full of what must not leave by mail."""
    raiser = services.RaiserDraft(
        hear_back="mail", name="Kanarie", email="melder@voorbeeld.nl", phone="", address=""
    )
    return make_signal(
        town.municipality,
        town.noord,
        theme=make_theme(town.municipality, "Thema Kanarie"),
        text="Tekst van Kanarie",
        place="Plek van Kanarie",
        raiser=raiser,
    )


def message_of(template: str) -> outbox.Message:
    row = OutboxRow.objects.filter(template=template).order_by("-pk")[0]
    found = outbox.message(row.pk)
    assert found is not None
    return found


def mail_of(template: str, *, on: Any = LATER) -> EmailMultiAlternatives:
    return write(message_of(template), on=on.date())


def leaks(mail: EmailMultiAlternatives) -> list[str]:
    """Return which words that are no mail's business stand in a mail, in any part of it."""
    whole = mail.message().as_bytes().decode()
    parts = [str(mail.subject), str(mail.body), html_of(mail), whole]
    return [word for word in PRIVATE if any(word in part for part in parts)]


def html_of(mail: EmailMultiAlternatives) -> str:
    [[content, kind]] = mail.alternatives
    assert kind == "text/html"
    return str(content)


def by_installation(signal: Signal) -> Any:
    return installation(signal.municipality_id)


def test_the_receipt_names_reference_day_and_private_link(signal: Signal, town: Town) -> None:
    mail = mail_of("signal_received")

    token = queries.link_of(raiser_of(signal).pk)
    link = f"http://testserver/{town.municipality.slug}/volgen/{token}"
    assert mail.to == ["melder@voorbeeld.nl"]
    assert mail.subject == "We hebben je melding ontvangen"
    assert "uiterlijk op 17 maart 2026 van ons" in str(mail.body)
    assert f"Kenmerk: {signal.reference[:4]} {signal.reference[4:]}" in str(mail.body)
    assert f"Volg je melding:\n{link}\n" in str(mail.body)
    assert "Gemeente Heuvelstad" in str(mail.body)
    assert leaks(mail) == []


def test_the_html_says_the_same_and_fetches_nothing(signal: Signal, town: Town) -> None:
    mail = mail_of("signal_received")
    html = html_of(mail)

    token = queries.link_of(raiser_of(signal).pk)
    assert f'<a href="http://testserver/{town.municipality.slug}/volgen/{token}">' in html
    assert '<html lang="nl">' in html
    assert "uiterlijk op 17 maart 2026 van ons" in html
    assert html.count("http") == 1
    assert "src=" not in html
    assert "url(" not in html


def test_the_headers_name_the_message_and_that_a_program_sent_it(signal: Signal) -> None:
    mail = mail_of("signal_received")
    sent = mail.message()

    assert sent["Message-ID"] == message_of("signal_received").message_id
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["From"] == "Gemeente Heuvelstad <wijkregie@localhost>"
    assert "melding" in str(mail.subject)
    assert signal.reference not in str(mail.subject)


def test_a_name_of_a_municipality_cannot_break_the_sender() -> None:
    sender = from_line('\'s-Hertogenbosch, "De" <x@y.nl>')

    assert sender.endswith(" <wijkregie@localhost>")
    assert sender.startswith('"')


def test_a_later_day_is_told_with_its_reason(signal: Signal) -> None:
    day = (AT + timedelta(days=40)).date()
    by = by_installation(signal)
    services.promise_later(signal.pk, day, "We wachten op de aannemer.", by=by, at=LATER)

    mail = mail_of("signal_postponed")

    assert mail.subject == "Het antwoord op je melding komt later"
    assert "beloofden je uiterlijk op 17 maart 2026" in str(mail.body)
    assert "Je hoort van ons uiterlijk op: 12 april 2026" in str(mail.body)
    assert "Waarom het langer duurt: We wachten op de aannemer." in str(mail.body)
    assert leaks(mail) == []


def test_a_project_is_told(signal: Signal) -> None:
    decision_id = decided(signal).decision_id
    assert decision_id is not None
    by = by_installation(signal)
    services.put_in_project(
        signal.pk, "Project Kanarie", decision_id=decision_id, by=by, at=LATER
    )

    mail = mail_of("signal_moved")

    assert mail.subject == "Je melding zit nu in een project"
    assert "Je krijgt antwoord als het project klaar is." in str(mail.body)
    assert leaks(mail) == []


def test_an_answer_is_told_but_not_given(signal: Signal) -> None:
    answered(signal, "Antwoord aan Kanarie")

    mail = mail_of("signal_answered")

    assert mail.subject == "Er is een antwoord op je melding"
    assert "/volgen/" in str(mail.body)
    assert "Is het niet opgelost?" in str(mail.body)
    assert leaks(mail) == []


def test_an_answer_asks_whether_it_satisfies_by_a_link_that_only_fills_in(
    signal: Signal,
) -> None:
    answered(signal)
    mail = mail_of("signal_answered")
    token = queries.link_of(raiser_of(signal).pk)

    for text, reply in (
        ("Ja, ik ben tevreden", "ja"),
        ("Nee, ik ben niet tevreden", "opnieuw"),
    ):
        link = f"/volgen/{token}?tevreden={reply}#tevreden"
        assert f"{text}:\nhttp://testserver" in str(mail.body)
        assert link in str(mail.body)
        assert link in html_of(mail)
    assert "Ben je tevreden met het antwoord?" in html_of(mail)


def test_news_of_a_project_leads_to_the_page_and_tells_nothing(signal: Signal) -> None:
    services.project_news(signal.pk, "Kanarie stopt.", by=by_installation(signal), at=LATER)
    mail = mail_of("signal_project")

    assert mail.subject == "Nieuws over het project dat uit je melding kwam"
    assert "/volgen/" in str(mail.body)
    assert "Ben je tevreden" not in str(mail.body)
    assert leaks(mail) == []


def test_who_handles_a_report_hears_that_somebody_is_not_satisfied(
    town: Town, signal: Signal
) -> None:
    seat = make_seat(town.team, function=SeatFunction.CHAIR)
    answered(signal)
    services.unsatisfied("Kanarie wiebelt.", by=by_link(signal), at=LATER, again=True)

    mail = mail_of("signal_reopened")

    assert seat.person is not None
    assert mail.to == [seat.person.email]
    assert mail.subject == "Iemand vraagt om opnieuw naar een melding te kijken"
    assert leaks(mail) == []
    decided(signal)
    answered(signal)
    assert needless("signal_reopened") == "the report was answered meanwhile"


def test_who_joins_in_with_a_late_report_is_promised_no_day_that_is_past(
    signal: Signal,
) -> None:
    mail = mail_of("signal_received", on=FAR_LATER)

    assert "Dat is niet gelukt" in str(mail.body)
    assert "uiterlijk van ons" not in str(mail.body)


def test_who_leads_hears_once_that_a_report_is_late(town: Town, signal: Signal) -> None:
    seat = make_seat(town.team, function=SeatFunction.CHAIR)
    services.escalate_overdue(at=FAR_LATER)

    mail = mail_of("signal_overdue", on=FAR_LATER)

    assert seat.person is not None
    assert mail.to == [seat.person.email]
    assert mail.subject == "Een melding wacht te lang op antwoord"
    page = f"http://testserver/{town.municipality.slug}/melding/{signal.reference}"
    assert page in str(mail.body)
    assert "17 maart 2026" in str(mail.body)
    assert leaks(mail) == []


def test_an_action_list_is_announced_with_group_and_day() -> None:
    team = make_team("Lindenwijk")
    meeting = make_meeting(make_series(team.group, "Reeks Kanarie"), location="Kanarie")
    make_action(make_item(meeting, "Punt Kanarie"), "Doet Kanarie", person=team.chair)
    close_meeting(meeting)

    mail = mail_of("action_list")

    assert mail.subject == "De afsprakenlijst staat klaar"
    assert "Overleg: Wijkteam Lindenwijk" in str(mail.body)
    assert "Datum: " in str(mail.body)
    page = f"http://testserver/{team.municipality.slug}/overleg/{meeting.pk}/afspraken"
    assert page in str(mail.body)
    assert leaks(mail) == []


def test_a_mail_that_tells_too_much_is_found(signal: Signal) -> None:
    """The planted fault: the name of the raiser in a mail, plain or encoded."""
    mail = mail_of("signal_received")
    mail.body = f"{mail.body}\nKanarie"

    assert leaks(mail) == ["Kanarie"]


def needless(template: str, *, on: Any = LATER) -> str:
    with pytest.raises(Needless) as refused:
        mail_of(template, on=on)
    return str(refused.value)


def test_without_an_address_there_is_nobody_to_tell(signal: Signal) -> None:
    Raiser.objects.update(email="", hear_back="none")

    assert needless("signal_received") == "there is no address any more"


def test_of_a_report_that_is_gone_nobody_is_told(signal: Signal) -> None:
    message = message_of("signal_received")
    Raiser.objects.all().delete()

    with pytest.raises(Needless, match="the report is gone"):
        write(message, on=LATER.date())


def test_a_message_never_tells_of_another_municipality(town: Town, signal: Signal) -> None:
    elsewhere = Municipality.objects.exclude(pk=town.municipality.pk)[0]
    OutboxRow.objects.update(municipality_id=elsewhere.pk)

    assert needless("signal_received") == "the report is gone"


@pytest.mark.parametrize("municipality_id", [None, 10**9])
def test_without_a_municipality_there_is_no_page(
    signal: Signal, municipality_id: int | None
) -> None:
    OutboxRow.objects.update(municipality_id=municipality_id)

    assert needless("signal_received") == "the municipality is gone"


def test_who_has_heard_by_phone_gets_no_mail_as_well(signal: Signal) -> None:
    answered(signal)
    services.heard(raiser_of(signal).pk, by=by_installation(signal), at=LATER)

    assert needless("signal_answered") == "has heard in another way"


def test_what_was_answered_meanwhile_is_late_no_more(town: Town, signal: Signal) -> None:
    make_seat(town.team, function=SeatFunction.CHAIR)
    services.escalate_overdue(at=FAR_LATER)
    answered(signal)

    assert needless("signal_overdue", on=FAR_LATER) == "the report was answered meanwhile"


def test_whose_account_ended_gets_no_mail(town: Town, signal: Signal) -> None:
    seat = make_seat(town.team, function=SeatFunction.CHAIR)
    services.escalate_overdue(at=FAR_LATER)
    assert seat.person is not None
    people.end_person(seat.person.pk, by=installation(town.municipality.pk), at=LATER)

    assert needless("signal_overdue", on=FAR_LATER) == "there is no address any more"


@pytest.mark.parametrize(
    ("template", "ids", "why"),
    [
        ("signal_overdue", {"signal": 0, "person": 0}, "the report is gone"),
        ("action_list", {"meeting_id": 0, "person_id": 0}, "the meeting is gone"),
    ],
)
def test_of_what_is_gone_nobody_is_told(
    town: Town, template: str, ids: dict[str, int], why: str
) -> None:
    here = town.municipality.pk
    outbox.put(template, ids, way=Way.MAIL, once="x", municipality_id=here, at=AT)

    assert needless(template) == why
