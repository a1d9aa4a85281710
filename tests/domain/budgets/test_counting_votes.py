"""Votes are counted once, from what was declared, and the same on every machine."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.makers.counting import (
    counted,
    declared_vote,
    numbers_of,
    voted,
    why_of,
)
from tests.makers.guarded import lift
from tests.makers.people import make_person, viewer_for
from tests.makers.places import AT
from tests.makers.voting import OVER, Vote, make_plan
from wijkregie.core.tally.audit import Cast, recounted
from wijkregie.core.tally.records import collected
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import (
    Count,
    CountAct,
    CountedProposal,
    Declaration,
    Proposal,
    Round,
    SealedBallot,
)
from wijkregie.domain.budgets.queries.contests import contest_of_round
from wijkregie.domain.budgets.services import BudgetRefused, DeclaredStands, LotWanted
from wijkregie.domain.budgets.services.counting_votes import keep_count
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import installation

pytestmark = pytest.mark.django_db
#: Plans 1, 2 and 3 cost 5, 7 and 9 euros, and there are 18.
FIRST_TWO = [("1", "2"), ("1",), ("1", "2"), ("3",)]


def result(found: Count) -> dict[int, tuple[int, int, int | None, int]]:
    """Votes, points, place and what was paid, by the number of each plan."""
    rows = found.proposals.values_list(
        "proposal__number", "votes", "points", "place", "paid_cents"
    )
    return {number: (votes, points, place, paid) for number, votes, points, place, paid in rows}


def test_most_votes_go_first_as_long_as_there_is_money() -> None:
    vote = voted(FIRST_TWO)

    made = counted(vote)

    assert result(made) == {1: (3, 0, 1, 500), 2: (2, 0, 2, 700), 3: (1, 0, None, 0)}
    assert (made.cast, made.entitled, made.on_paper) == (4, 4, 0)
    assert made.smallest_group == 1
    assert not made.ballots_public
    assert not SealedBallot.objects.exists()
    assert recounted(made.audit.encode(), made.ballots.encode())["seal"] == made.seal


BALLOTS: dict[str, tuple[list[services.BallotDraft], dict[int, tuple[int | None, ...]]]] = {
    "one": (
        [services.BallotDraft((one,)) for one in ("2", "2", "3")],
        {1: (0, 0, None, 0), 2: (2, 0, 1, 700), 3: (1, 0, 2, 900)},
    ),
    "knapsack": (
        [services.BallotDraft(("1", "2")), services.BallotDraft(("2", "3"))],
        {1: (1, 0, 2, 500), 2: (2, 0, 1, 700), 3: (1, 0, None, 0)},
    ),
    "ranking": (
        [services.BallotDraft(("3", "1", "2")), services.BallotDraft(("3", "2"))],
        {1: (1, 1, 2, 500), 2: (2, 0, None, 0), 3: (2, 3, 1, 900)},
    ),
    "points": (
        [services.BallotDraft(("1", "3"), (4, 6)), services.BallotDraft(("1", "2"), (1, 9))],
        {1: (2, 5, None, 0), 2: (1, 9, 1, 700), 3: (1, 6, 2, 900)},
    ),
    "variants": (
        [services.BallotDraft((one,)) for one in ("3", "3", "1")],
        {1: (1, 0, None, 0), 2: (0, 0, None, 0), 3: (2, 0, 1, 900)},
    ),
}


@pytest.mark.parametrize("ballot", sorted(BALLOTS))
def test_each_kind_of_ballot_is_counted_by_its_own_rule(ballot: str) -> None:
    drafts, expected = BALLOTS[ballot]
    vote = declared_vote(ballot)
    for code, draft in enumerate(drafts):
        vote.cast(code, draft=draft)

    assert result(counted(vote)) == expected


def test_themes_are_divided_to_the_cent_without_plans() -> None:
    vote = declared_vote("themes")
    vote.cast(0, draft=services.BallotDraft(("groen", "veilig"), (700, 1100)))
    vote.cast(1, draft=services.BallotDraft(("groen", "spelen"), (300, 1500)))

    made = counted(vote)

    assert json.loads(made.audit)["outcome"]["parts"] == [500, 750, 550]
    assert not CountedProposal.objects.exists()


def test_a_game_of_coins_is_counted_over_all_turns() -> None:
    vote = declared_vote("coins", prices=(500, 700, 900), voters=2)
    vote.give(0, ("1", 25))
    vote.give(1, ("1", 25), ("2", 5))

    made = counted(vote)

    assert result(made) == {1: (2, 50, 1, 500), 2: (1, 5, None, 0), 3: (0, 0, None, 0)}
    why = why_of(made, 2)
    assert (why["barrier"], why["held"], why["votes"]) == ("pool not full", 5, [65, True, None])


def test_a_second_count_changes_nothing() -> None:
    vote = voted(FIRST_TWO)
    made = counted(vote)

    again = services.count_votes(vote.round.pk, by=vote.by, at=OVER)

    assert again == made.seal
    assert Count.objects.count() == 1
    assert LogRow.objects.filter(what="round_counted").count() == 1


def test_the_order_of_ballots_changes_no_byte() -> None:
    """The same ballots and salt in a hundred orders give one audit file."""
    vote = voted(FIRST_TWO)
    contest = contest_of_round(vote.round)
    cast = [(marks, ()) for marks in (*FIRST_TWO, *FIRST_TWO)]
    chance, files = Random(3), set()  # noqa: S311 - the same each time
    for _turn in range(100):
        chance.shuffle(cast)
        with transaction.atomic():
            kept = keep_count(
                vote.round, contest, Cast(collected(_approval(), cast), b"salt" * 4), OVER
            )
            files.add((kept.audit, kept.ballots))
            transaction.set_rollback(True)

    assert len(files) == 1


def _approval() -> Any:
    return queries.contests.KINDS[BallotKind.APPROVAL]


def test_nobody_counts_before_the_last_day_is_over_or_who_may_not() -> None:
    vote = voted(FIRST_TWO)
    outsider = viewer_for(make_person(), vote.round.municipality)

    for by, at in ((vote.by, AT), (outsider, OVER)):
        with pytest.raises(BudgetRefused):
            services.count_votes(vote.round.pk, by=by, at=at)

    assert not Count.objects.exists()
    assert SealedBallot.objects.count() == len(FIRST_TWO)


def test_what_was_never_declared_is_not_counted() -> None:
    vote = voted(FIRST_TWO)
    other = Round.objects.create(
        municipality=vote.round.municipality,
        fund=vote.round.fund,
        title="Nooit",
        year=2026,
        made_at=AT,
    )

    with pytest.raises(BudgetRefused):
        services.count_votes(other.pk, by=vote.by, at=OVER)


def test_nobody_voted_and_nothing_is_chosen() -> None:
    for ballot in ("approval", "variants", "ranking"):
        made = counted(declared_vote(ballot))
        assert {place for _v, _p, place, _paid in result(made).values()} == (
            {None} if ballot == "variants" else {1, 2, None}
        )
        assert (made.cast, made.smallest_group, made.ballots_public) == (0, 0, False)


def test_a_split_of_nobody_is_refused_in_words() -> None:
    vote = declared_vote("themes")

    with pytest.raises(BudgetRefused, match="verdelen"):
        services.count_votes(vote.round.pk, by=vote.by, at=OVER)


def test_all_too_dear_and_nothing_is_chosen() -> None:
    vote = voted([("1",), ("1", "2")], prices=(9_000, 8_000))

    made = counted(vote)

    assert [place for _v, _p, place, _paid in result(made).values()] == [None, None]
    assert {why_of(made, number)["barrier"] for number in (1, 2)} == {"too dear"}


LOT = {"family": "greedy", "utility": "cardinality", "ties": ["lot"]}


def test_a_lot_is_asked_for_recorded_and_counted() -> None:
    vote = voted([("1", "3"), ("3", "1")], prices=(1_000, 700, 900), counting=LOT)

    with pytest.raises(LotWanted, match="1, 3") as wanted:
        services.count_votes(vote.round.pk, by=vote.by, at=OVER)
    assert wanted.value.numbers == ("1", "3")
    assert SealedBallot.objects.count() == 2, "a count that waits leaves the urn as it was"
    for order, why in ((("3", "1"), "Zaal"), (("3", "1", "2"), " "), (("3", "1", "1"), "Zaal")):
        with pytest.raises(BudgetRefused):
            services.record_lot(vote.round.pk, order, why, by=vote.by, at=OVER)
    drawn = "Getrokken op het stadhuis, in het bijzijn van bewoners"
    services.record_lot(vote.round.pk, ("3", "1", "2"), drawn, by=vote.by, at=OVER)
    with pytest.raises(BudgetRefused):
        services.record_lot(vote.round.pk, ("1", "3", "2"), drawn, by=vote.by, at=OVER)

    made = counted(vote)

    assert result(made)[3][2] == 1
    assert json.loads(made.audit)["acts"]["lot"] == ["3", "1", "2"]
    assert json.loads(made.audit)["outcome"]["ties"][0]["by"] == "lot"
    with pytest.raises(BudgetRefused):
        services.record_lot(vote.round.pk, ("1", "3", "2"), drawn, by=vote.by, at=OVER)
    with pytest.raises(IntegrityError, match="act_stands"), transaction.atomic():
        CountAct.objects.update(order=["1", "3", "2"])


def test_level_whole_plans_wait_for_a_lot_too() -> None:
    vote = declared_vote("variants", voters=2)
    vote.cast(0, "1")
    vote.cast(1, "2")

    with pytest.raises(LotWanted) as wanted:
        services.count_votes(vote.round.pk, by=vote.by, at=OVER)
    assert wanted.value.numbers == ("1", "2")
    services.record_lot(vote.round.pk, ("2", "1", "3"), "Op het plein", by=vote.by, at=OVER)

    assert result(counted(vote))[2][2] == 1


def test_a_plan_that_was_withdrawn_is_not_counted() -> None:
    vote = voted(FIRST_TWO)
    _withdraw(vote, 1)

    made = counted(vote)

    assert {number: row[2] for number, row in result(made).items()} == {1: None, 2: 1, 3: 2}
    assert why_of(made, 1)["barrier"] == "withdrawn"


def _withdraw(vote: Vote, number: int) -> None:
    one = vote.round.proposals.get(number=number)
    Proposal.objects.filter(pk=one.pk).update(state="withdrawn", withdrawn_because="Verhuisd")
    CountAct.objects.create(
        municipality=vote.round.municipality,
        round=vote.round,
        kind="withdrawn",
        proposal=one,
        why="Verhuisd",
        at=AT,
    )


def test_a_plan_withdrawn_in_a_game_stands_till_the_end_of_its_turn() -> None:
    vote = declared_vote("coins", voters=2)
    vote.give(0, ("1", 20))
    _withdraw(vote, 1)

    made = counted(vote)

    acts = json.loads(made.audit)["acts"]["proposals"]
    assert [one["vetoed"] for one in acts] == [2, 0, 0]
    assert why_of(made, 1)["barrier"] == "vetoed"


def test_a_round_that_is_not_as_declared_is_not_counted_and_that_is_seen() -> None:
    vote = voted(FIRST_TWO)
    make_plan(vote.round, 9, 100, state="on_ballot")

    with pytest.raises(DeclaredStands):
        services.count_votes(vote.round.pk, by=vote.by, at=OVER)

    assert not Count.objects.exists()
    assert LogRow.objects.get(what="declared_change_refused").why == "count: projects"
    kept = Declaration.objects.get()
    both = f"{kept.digest} {kept.voting_digest}"
    assert LogRow.objects.get(what="round_declared").why == both


@pytest.mark.parametrize("field", ["audit", "ballots", "seal"])
def test_files_that_were_changed_are_found_before_they_are_told(field: str) -> None:
    made = counted(voted(FIRST_TWO))
    other = {"audit": made.audit.replace("500", "501"), "ballots": "{}", "seal": "0" * 64}
    with pytest.raises(IntegrityError, match="count_stands"), transaction.atomic():
        Count.objects.update(**{field: other[field]})
    lift("count_stands")
    Count.objects.update(**{field: other[field]})

    with pytest.raises(BudgetRefused):
        services.count_votes(made.round_id, by=_by(made), at=OVER)


def _by(made: Count) -> Any:
    return installation(made.municipality_id)


def test_ballots_are_public_where_every_group_is_large_enough() -> None:
    made = counted(voted([("1",)] * 5 + [("2", "3")] * 6))

    assert (made.smallest_group, made.ballots_public) == (5, False), "not before it is told"
    assert numbers_of(made.round) == {"on_ballot": [1, 2, 3]}


def test_what_the_declared_rule_cannot_count_is_refused_with_why() -> None:
    vote = voted([("1",), ("2",)], "variants")
    # The page refuses this of whole plans; here somebody wrote it into the database.
    act = {"kind": "withdrawn", "proposal": vote.round.proposals.get(number=1), "why": "Weg"}
    CountAct.objects.create(
        municipality_id=vote.round.municipality_id, round=vote.round, at=AT, **act
    )

    with pytest.raises(BudgetRefused, match="niet te tellen"):
        counted(vote)
    assert vote.round.urn.count() == 2
