"""What all tests share: the data folder of real files, and a clean memory between tests."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.cache import caches
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import TransactionTestCase
from django.test.signals import template_rendered
from hypothesis import settings

from tests.makers.guarded import all_lifted
from tests.makers.prepared import in_memory, prepared_postgres, prepared_sqlite
from tools import rendered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.template import Template
    from pytest_django import DjangoDbBlocker

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


# A shared machine is slow at times, which says nothing of the code. Where everything is
# required the same examples are tried each time, so that a red run means a changed project.
settings.register_profile("here", deadline=None)
settings.register_profile("required", deadline=None, derandomize=True)
settings.load_profile("required" if os.environ.get("WIJKREGIE_TEST_REQUIRE") else "here")


#: Who asks for one of these works in databases of its own, of both kinds.
OWN_DATABASES = frozenset(
    {"cluster", "prepared_file", "server_database", "own_database", "on_file"}
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what tells the same whatever database the suite runs on: it runs on one only."""
    for item in items:
        if OWN_DATABASES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.once)


def pytest_collection_finish() -> None:
    """Sweep seldom, and never over what was loaded: sweeps took a third of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    pytestconfig: pytest.Config,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Start from a database that has all tables: the migrations find nothing to do."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            with in_memory(prepared_sqlite(pytestconfig)):
                yield
            return
        url = os.environ["DATABASE_URL"]
        connection.settings_dict["TEST"]["TEMPLATE"] = prepared_postgres(pytestconfig, url)
    yield


@pytest.fixture(scope="session", autouse=True)
def _emptied_without_guards() -> Iterator[None]:
    """Tests with transactions of their own empty the tables after them, whatever stands."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined] # not in stubs

    def emptied(case: TransactionTestCase) -> None:
        with all_lifted():
            empty(case)

    TransactionTestCase._fixture_teardown = emptied  # type: ignore[attr-defined] # same
    yield
    TransactionTestCase._fixture_teardown = empty  # type: ignore[attr-defined] # same


@pytest.fixture(scope="session", autouse=True)
def _rendered() -> Iterator[None]:
    """Write down which templates were rendered, where `tools.rendered` asks for it."""
    names: set[str] = set()

    def note(template: Template, **_told: object) -> None:
        names.add(str(template.origin.template_name))

    template_rendered.connect(note)
    yield
    template_rendered.disconnect(note)
    if folder := os.environ.get(rendered.VARIABLE):
        Path(folder, f"{os.getpid()}.txt").write_text("\n".join(sorted(names)))


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
