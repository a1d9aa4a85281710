"""Two people changed the same thing: take both together, and ask only where they differ.

A thing is a tree: names with values, or with a tree below them. A name without a value
(``None``) is as good as absent, so that a line that was taken away is a change like any
other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Tree = Mapping[str, Any]
Path = tuple[str, ...]
FIRST: Final = "first"
SECOND: Final = "second"


@dataclass(frozen=True, slots=True)
class Change:
    """One value that became another; ``None`` where there was none, or is none any more."""

    path: Path
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Clash:
    """A value that both changed, each in another way."""

    path: Path
    was: Any
    first: Any
    second: Any

    @property
    def key(self) -> str:
        """The path as one word for a form."""
        return "/".join(quote(part, safe="") for part in self.path)


@dataclass(frozen=True, slots=True)
class Merged:
    """Both together. Where they clash, ``values`` holds what the second made of it."""

    values: dict[str, Any]
    clashes: tuple[Clash, ...]


def merge(was: Tree, first: Tree, second: Tree, chosen: Mapping[str, str]) -> Merged:
    """Return what two people made of ``was``, together.

    What one of them left as it was comes from the other. ``chosen`` says for a clash, by
    its key, whose value stays: ``"first"`` or ``"second"``; such a clash is none any more.
    """
    clashes: list[Clash] = []
    values = _merge((), (was, first, second), chosen, clashes)
    return Merged(values, tuple(clashes))


def changes(before: Tree, after: Tree) -> tuple[Change, ...]:
    """Return what of a tree was changed, each value apart."""
    return tuple(_changes((), before, after))


def undone(tree: Tree, done: Iterable[Change]) -> dict[str, Any]:
    """Return the tree as it was before these changes, of which the last is undone first."""
    found = _copy(tree)
    for one in reversed(tuple(done)):
        _put(found, one.path, one.before)
    return found


def _merge(
    path: Path, sides: tuple[Tree, Tree, Tree], chosen: Mapping[str, str], clashes: list[Clash]
) -> dict[str, Any]:
    was, first, second = sides
    found = {}
    for name in dict.fromkeys((*was, *first, *second)):
        at = (*path, name)
        before, one, other = was.get(name), first.get(name), second.get(name)
        if other in (before, one):
            found[name] = one
        elif one == before:
            found[name] = other
        elif isinstance(one, Mapping) and isinstance(other, Mapping):
            below = before if isinstance(before, Mapping) else {}
            found[name] = _merge(at, (below, one, other), chosen, clashes)
        else:
            found[name] = _picked(Clash(at, before, one, other), chosen, clashes)
    return found


def _picked(clash: Clash, chosen: Mapping[str, str], clashes: list[Clash]) -> Any:
    if chosen.get(clash.key) == FIRST:
        return clash.first
    if chosen.get(clash.key) != SECOND:
        clashes.append(clash)
    return clash.second


def _changes(path: Path, before: Tree, after: Tree) -> Iterator[Change]:
    for name in dict.fromkeys((*before, *after)):
        at, one, other = (*path, name), before.get(name), after.get(name)
        if isinstance(one, Mapping) and isinstance(other, Mapping):
            yield from _changes(at, one, other)
        elif one != other:
            yield Change(at, one, other)


def _copy(tree: Tree) -> dict[str, Any]:
    return {
        name: _copy(value) if isinstance(value, Mapping) else value
        for name, value in tree.items()
    }


def _put(tree: dict[str, Any], path: Path, value: Any) -> None:
    *above, last = path
    for name in above:
        below = tree.get(name)
        if not isinstance(below, dict):
            below = tree[name] = {}
        tree = below
    tree[last] = _copy(value) if isinstance(value, Mapping) else value
