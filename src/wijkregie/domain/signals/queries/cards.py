"""Signals for a long list: a few columns of many rows, in one query a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from wijkregie.domain.people.queries import AreaNamed
from wijkregie.domain.people.rules import may_see_names
from wijkregie.domain.signals.models import Signal
from wijkregie.domain.signals.queries.building import is_known
from wijkregie.domain.signals.queries.lists import chosen
from wijkregie.domain.signals.queries.seen import SignalCard
from wijkregie.domain.signals.states import OPEN, State
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.signals.queries.lists import SignalFilter
    from wijkregie.kit.viewer import Viewer

_COLUMNS: Final = (
    "pk",
    "reference",
    "theme__name",
    "title",
    "area",
    "area__code",
    "area__name",
    "area__public",
    "state",
    "promised_on",
    "owner__name",
    "owner_person",
    "owner_person__name",
)


def cards_visible_to(viewer: Viewer, wanted: SignalFilter, *, on: date) -> Rows[SignalCard]:
    """Return what ``signals_visible_to`` returns, in its order, with what a card shows."""
    whole = Signal.objects.values(*_COLUMNS)
    return Rows(chosen(viewer, wanted, on), lambda row: _card(viewer, row, on), whole=whole)


def _card(viewer: Viewer, row: dict[str, Any], on: date) -> SignalCard:
    area = None
    if row["area"] is not None and is_known(viewer, public=row["area__public"]):
        area = AreaNamed(row["area"], row["area__code"], row["area__name"])
    state = State(row["state"])
    return SignalCard(
        id=row["pk"],
        reference=row["reference"],
        theme_name=row["theme__name"],
        title=row["title"],
        area=area,
        state=state,
        promised_on=row["promised_on"],
        overdue=state in OPEN and row["promised_on"] < on,
        owner_name=row["owner__name"] or "",
        owner_person_id=row["owner_person"],
        owner_person_name=row["owner_person__name"] if may_see_names(viewer) else None,
    )
