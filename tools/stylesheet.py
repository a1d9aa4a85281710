"""The stylesheet of the component library, with the rules of the classes that we use.

The library brings all of its components, of which we use a few: without the others a page is
21 kB lighter for who opens it first. What names no class of the library stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tools.steps import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SOURCE: Final = ROOT / "src/wijkregie"
_WRITTEN: Final = frozenset({".html", ".py", ".css"})
_CLASS: Final = re.compile(r"(?<![\w-])utrecht-[\w-]+")
_SELECTED: Final = re.compile(r"(?<=\.)utrecht-[\w-]+")
#: A name that a template finishes in one of two ways: both are named.
_EITHER: Final = re.compile(
    r"([\w-]+)\{% if [^%]*%\}([\w-]*)\{% else %\}([\w-]*)\{% endif %\}([\w-]*)"
)
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_BETWEEN: Final = re.compile(r",(?![^(]*\))")
_NESTING: Final = ("@media", "@supports")


def classes_in(source: Path = SOURCE) -> frozenset[str]:
    """Return the classes that pages name; one that ends in "-" is the beginning of some."""
    texts = (
        _EITHER.sub(r"\1\2\4 \1\3\4", path.read_text(encoding="utf-8"))
        for path in written(source)
    )
    return frozenset(name for text in texts for name in _CLASS.findall(text))


def written(source: Path = SOURCE) -> list[Path]:
    """Return the files in which classes are named."""
    return sorted(
        path
        for path in source.rglob("*")
        if path.suffix in _WRITTEN and "vendor" not in path.parts
    )


def slimmed(sheet: str, used: Iterable[str]) -> str:
    """Return a stylesheet without the rules that are about other classes than these.

    The licence, the first comment, stays on top.
    """
    licence = _COMMENT.match(sheet)
    exact = {name for name in used if not name.endswith("-")}
    begun = tuple(name for name in used if name.endswith("-"))
    rules = _kept(_COMMENT.sub("", sheet), exact, begun)
    return "\n".join([*([licence[0]] if licence else []), *rules])


def _kept(sheet: str, exact: set[str], begun: tuple[str, ...]) -> Iterator[str]:
    for rule in _rules(sheet):
        head, brace, body = rule.partition("{")
        if head.startswith(_NESTING):
            inner = "\n".join(_kept(body[:-1], exact, begun))
            if inner:
                yield f"{head}{{{inner}}}"
        elif not brace or any(
            all(name in exact or name.startswith(begun) for name in _SELECTED.findall(selector))
            for selector in _BETWEEN.split(head)
        ):
            yield rule


def _rules(sheet: str) -> Iterator[str]:
    """Yield what stands at the outmost level: rules, and lines such as ``@charset``."""
    start = depth = 0
    for at, sign in enumerate(sheet):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0 and sign in "};":
            yield sheet[start : at + 1].strip()
            start = at + 1
