"""Paper: booked once, read by two people who do not see each other, poured without a trace."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from tests.makers.people import make_person, make_role, viewer_for
from tests.makers.places import AT, rows_of
from tests.makers.voting import OVER, make_vote
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import PaperBatch, PaperSheet, SealedBallot, Voter
from wijkregie.domain.budgets.queries.unsealing import holds, opened
from wijkregie.domain.budgets.services import BudgetRefused, SheetDraft
from wijkregie.domain.budgets.states import BatchState, Used
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.kit.models import LogRow

if TYPE_CHECKING:
    from tests.makers.voting import Vote
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote() -> Vote:
    return make_vote()


def reader(vote: Vote) -> Viewer:
    """Somebody who runs funds here."""
    here = vote.round.municipality
    person = make_person(municipality=here)
    make_role(here, Role.DISTRICT_MANAGER, person=person)
    return viewer_for(person, here)


def book(vote: Vote, number: int) -> services.ReceiptSeen:
    return services.book_paper(
        vote.round.pk, vote.codes[number], by=vote.by, at=AT, chance=vote.chance
    )


def pile(vote: Vote, sheets: int, name: str = "Buurthuis") -> int:
    return services.open_batch(vote.round.pk, name, sheets, by=vote.by, at=AT)


def read(batch: int, number: int, by: Viewer, *marks: str, invalid: str = "") -> None:
    draft = SheetDraft(marks, invalid=invalid)
    services.enter_sheet(batch, number, draft, by=by, at=AT)


def settle(batch: int, number: int, by: Viewer, *marks: str) -> None:
    services.settle_sheet(batch, number, SheetDraft(marks), by=by, at=AT)


def pour(vote: Vote, batch: int) -> int:
    return services.pour(batch, by=vote.by, at=OVER, chance=vote.chance)


def test_paper_and_screen_come_together_in_one_count(vote: Vote) -> None:
    one, other = reader(vote), reader(vote)
    vote.cast(0, "2")
    receipt = book(vote, 1)
    book(vote, 2)
    batch = pile(vote, 2)
    for by in (one, other):
        read(batch, 1, by, "1", "2")
        read(batch, 2, by, invalid="Er staat een naam op")

    assert pour(vote, batch) == 2

    assert not PaperSheet.objects.exists()
    assert PaperBatch.objects.get().state == BatchState.POURED
    cast = services.open_urn(vote.round.pk, at=OVER)
    assert cast.ballots.marks == ((), ("1", "2"), ("2",))
    assert cast.codes is not None
    assert len(cast.codes.leaves) == 3
    assert Voter.objects.filter(used=Used.PAPER).count() == 2
    seen = queries.receipt_of(vote.round.pk, vote.codes[1])
    assert seen is not None
    assert seen.code_words == receipt.code_words
    with pytest.raises(BudgetRefused, match="verandert niets"):
        read(batch, 1, one, "1")


def test_a_code_votes_on_a_screen_or_on_paper(vote: Vote) -> None:
    vote.cast(0, "1")
    book(vote, 1)

    with pytest.raises(BudgetRefused, match="al gestemd"):
        book(vote, 0)
    with pytest.raises(BudgetRefused, match="al gestemd"):
        vote.cast(1, "1")
    with pytest.raises(BudgetRefused, match="al gestemd"):
        book(vote, 1)


def test_neither_reader_sees_the_other_and_one_is_not_both(vote: Vote) -> None:
    one, other, third = reader(vote), reader(vote), reader(vote)
    batch = pile(vote, 1)
    read(batch, 1, one, "1")

    (mine,) = queries.sheets_of(one, batch)
    (theirs,) = queries.sheets_of(other, batch)
    assert (mine.times, mine.may_read) == (1, True)
    assert mine.mine is not None
    assert mine.mine.marks == ("1",)
    assert (theirs.times, theirs.may_read, theirs.mine) == (1, True, None)
    read(batch, 1, one, "2")
    assert PaperSheet.objects.get().second is None
    read(batch, 1, other, "1")

    for by in (one, other, third):
        with pytest.raises(BudgetRefused, match="Twee personen"):
            read(batch, 1, by, "2")
    (late,) = queries.sheets_of(third, batch)
    assert (late.times, late.may_read, late.mine) == (2, False, None)
    (seen,) = queries.sheets_of(other, batch)
    assert seen.mine is not None
    assert seen.mine.marks == ("1",)


def test_who_read_a_sheet_first_does_not_read_it_again(vote: Vote) -> None:
    one, other = reader(vote), reader(vote)
    batch = pile(vote, 2)
    read(batch, 1, one, "1")
    read(batch, 1, other, "1")
    read(batch, 2, other, "2")
    read(batch, 2, one, "2")

    assert pour(vote, batch) == 2
    rows = LogRow.objects.filter(what="paper_sheet_read").order_by("pk")
    assert [(row.by_id, row.why) for row in rows] == [
        (one.person_id, "1"),
        (other.person_id, "1"),
        (other.person_id, "2"),
        (one.person_id, "2"),
    ]


def test_what_two_read_differently_a_third_settles_by_the_paper(vote: Vote) -> None:
    one, other, third = reader(vote), reader(vote), reader(vote)
    batch = pile(vote, 2)
    for number in (1, 2):
        read(batch, number, one, "1")
    with pytest.raises(BudgetRefused, match=r"Nog niet twee keer gelezen: 1, 2\."):
        pour(vote, batch)
    assert queries.differences(one, batch) == []
    read(batch, 1, other, "1", "3")
    read(batch, 2, other, "1")
    with pytest.raises(BudgetRefused, match=r"Verschillend gelezen: 1\."):
        pour(vote, batch)

    (found,) = queries.differences(one, batch)
    assert (found.number, found.first.marks, found.second.marks) == (1, ("1",), ("1", "3"))
    assert found.settled is None
    with pytest.raises(BudgetRefused, match="niets vast te stellen"):
        settle(batch, 2, third, "1")
    with pytest.raises(BudgetRefused, match="twee personen"):
        settle(batch, 1, vote.by, "3")
    settle(batch, 1, third, "3")
    (found,) = queries.differences(one, batch)
    assert found.settled is not None
    assert (found.settled.marks, found.holds, found.mine) == (("3",), True, True)
    pour(vote, batch)

    assert sorted(opened(row)[0] for row in SealedBallot.objects.all()) == [("1",), ("3",)]


def test_what_a_third_settled_the_two_who_read_it_do_not_change(vote: Vote) -> None:
    one, other, third = reader(vote), reader(vote), reader(vote)
    batch = pile(vote, 1)
    read(batch, 1, one, "1")
    read(batch, 1, other, "2")
    settle(batch, 1, third, "3")

    (row,) = LogRow.objects.filter(what="paper_sheet_settled")
    assert (row.by_id, row.why) == (third.person_id, "1")
    with pytest.raises(BudgetRefused, match="derde"):
        settle(batch, 1, one, "1")
    (found,) = queries.differences(one, batch)
    assert (found.holds, found.mine) == (True, True)
    settle(batch, 1, reader(vote), "2")
    pour(vote, batch)
    assert [opened(row)[0] for row in SealedBallot.objects.all()] == [("2",)]


def test_of_the_two_who_read_a_sheet_neither_settles_it_alone(vote: Vote) -> None:
    one, other = reader(vote), reader(vote)
    batch = pile(vote, 1)
    read(batch, 1, one, "1")
    read(batch, 1, other, "2")

    settle(batch, 1, one, "3")
    settle(batch, 1, one, "3")
    with pytest.raises(BudgetRefused, match=r"Verschillend gelezen: 1\."):
        pour(vote, batch)
    (found,) = queries.differences(one, batch)
    assert found.settled is not None
    assert (found.settled.marks, found.holds, found.mine) == (("3",), False, True)
    settle(batch, 1, other, "2")
    with pytest.raises(BudgetRefused, match=r"Verschillend gelezen: 1\."):
        pour(vote, batch)
    (found,) = queries.differences(one, batch)
    assert (found.holds, found.mine) == (False, False)
    settle(batch, 1, one, "2")
    (found,) = queries.differences(one, batch)
    assert found.holds
    pour(vote, batch)

    assert [opened(row)[0] for row in SealedBallot.objects.all()] == [("2",)]
    rows = LogRow.objects.filter(what="paper_sheet_settled").order_by("pk")
    mine, theirs = one.person_id, other.person_id
    assert [row.by_id for row in rows] == [mine, mine, theirs, mine]


def test_the_database_wants_another_to_agree(vote: Vote) -> None:
    one = reader(vote)
    batch = pile(vote, 1)
    read(batch, 1, one, "1")
    mine = one.person_id

    with pytest.raises(IntegrityError, match="sheet_agreed"), transaction.atomic():
        PaperSheet.objects.update(agreed_by=mine)
    with pytest.raises(IntegrityError, match="sheet_agreed"), transaction.atomic():
        PaperSheet.objects.update(agreed_by=mine, settled_by=mine)


def test_what_was_read_stands_nowhere_in_clear(vote: Vote) -> None:
    batch = pile(vote, 1)
    read(batch, 1, reader(vote), invalid="kanariegeel")

    assert "kanariegeel" not in str(rows_of(PaperSheet, PaperBatch, LogRow))


def test_a_sheet_beyond_the_limits_is_invalid(vote: Vote) -> None:
    batch = pile(vote, 1)

    with pytest.raises(BudgetRefused, match="Plan 9"):
        read(batch, 1, reader(vote), "9")
    with pytest.raises(ProgrammeRefused):
        read(batch, 5, reader(vote), "1")
    with pytest.raises(BudgetRefused, match="twee personen"):
        read(batch, 1, vote.by, "1")


def test_piles_have_a_name_and_a_number(vote: Vote) -> None:
    pile(vote, 2)

    for name, sheets, field in (("", 2, "name"), ("buurthuis", 2, "name"), ("B", 0, "sheets")):
        with pytest.raises(BudgetRefused) as raised:
            pile(vote, sheets, name)
        assert raised.value.field == field
    (seen,) = queries.batches_of(vote.by, vote.round.pk)
    assert (seen.name, seen.sheets, seen.read_once, seen.read_twice) == ("Buurthuis", 2, 0, 0)
    assert queries.batch_seen(vote.by, seen.id) == seen
    assert queries.batch_seen(vote.by, 0) is None


def test_what_one_person_read_does_not_hold_yet(vote: Vote) -> None:
    batch, one = pile(vote, 1), reader(vote)
    read(batch, 1, one, "1")

    assert holds(PaperSheet.objects.get()) is None
    with pytest.raises(ProgrammeRefused):
        read(0, 1, one, "1")


def test_paper_comes_from_the_first_day_on_and_where_it_is_allowed() -> None:
    vote, on_screen = make_vote(), make_vote(on_paper=False)

    with pytest.raises(BudgetRefused, match="niet begonnen"):
        services.book_paper(
            vote.round.pk,
            vote.codes[0],
            by=vote.by,
            at=AT - timedelta(days=1),
            chance=vote.chance,
        )
    with pytest.raises(BudgetRefused, match="niemand op papier"):
        book(on_screen, 0)
    services.book_paper(vote.round.pk, vote.codes[0], by=vote.by, at=OVER, chance=vote.chance)
