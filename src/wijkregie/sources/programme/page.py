"""Read values out of the tree, and note everything that is wrong on the way."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

import yaml

from wijkregie.sources.programme.records import Mention
from wijkregie.sources.programme.tree import is_nothing, place, shown
from wijkregie.sources.programme.troubles import Problem, Trouble

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from yaml import Node

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
_MOST_CENTS: Final = 10**14
_YEAR: Final = re.compile(r"[12][0-9]{3}")
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_AMOUNT: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_CENTS: Final = re.compile(r"[0-9]+(\.[0-9]{1,2})?")
#: With a dot or, as it is written here, a comma before the decimals.
_VALUE: Final = re.compile(r"-?[0-9]{1,9}([.,][0-9]{1,4})?")
#: Control characters but for the end of a line and a tab, and what is no letter at all.
_UNREADABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_COUNT: Final = re.compile(r"[0-9]{1,9}")


class Page:
    """The file while it is read: what is wrong comes in ``problems``, in any order."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._noted: set[Problem] = set()

    def note(self, trouble: Trouble, node: Node, key: str = "", *, hint: str = "") -> None:
        """Note what is wrong at a node, once however often it is read."""
        row, column = place(node.start_mark)
        found = Problem(trouble, row, column, key, shown(node), hint)
        if found not in self._noted:
            self._noted.add(found)
            self.problems.append(found)


class Table:
    """A table of keys and values. What is absent or left open is read as nothing."""

    def __init__(self, page: Page, node: Node, known: Collection[str], key: str = "") -> None:
        self.page, self.node, self.key = page, node, key
        self.found: dict[str, Node] = {}
        self.named: set[str] = set()
        if not isinstance(node, yaml.MappingNode):
            page.note(Trouble.NOT_A_TABLE, node, key)
            return
        for name, value in node.value:
            word = str(name.value) if isinstance(name, yaml.ScalarNode) else ""
            if word in self.named:
                page.note(Trouble.DOUBLED_KEY, name, word)
            elif word not in known:
                page.note(Trouble.UNKNOWN_KEY, name, word, hint=meant(word, known))
            elif not is_nothing(value):
                self.found[word] = value
            self.named.add(word)

    def need(self, *keys: str) -> None:
        """Note which of these keys are absent, or left open."""
        if isinstance(self.node, yaml.MappingNode):
            for key in keys:
                if key not in self.found:
                    self.page.note(Trouble.MISSING_KEY, self.node, key)

    def at(self, key: str) -> Node:
        """Return the node of a key, or that of the table itself."""
        return self.found.get(key, self.node)

    def note(self, trouble: Trouble, key: str, *, hint: str = "") -> None:
        """Note what is wrong with the value of a key."""
        self.page.note(trouble, self.at(key), key, hint=hint)

    def scalar(self, key: str) -> str | None:
        """Return one value as it is written."""
        node = self.found.get(key)
        return None if node is None else scalar(self.page, node, key)

    def text(self, key: str, longest: int, *, lines: bool = False) -> str:
        """Return a text; on one line unless ``lines``."""
        words = self.scalar(key) or ""
        return self._fitting(words.strip() if lines else " ".join(words.split()), key, longest)

    def choice(self, key: str, choices: Mapping[str, str], default: str = "") -> str:
        """Return what a word stands for."""
        word = self.scalar(key)
        if word is None:
            return default
        if word.strip().casefold() not in choices:
            self.note(Trouble.UNKNOWN_CHOICE, key, hint=", ".join(choices))
        return choices.get(word.strip().casefold(), default)

    def year(self, key: str) -> int | None:
        """Return a year."""
        return self._matching(key, _YEAR, Trouble.NOT_A_YEAR, first=FIRST_YEAR, last=LAST_YEAR)

    def count(self, key: str) -> int | None:
        """Return a whole number."""
        return self._matching(key, _COUNT, Trouble.NOT_A_NUMBER)

    def value(self, key: str) -> Decimal | None:
        """Return a number of at most four decimals, exact: "6.2" or "6,2"."""
        word = self.scalar(key)
        if word is None:
            return None
        if not _VALUE.fullmatch(word):
            self.note(Trouble.NOT_A_NUMBER, key)
            return None
        return Decimal(word.replace(",", "."))

    def amount(self, key: str) -> int | None:
        """Return an amount in euros as whole cents."""
        word = self.scalar(key)
        if word is None:
            return None
        trouble = _amount_trouble(word)
        if trouble is not None:
            self.note(trouble, key)
            return None
        return int(Decimal(word) * 100)

    def day(self, key: str) -> date | None:
        """Return a day, written as 2010-03-31."""
        word = self.scalar(key)
        if word is None:
            return None
        parts = _DAY.fullmatch(word)
        try:
            return date(*(int(part) for part in parts.groups())) if parts else _no_day()
        except ValueError:
            self.note(Trouble.NOT_A_DAY, key)
            return None

    def mention(self, key: str) -> Mention | None:
        """Return a name that stands for something outside the file."""
        name = self.text(key, 200)
        return Mention(name, *place(self.at(key).start_mark)) if name else None

    def mentions(self, key: str) -> tuple[Mention, ...]:
        """Return such names, each once."""
        found = [
            Mention(" ".join(word.split()), *place(node.start_mark))
            for node in self.items(key)
            if (word := scalar(self.page, node, key))
        ]
        return tuple(dict.fromkeys(found))

    def texts(self, key: str, longest: int) -> tuple[str, ...]:
        """Return a list of texts on one line each."""
        found = [self.one_text(node, key, longest) for node in self.items(key)]
        return tuple(filter(None, found))

    def one_text(self, node: Node, key: str, longest: int) -> str:
        """Return one text of such a list."""
        word = scalar(self.page, node, key) or ""
        return self._fitting(" ".join(word.split()), key, longest)

    def tables(self, key: str, known: Collection[str]) -> list[Table]:
        """Return a list of tables."""
        return [Table(self.page, node, known, key) for node in self.items(key)]

    def table(self, key: str, known: Collection[str]) -> Table | None:
        """Return the table below a key."""
        node = self.found.get(key)
        return None if node is None else Table(self.page, node, known, key)

    def items(self, key: str) -> list[Node]:
        """Return the nodes of a list."""
        node = self.found.get(key)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.note(Trouble.NOT_A_LIST, key)
            return []
        return list(node.value)

    def _fitting(self, words: str, key: str, longest: int) -> str:
        if len(words) > longest:
            self.note(Trouble.TOO_LONG, key, hint=str(longest))
        return words[:longest]

    def _matching(
        self,
        key: str,
        shape: re.Pattern[str],
        trouble: Trouble,
        *,
        first: int = 0,
        last: int = 10**9,
    ) -> int | None:
        word = self.scalar(key)
        if word is None:
            return None
        if not shape.fullmatch(word) or not first <= int(word) <= last:
            self.note(trouble, key)
            return None
        return int(word)


def scalar(page: Page, node: Node, key: str) -> str | None:
    """Return one value as it is written."""
    if not isinstance(node, yaml.ScalarNode):
        page.note(Trouble.NOT_ONE_VALUE, node, key)
        return None
    word = str(node.value)
    if _UNREADABLE.search(word):
        page.note(Trouble.UNREADABLE, node, key)
        return None
    return None if is_nothing(node) else word


def meant(word: str, known: Collection[str]) -> str:
    """Return which of the known words was probably meant."""
    return next(iter(get_close_matches(word, sorted(known), n=1)), "")


def _amount_trouble(word: str) -> Trouble | None:
    if not _AMOUNT.fullmatch(word):
        return Trouble.NOT_AN_AMOUNT
    if word.startswith("-"):
        return Trouble.NEGATIVE
    if not _CENTS.fullmatch(word):
        return Trouble.NOT_WHOLE_CENTS
    return Trouble.TOO_MUCH if Decimal(word) * 100 > _MOST_CENTS else None


def _no_day() -> date:
    raise ValueError
