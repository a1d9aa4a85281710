"""A town with a whole thread in it."""

from __future__ import annotations

import pytest

from tests.makers.threads import Story, make_story


@pytest.fixture
def story(db: None) -> Story:
    return make_story()
