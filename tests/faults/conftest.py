"""Installations to disturb, on each kind of database, and a country to import."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from bench import generate
from tests.faults.installation import Installation
from tests.makers.installations import (  # noqa: F401 - fixtures
    cluster,
    file_database,
    fresh_database,
    own_database,
    prepared_file,
    prepared_server,
    server_database,
)
from tests.makers.mail_server import MailServer, mail_server
from tests.makers.prepared import using
from wijkregie.config.database import database_setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker


@pytest.fixture
def on_file(tmp_path: Path, request: pytest.FixtureRequest) -> Installation:
    """An installation on SQLite."""
    data = tmp_path / "installation"
    data.mkdir()
    shutil.copy(request.getfixturevalue("prepared_file"), data / "wijkregie.sqlite3")
    return Installation(data, compiled())


def compiled() -> dict[str, str]:
    """Let processes find the modules compiled, also where nobody writes them to the tree."""
    if not sys.dont_write_bytecode:
        return {}
    folder = Path(sys.prefix) / "compiled"
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder)}


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, on_file: Installation) -> Installation:
    """An installation on each kind of database."""
    if request.param == "postgresql":
        cluster = request.getfixturevalue("cluster")
        like = request.getfixturevalue("prepared_server")
        on_file.settings["DATABASE_URL"] = fresh_database(cluster, like=like)
    return on_file


@pytest.fixture
def inside(installation: Installation, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Work in the database of the installation, beside its processes."""
    installation.settings["WIJKREGIE_SECRET_KEY"] = settings.SECRET_KEY
    setting = database_setting(installation.url, installation.data)
    with django_db_blocker.unblock(), using(setting):
        yield


@pytest.fixture
def server(installation: Installation) -> Iterator[MailServer]:
    """A mail server, which the installation mails through."""
    with mail_server() as found:
        installation.settings["WIJKREGIE_MAIL_URL"] = found.url
        yield found


@pytest.fixture(scope="session")
def kwb_2024(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Figures of a made-up country, large enough to take a moment."""
    made = generate.country(25, 5, 6, seed=24)
    path = tmp_path_factory.mktemp("files") / "kwb_2024.csv"
    path.write_bytes(generate.flat(made))
    return path


@pytest.fixture(scope="session")
def kwb_2017(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Figures of other years and partly other areas of that country."""
    made = generate.country(26, 5, 6, seed=17)
    path = tmp_path_factory.mktemp("files") / "kwb_2017.csv"
    path.write_bytes(generate.odata(made))
    return path
