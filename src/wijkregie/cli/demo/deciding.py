"""Plans of residents in the demo: proposed, looked at, decided on, carried out and paid."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from wijkregie.cli.demo.files import ROUNDS, DemoFault
from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets import services as budgets
from wijkregie.domain.decisions.services import DecisionDraft
from wijkregie.domain.decisions.states import Outcome, Rung
from wijkregie.domain.signals.states import Channel

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.cli.demo.files import Entry
    from wijkregie.cli.demo.stories import Stories
    from wijkregie.domain.budgets.queries import ProposalWhole

#: The numbers of who proposes plans of one budget begin so far above those of the one before.
_OF_A_FUND = 10
_FIRST = 900
_ACCOUNT = timedelta(days=90)


class Plans:
    """The plans of one round by their number, as they come to be."""

    def __init__(self, round_id: int, group: str, year: Stories) -> None:
        self.round_id, self.group, self.year = round_id, group, year
        self.by = year.voices.viewer("wijkregisseur")
        self.ids: dict[str, int] = {}

    def seen(self, proposal_id: int) -> ProposalWhole:
        """Return a plan as who leads the work sees it now."""
        found = queries.proposal_by_id(self.by, proposal_id, on=self.year.today)
        if found is None:
            raise DemoFault(f"{ROUNDS}: there is no plan {proposal_id}")
        return found

    def propose(self, number: int, entry: Entry, at: datetime) -> None:
        """Let somebody propose a plan, who hears of it as they chose, and expect the rest."""
        voices, channel = self.year.voices, entry.get("channel", Channel.WEB)
        by = voices.passer_by if channel == Channel.WEB else self.by
        draft = budgets.ProposalDraft(
            title=entry["title"],
            plan=entry["text"],
            theme_id=voices.themes[entry["theme"]],
            cost_cents=entry["euros"] * 100 if "euros" in entry else None,
            hours=entry.get("hours"),
            raiser=self.year.draft(number, entry, channel),
            invented=True,
        )
        seed = voices.municipality_id * 1_000 + number
        receipt = budgets.propose(
            self.round_id,
            draft,
            by=by,
            at=at,
            seed=seed,
            submission=f"demo{voices.prefix}{number}",
        )
        found = queries.proposal_of_signal(self.by, receipt.signal_id)
        if found is None:
            raise DemoFault(f"{ROUNDS}: {entry['title']!r} is no plan")
        self.ids[str(found.number)] = found.id
        self._go_on(found.id, entry)

    def _go_on(self, pk: int, entry: Entry) -> None:
        on, moment = self.year.on, self.year.moment
        on(moment(entry["day"] + 1, 9), lambda at: budgets.publish(pk, by=self.by, at=at))
        if "check" in entry:
            on(moment(entry["check"], 11), partial(self._check, pk))
        if "decide" in entry:
            on(moment(entry["decide"]["day"], 20), partial(self._decide, pk, entry["decide"]))
        if "award" in entry:
            on(moment(entry["award"]["day"], 15), partial(self._award, pk, entry["award"]))

    def _check(self, pk: int, at: datetime) -> None:
        """Hand a plan in and let the specialist say yes to all that is looked at."""
        voices, today = self.year.voices, timezone.localdate(at)
        budgets.hand_in(pk, by=self.by, at=at)
        asked = voices.persons[f"{voices.prefix}vakspecialist"]
        for kind in self.seen(pk).needed:
            draft = budgets.CheckDraft(kind, today + timedelta(days=14), person_id=asked)
            check = budgets.ask_check(pk, draft, by=self.by, at=at)
            answer = budgets.AnswerDraft("yes")
            budgets.answer_check(check, answer, by=voices.viewer("vakspecialist"), at=at)

    def _decide(self, pk: int, told: Entry, at: datetime) -> None:
        on, voices = timezone.localdate(at), self.year.voices
        group_id = voices.groups[self.group]
        draft = DecisionDraft(
            subject=self.seen(pk).seen.title,
            outcome=Outcome(told.get("outcome", Outcome.FOLLOW_UP)),
            reason=told["reason"],
            mandate=voices.mandate(group_id, on=on),
            rung_planned=Rung.CODECIDE,
            rung_realised=Rung.CODECIDE,
            body_id=group_id,
            taken_on=on,
        )
        budgets.decide_on(pk, draft, by=self.by, at=at)

    def _award(self, pk: int, told: Entry, at: datetime) -> None:
        """Start the project of a chosen plan, order, pay, and settle where it is done."""
        on = timezone.localdate(at)
        award = budgets.award(
            pk, budgets.AwardDraft(account_by=on + _ACCOUNT), by=self.by, at=at
        )
        draft = budgets.OrderDraft(
            told["order"], told["supplier"], told["cents"], on, document="Offerte (verzonnen)"
        )
        order = budgets.order(award, draft, by=self.by, at=at)
        paid = budgets.PaidDraft(order, "Rekening", told["paid"], on, "Factuur (verzonnen)")
        budgets.pay(award, paid, by=self.by, at=at)
        if "settle" in told:
            self.year.on(self.year.moment(told["settle"], 16), partial(self._end, award))

    def _end(self, award: int, at: datetime) -> None:
        why = "Klaar en betaald; wat over is gaat terug."
        draft = budgets.ReturnDraft(why, timezone.localdate(at))
        budgets.settle_award(award, draft, by=self.by, at=at)


def expect(round_id: int, number: int, entry: Entry, year: Stories) -> Plans:
    """Expect all that happens with the plans of a round; ``number`` is that of its budget."""
    plans = Plans(round_id, entry.get("group", ""), year)
    first = _FIRST + number * _OF_A_FUND
    for order, told in enumerate(entry.get("plans", ())):
        year.on(year.moment(told["day"], 10), partial(plans.propose, first + order, told))
    return plans
