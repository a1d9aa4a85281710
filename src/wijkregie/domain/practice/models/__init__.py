"""A template that was read, and what was done with each of its paragraphs."""

from wijkregie.domain.practice.models.templates import Paragraph, Template

__all__ = ["Paragraph", "Template"]
