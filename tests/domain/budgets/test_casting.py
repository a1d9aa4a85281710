"""Casting a vote: what is refused, and that nothing stays behind but three rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps

from tests.makers.guarded import lift
from tests.makers.places import AT, rows_of
from tests.makers.voting import GOOD, OVER, make_vote, planned_vote
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import (
    CountAct,
    Receipt,
    Remark,
    Round,
    SealedBallot,
    Voter,
)
from wijkregie.domain.budgets.services import BallotDraft, BudgetRefused
from wijkregie.domain.budgets.services.urn import drawn_number
from wijkregie.domain.budgets.states import Used
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.kit import sealing
from wijkregie.kit.viewer import installation
from wijkregie.kit.words import WordsRefused

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def refused(act: Callable[[], object]) -> BudgetRefused:
    with pytest.raises(BudgetRefused) as raised:
        act()
    return raised.value


@pytest.mark.parametrize("ballot", GOOD)
def test_every_kind_of_ballot_is_cast_sealed_and_counted(ballot: str) -> None:
    vote = make_vote(ballot)

    receipt = vote.cast(0, draft=GOOD[ballot])

    assert len(receipt.leaf) == 32
    assert receipt.code_words.replace(" ", "") == receipt.leaf
    cast = services.open_urn(vote.round.pk, at=OVER)
    assert cast.ballots.marks == (GOOD[ballot].marks,)
    assert cast.ballots.points == ((GOOD[ballot].points,) if GOOD[ballot].points else ())
    assert (cast.entitled, len(cast.salt)) == (3, 16)
    assert cast.codes is not None
    assert len(cast.codes.leaves) == 1


@pytest.mark.parametrize(
    ("ballot", "draft", "words"),
    [
        ("approval", BallotDraft(), "niets"),
        ("approval", BallotDraft(("9",)), "Plan 9 staat niet"),
        ("approval", BallotDraft(("1", "1")), "plan 1 twee keer"),
        ("approval", BallotDraft(("1",), (1,)), "klopt niet"),
        ("one", BallotDraft(("1", "2")), "hoogstens 1 plan; je koos er 2"),
        ("variants", BallotDraft(("1", "2")), "hoogstens 1 plan; je koos er 2"),
        ("ranking", BallotDraft(("1", "2", "1")), "plan 1 twee keer"),
        ("knapsack", BallotDraft(("1", "2", "3")), r"samen € 21, en er is € 18"),
        ("points", BallotDraft(("1",), (11,)), "hoogstens 10 punten; je verdeelde er 11"),
        ("points", BallotDraft(("1",), (-1,)), "plan 1 nul punten of meer"),
        ("points", BallotDraft(("1",), (0,)), "niets"),
        ("themes", BallotDraft(("groen",), (1800,)), "minstens 2 thema"),
        ("themes", BallotDraft(("groen", "veilig"), (750, 1050)), "stappen van € 1; groen"),
        ("themes", BallotDraft(("groen", "veilig"), (-100, 1900)), "€ 0 of meer; groen"),
        ("themes", BallotDraft(("groen", "veilig"), (700, 1000)), "€ 18; je verdeelde .* € 17"),
        ("themes", BallotDraft(("groen", "rood"), (700, 1100)), "klopt niet"),
        ("themes", BallotDraft(), "minstens 2 thema"),
        ("coins", BallotDraft(("1",), (1,)), "geef je munten"),
    ],
)
def test_a_ballot_beyond_its_limits_is_refused_and_spends_no_code(
    ballot: str, draft: BallotDraft, words: str
) -> None:
    vote = make_vote(ballot)

    with pytest.raises(BudgetRefused, match=words):
        vote.cast(0, draft=draft)
    with pytest.raises(BudgetRefused, match=words):
        services.check_ballot(vote.round.pk, draft, at=AT)

    assert not Voter.objects.exclude(used="").exists()
    assert not SealedBallot.objects.exists()


def test_limits_are_those_that_were_settled() -> None:
    vote = make_vote(limits={"least": 2, "most": 2})
    points = make_vote("points", limits={"points": 9, "most_each": 4})
    blank = make_vote("approval", limits={"blank": 1})

    assert "minstens 2" in str(refused(lambda: vote.cast(0, "1")))
    assert "hoogstens 2" in str(refused(lambda: vote.cast(0, "1", "2", "3")))
    assert "hoogstens 4 punten; je gaf er 5" in str(
        refused(lambda: points.cast(0, "1", points=(5,)))
    )
    blank.cast(0)
    assert services.open_urn(blank.round.pk, at=OVER).ballots.marks == ((),)


def test_a_code_is_read_as_people_type_it_and_votes_once() -> None:
    vote = make_vote()
    code = vote.codes[0]

    vote.cast(f" {code[:4].lower()}-{code[4:8]} {code[8:]}".replace("0", "o"), "1")

    said = refused(lambda: vote.cast(code, "2"))
    assert said.field == "code"
    assert "al gestemd" in str(said)
    assert SealedBallot.objects.count() == Receipt.objects.count() == 1


def test_codes_that_do_not_vote_here_are_refused_in_the_same_words() -> None:
    vote, other = make_vote(), make_vote()
    services.replace_code(vote.round.pk, 1, "Kwijt", by=vote.by, at=AT, chance=vote.chance)
    unknown = "000000000000001Y"

    said = {
        str(refused(partial(vote.cast, code, "1")))
        for code in (unknown, other.codes[0], vote.codes[0])
    }

    assert len(said) == 1
    misread = refused(lambda: vote.cast(vote.codes[1][:-1] + "*", "1"))
    assert "teken fout" in str(misread)


def test_one_votes_on_the_days_of_the_vote_only() -> None:
    vote = make_vote()
    early, last = AT - timedelta(days=1), AT + timedelta(days=9)

    assert "nog niet begonnen" in str(refused(lambda: vote.cast(0, "1", at=early)))
    assert "gesloten" in str(refused(lambda: vote.cast(0, "1", at=OVER)))
    vote.cast(0, "1", at=last)
    undeclared = planned_vote()
    draft = services.ElectorateDraft()
    services.set_electorate(undeclared.pk, draft, by=_runs(undeclared), at=AT)
    assert "niet open" in str(refused(lambda: _cast(undeclared.pk)))
    assert "niet open" in str(refused(lambda: _cast(0)))
    services.close_round(vote.round.pk, "Gestopt", by=vote.by, at=AT)
    assert "gesloten" in str(refused(lambda: vote.cast(1, "1")))


@pytest.mark.parametrize(
    ("last", "second_before"),
    [
        (26, datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC)),
        (236, datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_the_last_second_is_that_of_the_netherlands_when_the_clock_changes(
    last: int, second_before: datetime
) -> None:
    vote = make_vote(last=last)

    vote.cast(0, "1", at=second_before)

    with pytest.raises(BudgetRefused, match="gesloten"):
        vote.cast(1, "1", at=second_before + timedelta(seconds=1))
    with pytest.raises(BudgetRefused, match="niet voorbij"):
        services.open_urn(vote.round.pk, at=second_before)
    services.open_urn(vote.round.pk, at=second_before + timedelta(seconds=1))


def test_a_withdrawn_plan_cannot_be_chosen_any_more() -> None:
    vote = make_vote()
    CountAct.objects.create(
        municipality_id=vote.round.municipality_id,
        round=vote.round,
        kind="withdrawn",
        proposal=vote.round.proposals.get(number=2),
        why="Het kan niet doorgaan.",
        at=AT,
    )

    assert "Plan 2 is ingetrokken" in str(refused(lambda: vote.cast(0, "1", "2")))
    vote.cast(0, "1")
    seen = queries.voting_seen(vote.by, vote.round.pk, AT)
    assert seen is not None
    assert [one.open for one in seen.plans] == [True, False, True]


def test_a_roll_that_was_tampered_with_lets_nobody_vote_twice() -> None:
    vote, game = make_vote(), make_vote("coins")
    vote.cast(0, "1")
    rows = list(Voter.objects.filter(round=vote.round))
    Voter.objects.filter(round=vote.round).delete()
    for row in rows:
        row.used = ""
    Voter.objects.bulk_create(rows)

    assert "al gestemd" in str(refused(lambda: vote.cast(0, "2")))

    assert vote.round.urn.count() == 1
    game.give(0, ("1", 10))
    with pytest.raises(BudgetRefused, match="in deze beurt al"):
        game.give(0, ("1", 10))


def test_paper_is_no_way_to_cast() -> None:
    vote = make_vote()

    with pytest.raises(ValueError, match="booked"):
        services.cast(
            vote.round.pk,
            vote.codes[0],
            BallotDraft(("1",)),
            how=Used.PAPER,
            at=AT,
            chance=vote.chance,
        )


def test_words_for_makers_are_of_plans_that_were_chosen_and_name_nobody() -> None:
    vote = make_vote()
    wrong = BallotDraft(("1",), remarks=(("2", "Mooi plan."),))
    person = BallotDraft(("1",), remarks=(("1", "Bel mij op 06 12345678."),))
    good = BallotDraft(("1", "2"), remarks=(("1", " Mooi plan. "), ("2", " ")))

    assert refused(lambda: vote.cast(0, draft=wrong)).field == "remark_2"
    with pytest.raises(WordsRefused):
        vote.cast(0, draft=person)
    vote.cast(0, draft=good)

    assert not queries.remarks_of(vote.by, vote.round.pk)
    with pytest.raises(ProgrammeRefused):
        services.judge_remark(Remark.objects.get().pk, shown=True, by=vote.by, at=OVER)
    Round.objects.filter(pk=vote.round.pk).update(urn_opened_at=OVER)
    (remark,) = queries.remarks_of(vote.by, vote.round.pk)
    assert (remark.number, remark.text, remark.shown) == (1, "Mooi plan.", None)
    proposal = vote.round.proposals.get(number=1)
    assert queries.remarks_shown(vote.by, [proposal.pk]) == {}
    services.judge_remark(remark.id, shown=True, by=vote.by, at=AT)
    assert queries.remarks_shown(vote.by, [proposal.pk]) == {proposal.pk: ["Mooi plan."]}
    services.judge_remark(remark.id, shown=False, by=vote.by, at=AT)
    assert queries.remarks_shown(vote.by, [proposal.pk]) == {}


def test_a_vote_changes_three_tables_and_nothing_else() -> None:
    vote = make_vote()
    before = everything()

    vote.cast(0, "1", "2")

    changed = {name for name, rows in everything().items() if rows != before[name]}
    assert changed == {"Voter", "SealedBallot", "Receipt"}
    was, now = before["Voter"], everything()["Voter"]
    differing = [
        {key for key in one if one[key] != other[key]}
        for one, other in zip(was, now, strict=True)
        if one != other
    ]
    assert differing == [{"used"}]


def test_nothing_in_the_database_tells_a_choice_or_a_code() -> None:
    themes = ["kanariegeel", "groen", "veilig"]
    counting = {"step_cents": 100, "least": 2, "themes": themes}
    vote = make_vote("themes", counting=counting)
    before = whole().count("kanariegeel")

    vote.cast(0, "kanariegeel", "groen", points=(900, 900))

    after = whole()
    assert after.count("kanariegeel") == before
    assert not any(code in after for code in vote.codes)
    planted = b'["kanariegeel"]'
    lift("ballot_stands")
    SealedBallot.objects.update(sealed=planted)
    assert whole().count("kanariegeel") == before + 1


def test_a_database_that_was_put_back_elsewhere_still_knows_its_letters(settings: Any) -> None:
    vote = make_vote()
    settings.SECRET_KEY = "made anew after a restore"
    vote.cast(0, "1")

    settings.WIJKREGIE_SEALED_KEY = "another key than the one before"

    assert "kun je niet stemmen" in str(refused(lambda: vote.cast(1, "1")))


def test_only_the_key_of_the_installation_opens_a_ballot(settings: Any) -> None:
    vote = make_vote()
    vote.cast(0, "1")

    settings.WIJKREGIE_SEALED_KEY = "another key than the one before"

    with pytest.raises(sealing.SealBroken):
        services.open_urn(vote.round.pk, at=OVER)


def test_a_ballot_without_a_drawn_number_is_refused_by_the_database() -> None:
    vote = make_vote()
    vote.cast(0, "1")
    numbers = [SealedBallot.objects.get().pk, Receipt.objects.get().pk]

    assert min(numbers) >= 1 << 62
    assert numbers[0] != numbers[1]


def test_numbers_are_drawn_evenly() -> None:
    chance = Random(11)  # noqa: S311 - of a test
    drawn = [drawn_number(chance) for _number in range(2000)]

    assert len(set(drawn)) == len(drawn)
    assert all(1 << 62 <= one < 1 << 63 for one in drawn)
    for bit in range(62):
        ones = sum(one >> bit & 1 for one in drawn)
        assert abs(ones - 1000) < 150, bit  # more than six times the spread of a fair coin
    rising = sum(one < other for one, other in pairwise(drawn))
    assert abs(rising - 1000) < 90


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables, also those of sessions and of what waits to be sent."""
    return rows_of(*apps.get_models())


def whole() -> str:
    """All that stands in the database, bytes as the letters they may be."""
    return str(everything())


def _runs(found: Any) -> Any:
    return installation(found.municipality_id)


def _cast(round_id: int) -> None:
    services.cast(
        round_id,
        "000000000000001Y",
        BallotDraft(("1",)),
        how=Used.WEB,
        at=AT,
        chance=Random(1),  # noqa: S311 - of a test
    )
