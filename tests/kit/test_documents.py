"""Documents that are asked for by name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wijkregie.kit.typeset import documents
from wijkregie.kit.viewer import anonymous


@pytest.mark.django_db
def test_what_pages_offer_can_be_asked_without_knowing_them() -> None:
    made = documents.asked("wijkatlas")(
        anonymous(None), "nergens", at=datetime(2026, 3, 3, tzinfo=UTC), codes=()
    )

    assert made.total == 0
    assert list(made.documents) == []


def test_what_nobody_offers_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        documents.asked("krant")
