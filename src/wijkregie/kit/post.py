"""The mail that a demo did not send, to be read on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.kit.models import DemoMessage

if TYPE_CHECKING:
    from django.db.models import QuerySet


def demo_post() -> QuerySet[DemoMessage]:
    """Return the messages, the newest first."""
    return DemoMessage.objects.order_by("-at", "-pk")
