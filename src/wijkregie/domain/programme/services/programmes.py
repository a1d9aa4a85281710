"""Changes to programmes, goals and what is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from wijkregie.domain.decisions.states import Rung
from wijkregie.domain.indicators.queries import indicators_visible_to
from wijkregie.domain.people.models import Group
from wijkregie.domain.programme.models import (
    Goal,
    GoalIndicator,
    Programme,
    RegularActivity,
)
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.states import Direction, GoalLevel
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal
    from typing import Any

    from django.db.models import QuerySet

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.programme.services.drafts import (
        GoalDraft,
        IndicatorDraft,
        ProgrammeDraft,
    )
    from wijkregie.kit.viewer import Viewer

_ABOVE: Final = {
    GoalLevel.IMPACT: (),
    GoalLevel.TACTICAL: (GoalLevel.IMPACT,),
    GoalLevel.OPERATIONAL: (GoalLevel.TACTICAL, GoalLevel.IMPACT),
    GoalLevel.RESULT: (GoalLevel.OPERATIONAL, GoalLevel.TACTICAL),
}
_DECIMALS: Final = 4
_LARGEST: Final = 10**10


@transaction.atomic
def create_programme(draft: ProgrammeDraft, *, by: Viewer, at: datetime) -> int:
    """Begin a programme and return its number.

    Raises ``ProgrammeRefused`` for a programme without a name, with years that cannot be,
    or with an address that is taken.
    """
    municipality_id = finding.steer(by)
    finding.years(draft.from_year, draft.until_year)
    name = finding.line(draft.name, 160, needed=_("Give the programme a name."))
    taken = Programme.objects.filter(municipality_id=municipality_id)
    made = Programme.objects.create(
        municipality_id=municipality_id,
        key=finding.key_of(draft.key, name, set(taken.values_list("key", flat=True))),
        name=name,
        summary=finding.line(draft.summary, 400),
        from_year=draft.from_year,
        until_year=draft.until_year,
        owner=finding.line(draft.owner, 160),
        group_id=_group(draft.group_id, by),
        rung_planned=_rung(draft.rung_planned),
        baseline_source=finding.line(draft.baseline_source, 160),
        made_at=at,
    )
    audit.record("programme_created", made, by=by, at=at)
    return made.pk


@transaction.atomic
def add_goal(programme_id: int, draft: GoalDraft, *, by: Viewer, at: datetime) -> int:
    """Add a goal below another or on top, and return its number.

    Raises ``ProgrammeRefused`` where the level does not fit below that of the parent.
    """
    programme = finding.programme_to_steer(programme_id, by)
    title = finding.line(draft.title, 200, needed=_("Write down what the goal is."))
    made = Goal.objects.create(
        municipality_id=programme.municipality_id,
        programme=programme,
        parent_id=_parent(draft, programme),
        key=finding.key_of(draft.key, title, keys_of(programme.goals.all())),
        level=draft.level,
        title=title,
        aims=[finding.line(aim, 200) for aim in draft.aims if aim.strip()],
        order=next_place(programme.goals.all()),
    )
    audit.record("goal_added", made, by=by, at=at)
    return made.pk


@transaction.atomic
def add_indicator(goal_id: int, draft: IndicatorDraft, *, by: Viewer, at: datetime) -> int:
    """Add to a goal what tells whether it is reached, and return its number."""
    finding.steer(by)
    goal = finding.found(Goal.objects.all(), goal_id, by)
    title = finding.line(draft.title, 200, needed=_("Write down what is measured."))
    _check_measure(draft)
    series = _series(draft, by)
    made = GoalIndicator.objects.create(
        municipality_id=goal.municipality_id,
        goal=goal,
        key=finding.key_of(draft.key, title, keys_of(goal.indicators.all())),
        title=title,
        source=finding.line(draft.source, 200),
        unit=finding.line(draft.unit, 40, needed=_("Fill in the unit, such as percent.")),
        direction=draft.direction,
        series=series,
        series_area_id=draft.series_area_id if series else None,
        baseline=draft.baseline,
        baseline_year=draft.baseline_year,
        baseline_n=draft.baseline_n,
        target=draft.target,
        target_year=draft.target_year,
        order=next_place(goal.indicators.all()),
    )
    audit.record("goal_indicator_added", made, by=by, at=at)
    return made.pk


@transaction.atomic
def add_activity(programme_id: int, name: str, *, by: Viewer, at: datetime) -> int:
    """Add regular work to which a finished project can be handed over."""
    programme = finding.programme_to_steer(programme_id, by)
    words = finding.line(name, 160, needed=_("Write down which work it is."))
    if programme.regular_activities.filter(name__iexact=words).exists():
        raise ProgrammeRefused(_("This work is in the list already."))
    made = RegularActivity.objects.create(
        municipality_id=programme.municipality_id,
        programme=programme,
        name=words,
        order=next_place(programme.regular_activities.all()),
    )
    audit.record("regular_activity_added", made, by=by, at=at)
    return made.pk


def next_place(rows: QuerySet[Any]) -> int:
    """Return the place behind the last of these rows."""
    last: int | None = rows.aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def keys_of(rows: QuerySet[Any]) -> set[str]:
    """Return the keys that are taken."""
    return set(rows.values_list("key", flat=True))


def check_value(value: Decimal | None) -> None:
    """Refuse a value that cannot be kept exactly."""
    if value is None:
        return
    if not value.is_finite() or abs(value) >= _LARGEST or value != round(value, _DECIMALS):
        raise ProgrammeRefused(
            _("Fill in a number with at most %(decimals)s decimals.") % {"decimals": _DECIMALS}
        )


def _group(group_id: int | None, by: Viewer) -> int | None:
    if group_id is not None:
        finding.found(Group.objects.filter(ended_on__isnull=True), group_id, by)
    return group_id


def _rung(rung: str) -> str:
    if rung and rung not in Rung.values:
        raise ProgrammeRefused(_("Choose how residents take part."))
    return rung


def _parent(draft: GoalDraft, programme: Programme) -> int | None:
    if draft.level not in GoalLevel.values:
        raise ProgrammeRefused(_("Choose the level of the goal."))
    if draft.parent_id is None:
        return None
    parent = programme.goals.filter(pk=draft.parent_id).first()
    if parent is None:
        raise finding.not_there()
    if parent.level not in _ABOVE[draft.level]:
        raise ProgrammeRefused(
            _("A goal of this level cannot stand below “%(title)s”. Choose another.")
            % {"title": parent.title}
        )
    return parent.pk


def _check_measure(draft: IndicatorDraft) -> None:
    if draft.direction not in Direction.values:
        raise ProgrammeRefused(_("Choose whether higher or lower is better."))
    check_value(draft.baseline)
    check_value(draft.target)
    finding.years(draft.baseline_year, None)
    finding.years(draft.target_year, None)


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
