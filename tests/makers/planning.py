"""What stands on the timeline of projects, and agreements with their reports, for tests."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.makers.places import AT
from wijkregie.domain.programme.models import (
    Activity,
    AgreementReport,
    DecisionPoint,
    Effort,
    HandOver,
    Party,
    PerformanceAgreement,
    RegularActivity,
)
from wijkregie.domain.programme.states import ActivityKind, AgreementState, Part

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.people.models import Organisation
    from wijkregie.domain.programme.models import Programme, Project


def make_activity(
    project: Project,
    title: str,
    *days: date | None,
    done_on: date | None = None,
    party: Party | None = None,
) -> Activity:
    """Work from the first day to the last; with one day a milestone."""
    milestone = len(days) == 1
    return Activity.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        kind=ActivityKind.MILESTONE if milestone else ActivityKind.ACTIVITY,
        title=title,
        begins_on=None if milestone else days[0],
        ends_on=days[-1],
        done_on=done_on,
        party=party,
        order=project.activities.count(),
    )


def make_point(
    project: Project,
    question: str,
    when: date | int | None = None,
    *,
    then: str = "",
    decided: tuple[date, str] | None = None,
) -> DecisionPoint:
    """A moment to decide, on a day or in a year; ``decided`` is when, and what."""
    return DecisionPoint.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        on=when if isinstance(when, date) else None,
        year=when.year if isinstance(when, date) else when,
        question=question,
        then=then,
        decided_on=decided[0] if decided else None,
        outcome=decided[1] if decided else "",
        order=project.decision_points.count(),
    )


def make_party(project: Project, name: str, part: Part = Part.PARTNER) -> Party:
    """A party by its name alone: a group that has no account here."""
    return Party.objects.create(
        municipality_id=project.municipality_id, project=project, name=name, part=part
    )


def make_effort(party: Party, year: int, hours: int | None) -> Effort:
    return Effort.objects.create(
        municipality_id=party.municipality_id,
        project_id=party.project_id,
        party=party,
        year=year,
        hours=hours,
    )


def make_offer(project: Project, team: str = "", *, at: datetime = AT) -> HandOver:
    """A hand-over that nobody answered yet."""
    work = RegularActivity.objects.create(
        municipality_id=project.municipality_id,
        programme_id=project.programme_id,
        name=f"Werk na {project.title}",
    )
    return HandOver.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        activity=work,
        team=team,
        offered_at=at,
    )


def make_agreed(
    programme: Programme, partner: Organisation, year: int, title: str = "Huisbezoeken"
) -> PerformanceAgreement:
    """What was agreed with a partner for a year."""
    return PerformanceAgreement.objects.create(
        municipality_id=programme.municipality_id,
        programme=programme,
        partner=partner,
        title=title,
        from_on=date(year, 1, 1),
        until_on=date(year, 12, 31),
        state=AgreementState.AGREED,
        agreed_on=date(year, 1, 1),
        made_at=AT,
    )


def make_report_due(
    agreement: PerformanceAgreement, due_on: date, *, sent_at: datetime | None = None
) -> AgreementReport:
    """A report on an agreement that is due, or came."""
    return AgreementReport.objects.create(
        municipality_id=agreement.municipality_id,
        agreement=agreement,
        due_on=due_on,
        sent_at=sent_at,
        text="Het loopt." if sent_at else "",
    )
