"""Changes to what is measured of a goal: where it comes from, and what is aimed at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.indicators.queries import indicators_visible_to
from wijkregie.domain.programme.models import Goal, GoalIndicator, IndicatorTarget
from wijkregie.domain.programme.queries.measuring import in_order
from wijkregie.domain.programme.queries.seen_goals import TargetSeen
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import (
    IndicatorDraft,
    ProgrammeRefused,
    TargetDraft,
)
from wijkregie.domain.programme.services.meanwhile import check_unchanged
from wijkregie.domain.programme.services.measured_in import check_fit
from wijkregie.domain.programme.services.measuring import check_measured
from wijkregie.domain.programme.services.programmes import keys_of, next_place
from wijkregie.domain.programme.states import Direction
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from decimal import Decimal

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.kit.viewer import Viewer

_DECIMALS: Final = 4
_LARGEST: Final = 10**10
_MOST_TARGETS: Final = 20
_MOST_ANSWERS: Final = 10**8


@transaction.atomic
def add_indicator(goal_id: int, draft: IndicatorDraft, *, by: Viewer, at: datetime) -> int:
    """Add to a goal what tells whether it is reached, and return its number."""
    finding.steer(by)
    goal = finding.found(Goal.objects.all(), goal_id, by)
    fields = _fields(draft, by, at)
    made = GoalIndicator.objects.create(
        municipality_id=goal.municipality_id,
        goal=goal,
        key=finding.key_of(draft.key, fields["title"], keys_of(goal.indicators.all())),
        order=next_place(goal.indicators.all()),
        **fields,
    )
    _write_targets(made, draft.targets)
    audit.record("goal_indicator_added", made, by=by, at=at)
    return made.pk


@transaction.atomic
def change_indicator(
    indicator_id: int,
    draft: IndicatorDraft,
    *,
    before: IndicatorDraft,
    by: Viewer,
    at: datetime,
) -> None:
    """Change what is measured; ``before`` is how it was when it was read.

    Raises ``ChangedMeanwhile`` where somebody else was first.
    """
    one = _indicator(indicator_id, by)
    check_unchanged(before, indicator_as_is(one))
    for name, value in _fields(draft, by, at, one).items():
        setattr(one, name, value)
    check_measured(one, at)
    one.save()
    _write_targets(one, draft.targets)
    audit.record("goal_indicator_changed", one, by=by, at=at)


@transaction.atomic
def set_targets(
    indicator_id: int, targets: Iterable[TargetDraft], *, by: Viewer, at: datetime
) -> None:
    """Set what is aimed at, and when: one value a year."""
    one = _indicator(indicator_id, by)
    _write_targets(one, tuple(targets))
    audit.record("targets_set", one, by=by, at=at)


@transaction.atomic
def remove_indicator(indicator_id: int, *, by: Viewer, at: datetime) -> None:
    """Remove what was measured of a goal; the figures themselves stay where they are.

    Refused, with their names, where plans to tell an effect are about it.
    """
    one = _indicator(indicator_id, by)
    plans = one.plans.order_by("order", "pk").values_list("title", flat=True)
    if plans:
        raise ProgrammeRefused(
            _("“%(title)s” cannot be removed: %(names)s tell the effect by it. Change those.")
            % {"title": one.title, "names": ", ".join(f"“{name}”" for name in plans)}
        )
    audit.record("goal_indicator_removed", one, by=by, at=at)
    one.delete()


def indicator_as_is(one: GoalIndicator) -> IndicatorDraft:
    """Return an indicator as the draft that would leave it as it is. One query."""
    return IndicatorDraft(
        title=one.title,
        unit=one.unit,
        key=one.key,
        source=one.source,
        owner=one.owner,
        direction=Direction(one.direction),
        baseline=one.baseline,
        baseline_year=one.baseline_year,
        baseline_on=one.baseline_on,
        baseline_source=one.baseline_source,
        baseline_n=one.baseline_n,
        targets=tuple(
            TargetDraft(each.value, each.year, each.on)
            for each in in_order(
                TargetSeen(row.year, row.on, row.value) for row in one.targets.all()
            )
        ),
        series_id=one.series_id,
        series_area_id=one.series_area_id,
    )


def _indicator(indicator_id: int, by: Viewer) -> GoalIndicator:
    finding.steer(by)
    return finding.found(GoalIndicator.objects.all(), indicator_id, by)


def _fields(
    draft: IndicatorDraft, by: Viewer, at: datetime, was: GoalIndicator | None = None
) -> dict[str, Any]:
    if draft.direction not in Direction.values:
        raise ProgrammeRefused(_("Choose whether higher or lower is better."))
    series = _series(draft, by)
    fields = _words(draft) | {
        "direction": draft.direction,
        "series": series,
        "series_area_id": draft.series_area_id if series else None,
        "baseline": _value(draft.baseline),
        "baseline_year": _year(draft.baseline_year, draft.baseline_on),
        "baseline_on": draft.baseline_on,
        "baseline_n": _answers(draft.baseline_n),
    }
    stood = (was.unit, was.series_id) if was else None
    check_fit(draft, series, at, was=stood == (fields["unit"], draft.series_id))
    return fields


def _words(draft: IndicatorDraft) -> dict[str, str]:
    needed = {
        "title": _("Write down what is measured."),
        "unit": _("Fill in the unit, such as percent."),
    }
    longest = {"title": 200, "unit": 40, "owner": 160, "source": 200, "baseline_source": 200}
    found = {}
    for name, most in longest.items():
        said = finding.line(getattr(draft, name), most, needed=needed.get(name, ""))
        found[name] = checked_words(said, field=name)
    return found


def _write_targets(one: GoalIndicator, targets: tuple[TargetDraft, ...]) -> None:
    """Make the targets those of a draft; a date is named once, and so is none at all."""
    if len(targets) > _MOST_TARGETS:
        raise ProgrammeRefused(
            _("Fill in at most %(most)s targets for one figure.") % {"most": _MOST_TARGETS}
        )
    rows = {_year(each.year, each.on): each for each in targets}
    if len(rows) < len(targets):
        raise ProgrammeRefused(
            _("Two targets stand in the same year, or both without a year. Keep one.")
        )
    one.targets.all().delete()
    IndicatorTarget.objects.bulk_create(
        IndicatorTarget(
            municipality_id=one.municipality_id,
            indicator=one,
            year=year,
            on=each.on,
            value=_exact(each.value),
        )
        for year, each in rows.items()
    )


def _year(year: int | None, on: date | None) -> int | None:
    """Return the year of a day, or else the year itself, if it can be."""
    found = on.year if on else year
    finding.years(found, None)
    return found


def _value(value: Decimal | None) -> Decimal | None:
    return None if value is None else _exact(value)


def _exact(value: Decimal) -> Decimal:
    """Return a value; refuse one that cannot be kept exactly."""
    if not value.is_finite() or abs(value) >= _LARGEST or value != round(value, _DECIMALS):
        raise ProgrammeRefused(
            _("Fill in a number with at most %(decimals)s decimals.") % {"decimals": _DECIMALS}
        )
    return value


def _answers(n: int | None) -> int | None:
    if n is not None and not 0 < n < _MOST_ANSWERS:
        raise ProgrammeRefused(_("Fill in how many people answered, as a whole number."))
    return n


def _series(draft: IndicatorDraft, by: Viewer) -> Indicator | None:
    if draft.series_id is None:
        return None
    series = indicators_visible_to(by).filter(pk=draft.series_id).first()
    if series is None:
        raise finding.not_there()
    if draft.series_area_id is None:
        raise ProgrammeRefused(_("Choose of which area this figure is."))
    finding.known_areas([draft.series_area_id], by.municipality_id or 0)
    return series
