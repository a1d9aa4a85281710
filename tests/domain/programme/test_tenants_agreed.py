"""What partners agree crosses no municipality, and costs no more when it is longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.agreements import (
    TODAY,
    hand_over,
    make_activity,
    make_agreement,
    make_offer,
    report,
    speaker_for,
)
from tests.makers.people import make_group, make_organisation
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.programme import make_goal, make_programme, make_project
from wijkregie.domain.programme import queries, services
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme, Project

pytestmark = pytest.mark.django_db
LATE = TODAY - timedelta(days=3)


class Asked(NamedTuple):
    """One of everything of a municipality, and its partner."""

    programme: Programme
    partner: int
    agreement: int
    regular: int
    project: int
    hand_over: int


def done(programme: Programme, title: str) -> Project:
    project = make_project(programme, title)
    by = installation(programme.municipality_id)
    services.finish(project.pk, "Klaar.", by=by, at=AT)
    return project


def fill(here: Municipality, word: str, *, more: int = 0) -> Asked:
    programme = make_programme(here, f"{word} programma")
    partner = make_organisation(here, f"{word}stichting")
    speaker = speaker_for(partner, make_group(here))
    goals = tuple(make_goal(programme, f"{word}doel {at}").pk for at in range(1 + more))
    area = make_own_area(here, f"{word}wijk")
    made, work, offer = None, None, None
    for at in range(1 + more):
        made = make_agreement(
            programme,
            partner,
            title=f"{word}afspraak {at}",
            goal_ids=goals,
            area_ids=(area.pk,),
            due=[LATE + timedelta(days=day) for day in range(2 + more)],
        )
        report(made.reports.latest("due_on"), speaker, text=f"{word}verslag")
        work = make_activity(programme, f"{word}werk {at}", goal_ids=goals)
        hand_over(done(programme, f"{word}oud {at}"), work)
        project = done(programme, f"{word}project {at}")
        offer = make_offer(project, work, organisation_id=partner.pk)
    assert made
    assert work
    assert offer
    return Asked(programme, partner.pk, made.pk, work.pk, offer.project_id, offer.pk)


LISTS: dict[str, Callable[[Viewer, Asked], Any]] = {
    "agreement_partners": lambda who, _on: queries.agreement_partners(who),
    "agreement_seen": lambda who, on: queries.agreement_seen(who, on.agreement, on=TODAY),
    "agreements_by_goal": lambda who, on: queries.agreements_by_goal(who, on.programme.pk),
    "agreements_visible_to": lambda who, _on: list(
        queries.agreements_visible_to(who, on=TODAY)
    ),
    "hand_over_of": lambda who, on: queries.hand_over_of(who, on.project, on=TODAY),
    "hand_over_seen": lambda who, on: queries.hand_over_seen(who, on.hand_over, on=TODAY),
    "offered_to": lambda who, _on: queries.offered_to(who),
    "regular_seen": lambda who, on: queries.regular_seen(who, on.regular),
    "regular_work_of": lambda who, on: queries.regular_work_of(who, on.programme.pk),
    "reports_asked": lambda who, _on: queries.reports_asked(who, on=TODAY),
}
COSTS = {
    "agreement_partners": 1,
    "agreement_seen": 4,
    "agreements_by_goal": 2,
    "agreements_visible_to": 4,
    "hand_over_of": 2,
    "hand_over_seen": 2,
    "offered_to": 1,
    "regular_seen": 4,
    "regular_work_of": 4,
    "reports_asked": 1,
}


@pytest.mark.parametrize("name", LISTS)
def test_no_list_crosses_municipalities(name: str) -> None:
    here, there = make_municipality(), make_municipality()
    fill(here, "Eigen")
    theirs = fill(there, "Kanarie")
    mine = frozenset({theirs.partner})
    member = Viewer(here.pk, 1, group_ids=frozenset({1}), organisation_ids=mine)

    for viewer in (anonymous(here.pk), member, installation(here.pk), anonymous()):
        assert "kanarie" not in repr(LISTS[name](viewer, theirs)).lower()
    allowed = replace(member, municipality_id=there.pk)
    assert "kanarie" in repr(LISTS[name](allowed, theirs)).lower()


@pytest.mark.parametrize("name", COSTS)
def test_a_list_costs_the_same_however_long_it_is(name: str) -> None:
    here = make_municipality()
    counted = []
    for more in (0, 3):
        wanted = fill(here, f"Lijst{more}", more=more)
        mine = frozenset({wanted.partner})
        viewer = Viewer(here.pk, 1, group_ids=frozenset({1}), organisation_ids=mine)
        with CaptureQueriesContext(connection) as queried:
            LISTS[name](viewer, wanted)
        counted.append(len(queried))

    assert counted == [COSTS[name]] * 2
