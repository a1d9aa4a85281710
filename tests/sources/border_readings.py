"""Short ways to read borders in a test."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.sources.makers import square
from wijkregie.sources import borders
from wijkregie.sources.records import BorderSheet, SourceFault

X: Final = 113_000
Y: Final = 519_000
TWO: Final = {"BU03980101": square(X, Y, 500), "BU03980102": square(X + 500, Y, 500)}


def read(raw: bytes, file: str = "buurt_2024.json", **more: Any) -> BorderSheet:
    return borders.read(raw, file=file, **more)


def fault_of(raw: bytes, file: str = "buurt_2024.json", **more: Any) -> SourceFault:
    with pytest.raises(SourceFault) as caught:
        read(raw, file, **more)
    return caught.value
