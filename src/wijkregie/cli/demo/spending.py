"""What the projects of the demo ordered, paid and divided, by the services that people use."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from wijkregie.cli.demo.files import SPENDING, Entry, has
from wijkregie.cli.demo.plans import filled_in
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.states import Pledge, ShareKind

if TYPE_CHECKING:
    from pathlib import Path

    from wijkregie.cli.demo.playback import Playback
    from wijkregie.kit.viewer import Viewer


def expect(folder: Path, year: Playback, *, by: Viewer) -> None:
    """Divide what the file tells, and expect each order and payment on its day.

    Its days count from the day of loading. Nothing is ordered before a group decided.
    """
    if not has(SPENDING, folder):
        return
    text = (folder / SPENDING).read_text(encoding="utf-8")
    told: dict[str, Any] = tomllib.loads(filled_in(text, year.today))
    seen = queries.programme_seen(by, told["programme"])
    listed = queries.projects_visible_to(
        by, queries.ProjectFilter(programme_id=seen.id if seen else 0)
    )
    projects = {one.number: one.id for one in listed}
    for entry in told["division"]:
        services.divide_costs(projects[entry["project"]], _division(entry), by=by, at=year.at)
    for entry in told["order"]:
        order = partial(_order, year, projects[entry["project"]], entry, by)
        year.on(_noon(entry["on"]), order)


def _order(year: Playback, project_id: int, entry: Entry, by: Viewer, at: datetime) -> None:
    """Order something, and expect what was paid of it."""
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
        year.on(_noon(paid["on"]), partial(_pay, project_id, payment, by))


def _pay(project_id: int, draft: services.PaymentDraft, by: Viewer, at: datetime) -> None:
    services.add_payment(project_id, draft, by=by, at=at)


def _noon(day: str) -> datetime:
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), time(12)))


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
