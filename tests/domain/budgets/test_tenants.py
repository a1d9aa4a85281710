"""No list of funds crosses municipalities, or costs more when it is longer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.budgets import test_award_tenants, test_proposals_tenants, test_voting_tenants
from tests.makers.budgets import (
    TODAY,
    make_fund,
    make_pot,
    make_round,
    part,
    phase,
    plan,
    set_rules,
    settle,
    tally,
)
from tests.makers.people import make_group
from tests.makers.places import AT, make_municipality
from wijkregie.domain.budgets import queries, services
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.budgets.models import Fund, Pot, Round
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


class Asked(NamedTuple):
    viewer: Viewer
    fund: Fund
    pot: Pot
    round: Round


LISTS: dict[str, Callable[[Asked], Any]] = {
    "funds_visible_to": lambda on: list(queries.funds_visible_to(on.viewer, on=TODAY)),
    "fund_seen": lambda on: queries.fund_seen(on.viewer, on.fund.pk, on=TODAY),
    "pot_seen": lambda on: queries.pot_seen(on.viewer, on.pot.pk),
    "rounds_visible_to": lambda on: list(queries.rounds_visible_to(on.viewer)),
    "round_seen": lambda on: queries.round_seen(on.viewer, on.round.pk),
    "phase_of": lambda on: queries.phase_of(on.viewer, on.round.phases.all()[0].pk),
}
COSTS = {
    "funds_visible_to": 3,
    "fund_seen": 10,
    "pot_seen": 7,
    "rounds_visible_to": 2,
    "round_seen": 4,
    "phase_of": 2,
}
#: These are of no municipality, or of a value that was seen.
PURE = {"case_of", "cases", "counting_of", "who_decides"}
#: Tried in ``test_proposals_tenants``.
PROPOSED = set(test_proposals_tenants.LISTS) | test_proposals_tenants.PUBLIC
#: Tried in ``test_voting_tenants``, or of no municipality.
VOTED = {
    *test_voting_tenants.LISTS,
    *test_voting_tenants.QUIET,
    *test_voting_tenants.HELD,
    *test_voting_tenants.WORDS,
}
#: Tried in ``test_award_tenants``.
AWARDED = set(test_award_tenants.COSTS)


def fill(here: Municipality, word: str, *, more: int = 0) -> tuple[Fund, Pot, Round]:
    funds = [make_fund(here, f"{word} fonds {at}") for at in range(2 + more)]
    kinds = [part("fixed", 5, (f"{word} gever", 100)), part("per_inhabitant", 1)]
    pot = make_pot(*funds, parts=kinds, title=f"{word} geld")
    for fund in funds:
        tally(pot, fund, inhabitants=7)
    settle(pot)
    made = make_round(funds[0], f"{word} ronde")
    for number in range(1 + more):
        made = make_round(funds[0], f"{word} ronde {number}")
        plan(made, phase("ideas", 1, 2, f"{word} idee"), phase("vote", 4, 5))
        services.set_criteria(made.pk, [f"{word} eis"], by=installation(here.pk), at=AT)
        group = make_group(here, f"{word} groep {number}")
        rule = services.AmountRuleDraft("table", f"{word} mandaat", group_id=group.pk)
        set_rules(made, rule)
    return funds[0], pot, made


def test_every_list_is_here() -> None:
    lists = {name for name in queries.__all__ if name[0].islower()}
    assert lists - PURE - PROPOSED - VOTED - AWARDED == set(LISTS) == set(COSTS)


@pytest.mark.parametrize("name", LISTS)
def test_no_list_crosses_municipalities(name: str) -> None:
    here, there = make_municipality(), make_municipality()
    fill(here, "Eigen")
    theirs = fill(there, "Kanarie")
    member = Viewer(here.pk, person_id=1, group_ids=frozenset({1}))

    for viewer in (anonymous(here.pk), member, installation(here.pk), anonymous()):
        assert "kanarie" not in repr(LISTS[name](Asked(viewer, *theirs))).lower()
    assert "kanarie" in repr(LISTS[name](Asked(anonymous(there.pk), *theirs))).lower()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_however_long_it_is(name: str) -> None:
    here = make_municipality()
    for more in (0, 3):
        asked = Asked(anonymous(here.pk), *fill(here, f"Lijst{more}", more=more))
        with CaptureQueriesContext(connection) as queried:
            LISTS[name](asked)
        assert len(queried) == COSTS[name]
