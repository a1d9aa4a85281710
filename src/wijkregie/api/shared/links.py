"""Addresses within the API, whole, so that they can be followed as they are."""

from typing import Any, Final
from urllib.parse import quote, urlencode

from django.conf import settings

PATH: Final = "/api/v1"


def base() -> str:
    """Return the address under which the whole API stands."""
    return f"{settings.WIJKREGIE_URL.rstrip('/')}{PATH}"


def address(*segments: str, **query: Any) -> str:
    """Return the address of a resource; what is ``None`` is left out of the query."""
    path = "".join(f"/{quote(segment, safe='')}" for segment in segments)
    asked = {key: value for key, value in query.items() if value is not None}
    return f"{base()}{path}{'?' if asked else ''}{urlencode(asked)}"


def area_address(code: str, municipality: str | None, *more: str) -> str:
    """Return the address of an area, or of ``more`` of it; own areas stand at their own."""
    if municipality is None:
        return address("gebieden", code, *more)
    return address("gemeenten", municipality, "eigen-gebieden", code, *more)
