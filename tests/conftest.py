"""What all tests share: the data folder of real files, and a clean memory between tests."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.cache import caches
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
