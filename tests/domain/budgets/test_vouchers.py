"""A voucher pays one initiative, once; its code is kept nowhere."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.awards import account_of, chance, make_award
from tests.makers.budgets import make_fund, make_pot, part, set_rules, settle, tally
from tests.makers.places import AT, make_municipality, rows_of
from tests.makers.proposals import again, desk, open_round, proposal_draft
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import FundYear, Proposal, Round, Voucher
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous

pytestmark = pytest.mark.django_db

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.budgets.services import NewCode


@pytest.fixture
def taken() -> Round:
    """A round that takes vouchers of 150 euros, of which there are three this year."""
    here = make_municipality("Heuvelstad")
    fund = make_fund(here, "Vouchers")
    pot = make_pot(fund, parts=(part("voucher", 150), part("fixed", 10_000)))
    tally(pot, fund, vouchers=3)
    settle(pot)
    found = open_round(here, fund=fund, budget_cents=500_000)
    set_rules(found, services.AmountRuleDraft("group_buys", "Een voucher"))
    return found


def hand_out(found: Round, number: int = 1, **more: Any) -> Sequence[NewCode]:
    place = FundYear.objects.get(fund_id=found.fund_id)
    known: dict[str, Any] = {"by": desk(found), "at": AT, "chance": chance()} | more
    return services.hand_out_vouchers(place.pk, number, **known)


def redeem(found: Round, code: str, submission: str = "a" * 32, **more: Any) -> Proposal:
    draft = proposal_draft(found, "Straatfeest", **{"cost_cents": None} | more)
    receipt = services.redeem(
        found.fund_id,
        code,
        draft,
        by=anonymous(found.municipality_id),
        at=AT,
        seed=len(submission),
        submission=submission,
    )
    return Proposal.objects.get(signal_id=receipt.signal_id)


def test_an_initiative_with_a_voucher_is_chosen_at_once(taken: Round) -> None:
    (one,) = hand_out(taken)

    made = redeem(taken, one.code.lower())

    assert (made.state, made.cost_cents) == ("chosen", 15_000)
    assert made.decision is not None
    assert made.decision.mandate == "Een voucher die is ingeleverd"
    assert made.published_at is None
    assert made.signal is not None
    assert made.signal.state in {"answered", "closed"}
    vouchers = account_of(taken).vouchers
    assert (vouchers.handed_out, vouchers.used, vouchers.void) == (1, 1, 0)


def test_the_same_form_twice_hands_in_once(taken: Round) -> None:
    (one,) = hand_out(taken)
    assert redeem(taken, one.code) == redeem(taken, one.code)
    assert Proposal.objects.count() == 1


def test_a_voucher_that_is_used_void_unknown_or_elsewhere_is_refused_alike(
    taken: Round,
) -> None:
    used, lost = hand_out(taken, 2)
    redeem(taken, used.code)
    place = FundYear.objects.get(fund_id=taken.fund_id)
    services.replace_voucher(
        place.pk, lost.letter, "Kwijt", by=desk(taken), at=AT, chance=chance_of(9)
    )
    other = make_fund(taken.municipality)
    said = set()
    for code, fund_id in (
        (used.code, taken.fund_id),
        (lost.code, taken.fund_id),
        ("0000 0000 0000 0000", taken.fund_id),
        ("", taken.fund_id),
        (used.code, other.pk),
    ):
        with pytest.raises(services.BudgetRefused) as refused:
            services.redeem(
                fund_id,
                code,
                proposal_draft(taken),
                by=anonymous(taken.municipality_id),
                at=AT,
                seed=1,
                submission="b" * 32,
            )
        said.add(str(refused.value))
    assert len(said) == 1


def chance_of(seed: int) -> Any:
    return Random(seed)  # noqa: S311 - a test that can be done again


def test_a_lost_voucher_gets_another_code_once(taken: Round) -> None:
    (lost,) = hand_out(taken)
    place = FundYear.objects.get(fund_id=taken.fund_id)
    more: dict[str, Any] = {"by": desk(taken), "at": AT, "chance": chance_of(9)}
    new = services.replace_voucher(place.pk, lost.letter, "Kwijt", **more)
    with pytest.raises(services.BudgetRefused, match="is er niet"):
        services.replace_voucher(place.pk, lost.letter, "Kwijt", **more)
    assert redeem(taken, new.code).state == "chosen"


def test_no_more_vouchers_than_were_counted(taken: Round) -> None:
    hand_out(taken, 2)
    for number in (0, 2):
        with pytest.raises(services.BudgetRefused, match="hooguit 1"):
            hand_out(taken, number)


def test_without_a_settled_year_or_a_part_for_vouchers_there_are_none() -> None:
    here = make_municipality()
    fund = make_fund(here)
    pot = make_pot(fund)
    found = open_round(here, fund=fund, budget_cents=100_000)
    with pytest.raises(services.BudgetRefused, match="niet vastgesteld"):
        hand_out(found)
    type(pot).objects.filter(pk=pot.pk).update()
    settle(pot)
    with pytest.raises(services.BudgetRefused, match="geen deel"):
        hand_out(found)


def test_a_voucher_outlives_the_key_that_signs(taken: Round, settings: Any) -> None:
    (one,) = hand_out(taken)
    settings.SECRET_KEY = "another key of a machine on which a backup was put back " * 2

    assert redeem(taken, one.code).state == "chosen"


def test_a_voucher_is_known_by_the_key_of_the_seals(taken: Round, settings: Any) -> None:
    (one,) = hand_out(taken)
    settings.WIJKREGIE_SEALED_KEY = "another key of the seals, which nobody put back here " * 2

    with pytest.raises(services.BudgetRefused, match="geen voucher"):
        redeem(taken, one.code)


def test_more_than_a_voucher_is_worth_asks_who_pays_the_rest(taken: Round) -> None:
    (one,) = hand_out(taken)
    with pytest.raises(services.BudgetRefused, match="150,00"):
        redeem(taken, one.code, cost_cents=15_001)
    assert Proposal.objects.count() == 0


def test_a_round_where_the_group_does_not_buy_takes_none(taken: Round) -> None:
    (one,) = hand_out(taken)
    set_rules(taken, services.AmountRuleDraft("table", "De tafel"))
    with pytest.raises(services.BudgetRefused, match="Geen ronde"):
        redeem(taken, one.code)


def test_the_code_stands_nowhere_and_the_words_wait_for_a_look(taken: Round) -> None:
    (one,) = hand_out(taken)
    made = redeem(taken, one.code)

    told = str(rows_of(Voucher, LogRow, Proposal))
    assert one.code not in told
    (plan,) = queries.chosen_of(anonymous(taken.municipality_id), taken.pk)
    assert plan.title == ""
    with pytest.raises(services.BudgetRefused, match="Nog niemand"):
        make_award(made)
    services.publish(made.pk, by=desk(taken), at=AT)
    assert make_award(again(made)).way == "group"
