"""No list of decisions crosses municipalities, names a person to the public, or grows dear."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.decisions import a_decision, make_decision
from tests.makers.people import make_group, make_person, make_role, make_seat, viewer_for
from tests.makers.places import AT, make_municipality
from wijkregie.domain.decisions import queries, services
from wijkregie.domain.people.states import Role
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from wijkregie.domain.decisions.models import Decision
    from wijkregie.domain.places.models import Municipality

CANARY = "Kanarie Vogel"


@pytest.fixture
def here(db: None) -> Municipality:
    return make_municipality()


def by_canary(here: Municipality) -> Decision:
    person = make_role(
        here, Role.COMMUNITY_WORKER, person=make_person(CANARY, municipality=here)
    ).person
    return services.record(a_decision(), by=viewer_for(person, here), at=AT)


def test_no_decision_of_elsewhere_is_seen(here: Municipality) -> None:
    elsewhere = make_municipality()
    make_decision(elsewhere, subject="Kanarie")
    mine = make_decision(here)

    for viewer in (anonymous(here.pk), installation(here.pk)):
        assert [one.id for one in queries.visible_to(viewer)] == [mine.pk]
    assert [one.subject for one in queries.visible_to(anonymous(elsewhere.pk))] == ["Kanarie"]
    assert len(queries.visible_to(anonymous())) == 0


def test_who_wrote_it_down_is_for_members_only(here: Municipality) -> None:
    made = by_canary(here)
    member = viewer_for(make_seat(make_group(here)).person, here)

    (seen,) = queries.visible_to(anonymous(here.pk))
    assert CANARY not in repr(seen)
    (seen,) = queries.visible_to(member)
    assert seen.recorded_by_name == CANARY

    # The control: a value that did not ask who looks would hold the name.
    assert made.recorded_by is not None
    assert CANARY in repr(queries.decision_seen(made, member))


def test_the_last_one_stands_first(here: Municipality) -> None:
    days = [AT.date() - timedelta(days=days) for days in (3, 1, 2)]
    for day in days:
        make_decision(here, officer=Role.SPECIALIST, taken_on=day)

    assert [one.taken_on for one in queries.visible_to(anonymous(here.pk))] == sorted(
        days, reverse=True
    )


def test_the_list_is_one_query(here: Municipality) -> None:
    for _number in range(5):
        make_decision(here)

    with CaptureQueriesContext(connection) as asked:
        assert len(list(queries.visible_to(anonymous(here.pk)))) == 5

    assert len(asked) == 1
