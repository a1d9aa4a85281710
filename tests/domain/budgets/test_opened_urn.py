"""Who counted may know how plans stand: from then on roll, paper and plans are as they are."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from tests.makers.counting import counted, voted
from tests.makers.people import make_person, make_role, viewer_for
from tests.makers.places import AT
from tests.makers.voting import OVER
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Count, PaperSheet, Round
from wijkregie.domain.budgets.queries import Step
from wijkregie.domain.budgets.services import BudgetRefused, LotWanted, SheetDraft
from wijkregie.domain.people.states import Role
from wijkregie.kit.models import LogRow
from wijkregie.kit.sealing import SealBroken

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from tests.makers.voting import Vote

pytestmark = pytest.mark.django_db
LOT = {"family": "greedy", "utility": "cardinality", "ties": ["lot"]}


@pytest.fixture
def level() -> Vote:
    """One vote each for two plans of which one can be paid, and a third code not used."""
    return voted([("1",), ("2",)], prices=(1_000, 900), counting=LOT, voters=3)


def test_a_count_that_waits_for_a_lot_takes_nothing_more(level: Vote) -> None:
    found, by, chance = level.round, level.by, level.chance
    two = found.proposals.get(number=2)
    later: list[tuple[str, Callable[[], object]]] = [
        (
            "stembus is geopend",
            lambda: services.book_paper(
                found.pk, level.codes[2], by=by, at=OVER, chance=chance
            ),
        ),
        (
            "stembus is geopend",
            lambda: services.open_batch(found.pk, "Later", 1, by=by, at=OVER),
        ),
        ("gesloten", lambda: level.cast(2, "1")),
        (
            "voorbij",
            lambda: services.replace_code(found.pk, 3, "Kwijt", by=by, at=AT, chance=chance),
        ),
        (
            "voorbij",
            lambda: services.hand_out_code(found.pk, None, None, by=by, at=AT, chance=chance),
        ),
        (
            "stembus is al geopend",
            lambda: services.withdraw_proposal(two.pk, "Toch niet.", by=by, at=OVER),
        ),
    ]

    with pytest.raises(LotWanted):
        services.count_votes(found.pk, by=by, at=OVER)

    for words, act in later:
        with pytest.raises(BudgetRefused, match=words), transaction.atomic():
            act()
    services.record_lot(found.pk, ("2", "1"), "Op het plein", by=by, at=OVER)
    made = counted(level)
    assert (made.cast, made.on_paper, made.entitled) == (2, 0, 3)
    assert made.proposals.get(proposal=two).place == 1


def test_every_attempt_to_count_stands_in_the_log(level: Vote) -> None:
    for _time in range(2):
        with pytest.raises(LotWanted):
            services.count_votes(level.round.pk, by=level.by, at=OVER)
    services.record_lot(level.round.pk, ("1", "2"), "Op het plein", by=level.by, at=OVER)
    counted(level)

    rows = LogRow.objects.filter(what__in=("urn_opened", "count_refused", "round_counted"))
    assert [(row.what, row.why) for row in rows.order_by("pk")][:3] == [
        ("urn_opened", "2"),
        ("count_refused", "lot: 1, 2"),
        ("count_refused", "lot: 1, 2"),
    ]
    assert rows.count() == 4


def test_an_attempt_without_the_key_stands_in_the_log_too(level: Vote, settings: Any) -> None:
    settings.WIJKREGIE_SEALED_KEY = "another key than the one before"

    with pytest.raises(SealBroken):
        services.count_votes(level.round.pk, by=level.by, at=OVER)

    assert LogRow.objects.filter(what="count_refused", why="").count() == 1


def test_a_count_that_cannot_begin_leaves_the_urn_shut() -> None:
    vote = voted([("1",)], voters=3)
    found, by = vote.round, vote.by
    services.book_paper(found.pk, vote.codes[1], by=by, at=OVER, chance=vote.chance)

    with pytest.raises(BudgetRefused, match="1 brieven"):
        services.count_votes(found.pk, by=by, at=OVER)
    batch = services.open_batch(found.pk, "Buurthuis", 1, by=by, at=OVER)
    with pytest.raises(BudgetRefused, match="Maak eerst af: Buurthuis"):
        services.count_votes(found.pk, by=by, at=OVER)
    desk = queries.count_desk(by, found.pk, OVER)
    assert desk is not None
    assert (desk.step, desk.opened_at) == (Step.OVER, None)
    assert desk.check == queries.UrnCheck(("Buurthuis",), 1, 0, 2, 1, 2)
    assert not desk.check.agrees
    assert not LogRow.objects.filter(what="urn_opened").exists()

    for _reader in range(2):
        person = make_person(municipality=found.municipality)
        make_role(found.municipality, Role.DISTRICT_MANAGER, person=person)
        reads = viewer_for(person, found.municipality)
        services.enter_sheet(batch, 1, SheetDraft(("1",)), by=reads, at=OVER)
    services.pour(batch, by=by, at=OVER, chance=vote.chance)
    assert not PaperSheet.objects.exists()
    desk = queries.count_desk(by, found.pk, OVER)
    assert desk is not None
    assert desk.check is not None
    assert desk.check.agrees
    assert counted(vote).on_paper == 1


def test_the_desk_says_that_the_urn_was_opened(level: Vote) -> None:
    with pytest.raises(LotWanted):
        services.count_votes(level.round.pk, by=level.by, at=OVER)

    for at in (OVER, AT):
        desk = queries.count_desk(level.by, level.round.pk, at)
        assert desk is not None
        assert (desk.step, desk.opened_at) == (Step.OPENED, OVER)
    services.record_lot(level.round.pk, ("1", "2"), "Op het plein", by=level.by, at=OVER)
    services.count_votes(level.round.pk, by=level.by, at=AT)
    assert Count.objects.get().counted_at == AT


@pytest.mark.parametrize("opened_at", [None, OVER + timedelta(days=1)])
def test_the_database_keeps_when_an_urn_was_opened(level: Vote, opened_at: Any) -> None:
    with pytest.raises(LotWanted):
        services.count_votes(level.round.pk, by=level.by, at=OVER)

    with pytest.raises(IntegrityError, match="opened_urn_stands"), transaction.atomic():
        Round.objects.update(urn_opened_at=opened_at)


def draw(vote: Vote, at: Any = OVER) -> None:
    services.record_lot(vote.round.pk, ("1", "2"), "Op het plein", by=vote.by, at=at)


@pytest.mark.parametrize("at", [AT, OVER])
def test_a_lot_is_drawn_only_once_a_count_asked_for_it(level: Vote, at: Any) -> None:
    with pytest.raises(BudgetRefused, match="Tel eerst"):
        draw(level, at)

    assert not level.round.acts.exists()


def test_where_no_plans_stand_level_no_lot_is_drawn() -> None:
    clear = voted([("1",), ("1",), ("2",)], prices=(1_000, 900), counting=LOT)
    # Opened, but not counted: the machine stopped between the two.
    Round.objects.filter(pk=clear.round.pk).update(urn_opened_at=OVER)

    with pytest.raises(BudgetRefused, match="niets te loten"):
        draw(clear)

    assert not clear.round.acts.exists()
