"""The meetings of the demo: planned, filled, held and closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from wijkregie.cli.demo import minutes
from wijkregie.cli.demo.files import YEAR, DemoFault
from wijkregie.cli.demo.playback import Playback
from wijkregie.domain.meetings import queries as meetings_seen
from wijkregie.domain.meetings import services as meetings
from wijkregie.domain.meetings.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.cli.demo.files import Entry
    from wijkregie.cli.demo.voices import Voices
    from wijkregie.kit.viewer import Viewer


@dataclass(slots=True)
class Held:
    """A meeting while the year is played: who leads it, and its points by signal."""

    id: int
    entry: Entry
    starts_at: datetime
    group_id: int
    items: dict[int, int] = field(default_factory=dict)
    decides: list[Callable[[], None]] = field(default_factory=list)


class Gatherings(Playback):
    """The meetings, by the key that signals name them by."""

    def __init__(self, voices: Voices, *, at: datetime) -> None:
        super().__init__(voices, at=at)
        self.meetings: dict[str, Held] = {}

    def plan(self, entry: Entry, founded_at: datetime) -> None:
        """Plan a meeting, and expect that its agenda is filled and that it is held."""
        by, group_id = self.voices.viewer(entry["chair"]), self.voices.groups[entry["group"]]
        starts_at = self._start(entry)
        draft = meetings.SeriesDraft(group_id, entry["series"], entry.get("public", False))
        series_id = self._series(draft, by=by, at=founded_at)
        meeting_id = meetings.plan(
            series_id, starts_at, entry["location"], invented=True, by=by, at=founded_at
        )
        meeting = Held(meeting_id, entry, starts_at, group_id)
        self.meetings[entry["key"]] = meeting
        filled_at = min(starts_at - timedelta(days=14), self.at)
        self.on(filled_at, lambda at: self._fill(meeting, at))
        if starts_at < self.at:
            self.on(starts_at, lambda at: self._hold(meeting, at))

    def expect_rhythm(self, entry: Entry) -> None:
        """Expect that who leads a group says how often it meets, and plans ahead by that."""
        self.on(self.moment(entry["day"]), lambda at: self._plan_ahead(entry, at))

    def _plan_ahead(self, entry: Entry, at: datetime) -> None:
        by, group_id = self.voices.viewer(entry["chair"]), self.voices.groups[entry["group"]]
        series = meetings.SeriesDraft(group_id, entry["series"], entry.get("public", False))
        series_id = self._series(series, by=by, at=at)
        draft = meetings.RhythmDraft(
            entry["rhythm"],
            every=entry["every"],
            weekday=entry["weekday"],
            nth=entry.get("nth", 1),
            clock=time.fromisoformat(entry["time"]),
            location=entry["location"],
        )
        meetings.set_rhythm(series_id, draft, by=by, at=at)
        until = timezone.localdate(at) + timedelta(days=entry["ahead"])
        meetings.plan_ahead(series_id, until, by=by, at=at, invented=True)

    def _start(self, entry: Entry) -> datetime:
        on = self.today + timedelta(days=entry["day"])
        on -= timedelta(days=(on.weekday() - entry["weekday"]) % 7)
        clock = time.fromisoformat(entry["time"])
        return datetime.combine(on, clock, timezone.get_current_timezone())

    def _series(self, draft: meetings.SeriesDraft, *, by: Viewer, at: datetime) -> int:
        for known in meetings_seen.series_visible_to(by, on=self.today):
            if (known.group_id, known.name) == (draft.group_id, draft.name):
                return known.id
        return meetings.create_series(draft, by=by, at=at)

    def _fill(self, meeting: Held, at: datetime) -> None:
        by = self.voices.viewer(meeting.entry["chair"])
        for number, point in enumerate(meeting.entry["items"], start=1):
            item_id = meetings.add_item(meeting.id, point["title"], by=by, at=at)
            meeting.items[-number] = item_id
            for organisation in point.get("guests", ()):
                seat_id = self.voices.guest(meeting.group_id, organisation)
                meetings.invite(item_id, seat_id, by=by, at=at)

    def _hold(self, meeting: Held, at: datetime) -> None:
        """Hold a meeting: who was there, what was said, decided and agreed; then close it."""
        by = self.voices.viewer(meeting.entry["chair"])
        seats = self.voices.seats(meeting.group_id)
        present = {seat_id: seat_id != seats[-1] for seat_id in seats}
        meetings.attend(meeting.id, present, by=by, at=at)
        for number, point in enumerate(meeting.entry["items"], start=1):
            self.write(meeting, meeting.items[-number], point, at=at)
        for decide in meeting.decides:
            decide()
        if "approves" in meeting.entry:
            earlier = self.meeting(meeting.entry["approves"])
            minutes.approve(earlier, by=by, at=at, in_meeting_id=meeting.id)
        meetings.close(meeting.id, by=by, at=at + timedelta(hours=2))
        if "minutes" in meeting.entry:
            minutes.expect(meeting, meeting.entry["minutes"], self, by=by)

    def ask(self, meeting: Held, item_id: int, told: Entry, *, at: datetime) -> None:
        """Ask somebody to find something out; what is found comes back by itself."""
        if "ask" not in told:
            return
        by, wanted = self.voices.viewer(meeting.entry["chair"]), told["ask"]
        draft = meetings.InquiryDraft(
            wanted["question"],
            person_id=None,
            organisation_id=self.voices.organisations[wanted["organisation"]],
            due_on=timezone.localdate(at) + timedelta(days=wanted["due"]),
        )
        inquiry_id = meetings.ask(item_id, draft, by=by, at=at)
        if "finding" in wanted:
            self.on(
                at + timedelta(days=wanted["found"]),
                lambda on: meetings.find(inquiry_id, wanted["finding"], by=by, at=on),
            )

    def write(self, meeting: Held, item_id: int, told: Entry, *, at: datetime) -> None:
        """Write down what was said about a point, and who does what by when."""
        by = self.voices.viewer(meeting.entry["chair"])
        if told.get("notes"):
            meetings.note(item_id, told["notes"], 1, by=by, at=at)
        for wanted in told.get("actions", ()):
            draft = meetings.ActionDraft(
                what=wanted["what"],
                person_id=self.voices.persons[self.voices.prefix + wanted["person"]]
                if "person" in wanted
                else None,
                organisation_id=self.voices.organisations[wanted["organisation"]],
                due_on=timezone.localdate(at) + timedelta(days=wanted["due"]),
            )
            action_id = meetings.agree(item_id, draft, by=by, at=at)
            if "done" in wanted:
                self.on(at + timedelta(days=wanted["done"]), self._settled(action_id, by))

    def _settled(self, action_id: int, by: Viewer) -> Callable[[datetime], None]:
        return lambda at: meetings.settle(action_id, ActionState.DONE, by=by, at=at)

    def meeting(self, key: str) -> Held:
        """Return the meeting with this key. Raises ``DemoFault`` if there is none."""
        if key not in self.meetings:
            raise DemoFault(f"{YEAR}: there is no meeting {key!r}")
        return self.meetings[key]
