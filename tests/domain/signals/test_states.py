"""The table of steps: every state can be reached and left, and the diagram shows the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools import diagrams
from tools.steps import ROOT
from wijkregie.domain.signals.states import OPEN, STEPS, UNDECIDED, State

if TYPE_CHECKING:
    from pathlib import Path

(PAGE,) = [page for page in diagrams.PAGES if "signals" in page.states]


def reached(steps: dict[State, frozenset[State]], start: State) -> set[State]:
    found, edge = {start}, {start}
    while edge:
        edge = {after for one in edge for after in steps[one]} - found
        found |= edge
    return found


def test_every_state_is_in_the_table_and_can_be_reached() -> None:
    assert set(STEPS) == set(State)
    assert reached(dict(STEPS), State.RECEIVED) == set(State)


@pytest.mark.parametrize("state", State)
def test_from_every_state_one_can_close(state: State) -> None:
    assert State.CLOSED in reached(dict(STEPS), state)


def test_nothing_closes_but_what_was_answered_and_nothing_is_answered_undecided() -> None:
    assert [one for one in State if State.CLOSED in STEPS[one]] == [State.ANSWERED]
    assert not [one for one in UNDECIDED if State.ANSWERED in STEPS[one]]
    assert UNDECIDED < OPEN


def test_the_diagram_in_the_documentation_is_that_of_the_table() -> None:
    path = ROOT / PAGE.path

    assert path.read_text(encoding="utf-8") == diagrams.drawn(PAGE), (
        "the table changed: run `python -m tools.diagrams`"
    )


def test_another_table_is_another_diagram(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: a step more shows, and the page is drawn anew, once."""
    diagrams.draw_all(tmp_path)
    assert diagrams.draw_all(tmp_path) == []
    more = {**STEPS, State.RECEIVED: STEPS[State.RECEIVED] | {State.CLOSED}}
    monkeypatch.setattr("wijkregie.domain.signals.states.STEPS", more)

    assert "    received --> closed\n" in diagrams.drawn(PAGE)
    assert diagrams.draw_all(tmp_path) == [tmp_path / PAGE.path]
