"""The diagrams of states in the documentation: `python -m tools.diagrams` draws them anew.

A workflow is a table in the code. Each page below is made of such a table; a test compares.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tools.steps import ROOT

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Page:
    """A page with one diagram: where it stands, of which states, and what it says."""

    path: str
    states: str
    title: str
    intro: str


PAGES = (
    Page(
        path="docs/signals/toestanden.md",
        states="wijkregie.domain.signals.states",
        title="Toestanden van een melding",
        intro=(
            "Elke melding begint als *ontvangen* en eindigt als *afgerond*. Afgerond kan "
            "alleen met een besluit en een\nreden, en pas als iedereen die het meldde "
            "antwoord heeft gehad."
        ),
    ),
)


def drawn(page: Page) -> str:
    """Return the page in Markdown, with the words of the Dutch catalogue."""
    from django.utils import translation  # noqa: PLC0415 - after Django was set up

    states: Any = import_module(page.states)
    with translation.override("nl"):
        diagram = mermaid(states.STEPS, {one: str(one.label) for one in states.State})
    place = "src/" + page.states.replace(".", "/") + ".py"
    return (
        f"# {page.title}\n\n{page.intro}\n\n{diagram}\n"
        f"Deze tekening is gemaakt uit de tabel `STEPS` in `{place}`, met "
        "`python -m tools.diagrams`.\nEen test vergelijkt de twee.\n"
    )


def mermaid(steps: Mapping[Any, Collection[Any]], labels: Mapping[Any, str]) -> str:
    """Return a state diagram in the order of ``labels``; the first of them is the beginning."""
    order = list(labels)
    lines = ["stateDiagram-v2", f"    [*] --> {order[0].value}"]
    lines += [f"    {one.value} : {words}" for one, words in labels.items()]
    lines += [
        f"    {one.value} --> {other.value}"
        for one in order
        for other in order
        if other in steps.get(one, ())
    ]
    return "\n".join(["```mermaid", *lines, "```", ""])


def draw_all(root: Path = ROOT) -> list[Path]:
    """Write every page; return those that changed."""
    changed = []
    for page in PAGES:
        path, text = root / page.path, drawn(page)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    for drawn_anew in draw_all():
        print(drawn_anew.relative_to(ROOT))
