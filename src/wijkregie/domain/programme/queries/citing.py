"""What is cited, as it may be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Q

from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.names import signal_named
from wijkregie.domain.programme.queries.seen import EvidenceSeen, MeetingNamed

if TYPE_CHECKING:
    from wijkregie.domain.meetings.models import Meeting
    from wijkregie.domain.programme.models import Evidence, StatementEvidence
    from wijkregie.kit.viewer import Viewer

#: What to fetch along with evidence.
CITED: Final = ("indicator", "area", "edition", "signal", "meeting__series__group")


def shown_to(viewer: Viewer) -> Q:
    """Keep figures of areas that the viewer may see, and all that is of no area."""
    return Q(area__isnull=True) | Q(area__in=door.areas(viewer).order_by())


def evidence_seen(one: Evidence | StatementEvidence) -> EvidenceSeen:
    """Return one piece of evidence that came with all that it points to."""
    return EvidenceSeen(
        id=one.pk,
        indicator_id=one.indicator_id,
        indicator_key=one.indicator.key if one.indicator else "",
        indicator_name=one.indicator.name if one.indicator else "",
        area=door.area_named(one.area) if one.area else None,
        period=one.period,
        signal=signal_named(one.signal, one.linked_at) if one.signal else None,
        linked_at=one.linked_at,
        indicator=one.indicator,
        value=one.value,
        edition=str(one.edition or ""),
        meeting=_meeting(one.meeting) if one.meeting else None,
        document=one.document,
        address=one.address,
    )


def _meeting(one: Meeting) -> MeetingNamed:
    return MeetingNamed(one.pk, one.series.group.name, one.starts_at)
