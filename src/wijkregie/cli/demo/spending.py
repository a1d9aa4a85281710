"""What the projects of the demo ordered, paid and divided, by the services that people use."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from wijkregie.cli.demo.files import SPENDING, Entry, has
from wijkregie.cli.demo.plans import filled_in
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.states import Pledge, ShareKind

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from wijkregie.kit.viewer import Viewer


def spend(folder: Path, *, by: Viewer, on: date, at: datetime) -> None:
    """Order, pay and divide what the file tells; its days count from the day of loading."""
    if not has(SPENDING, folder):
        return
    text = (folder / SPENDING).read_text(encoding="utf-8")
    told: dict[str, Any] = tomllib.loads(filled_in(text, on))
    seen = queries.programme_seen(by, told["programme"])
    listed = queries.projects_visible_to(
        by, queries.ProjectFilter(programme_id=seen.id if seen else 0)
    )
    projects = {one.number: one.id for one in listed}
    for entry in told["division"]:
        services.divide_costs(projects[entry["project"]], _division(entry), by=by, at=at)
    for entry in told["order"]:
        _order(projects[entry["project"]], entry, by, at)


def _order(project_id: int, entry: Entry, by: Viewer, at: datetime) -> None:
    """Order something, and pay what was paid of it."""
    draft = services.CommitmentDraft(
        year=int(entry["year"]),
        what=entry["what"],
        supplier=entry["supplier"],
        cents=_cents(entry["amount"]),
        ordered_on=date.fromisoformat(entry["on"]),
        reference=entry["reference"],
        funder=entry["funder"],
        document=entry["document"],
    )
    pk = services.add_commitment(project_id, draft, by=by, at=at)
    for paid in entry.get("paid", ()):
        payment = services.PaymentDraft(
            what=paid["what"],
            cents=_cents(paid["amount"]),
            paid_on=date.fromisoformat(paid["on"]),
            document=paid["document"],
            commitment_id=pk,
        )
        services.add_payment(project_id, payment, by=by, at=at)


def _division(entry: Entry) -> services.DivisionDraft:
    shares = tuple(
        services.ShareDraft(
            funder=share["funder"],
            kind=ShareKind.PERCENT if "percent" in share else ShareKind.REST,
            percent=Decimal(share["percent"]) if "percent" in share else None,
            pledge=Pledge(share["pledge"]),
        )
        for share in entry["shares"]
    )
    return services.DivisionDraft(shares, int(entry["year"]))


def _cents(amount: str) -> int:
    return int(Decimal(amount) * 100)
