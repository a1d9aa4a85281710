"""What the tests of signals share."""

from __future__ import annotations

import pytest

from tests.makers.signal_town import Town, make_signal_town


@pytest.fixture
def town(db: None) -> Town:
    return make_signal_town()
