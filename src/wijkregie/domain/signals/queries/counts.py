"""What is counted and published about signals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.signals.models import Event, Signal, Step, Theme
from wijkregie.domain.signals.queries.seen import InTime, Satisfied, ThemeCount, WithReason
from wijkregie.domain.signals.states import EventKind

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from wijkregie.kit.viewer import Viewer


def answered_in_time(viewer: Viewer, *, since: date, until: date) -> InTime:
    """Return how many signals were answered by the day promised, of those promised by then.

    Counted are the signals of which that day lies from ``since`` up to and including
    ``until``: what was not answered counts as late. The first answer counts. One query.
    """
    due = Signal.objects.filter(
        municipality_id=viewer.municipality_id or 0, promised_on__range=(since, until)
    )
    in_time = Q(answered_at__isnull=False, answered_at__date__lte=F("promised_on"))
    found = due.aggregate(of=Count("pk"), in_time=Count("pk", filter=in_time))
    return InTime(found["in_time"], found["of"])


def declined(viewer: Viewer, *, since: date, until: date) -> WithReason:
    """Return how many signals were declined from ``since`` up to and including ``until``.

    A signal that was decided on again counts by each decision. One query.
    """
    steps = Step.objects.filter(
        municipality_id=viewer.municipality_id or 0,
        decision__outcome=Outcome.DECLINE,
        decision__taken_on__range=(since, until),
    )
    found = steps.aggregate(
        of=Count("pk"), with_reason=Count("pk", filter=~Q(decision__reason=""))
    )
    return WithReason(found["with_reason"], found["of"])


def satisfied_share(viewer: Viewer, *, since: date, until: date) -> Satisfied:
    """Return how often who raised a signal said to be satisfied, of all who said so or not.

    Counted is what was said from ``since`` up to and including ``until``: also of an answer
    that was followed by a better one. One query.
    """
    said = Event.objects.filter(
        municipality_id=viewer.municipality_id or 0,
        what__in=(EventKind.SATISFIED, EventKind.UNSATISFIED),
        at__date__range=(since, until),
    )
    yes = Q(what=EventKind.SATISFIED)
    found = said.aggregate(of=Count("pk"), satisfied=Count("pk", filter=yes))
    return Satisfied(found["satisfied"], found["of"])


def themes_in(viewer: Viewer, area_ids: Collection[int] = ()) -> list[ThemeCount]:
    """Return the themes of signals in these areas (or everywhere), most first. One query."""
    signals = Signal.objects.filter(municipality_id=viewer.municipality_id or 0)
    if area_ids:
        signals = signals.filter(in_areas__area__in=area_ids)
    rows = (
        Theme.objects.filter(municipality_id=viewer.municipality_id or 0)
        .annotate(count=Count("signals", filter=Q(signals__in=signals), distinct=True))
        .filter(count__gt=0)
        .order_by("-count", "name")
    )
    return [ThemeCount(one.pk, one.name, one.count) for one in rows]
