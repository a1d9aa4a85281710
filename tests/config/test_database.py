"""A database that is slow or silent does not hold up a page for ever."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError, connection

from tests.makers.installations import fresh_database
from tests.makers.prepared import using
from wijkregie.config import database
from wijkregie.config.database import database_setting

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import DjangoDbBlocker

    from tools.postgres import Cluster


def test_a_slow_answer_is_given_up(
    cluster: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    monkeypatch.setenv("WIJKREGIE_PROCESS", "web")
    monkeypatch.setattr(database, "REQUEST_SECONDS", 1)
    setting = database_setting(fresh_database(cluster), tmp_path)

    with django_db_blocker.unblock(), using(setting), connection.cursor() as cursor:
        began = time.monotonic()
        with pytest.raises(OperationalError, match="statement timeout"):
            cursor.execute("SELECT pg_sleep(20)")
        assert time.monotonic() - began < 5


def test_the_work_in_the_background_may_take_longer(
    cluster: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    monkeypatch.delenv("WIJKREGIE_PROCESS", raising=False)
    monkeypatch.setattr(database, "REQUEST_SECONDS", 1)
    setting = database_setting(fresh_database(cluster), tmp_path)

    with django_db_blocker.unblock(), using(setting), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(1.5)")


def test_a_server_that_says_nothing_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> None:
    monkeypatch.setattr(database, "CONNECT_SECONDS", 2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"postgres://wijk:geheim@127.0.0.1:{silent.getsockname()[1]}/wijk"

        with django_db_blocker.unblock(), using(database_setting(url, tmp_path)):
            began = time.monotonic()
            with pytest.raises(OperationalError, match="timeout"):
                connection.ensure_connection()
            assert time.monotonic() - began < 8


def test_what_is_erased_in_sqlite_is_overwritten(
    file_database: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    with connection.cursor() as cursor:
        for pragma, value in (
            ("secure_delete", 1),
            ("foreign_keys", 1),
            ("journal_mode", "wal"),
        ):
            cursor.execute(f"PRAGMA {pragma}")
            assert cursor.fetchone() == (value,)
