"""Planted in both sides: what was borrowed of another municipality, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.makers.practice import OTHERS, make_template, settle
from tests.matrix.allowed import Kind
from wijkregie.domain.programme.models import Programme
from wijkregie.sources.practice import TemplateVision

if TYPE_CHECKING:
    from tests.matrix.side import Side


def plant_template(side: Side) -> None:
    """Plant a paragraph that was left, with the reason; and one that became a public goal."""
    programme = Programme.objects.get(municipality=side.municipality)
    left = side.text(Kind.IDEA, "paragraph of a template")
    reading = replace(
        OTHERS,
        name=side.text(Kind.IDEA, "name of a template"),
        code="",
        vision=(TemplateVision("visie-1", left),),
    )
    template = make_template(programme, reading)
    settle(template, left, "dropped", reason=side.text(Kind.IDEA, "reason of a paragraph"))
    kept = side.text(Kind.PROGRAMME, "goal in own words")
    settle(template, "Meer contact", "changed", title=kept, reason="Zo heet het hier.")
