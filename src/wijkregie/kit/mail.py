"""Where mail goes. The demo's is kept to be read on a page, and never sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models.functions import Now

from wijkregie.kit.models import DemoMessage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.mail import EmailMessage


class DemoBackend(BaseEmailBackend):
    """Stores every message for every recipient; no connection is ever made."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the messages and return how many there were."""
        DemoMessage.objects.bulk_create(
            DemoMessage(
                at=Now(),
                sender=message.from_email[:200],
                recipient=recipient[:200],
                subject=str(message.subject)[:400],
                body=str(message.body),
            )
            for message in email_messages
            for recipient in message.recipients()
        )
        return len(email_messages)


def postbox() -> BaseEmailBackend:
    """Return where mail goes: to the server of the settings; of a demo never to a server."""
    return DemoBackend() if settings.WIJKREGIE_DEMO else get_connection()
