"""The inside of the measurement of hearing and deciding, with many signals.

Run by ``bench.hear`` in a process of its own; prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from django.test import Client
from django.utils import timezone

from bench.filled import FRAME, HERE, cost, looking_as, named, prepared, queries_of
from bench.inside import receiving
from wijkregie.domain.decisions.services import DecisionDraft
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.meetings import services as meetings
from wijkregie.domain.people import services as people
from wijkregie.domain.people.models import Group
from wijkregie.domain.people.states import GroupKind, Shell
from wijkregie.domain.signals import queries as signals
from wijkregie.domain.signals.models import RoutingRule, Signal, SignalArea, Theme
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable

ASKED: Final = 100
POINTS, MAILS = 30, 60
_TEXTS: Final = (
    "De bank bij de vijver is kapot en er ligt glas.",
    "Er liggen losse tegels bij de school, mijn moeder is bijna gevallen.",
    "Kan er een speeltoestel komen voor kleine kinderen op het veldje?",
    "Elke avond staan er auto's op de stoep.",
)


def main(number: int) -> dict[str, Any]:
    """Prepare the installation and measure."""
    here = prepared(number)
    _rules(here)
    found: dict[str, Any] = {}
    worker = looking_as("wijkregisseur@demo.invalid")
    found |= named("work_list", *cost(worker, "werklijst"))
    found["work_list_queries"] -= FRAME
    found["work_list_queries_remark"] = f"beside the {FRAME} that tell who looks"
    found |= named("overview", *cost(Client(), "meldingen"))
    found["overview_kb"] = len(Client().get(f"{HERE}meldingen").content) / 1000
    found |= named("voices", *cost(Client(), "gehoord"))
    found["receive_cpu"], found["receive_cpu_remark"] = receiving(here)
    found["similar_p95"], found["similar_p95_remark"] = _similar(here)
    found["alike_p95"], found["alike_p95_remark"] = _alike(here)
    found["close_ms"], found["close_ms_remark"] = _closing(here)
    return found


def _rules(here: int) -> None:
    """Let twenty rules stand before the one that fits."""
    group = Group.objects.filter(municipality_id=here).order_by("pk")[0]
    areas = SignalArea.objects.filter(municipality_id=here).values_list("area", flat=True)
    themes = Theme.objects.filter(municipality_id=here).values_list("pk", flat=True)
    RoutingRule.objects.bulk_create(
        RoutingRule(
            municipality_id=here, order=at, area_id=area_id, theme_id=theme_id, group=group
        )
        for at, (area_id, theme_id) in enumerate(
            (area, theme) for area in sorted(set(areas))[:4] for theme in list(themes)[:5]
        )
    )


def _similar(here: int) -> tuple[float, str]:
    """Return within how many milliseconds 95 of 100 suggestions came, by area and without."""
    areas = [*SignalArea.objects.filter(municipality_id=here).values_list("area", flat=True)]
    wanted = [
        signals.Written(
            _TEXTS[at % 4], area_id=areas[at * 997 % len(areas)] if at % 5 else None
        )
        for at in range(ASKED)
    ]
    viewer, on = anonymous(here), timezone.localdate()
    asked = queries_of(lambda: signals.similar_to(viewer, wanted[0], on=on))
    spent = _each([partial(signals.similar_to, viewer, one, on=on) for one in wanted])
    return spent, f"{asked} queries"


def _alike(here: int) -> tuple[float, str]:
    viewer, on = installation(here), timezone.localdate()
    known = Signal.objects.filter(municipality_id=here).order_by("-pk")
    ids = [*known.values_list("pk", flat=True)[: ASKED * 7 : 7]]
    asked = queries_of(lambda: signals.alike(viewer, ids[0], on=on))
    spent = _each([partial(signals.alike, viewer, pk, on=on) for pk in ids])
    return spent, f"{asked} queries"


def _each(works: list[Callable[[], object]]) -> float:
    spent = []
    for work in works:
        before = time.perf_counter()
        work()
        spent.append(1000 * (time.perf_counter() - before))
    return sorted(spent)[len(spent) * 95 // 100]


def _closing(here: int) -> tuple[float, str]:
    """Return how long closing a large meeting takes, mails through the outbox."""
    by, at = installation(here), datetime.now(UTC)
    group_id = people.create_group(
        people.GroupDraft(kind=GroupKind.CORE_GROUP, name="Groot overleg"), by=by, at=at
    )
    for number in range(MAILS):
        person = people.create_person(
            people.PersonDraft(f"Lid {number}", f"lid{number}@demo.invalid"), by=by, at=at
        )
        seat = people.SeatDraft(group_id=group_id, person_id=person, shell=Shell.FIRST)
        people.give_seat(seat, by=by, at=at)
    series = meetings.create_series(meetings.SeriesDraft(group_id, "Groot"), by=by, at=at)
    meeting = meetings.plan(series, at + timedelta(minutes=1), by=by, at=at)
    for number in range(POINTS):
        item = meetings.add_item(meeting, f"Punt {number}", by=by, at=at)
        draft = DecisionDraft(
            subject=f"Punt {number}",
            outcome=Outcome.FOLLOW_UP,
            reason="Het is nodig.",
            mandate="Afspraak",
            taken_on=timezone.localdate(at),
            body_id=group_id,
        )
        meetings.decide(item, draft, by=by, at=at)
    before = time.perf_counter()
    meetings.close(meeting, by=by, at=at + timedelta(minutes=2))
    spent = 1000 * (time.perf_counter() - before)
    mails = OutboxRow.objects.filter(template="action_list", ids__meeting_id=meeting).count()
    return spent, f"{mails} mails put in the outbox"


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
