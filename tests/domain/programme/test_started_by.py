"""A project starts on a decision about what it comes from, and on each decision one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.makers.people import make_group
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.programme import (
    follow_up,
    make_decision,
    make_programme,
    make_project,
    make_raised,
    project_draft,
)
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import AreaPlan, Project
from wijkregie.domain.programme.states import ProjectState
from wijkregie.domain.signals.models import Signal
from wijkregie.kit.viewer import Viewer, installation

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad")


@pytest.fixture
def programme(here: Municipality) -> Programme:
    return make_programme(here)


@pytest.fixture
def by(here: Municipality) -> Viewer:
    return installation(here.pk)


def test_a_decision_starts_one_project(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    decision = make_decision(here)
    make_project(programme, "Buurtkamer", decision_id=decision.pk)
    draft = project_draft(programme, "Heel ander project", decision_id=decision.pk)

    with pytest.raises(services.ProgrammeRefused, match="“Buurtkamer” is al met dit besluit"):
        services.start_project(draft, by=by, at=AT)

    made = services.start_project(replace(draft, decision_id=None), by=by, at=AT)
    assert Project.objects.get(pk=made).state == ProjectState.IDEA


def test_a_decision_on_a_signal_starts_a_project_for_that_signal_only(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    signal, other = make_raised(here, body=make_group(here)), make_raised(here)
    draft = project_draft(programme, "Schommel", decision_id=signal.decision_id)

    for signal_ids in ((), (other.pk,)):
        with pytest.raises(services.ProgrammeRefused, match="gaat over iets anders"):
            services.start_project(replace(draft, signal_ids=signal_ids), by=by, at=AT)
    assert not Project.objects.exists()

    Signal.objects.filter(pk=other.pk).update(bundled_in=signal)
    made = services.start_project(replace(draft, signal_ids=(other.pk,)), by=by, at=AT)
    assert Project.objects.get(pk=made).state == ProjectState.RUNNING


def test_a_decision_that_another_followed_is_still_about_its_signal(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    signal = make_raised(here, body=make_group(here))
    old = signal.decision_id
    Signal.objects.update(decision=make_decision(here))

    with pytest.raises(services.ProgrammeRefused, match="gaat over iets anders"):
        services.start_project(project_draft(programme, decision_id=old), by=by, at=AT)


def test_a_decision_on_something_else_starts_nothing(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    project = make_project(programme)
    plan = AreaPlan.objects.create(
        municipality=here,
        programme=programme,
        area=make_own_area(here, "Molenwijk"),
        vision="Groen.",
        changed_at=AT,
    )
    decided = services.agree_area_plan(
        plan.pk, follow_up(make_group(here)), read_at=AT, by=by, at=AT
    )

    with pytest.raises(services.ProgrammeRefused, match="gaat over iets anders"):
        services.start_project(project_draft(programme, decision_id=decided), by=by, at=AT)
    assert Project.objects.get() == project
