"""A round as the contest that is counted: limits, what excludes what, and what is missing."""

from __future__ import annotations

import json

import pytest

from tests.makers.counting import counted, ready_vote
from tests.makers.places import AT, area_row, make_areas
from tests.makers.voting import COUNTING
from wijkregie.core.tally.contests import Projects
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import CountAct, Declaration, Proposal, Round
from wijkregie.domain.budgets.queries.contests import contest_of_round
from wijkregie.kit.viewer import anonymous

pytestmark = pytest.mark.django_db


def test_limits_hold_for_areas_around_and_themes_and_conflicts_exclude() -> None:
    vote = ready_vote(prices=(500, 700, 200))
    areas = make_areas(area_row("GM0398"), area_row("WK039801"), area_row("BU03980101"))
    first, second, third = vote.round.proposals.order_by("number")
    Proposal.objects.filter(pk=first.pk).update(area=areas["BU03980101"])
    Proposal.objects.filter(pk=second.pk).update(area=areas["WK039801"])
    second.conflicts.add(third)
    limits = {"limits_per_area": {"WK039801": 600}, "limits_per_theme": {}}
    Round.objects.filter(pk=vote.round.pk).update(counting=COUNTING["approval"] | limits)
    services.declare(vote.round.pk, by=vote.by, at=AT)
    vote.round.refresh_from_db()
    for code in range(3):
        vote.cast(code, "1", "2", "3")

    contest = contest_of_round(vote.round)

    assert isinstance(contest, Projects)
    assert [one.areas for one in contest.projects] == [("WK039801",), ("WK039801",), ()]
    assert [one.excludes for one in contest.projects] == [(), ("3",), ("2",)]
    made = counted(vote)
    chosen = set(made.proposals.exclude(place=None).values_list("proposal__number", flat=True))
    assert chosen == {1, 3}


@pytest.mark.parametrize(
    "limits", [{"limits_per_area": {" ": 5}}, {"limits_per_theme": {"groen": -1}}]
)
def test_a_limit_is_of_something_and_not_below_nought(limits: dict[str, object]) -> None:
    with pytest.raises(queries.CountingFault):
        queries.counting_of("approval", COUNTING["approval"] | limits)


@pytest.mark.parametrize("ballot", sorted(set(COUNTING) - {"themes"}))
def test_the_declaration_holds_the_money_and_every_plan_as_on_the_ballot(ballot: str) -> None:
    """Two rounds with other plans never have one hash, whatever the ballot."""
    vote = ready_vote(ballot)
    services.declare(vote.round.pk, by=vote.by, at=AT)

    declared = json.loads(Declaration.objects.get(round=vote.round).text)
    told = [(one["id"], one["name"], one["cost"]) for one in declared["projects"]]

    assert declared["budget"] == 1800
    assert told == [("1", "Plan 1", 500), ("2", "Plan 2", 700), ("3", "Plan 3", 900)]


def test_the_money_of_themes_is_in_the_declaration() -> None:
    vote = ready_vote("themes")
    services.declare(vote.round.pk, by=vote.by, at=AT)

    declared = json.loads(Declaration.objects.get(round=vote.round).text)

    assert (declared["rule"]["amount"], len(declared["rule"]["themes"])) == (1800, 3)


def test_what_is_not_known_yet_makes_no_contest() -> None:
    vote = ready_vote()
    Proposal.objects.update(state="on_ballot", cost_cents=None)
    with pytest.raises(ValueError, match="price"):
        contest_of_round(vote.round)
    vote.round.budget_cents = None
    with pytest.raises(ValueError, match="money"):
        contest_of_round(vote.round)
    game = ready_vote("coins").round
    game.budget_cents = 0
    with pytest.raises(ValueError, match="coin"):
        contest_of_round(game)


def test_the_desk_is_for_who_runs_the_vote_and_shows_the_lot() -> None:
    vote = ready_vote()
    services.declare(vote.round.pk, by=vote.by, at=AT)
    CountAct.objects.create(
        municipality=vote.round.municipality,
        round=vote.round,
        kind="lot",
        order=["3", "1", "2"],
        why="Zaal",
        at=AT,
    )

    desk = queries.count_desk(vote.by, vote.round.pk, AT)

    assert desk is not None
    assert desk.lot is not None
    assert desk.lot.order == ("3", "1", "2")
    passer_by = anonymous(vote.round.municipality_id)
    assert queries.count_desk(passer_by, vote.round.pk, AT) is None
    assert queries.count_desk(vote.by, vote.round.pk + 9, AT) is None
