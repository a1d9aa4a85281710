"""Mails about concerns: that something waits, and where; never a word, number or buurt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.concerns import WORDS, Desk, make_concern, make_desk
from tests.makers.people import make_group, make_seat
from tests.makers.places import AT
from wijkregie.cli.post.saying import Needless
from wijkregie.cli.post.writing import write
from wijkregie.domain.concerns import services
from wijkregie.domain.concerns.states import HandedTo
from wijkregie.domain.people import services as people
from wijkregie.domain.people.models import SealedDesk
from wijkregie.kit import outbox
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

pytestmark = pytest.mark.django_db
LATE = AT + timedelta(hours=25)
ALL = ("concern_waiting", "concern_unread", "concern_alarm", "concern_unconfirmed")


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def mail_of(template: str) -> EmailMultiAlternatives:
    pk = OutboxRow.objects.filter(template=template).order_by("pk")[0].pk
    message = outbox.message(pk)
    assert message is not None
    return write(message, on=AT.date())


def mail_subjects() -> str:
    """What a phone shows while it lies on the table."""
    subjects = [
        str(write(message, on=AT.date()).subject)
        for row in OutboxRow.objects.filter(template="concern_unconfirmed")
        if (message := outbox.message(row.pk))
    ]
    return " ".join(subjects).casefold()


def text_of(mail: EmailMultiAlternatives) -> str:
    return f"{mail.subject}\n{mail.body}\n{mail.alternatives}"


def test_no_mail_holds_a_word_a_number_or_a_buurt(desk: Desk) -> None:
    concern = make_concern(desk)
    services.sound_alarms(at=LATE)
    told = [text_of(mail_of(template)) for template in ALL[:3]]
    services.open_concern(concern.pk, by=desk.member, at=LATE)
    services.sound_alarms(at=LATE + timedelta(days=2))
    told.append(text_of(mail_of("concern_unconfirmed")))

    reference = f"{concern.reference[:4]} {concern.reference[4:]}"
    secret = (*WORDS, "lindebuurt", concern.reference.casefold(), reference.casefold())
    for text in told:
        assert not [word for word in secret if word in text.casefold()]
    assert "zorg" not in mail_subjects()


def test_the_team_is_led_to_its_queue(desk: Desk) -> None:
    make_concern(desk)

    mail = mail_of("concern_waiting")

    assert mail.subject == "Er wacht iets op je team"
    assert f"/{desk.municipality.slug}/zorgsignalen/" in mail.body


def test_who_leads_is_led_to_the_numbers(desk: Desk) -> None:
    make_concern(desk)
    services.sound_alarms(at=LATE)

    assert f"/{desk.municipality.slug}/zorgsignalen/alarm" in str(mail_of("concern_alarm").body)


def test_a_deputy_outside_the_team_is_not_led_to_a_page_that_stays_shut(desk: Desk) -> None:
    make_concern(desk)
    services.sound_alarms(at=LATE)

    assert "/zorgsignalen/" not in str(mail_of("concern_unread").body)


def test_a_deputy_of_the_team_is_led_to_the_queue(desk: Desk) -> None:
    by = installation(desk.municipality.pk)
    people.set_sealed_alarm(people.AlarmDraft(desk.member.person_id), by=by, at=AT)
    make_concern(desk)
    services.sound_alarms(at=LATE)

    assert "/zorgsignalen/" in str(mail_of("concern_unread").body)


def test_without_a_team_the_alarm_still_goes_out(desk: Desk) -> None:
    make_concern(desk)
    SealedDesk.objects.all().delete()
    services.sound_alarms(at=LATE)

    assert "het team" in str(mail_of("concern_alarm").body)
    assert "/zorgsignalen/" not in str(mail_of("concern_unread").body)


def test_what_was_opened_or_confirmed_is_mailed_about_no_more(desk: Desk) -> None:
    concern = make_concern(desk)
    services.open_concern(concern.pk, by=desk.member, at=AT)
    services.sound_alarms(at=LATE)
    services.confirm(concern.pk, HandedTo.CARE, by=desk.member, at=LATE)

    with pytest.raises(Needless, match="opened meanwhile"):
        mail_of("concern_waiting")
    with pytest.raises(Needless, match="confirmed meanwhile"):
        mail_of("concern_unconfirmed")


def test_who_comes_into_the_team_reads_the_same_mail(desk: Desk) -> None:
    make_concern(desk)
    new = make_group(desk.municipality)
    seat = make_seat(new)
    people.set_sealed_desk(new.pk, by=installation(desk.municipality.pk), at=AT)
    services.sound_alarms(at=AT + timedelta(hours=1))

    waiting = OutboxRow.objects.filter(template="concern_waiting", stand="waiting")
    assert [row.ids["person"] for row in waiting] == [seat.person_id]
