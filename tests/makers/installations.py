"""Databases of their own, as an installation has them: files and servers, not memory."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.makers.prepared import prepared_postgres, prepared_sqlite, using
from tools import postgres
from wijkregie.config.database import database_setting, sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).resolve().parents[2]
ENGINES = ("sqlite", "postgresql")


def need_postgres() -> None:
    """Skip where PostgreSQL is not installed, but fail where nothing may be skipped."""
    if postgres.programs() is None:
        if os.environ.get("WIJKREGIE_TEST_REQUIRE") == "all":
            pytest.fail("PostgreSQL is required here and is not installed")
        pytest.skip("PostgreSQL is not installed here")


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    need_postgres()
    with postgres.cluster() as server:
        yield server


@pytest.fixture(scope="session")
def prepared_file(pytestconfig: pytest.Config, django_db_blocker: DjangoDbBlocker) -> Path:
    """An SQLite file with all tables, to copy."""
    with django_db_blocker.unblock():
        return prepared_sqlite(pytestconfig)


@pytest.fixture
def file_database(
    tmp_path: Path, prepared_file: Path, django_db_blocker: DjangoDbBlocker, settings: Any
) -> Iterator[Path]:
    """Work in an SQLite file in a data directory of its own."""
    path = tmp_path / "data" / "wijkregie.sqlite3"
    path.parent.mkdir()
    shutil.copy(prepared_file, path)
    settings.MEDIA_ROOT = path.parent / "files"
    settings.WIJKREGIE_BACKUP_DIR = tmp_path / "backups"
    with django_db_blocker.unblock(), using(sqlite(path)):
        yield path


@pytest.fixture(scope="session")
def prepared_server(
    cluster: postgres.Cluster, pytestconfig: pytest.Config, django_db_blocker: DjangoDbBlocker
) -> str:
    """A PostgreSQL database with all tables, to copy; its name."""
    with django_db_blocker.unblock():
        return prepared_postgres(pytestconfig, cluster.url)


@pytest.fixture
def server_database(
    tmp_path: Path,
    request: pytest.FixtureRequest,
    django_db_blocker: DjangoDbBlocker,
    settings: Any,
) -> Iterator[str]:
    """Work in a PostgreSQL database, with a data directory of its own; yields its address."""
    cluster: postgres.Cluster = request.getfixturevalue("cluster")
    url = fresh_database(cluster, like=request.getfixturevalue("prepared_server"))
    settings.MEDIA_ROOT = tmp_path / "data" / "files"
    settings.MEDIA_ROOT.parent.mkdir()
    settings.WIJKREGIE_BACKUP_DIR = tmp_path / "backups"
    with django_db_blocker.unblock(), using(database_setting(url, tmp_path)):
        yield url


@pytest.fixture(params=ENGINES)
def own_database(request: pytest.FixtureRequest) -> str:
    """Work in a database of each kind in turn; yields the kind."""
    request.getfixturevalue("file_database" if request.param == "sqlite" else "server_database")
    return str(request.param)


def fresh_database(cluster: postgres.Cluster, *, like: str = "template1") -> str:
    """Make a database beside the others, empty or like another, and return its address."""
    name = f"w{os.urandom(6).hex()}"
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    return cluster.url.rpartition("/")[0] + f"/{name}"


def program(
    *words: str, data: Path, settings: Mapping[str, str] | None = None, **more: Any
) -> subprocess.Popen[str]:
    """Start ``wijkregie`` as a process, with nothing of the tests' own environment."""
    clean = {key: value for key, value in os.environ.items() if not _is_ours(key)}
    env = {**clean, "WIJKREGIE_DATA_DIR": str(data), "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "wijkregie.config.main", *words],
        env={**env, **(settings or {})},
        cwd=data.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **more,
    )


def ran(*words: str, data: Path, settings: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run ``wijkregie`` to its end; return its code and what it said."""
    process = program(*words, data=data, settings=settings)
    said, _nothing = process.communicate(timeout=120)
    return process.returncode, said


def _is_ours(key: str) -> bool:
    return key.startswith("WIJKREGIE_") or key in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
