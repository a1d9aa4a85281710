"""A vote is counted, never who voted what; and a decision that stands does not change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from tests.makers.decisions import a_decision, make_decision
from tests.makers.people import make_group
from tests.makers.places import AT, make_municipality
from wijkregie.domain.decisions import queries, services
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.decisions.states import Outcome, Votes
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijkregie.domain.places.models import Municipality


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def here(db: None) -> Municipality:
    return make_municipality()


@pytest.fixture
def decision(here: Municipality) -> Decision:
    return make_decision(here)


def test_a_decision_without_a_vote_tells_of_none(
    here: Municipality, decision: Decision
) -> None:
    assert [one.votes for one in queries.visible_to(anonymous(here.pk))] == [None]


def test_a_vote_is_told_to_everyone_as_counts(here: Municipality) -> None:
    make_decision(here, votes=Votes(5, 2, 1))

    assert [one.votes for one in queries.visible_to(anonymous(here.pk))] == [Votes(5, 2, 1)]


@pytest.mark.parametrize("votes", [Votes(0), Votes(-1, 4), Votes(1, -4), Votes(10_000)])
def test_a_vote_that_cannot_be_is_refused(here: Municipality, votes: Votes) -> None:
    draft = a_decision(body_id=make_group(here).pk, votes=votes)

    with pytest.raises(services.DecisionRefused, match="how many voted for and against"):
        services.record(draft, by=installation(here.pk), at=AT)

    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "votes",
    [{"votes_for": 3}, {"votes_for": 0, "votes_against": 0, "votes_abstained": 0}],
)
def test_the_database_refuses_half_a_vote_too(
    decision: Decision, votes: dict[str, int]
) -> None:
    decision.pk = None
    for name, count in votes.items():
        setattr(decision, name, count)

    with pytest.raises(IntegrityError, match="decision_votes_are_whole"):
        decision.save(force_insert=True)


@pytest.mark.parametrize(
    "changed", [{"outcome": Outcome.DECLINE}, {"reason": "Anders."}, {"recorded_by": None}]
)
def test_the_database_refuses_to_change_a_decision(
    decision: Decision, changed: dict[str, str]
) -> None:
    before = Decision.objects.values().get()

    with (
        pytest.raises(IntegrityError, match="decision_stands"),
        transaction.atomic(),
    ):
        Decision.objects.update(**changed)

    assert Decision.objects.values().get() == before


def test_without_its_guard_a_decision_could_be_changed(decision: Decision) -> None:
    with connection.cursor() as cursor:
        postgres = connection.vendor == "postgresql"
        cursor.execute(
            "DROP FUNCTION decision_stands() CASCADE"
            if postgres
            else "DROP TRIGGER decision_stands"
        )

    assert Decision.objects.update(reason="Anders.") == 1
