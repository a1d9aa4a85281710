"""Find what is cited: a figure with what it says now, a signal, a meeting, a document."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.meetings.models import Meeting
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.signals.models import Signal
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import Manager

    from wijkregie.domain.indicators.queries import FigureSeen
    from wijkregie.domain.programme.services.drafts import EvidenceDraft
    from wijkregie.kit.viewer import Viewer

#: What tells one citation from another; what a figure said is no part of it.
_SAME = ("indicator_id", "area_id", "period", "signal_id", "meeting_id", "document")
_LONGEST_ADDRESS = 300


def fields_of(draft: EvidenceDraft, by: Viewer) -> dict[str, Any]:
    """Return the fields of what is cited. Refuses none, several, and what is not here."""
    document = finding.line(draft.document, 160)
    figure = draft.indicator_id is not None and draft.area_id is not None
    named = (figure, draft.signal_id is not None, draft.meeting_id is not None, bool(document))
    if sum(named) != 1:
        raise ProgrammeRefused(_("Choose one: a figure, a signal, a meeting or a document."))
    if figure:
        return _figure(draft, by)
    if document:
        return {
            "document": checked_words(document, field="document"),
            "address": address(draft.address),
        }
    if draft.meeting_id is not None:
        finding.found(Meeting.objects.all(), draft.meeting_id, by)
        return {"meeting_id": draft.meeting_id}
    finding.found(Signal.objects.all(), draft.signal_id or 0, by)
    return {"signal_id": draft.signal_id}


def refuse_twice(rows: Manager[Any], fields: dict[str, Any]) -> None:
    """Refuse what is cited here already."""
    if rows.filter(**{name: one for name, one in fields.items() if name in _SAME}).exists():
        raise ProgrammeRefused(_("This stands here already."))


def _figure(draft: EvidenceDraft, by: Viewer) -> dict[str, Any]:
    rows = indicators.indicators_visible_to(by)
    indicator = finding.all_found(rows, [draft.indicator_id or 0])[0]
    area = finding.known_areas([draft.area_id or 0], by.municipality_id or 0)[0]
    finding.years(draft.period, None)
    lines = indicators.profile(by, area, keys={indicator.key})
    found = next((one for one in lines if one.indicator.pk == indicator.pk), None)
    figures = [point.figure for point in found.trend] if found else []
    if draft.period is None:
        said = found.now if found else None
    else:
        said = next((one for one in figures if one.period == draft.period), None)
    cited = {"indicator_id": indicator.pk, "area_id": area.pk, "period": draft.period}
    return cited | _said(said)


def _said(figure: FigureSeen | None) -> dict[str, Any]:
    """Return what a figure says now; nothing where it says nothing yet."""
    if figure is None or not figure.has_value:
        return {}
    return {
        "period": figure.period,
        "edition_id": figure.edition_id,
        "value": figure.value,
    }


def address(words: str) -> str:
    """Return the address of a document; refuse what is none, or is not safe (``https``)."""
    found = words.strip()
    if not found:
        return ""
    parts = urlsplit(found)
    if parts.scheme != "https" or "." not in parts.netloc or len(found) > _LONGEST_ADDRESS:
        raise ProgrammeRefused(
            _("Write the address as it stands in the browser, from https:// on.")
        )
    return found
