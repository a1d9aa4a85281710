"""A form that is sent at the same moment by two windows is done once."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from tests.makers.places import AT
from wijkregie.kit.models import Fact, SentForm
from wijkregie.kit.once import Before, only_once, remember, remembered


@pytest.mark.usefixtures("own_database")
def test_two_at_the_same_moment_do_not_both_win() -> None:
    gate, found = threading.Barrier(4), []

    def act() -> tuple[str, str]:
        Fact.objects.create(key=f"{threading.get_ident()}")
        return "done", "/there"

    def go() -> None:
        gate.wait()
        found.append(only_once("digest", act, at=AT))
        connections.close_all()

    threads = [threading.Thread(target=go) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found.count("done") == 1
    assert found.count(Before("/there")) == 3
    assert Fact.objects.count() == 1


@pytest.mark.django_db
def test_what_was_not_done_may_be_sent_again() -> None:
    assert only_once("digest", lambda: ("refused", ""), at=AT) == "refused"
    assert not SentForm.objects.exists()
    with pytest.raises(ZeroDivisionError):
        only_once("digest", lambda: (1 // 0, "/there"), at=AT)
    assert not SentForm.objects.exists()
    assert only_once("digest", lambda: ("done", "/there"), at=AT) == "done"
    assert only_once("digest", lambda: ("done", "/else"), at=AT) == Before("/there")


@pytest.mark.django_db
def test_what_a_part_led_to_is_remembered_by_its_last_word() -> None:
    remember({"a": "first", "b": "other"}, at=AT)
    remember({"a": "second"}, at=AT)
    remember({}, at=AT)

    assert remembered(["a", "b", "c"]) == {"a": "second", "b": "other"}
