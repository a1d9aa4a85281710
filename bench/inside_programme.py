"""The inside of the measurement of a programme: its pages when it is large.

Run by ``bench.programme`` in a process of its own; prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

from django.test import Client

from bench.filled import FRAME, HERE, cost, looking_as, median, named, prepared
from bench.large import filled
from wijkregie.domain.programme.models import Goal

if TYPE_CHECKING:
    from wijkregie.domain.programme.models import Programme


def main(number: int) -> dict[str, Any]:
    """Prepare the installation and measure."""
    programme = filled(prepared(number))
    page = f"programma/{programme.key}"
    found = named("page", *cost(Client(), page))
    found |= named("steers", *cost(looking_as("wijkregisseur@demo.invalid"), page))
    found["steers_queries"] -= FRAME
    found["steers_queries_remark"] = f"beside the {FRAME} that tell who looks"
    found |= named("goals", *cost(Client(), f"{page}/doelen"))
    return found | _paper(page) | _advice(programme)


def _paper(page: str) -> dict[str, Any]:
    client = Client()
    began = time.perf_counter()
    made = client.get(f"{HERE}{page}/doelen.pdf")
    seconds = time.perf_counter() - began
    return {"paper_seconds": seconds, "paper_seconds_remark": f"{len(made.content) // 1024} kB"}


def _advice(programme: Programme) -> dict[str, Any]:
    client = looking_as("wijkregisseur@demo.invalid")
    goal = Goal.objects.filter(programme=programme).latest("pk")
    typed = {"title": "Het moet beter", "level": "operational", "controleer": "1"}
    url = f"{HERE}programma/{programme.key}/doel/{goal.pk}/wijzigen"
    headers = {"HX-Request": "true"}
    return {"advice_cpu": median(lambda: client.post(url, typed, headers=headers))}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
