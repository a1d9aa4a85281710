"""The demo keeps its mail and sends none."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.mail import EmailMessage, get_connection, mail_admins

from wijkregie.config import settings as real
from wijkregie.kit.models import DemoMessage

pytestmark = pytest.mark.django_db


def test_every_recipient_can_read_the_message_and_nothing_is_sent(settings: Any) -> None:
    settings.EMAIL_BACKEND = "wijkregie.kit.mail.DemoBackend"
    settings.EMAIL_HOST = "mail.invalid"
    message = EmailMessage(
        "Je code", "Code: 123456", to=["a@voorbeeld.nl"], bcc=["b@voorbeeld.nl"]
    )

    assert get_connection().send_messages([message]) == 1

    kept = DemoMessage.objects.order_by("recipient")
    assert [one.recipient for one in kept] == ["a@voorbeeld.nl", "b@voorbeeld.nl"]
    assert kept[0].body == "Code: 123456"
    assert kept[0].at is not None


def test_a_fault_mails_nobody(mailoutbox: list[EmailMessage]) -> None:
    mail_admins("Fault", "text")

    assert mailoutbox == []


def test_outside_a_demo_mail_goes_to_the_server_of_the_setting() -> None:
    assert real.EMAIL_BACKEND.endswith("smtp.EmailBackend")
