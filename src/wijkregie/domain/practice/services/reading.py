"""Read a template for a programme: its paragraphs wait until each was looked at."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.places.models import MunicipalityCode
from wijkregie.domain.practice.models import Paragraph, Template
from wijkregie.domain.practice.services.drafts import PracticeRefused
from wijkregie.domain.practice.states import ParagraphKind
from wijkregie.domain.programme.services import finding
from wijkregie.kit import audit
from wijkregie.kit.words import WordsRefused, checked_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer
    from wijkregie.sources.practice import TemplateFile, TemplateGoal, TemplateIndicator


@transaction.atomic
def read_template(
    programme_id: int, reading: TemplateFile, *, file: str, by: Viewer, at: datetime
) -> int:
    """Take a template in for a programme, and return its number.

    The same one again is the one that is there: what was done with it stays. Raises
    ``PracticeRefused`` for a template of this municipality itself.
    """
    programme = finding.programme_to_steer(programme_id, by)
    own = MunicipalityCode.objects.filter(municipality_id=programme.municipality_id)
    if reading.code and own.filter(code=reading.code).exists():
        raise PracticeRefused(
            _("This template is of your own municipality. Choose a file of another one.")
        )
    _check_words(reading, file)
    digest = sha256(repr(reading).encode()).hexdigest()
    known = Template.objects.filter(programme=programme, digest=digest).first()
    if known is not None:
        return known.pk
    made = Template.objects.create(
        municipality_id=programme.municipality_id,
        programme=programme,
        name=reading.name,
        from_name=reading.municipality,
        from_code=reading.code,
        exported_on=reading.exported_on,
        licence=reading.licence,
        note=reading.note,
        file=file[:200],
        digest=digest,
        read_at=at,
    )
    _keep_paragraphs(made, reading)
    audit.record("template_read", made, by=by, at=at)
    return made.pk


def _check_words(reading: TemplateFile, file: str) -> None:
    """Refuse a file that tells of a person in what stands on the page of a template."""
    for key, words in (
        ("name", reading.name),
        ("municipality", reading.municipality),
        ("licence", reading.licence),
        ("note", reading.note),
        ("", file),
    ):
        try:
            checked_words(words)
        except WordsRefused as refused:
            where = f"{file[:200]}, {key}" if key else file[:200]
            raise PracticeRefused(f"{where}: {refused}") from refused


def _keep_paragraphs(template: Template, reading: TemplateFile) -> None:
    Paragraph.objects.bulk_create(
        Paragraph(
            municipality_id=template.municipality_id,
            template=template,
            kind=kind,
            key=key,
            parent=parent,
            order=order,
            original=original,
            mark=_mark(kind, original),
        )
        for order, (kind, key, parent, original) in enumerate(_paragraphs(reading))
    )


def _paragraphs(
    reading: TemplateFile,
) -> Iterator[tuple[ParagraphKind, str, str, dict[str, Any]]]:
    """Yield the vision, then the goals from the top down, each with its indicators."""
    for one in reading.vision:
        yield ParagraphKind.VISION, f"vision/{one.key}", "", {"title": one.text}
    for goal in _from_the_top(reading.goals, ""):
        above = f"goal/{goal.parent}" if goal.parent else ""
        key = f"goal/{goal.key}"
        yield ParagraphKind.GOAL, key, above, _goal(goal)
        for line in goal.indicators:
            yield ParagraphKind.INDICATOR, f"{key}/{line.key}", key, _indicator(line)
    for line in reading.indicators:
        yield ParagraphKind.INDICATOR, f"indicator/{line.key}", "", _indicator(line)


def _from_the_top(goals: tuple[TemplateGoal, ...], above: str) -> Iterator[TemplateGoal]:
    for goal in goals:
        if goal.parent == above:
            yield goal
            yield from _from_the_top(goals, goal.key)


def _goal(goal: TemplateGoal) -> dict[str, Any]:
    return {
        "title": goal.title,
        "level": goal.level,
        "aims": list(goal.aims),
        "open_because": goal.open_because,
    }


def _indicator(line: TemplateIndicator) -> dict[str, Any]:
    """Return its words; a series only where it has one, so that older files stay the same."""
    return {
        "title": line.title,
        "unit": line.unit,
        "source": line.source,
        "lower_is_better": line.lower_is_better,
        **({"series": line.series} if line.series else {}),
    }


def _mark(kind: ParagraphKind, original: dict[str, Any]) -> str:
    """Return what tells these words when they come again, in this file or another."""
    words = json.dumps([kind.value, original], sort_keys=True, ensure_ascii=False)
    return sha256(words.encode()).hexdigest()
