"""Asking a service: patience where it helps, politeness always, and no question elsewhere."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.services.fake import ELSEWHERE, Fake, Fault
from wijkregie.cli.fetching import asking
from wijkregie.cli.fetching.asking import Asker, Patience
from wijkregie.cli.fetching.faults import FetchFault, Kind
from wijkregie.cli.fetching.pages import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def told() -> list[tuple[Kind, float]]:
    return []


@pytest.fixture
def asker(patience: Patience, told: list[tuple[Kind, float]]) -> Iterator[Asker]:
    with Asker(patience, lambda fault, wait: told.append((fault.kind, wait))) as asker:
        yield asker


def infos(fake: Fake) -> str:
    return f"{fake.root}/ODataFeed/odata/{fake.table}/TableInfos"


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault.RESET, Kind.BROKEN_OFF),
        (Fault.CUT, Kind.BROKEN_OFF),
        (Fault.GARBAGE, Kind.UNREADABLE),
        (Fault.LIST, Kind.UNREADABLE),
        (Fault.BUSY, Kind.BUSY),
        (Fault.UNAVAILABLE, Kind.BUSY),
        (Fault.FAILED, Kind.FAILED),
    ],
)
def test_what_passes_is_asked_again_and_told(
    fake: Fake, asker: Asker, told: list[tuple[Kind, float]], fault: Fault, kind: Kind
) -> None:
    asker.ask(infos(fake), parsed)
    fake.fail(fault)

    found = asker.ask(infos(fake), parsed)

    assert found["value"]
    assert [one for one, _wait in told] == [kind]
    assert asker.asked == len(fake.asked) == 3


def test_waits_grow_until_patience_is_over(
    fake: Fake, asker: Asker, slept: list[float]
) -> None:
    asker.ask(infos(fake), parsed)
    fake.fail(*[Fault.FAILED] * 6)

    with pytest.raises(FetchFault) as refused:
        asker.ask(infos(fake), parsed)

    assert refused.value.kind is Kind.FAILED
    assert refused.value.address == infos(fake)
    assert slept == [2.0, 4.0, 8.0, 16.0, 32.0]
    assert len(fake.asked) == 7


def test_a_service_that_asks_to_wait_is_given_its_time(
    fake: Fake, asker: Asker, slept: list[float]
) -> None:
    fake.fail(Fault.BUSY, Fault.UNAVAILABLE)

    asker.ask(infos(fake), parsed)

    assert slept == [7.0, 4.0]  # seconds are heard, a date leaves us our own pace


@pytest.mark.parametrize(
    ("fault", "kind"), [(Fault.TEAPOT, Kind.REFUSED), (Fault.MOVED, Kind.MOVED)]
)
def test_what_does_not_pass_is_asked_once(
    fake: Fake, asker: Asker, slept: list[float], fault: Fault, kind: Kind
) -> None:
    fake.fail(fault)

    with pytest.raises(FetchFault) as refused:
        asker.ask(infos(fake), parsed)

    assert refused.value.kind is kind
    assert len(fake.asked) == 1
    assert slept == []


def test_a_service_that_moved_is_not_followed_elsewhere(fake: Fake, asker: Asker) -> None:
    fake.fail(Fault.MOVED)

    with pytest.raises(FetchFault) as refused:
        asker.ask(infos(fake), parsed)

    assert refused.value.detail == f"{ELSEWHERE}/new"
    assert len(fake.asked) == 1


def test_a_table_that_is_not_there_is_asked_once(fake: Fake, asker: Asker) -> None:
    with pytest.raises(FetchFault) as refused:
        asker.ask(f"{fake.root}/ODataFeed/odata/00000NED/TableInfos", parsed)

    assert refused.value.kind is Kind.NOT_THERE
    assert len(fake.asked) == 1


def test_more_than_the_other_root_gives_is_no_passing_failure(fake: Fake, asker: Asker) -> None:
    with pytest.raises(FetchFault) as refused:
        asker.ask(f"{fake.root}/ODataApi/odata/{fake.table}/UntypedDataSet", parsed)

    assert refused.value.kind is Kind.REFUSED
    assert "10000 records" in refused.value.detail
    assert len(fake.asked) == 1


def test_without_network_one_knows_soon(asker: Asker, slept: list[float]) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/"

        with pytest.raises(FetchFault) as refused:
            asker.ask(address, parsed)

    assert (refused.value.kind, refused.value.host) == (Kind.UNREACHABLE, "127.0.0.1")
    assert slept == [2.0]


def test_questions_keep_their_distance(fake: Fake, slept: list[float]) -> None:
    hurried = Patience(between=0.5, sleep=slept.append, clock=lambda: 100.0)

    with Asker(hurried, lambda _fault, _wait: None) as asker:
        for _time in range(3):
            asker.ask(infos(fake), parsed)

    assert slept == [0.5, 0.5]


def test_an_answer_without_end_is_left(
    fake: Fake, asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "LIMIT", 10)

    with pytest.raises(FetchFault) as refused:
        asker.ask(infos(fake), parsed)

    assert refused.value.kind is Kind.TOO_LARGE


def test_an_answer_that_trickles_for_ever_is_left(fake: Fake, patience: Patience) -> None:
    hours = iter(range(0, 10_000_000, 1000))
    slow = replace(patience, tries=1, clock=lambda: float(next(hours)))

    with Asker(slow, lambda _fault, _wait: None) as asker, pytest.raises(FetchFault) as refused:
        asker.ask(infos(fake), parsed)

    assert refused.value.kind is Kind.BROKEN_OFF


@pytest.mark.parametrize("address", ["http://a\x00b/", "gopher://a/"])
def test_an_address_that_is_none_is_refused(asker: Asker, address: str) -> None:
    with pytest.raises(FetchFault) as refused:
        asker.ask(address, parsed)

    assert refused.value.kind is Kind.REFUSED


def test_deeply_nested_answers_are_no_answers() -> None:
    with pytest.raises(FetchFault, match="unreadable"):
        parsed(b"[" * 200_000)
