"""Say by which measurements a programme is measured, and how each of its indicators is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.indicators.models import MeasurementWave
from wijkregie.domain.indicators.services import MeasuringRefused, question_key
from wijkregie.domain.programme.models import (
    BaselinePart,
    EvaluationPlan,
    GoalIndicator,
    ProgrammeWave,
)
from wijkregie.domain.programme.queries.measuring import SHARES
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.meanwhile import check_unchanged
from wijkregie.domain.programme.services.measuring_drafts import MeasuringDraft, PartDraft
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from decimal import Decimal

    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer

_DECIMALS: Final = 4
_LARGEST: Final = 10**4
_MOST_PARTS: Final = 60
_MOST_PEOPLE: Final = 10**8


@transaction.atomic
def link_wave(programme_id: int, wave_id: int, *, by: Viewer, at: datetime) -> bool:
    """Measure a programme by a measurement of its municipality; tell whether that was new."""
    programme = finding.programme_to_steer(programme_id, by)
    wave = finding.found(MeasurementWave.objects.all(), wave_id, by)
    _link, new = ProgrammeWave.objects.get_or_create(
        programme=programme,
        wave=wave,
        defaults={"municipality_id": programme.municipality_id, "linked_at": at},
    )
    if new:
        audit.record("wave_linked", programme, by=by, at=at, why=wave.title)
    return new


@transaction.atomic
def unlink_wave(programme_id: int, wave_id: int, *, by: Viewer, at: datetime) -> bool:
    """Measure a programme by a measurement no longer; tell whether it was.

    Refused, with their names, where values from before or plans to tell an effect rest on it.
    """
    programme = finding.programme_to_steer(programme_id, by)
    link = programme.wave_links.filter(wave_id=wave_id).select_related("wave").first()
    if link is None:
        return False
    rests = resting_on(programme, wave_id)
    if rests:
        raise ProgrammeRefused(
            _("“%(wave)s” stays with this programme: %(names)s rest on it. Change those first.")
            % {"wave": link.wave.title, "names": ", ".join(f"“{name}”" for name in rests)}
        )
    link.delete()
    audit.record("wave_unlinked", programme, by=by, at=at, why=link.wave.title)
    return True


@transaction.atomic
def set_measuring(
    indicator_id: int,
    draft: MeasuringDraft,
    *,
    before: MeasuringDraft,
    by: Viewer,
    at: datetime,
) -> None:
    """Say how an indicator is measured; ``before`` is how that was when it was read.

    Raises ``ChangedMeanwhile`` where somebody else was first.
    """
    finding.steer(by)
    rows = GoalIndicator.objects.select_related("goal__programme")
    one = finding.found(rows, indicator_id, by)
    check_unchanged(before, measuring_as_is(one))
    one.question = known_question(draft.question)
    one.baseline_wave = _baseline_wave(one, draft.baseline_wave_id, at)
    one.deviation = _deviation(one, draft.deviation)
    one.save(update_fields=["question", "baseline_wave", "deviation"])
    _write_parts(one, draft.parts)
    audit.record("measuring_set", one, by=by, at=at)


def measuring_as_is(one: GoalIndicator) -> MeasuringDraft:
    """Return how an indicator is measured as the draft that would leave it so. One query."""
    return MeasuringDraft(
        question=one.question,
        baseline_wave_id=one.baseline_wave_id,
        deviation=one.deviation,
        parts=tuple(
            PartDraft(part.area_id, part.name, part.numerator, part.denominator)
            for part in one.parts.order_by("order", "pk")
        ),
    )


def resting_on(programme: Programme, wave_id: int) -> list[str]:
    """Return the names of what rests on a measurement in a programme: two queries."""
    figures = GoalIndicator.objects.filter(goal__programme=programme, baseline_wave=wave_id)
    of = Q(selection_wave=wave_id) | Q(baseline_wave=wave_id) | Q(follow_up_wave=wave_id)
    plans = EvaluationPlan.objects.filter(of, programme=programme)
    return [
        *figures.order_by("goal__order", "order", "pk").values_list("title", flat=True),
        *plans.order_by("order", "pk").values_list("title", flat=True),
    ]


def wave_of(programme_id: int, wave_id: int | None) -> MeasurementWave | None:
    """Return a measurement of a programme; refuse one that it is not measured by."""
    if wave_id is None:
        return None
    links = ProgrammeWave.objects.filter(programme_id=programme_id, wave_id=wave_id)
    link = links.select_related("wave").first()
    if link is None:
        raise ProgrammeRefused(
            _("Choose a measurement of this programme, or add this one to it first.")
        )
    return link.wave


def known_question(said: str) -> str:
    """Return the key of a question; refuse what is none."""
    try:
        return question_key(said)
    except MeasuringRefused as refused:
        raise ProgrammeRefused(str(refused)) from refused


def check_parts(parts: Iterable[PartDraft]) -> None:
    """Refuse parts that cannot be, or that stand there twice."""
    seen = set()
    for part in parts:
        if (part.area_id is None) == (not part.name):
            raise ProgrammeRefused(_("Choose an area or fill in a name for each part."))
        key = part.area_id or part.name.casefold()
        if key in seen:
            raise ProgrammeRefused(_("A part stands there twice. Keep one."))
        seen.add(key)
        _check_counts(part)
    if len(seen) > _MOST_PARTS:
        raise ProgrammeRefused(_("Fill in at most %(most)s parts.") % {"most": _MOST_PARTS})


def _check_counts(part: PartDraft) -> None:
    some, all_ = part.numerator, part.denominator
    if some is not None and not 0 <= some < _MOST_PEOPLE:
        raise ProgrammeRefused(_("Fill in how many people, as a whole number."))
    if all_ is not None and not 0 < all_ < _MOST_PEOPLE:
        raise ProgrammeRefused(_("Fill in of how many people, as a whole number above nought."))
    if some is not None and all_ is not None and some > all_:
        raise ProgrammeRefused(
            _("In a part more people gave this answer than there are. Change one of the two.")
        )


def check_measured(one: GoalIndicator, at: datetime) -> None:
    """Refuse an indicator that does not fit how it is measured."""
    if one.baseline_wave is not None:
        _check_began(one, one.baseline_wave, at)
    _deviation(one, one.deviation)
    if one.unit not in SHARES and one.parts.exists():
        raise ProgrammeRefused(_("Only a percentage has parts with counts. Leave them out."))


def _baseline_wave(
    one: GoalIndicator, wave_id: int | None, at: datetime
) -> MeasurementWave | None:
    wave = wave_of(one.goal.programme_id, wave_id)
    if wave is not None:
        _check_began(one, wave, at)
    return wave


def _check_began(one: GoalIndicator, wave: MeasurementWave, at: datetime) -> None:
    if one.baseline is not None and wave.begins_on > timezone.localdate(at):
        raise ProgrammeRefused(
            _(
                "“%(wave)s” has yet to begin, so the value from before cannot come from it. "
                "Choose another measurement."
            )
            % {"wave": wave.title}
        )


def _deviation(one: GoalIndicator, value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    if one.unit in SHARES:
        raise ProgrammeRefused(
            _("A percentage needs no deviation: it follows from the number of answers.")
        )
    if not value.is_finite() or not 0 < value < _LARGEST or value != round(value, _DECIMALS):
        raise ProgrammeRefused(
            _("Fill in a number above nought with at most %(decimals)s decimals.")
            % {"decimals": _DECIMALS}
        )
    return value


def _write_parts(one: GoalIndicator, parts: tuple[PartDraft, ...]) -> None:
    if parts and one.unit not in SHARES:
        raise ProgrammeRefused(_("Only a percentage has parts with counts. Leave them out."))
    tidy = [
        PartDraft(part.area_id, _name(part.name), part.numerator, part.denominator)
        for part in parts
    ]
    check_parts(tidy)
    areas = [part.area_id for part in tidy if part.area_id is not None]
    finding.known_areas(areas, one.municipality_id)
    one.parts.all().delete()
    BaselinePart.objects.bulk_create(
        BaselinePart(
            municipality_id=one.municipality_id,
            indicator=one,
            area_id=part.area_id,
            name=part.name,
            numerator=part.numerator,
            denominator=part.denominator,
            order=order,
        )
        for order, part in enumerate(tidy)
    )


def _name(words: str) -> str:
    return checked_words(finding.line(words, 120), field="name")
