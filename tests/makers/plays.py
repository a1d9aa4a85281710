"""A town's own way played from its first day to its account, on the days of its own round."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any, Self

from django.utils import timezone

from tests.makers.budgets import decided, pot_seen, round_seen, start_as
from tests.makers.people import make_group, make_role
from tests.makers.places import AT, make_municipality
from tests.makers.proposals import MAILED, again, proposal_draft, whole
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Award, Pot, Proposal, Round
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals.services import RaiserDraft
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from wijkregie.domain.budgets.models import Fund
    from wijkregie.domain.budgets.queries import AmountRuleSeen, YearAccount
    from wijkregie.domain.people.models import Group
    from wijkregie.domain.places.models import Municipality
    from wijkregie.sources.fund_cases import FundCase

_numbers = count(10_000)


@dataclass
class Play:
    """A fund that was started as a town did, and its first round. All numbers are invented."""

    case: FundCase
    here: Municipality
    fund: Fund
    round: Round
    by: Viewer
    chance: Random
    codes: list[str]
    """What letters hold that nobody used yet."""

    @classmethod
    def begin(cls, key: str) -> Self:
        """Start as a town did."""
        case = queries.case_of(key)
        assert case is not None
        here = make_municipality(case.town or "Voucherstad")
        fund, found = start_as(key, here)
        chance = Random(7)  # noqa: S311 - a play that can be played again
        return cls(case, here, fund, found, installation(here.pk), chance, [])

    def at(self, kind: str, days: int = 0) -> datetime:
        """Noon of the first day of a phase of the round, or so many days after it."""
        opens = self.round.phases.get(kind=kind).opens_on + timedelta(days=days)
        noon = datetime.combine(opens, time(12), tzinfo=timezone.get_current_timezone())
        return max(noon, AT)

    def over(self, kind: str) -> datetime:
        """Noon of the day after a phase."""
        phase = self.round.phases.get(kind=kind)
        return self.at(kind, (phase.closes_on - phase.opens_on).days + 1)

    # The money of the year.

    def settle(self, *euros: int, **counts: int) -> int:
        """Fill in what the case does not tell, count, settle, and give the round its money."""
        pot = self.fund.years.get().pot
        given = iter(euros)
        parts = tuple(
            services.PartDraft(
                one.kind,
                next(given) * 100 if one.cents is None else one.cents,
                tuple((name, Decimal(percent)) for name, percent in one.funders),
            )
            for one in self.case.parts
        )
        draft = services.PotDraft(pot.title, pot.year, (self.fund.pk,), parts)
        services.change_pot(pot.pk, draft, by=self.by, at=AT)
        for what, number in counts.items():
            place = pot.places.get()
            services.count(place.pk, what, number, "Verzonnen telling", by=self.by, at=AT)
        read_at = Pot.objects.get(pk=pot.pk).changed_at
        services.settle_pot(pot.pk, decided(), read_at=read_at, by=self.by, at=AT)
        (settled,) = pot_seen(pot).places
        assert settled.cents is not None
        seen = round_seen(self.round)
        changed = services.RoundDraft(
            seen.listed.title,
            seen.listed.year,
            seen.about,
            settled.cents,
            seen.ballot,
            seen.counting,
        )
        services.change_round(self.round.pk, changed, by=self.by, at=AT)
        self.round.refresh_from_db()
        return settled.cents

    def body(self, name: str, **more: Any) -> Group:
        """A group that decides by every rule of the round."""
        group = make_group(self.here, name, **more)
        rules = [
            services.AmountRuleDraft(
                one.path, one.mandate, one.up_to_cents, one.checks, group.pk
            )
            for one in self.case.rules
        ]
        services.set_amount_rules(self.round.pk, rules, by=self.by, at=AT)
        return group

    def rule(self, euros: int) -> AmountRuleSeen:
        """Who decides on so much."""
        found = queries.who_decides(round_seen(self.round).rules, euros * 100)
        assert found is not None
        return found

    # From an idea to a plan that fits.

    def idea(
        self, title: str, euros: int | None, channel: str = "web", **more: Any
    ) -> Proposal:
        """An idea of a resident, typed by themselves or by who heard it, that all may read."""
        at, number = self.at("ideas", 1), next(_numbers)
        by = anonymous(self.here.pk) if channel == "web" else self.by
        raiser = MAILED if channel == "web" else RaiserDraft(channel=channel)
        raiser = replace(raiser, group_id=more.pop("group_id", None))
        cents = None if euros is None else euros * 100
        draft = proposal_draft(self.round, title, cost_cents=cents, raiser=raiser, **more)
        receipt = services.propose(
            self.round.pk, draft, by=by, at=at, seed=number, submission=f"p{number:031x}"
        )
        made = Proposal.objects.get(signal_id=receipt.signal_id)
        services.publish(made.pk, by=self.by, at=at)
        return again(made)

    def check(self, made: Proposal, no: str = "", **more: Any) -> set[str]:
        """Hand a plan in and let each check be answered: yes, or no for one kind; all kinds."""
        at = self.at("check" if self._has("check") else "ideas", 1)
        services.hand_in(made.pk, by=self.by, at=at)
        kinds = sorted(str(one) for one in whole(made).needed)
        for kind in kinds:
            asked = services.CheckDraft(
                kind, at.date() + timedelta(days=7), person_id=self._specialist()
            )
            check_id = services.ask_check(made.pk, asked, by=self.by, at=at)
            answer = services.AnswerDraft("no" if kind == no else "yes", **more)
            services.answer_check(check_id, answer, by=self.by, at=at)
        return set(kinds)

    def plan(
        self, title: str, euros: int | None, channel: str = "web", **more: Any
    ) -> Proposal:
        """A plan that fits: each check came to yes."""
        made = self.idea(title, euros, channel, **more)
        self.check(made)
        made = again(made)
        assert made.state == "fits", made.state
        return made

    def decide(self, made: Proposal, *, yes: bool = True, **more: Any) -> Proposal:
        """Let the body of its amount decide on a plan, on the mandate of the round."""
        at = self.at("decide", 1)
        asked = (made.cost_cents or 0) // 100
        rule = self.rule(asked)
        otherwise = more.pop("otherwise_because", "")
        who = {"body_id": rule.group_id, "officer": ""} if rule.group_id else {}
        outcome = Outcome.FOLLOW_UP if yes else Outcome.DECLINE
        known = {"mandate": rule.mandate, "taken_on": at.date(), "outcome": outcome}
        draft = decided(made.title, **known | who | more)
        services.decide_on(made.pk, draft, by=self.by, at=at, otherwise_because=otherwise)
        return again(made)

    def advise(self, made: Proposal, *, favours: bool) -> None:
        """Write down the advice on a plan that is checked."""
        at = self.at("check", 2)
        said = services.CounselDraft("advice", "Zo denken wij.", at.date(), favours)
        services.record_counsel(made.pk, said, by=self.by, at=at)

    # After the choice.

    def bought(self, made: Proposal, euros: int, left: int | None = None) -> Award:
        """Let the municipality buy a chosen plan; ``left`` is what the fund then has."""
        award = self.award(made)
        assert award.way == "municipality"
        self.pay(award, euros)
        assert self.account(award) == 0
        year = self.year()
        assert left is None or year.left_cents == left * 100
        return award

    def award(self, made: Proposal, **more: Any) -> Award:
        at = self.at("carry_out", 1)
        known: dict[str, Any] = {"account_by": self.at("account").date()}
        draft = services.AwardDraft(**known | more)
        return Award.objects.get(pk=services.award(made.pk, draft, by=self.by, at=at))

    def pay(self, made: Award, euros: int, paid: int | None = None) -> None:
        """Order for so much, and pay it or a part of it with a document."""
        on = self.at("carry_out", 2)
        bought = services.OrderDraft(
            "Materiaal", "Leverancier", euros * 100, on.date(), document="Offerte 4"
        )
        order = services.order(made.pk, bought, by=self.by, at=on)
        cents = (euros if paid is None else paid) * 100
        bill = services.PaidDraft(order, "Rekening", cents, on.date(), "Factuur 7")
        services.pay(made.pk, bill, by=self.by, at=on)

    def account(self, made: Award, shown: int = 0, back: int = 0) -> int:
        """Show papers of so much and tell what became of it; what is the fund's again."""
        at = self.at("account", 1)
        if shown:
            paper = services.ExpenseDraft("Hout en verf", shown * 100, at.date(), "Bon 3")
            services.show_expense(made.pk, paper, by=self.by, at=at)
            services.give_account(made.pk, "Het plan is klaar.", by=self.by, at=at)
        end = services.ReturnDraft(
            "Klaar.", at.date(), back * 100, document="Bon 9" if back else ""
        )
        return services.settle_award(made.pk, end, by=self.by, at=at)

    def year(self) -> YearAccount:
        """The account of the fund; it fits to the cent."""
        years = queries.account_of(anonymous(self.here.pk), self.fund.pk)
        one = next(one for one in years if one.year == self.round.year)
        known = (one.got_cents, one.open_cents, one.left_cents)
        assert None not in known
        got, still, left = (cents or 0 for cents in known)
        had = got + one.carried_in_cents
        assert had == one.carried_out_cents + one.spent_cents + still + left
        return one

    def _has(self, kind: str) -> bool:
        return self.round.phases.filter(kind=kind).exists()

    def _specialist(self) -> int:
        found = self.here.roles_held.filter(role=Role.SPECIALIST).first()
        return (found or make_role(self.here, Role.SPECIALIST)).person_id
