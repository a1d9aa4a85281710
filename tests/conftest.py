"""What all tests share: the data folder of real files, and a clean memory between tests."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.cache import caches
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


# A shared machine is slow at times, which says nothing of the code. Where everything is
# required the same examples are tried each time, so that a red run means a changed project.
settings.register_profile("here", deadline=None)
settings.register_profile("required", deadline=None, derandomize=True)
settings.load_profile("required" if os.environ.get("WIJKREGIE_TEST_REQUIRE") else "here")


@pytest.fixture
def cbs() -> Path:
    """The folder with real files of CBS and others; it stands beside a checkout or nowhere."""
    folder = SHARED / "cbs"
    if not folder.is_dir():
        pytest.skip("the folder ../shared/data/cbs with real files is not here")
    return folder


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    """No test sees the counters and tables that another left in memory."""
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(autouse=True)
def _keep_connection(request: pytest.FixtureRequest) -> Iterator[None]:
    """No request ends the connection of its test, and with it the transaction around it.

    Django's own client sees to that; a streamed file and a WSGI client do not. A browser
    asks a server in another thread, with connections of its own.
    """
    ends = (request_started, request_finished)
    apart = request.node.get_closest_marker("browser") is None
    for signal in ends:
        if apart:
            signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        if apart:
            signal.connect(close_old_connections)
