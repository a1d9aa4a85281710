"""The evenings of the demo on which a group works out what is strong and weak in its area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from wijkregie.cli.demo.files import YEAR, DemoFault
from wijkregie.domain.decisions.services import DecisionDraft
from wijkregie.domain.decisions.states import Outcome, Rung
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.states import AnalysisState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from wijkregie.cli.demo.files import Entry
    from wijkregie.cli.demo.stories import Stories
    from wijkregie.kit.viewer import Viewer


def expect(told: Iterable[Entry], stories: Stories) -> None:
    """Expect that groups meet about their areas, as far as each evening went."""
    for entry in told:
        _Evening(entry, stories).expect()


class _Evening:
    """One evening, by the voice of who leads it."""

    def __init__(self, entry: Entry, stories: Stories) -> None:
        self.entry, self.stories, self.voices = entry, stories, stories.voices
        self.area_id = self.voices.areas[entry["area"]]

    def expect(self) -> None:
        """Expect the evening on its day."""
        day = self.entry["day"]
        self.stories.on(self.stories.moment(day, 19.5), self._meet)
        if "bottlenecks" in self.entry:
            self.stories.on(self.stories.moment(day + 3), self._grow)

    def _meet(self, at: datetime) -> None:
        by = self.voices.viewer(self.entry["lead"])
        seen = queries.programme_seen(by, self.entry["programme"])
        if seen is None:
            raise DemoFault(f"{YEAR}: there is no programme {self.entry['programme']!r}")
        draft = services.AnalysisDraft(
            self.area_id, self.voices.groups[self.entry["group"]], self.entry["points"]
        )
        pk = services.begin_analysis(seen.id, draft, by=by, at=at)
        self.pk, self.lines = pk, [self._say(pk, line, by, at) for line in self.entry["said"]]
        services.move_analysis(pk, AnalysisState.DIVIDING, by=by, at=at)
        for person, given in self.entry.get("members", {}).items():
            one = self.voices.viewer(person)
            services.divide_points(pk, self._points(given), by=one, at=at)
        for number, given in enumerate(self.entry.get("papers", ()), start=1):
            services.enter_paper(pk, number, self._points(given), by=by, at=at)
        if "chosen" in self.entry:
            services.move_analysis(pk, AnalysisState.WEIGHED, by=by, at=at)
            self._settle(by, at)

    def _say(self, pk: int, line: Entry, by: Viewer, at: datetime) -> int:
        draft = services.StatementDraft(line["kind"], line["source"], line["text"])
        made = services.add_statement(pk, draft, by=by, at=at)
        for proof in line.get("shown_by", ()):
            services.cite(made, self._proof(proof, by), by=by, at=at)
        return made

    def _proof(self, told: Entry, by: Viewer) -> services.EvidenceDraft:
        if "figure" in told:
            found = indicators.indicator(by, told["figure"])
            if found is None:
                raise DemoFault(f"{YEAR}: there is no figure {told['figure']!r}")
            return services.EvidenceDraft(
                indicator_id=found.pk, area_id=self.area_id, period=told["year"]
            )
        if "signal" in told:
            return services.EvidenceDraft(signal_id=self.stories.signals[told["signal"]])
        if "meeting" in told:
            return services.EvidenceDraft(meeting_id=self.stories.meeting(told["meeting"]).id)
        return services.EvidenceDraft(document=told["document"])

    def _points(self, given: Sequence[int]) -> dict[int, int]:
        return dict(zip(self.lines, given, strict=True))

    def _settle(self, by: Viewer, at: datetime) -> None:
        told, on = self.entry["chosen"], timezone.localdate(at)
        group_id = self.voices.groups[self.entry["group"]]
        draft = DecisionDraft(
            subject=told["subject"],
            outcome=Outcome.FOLLOW_UP,
            reason=told["reason"],
            mandate=self.voices.mandate(group_id, on=on),
            rung_planned=Rung(told["rung"]),
            rung_realised=told["rung"],
            dissent=told.get("dissent", ""),
            body_id=group_id,
            taken_on=on,
        )
        chosen = [self.lines[number] for number in told["lines"]]
        services.settle_analysis(self.pk, chosen, draft, by=by, at=at)

    def _grow(self, at: datetime) -> None:
        """Let the wijkregisseur make bottlenecks of what was chosen."""
        by = self.voices.viewer("wijkregisseur")
        for told in self.entry["bottlenecks"]:
            draft = services.BottleneckDraft(
                title=told["title"],
                priority=told.get("priority", ""),
                found_on=timezone.localdate(at),
            )
            line = self.lines[told["line"]]
            made = services.statement_to_bottleneck(line, draft, by=by, at=at)
            if "project" in told:
                project_id = self.voices.project(told["project"])
                services.link_project(project_id, made, by=by, at=at)
