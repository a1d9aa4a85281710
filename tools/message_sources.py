"""The texts to translate, read from Python files and Django templates."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ONE, MANY, IN_CONTEXT, MANY_IN_CONTEXT = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": ONE,
    "gettext": ONE,
    "gettext_lazy": ONE,
    "gettext_noop": ONE,
    "ngettext": MANY,
    "ngettext_lazy": MANY,
    "pgettext": IN_CONTEXT,
    "pgettext_lazy": IN_CONTEXT,
    "npgettext": MANY_IN_CONTEXT,
    "npgettext_lazy": MANY_IN_CONTEXT,
}
TEMPLATES = {".html", ".txt", ".xml", ".svg", ".mjml"}
PLACEHOLDER = re.compile(r"(?<!%)(?:%%)*(%\(\w+\)[a-z]|%[sd])|(\{\w*\})")


def apps(source: Path) -> list[Path]:
    """Return the folders that have a catalogue of their own: the apps of Django."""
    return sorted(path.parent for path in source.glob("**/apps.py"))


def owner_of(file: Path, source: Path) -> Path | None:
    """Return the app that a file belongs to: the nearest one above it."""
    for folder in file.parents:
        if (folder / "apps.py").is_file():
            return folder
        if folder == source:
            break
    return None


def messages_of(app: Path | None, source: Path) -> Catalog:
    """Return the texts in the files of one app, or with ``None`` those outside any app."""
    found = Catalog(locale="nl")
    for file in sorted((app or source).rglob("*")):
        if is_source(file) and owner_of(file, source) == app:
            for message, context in messages_in(file):
                found.add(message, context=context)
    return found


def is_source(file: Path) -> bool:
    """Tell whether a file may hold texts to translate."""
    if file.suffix == ".py":
        return "migrations" not in file.parts
    return file.suffix in TEMPLATES and "templates" in file.parts


def messages_in(file: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Yield each text of a file, or its forms in singular and plural, and its context."""
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        text = as_python(text, str(file))
    code = io.BytesIO(text.encode())
    for _line, message, _comments, context in extract("python", code, KEYWORDS):
        yield message, context


def as_python(template: str, name: str) -> str:
    """Return a template as lines of calls that Python's tokenizer accepts.

    Django turns tags into calls and every other sign into a letter; what is left of the layout
    would be read as indentation, so it goes.
    """
    return re.sub(r"^[^\S\n]+", "", templatize(template, name), flags=re.MULTILINE)


def placeholders(text: str) -> set[str]:
    """Return the places in a text where values are filled in.

    >>> sorted(placeholders("%(count)s of {total}, 100 %%"))
    ['%(count)s', '{total}']

    """
    return {percent or brace for percent, brace in PLACEHOLDER.findall(text)}
