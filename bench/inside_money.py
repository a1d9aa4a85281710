"""The inside of the measurement of money: one large programme, its workbook out and in.

Run by ``bench.money`` in a process of its own; prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any, Final

from bench.filled import FRAME, HERE, cost, looking_as, named, prepared
from bench.large import AT, filled
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import CostLine, CoverageLine
from wijkregie.kit.spreadsheets import as_text
from wijkregie.kit.viewer import installation
from wijkregie.sources import money_file

if TYPE_CHECKING:
    from django.test import Client

    from wijkregie.domain.programme.models import Programme
    from wijkregie.domain.programme.services import MoneyReport

TIMES: Final = 5


def main(number: int) -> dict[str, Any]:
    """Prepare the installation and measure."""
    here = prepared(number)
    programme = filled(here)
    client = looking_as("wijkregisseur@demo.invalid")
    found: dict[str, Any] = {}
    took = []
    for _time in range(TIMES):
        begun = _processor()
        _read_in(programme, _taken_along(client, programme))
        took.append(_processor() - begun)
    report = _read_in(programme, _taken_along(client, programme))
    if report.changes or not all(one.same for one in report.years):
        raise SystemExit("a workbook that was not changed changes something")
    found["round_trip"] = sorted(took)[TIMES // 2]
    sums = report.total.costs.cents + report.total.coverage.cents
    found["round_trip_remark"] = f"{report.lines} lines; {sums} cents before and after"
    found |= _half_changed(programme, client)
    found |= named("page", *cost(client, f"programma/{programme.key}/geld"))
    found["page_queries"] -= FRAME
    found["page_queries_remark"] = f"beside the {FRAME} that tell who looks"
    return found


def _processor() -> float:
    """Return the seconds of processor of this process and of those that it started."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _taken_along(client: Client, programme: Programme) -> bytes:
    answer = client.get(f"{HERE}programma/{programme.key}/geld.xlsx")
    return bytes(answer.content)


def _read_in(programme: Programme, raw: bytes) -> MoneyReport:
    table = money_file.read(as_text(raw, file="geld.xlsx"), file="geld.xlsx", sheet=True)
    by = installation(programme.municipality_id)
    return services.import_money(programme.pk, table, by=by, at=AT)


def _half_changed(programme: Programme, client: Client) -> dict[str, Any]:
    """Read in a workbook of now after half of the amounts here became another."""
    raw = _taken_along(client, programme)
    models: tuple[Any, ...] = (CostLine, CoverageLine)
    for model in models:
        rows = list(model.objects.filter(project__programme=programme)[::2])
        for row in rows:
            row.cents = (row.cents or 0) + 1
        model.objects.bulk_update(rows, ["cents"], batch_size=500)
    begun = _processor()
    report = _read_in(programme, raw)
    took = _processor() - begun
    return {"half_changed": took, "half_changed_remark": f"{report.changed} lines changed"}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
