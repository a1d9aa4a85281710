"""What one sees of a page: its words, its headings, its links, and what makes it whole."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

# English words that no Dutch page holds: a text that was not translated.
ENGLISH = re.compile(r"\b(the|and|with|figures?|areas?|known|search|year)\b", re.IGNORECASE)
LEAST_TITLE = len("Over – X")  # noqa: RUF001 - a dash between page and site
VOID = frozenset({"meta", "link", "input", "img", "br", "wbr", "hr"})
APART = frozenset(
    {"p", "li", "td", "th", "dt", "dd", "div", "option", "tr", "h1", "h2", "h3", "span"}
)


@dataclass
class Seen:
    """A page as it came."""

    status: int
    text: str = ""
    title: str = ""
    lang: str = ""
    description: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    used: set[str] = field(default_factory=set)
    classes: Counter[str] = field(default_factory=Counter)
    inline: list[str] = field(default_factory=list)
    unclosed: list[str] = field(default_factory=list)
    html: str = ""

    @property
    def main_headings(self) -> list[str]:
        return [text for level, text in self.headings if level == 1]

    def faults(self) -> list[str]:
        """What keeps a page from being whole, readable and Dutch."""
        levels = [level for level, _text in self.headings]
        found = {
            "language": self.lang != "nl",
            "one main heading": levels[:1] != [1] or levels.count(1) != 1,
            "a heading skips a level": any(b - a > 1 for a, b in pairwise(levels)),
            "description": not self.description,
            "title": len(self.title) < LEAST_TITLE,
            "tags": bool(self.unclosed),
            "inline style or script": bool(self.inline),
            "an id is used twice": max(self.ids.values(), default=0) > 1,
            "an id is named that is not there": bool(self.used - set(self.ids)),
            "English": bool(ENGLISH.search(self.text)),
            "empty words": bool({"None", "nan", "!"} & set(self.text.split())),
        }
        return [name for name, wrong in found.items() if wrong]

    def url(self, words: str) -> str:
        """Where the link leads that has these words."""
        return next(url for url, text in self.links if words in text)


def seen(response: Any) -> Seen:
    html = response.content.decode()
    page = Seen(status=response.status_code, html=html)
    reader = _Reader(page)
    reader.feed(html)
    reader.close()
    page.text = " ".join("".join(reader.words).split())
    page.unclosed += reader.open
    return page


class _Reader(HTMLParser):
    def __init__(self, page: Seen) -> None:
        super().__init__()
        self.page = page
        self.words: list[str] = []
        self.open: list[str] = []
        self.inside: list[tuple[str, str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        self._note(tag, told)
        if tag in {"h1", "h2", "h3", "h4", "a", "title"}:
            self.inside.append((tag, told.get("href", ""), []))
        if tag not in VOID:
            self.open.append(tag)
        if tag in APART:
            self.words.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, {key: value or "" for key, value in attrs})

    def _note(self, tag: str, told: dict[str, str]) -> None:
        page = self.page
        page.ids.update(filter(None, [told.get("id")]))
        page.classes.update(told.get("class", "").split())
        for key in ("for", "aria-labelledby", "aria-describedby"):
            page.used.update(told.get(key, "").split())
        page.inline += [key for key in told if key == "style" or key.startswith("on")]
        page.inline += ["script"] if tag == "script" and "src" not in told else []
        if tag == "html":
            page.lang = told.get("lang", "")
        if tag == "meta" and told.get("name") == "description":
            page.description = told["content"]

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.page.unclosed.append(f"</{tag}>")
        if self.inside and self.inside[-1][0] == tag:
            name, href, words = self.inside.pop()
            text = " ".join("".join(words).split())
            if name == "a":
                self.page.links.append((href, text))
            elif name == "title":
                self.page.title = self.page.title or text
            else:
                self.page.headings.append((int(name[1]), text))

    def handle_data(self, text: str) -> None:
        for _tag, _href, words in self.inside:
            words.append(text)
        if not self.open or self.open[-1] not in {"title", "script"}:
            self.words.append(text)
