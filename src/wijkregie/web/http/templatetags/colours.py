"""Filters for drawings that stand on their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

if TYPE_CHECKING:
    from collections.abc import Mapping

register = template.Library()


@register.filter
def of_step(colours: Mapping[str, str], step: str) -> str:
    """Return the colour of a class of a map; what is not known is hatched."""
    return colours.get(step, "url(#hatch)")
