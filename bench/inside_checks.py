"""The inside of the measurement of the checks: a large programme with faults and surveys.

Run by ``bench.checks`` in a process of its own; prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from bench.filled import FRAME, cost, looking_as, median, named, prepared, queries_of
from bench.large import AT, filled
from bench.measured import measure_by
from wijkregie.core import logframe
from wijkregie.domain.programme import queries
from wijkregie.domain.programme.queries.framework import framework, projects_for_checks
from wijkregie.kit.viewer import installation


def main(number: int) -> dict[str, Any]:
    """Prepare the installation and measure."""
    here = prepared(number)
    programme = filled(here)
    measure_by(programme)
    viewer, on = installation(here), AT.date()

    def checked() -> queries.ChecksSeen | None:
        return queries.checks_of(viewer, programme.key, on=on)

    seen = checked()
    asked = queries_of(checked)
    told = len(seen.checks) if seen else 0
    found: dict[str, Any] = {"checks_cpu": median(checked)}
    found["checks_cpu_remark"] = f"{asked} queries; {told} findings"
    found["rules_cpu"] = median(lambda: _rules(here, programme.key))
    found |= named(
        "page",
        *cost(looking_as("wijkregisseur@demo.invalid"), f"programma/{programme.key}/controle"),
    )
    found["page_queries"] -= FRAME
    found["page_queries_remark"] = f"beside the {FRAME} that tell who looks"
    return found


_FRAMES: dict[str, logframe.Programme] = {}


def _rules(here: int, key: str) -> None:
    viewer = installation(here)
    if key not in _FRAMES:
        seen = queries.programme_seen(viewer, key)
        if seen is None:
            raise SystemExit("the programme is not there")
        _FRAMES[key] = framework(viewer, seen, projects_for_checks(viewer, seen.id))
    logframe.findings(_FRAMES[key], on=AT.date())


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
