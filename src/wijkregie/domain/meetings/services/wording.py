"""What is written at a meeting is not about a person or a household: that goes another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.core import free_text
from wijkregie.core.free_text import Kind
from wijkregie.kit.words import WordsRefused, checked_words, named

if TYPE_CHECKING:
    from collections.abc import Collection


def checked_point(title: str) -> str:
    """Return the title of a point that everyone may read, and that is about nobody.

    Raises ``WordsRefused`` for a likely name or household, and for contact data.
    """
    _refuse(title, {Kind.NAME, Kind.HOUSE_NUMBER}, field="title")
    return checked_words(title, field="title")


def checked_notes(text: str, *, field: str = "notes") -> str:
    """Return what was said at a meeting: who was there may be named, a household may not.

    Raises ``WordsRefused`` for a household, and for contact data.
    """
    _refuse(text, {Kind.HOUSE_NUMBER}, field=field)
    return checked_words(text, field=field, keep=True)


def _refuse(text: str, kinds: Collection[Kind], *, field: str) -> None:
    about = [one for one in free_text.scan(text) if one.kind in kinds]
    if not about:
        return
    message = _(
        "A meeting is not about a person or a household. Leave out %(what)s. Is somebody "
        "worried about them? Report it as a concern about a person: then it goes to the team "
        "that helps."
    ) % {"what": named(text, about)}
    raise WordsRefused(message, about, field=field)
