"""Answers in time up to a day, for the report of a programme to the council."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from wijkregie.core.reporting import Answers
from wijkregie.domain.reports.queries.council import first_of_year, in_time, signals_here

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.kit.viewer import Viewer


def answers_until(viewer: Viewer, *, on: date) -> Answers:
    """Count the signals whose promised day came in the four quarters up to a day.

    The same count as that for the council, as it was on that day. One query.
    """
    since = first_of_year(on)
    due = signals_here(viewer, None).filter(promised_on__gte=since, promised_on__lt=on)
    told = due.aggregate(of=Count("pk"), part=Count("pk", filter=Q(in_time())))
    return Answers(told["part"], told["of"], since, on)
