"""Votes in the demo: letters, ballots of nobody, coins, the count and its news.

Here alone a few codes are kept, for the page on which a visitor of a demo finds them: the
letters of a demo go to nobody. See ``web/demo``.
"""

from __future__ import annotations

import json
import secrets
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from wijkregie.cli.demo.files import ROUNDS, DemoFault
from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets import services as budgets
from wijkregie.domain.budgets.states import PhaseKind, Used
from wijkregie.domain.decisions.services import DecisionDraft
from wijkregie.domain.decisions.states import Outcome, Rung
from wijkregie.domain.people.states import Role
from wijkregie.kit import installation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from wijkregie.cli.demo.deciding import Plans
    from wijkregie.cli.demo.files import Entry
    from wijkregie.cli.demo.stories import Stories

_PILE = "Stembus in de buurtkamer"
_YOUNGEST, _AGES = 16, 70


class Vote:
    """A vote while it goes on; ``codes`` are those of letters that nobody used yet."""

    def __init__(self, told: Entry, plans: Plans, year: Stories) -> None:
        self.told, self.plans, self.year = told, plans, year
        self.round_id, self.by = plans.round_id, plans.by
        self.chance = secrets.SystemRandom()
        self.codes: list[str] = []

    def declare(self, at: datetime) -> None:
        """Settle who may vote, draw the letters, and freeze all that decides the outcome."""
        who = budgets.ElectorateDraft(
            unit=self.told["unit"],
            least_age=self.told.get("least_age"),
            on_paper="turns" not in self.told,
        )
        budgets.set_electorate(self.round_id, who, by=self.by, at=at)
        roll = list(self._roll())
        new = budgets.draw_roll(self.round_id, roll, by=self.by, at=at, chance=self.chance)
        self.codes = [one.code for one in new]
        if "turns" in self.told:
            self._plan_turns(at)
        budgets.declare(self.round_id, by=self.by, at=at)
        shown = self.told.get("show_codes", 0)
        _keep_codes(self.round_id, self.codes[:shown])
        self.codes = self.codes[shown:]

    def open(self, at: datetime) -> None:
        """Let all ballots of the file be cast on a screen, and then those on paper."""
        for one in self.told["ballots"]:
            said = one.get("remark", "")
            for _voter in range(one["times"]):
                marks = tuple(one["marks"])
                draft = budgets.BallotDraft(marks, remarks=((marks[0], said),) if said else ())
                self._cast(draft, at)
                said = ""
        if "paper" in self.told:
            self._paper(at)

    def play(self, turn: Entry, at: datetime) -> None:
        """Let households give coins in one turn, and the jury say no."""
        households = iter(self.codes)
        for gift in turn["gifts"]:
            for _household in range(gift["times"]):
                budgets.give_coins(
                    self.round_id,
                    next(households),
                    [(gift["plan"], gift["coins"])],
                    how=Used.WEB,
                    at=at,
                    chance=self.chance,
                )
        if "veto" in turn:
            vetoed = self.plans.ids[turn["veto"]["plan"]]
            budgets.veto(vetoed, turn["veto"]["why"], by=self.by, at=at)

    def tell(self, at: datetime) -> None:
        """Count, let the words for makers be read by all, and publish by a decision."""
        budgets.count_votes(self.round_id, by=self.by, at=at)
        for remark in queries.remarks_of(self.by, self.round_id):
            budgets.judge_remark(remark.id, shown=True, by=self.by, at=at)
        draft = DecisionDraft(
            subject="Uitslag van de stemming",
            outcome=Outcome.FOLLOW_UP,
            reason=self.told["tell"]["reason"],
            mandate="Uitslag van de stemming over hele plannen",
            rung_planned=Rung.CODECIDE,
            rung_realised=Rung.CODECIDE,
            officer=Role.DISTRICT_MANAGER,
            taken_on=timezone.localdate(at),
        )
        budgets.tell(self.round_id, draft, by=self.by, at=at)

    def _roll(self) -> Iterator[budgets.RollEntry]:
        """Yield a letter each for somebody who does not exist, spread over areas and ages."""
        areas = self.told.get("areas", [None])
        for number in range(self.told["letters"]):
            age = _YOUNGEST + number % _AGES if "areas" in self.told else None
            yield budgets.RollEntry(areas[number % len(areas)], age)

    def _plan_turns(self, at: datetime) -> None:
        """Divide the days of the vote into turns of the same length."""
        seen = queries.round_seen(self.by, self.round_id)
        if seen is None:
            raise DemoFault(f"{ROUNDS}: round {self.round_id} cannot be seen")
        phase = next(one for one in seen.listed.phases if one.kind == PhaseKind.VOTE)
        rounds = int(seen.counting["rounds"])
        days = ((phase.closes_on - phase.opens_on).days + 1) // rounds
        opens = [phase.opens_on + timedelta(days=days * number) for number in range(rounds)]
        drafts = [budgets.TurnDraft(one, one + timedelta(days=days - 1)) for one in opens]
        budgets.plan_turns(self.round_id, drafts, by=self.by, at=at)

    def _cast(self, draft: budgets.BallotDraft, at: datetime) -> None:
        budgets.cast(
            self.round_id, self.codes.pop(), draft, how=Used.WEB, at=at, chance=self.chance
        )

    def _paper(self, at: datetime) -> None:
        """Book letters, let two people read the pile, and pour it into the urn."""
        sheets = [one for one in self.told["paper"] for _sheet in range(one["times"])]
        for _sheet in sheets:
            code = self.codes.pop()
            budgets.book_paper(self.round_id, code, by=self.by, at=at, chance=self.chance)
        pile = budgets.open_batch(self.round_id, _PILE, len(sheets), by=self.by, at=at)
        for reader in (self.by, self.year.voices.viewer("beheerder")):
            for number, one in enumerate(sheets, start=1):
                read = budgets.SheetDraft(tuple(one["marks"]))
                budgets.enter_sheet(pile, number, read, by=reader, at=at)
        budgets.pour(pile, by=self.by, at=at, chance=self.chance)


def expect(told: Entry, plans: Plans, year: Stories) -> None:
    """Expect a vote: letters, ballots or turns, and the count where it is told."""
    vote = Vote(told, plans, year)
    year.on(year.moment(told["declare"], 12), vote.declare)
    if "open" in told:
        year.on(year.moment(told["open"], 13), vote.open)
    for turn in told.get("turns", ()):
        year.on(year.moment(turn["day"], 13), partial(vote.play, turn))
    if "tell" in told:
        year.on(year.moment(told["tell"]["day"], 14), vote.tell)


def _keep_codes(round_id: int, codes: list[str]) -> None:
    """Keep the codes of letters for the page of the demo, by the number of their round."""
    if not codes:
        return
    kept = json.loads(installation.recall(installation.DEMO_CODES) or "{}")
    kept[str(round_id)] = codes
    installation.remember(installation.DEMO_CODES, json.dumps(kept))
