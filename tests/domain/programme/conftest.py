"""A town with a programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.places import make_municipality
from tests.makers.programme import make_programme
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer


@pytest.fixture
def here(db: None) -> Municipality:
    return make_municipality("Heuvelstad")


@pytest.fixture
def by(here: Municipality) -> Viewer:
    return installation(here.pk)


@pytest.fixture
def programme(here: Municipality) -> Programme:
    return make_programme(here, "Samen wonen, samen doen")
