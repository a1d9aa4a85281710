"""A town's own vote played: letters, ballots on a screen and on paper, the count, the news."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.makers.budgets import decided, round_seen
from tests.makers.people import make_person, make_role, viewer_for
from tests.makers.plays import Play
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Count
from wijkregie.domain.budgets.states import Used, VoterUnit
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals.states import DONE
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

HOUSEHOLD = str(VoterUnit.HOUSEHOLD)


class VotePlay(Play):
    """A round in which residents vote."""

    def declare(self, letters: int, *, unit: str = HOUSEHOLD, **more: Any) -> str:
        """Settle who may vote, send letters and freeze the vote, a day before it opens."""
        at = self.at("vote", -1)
        paper = self.case.ballot != "coins"
        who = services.ElectorateDraft(unit=unit, **{"on_paper": paper} | more)
        services.set_electorate(self.round.pk, who, by=self.by, at=at)
        roll = [services.RollEntry()] * letters
        new = services.draw_roll(self.round.pk, roll, by=self.by, at=at, chance=self.chance)
        self.codes = [one.code for one in new]
        if not paper:
            self._turns()
        digest = services.declare(self.round.pk, by=self.by, at=at)
        self.round.refresh_from_db()
        return digest

    def cast(self, *ballots: Sequence[Any], how: Used = Used.WEB, **more: Any) -> None:
        """Cast these ballots, each with the code of the next letter."""
        for marks in ballots:
            draft = services.BallotDraft(tuple(str(one) for one in marks), **more)
            services.cast(
                self.round.pk,
                self.codes[0],
                draft,
                how=how,
                at=self.at("vote", 1),
                chance=self.chance,
            )
            self.codes.pop(0)

    def give(self, code: int, *gifts: tuple[int, int], at: datetime) -> None:
        """Let the household of a letter put coins behind plans, by their number."""
        services.give_coins(
            self.round.pk,
            self.codes[code],
            [(str(number), coins) for number, coins in gifts],
            how=Used.WEB,
            at=at,
            chance=self.chance,
        )

    def paper(self, *sheets: Sequence[Any]) -> None:
        """Bring sheets in by letter, let two people read the pile, and pour it."""
        at, chance = self.at("vote", 2), self.chance
        pk = self.round.pk
        for _sheet in sheets:
            services.book_paper(pk, self.codes.pop(0), by=self.by, at=at, chance=chance)
        pile = services.open_batch(pk, "Buurthuis", len(sheets), by=self.by, at=at)
        for reader in (self._reader(), self._reader()):
            for number, marks in enumerate(sheets, start=1):
                read = services.SheetDraft(tuple(str(one) for one in marks))
                services.enter_sheet(pile, number, read, by=reader, at=at)
        services.pour(pile, by=self.by, at=at, chance=chance)

    def tell(self) -> Count:
        """Count after the last day, twice with the same outcome, and publish it."""
        at = self.over("vote")
        seal = services.count_votes(self.round.pk, by=self.by, at=at)
        assert services.count_votes(self.round.pk, by=self.by, at=at) == seal
        rule = round_seen(self.round).rules[0]
        draft = decided("Uitslag", mandate=rule.mandate, taken_on=at.date())
        services.tell(self.round.pk, draft, by=self.by, at=at)
        for one in self.round.proposals.exclude(state="fits").select_related("signal"):
            assert one.signal is not None
            assert one.signal.state in DONE, one
        return Count.objects.get(round=self.round)

    def chosen(self) -> list[int]:
        """The numbers of what was chosen, in the order of the count."""
        seen = queries.outcome_seen(anonymous(self.here.pk), self.round.pk)
        assert seen is not None
        return [one.number for one in seen.chosen]

    def _reader(self) -> Viewer:
        person = make_person(municipality=self.here)
        make_role(self.here, Role.DISTRICT_MANAGER, person=person)
        return viewer_for(person, self.here)

    def _turns(self) -> None:
        """Turns of the same length, one after the other, for all of the vote."""
        phase = self.round.phases.get(kind="vote")
        rounds = int(self.round.counting["rounds"])
        days = ((phase.closes_on - phase.opens_on).days + 1) // rounds
        drafts = []
        for number in range(rounds):
            opens = phase.opens_on + timedelta(days=number * days)
            drafts.append(services.TurnDraft(opens, opens + timedelta(days=days - 1)))
        services.plan_turns(self.round.pk, drafts, by=self.by, at=self.at("vote", -1))
