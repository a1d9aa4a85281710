"""Filters for the words on pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()

_MAY_BREAK = mark_safe("/<wbr>")


@register.filter
def breakable(text: object) -> SafeString:
    """Let a line break after a slash: names of areas are joined by them without a blank."""
    return format_html_join(_MAY_BREAK, "{}", ((part,) for part in str(text).split("/")))
