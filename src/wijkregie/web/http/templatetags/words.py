"""Filters for the words on pages."""

from __future__ import annotations

import secrets
from functools import cache
from typing import TYPE_CHECKING

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

register = template.Library()

_MAY_BREAK = mark_safe("/<wbr>")


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return an icon as ``partials/icon.html`` draws it, made once: for long lists."""
    return mark_safe(render_to_string("partials/icon.html", {"name": name}))  # noqa: S308 - of our own template


@register.simple_tag
def sheet() -> SafeString:
    """Return the field that tells which page a form was filled in on: sent twice, done once."""
    return format_html('<input type="hidden" name="blad" value="{}">', secrets.token_hex(8))


@register.filter
def breakable(text: object) -> SafeString:
    """Let a line break after a slash: names of areas are joined by them without a blank."""
    if "/" not in str(text):
        return format_html("{}", text)
    return format_html_join(_MAY_BREAK, "{}", ((part,) for part in str(text).split("/")))


@register.filter
def under(texts: Sequence[object], heads: Sequence[object]) -> list[tuple[object, object]]:
    """Return the texts of a row, each with the head that it stands under."""
    return list(zip(heads, texts, strict=True))
