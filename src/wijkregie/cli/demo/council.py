"""What the council of a demo town was told: a report of before, and the next as a draft."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from wijkregie.cli.demo.files import YEAR, DemoFault
from wijkregie.domain.indicators import services as indicators
from wijkregie.domain.indicators.states import Direction, Kind
from wijkregie.domain.places import queries as places_seen
from wijkregie.domain.programme import queries as programmes_seen
from wijkregie.domain.programme import services as programmes
from wijkregie.domain.reports import queries as reports
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from wijkregie.cli.demo.files import Entry
    from wijkregie.cli.demo.playback import Playback
    from wijkregie.cli.demo.voices import Voices
    from wijkregie.domain.programme.queries import GoalSeen, IndicatorLine
    from wijkregie.kit.viewer import Viewer

#: What of an indicator stays as it is when its figure is linked.
_KEPT: Final = (
    "title",
    "unit",
    "key",
    "source",
    "owner",
    "direction",
    "baseline",
    "baseline_year",
    "baseline_on",
    "baseline_source",
    "baseline_n",
)


def expect(entries: Sequence[Entry], counts: Sequence[Entry], year: Playback) -> None:
    """Expect each report and each count on its day."""
    for entry in counts:
        year.on(year.moment(entry["day"]), partial(_count, entry, year.voices))
    for entry in entries:
        year.on(year.moment(entry["day"], 16), partial(_report, entry, year.voices))


def _count(entry: Entry, voices: Voices, at: datetime) -> None:
    """Write down a figure of the town's own, and let an indicator read its values there."""
    by = installation(voices.municipality_id)
    figure = indicators.NewIndicator(
        key=entry["key"],
        name=entry["name"],
        definition=entry["definition"],
        source=entry["source"],
        unit=entry["unit"],
        kind=Kind.MEAN,
        direction=Direction.HIGHER,
        about_people=False,
    )
    made = indicators.define_own_indicator(voices.municipality_id, figure, by=by, at=at)
    area = places_seen.visible_to(by).get(pk=voices.areas[entry["area"]])
    period = timezone.localdate(at).year
    value = indicators.NewFigure(area.code, period, float(entry["value"]))
    indicators.record_own_figures(made.pk, [value], by=by, at=at)
    line = _line(entry["indicator"], _programme(entry, voices), voices)
    before = programmes.IndicatorDraft(
        **{name: getattr(line, name) for name in _KEPT},
        targets=tuple(
            programmes.TargetDraft(value=one.value, year=one.year, on=one.on)
            for one in line.targets
        ),
    )
    draft = replace(before, series_id=made.pk, series_area_id=area.pk)
    programmes.change_indicator(line.id, draft, before=before, by=by, at=at)


def _report(entry: Entry, voices: Voices, at: datetime) -> None:
    """Write down what was learned, begin the report, and settle it unless it is a draft."""
    by, programme_id = voices.viewer(entry["by"]), _programme(entry, voices)
    on = timezone.localdate(at)
    for lesson in entry.get("lessons", ()):
        project_id = voices.project(lesson["title"]) if "title" in lesson else None
        learned = programmes.LessonDraft(lesson["text"], on, project_id)
        programmes.add_lesson(programme_id, learned, by=by, at=at)
    draft = programmes.ReportDraft(entry["title"], on, entry.get("words", ""))
    number = programmes.begin_report(programme_id, draft, by=by, at=at)
    if entry["settle"]:
        pk = _pk(programme_id, number, by)
        answers = reports.answers_until(by, on=on)
        programmes.settle_report(pk, answers=answers, by=by, at=at)


def _pk(programme_id: int, number: int, by: Viewer) -> int:
    found = programmes_seen.reports_visible_to(by, programme_id=programme_id)
    return next(one.id for one in found if one.number == number)


def _programme(entry: Entry, voices: Voices) -> int:
    found = programmes_seen.programme_seen(voices.passer_by, entry["programme"])
    if found is None:
        raise DemoFault(f"{YEAR}: there is no programme {entry['programme']!r}")
    return found.id


def _line(title: str, programme_id: int, voices: Voices) -> IndicatorLine:
    goals = programmes_seen.goal_tree(voices.passer_by, programme_id, links=False)
    for line in _lines(goals):
        if line.title == title:
            return line
    raise DemoFault(f"{YEAR}: there is no indicator {title!r}")


def _lines(goals: Iterable[GoalSeen]) -> Iterator[IndicatorLine]:
    for one in goals:
        yield from one.indicators
        yield from _lines(one.children)
