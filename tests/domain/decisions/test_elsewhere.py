"""What was decided before it was typed in here is taken over with where it stands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.agreements import make_covenant
from tests.makers.decisions import a_decision
from tests.makers.people import make_group
from tests.makers.places import AT, make_municipality
from wijkregie.domain.decisions import queries, services
from wijkregie.domain.people import services as people
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from wijkregie.domain.decisions.models import Decision
    from wijkregie.domain.people.models import Group
    from wijkregie.domain.places.models import Municipality

TODAY = AT.date()
BEFORE = TODAY - timedelta(days=10)
LONG_AGO = TODAY - timedelta(days=400)
MANDATE = "Projecten tot 5.000 euro"


@pytest.fixture
def here(db: None) -> Municipality:
    return make_municipality()


@pytest.fixture
def team(here: Municipality) -> Group:
    return make_group(here)


def record(here: Municipality, *, elsewhere: bool = True, **more: Any) -> Decision:
    asked: dict[str, Any] = {"taken_on": BEFORE, "mandate": MANDATE} | more
    draft = a_decision(**asked)
    by = installation(here.pk)
    return services.record(draft, by=by, at=AT, since=AT, elsewhere=elsewhere)


def covenant(team: Group, **more: Any) -> None:
    days: dict[str, Any] = {"from_on": LONG_AGO, "until_on": None} | more
    make_covenant(team, mandates=(MANDATE,), **days)


def test_a_decision_of_before_is_recorded_with_its_document(here: Municipality) -> None:
    made = record(here, document="  Notulen 12,\npunt 4 ")

    (seen,) = queries.visible_to(anonymous(here.pk))
    assert (seen.taken_on, seen.recorded_on) == (BEFORE, TODAY)
    said = (
        "vastgelegd op 3 maart 2026, besloten op 21 februari 2026 volgens “Notulen 12, punt 4”"
    )
    assert queries.source_text(seen) == queries.source_text(made) == said


def test_without_its_document_it_is_not(here: Municipality) -> None:
    with pytest.raises(services.DocumentNeeded, match="staat hier pas sinds 3 maart") as no:
        record(here, document=" ")

    assert no.value.field == "document"
    assert queries.source_text(record(here, taken_on=TODAY)) == ""


def test_what_came_up_here_was_never_decided_elsewhere(here: Municipality) -> None:
    with pytest.raises(services.DayRefused, match="Vul de dag in waarop het besluit viel"):
        record(here, elsewhere=False, document="Notulen 12")


def test_a_group_decided_before_under_the_covenant_of_today(
    here: Municipality, team: Group
) -> None:
    record(here, body_id=team.pk, document="Notulen 12")
    covenant(team)

    record(here, body_id=team.pk, document="Notulen 12")


@pytest.mark.parametrize(
    "changed",
    [
        {"until_on": BEFORE + timedelta(days=2)},
        {"until_on": BEFORE - timedelta(days=2)},
        {"from_on": BEFORE + timedelta(days=2)},
    ],
)
def test_a_covenant_that_lapsed_or_began_since_is_not_got_round(
    here: Municipality, team: Group, changed: dict[str, Any]
) -> None:
    covenant(team, **changed)

    with pytest.raises(services.DecisionRefused, match="convenant"):
        record(here, body_id=team.pk, document="Notulen 12")


def test_nor_where_another_covenant_went_on(here: Municipality, team: Group) -> None:
    covenant(team, until_on=BEFORE + timedelta(days=2))
    covenant(team, from_on=BEFORE + timedelta(days=3))

    with pytest.raises(services.DayRefused, match="Sinds 21 februari 2026"):
        record(here, body_id=team.pk, document="Notulen 12")


def test_a_group_that_ended_since_decides_nothing_of_before(
    here: Municipality, team: Group
) -> None:
    people.end_group(team.pk, by=installation(here.pk), at=AT)

    with pytest.raises(services.DayRefused, match="Sinds 21 februari 2026"):
        record(here, body_id=team.pk, document="Notulen 12")


def test_without_that_check_a_lapsed_covenant_would_do(
    here: Municipality, team: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plant the fault: a document is enough, whatever became of the covenant."""
    monkeypatch.setattr(services, "_check_same_body", lambda *_asked: None)
    covenant(team, until_on=BEFORE + timedelta(days=2))

    record(here, body_id=team.pk, document="Notulen 12")
