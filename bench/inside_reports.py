"""The inside of the measurement of reports: one large programme, told to the council.

Run by ``bench.reports`` in a process of its own; prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bench.filled import HERE, looking_as, median, prepared, queries_of
from bench.large import AT, filled
from wijkregie.domain.programme import queries, services
from wijkregie.domain.reports import queries as reports
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from django.test import Client

LATER = AT + timedelta(days=180)


def main(number: int) -> dict[str, Any]:
    """Prepare the installation and measure."""
    here = prepared(number)
    programme = filled(here)
    by = installation(here)
    for at in (AT, LATER):
        draft = services.ReportDraft("Voortgang (verzonnen)", at.date())
        made = services.begin_report(programme.pk, draft, by=by, at=at)
        report = programme.progress_reports.get(number=made)
        answers = reports.answers_until(by, on=at.date())
        services.settle_report(report.pk, answers=answers, by=by, at=at)

    def gathered() -> object:
        return queries.facts_of(by, programme.pk, on=LATER.date())

    client = looking_as("wijkregisseur@demo.invalid")
    base = f"{HERE}programma/{programme.key}"
    found: dict[str, Any] = {"facts_cpu": median(gathered)}
    found["facts_cpu_remark"] = f"{queries_of(gathered)} queries"
    found |= _pressed("report", client, f"{base}/voortgang/2.pdf")
    found |= _pressed("plan", client, f"{base}/plan.pdf")
    return found


def _pressed(name: str, client: Client, url: str) -> dict[str, Any]:
    """Return how long it takes by the clock until a document is there for the first time."""
    begin = time.perf_counter()
    answer = client.get(url)
    took = time.perf_counter() - begin
    if answer.status_code != 200:
        raise SystemExit(f"{url}: {answer.status_code}")
    return {f"{name}_pdf": took, f"{name}_pdf_remark": f"{len(answer.content) / 1024:.0f} kB"}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
