"""A demo with many signals in it, and what a page or a change costs there."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client

from wijkregie.domain.places import queries as places
from wijkregie.domain.signals.models import Raiser, Signal, SignalArea, Theme
from wijkregie.domain.signals.states import HearBack, State

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES: Final = 30
SLUG: Final = "heerhugowaard"
HERE: Final = f"/{SLUG}/"
#: Queries of the frame: session, person (twice), grants and seats, municipality and codes.
FRAME: Final = 6
_STATES: Final = (State.RECEIVED, State.IN_TRIAGE, State.ON_AGENDA, State.UNDER_REVIEW)


def prepared(number: int) -> int:
    """Load the demo with so many signals more, and return the number of its municipality."""
    call_command("prepare", stdout=sys.stderr)
    call_command("load_demo", stdout=sys.stderr)
    here = municipality_id()
    for begin in range(0, number, 10_000):
        fill(here, range(begin, min(begin + 10_000, number)))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return here


def municipality_id() -> int:
    """Return the number of the municipality that is measured."""
    scope = places.scope(SLUG)
    if scope is None or scope.municipality_id is None:
        raise SystemExit("the demo is not there")
    return scope.municipality_id


def named(name: str, milliseconds: float, queries: int, remark: str) -> dict[str, Any]:
    """Return a page's numbers under its name."""
    return {
        f"{name}_cpu": milliseconds,
        f"{name}_cpu_remark": remark,
        f"{name}_queries": queries,
    }


def fill(here: int, numbers: range) -> None:
    """Add signals, spread over areas, spots, themes, states and a year, as rows."""
    themes = [*Theme.objects.filter(municipality_id=here).values_list("pk", flat=True)]
    areas = [
        *SignalArea.objects.filter(municipality_id=here)
        .order_by("area")
        .values_list("area", flat=True)
        .distinct()
    ]
    now = datetime.now(UTC)
    made = Signal.objects.bulk_create(
        Signal(
            municipality_id=here,
            reference=f"B{at:07}",
            submission=f"bench{at}",
            theme_id=themes[at % len(themes)],
            area_id=areas[at % len(areas)],
            text="De bank bij de vijver is kapot en er ligt glas.",
            title=f"Kapotte bank {at}",
            x=112_000 + at * 7 % 6_000,
            y=518_000 + at * 13 % 6_000,
            state=_STATES[at % len(_STATES)],
            received_at=now - timedelta(days=at % 365),
            promised_on=(now + timedelta(days=14 - at % 365)).date(),
            expected_on=(now + timedelta(days=14 - at % 365)).date(),
            unanswered=1,
        )
        for at in numbers
    )
    SignalArea.objects.bulk_create(
        SignalArea(municipality_id=here, signal=signal, area_id=signal.area_id or 0)
        for signal in made
    )
    Raiser.objects.bulk_create(
        Raiser(
            municipality_id=here,
            signal=signal,
            hear_back=HearBack.NONE,
            raised_at=now,
            link_until=now.date(),
        )
        for signal in made
    )


def looking_as(email: str) -> Client:
    """Return a browser of somebody of the demo, by the page with the roles."""
    client = Client()
    page = client.get("/demo/").content.decode()
    name = email.partition("@")[0]
    at = page.index(f"Demo {name}")
    person = page[page.index('name="person" value="', at) :].split('"')[3]
    client.post("/demo/rol/", {"person": person})
    return client


def cost(client: Client, path: str) -> tuple[float, int, str]:
    """Return the milliseconds of processor of a page (median), its queries and its weight."""
    answer = client.get(HERE + path)
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status_code}")
    asked = queries_of(lambda: client.get(HERE + path))
    spent = median(lambda: client.get(HERE + path))
    return spent, asked, f"{asked} queries in all, {len(answer.content) // 1000} kB"


def queries_of(work: Callable[[], object]) -> int:
    """Return how many questions something asks the database."""
    asked: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        work()
    return len([sql for sql in asked if not is_around(sql)])


def median(work: Callable[[], object]) -> float:
    """Return the middle one of so many times, in milliseconds of this process."""
    spent = []
    for _time in range(TIMES):
        before = time.process_time()
        work()
        spent.append(1000 * (time.process_time() - before))
    return sorted(spent)[TIMES // 2]


def is_around(sql: str) -> bool:
    """Tell whether a statement only begins or ends a change."""
    return sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
