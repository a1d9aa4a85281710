"""Make, renew and drop the private link with which a calendar reads somebody's meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.meetings.models import CalendarLink
from wijkregie.domain.meetings.services.drafts import MeetingRefused, not_there
from wijkregie.kit import audit, tokens

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def make_calendar_link(*, by: Viewer, at: datetime, seed: int) -> str:
    """Make the private link of ``by``, and return its token; an earlier one works no more.

    Raises ``MeetingRefused`` for who holds no seat here: there is nothing to show.
    """
    if by.person_id is None or by.municipality_id is None or not by.group_ids:
        raise MeetingRefused(
            _("A calendar link is for who has a seat in a group. Ask the chair for one.")
        )
    link, _new = CalendarLink.objects.select_for_update(no_key=True).update_or_create(
        municipality_id=by.municipality_id,
        person_id=by.person_id,
        defaults={"nonce": f"{seed:x}"[-32:], "made_at": at},
    )
    link.digest = tokens.digest(link.token())
    link.save(update_fields=["digest"])
    audit.record("calendar_link_made", link, by=by, at=at)
    return link.token()


@transaction.atomic
def drop_calendar_link(*, by: Viewer, at: datetime) -> None:
    """Take away the private link of ``by``: no calendar gets anything by it any more."""
    rows = CalendarLink.objects.select_for_update(no_key=True).filter(
        municipality_id=by.municipality_id or 0, person_id=by.person_id or 0
    )
    link = rows.first()
    if link is None:
        raise not_there()
    audit.record("calendar_link_dropped", link, by=by, at=at)
    link.delete()
