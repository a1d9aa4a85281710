"""The inside of the measurement of the thread: one installation, asked by the test client.

Run by ``bench.thread`` in a process of its own; prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any

from django.test import Client

from bench.filled import FRAME, cost, looking_as, median, named, prepared, queries_of
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import Signal, Theme
from wijkregie.domain.signals.states import HearBack, State
from wijkregie.kit.viewer import anonymous


def main(number: int) -> dict[str, Any]:
    """Prepare the installation and measure."""
    here = prepared(number)
    found: dict[str, Any] = {}
    worker = looking_as("wijkregisseur@demo.invalid")
    found |= named("work_list", *cost(worker, "werklijst"))
    found |= named("council", *cost(Client(), "raad"))
    found |= named("programme", *cost(Client(), "programma/samen-wonen-samen-doen"))
    signal = Signal.objects.filter(municipality_id=here, state=State.IN_PROJECT)
    found |= named("thread", *cost(Client(), f"draad/melding/{signal.order_by('pk')[0].pk}"))
    found["work_list_queries"] -= FRAME
    found["work_list_queries_remark"] = f"beside the {FRAME} that tell who looks"
    found["thread_queries"] -= 2
    found["thread_queries_remark"] = "beside the two that find the municipality"
    found["receive_cpu"], found["receive_cpu_remark"] = receiving(here)
    return found


def receiving(here: int) -> tuple[float, str]:
    """Return what a report with areas, receipt and log costs, and how many queries."""
    theme = Theme.objects.filter(municipality_id=here).order_by("pk")[0]
    known = Signal.objects.filter(municipality_id=here, invented=True, area__isnull=False)
    area_id = known.order_by("pk")[0].area_id
    numbers = iter(range(10**6))

    def receive() -> None:
        number = next(numbers)
        draft = services.SignalDraft(
            text="De bank bij de vijver is kapot.",
            theme_id=theme.pk,
            submission=f"receive{number}",
            area_id=area_id,
            raiser=services.RaiserDraft(HearBack.MAIL, email="melder@demo.invalid"),
        )
        services.receive(
            draft,
            municipality_id=here,
            by=anonymous(here),
            at=datetime.now(UTC),
            seed=10**9 + number,
        )

    receive()
    asked = queries_of(receive)
    return median(receive), f"{asked} queries; areas, routing, receipt and log"


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
