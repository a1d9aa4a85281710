"""The tables of states, held beside what they should say."""

from __future__ import annotations

from wijkregie.domain.meetings.states import (
    ACTION_STEPS,
    MEETING_STEPS,
    ActionState,
    MeetingState,
)


def test_a_meeting_ends_once() -> None:
    assert {
        (str(before), str(after)) for before, found in MEETING_STEPS.items() for after in found
    } == {("planned", "held"), ("planned", "cancelled")}
    assert set(MEETING_STEPS) == set(MeetingState)


def test_an_action_ends_and_can_be_opened_again() -> None:
    assert {
        (str(before), str(after)) for before, found in ACTION_STEPS.items() for after in found
    } == {("open", "done"), ("open", "dropped"), ("done", "open"), ("dropped", "open")}
    assert set(ACTION_STEPS) == set(ActionState)
