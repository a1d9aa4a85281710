"""Addresses of pages, made in one place: an area's name stands in its address, to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from wijkregie.core import names

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope


def area_words(area: Area) -> str:
    """Return the code and name of an area as they stand in an address."""
    name = names.slug(area.name)
    return f"{area.code}-{name}" if name else area.code


def area_url(scope: Scope, area: Area) -> str:
    """Return the address of the page of an area."""
    return reverse("areas:detail", args=[scope.slug, area_words(area)])


def figure_url(scope: Scope, key: str) -> str:
    """Return the address of the page of a figure."""
    return reverse("figures:detail", args=[scope.slug, key])
