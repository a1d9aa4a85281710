"""The catalogues of the interface: `python -m tools.messages update|check|compile`.

The source strings are English and stand in Python (``gettext`` and its kin) and in templates;
the catalogue ``locale/nl`` of the app they are in holds the Dutch ones. ``update`` adds what is
new and removes what is gone, ``check`` refuses a catalogue that is not complete and right,
``compile`` writes what Django reads. It needs Babel only; the same strings give the same files.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from tools.message_sources import apps, messages_of, placeholders
from tools.steps import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SOURCE = ROOT / "src/wijkregie"
CATALOGUE = Path("locale/nl/LC_MESSAGES/django.po")
HEADER = r"""# The Dutch texts of this app. `python -m tools.messages update` adds what is new.
msgid ""
msgstr ""
"Language: nl\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def read(path: Path) -> Catalog:
    """Return the catalogue in a file, an empty one if there is no file."""
    if not path.is_file():
        return Catalog(locale="nl")
    try:
        with path.open("rb") as file:
            return read_po(file, locale="nl", abort_invalid=True)
    except PoFileError as error:
        sys.exit(f"{path}: {error}")


def updated(old: Catalog, wanted: Catalog) -> Catalog:
    """Return the wanted messages, each with the translation that the old catalogue has."""
    new = Catalog(locale="nl")
    for message in wanted:
        if message.id:
            known = old.get(message.id, message.context)
            string = known.string if known else ""
            flags = {"fuzzy"} if known and known.fuzzy else set()
            remarks = known.user_comments if known else ()
            new.add(
                message.id, string, context=message.context, flags=flags, user_comments=remarks
            )
    return new


def text_of(catalogue: Catalog) -> str:
    """Return a catalogue as text: sorted, without dates and without places in the source."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, sort_output=True, no_location=True, omit_header=True)
    return HEADER + buffer.getvalue().decode().strip() + "\n"


def update(source: Path = SOURCE) -> list[Path]:
    """Bring every catalogue up to date; return the files that changed."""
    changed = []
    for app in apps(source):
        path = app / CATALOGUE
        new = updated(read(path), messages_of(app, source))
        if not len(new):
            path.unlink(missing_ok=True)
            continue
        text = text_of(new)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def check(source: Path = SOURCE) -> list[str]:
    """Return what is wrong with the catalogues, one sentence each."""
    found = []
    catalogues = {}
    for app in apps(source):
        wanted = messages_of(app, source)
        name = str((app / CATALOGUE).relative_to(source))
        have = catalogues[name] = read(app / CATALOGUE)
        found += [f"{name}: {fault}" for fault in faults(wanted, have)]
    found += differences(catalogues)
    of_django = read(Path(django.__file__).parent / "conf" / CATALOGUE)  # names of languages
    outside = [message.id for message in messages_of(None, source) if message.id]
    return found + [
        f"{text!r} stands outside an app" for text in outside if text not in of_django
    ]


def faults(wanted: Catalog, have: Catalog) -> Iterator[str]:
    """Yield what is missing, empty, fuzzy, gone or differs in its placeholders."""
    for message in wanted:
        if message.id:
            known = have.get(message.id, message.context)
            fault = fault_of(known) if known else "is missing"
            if fault:
                yield f"{message.id!r} {fault}"
    for message in have:
        if message.id and wanted.get(message.id, message.context) is None:
            yield f"{message.id!r} is used nowhere"


def differences(catalogues: Mapping[str, Catalog]) -> Iterator[str]:
    """Yield texts that two catalogues translate differently: Django shows only one of them."""
    seen: dict[tuple[object, str | None], tuple[str, tuple[str, ...]]] = {}
    for name, catalogue in catalogues.items():
        for message in catalogue:
            if not message.id:
                continue
            strings = as_tuple(message.string)
            first, known = seen.setdefault((message.id, message.context), (name, strings))
            if strings != known:
                yield f"{name}: {message.id!r} is {known!r} in {first}, here {strings!r}"


def fault_of(message: Message) -> str:
    """Return what is wrong with one translation, or nothing."""
    ids, strings = as_tuple(message.id), as_tuple(message.string)
    if message.fuzzy:
        return "is fuzzy"
    if not all(strings) or len(strings) != len(ids):
        return "has no Dutch text"
    allowed = placeholders(ids[0]) | placeholders(ids[-1])  # "one area" needs no number
    if placeholders(strings[-1]) != placeholders(ids[-1]) or placeholders(strings[0]) - allowed:
        return f"has other placeholders in Dutch: {strings!r}"
    return ""


def as_tuple(texts: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return one text or several forms of it as a tuple."""
    return (texts,) if isinstance(texts, str) else tuple(texts or ())


def compile_all(source: Path = SOURCE) -> int:
    """Write the file that Django reads beside every catalogue; return how many."""
    paths = sorted(source.glob("**/locale/*/LC_MESSAGES/django.po"))
    for path in paths:
        partial = path.with_suffix(".mo.partial")
        with partial.open("wb") as file:
            write_mo(file, read(path))
        partial.replace(path.with_suffix(".mo"))
    return len(paths)


def main(words: list[str]) -> int:
    """Run one command; return the exit code."""
    if words == ["update"]:
        print("\n".join(str(path.relative_to(ROOT)) for path in update()))
    elif words == ["check"]:
        found = check()
        print("\n".join(found) or "Every text has its Dutch translation.")
        return bool(found)
    elif words == ["compile"]:
        print(f"{compile_all()} catalogues compiled.")
    else:
        print("python -m tools.messages update|check|compile", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
