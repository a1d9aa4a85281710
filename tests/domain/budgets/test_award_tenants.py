"""No list of awarded money crosses municipalities, or costs more when it is longer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.awards import chance, chosen, make_award, ordered, paid, settled
from tests.makers.awards import shown as bought
from tests.makers.budgets import TODAY, make_fund, make_pot, part, settle, tally
from tests.makers.places import AT, area_row, make_areas, make_municipality
from tests.makers.proposals import by_link, open_round
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Award, Count, CountedProposal, FundYear, VoteShare
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


class Asked(NamedTuple):
    viewer: Viewer
    award: Award


def _round(on: Asked) -> int:
    return on.award.proposal.round_id


def _fund(on: Asked) -> int:
    return on.award.proposal.round.fund_id


LISTS: dict[str, Callable[[Asked], Any]] = {
    "account_of": lambda on: queries.account_of(on.viewer, _fund(on)),
    "award_seen": lambda on: queries.award_seen(on.viewer, on.award.pk),
    "award_of_project": lambda on: queries.award_of_project(on.viewer, on.award.project_id),
    "award_of_proposal": lambda on: queries.award_of_proposal(on.viewer, on.award.proposal_id),
    "award_of_expense": lambda on: queries.award_of_expense(
        on.viewer, on.award.expenses.get().pk
    ),
    "chosen_of": lambda on: queries.chosen_of(on.viewer, _round(on)),
    "guards_of": lambda on: queries.guards_of(on.viewer, _fund(on)),
    "turnout_seen": lambda on: queries.turnout_seen(on.viewer, _round(on)),
    "turnouts_of_fund": lambda on: queries.turnouts_of_fund(on.viewer, _fund(on)),
    "turnouts_since": lambda on: queries.turnouts_since(on.viewer, TODAY, TODAY),
}
#: These tell no words: whether something is there, or how many; or are of who has a link.
WORDLESS: dict[str, Callable[[Asked], Any]] = {
    "has_chosen": lambda on: queries.has_chosen(on.viewer, _round(on)),
    "voucher_years": lambda on: queries.voucher_years(on.viewer, _fund(on)),
    "own_award": lambda on: queries.own_award(on.viewer),
}
COSTS = {
    "account_of": 10,
    "award_seen": 7,
    "award_of_project": 7,
    "award_of_proposal": 7,
    "award_of_expense": 9,
    "chosen_of": 8,
    "guards_of": 16,
    "turnout_seen": 6,
    "turnouts_of_fund": 6,
    "turnouts_since": 6,
    "has_chosen": 1,
    "voucher_years": 3,
    "own_award": 1,
}


def fill(here: Municipality, word: str, *, more: int = 0) -> Award:
    fund = make_fund(here, f"{word} fonds")
    pot = make_pot(fund, parts=(part("voucher", 5), part("fixed", 90_000)))
    tally(pot, fund, vouchers=4)
    settle(pot)
    found = open_round(here, fund=fund, title=f"{word} ronde")
    place = FundYear.objects.get(fund=fund)
    by = installation(here.pk)
    services.hand_out_vouchers(place.pk, 1 + more, by=by, at=AT, chance=chance())
    area = make_areas(area_row(f"BU{here.codes.get().code[2:]}0001", f"{word} buurt"))
    of = {"municipality_id": here.pk}
    count = Count.objects.create(
        round=found, cast=20, seal="s", counted_at=AT, told_at=AT, **of
    )
    share = {"area": next(iter(area.values())), "letters": 40, "used": 20}
    VoteShare.objects.create(round=found, **share, **of)
    plans = [chosen(found, f"{word} plan {number}") for number in range(1 + more)]
    awards = [make_award(one, way="group", receiver=f"{word} groep") for one in plans]
    for made in awards:
        paid(made, ordered(made, 100), 100)
        bought(made, 10, what=f"{word} hout")
        CountedProposal.objects.create(count=count, proposal=made.proposal, votes=9, **of)
    return awards[-1]


@pytest.mark.parametrize("name", LISTS)
def test_no_list_crosses_municipalities(name: str) -> None:
    here, there = make_municipality(), make_municipality()
    fill(here, "Eigen")
    theirs = fill(there, "Kanarie")
    member = Viewer(here.pk, person_id=1, group_ids=frozenset({1}))

    for viewer in (anonymous(here.pk), member, installation(here.pk), anonymous()):
        assert "kanarie" not in repr(LISTS[name](Asked(viewer, theirs))).lower()
    assert "kanarie" in repr(LISTS[name](Asked(anonymous(there.pk), theirs))).lower()


def test_what_tells_no_words_stays_within_its_municipality_too() -> None:
    here, there = make_municipality(), make_municipality()
    theirs = fill(there, "Kanarie")
    for viewer in (anonymous(here.pk), installation(here.pk), anonymous()):
        assert not any(ask(Asked(viewer, theirs)) for ask in WORDLESS.values())
    own = installation(there.pk)
    assert WORDLESS["has_chosen"](Asked(own, theirs))
    assert WORDLESS["voucher_years"](Asked(own, theirs))
    assert WORDLESS["own_award"](Asked(by_link(theirs.proposal), theirs))
    assert queries.voucher_years(anonymous(there.pk), _fund(Asked(own, theirs))) == ()


@pytest.mark.parametrize("name", COSTS)
def test_a_list_costs_the_same_however_long_it_is(name: str) -> None:
    ask = (LISTS | WORDLESS)[name]
    counts = []
    for more in (0, 2):
        here = make_municipality()
        asked = Asked(installation(here.pk), fill(here, "Eigen", more=more))
        with CaptureQueriesContext(
            connection,
        ) as found:
            ask(asked)
        counts.append(len(found))
    assert counts[0] == counts[1] <= COSTS[name] + 3, counts


def test_a_settled_award_is_told_as_it_ended() -> None:
    made = fill(make_municipality(), "Eigen")
    services.give_account(made.pk, "Klaar.", by=installation(made.municipality_id), at=AT)
    settled(made, 90)
    found = queries.award_seen(anonymous(made.municipality_id), made.pk)
    assert found is not None
    assert (found.returned_on, found.votes) == (TODAY, 9)
