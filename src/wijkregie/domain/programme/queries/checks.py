"""What the checks find in a programme, and what of it somebody accepted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkregie.core import logframe
from wijkregie.core.logframe import Kind
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import AcceptedFinding
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.framework import framework, projects_for_checks
from wijkregie.domain.programme.queries.programmes import programme_seen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from wijkregie.core.logframe import Finding
    from wijkregie.domain.programme.models import Project
    from wijkregie.domain.programme.queries.seen import ProgrammeSeen
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class AcceptanceSeen:
    """Who accepted a finding, when and why; ``holds`` while it is the same finding."""

    id: int
    reason: str
    by_name: str
    at: datetime
    holds: bool


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """One finding. ``goal_id`` is the goal of an indicator, or the goal itself."""

    finding: Finding
    goal_id: int | None
    acceptance: AcceptanceSeen | None
    may_accept: bool

    @property
    def is_open(self) -> bool:
        """Tell whether it still asks for something: to mend it, or to say why not."""
        return self.acceptance is None or not self.acceptance.holds


@dataclass(frozen=True, slots=True)
class ChecksSeen:
    """All findings of a programme, in the order of the checks."""

    programme: ProgrammeSeen
    checks: tuple[CheckSeen, ...]

    @property
    def open(self) -> int:
        """How many still ask for something."""
        return sum(one.is_open for one in self.checks)


def may_check(viewer: Viewer) -> bool:
    """Tell whether the viewer may read the checks: they tell of ideas too."""
    return rules.may_see_ideas(viewer)


def checks_of(viewer: Viewer, key: str, *, on: date) -> ChecksSeen | None:
    """Return what the checks find in a programme on a day; see ``queries.framework``.

    ``None`` where it is not there, or the viewer does not work along. At most
    twenty-seven queries, however large it is: of those six are for figures, two for analyses
    and two for who works in some areas only.
    """
    programme = programme_seen(viewer, key) if may_check(viewer) else None
    if programme is None:
        return None
    projects = projects_for_checks(viewer, programme.id)
    frame = framework(viewer, programme, projects)
    goals = {one.about: one.id for one in frame.goals}
    goals |= {one.about: one.goal_id for one in frame.indicators}
    runs = set() if programme.may_steer else _run_by(viewer, projects)
    accepted = {_key(one): one for one in _accepted(programme.id)}
    return ChecksSeen(
        programme=programme,
        checks=tuple(
            CheckSeen(
                finding=one,
                goal_id=goals.get(one.about),
                acceptance=_acceptance(accepted.get(one.key), one),
                may_accept=programme.may_steer
                or (one.about.kind == Kind.PROJECT and one.about.id in runs),
            )
            for one in logframe.findings(frame, on=on)
        ),
    )


def _accepted(programme_id: int) -> Sequence[AcceptedFinding]:
    rows = AcceptedFinding.objects.filter(programme_id=programme_id)
    return list(rows.select_related("accepted_by"))


def _key(one: AcceptedFinding) -> tuple[str, str, str, int, str]:
    return one.rule, one.fault, one.kind, one.object_id, one.place


def _acceptance(one: AcceptedFinding | None, found: Finding) -> AcceptanceSeen | None:
    if one is None:
        return None
    return AcceptanceSeen(
        id=one.pk,
        reason=one.reason,
        by_name=one.accepted_by.name if one.accepted_by else "",
        at=one.accepted_at,
        holds=one.fingerprint == found.fingerprint,
    )


def _run_by(viewer: Viewer, projects: Sequence[Project]) -> set[int]:
    """Return the projects that the viewer runs: two queries for all of them."""
    area_ids = {area.pk for one in projects for area in one.areas.all()}
    around = door.around_each(area_ids) if viewer.grants else {}
    return {
        one.pk
        for one in projects
        if rules.may_run(
            viewer,
            [around.get(area.pk, frozenset()) for area in one.areas.all()],
            body_id=one.decision.body_id if one.decision else None,
        )
    }
