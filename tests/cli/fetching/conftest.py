"""A service on this machine, an asker that does not really wait, and typed commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.typed import Typed
from tests.makers.installations import (  # noqa: F401 - fixtures
    file_database,
    own_database,
    prepared_file,
)
from tests.services.fake import Fake, serving
from wijkregie.cli.fetching.asking import Patience
from wijkregie.cli.management.commands.fetch import Command

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def slept() -> list[float]:
    """The seconds that somebody would have waited."""
    return []


@pytest.fixture
def patience(slept: list[float]) -> Patience:
    return Patience(between=0.0, sleep=slept.append)


@pytest.fixture
def fake(settings: Any, patience: Patience, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    """All services on this machine, which the command asks instead of the real ones."""
    monkeypatch.setattr(Command, "patience", patience)
    with serving(Fake()) as fake:
        settings.WIJKREGIE_SERVICES = fake.addresses()
        yield fake


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    return Typed(capsys)
