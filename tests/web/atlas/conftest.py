"""What an atlas is made of, and who looks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import pytest

from tests.makers.atlas import make_known_country
from tests.makers.places import scope_for
from wijkregie.domain.places import queries as places
from wijkregie.kit.viewer import anonymous
from wijkregie.web.atlas.gathered import gather

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_django import Settings

    from wijkregie.domain.places.models import Municipality
    from wijkregie.web.atlas.gathered import Gathered

    Gather = Callable[..., Gathered]

AT: Final = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def known_country(db: None) -> Municipality:
    return make_known_country()


@pytest.fixture
def gathered() -> Gather:
    """Return everything about an area as a passer-by of a municipality sees it."""

    def found(municipality: Municipality, code: str) -> Gathered:
        viewer = anonymous(municipality.pk)
        scope = scope_for(municipality)
        area = places.area(viewer, scope, code)
        assert area is not None
        return gather(viewer, scope, area, at=AT)

    return found
