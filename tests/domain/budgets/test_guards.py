"""Two questions to every fund, and who took part beside who lives there."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from tests.makers.awards import choose, chosen, make_award, ordered, paid
from tests.makers.budgets import (
    TODAY,
    day,
    decided,
    make_fund,
    make_round,
    phase,
    plan,
    set_rules,
)
from tests.makers.indicators import make_figures, sheet
from tests.makers.people import make_group
from tests.makers.places import AT, area_row, make_areas, make_municipality
from tests.makers.proposals import answer, ask, desk, open_round, shown
from tests.makers.voting import OVER, Vote, make_vote
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import VoteShare
from wijkregie.domain.budgets.queries.taking_part import held_back
from wijkregie.domain.budgets.services.vote_shares import keep_vote_shares
from wijkregie.kit.viewer import anonymous

pytestmark = pytest.mark.django_db

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import Guards, TookPart
    from wijkregie.domain.places.models import Area, Municipality


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad", code="GM0500")


def areas(*codes: str) -> dict[str, Area]:
    return make_areas(*(area_row(code, f"Buurt {code}") for code in codes))


def guards(fund_id: int, here: Municipality) -> Guards:
    found = queries.guards_of(anonymous(here.pk), fund_id)
    assert found is not None
    return found


def counted(here: Municipality, used: dict[str, tuple[int, int]], **more: int) -> Vote:
    """A vote that was counted and told: letters and used votes per area."""
    places = areas("GM0500", *used)
    entries = [
        services.RollEntry(code, 20 if number % 2 else 70)
        for code, (letters, _used) in used.items()
        for number in range(letters)
    ]
    vote = make_vote(municipality=here, entries=entries)
    at = 0
    for letters, cast in used.values():
        for number in range(at, at + cast):
            vote.cast(number, "1")
        at += letters
    services.count_votes(vote.round.pk, by=vote.by, at=OVER)
    services.tell(vote.round.pk, decided("Uitslag", taken_on=OVER.date()), by=vote.by, at=OVER)
    assert places
    return vote


def took_part(vote: Vote) -> TookPart:
    found = queries.turnout_seen(anonymous(vote.round.municipality_id), vote.round.pk)
    assert found is not None
    return found


def test_who_took_part_stands_beside_who_lives_there(here: Municipality) -> None:
    cells = {"BU05000001": {"households": 400.0}, "BU05000002": {"households": 300.0}}
    vote = counted(here, {"BU05000001": (20, 10), "BU05000002": (20, 7)})
    make_figures(sheet(cells))

    found = took_part(vote)

    told = {one.area.code: one for one in found.areas if one.area}
    first = told["BU05000001"]
    assert (first.letters, first.used, first.living, first.period) == (20, 10, 400, 2017)
    assert first.share == Fraction(1, 2)
    assert (found.letters, found.used) == (40, 17)
    assert {one.age_band for one in found.bands} == {"18-29", "65+"}
    assert found.silent == ()


def test_of_a_few_nothing_is_told_nor_what_gives_them_away(here: Municipality) -> None:
    """The turnout is public: with one area held back another one has to be held back too."""
    vote = counted(here, {"BU05000001": (20, 10), "BU05000002": (20, 2), "BU05000003": (12, 6)})

    found = took_part(vote)

    told = {one.area.code: one for one in found.areas if one.area}
    assert (told["BU05000002"].letters, told["BU05000002"].used) == (None, None)
    assert told["BU05000002"].share is None
    assert [one.area.code for one in found.silent if one.area] == ["BU05000002"]
    shown_ = [one for one in found.areas if one.used is not None]
    assert len(shown_) == 1, "one area beside the whole would give the other away"
    planted = sum(one.used or 0 for one in found.areas if one.area) + 2 + 6
    assert planted == found.used


def test_who_stands_in_no_area_is_reckoned_back_too(here: Municipality) -> None:
    vote = make_vote(municipality=here)
    of = {"municipality_id": here.pk, "round": vote.round, "letters": 20, "used": 10}
    one = VoteShare(pk=1, **of)
    assert held_back([], 3, 1) == ()
    assert held_back([one], 20, 10) == (False,)
    assert held_back([one], 40, 17) == (False,)
    assert held_back([one], 22, 11) == (True,)


def test_before_the_outcome_nobody_reads_who_took_part(here: Municipality) -> None:
    vote = make_vote(municipality=here)
    vote.cast(0, "1")
    services.count_votes(vote.round.pk, by=vote.by, at=OVER)
    assert queries.turnout_seen(vote.by, vote.round.pk) is None
    assert guards(vote.round.fund_id, here).spread.turnout is None


def test_totals_are_written_once_and_stand(here: Municipality) -> None:
    vote = counted(here, {"BU05000001": (20, 10)})
    assert keep_vote_shares(vote.round) == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        VoteShare.objects.update(used=1)
    found = queries.turnouts_since(anonymous(here.pk), TODAY, OVER.date())
    assert [one.round_id for one in found] == [vote.round.pk]
    assert queries.turnouts_since(anonymous(here.pk), TODAY, TODAY) == ()


def test_whose_money_it_is(here: Municipality) -> None:
    found = open_round(here)
    group = make_group(here, "Buurtgroep")
    for cents, of in ((60_000, group.pk), (20_000, group.pk), (20_000, None)):
        make_award(chosen(found, cost_cents=cents), group_id=of)

    spread = guards(found.fund_id, here).spread

    assert next((one.name, one.number) for one in spread.money) == ("Buurtgroep", 80_000)
    assert spread.largest_share == Fraction(4, 5)
    assert spread.proposals == 3
    assert [(one.area, one.number) for one in spread.proposers] == [(None, 3)]
    assert guards(make_fund(here).pk, here).spread.largest_share is None
    assert queries.guards_of(anonymous(here.pk), 0) is None


def test_where_proposers_live(here: Municipality) -> None:
    places = areas("GM0500", "BU05000001")
    found = open_round(here)
    shown(found, area_id=places["BU05000001"].pk)
    shown(found)

    proposers = guards(found.fund_id, here).spread.proposers

    assert {(one.name, one.number) for one in proposers} == {("Buurt BU05000001", 1), ("", 1)}


def test_days_steps_and_reasons_of_the_course(here: Municipality) -> None:
    found = open_round(here)
    set_rules(found, services.AmountRuleDraft("table", "De tafel", checks=("feasible",)))
    made = make_award(chosen(found, cost_cents=100_000))
    order_id = ordered(made, 1000)
    paid(made, order_id, 10, paid_on=TODAY)
    no = shown(found)
    services.hand_in(no.pk, by=desk(no), at=AT)
    answer(ask(no, "feasible"), "no", "Er ligt een kabel.")
    services.hand_in(no.pk, by=desk(no), at=AT)
    second = no.checks.get(kind="feasible", turn=2)
    answer(second, "no", "De kabel ligt er nog.")
    services.decline_proposal(no.pk, decided(outcome="decline"), by=desk(no), at=AT)

    course = guards(found.fund_id, here).course

    assert (course.decided, course.declined) == (2, 1)
    assert course.why_declined == (("feasible", 1),)
    assert (course.repairable, course.repaired) == (1, 0)
    assert (course.to_decision.of, course.to_decision.middle) == (2, Fraction(0))
    assert (course.to_payment.of, course.to_payment.longest) == (1, 0)
    assert not course.to_decision.enough
    assert course.steps == 3
    empty = guards(make_fund(here).pk, here).course
    assert (empty.steps, empty.to_decision.of) == (0, 0)


def test_the_middle_number_of_days_is_exact(here: Municipality) -> None:
    found = open_round(here)
    for late in (0, 3):
        one = chosen(found)
        signal = one.signal
        assert signal is not None
        type(signal).objects.filter(pk=signal.pk).update(received_at=AT - timedelta(days=late))
    days = guards(found.fund_id, here).course.to_decision
    assert (days.middle, days.longest) == (Fraction(3, 2), 3)


def test_phases_after_the_money_are_no_hurdle(here: Municipality) -> None:
    found = make_round(make_fund(here))
    plan(found, phase("ideas", 1, 2), phase("account", 3, 4))
    assert guards(found.fund_id, here).course.steps == 1
    assert choose(here).round_id != found.pk
    assert day(0) == TODAY


def test_the_answers_cost_a_fixed_number_of_queries(
    here: Municipality, django_assert_max_num_queries: object
) -> None:
    vote = counted(here, {"BU05000001": (20, 10), "BU05000002": (20, 7)})
    with django_assert_max_num_queries(16):  # type: ignore[operator] # a fixture of pytest-django
        guards(vote.round.fund_id, here)
