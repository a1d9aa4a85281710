"""The inside of the measurement of the thread: one installation, asked by the test client.

Run by ``bench.thread`` in a process of its own; prints one line of JSON.
"""

from __future__ import annotations

import json
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
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import Raiser, Signal, SignalArea, Theme
from wijkregie.domain.signals.states import HearBack, State
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES: Final = 30
HERE: Final = "/heerhugowaard/"
#: Queries of the frame: session, person (twice), grants and seats, municipality and codes.
FRAME: Final = 6


def main(number: int) -> dict[str, Any]:
    """Prepare the installation and measure."""
    call_command("prepare", stdout=sys.stderr)
    call_command("load_demo", stdout=sys.stderr)
    fill(number)
    found: dict[str, Any] = {}
    worker = looking_as("wijkregisseur@demo.invalid")
    found |= named("work_list", *cost(worker, "werklijst"))
    found |= named("council", *cost(Client(), "raad"))
    found |= named("programme", *cost(Client(), "programma/samen-wonen-samen-doen"))
    signal = Signal.objects.filter(state=State.IN_PROJECT).order_by("pk")[0]
    found |= named("thread", *cost(Client(), f"draad/melding/{signal.pk}"))
    found["work_list_queries"] -= FRAME
    found["work_list_queries_remark"] = f"beside the {FRAME} that tell who looks"
    found["thread_queries"] -= 2
    found["thread_queries_remark"] = "beside the two that find the municipality"
    found["receive_cpu"], found["receive_cpu_remark"] = receiving()
    return found


def named(name: str, milliseconds: float, queries: int, remark: str) -> dict[str, Any]:
    """Return a page's numbers under its name."""
    return {
        f"{name}_cpu": milliseconds,
        f"{name}_cpu_remark": remark,
        f"{name}_queries": queries,
    }


def fill(number: int) -> None:
    """Add so many signals, spread over areas, themes, states and a year, as rows."""
    scope = places.only_scope()
    if scope is None or scope.municipality_id is None:
        raise SystemExit("the demo is not there")
    here = scope.municipality_id
    themes = [*Theme.objects.filter(municipality_id=here).values_list("pk", flat=True)]
    areas = [*SignalArea.objects.order_by("area").values_list("area", flat=True).distinct()]
    now = datetime.now(UTC)
    states = (State.RECEIVED, State.IN_TRIAGE, State.ON_AGENDA, State.UNDER_REVIEW)
    made = Signal.objects.bulk_create(
        Signal(
            municipality_id=here,
            reference=f"B{at:07}",
            submission=f"bench{at}",
            theme_id=themes[at % len(themes)],
            area_id=areas[at % len(areas)],
            text="De bank bij de vijver is kapot en er ligt glas.",
            title=f"Kapotte bank {at}",
            state=states[at % len(states)],
            received_at=now - timedelta(days=at % 365),
            promised_on=(now + timedelta(days=14 - at % 365)).date(),
            expected_on=(now + timedelta(days=14 - at % 365)).date(),
            unanswered=1,
        )
        for at in range(number)
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
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


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
    return len([sql for sql in asked if not _is_around(sql)])


def receiving() -> tuple[float, str]:
    """Return what a report with areas, receipt and log costs, and how many queries."""
    scope = places.only_scope()
    here = (scope.municipality_id if scope else None) or 0
    theme = Theme.objects.filter(municipality_id=here).order_by("pk")[0]
    area = Signal.objects.filter(invented=True, area__isnull=False).order_by("pk")[0].area_id
    numbers = iter(range(10**6))

    def receive() -> None:
        number = next(numbers)
        draft = services.SignalDraft(
            text="De bank bij de vijver is kapot.",
            theme_id=theme.pk,
            submission=f"receive{number}",
            area_id=area,
            raiser=services.RaiserDraft(HearBack.MAIL, email="melder@demo.invalid"),
        )
        services.receive(
            draft,
            municipality_id=here,
            by=anonymous(here),
            at=datetime.now(UTC),
            seed=number,
        )

    receive()
    asked = queries_of(receive)
    return median(receive), f"{asked} queries; areas, receipt and log"


def median(work: Callable[[], object]) -> float:
    """Return the middle one of so many times, in milliseconds of this process."""
    spent = []
    for _time in range(TIMES):
        before = time.process_time()
        work()
        spent.append(1000 * (time.process_time() - before))
    return sorted(spent)[TIMES // 2]


def _is_around(sql: str) -> bool:
    return sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
