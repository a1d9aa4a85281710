"""The urn: two at once, rows that tell nothing of each other, and how it is opened."""

from __future__ import annotations

import threading
from datetime import timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, connections, transaction

from tests.makers.budgets import make_fund, make_round
from tests.makers.places import AT, make_municipality
from tests.makers.voting import OVER, make_vote
from wijkregie.core import codes
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import (
    Count,
    PaperBatch,
    Receipt,
    Remark,
    Round,
    SealedBallot,
    Voter,
)
from wijkregie.domain.budgets.queries.unsealing import fingerprint, opened
from wijkregie.domain.budgets.services import BallotDraft, BudgetRefused, finding, urn
from wijkregie.domain.budgets.states import Used
from wijkregie.kit import erasure
from wijkregie.kit.backup.make import back_up

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.makers.voting import Vote

VOTES = 200
POINTS = {"points": 1_000_000}
#: With so many votes an order of chance is almost never this much like the order of voting.
ALIKE = 0.35


@pytest.mark.parametrize("second", ["web", "paper"])
@pytest.mark.usefixtures("own_database")
def test_two_at_the_same_moment_spend_one_code_once(second: str) -> None:
    vote = make_vote()
    gate, told = threading.Barrier(4), []

    def go(number: int) -> None:
        gate.wait()
        try:
            _vote_or_book(vote, number, paper=bool(number % 2) and second == "paper")
            told.append("done")
        except BudgetRefused:
            told.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told) == ["done", "refused", "refused", "refused"]
    assert Receipt.objects.count() == Voter.objects.exclude(used="").count() == 1


def test_who_holds_a_round_makes_no_vote_wait(server_database: None) -> None:
    """Who books paper holds the round first, then the roll: a vote goes the other way round."""
    vote, told = make_vote(), []

    def voting() -> None:
        try:
            _vote_or_book(vote, 0, paper=False)
            told.append("done")
        finally:
            connections.close_all()

    thread = threading.Thread(target=voting)
    with transaction.atomic():
        finding.round_to_change(vote.round.pk, vote.by)
        thread.start()
        thread.join()

    assert told == ["done"]


@pytest.mark.usefixtures("own_database")
def test_a_vote_during_a_shuffle_is_neither_lost_nor_refused() -> None:
    vote = make_vote(voters=12)
    gate, faults = threading.Barrier(2), []

    def shuffling() -> None:
        gate.wait()
        for number in range(4):
            services.shuffle(vote.round.pk, chance=Random(number))  # noqa: S311 - of a test
        connections.close_all()

    thread = threading.Thread(target=shuffling)
    thread.start()
    gate.wait()
    for number in range(12):
        try:
            vote.cast(number, "1")
        except BudgetRefused as fault:
            faults.append(str(fault))
    thread.join()

    assert not faults
    assert services.open_urn(vote.round.pk, at=OVER).ballots.counts == (12,)


def test_after_a_night_no_row_tells_of_another(own_database: str) -> None:
    vote = _voted(Random(3))  # noqa: S311 - of a test

    assert services.shuffle_urns(at=AT, chance=Random(5)) == {"shuffled": 3 * VOTES}  # noqa: S311

    assert links(vote) == set()
    cast = services.open_urn(vote.round.pk, at=OVER)
    assert cast.ballots.voters == VOTES
    assert own_database in {"sqlite", "postgresql"}


def test_the_look_for_links_finds_the_faults_that_were_planted(own_database: str) -> None:
    """Numbers in a row, and rows that were not shuffled: what the look above is for."""
    in_a_row = _voted(_InARow())

    found = links(in_a_row)

    assert {"ballot in order", "receipt in order", "ballot beside receipt"} <= found
    if own_database == "postgresql":
        assert "written together" in found


def test_on_sqlite_rows_never_stand_in_the_order_of_voting(file_database: Path) -> None:
    """There the number is the place in the file, so that also a copy by day tells nothing."""
    assert file_database.is_file()

    assert links(_voted(Random(3))) == set()  # noqa: S311 - of a test


@pytest.mark.usefixtures("own_database")
def test_a_backup_holds_no_choice_that_one_can_read(tmp_path: Path) -> None:
    themes = ["kanariegeel", "groen", "veilig"]
    counting = {"step_cents": 100, "least": 2, "themes": themes}
    vote = make_vote("themes", counting=counting)
    vote.cast(0, "kanariegeel", "groen", points=(900, 900))
    ballot = b'[["kanariegeel"'
    (row,) = SealedBallot.objects.all()

    back_up(tmp_path / "backup.tar", at=AT)

    raw = (tmp_path / "backup.tar").read_bytes()
    assert ballot not in raw
    assert vote.codes[0].encode() not in raw
    assert set(opened(row)[0]) == {"groen", "kanariegeel"}


@pytest.mark.django_db
def test_the_urn_opens_after_the_last_day_and_only_where_numbers_agree() -> None:
    vote = make_vote(voters=4)
    vote.cast(0, "1")
    vote.cast(1, "2", "1")

    with pytest.raises(BudgetRefused, match="niet voorbij"):
        services.open_urn(vote.round.pk, at=AT + timedelta(days=9))
    cast = services.open_urn(vote.round.pk, at=OVER)
    assert cast.ballots.marks == (("1",), ("1", "2"))
    assert SealedBallot.objects.count() == 2

    (planted, _other) = Receipt.objects.all()
    planted.delete()
    with pytest.raises(
        BudgetRefused, match=r"2 codes gebruikt, .* 2 stemmen .* 1 stembewijzen"
    ):
        services.open_urn(vote.round.pk, at=OVER)


@pytest.mark.django_db
def test_a_stuffed_urn_is_not_counted() -> None:
    vote = make_vote()
    vote.cast(0, "1")
    urn.drop(vote.round, (("2",), ()), vote.chance)

    with pytest.raises(BudgetRefused, match="2 stemmen in de stembus"):
        services.open_urn(vote.round.pk, at=OVER)


@pytest.mark.django_db
def test_letters_on_paper_and_sheets_must_be_as_many() -> None:
    vote = make_vote()
    _vote_or_book(vote, 0, paper=True)

    with pytest.raises(BudgetRefused, match=r"1 brieven geboekt .* 0 papieren"):
        services.open_urn(vote.round.pk, at=OVER)
    batch = services.open_batch(vote.round.pk, "Buurthuis", 1, by=vote.by, at=AT)
    with pytest.raises(BudgetRefused, match=r"Maak eerst af: Buurthuis"):
        services.open_urn(vote.round.pk, at=OVER)
    assert PaperBatch.objects.get().pk == batch


@pytest.mark.django_db
def test_an_urn_that_was_counted_is_emptied_and_takes_nothing_more() -> None:
    vote = make_vote()
    vote.cast(0, "1")
    with pytest.raises(ValueError, match="in a count"):
        services.empty_urn(vote.round.pk)
    counted(vote.round)

    with pytest.raises(BudgetRefused, match="gesloten"):
        vote.cast(1, "1")
    assert services.shuffle_urns(at=OVER, chance=vote.chance) == {"emptied": 1}

    assert not SealedBallot.objects.exists()
    assert Receipt.objects.count() == 1
    assert Voter.objects.count() == 3
    assert services.shuffle_urns(at=OVER, chance=vote.chance) == {}


@pytest.mark.django_db
def test_two_backups_do_not_tell_which_ballot_came_in_between() -> None:
    vote = make_vote(voters=4)
    for number in range(3):
        vote.cast(number, "1")
    services.shuffle(vote.round.pk, chance=vote.chance)
    before = {bytes(row.sealed) for row in SealedBallot.objects.all()}
    was = {row.pk for row in Receipt.objects.all()}

    vote.cast(3, "2")
    services.shuffle(vote.round.pk, chance=vote.chance)

    rows = list(SealedBallot.objects.all())
    assert not before & {bytes(row.sealed) for row in rows}
    assert not was & {row.pk for row in Receipt.objects.all()}
    assert len({len(row.sealed) for row in rows}) == 1
    assert sorted(opened(row)[0] for row in rows) == [("1",), ("1",), ("1",), ("2",)]


@pytest.mark.django_db
def test_a_round_without_voters_is_not_shuffled() -> None:
    assert services.shuffle(_unsettled().pk) == 0
    with pytest.raises(Exception, match="in a transaction"):
        _outside(_unsettled())


@pytest.mark.django_db
def test_a_round_that_stops_without_a_count_leaves_no_roll() -> None:
    vote, stays = make_vote(), make_vote()
    vote.cast(0, "1")
    words = BallotDraft(("1",), remarks=(("1", "Mooi plan."),))
    vote.cast(1, draft=words)
    services.close_round(vote.round.pk, "Gestopt", by=vote.by, at=AT)

    kept = services.shuffle_urns(at=AT + timedelta(days=42), chance=vote.chance)
    assert kept == {"shuffled": 3}
    assert vote.round.urn.count() == 2
    told = services.shuffle_urns(at=AT + timedelta(days=43), chance=vote.chance)

    assert told == {"shuffled": 3, "dropped": 8}
    assert not SealedBallot.objects.exists()
    assert not Remark.objects.exists()
    assert set(Voter.objects.values_list("round", flat=True)) == {stays.round.pk}


@pytest.mark.django_db
def test_the_roll_goes_ninety_days_after_the_outcome_was_told_and_receipts_stay() -> None:
    vote = make_vote()
    vote.cast(0, "1")
    counted(vote.round, told_at=OVER)

    erasure.erase(at=OVER + timedelta(days=90))
    assert Voter.objects.count() == 3
    erasure.erase(at=OVER + timedelta(days=91))

    assert not Voter.objects.exists()
    assert Receipt.objects.count() == 1


@pytest.mark.django_db
def test_a_receipt_proves_that_a_vote_is_in_the_urn_and_then_in_the_count() -> None:
    vote = make_vote()
    receipt = vote.cast(0, "1")
    vote.cast(1, "2")
    pk, own = vote.round.pk, vote.codes[0]

    seen = queries.receipt_of(pk, own.lower())
    assert seen is not None
    assert (seen.in_urn, seen.counted, seen.code_words) == (True, False, receipt.code_words)
    never = queries.receipt_of(pk, vote.codes[2])
    assert never is not None
    assert (never.in_urn, never.counted) == (False, False)
    assert queries.receipt_of(pk, "no code") is None

    cast = services.open_urn(pk, at=OVER)
    counted(vote.round)
    proven = queries.receipt_of(pk, own)
    assert proven is not None
    assert (proven.in_urn, proven.counted, proven.size) == (False, True, 2)
    assert cast.codes is not None
    assert proven.root == cast.codes.root.hex()
    assert len(proven.path) == 1
    assert proven.code == codes.receipt(pk, own).hex()


class _InARow(Random):
    """Chance that is none: every number is the one before it and one."""

    def __init__(self) -> None:
        super().__init__(1)
        self._numbers = count(1)

    def getrandbits(self, _bits: int, /) -> int:
        return next(self._numbers)


def links(vote: Vote) -> set[str]:
    """What one who holds the database could read of who voted what, or when.

    ``vote.codes`` are the codes in the order in which was voted, and the n-th of them gave n
    points: what only this test knows.
    """
    pk = vote.round.pk
    ballots = _stand(SealedBallot, lambda row: opened(row)[1][0])
    receipts = _stand(Receipt, lambda row: row.leaf)
    voters = _stand(Voter, lambda row: row.digest)
    ballot_at = [ballots[number][0] for number in range(1, VOTES + 1)]
    receipt_at = [receipts[codes.receipt(pk, code).hex()][0] for code in vote.codes]
    voter_at = [voters[fingerprint(pk, code)][0] for code in vote.codes]
    order = list(range(VOTES))
    found = {
        name
        for name, one, other in (
            ("ballot in order", ballot_at, order),
            ("receipt in order", receipt_at, order),
            ("voter in order", voter_at, order),
            ("ballot beside receipt", ballot_at, receipt_at),
            ("ballot beside voter", ballot_at, voter_at),
            ("receipt beside voter", receipt_at, voter_at),
        )
        if abs(alike(one, other)) > ALIKE
    }
    if _shared():
        found.add("equal values")
    written = {moment for _place, moment in ballots.values() if moment}
    if len(written) > 1:
        found.add("written together")
    return found


def alike(one: Sequence[int], other: Sequence[int]) -> float:
    """Return how alike two orders are, from -1 to 1 (Spearman)."""
    ranks = [{place: at for at, place in enumerate(sorted(each))} for each in (one, other)]
    size = len(one)
    apart = sum(
        (ranks[0][here] - ranks[1][there]) ** 2 for here, there in zip(one, other, strict=True)
    )
    return 1 - 6 * apart / (size * (size**2 - 1))


def _stand(model: Any, known_by: Any) -> dict[Any, tuple[int, str]]:
    """Return where each row stands in its table, and by which transaction it was written."""
    table = model._meta.db_table
    server = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if server:
            cursor.execute(f"SELECT id, xmin::text FROM {table} ORDER BY ctid")  # noqa: S608
        else:
            cursor.execute(f"SELECT id, '' FROM {table} ORDER BY rowid")  # noqa: S608
        places = {pk: (at, moment) for at, (pk, moment) in enumerate(cursor.fetchall())}
    return {known_by(row): places[row.pk] for row in model.objects.all()}


def _shared() -> set[Any]:
    """Return what stands in two of the three tables alike, but whose rows they are."""
    tables = []
    for model in (SealedBallot, Receipt, Voter):
        rows = model.objects.values_list()
        names = [field.attname for field in model._meta.concrete_fields]
        kept = [
            at
            for at, name in enumerate(names)
            if name not in {"municipality_id", "round_id", "turn", "void", "used", "letter"}
        ]
        tables.append(
            {str(row[at]) for row in rows for at in kept if row[at] not in ("", None)}
        )
    return tables[0] & tables[1] | tables[0] & tables[2] | tables[1] & tables[2]


def _voted(chance: Random) -> Vote:
    """A vote in which all letters were used, in an order that has nothing to do with them."""
    vote = make_vote("points", voters=VOTES, limits=POINTS)
    vote.chance = chance
    Random(9).shuffle(vote.codes)  # noqa: S311 - of a test
    for number in range(VOTES):
        vote.cast(number, "1", points=(number + 1,))
    return vote


def _vote_or_book(vote: Vote, number: int, *, paper: bool) -> None:
    chance = Random(number)  # noqa: S311 - of a test
    if paper:
        services.book_paper(vote.round.pk, vote.codes[0], by=vote.by, at=AT, chance=chance)
        return
    draft = BallotDraft((str(number % 3 + 1),))
    services.cast(vote.round.pk, vote.codes[0], draft, how=Used.WEB, at=AT, chance=chance)


def counted(found: Round, **more: Any) -> Count:
    """A count of a round as far as the urn asks for it."""
    known = {"cast": 1, "counted_at": OVER, "audit": "{}", "ballots": "{}", "seal": "x"}
    return Count.objects.create(
        municipality_id=found.municipality_id, round=found, **known | more
    )


def _unsettled() -> Round:
    return make_round(make_fund(make_municipality()))


def _outside(found: Round) -> None:
    connection.in_atomic_block, was = False, connection.in_atomic_block
    try:
        urn.shuffle_rows(found, Random(1))  # noqa: S311 - of a test
    finally:
        connection.in_atomic_block = was
