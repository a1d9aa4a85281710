"""What a group can cite: figures of its area, signals by reference, its meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.meetings import queries as meetings
from wijkregie.domain.places import queries as places
from wijkregie.domain.signals import queries as signals
from wijkregie.kit.refusals import Refusal
from wijkregie.web.http.wording import full_text
from wijkregie.web.programme.words import date_text

if TYPE_CHECKING:
    from wijkregie.domain.programme.queries import AnalysisSeen
    from wijkregie.domain.programme.services import EvidenceDraft
    from wijkregie.web.programme.choices import Choices
    from wijkregie.web.programme.desk import Desk
    from wijkregie.web.programme.forms.analysis import ProofForm

_MOST_MEETINGS: Final = 24


class UnknownSignal(Refusal):
    """A reference of which there is no signal here."""

    field = "signal"


def offered(desk: Desk, seen: AnalysisSeen) -> dict[str, Choices]:
    """Return the figures of the area with what they say, and the meetings of the group."""
    area = places.areas_in(desk.viewer, [seen.area.id]).get(seen.area.id)
    lines = indicators.profile(desk.viewer, area) if area else []
    figures: Choices = [
        (line.indicator.pk, f"{line.indicator.name}: {full_text(line.indicator, line.now)}")
        for line in lines
        if line.now.has_value
    ]
    wanted = meetings.MeetingFilter(group_id=seen.group_id, newest_first=True)
    held = meetings.meetings_visible_to(desk.viewer, wanted, on=timezone.localdate())
    met: Choices = [
        (one.id, f"{one.group_name}, {date_text(timezone.localtime(one.starts_at).date())}")
        for one in held[:_MOST_MEETINGS]
    ]
    none: Choices = [("", _("No figure"))]
    return {"figure": none + figures, "meeting": [("", _("No meeting")), *met]}


def draft_of(desk: Desk, form: ProofForm, area_id: int) -> EvidenceDraft:
    """Return what was filled in. Raises ``UnknownSignal`` for a wrong reference."""
    word = form.cleaned_data["signal"].strip()
    return form.draft(area_id, signal_id(desk, word) if word else None)


def signal_id(desk: Desk, word: str) -> int:
    """Return the signal with a reference. Raises ``UnknownSignal`` where there is none."""
    found = signals.signal_seen(desk.viewer, word, on=timezone.localdate())
    if found is None:
        raise UnknownSignal(
            _("There is no signal with this reference. Look it up in the work list.")
        )
    return found.id
