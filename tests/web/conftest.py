"""A town to look at, and a way to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.small_town import Town, make_small_town
from tests.web.seen import Seen, seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    Look = Callable[..., Seen]


@pytest.fixture
def small_town(db: None) -> Town:
    return make_small_town()


@pytest.fixture
def look(client: Client, settings: Any) -> Look:
    """Open a page as a passer-by and return what one sees."""
    settings.WIJKREGIE_LIMITS = {"search": 10**6}

    def opened(url: str, status: int = 200, **asked: str) -> Seen:
        response = client.get(url, asked)
        assert response.status_code == status, response.content[:300]
        return seen(response)

    return opened
