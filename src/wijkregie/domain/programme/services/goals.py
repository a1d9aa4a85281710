"""Changes to the tree of goals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import Goal
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import GoalDraft, ProgrammeRefused
from wijkregie.domain.programme.services.meanwhile import check_unchanged
from wijkregie.domain.programme.services.programmes import keys_of, next_place
from wijkregie.domain.programme.states import GoalLevel
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer

_ABOVE: Final = {
    GoalLevel.IMPACT: (),
    GoalLevel.TACTICAL: (GoalLevel.IMPACT,),
    GoalLevel.OPERATIONAL: (GoalLevel.TACTICAL, GoalLevel.IMPACT),
    GoalLevel.RESULT: (GoalLevel.OPERATIONAL, GoalLevel.TACTICAL),
}
_MOST_AIMS: Final = 20


@dataclass(frozen=True, slots=True)
class Hanging:
    """Something that hangs on a goal: ``kind`` is goal, project, bottleneck and so on."""

    kind: str
    pk: int
    title: str


class GoalInUse(ProgrammeRefused):
    """A goal that may not be removed yet: ``hangs`` is all that hangs on it."""

    def __init__(self, title: str, hangs: Iterable[Hanging]) -> None:
        self.hangs = tuple(hangs)
        names = ", ".join(f"“{one.title}”" for one in self.hangs)
        super().__init__(
            _(
                "“%(title)s” cannot be removed: %(names)s hang on it. Link those to another "
                "goal first."
            )
            % {"title": title, "names": names}
        )


@transaction.atomic
def add_goal(programme_id: int, draft: GoalDraft, *, by: Viewer, at: datetime) -> int:
    """Add a goal below another or on top, and return its number.

    Raises ``ProgrammeRefused`` where the level does not fit below that of the parent.
    """
    programme = finding.programme_to_steer(programme_id, by)
    fields = _fields(draft)
    made = Goal.objects.create(
        municipality_id=programme.municipality_id,
        programme=programme,
        parent_id=_parent(draft, programme),
        key=finding.key_of(draft.key, fields["title"], keys_of(programme.goals.all())),
        level=draft.level,
        order=next_place(programme.goals.all()),
        **fields,
    )
    audit.record("goal_added", made, by=by, at=at)
    return made.pk


@transaction.atomic
def change_goal(
    goal_id: int, draft: GoalDraft, *, before: GoalDraft, by: Viewer, at: datetime
) -> None:
    """Change a goal; ``before`` is how it was when it was read.

    Raises ``ChangedMeanwhile`` where somebody else was first, and ``ProgrammeRefused`` for a
    goal below itself, or at a level that does not fit between those around it.
    """
    goal = _goal(goal_id, by)
    check_unchanged(before, goal_as_is(goal))
    _place(goal, draft)
    for name, value in _fields(draft).items():
        setattr(goal, name, value)
    goal.save()
    audit.record("goal_changed", goal, by=by, at=at)


@transaction.atomic
def move_goal(goal_id: int, parent_id: int | None, *, by: Viewer, at: datetime) -> None:
    """Put a goal below another, with all that is below it; without one it stands on top.

    Raises ``ProgrammeRefused`` for a goal below itself, or where its level does not fit.
    """
    goal = _goal(goal_id, by)
    _place(goal, replace(goal_as_is(goal), parent_id=parent_id))
    goal.save(update_fields=["parent"])
    audit.record("goal_moved", goal, by=by, at=at)


@transaction.atomic
def remove_goal(goal_id: int, *, by: Viewer, at: datetime) -> None:
    """Remove a goal on which nothing hangs, with indicators that never had a value.

    Raises ``GoalInUse`` with all that hangs on it: goals below, projects, bottlenecks,
    agreements, regular work, and indicators with values.
    """
    goal = _goal(goal_id, by)
    hangs = tuple(_hangs(goal))
    if hangs:
        raise GoalInUse(goal.title, hangs)
    audit.record("goal_removed", goal, by=by, at=at)
    goal.delete()


@transaction.atomic
def told_why_it_stays(goal_id: int, *, by: Viewer) -> GoalInUse | None:
    """Return why a goal may not be removed yet, ``None`` where nothing hangs on it."""
    goal = _goal(goal_id, by)
    hangs = tuple(_hangs(goal))
    return GoalInUse(goal.title, hangs) if hangs else None


def goal_as_is(goal: Goal) -> GoalDraft:
    """Return a goal as the draft that would leave it as it is."""
    return GoalDraft(
        title=goal.title,
        level=GoalLevel(goal.level),
        parent_id=goal.parent_id,
        key=goal.key,
        aims=tuple(goal.aims),
        open_because=goal.open_because,
    )


def _goal(goal_id: int, by: Viewer) -> Goal:
    """Return a goal to change; its programme is locked too, so that no two move at once."""
    finding.steer(by)
    goal = finding.found(Goal.objects.select_related("programme"), goal_id, by)
    finding.programme_to_steer(goal.programme_id, by)
    return goal


def _fields(draft: GoalDraft) -> dict[str, Any]:
    aims = [finding.line(aim, 200) for aim in draft.aims if aim.strip()]
    if len(aims) > _MOST_AIMS:
        raise ProgrammeRefused(
            _("A goal has at most %(most)s aims. Put some together.") % {"most": _MOST_AIMS}
        )
    title = finding.line(draft.title, 200, needed=_("Write down what the goal is."))
    because = finding.line(draft.open_because, 400)
    return {
        "title": checked_words(title, field="title"),
        "aims": [checked_words(aim, field="aims") for aim in aims],
        "open_because": checked_words(because, field="open_because"),
    }


def _place(goal: Goal, draft: GoalDraft) -> None:
    """Set level and parent of a goal that is there."""
    if draft.parent_id == goal.pk:
        raise ProgrammeRefused(_("A goal cannot stand below itself. Choose another."))
    if draft.parent_id in _below(goal):
        raise ProgrammeRefused(
            _("This goal stands below the goal that you change. Choose another.")
        )
    goal.parent_id = _parent(draft, goal.programme)
    wrong = [
        one.title
        for one in goal.children.all()
        if draft.level not in _ABOVE[GoalLevel(one.level)]
    ]
    if wrong:
        raise ProgrammeRefused(
            _("With this level %(names)s cannot stand below it. Move those first.")
            % {"names": ", ".join(f"“{title}”" for title in wrong)}
        )
    goal.level = draft.level


def _below(goal: Goal) -> set[int]:
    """Return the numbers of all goals below a goal."""
    pairs = list(goal.programme.goals.values_list("pk", "parent_id"))
    below: set[int] = set()
    layer = {goal.pk}
    while layer:
        layer = {pk for pk, parent in pairs if parent in layer} - below
        below |= layer
    return below


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


def _hangs(goal: Goal) -> Iterable[Hanging]:
    for child in goal.children.order_by("order", "pk"):
        yield Hanging("goal", child.pk, child.title)
    for link in goal.project_links.select_related("project").order_by("project__order", "pk"):
        yield Hanging("project", link.project_id, link.project.title)
    links = goal.bottleneck_links.select_related("bottleneck")
    for cause in links.order_by("bottleneck__order", "pk"):
        yield Hanging("bottleneck", cause.bottleneck_id, cause.bottleneck.title)
    for agreement in goal.agreements.order_by("order", "pk"):
        yield Hanging("agreement", agreement.pk, agreement.title)
    for work in goal.regular_activities.order_by("order", "pk"):
        yield Hanging("regular", work.pk, work.name)
    for one in goal.indicators.order_by("order", "pk"):
        valued = one.baseline is not None or one.targets.exists()
        if valued or one.series_id is not None or one.plans.exists():
            yield Hanging("indicator", one.pk, one.title)
