"""On and off the agenda of a meeting: called by ``meetings``, which checks who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.formats import date_format

from wijkregie.domain.signals.services import moving
from wijkregie.domain.signals.services.drafts import line
from wijkregie.domain.signals.states import State
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def put_on_agenda(
    signal_id: int, *, on: date, body_name: str, by: Viewer, at: datetime
) -> None:
    """Put a signal on the agenda of a meeting, or on that of a later one."""
    signal = moving.locked(signal_id, by.municipality_id)
    why = line(f"{body_name}, {date_format(on, 'DATE_FORMAT')}", longest=400)
    moving.move(signal, State.ON_AGENDA, by=by, at=at, why=why)
    moving.keep(signal, by=by, at=at)
    audit.record("signal_on_agenda", signal, by=by, at=at)


@transaction.atomic
def take_off_agenda(signal_id: int, *, why: str, by: Viewer, at: datetime) -> None:
    """Take a signal off the agenda, back to who looks at it; everyone may read ``why``."""
    signal = moving.locked(signal_id, by.municipality_id)
    moving.move(signal, State.IN_TRIAGE, by=by, at=at, why=line(why, longest=400))
    moving.keep(signal, by=by, at=at)
    audit.record("signal_off_agenda", signal, by=by, at=at)
