"""Templates of another municipality for tests."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from tests.makers.places import AT
from wijkregie.domain.practice import queries, services
from wijkregie.domain.practice.models import Template
from wijkregie.kit.viewer import installation
from wijkregie.sources.practice import (
    TemplateFile,
    TemplateGoal,
    TemplateIndicator,
    TemplateVision,
)

if TYPE_CHECKING:
    from wijkregie.domain.practice.queries import ParagraphSeen, TemplateSeen
    from wijkregie.domain.programme.models import Programme

OTHERS: Final = TemplateFile(
    name="Samen verder",
    municipality="Elderstad",
    code="GM0999",
    exported_on=date(2026, 3, 1),
    licence="CC0 1.0",
    vision=(TemplateVision("visie-1", "Iedereen kent de buren."),),
    goals=(
        TemplateGoal("effect", "impact", "Prettig samenleven"),
        TemplateGoal(
            "contact",
            "tactical",
            "Meer contact",
            aims=("buren groeten elkaar",),
            parent="effect",
            indicators=(TemplateIndicator("kent", "Kent de buren", "%", "vraag 3"),),
        ),
    ),
    indicators=(TemplateIndicator("cijfer", "Klachten", "aantal", "", lower_is_better=True),),
)


def make_template(
    programme: Programme, reading: TemplateFile = OTHERS, *, file: str = "elderstad.yaml"
) -> Template:
    by = installation(programme.municipality_id)
    made = services.read_template(programme.pk, reading, file=file, by=by, at=AT)
    return Template.objects.get(pk=made)


def seen(template: Template) -> TemplateSeen:
    found = queries.template_seen(installation(template.municipality_id), template.pk)
    assert found is not None
    return found


def paragraph(template: Template, title: str) -> ParagraphSeen:
    return next(one for one in seen(template).paragraphs if one.original.title == title)


def settle(
    template: Template, title: str, /, choice: str = "kept", **more: Any
) -> ParagraphSeen:
    """Settle the paragraph with these words, and return it as it is now."""
    one = paragraph(template, title)
    more.setdefault("goal_id", one.above_id)
    draft = services.ParagraphDraft(choice, **more)
    by = installation(template.municipality_id)
    services.settle_paragraph(one.id, draft, by=by, at=AT)
    return paragraph(template, title)
