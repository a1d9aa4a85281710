"""What somebody finds out, and what was found, as far as the viewer may read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q

from wijkregie.domain.meetings.models import Inquiry
from wijkregie.domain.meetings.queries.seen_minutes import InquirySeen
from wijkregie.domain.meetings.queries.sight import sight_of
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.domain.meetings.queries.sight import Sight
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class InquiryFilter:
    """Which inquiries: of a group or all, only the open ones, only one's own (``mine``).

    Without ``mine`` but with ``near``: one's own and those of the groups one takes part in.
    """

    group_id: int | None = None
    open_only: bool = False
    mine: bool = False
    near: bool = False


def inquiries_visible_to(
    viewer: Viewer, wanted: InquiryFilter = InquiryFilter(), *, on: date
) -> Rows[InquirySeen]:
    """Return inquiries, the open ones first and of those the first due: three queries.

    So what is overdue on this day stands on top. Of a public series everyone reads who finds
    out what, by organisation, once the meeting was held; the finding only who takes part.
    """
    sight = sight_of(viewer, on=on)
    rows = _rows(sight).filter(_asked(wanted, sight))
    order = (F("found_at").desc(nulls_first=True), "due_on", "pk")
    return Rows(rows.order_by(*order), lambda one: inquiry_for(one, sight, on=on))


def inquiry_seen(viewer: Viewer, pk: int, *, on: date) -> InquirySeen | None:
    """Return one inquiry, ``None`` if it is not there or not to be seen: three queries."""
    return inquiries_visible_to(viewer, on=on).get(pk)


def inquiries_at(
    sight: Sight, meeting_id: int, *, on: date
) -> Mapping[int, tuple[list[InquirySeen], list[InquirySeen]]]:
    """Return by point what was asked there, and what came back there: one query."""
    rows = _rows(sight).filter(
        Q(item__meeting_id=meeting_id) | Q(back_on__meeting_id=meeting_id)
    )
    found: dict[int, tuple[list[InquirySeen], list[InquirySeen]]] = {}
    for row in rows.order_by("due_on", "pk"):
        seen = inquiry_for(row, sight, on=on)
        if seen.meeting_id == meeting_id:
            found.setdefault(seen.item_id, ([], []))[0].append(seen)
        if seen.back_meeting_id == meeting_id:
            found.setdefault(seen.back_item_id or 0, ([], []))[1].append(seen)
    return found


def inquiry_for(inquiry: Inquiry, sight: Sight, *, on: date) -> InquirySeen:
    """Return what the viewer sees of an inquiry that came with all it points to."""
    item, back = inquiry.item, inquiry.back_on
    whole = inquiry.group_id in sight.whole
    self_asked = inquiry.person_id is not None and inquiry.person_id == sight.viewer.person_id
    mine = self_asked or (inquiry.group_id, inquiry.organisation_id) in sight.doer_for
    person, finder = inquiry.person, inquiry.found_by
    named = person is not None and (whole or self_asked)
    return InquirySeen(
        id=inquiry.pk,
        question=inquiry.question,
        person_id=inquiry.person_id if named else None,
        person_name=person.name if person and named else None,
        organisation_id=inquiry.organisation_id,
        organisation_name=inquiry.organisation.name if inquiry.organisation else None,
        due_on=inquiry.due_on,
        overdue=inquiry.found_at is None and inquiry.due_on < on,
        finding=inquiry.finding if whole or mine else None,
        found_at=inquiry.found_at,
        found_by_name=finder.name if finder and whole else None,
        group_id=inquiry.group_id,
        group_name=inquiry.group.name,
        item_id=item.pk,
        item_title=item.title,
        meeting_id=item.meeting_id,
        meeting_at=item.meeting.starts_at,
        back_item_id=back.pk if back else None,
        back_meeting_id=back.meeting_id if back else None,
        back_at=back.meeting.starts_at if back else None,
        mine=mine,
        may_find=inquiry.found_at is None and (whole or mine),
    )


def _rows(sight: Sight) -> QuerySet[Inquiry]:
    """Who reads an action of a meeting reads what is asked there too."""
    return (
        Inquiry.objects.filter(sight.actions())
        .select_related(
            "person",
            "organisation",
            "found_by",
            "group",
            "item__meeting",
            "back_on__meeting",
        )
        .defer("item__notes", "back_on__notes")
    )


def _asked(wanted: InquiryFilter, sight: Sight) -> Q:
    asked = Q()
    if wanted.group_id is not None:
        asked &= Q(group_id=wanted.group_id)
    if wanted.open_only:
        asked &= Q(found_at__isnull=True)
    if wanted.mine:
        asked &= sight.own_actions()
    elif wanted.near:
        asked &= sight.own_actions() | Q(group_id__in=sight.whole)
    return asked
