"""The budgets of a town of the demo: started as a town did, settled, with a round."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from wijkregie.cli.demo.files import YEAR, DemoFault
from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets import services as budgets
from wijkregie.domain.decisions.services import DecisionDraft
from wijkregie.domain.decisions.states import Outcome, Rung
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from wijkregie.cli.demo.files import Entry
    from wijkregie.cli.demo.playback import Playback
    from wijkregie.kit.viewer import Viewer


def make_funds(entries: Sequence[Entry], year: Playback, *, at: datetime) -> None:
    """Start the budgets, with days counted from the one on which the demo is loaded."""
    voices = year.voices
    by = voices.viewer("wijkregisseur") if entries else voices.passer_by
    for entry in entries:
        draft = budgets.StartDraft(
            case=entry["case"],
            name=entry["name"],
            owner=budgets.OwnerDraft(group_id=voices.groups[entry["group"]]),
            first_day=year.today + timedelta(days=entry["first_day"]),
            area_id=voices.areas[entry["area"]],
        )
        fund_id, round_id = budgets.start_as(draft, by=by, at=at)
        _settle(fund_id, entry, by=by, at=at)
        _fill(round_id, entry, by=by, at=at)


def _settle(fund_id: int, entry: Entry, *, by: Viewer, at: datetime) -> None:
    """Say how much there is and who pays it, and let that be decided."""
    fund = queries.fund_seen(by, fund_id, on=timezone.localdate(at))
    if fund is None:
        raise DemoFault(f"{YEAR}: the budget {entry['name']!r} cannot be seen")
    (pot,) = fund.pots
    paid = tuple((name, Decimal(percent)) for name, percent in entry["funders"].items())
    part = budgets.PartDraft("fixed", entry["euros"] * 100, paid)
    draft = budgets.PotDraft(pot.title, pot.year, (fund_id,), (part,))
    budgets.change_pot(pot.id, draft, by=by, at=at)
    decision = DecisionDraft(
        subject=entry["name"],
        outcome=Outcome.FOLLOW_UP,
        reason=entry["reason"],
        mandate=entry["mandate"],
        taken_on=timezone.localdate(at),
        rung_planned=Rung.INFORM,
        officer=Role.DISTRICT_MANAGER,
    )
    budgets.settle_pot(pot.id, decision, read_at=at, by=by, at=at)


def _fill(round_id: int, entry: Entry, *, by: Viewer, at: datetime) -> None:
    seen = queries.round_seen(by, round_id)
    if seen is None:
        raise DemoFault(f"{YEAR}: the round of {entry['name']!r} cannot be seen")
    draft = budgets.RoundDraft(
        title=seen.listed.title,
        year=seen.listed.year,
        about=entry["about"],
        budget_cents=entry["euros"] * 100,
        ballot=seen.ballot,
        counting=seen.counting,
    )
    budgets.change_round(round_id, draft, by=by, at=at)
