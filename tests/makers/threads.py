"""A whole thread for tests: from a figure that shows a need to the answer of a resident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.meetings import decision_of, make_series, make_team
from tests.makers.places import AT
from tests.makers.programme import (
    make_bottleneck,
    make_cost,
    make_coverage,
    make_goal,
    make_goal_indicator,
    make_programme,
    make_raised,
    project_draft,
)
from tests.makers.signals import MAIL, make_signal, make_theme
from wijkregie.domain.meetings import services as meetings
from wijkregie.domain.meetings.models import AgendaItem, Meeting
from wijkregie.domain.programme import services as programme
from wijkregie.domain.programme.models import CostLine, CoverageLine, Project
from wijkregie.domain.programme.states import GoalLevel
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.models import Signal
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.makers.meetings import Team
    from wijkregie.domain.decisions.models import Decision
    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Bottleneck, Goal
    from wijkregie.kit.viewer import Viewer

FEW: int = 1_000_000  # € 10.000 in cents
WORDS = "Zeer persoonlijke kanariewoorden over de bank."
NAME = "Kanarie Melder"


@dataclass
class Story:
    """Every sort of thing once, joined as the practice joins them."""

    team: Team
    indicator: Indicator
    bottleneck: Bottleneck
    impact: Goal
    goal: Goal
    signal: Signal
    meeting: Meeting
    item: AgendaItem
    decision: Decision
    project: Project
    cost: CostLine
    coverage: CoverageLine
    evidence_id: int

    @property
    def municipality(self) -> Municipality:
        return self.team.municipality

    @property
    def by(self) -> Viewer:
        return installation(self.municipality.pk)

    def fresh(self) -> Signal:
        """The signal as it stands now."""
        return Signal.objects.get(pk=self.signal.pk)


def make_story(name: str = "Molenwijk", *, public: bool = True, finished: bool = True) -> Story:
    """Make the story of a broken meeting place; ``public`` is the series of meetings."""
    team = make_team(name)
    by = installation(team.municipality.pk)
    plan = make_programme(team.municipality, "Samen in de wijk", years=(2026, 2027))
    impact = make_goal(plan, "Prettig wonen", level=GoalLevel.IMPACT)
    goal = make_goal(plan, "Meer sociale samenhang", parent=impact)
    make_goal_indicator(goal, "Bewoners die buren kennen", baseline=None, target=None)
    bottleneck = make_bottleneck(plan, "Weinig contact tussen buren", goals=[goal])
    indicator = make_own_indicator(team.municipality, "eenzaam")
    make_own_figure(indicator, team.area.code, 12.0, period=2024)
    shown = programme.EvidenceDraft(
        indicator_id=indicator.pk, area_id=team.area.pk, period=2024
    )
    evidence_id = programme.add_evidence(bottleneck.pk, shown, by=by, at=AT)
    signal = make_signal(
        team.municipality,
        team.area,
        theme=make_theme(team.municipality, "Ontmoeten"),
        text=WORDS,
        raiser=signals.RaiserDraft(hear_back=MAIL.hear_back, email=MAIL.email, name=NAME),
    )
    meeting, item, decision = _decide(team, signal, public=public)
    project = _run(team, plan.pk, goal, signal, decision)
    story = Story(
        team=team,
        indicator=indicator,
        bottleneck=bottleneck,
        impact=impact,
        goal=goal,
        signal=signal,
        meeting=meeting,
        item=item,
        decision=decision,
        project=project,
        cost=project.costs.get(),
        coverage=project.coverage.get(),
        evidence_id=evidence_id,
    )
    if finished:
        finish(story)
    return story


def _decide(
    team: Team, signal: Signal, *, public: bool
) -> tuple[Meeting, AgendaItem, Decision]:
    by = installation(team.municipality.pk)
    later = AT + timedelta(days=2)
    words = signals.SignalWords(
        title="Ontmoetingsplek kapot",
        kind=signal.kind,
        theme_id=signal.theme_id,
        area_id=signal.area_id,
    )
    signals.take_up(signal.pk, by=by, at=AT + timedelta(hours=1))
    signals.describe(signal.pk, words, by=by, at=AT + timedelta(hours=1))
    series = make_series(team.group, "Wijkoverleg", public=public)
    number = meetings.plan(series.pk, later, "Buurthuis", by=by, at=AT)
    item_id = meetings.add_signal(number, signal.pk, by=by, at=AT + timedelta(hours=2))
    item = AgendaItem.objects.get(pk=item_id)
    draft = decision_of(
        team.group,
        subject="Een nieuwe ontmoetingsplek",
        reason="Bewoners missen een plek om elkaar te zien.",
        taken_on=later.date(),
    )
    meetings.decide(item_id, draft, by=by, at=later)
    meetings.close(number, by=by, at=later + timedelta(hours=1))
    item.refresh_from_db()
    assert item.decision is not None
    return Meeting.objects.get(pk=number), item, item.decision


def _run(team: Team, plan: int, goal: Goal, signal: Signal, decision: Decision) -> Project:
    by = installation(team.municipality.pk)
    draft = programme.ProjectDraft(
        plan,
        "Bankjes bij de vijver",
        goal_ids=(goal.pk,),
        signal_ids=(signal.pk,),
        area_ids=(team.area.pk,),
        decision_id=decision.pk,
        from_year=2026,
        until_year=2026,
    )
    project = programme.start_project(draft, by=by, at=AT + timedelta(days=5))
    found = Project.objects.get(pk=project)
    make_cost(found, 3 * FEW, what="Bankjes en tegels")
    make_coverage(found, 2 * FEW)
    return found


def finish(story: Story) -> None:
    """End the project; who raised the signal is answered with what it brought."""
    result = "Er staan drie nieuwe banken bij de vijver."
    programme.finish(story.project.pk, result, by=story.by, at=AT + timedelta(days=60))


def make_more_projects(story: Story, number: int) -> None:
    """So many projects more under the same goal, each with a signal, costs and coverage."""

    for at in range(number):
        signal = make_raised(story.municipality, area=story.team.area, body=story.team.group)
        draft = project_draft(
            story.goal.programme,
            f"Project {at}",
            goal_ids=(story.goal.pk,),
            signal_ids=(signal.pk,),
            decision_id=signal.decision_id,
        )
        made = programme.start_project(draft, by=story.by, at=AT)
        project = Project.objects.get(pk=made)
        make_cost(project, FEW)
        make_coverage(project, FEW)
