"""The budgets of a town of the demo: started as a town did, settled, and what follows."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from wijkregie.cli.demo import deciding, voting
from wijkregie.cli.demo.files import ROUNDS, DemoFault
from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets import services as budgets
from wijkregie.domain.decisions.services import DecisionDraft
from wijkregie.domain.decisions.states import Outcome, Rung
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from wijkregie.cli.demo.files import Entry
    from wijkregie.cli.demo.stories import Stories
    from wijkregie.domain.budgets.queries import RoundSeen
    from wijkregie.kit.viewer import Viewer


def make_funds(entries: Sequence[Entry], year: Stories, *, at: datetime) -> None:
    """Start the budgets, with days counted from the one on which the demo is loaded.

    What residents propose, vote and get happens in the year, on its own day.
    """
    voices = year.voices
    by = voices.viewer("wijkregisseur") if entries else voices.passer_by
    for number, entry in enumerate(entries, start=1):
        draft = budgets.StartDraft(
            case=entry["case"],
            name=entry["name"],
            owner=_owner(entry, year),
            first_day=year.today + timedelta(days=entry["first_day"]),
            area_id=voices.areas[entry["area"]],
        )
        fund_id, round_id = budgets.start_as(draft, by=by, at=at)
        _settle(fund_id, entry, by=by, at=at)
        _fill(round_id, entry, by=by, at=at)
        plans = deciding.expect(round_id, number, entry, year)
        if "vote" in entry:
            voting.expect(entry["vote"], plans, year)


def _owner(entry: Entry, year: Stories) -> budgets.OwnerDraft:
    if "group" not in entry:
        return budgets.OwnerDraft(officer=Role.DISTRICT_MANAGER)
    return budgets.OwnerDraft(group_id=year.voices.groups[entry["group"]])


def _settle(fund_id: int, entry: Entry, *, by: Viewer, at: datetime) -> None:
    """Say how much there is and who pays it, and let that be decided."""
    fund = queries.fund_seen(by, fund_id, on=timezone.localdate(at))
    if fund is None:
        raise DemoFault(f"{ROUNDS}: the budget {entry['name']!r} cannot be seen")
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
    """Give the round its money and its words, and another count or other days where told."""
    seen = queries.round_seen(by, round_id)
    if seen is None:
        raise DemoFault(f"{ROUNDS}: the round of {entry['name']!r} cannot be seen")
    draft = budgets.RoundDraft(
        title=seen.listed.title,
        year=seen.listed.year,
        about=entry["about"],
        budget_cents=entry["euros"] * 100,
        ballot=seen.ballot,
        counting=entry.get("counting", seen.counting),
    )
    budgets.change_round(round_id, draft, by=by, at=at)
    _last(seen, entry, by=by, at=at)


def _last(seen: RoundSeen, entry: Entry, *, by: Viewer, at: datetime) -> None:
    """Let phases last as many days as the file says; later ones move along."""
    for phase in seen.listed.phases:
        if phase.kind in entry.get("days", ()):
            days = entry["days"][phase.kind]
            closes_on = phase.opens_on + timedelta(days=days - 1)
            draft = budgets.PhaseDraft(phase.kind, phase.opens_on, closes_on, phase.text)
            budgets.plan_phase(seen.listed.id, draft, by=by, at=at)
