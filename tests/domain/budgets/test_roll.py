"""The roll: codes that are kept nowhere, for who is old enough and lives in the right place."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps

from tests.makers.budgets import make_fund, make_round
from tests.makers.people import make_person, viewer_for
from tests.makers.places import (
    AT,
    area_row,
    make_areas,
    make_municipality,
    make_own_area,
    rows_of,
)
from tests.makers.voting import OVER, declare, make_vote, planned_vote
from wijkregie.core import codes
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Electorate, Round, Voter
from wijkregie.domain.budgets.queries.electorate import band_of
from wijkregie.domain.budgets.services import (
    BudgetRefused,
    ElectorateDraft,
    NewCode,
    RollEntry,
)
from wijkregie.domain.budgets.services.frozen import DeclaredStands
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.django_db
CHANCE = Random(3)  # noqa: S311 - of a test


def draw(found: Round, *entries: RollEntry, **more: Any) -> Sequence[NewCode]:
    by = installation(found.municipality_id)
    known: dict[str, Any] = {"by": by, "at": AT, "chance": CHANCE}
    return services.draw_roll(found.pk, entries, **known | more)


def settle(found: Round, **more: Any) -> None:
    by = installation(found.municipality_id)
    draft = ElectorateDraft(**{"limits": {}} | more)
    services.set_electorate(found.pk, draft, by=by, at=AT)


def settled(ballot: str = "approval", **more: Any) -> Round:
    found = planned_vote(ballot)
    settle(found, **more)
    return found


def test_a_list_becomes_codes_that_are_kept_nowhere_and_a_second_list_adds() -> None:
    found = settled()

    first = draw(found, RollEntry(), RollEntry(age=70))
    second = draw(found, RollEntry(age=17))

    assert [one.letter for one in (*first, *second)] == [1, 2, 3]
    assert all(queries.is_code_shaped(one.code) for one in (*first, *second))
    assert list(Voter.objects.order_by("letter").values_list("age_band", flat=True)) == [
        "",
        "65+",
        "12-17",
    ]
    everything = str(rows_of(*apps.get_models()))
    assert not any(one.code in everything for one in (*first, *second))
    assert Voter.objects.values("digest").distinct().count() == 3
    assert codes.clean(first[0].code) == first[0].code


def test_only_areas_of_the_vote_are_taken() -> None:
    here = make_municipality(code="GM7001")
    areas = make_areas(
        area_row("NL00", "Nederland"),
        area_row("GM7001", "Voorbeeldstad"),
        area_row("WK700101", "Noord"),
        area_row("BU70010101", "Molenwijk"),
        area_row("WK700102", "Zuid"),
        area_row("GM7002", "Elders"),
        area_row("WK700201", "Ver weg"),
    )
    fund = make_fund(here, area_id=areas["WK700101"].pk)
    found = planned_vote("approval", here, fund=fund)
    settle(found)

    draw(found, RollEntry("BU70010101"), RollEntry("WK700101"), RollEntry())

    for code, words in (
        ("WK700102", "Rij 2 van de lijst: WK700102 ligt buiten"),
        ("WK700201", "Rij 2 van de lijst: WK700201 is geen gebied"),
        ("XX", "Rij 2 van de lijst: XX is geen gebied"),
    ):
        with pytest.raises(BudgetRefused, match=words) as raised:
            draw(found, RollEntry(), RollEntry(code))
        assert raised.value.field == "file"
    assert Voter.objects.count() == 3


def test_the_electorate_may_be_part_of_the_fund_and_nothing_beyond_it() -> None:
    here = make_municipality(code="GM7101")
    areas = make_areas(
        area_row("NL00", "Nederland"),
        area_row("GM7101", "Voorbeeldstad"),
        area_row("WK710101", "Noord"),
        area_row("BU71010101", "Molenwijk"),
        area_row("BU71010102", "Dorp"),
        area_row("WK710102", "Zuid"),
    )
    own = make_own_area(here, "Pleinen", "BU71010102")
    fund = make_fund(here, area_id=areas["WK710101"].pk)
    found = planned_vote("approval", here, fund=fund)

    with pytest.raises(BudgetRefused, match="Zuid ligt buiten"):
        settle(found, area_ids=(areas["WK710102"].pk,))
    settle(found, area_ids=(areas["BU71010101"].pk,), least_age=12)
    draw(found, RollEntry("BU71010101", 12))
    with pytest.raises(BudgetRefused, match="BU71010102 ligt buiten"):
        draw(found, RollEntry("BU71010102"))
    with pytest.raises(BudgetRefused, match=r"Rij 1 van de lijst: Je mag stemmen vanaf 12"):
        draw(found, RollEntry("BU71010101", 11))
    with pytest.raises(BudgetRefused, match=f"{own.code} ligt buiten"):
        draw(found, RollEntry(own.code))


@pytest.mark.parametrize(
    ("ballot", "draft", "field"),
    [
        ("none", ElectorateDraft(), ""),
        ("approval", ElectorateDraft(unit="dog"), "unit"),
        ("approval", ElectorateDraft(least_age=130), "least_age"),
        ("coins", ElectorateDraft(on_paper=True), "on_paper"),
        ("approval", ElectorateDraft(limits={"points": 3}), "limits"),
        ("approval", ElectorateDraft(limits={"least": 0}), "least"),
        ("approval", ElectorateDraft(limits={"blank": 2}), "blank"),
        ("approval", ElectorateDraft(limits={"least": 3, "most": 2}), "least"),
        ("points", ElectorateDraft(), "points"),
        ("points", ElectorateDraft(limits={"points": 3, "most_each": 4}), "most_each"),
        ("points", ElectorateDraft(limits={"points": 3, "least": 4}), "least"),
    ],
)
def test_who_may_vote_and_limits_fit_the_ballot(
    ballot: str, draft: ElectorateDraft, field: str
) -> None:
    here = make_municipality()
    found = make_round(make_fund(here)) if ballot == "none" else planned_vote(ballot, here)

    with pytest.raises(BudgetRefused) as raised:
        services.set_electorate(found.pk, draft, by=installation(here.pk), at=AT)

    assert raised.value.field == field
    assert not Electorate.objects.exists()


def test_limits_that_a_ballot_knows() -> None:
    assert queries.ballot_limits("points") == ("points", "most_each", "least", "most", "blank")
    assert queries.ballot_limits("one") == ("blank",)
    assert queries.ballot_limits("themes") == queries.ballot_limits("none") == ()


def test_who_may_vote_stays_once_codes_went_out_or_the_vote_was_declared() -> None:
    found = settled()
    draw(found, RollEntry())

    with pytest.raises(BudgetRefused, match="al codes gemaakt"):
        settle(found, least_age=12)
    declare(found)
    with pytest.raises(DeclaredStands):
        settle(found, least_age=12)


def test_only_who_runs_funds_here_touches_the_roll() -> None:
    found = settled()
    stranger = viewer_for(make_person(), found.municipality)
    elsewhere = installation(make_municipality().pk)

    for by in (anonymous(found.municipality_id), stranger):
        with pytest.raises(BudgetRefused):
            draw(found, RollEntry(), by=by)
        assert queries.turnout_of(by, found.pk) is None
        assert not queries.remarks_of(by, found.pk)
        assert queries.batches_of(by, found.pk) == []
    with pytest.raises(ProgrammeRefused):
        draw(found, RollEntry(), by=elsewhere)
    assert queries.turnout_of(elsewhere, found.pk) is None
    assert queries.voting_seen(elsewhere, found.pk, AT) is None


def test_a_list_has_rows_and_somebody_settled_who_may_vote() -> None:
    found = settled()

    with pytest.raises(BudgetRefused, match="1 tot en met"):
        draw(found)
    with pytest.raises(BudgetRefused, match="Stel eerst vast"):
        draw(planned_vote(), RollEntry())
    with pytest.raises(BudgetRefused, match="voorbij"):
        draw(found, RollEntry(), at=OVER)


def test_a_lost_letter_gets_another_code_and_the_old_one_votes_no_more() -> None:
    vote = make_vote(entries=[RollEntry(age=40), RollEntry()])
    args: dict[str, Any] = {"by": vote.by, "at": AT, "chance": vote.chance}

    new = services.replace_code(vote.round.pk, 1, "Niet aangekomen", **args)

    assert new.letter == 3
    assert Voter.objects.get(letter=3).age_band == "30-44"
    with pytest.raises(BudgetRefused, match="kun je niet stemmen"):
        vote.cast(0, "1")
    vote.cast(new.code, "1")
    with pytest.raises(BudgetRefused, match="al gestemd"):
        services.replace_code(vote.round.pk, 3, "Kwijt", **args)
    for letter in (1, 99):
        with pytest.raises(BudgetRefused, match="al vervangen"):
            services.replace_code(vote.round.pk, letter, "Kwijt", **args)
    with pytest.raises(BudgetRefused) as raised:
        services.replace_code(vote.round.pk, 2, " ", **args)
    assert raised.value.field == "why"
    cast = services.open_urn(vote.round.pk, at=OVER)
    assert cast.entitled == 2


def test_at_a_table_a_code_is_handed_out_on_the_days_of_the_vote() -> None:
    here = make_municipality(code="GM7201")
    areas = make_areas(
        area_row("NL00", "Nederland"),
        area_row("GM7201", "Voorbeeldstad"),
        area_row("WK720101", "Noord"),
        area_row("WK720102", "Zuid"),
    )
    north, south = areas["WK720101"].pk, areas["WK720102"].pk
    vote = make_vote("approval", here, area_ids=(north,), least_age=12, voters=1)
    args: dict[str, Any] = {"by": vote.by, "at": AT, "chance": vote.chance}

    new = services.hand_out_code(vote.round.pk, north, 30, **args)
    services.hand_out_code(vote.round.pk, None, None, **args)

    vote.cast(new.code, "1")
    with pytest.raises(BudgetRefused, match="WK720102 ligt buiten") as raised:
        services.hand_out_code(vote.round.pk, south, None, **args)
    assert raised.value.field == "area"
    with pytest.raises(BudgetRefused, match="vanaf 12 jaar") as raised:
        services.hand_out_code(vote.round.pk, north, 11, **args)
    assert raised.value.field == "age"
    undeclared = settled()
    with pytest.raises(BudgetRefused, match="op de dagen"):
        services.hand_out_code(
            undeclared.pk,
            None,
            None,
            **args | {"by": installation(undeclared.municipality_id)},
        )


def test_the_households_of_a_declared_game_stay_as_many() -> None:
    vote = make_vote("coins")

    with pytest.raises(BudgetRefused, match="aantal huishoudens is vastgesteld"):
        draw(vote.round, RollEntry())
    with pytest.raises(BudgetRefused, match="aantal huishoudens is vastgesteld"):
        services.hand_out_code(vote.round.pk, None, None, by=vote.by, at=AT, chance=vote.chance)


def test_turnout_is_told_per_way_and_of_areas_with_ten_letters() -> None:
    here = make_municipality(code="GM7301")
    make_areas(
        area_row("NL00", "Nederland"),
        area_row("GM7301", "Voorbeeldstad"),
        area_row("WK730101", "Noord"),
        area_row("WK730102", "Zuid"),
    )
    entries = [RollEntry("WK730101")] * 10 + [RollEntry("WK730102")] * 9
    vote = make_vote("approval", here, entries=entries)
    for number in (0, 1, 12):
        vote.cast(number, "1")
    services.replace_code(vote.round.pk, 19, "Kwijt", by=vote.by, at=AT, chance=vote.chance)

    told = queries.turnout_of(vote.by, vote.round.pk)

    assert told is not None
    assert (told.letters, told.void) == (19, 1)
    assert told.used == {"web": 3, "assisted": 0, "paper": 0}
    assert [(one.name, one.letters, one.used) for one in told.areas] == [
        ("Noord", 10, 2),
        ("Zuid", 9, None),
    ]


def test_a_vote_is_seen_before_on_and_after_its_days() -> None:
    found = settled(text="Iedereen vanaf 12 jaar mag meedoen.", least_age=12)
    nobody = anonymous(found.municipality_id)

    before = queries.voting_seen(nobody, found.pk, AT)
    assert before is not None
    assert (before.stand, before.plans, before.digest) == (queries.Stand.NOT_DECLARED, (), "")
    assert (before.least_age, before.may_run) == (12, False)
    declare(found)
    now = queries.voting_seen(nobody, found.pk, AT)
    assert now is not None
    assert (now.stand, len(now.plans), now.money_cents) == (queries.Stand.OPEN, 3, 1800)
    assert now.plans[0].asked_cents == 500
    assert len(now.digest) == len(now.voting_digest) == 64
    after = queries.voting_seen(nobody, found.pk, OVER)
    assert after is not None
    assert after.stand is queries.Stand.CLOSED
    unsettled = planned_vote("approval", found.municipality)
    assert queries.voting_seen(nobody, unsettled.pk, AT) is None


def test_a_vote_without_days_cannot_be_seen_as_open() -> None:
    here = make_municipality()
    found = make_round(make_fund(here), ballot="approval", counting=_GREEDY)
    settle(found)

    seen = queries.voting_seen(installation(here.pk), found.pk, AT)

    assert seen is not None
    assert (seen.stand, seen.opens_on) == (queries.Stand.NOT_DECLARED, None)
    with pytest.raises(BudgetRefused, match="niet voorbij"):
        services.open_urn(found.pk, at=OVER)


@pytest.mark.parametrize(
    ("age", "band"),
    [(None, ""), (0, "0-11"), (11, "0-11"), (12, "12-17"), (64, "45-64"), (65, "65+")],
)
def test_of_ages_only_bands_are_kept(age: int | None, band: str) -> None:
    assert band_of(age) == band


_GREEDY = {"family": "greedy", "utility": "cardinality"}
