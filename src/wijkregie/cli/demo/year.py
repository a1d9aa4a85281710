"""A year of the demo played back in the order in which it happened: meetings and signals.

Everything goes through the same services as on a page, by the persons of the demo, with the
moment at which it happened. Mails of long ago count as sent; those of the last days are left
to the worker, so that there is something to read in the post of the demo.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from wijkregie.cli.demo import (
    agreements,
    analyses,
    budgeting,
    council,
    partners,
    telling,
    worries,
)
from wijkregie.cli.demo.files import YEAR, DemoFault
from wijkregie.cli.demo.stories import Stories
from wijkregie.domain.decisions.services import DecisionDraft
from wijkregie.domain.decisions.states import Outcome, Rung
from wijkregie.domain.meetings import services as meetings
from wijkregie.domain.programme import services as programmes
from wijkregie.domain.signals import queries as signals_seen
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.states import Channel, Kind
from wijkregie.kit import installation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from wijkregie.cli.demo.files import Entry
    from wijkregie.cli.demo.gatherings import Held
    from wijkregie.cli.demo.playback import After, Happen
    from wijkregie.cli.demo.voices import Voices
    from wijkregie.kit.viewer import Viewer

_MANDATES: Final = {
    "district_manager": "Mandaat wijkregisseur (verzonnen)",
    "specialist": "Mandaat vakafdeling (verzonnen)",
}
_OFFICERS: Final = {"district_manager": "wijkregisseur", "specialist": "vakspecialist"}


class Year(Stories):
    """The year while it is played."""

    def __init__(
        self, told: Mapping[str, list[Entry]], voices: Voices, *, at: datetime
    ) -> None:
        super().__init__(voices, at=at)
        self.told = told

    def play(self, *, founded_at: datetime) -> None:
        """Agree on rules and plan the meetings, then do everything in its order."""
        agreements.settle(self.told, self.voices, at=founded_at)
        partners.make_covenants(self.told.get("covenants", ()), self, at=founded_at)
        budgeting.make_funds(self.told.get("funds", ()), self, at=founded_at)
        for entry in self.told["meetings"]:
            self.plan(entry, founded_at)
        for number, entry in enumerate(self.told["signals"], start=1):
            self._expect_signal(number, entry)
        for entry in self.told.get("projects", ()):
            self._expect_project(entry)
        for entry in self.told.get("series", ()):
            self.expect_rhythm(entry)
        analyses.expect(self.told.get("analyses", ()), self)
        worries.expect(self.told.get("concerns", ()), self)
        telling.expect(self.told.get("told", ()), self.told.get("shown", ()), self)
        partners.expect(self.told.get("hand_overs", ()), self)
        council.expect(self.told.get("reports", ()), self.told.get("counts", ()), self)
        self.run()

    def _expect_project(self, entry: Entry) -> None:
        """Let a group decide on a project, and the project begin."""
        by = self.voices.viewer(entry["by"])
        project_id = self.voices.project(entry["title"])
        self.on(self.moment(entry["day"]), lambda at: self._approve(project_id, entry, by, at))
        self.on(
            self.moment(entry["begin"]), lambda at: programmes.begin(project_id, by=by, at=at)
        )

    def _approve(self, project_id: int, entry: Entry, by: Viewer, at: datetime) -> None:
        group_id, on = self.voices.groups[entry["group"]], timezone.localdate(at)
        draft = DecisionDraft(
            subject=entry["title"],
            outcome=Outcome.FOLLOW_UP,
            reason=entry["reason"],
            mandate=self.voices.mandate(group_id, on=on),
            rung_planned=Rung(entry["rung"]),
            rung_realised=entry["rung"],
            body_id=group_id,
            taken_on=on,
        )
        programmes.approve(project_id, draft, by=by, at=at)

    def _expect_signal(self, number: int, entry: Entry) -> None:
        received_at = self.moment(entry["day"], 8 + number % 12)
        self.on(received_at, lambda at: self._receive(number, entry, at))

    def _receive(self, number: int, entry: Entry, at: datetime) -> None:
        channel = entry.get("channel", Channel.WEB)
        worker = self.voices.worker(entry["area"])
        by = worker if channel != Channel.WEB or "group" in entry else self.voices.passer_by
        draft = signals.SignalDraft(
            text=entry["text"],
            theme_id=self.voices.themes[entry["theme"]],
            submission=f"demo{self.voices.prefix}{number}",
            kind=entry.get("kind", Kind.REPORT),
            area_id=self.voices.areas[entry["area"]],
            raiser=self.draft(number, entry, channel),
            invented=True,
        )
        receipt = signals.receive(
            draft,
            municipality_id=self.voices.municipality_id,
            by=by,
            at=at,
            seed=self.voices.municipality_id * 1_000 + number,
        )
        self._go_on(receipt.signal_id, number, entry, at)

    def _go_on(self, signal_id: int, number: int, entry: Entry, at: datetime) -> None:
        """Expect what happens with a signal after it was received at ``at``."""
        worker = self.voices.worker(entry["area"])

        def after(days: float, happen: Happen) -> None:
            moment = at + timedelta(days=days)
            self.on(min(moment, self.at) if days < 1 else moment, happen)

        if "take_up" in entry:
            after(entry["take_up"], lambda on: self._take_up(signal_id, entry, worker, on))
        self.expect_company(signal_id, number, entry, after)
        if "agenda" in entry:
            told = entry["agenda"]
            meeting = self.meeting(told["in"])
            after(told["after"], lambda on: self._agenda(signal_id, meeting, worker, on))
        if "decide" in entry:
            self._expect_decision(signal_id, entry, after)
            self.expect_reply(signal_id, entry, after)
        if "postpone" in entry:
            told = entry["postpone"]
            later = timezone.localdate(at) + timedelta(days=told["to"])
            after(
                told["after"],
                lambda on: signals.promise_later(
                    signal_id, later, told["why"], by=worker, at=on
                ),
            )
        self._expect_end(signal_id, entry, after)

    def _expect_end(
        self,
        signal_id: int,
        entry: Entry,
        after: After,
    ) -> None:
        manager = self.voices.viewer("wijkregisseur")
        if "project" in entry:
            told = entry["project"]
            after(told["after"], lambda on: self._take_along(signal_id, told["title"], on))
        if "answer" in entry:
            told = entry["answer"]
            after(
                told["after"],
                lambda on: signals.answer(signal_id, told["text"], by=manager, at=on),
            )
            if "posted" in told:
                after(told["posted"] + 0.1, lambda on: self._posted(signal_id, entry, on))
        self.expect_opinion(signal_id, entry, after)

    def _posted(self, signal_id: int, entry: Entry, at: datetime) -> None:
        for one in (signal_id, *self.along(entry)):
            self.posted(one, at)

    def _take_up(self, signal_id: int, entry: Entry, by: Viewer, at: datetime) -> None:
        seen = signals_seen.signal_by_id(by, signal_id, on=self.today)
        if seen is None:
            raise DemoFault(
                f"{YEAR}: {entry['text']!r} is in an area of which {by} has no role"
            )
        signals.take_up(signal_id, by=by, at=at)
        area_id = self.voices.areas[entry["area"]]
        words = signals.SignalWords(entry["title"], seen.kind, seen.theme_id, area_id)
        signals.describe(signal_id, words, by=by, at=at)

    def _agenda(self, signal_id: int, meeting: Held, by: Viewer, at: datetime) -> None:
        meeting.items[signal_id] = meetings.add_signal(meeting.id, signal_id, by=by, at=at)

    def _expect_decision(
        self,
        signal_id: int,
        entry: Entry,
        after: After,
    ) -> None:
        told = entry["decide"]
        if "in" not in told:
            by = self.voices.viewer(_OFFICERS[told["officer"]])
            after(
                told["after"] + 0.05,
                lambda on: signals.decide(
                    signal_id,
                    self._draft(entry, on, officer=told["officer"]),
                    by=by,
                    at=on,
                    offer=self.question(told),
                ),
            )
            return
        meeting = self.meeting(told["in"])

        def decide() -> None:
            item_id, at = meeting.items[signal_id], meeting.starts_at
            self.write(meeting, item_id, told, at=at)
            by = self.voices.viewer(meeting.entry["chair"])
            draft = self._draft(entry, at, body_id=meeting.group_id)
            meetings.decide(item_id, draft, by=by, at=at)
            self.ask(meeting, item_id, told, at=at)

        meeting.decides.append(decide)

    def _draft(
        self, entry: Entry, at: datetime, *, officer: str = "", body_id: int | None = None
    ) -> DecisionDraft:
        told, on = entry["decide"], timezone.localdate(at)
        handed_to = told.get("to")
        return DecisionDraft(
            subject=entry["title"],
            outcome=Outcome(told["outcome"]),
            reason=told["reason"],
            mandate=_MANDATES.get(officer) or self.voices.mandate(body_id or 0, on=on),
            rung_planned=Rung(told.get("rung", Rung.INFORM)),
            rung_realised=told.get("rung", ""),
            dissent=told.get("dissent", ""),
            body_id=body_id,
            officer=officer,
            handed_to_id=self.voices.organisations[handed_to] if handed_to else None,
            taken_on=on,
        )

    def _take_along(self, signal_id: int, title: str, at: datetime) -> None:
        """Let the project answer the signal; the first of them is the resident to follow."""
        by = self.voices.viewer("wijkregisseur")
        programmes.link_signal(self.voices.project(title), signal_id, by=by, at=at)
        if not installation.recall(installation.DEMO_RAISER):
            installation.remember(installation.DEMO_RAISER, str(self.raiser(signal_id)))
