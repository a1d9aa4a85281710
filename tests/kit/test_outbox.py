"""A message is put once, taken by one, and stays until it went or somebody knows why not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from tests.makers.places import AT
from wijkregie.kit import outbox
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.outbox_states import Stand, Way
from wijkregie.kit.viewer import Viewer

if TYPE_CHECKING:
    from datetime import datetime

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = 1, 2
BY = Viewer(HERE, person_id=7)
SOON = AT + timedelta(minutes=1)
TWICE = 2 * outbox.SILENT


def put(once: str = "one", **more: Any) -> OutboxRow:
    given: dict[str, Any] = {"way": Way.MAIL, "municipality_id": HERE, "at": AT, **more}
    outbox.put("signal_received", {"signal": 1}, once=once, **given)
    return OutboxRow.objects.get(once=once)


def taken(worker: str, at: datetime = AT, most: int = 20) -> list[int]:
    return [one.id for one in outbox.take(worker, at=at, most=most)]


def again(row: OutboxRow) -> OutboxRow:
    row.refresh_from_db()
    return row


def test_asked_for_twice_there_is_one() -> None:
    first = put()
    put(municipality_id=ELSEWHERE)

    assert OutboxRow.objects.get() == first
    assert first.municipality_id == HERE


def test_each_message_has_an_identity_of_its_own(settings: Any) -> None:
    settings.WIJKREGIE_URL = "https://wijk.voorbeeld.nl"

    one, two = put("one").message_id, put("two").message_id

    assert one != two
    assert one.endswith("@wijk.voorbeeld.nl>")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1"),
        ("http://[::1]:8000", "wijkregie.invalid"),
        (f"https://{'a' * 60}.nl", "wijkregie.invalid"),
        ("", "localhost"),
    ],
)
def test_an_identity_fits_wherever_the_installation_is(
    url: str, host: str, settings: Any
) -> None:
    settings.WIJKREGIE_URL = url

    made = put().message_id

    assert made.endswith(f"@{host}>")
    assert len(made) <= 80


def test_it_is_gone_with_what_it_tells_about() -> None:
    def fail() -> None:
        with transaction.atomic():
            put()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert not OutboxRow.objects.exists()


def test_the_oldest_go_first_and_to_one_only() -> None:
    late, early = put("late", not_before=SOON), put("early")

    assert taken("one", SOON, most=1) == [early.pk]
    assert taken("two", SOON) == [late.pk]
    assert taken("three", SOON) == []


def test_what_is_not_due_stays() -> None:
    put(not_before=SOON)

    assert taken("one") == []


def test_letters_and_calls_are_not_for_a_worker() -> None:
    put("letter", way=Way.LETTER)
    put("call", way=Way.CALL)

    assert taken("one") == []


def test_who_fell_silent_lets_go() -> None:
    row = put()
    assert taken("one") == [row.pk]

    assert taken("two", AT + outbox.SILENT) == []
    assert taken("two", AT + TWICE) == [row.pk]
    assert not outbox.hold(row.pk, "one", at=AT + TWICE)
    assert outbox.hold(row.pk, "two", at=AT + TWICE)


def test_who_holds_on_is_not_silent() -> None:
    row = put()
    taken("one")

    assert outbox.hold(row.pk, "one", at=AT + outbox.SILENT)

    assert taken("two", AT + TWICE) == []


def test_who_stops_gives_back_what_did_not_go() -> None:
    first, second = put("first"), put("second")
    taken("one")
    outbox.sent(first.pk, at=SOON)

    outbox.let_go("one")

    assert taken("two", SOON) == [second.pk]
    assert again(first).stand == Stand.SENT


def test_it_is_sent_once() -> None:
    row = put()
    taken("one")

    assert outbox.sent(row.pk, at=SOON)
    assert not outbox.sent(row.pk, at=SOON + TWICE)

    assert (again(row).stand, row.done_at, row.taken_by) == (Stand.SENT, SOON, "")
    assert taken("two", AT + TWICE) == []


def test_a_fault_that_may_pass_waits_longer_each_time_and_then_fails() -> None:
    row, at = put(), AT
    for pause in outbox.PAUSES:
        assert taken("one", at) == [row.pk]
        outbox.failed(row.pk, "refused (450)", at=at)
        assert again(row).not_before == at + pause
        assert taken("one", at + pause - timedelta(seconds=1)) == []
        at += pause
    outbox.failed(row.pk, "refused (450)", at=at)

    assert (again(row).stand, row.tries) == (Stand.FAILED, outbox.TRIES)
    assert row.done_at == at
    assert taken("one", at + TWICE) == []


def test_a_fault_for_good_fails_at_once() -> None:
    row = put()

    outbox.failed(row.pk, "x" * 200, at=SOON, final=True)

    assert (again(row).stand, row.fault) == (Stand.FAILED, "x" * 120)


def test_what_went_cannot_fail_any_more() -> None:
    row = put()
    outbox.sent(row.pk, at=SOON)

    outbox.failed(row.pk, "connection lost", at=SOON)

    assert again(row).stand == Stand.SENT


def test_what_counts_no_more_does_not_go() -> None:
    mine, other = put("answer:1:5"), put("answer:11:5")

    assert outbox.void("answer:1:", at=SOON, why="reopened") == 1
    assert outbox.void("answer:1:", at=SOON) == 0

    assert (again(mine).stand, mine.fault) == (Stand.VOID, "reopened")
    assert taken("one", SOON) == [other.pk]
    assert not outbox.sent(mine.pk, at=SOON)


def test_without_a_reader_it_is_dropped_with_the_reason() -> None:
    row = put()

    outbox.drop(row.pk, "there is no address any more", at=SOON)

    assert (again(row).stand, row.fault) == (Stand.VOID, "there is no address any more")
    assert row.tries == 1


def test_a_row_is_done_or_it_is_not() -> None:
    row = put()

    with pytest.raises(IntegrityError, match="outbox_done_or_not"), transaction.atomic():
        OutboxRow.objects.filter(pk=row.pk).update(stand=Stand.SENT)


def test_who_posted_it_stands_in_the_log() -> None:
    row = put(way=Way.LETTER)

    assert outbox.done_by_hand(row.pk, by=BY, at=SOON, note=" with the post ")
    assert not outbox.done_by_hand(row.pk, by=BY, at=SOON)

    assert (again(row).stand, row.done_by_id) == (Stand.SENT, 7)
    logged = LogRow.objects.get(what="outbox.done")
    assert (logged.by_id, logged.object_id) == (7, row.pk)
    assert logged.why == "with the post"


def test_a_mail_that_failed_can_be_made_good() -> None:
    row = put()
    outbox.failed(row.pk, "refused (550)", at=AT, final=True)

    assert outbox.done_by_hand(row.pk, by=BY, at=SOON)

    assert list(outbox.undelivered(HERE)) == []


def test_what_is_not_there_cannot_be_done() -> None:
    assert not outbox.done_by_hand(0, by=BY, at=SOON)


def test_what_waits_here_the_oldest_first() -> None:
    second = put("second", way=Way.LETTER, at=SOON)
    first = put("first", way=Way.LETTER)
    put("call", way=Way.CALL)
    put("elsewhere", way=Way.LETTER, municipality_id=ELSEWHERE)
    outbox.sent(put("gone", way=Way.LETTER).pk, at=SOON)

    found = outbox.waiting(Way.LETTER, HERE)

    assert [one.id for one in found] == [first.pk, second.pk]
    assert found[0].ids == {"signal": 1}


def test_what_could_not_be_delivered() -> None:
    mine, other = put("mine"), put("other", municipality_id=ELSEWHERE)
    put("waits")
    for row in (mine, other):
        outbox.failed(row.pk, "refused (550)", at=SOON, final=True)

    assert [one.id for one in outbox.undelivered(HERE)] == [mine.pk]
    assert [one.id for one in outbox.undelivered(HERE, ["signal_received"])] == [mine.pk]
    assert list(outbox.undelivered(HERE, ["signal_answered"])) == []
    assert [one.id for one in outbox.undelivered(None)] == [mine.pk, other.pk]


def test_one_message_with_how_far_it_is() -> None:
    row = put()

    found = outbox.message(row.pk)

    assert found is not None
    assert (found.stand, found.way, found.tries) == (Stand.WAITING, Way.MAIL, 0)
    assert found.message_id == row.message_id
    assert outbox.message(0) is None


def test_mail_that_was_due_long_ago_is_late() -> None:
    put("letter", way=Way.LETTER)
    put()

    assert outbox.late(at=AT + TWICE) == 0
    assert outbox.late(at=AT + TWICE + timedelta(seconds=1)) == 1
