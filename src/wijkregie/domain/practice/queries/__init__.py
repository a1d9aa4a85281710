"""What one may know about templates. Nothing here hands out a model."""

from wijkregie.domain.practice.queries.offers import Offered, template_of
from wijkregie.domain.practice.queries.seen import (
    Earlier,
    ParagraphSeen,
    ParagraphWords,
    TemplateListed,
    TemplateSeen,
)
from wijkregie.domain.practice.queries.templates import template_seen, templates_visible_to

__all__ = [
    "Earlier",
    "Offered",
    "ParagraphSeen",
    "ParagraphWords",
    "TemplateListed",
    "TemplateSeen",
    "template_of",
    "template_seen",
    "templates_visible_to",
]
