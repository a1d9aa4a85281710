"""Several workers look into the outbox at the same moment."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from tests.kit.test_outbox import SOON, put, taken


@pytest.mark.usefixtures("own_database")
def test_workers_at_the_same_moment_never_take_the_same() -> None:
    for number in range(40):
        put(f"{number}")
    gate, found = threading.Barrier(4), []

    def go(name: str) -> None:
        gate.wait()
        while ids := taken(name, SOON, most=3):
            found.extend(ids)
        connections.close_all()

    threads = [threading.Thread(target=go, args=[f"{number}"]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == len(set(found)) == 40
