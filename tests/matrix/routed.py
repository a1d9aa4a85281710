"""Who gets which reports, and the words that are often needed, in one municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.makers.routing import make_rule, make_standard
from tests.matrix.allowed import Kind

if TYPE_CHECKING:
    from tests.matrix.side import Side
    from wijkregie.domain.people.models import Group
    from wijkregie.domain.places.models import Area


def plant_routing(side: Side, group: Group, hidden: Area) -> None:
    """Plant a rule for an area that is not public, and a standard answer."""
    make_rule(side.municipality, group, area_id=hidden.pk)
    name, text = side.text(Kind.STANDARD, "name"), side.text(Kind.STANDARD, "text")
    make_standard(side.municipality, name, text=text)
