"""The mail to who finds something out for a group without a seat in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.cli.post.saying import Needless, Words, page_address, person_address, written
from wijkregie.domain.meetings import queries as meetings
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.outbox import Message


def _asked(message: Message, scope: Scope, on: date) -> Words:
    by = installation(message.municipality_id)
    inquiry = meetings.inquiry_seen(by, message.ids["inquiry_id"], on=on)
    if inquiry is None:
        raise Needless("the question is gone")
    if not inquiry.is_open:
        raise Needless("the question was answered meanwhile")
    return Words(
        to=person_address(message.ids["person_id"]),
        subject=_("A group asks you to find something out"),
        lines=(
            _("In a meeting it was agreed that you find something out."),
            _("What you find comes back on the agenda by itself. Please do so by %(day)s.")
            % {"day": written(inquiry.due_on)},
        ),
        facts=(
            (_("Meeting"), inquiry.group_name),
            (_("Date"), written(timezone.localdate(inquiry.meeting_at))),
        ),
        link_text=_("Read the question and answer it"),
        link=page_address("meetings:inquiry", scope.slug, inquiry.id),
    )


WORDS: Final[Mapping[str, Callable[[Message, Scope, date], Words]]] = {
    "inquiry_asked": _asked,
}
