"""Days that cannot be are refused wherever somebody fills one in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.agreements import agreement_draft, make_activity, make_agreement
from tests.makers.bridge import make_area_plan, make_initiative
from tests.makers.people import make_group, make_organisation
from tests.makers.places import AT, make_own_area
from tests.makers.programme import follow_up, make_project, project_draft
from tests.makers.reporting import LATER, make_lesson, make_report
from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import DecisionPoint, ProgressReport, Project
from wijkregie.domain.programme.services import ProgrammeRefused

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db
SLIPS = [date(1, 1, 1), date(206, 3, 3), date(9999, 12, 31)]
YESTERDAY = AT.date() - timedelta(days=1)


@pytest.mark.parametrize("on", [*SLIPS, date(2024, 12, 31), LATER.date() + timedelta(1)])
def test_a_report_is_not_of_a_day_that_cannot_be(
    programme: Programme, by: Viewer, on: date
) -> None:
    with pytest.raises(ProgrammeRefused) as no:
        services.begin_report(
            programme.pk, services.ReportDraft("Voortgang", on, ""), by=by, at=LATER
        )

    assert no.value.field == "as_of"
    assert not ProgressReport.objects.exists()


def test_a_draft_is_not_moved_to_such_a_day_but_may_be_of_the_year_before(
    programme: Programme, by: Viewer
) -> None:
    report = make_report(programme)
    draft = services.ReportDraft("Voortgang", date(2025, 1, 1), "")

    with pytest.raises(ProgrammeRefused, match=r"begint in 2026\. Kies een dag in 2025"):
        services.write_report(
            report.pk, replace(draft, as_of=date(1991, 1, 1)), by=by, at=LATER
        )
    services.write_report(report.pk, draft, by=by, at=LATER)
    services.settle_report(report.pk, answers=None, by=by, at=LATER)


@pytest.mark.parametrize("slip", SLIPS)
def test_agreements_and_their_reports_are_in_our_time(
    programme: Programme, here: Municipality, by: Viewer, slip: date
) -> None:
    partner = make_organisation(here)
    made = make_agreement(programme, partner, agreed=False)
    for name in ("from_on", "until_on"):
        with pytest.raises(ProgrammeRefused) as no:
            services.propose_agreement(
                programme.pk, agreement_draft(partner, **{name: slip}), by=by, at=AT
            )
        assert no.value.field == name
    with pytest.raises(ProgrammeRefused, match="van 1990 tot"):
        services.agree(made.pk, services.AgreedDraft(slip), by=by, at=AT)
    with pytest.raises(ProgrammeRefused, match="van 1990 tot"):
        services.plan_report(made.pk, slip, by=by, at=AT)


@pytest.mark.parametrize("slip", SLIPS)
def test_what_happened_did_so_in_our_time(programme: Programme, by: Viewer, slip: date) -> None:
    activity = make_activity(programme)
    stop = services.RegularStopDraft(slip, "Niemand kwam.")
    with pytest.raises(ProgrammeRefused, match="van 1990 tot"):
        services.stop_activity(activity.pk, stop, by=by, at=AT)
    with pytest.raises(ProgrammeRefused, match="van 1990 tot"):
        make_lesson(programme, learned_on=slip)
    with pytest.raises(ProgrammeRefused, match="van 1990 tot"):
        make_initiative(programme, came_on=slip)
    draft = services.BottleneckDraft("Te stil", found_on=slip)
    with pytest.raises(ProgrammeRefused, match="van 1990 tot"):
        services.add_bottleneck(programme.pk, draft, by=by, at=AT)
    made = services.add_bottleneck(programme.pk, replace(draft, found_on=None), by=by, at=AT)
    with pytest.raises(ProgrammeRefused, match="van 1990 tot"):
        services.change_bottleneck(made, draft, by=by, at=AT)


def test_a_moment_to_decide_is_settled_in_our_time_and_by_the_day_here(
    programme: Programme, by: Viewer
) -> None:
    project = make_project(programme)
    point = DecisionPoint.objects.create(
        municipality_id=project.municipality_id, project=project, question="Door?", year=2026
    )
    after_midnight = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)

    with pytest.raises(ProgrammeRefused, match="van 1990 tot"):
        services.settle_point(point.pk, "Ja", date(1, 1, 1), by=by, at=after_midnight)
    services.settle_point(point.pk, "Ja", date(2026, 3, 4), by=by, at=after_midnight)

    point.refresh_from_db()
    assert point.decided_on == date(2026, 3, 4)


def test_nothing_is_agreed_or_settled_before_the_years_that_it_is_about(
    programme: Programme, by: Viewer
) -> None:
    agreement = make_agreement(programme, agreed=False)
    project = make_project(programme, from_year=2025)
    point = DecisionPoint.objects.create(
        municipality_id=project.municipality_id, project=project, question="Door?", year=2026
    )

    with pytest.raises(ProgrammeRefused, match="pas sinds 1 januari 2025") as no:
        services.settle_point(point.pk, "Ja", date(1990, 1, 2), by=by, at=AT)
    assert no.value.field == "decided_on"
    with pytest.raises(ProgrammeRefused, match="er pas sinds 1 januari") as no:
        services.agree(agreement.pk, services.AgreedDraft(date(1990, 1, 1)), by=by, at=AT)
    assert no.value.field == "on"

    services.settle_point(point.pk, "Ja", date(2025, 1, 1), by=by, at=AT)
    loose = DecisionPoint.objects.create(
        municipality_id=project.municipality_id,
        project=make_project(programme, from_year=None),
        question="Door?",
        year=2026,
    )
    with pytest.raises(ProgrammeRefused, match="pas sinds 3 maart 2026"):
        services.settle_point(loose.pk, "Ja", YESTERDAY, by=by, at=AT)


def test_nothing_is_decided_before_it_was_there(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    team = make_group(here)
    draft = follow_up(team, taken_on=YESTERDAY)
    idea = services.start_project(project_draft(programme), by=by, at=AT)
    agreement = make_agreement(programme, agreed=False)
    plan = make_area_plan(programme, make_own_area(here, "Molenwijk"))
    before = Decision.objects.count()

    with pytest.raises(decisions.DecisionRefused, match="pas sinds 3 maart 2026") as no:
        services.approve(idea, draft, by=by, at=LATER)
    assert no.value.field == "document"
    with pytest.raises(decisions.DecisionRefused, match="pas sinds 3 maart 2026"):
        services.agree(agreement.pk, services.AgreedDraft(decision=draft), by=by, at=LATER)
    with pytest.raises(decisions.DecisionRefused, match="pas sinds 3 maart 2026"):
        services.agree_area_plan(plan.pk, draft, read_at=plan.changed_at, by=by, at=LATER)

    assert Decision.objects.count() == before
    services.approve(idea, replace(draft, taken_on=AT.date()), by=by, at=LATER)
    assert Project.objects.get(pk=idea).decision_id is not None


def test_what_was_decided_before_it_was_typed_in_keeps_its_day(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    last_year = AT.date() - timedelta(days=100)
    draft = follow_up(make_group(here), taken_on=last_year, document="Notulen 12")
    idea = services.start_project(project_draft(programme), by=by, at=AT)
    agreement = make_agreement(programme, agreed=False)
    plan = make_area_plan(programme, make_own_area(here, "Molenwijk"))

    services.approve(idea, draft, by=by, at=LATER)
    services.agree(agreement.pk, services.AgreedDraft(decision=draft), by=by, at=LATER)
    services.agree_area_plan(plan.pk, draft, read_at=plan.changed_at, by=by, at=LATER)

    agreement.refresh_from_db()
    assert agreement.agreed_on == last_year
    assert Decision.objects.filter(taken_on=last_year, document="Notulen 12").count() == 3


def test_the_guard_of_that_is_needed(
    programme: Programme,
    here: Municipality,
    by: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Plant the fault: without the check a decision is older than its project."""
    monkeypatch.setattr(decisions, "_check_since", lambda *_asked, **_how: None)
    idea = services.start_project(project_draft(programme), by=by, at=AT)

    draft = follow_up(make_group(here), taken_on=YESTERDAY)
    services.approve(idea, draft, by=by, at=LATER)
