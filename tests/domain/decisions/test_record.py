"""A decision has a subject, a reason, a mandate and a body, or it is not recorded."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError

from tests.makers.decisions import a_decision, make_decision
from tests.makers.people import make_group, make_organisation, make_role, viewer_for
from tests.makers.places import AT, make_municipality
from wijkregie.domain.decisions import queries, services
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.decisions.states import Outcome, Rung
from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import Role
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality


@pytest.fixture
def here(db: None) -> Municipality:
    return make_municipality()


def record(draft: services.DecisionDraft, here: Municipality) -> Decision:
    return services.record(draft, by=installation(here.pk), at=AT)


def test_a_decision_of_a_group_is_kept_whole(here: Municipality) -> None:
    by = viewer_for(make_role(here, Role.COMMUNITY_WORKER).person, here)
    group = make_group(here, "Wijkteam Molenwijk")
    draft = a_decision(
        Outcome.DECLINE,
        body_id=group.pk,
        subject="  De\nbank ",
        reason=" Er is geen geld. ",
        rung_planned=Rung.CONSULT,
        rung_realised=Rung.ADVISE,
        dissent="Twee bewoners waren tegen.",
        taken_on=AT.date() - timedelta(days=2),
    )

    made = services.record(draft, by=by, at=AT)

    (seen,) = queries.visible_to(by)
    assert seen == queries.DecisionSeen(
        id=made.pk,
        subject="De bank",
        outcome=Outcome.DECLINE,
        reason="Er is geen geld.",
        body_id=group.pk,
        body_name="Wijkteam Molenwijk",
        mandate="Convenant wijkgericht werken, artikel 4",
        rung_planned=Rung.CONSULT,
        rung_realised=Rung.ADVISE,
        dissent="Twee bewoners waren tegen.",
        handed_to_name="",
        taken_on=AT.date() - timedelta(days=2),
        recorded_by_name=seen.recorded_by_name,
        recorded_on=AT.date(),
    )
    assert seen.recorded_by_name
    assert not seen.is_positive
    row = LogRow.objects.get(what="decision_recorded")
    assert (row.object_id, row.by_id, row.municipality_id) == (made.pk, by.person_id, here.pk)


def test_an_officer_decides_in_a_role(here: Municipality) -> None:
    record(a_decision(officer=Role.DISTRICT_MANAGER), here)

    (seen,) = queries.visible_to(anonymous(here.pk))
    assert (seen.body_id, seen.body_name, seen.rung_realised) == (None, "wijkregisseur", None)
    assert seen.is_positive


def test_what_is_handed_over_is_to_an_organisation_here(here: Municipality) -> None:
    wonen = make_organisation(here, "Stichting Wonen")
    record(a_decision(Outcome.HAND_OVER, handed_to_id=wonen.pk), here)

    (seen,) = queries.visible_to(anonymous(here.pk))
    assert seen.handed_to_name == "Stichting Wonen"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"subject": " \n"}, "waar het besluit over gaat"),
        ({"subject": "s" * 201}, "langer dan 200 tekens"),
        ({"reason": "  "}, "Elk besluit heeft een reden"),
        ({"reason": "r" * 4001}, "langer dan 4000 tekens"),
        ({"dissent": "d" * 4001}, "langer dan 4000 tekens"),
        ({"mandate": ""}, "volgens welke afspraak"),
        ({"mandate": "m" * 201}, "langer dan 200 tekens"),
        ({"document": "n" * 201}, "langer dan 200 tekens"),
        ({"outcome": "perhaps"}, "Kies wat er is besloten"),
        ({"rung_planned": "shout"}, "hoe bewoners meededen"),
        ({"rung_realised": "shout"}, "hoe bewoners meededen"),
        ({"officer": ""}, "één groep of één rol"),
        ({"officer": "mayor"}, "één groep of één rol"),
        ({"body_id": 999_999, "officer": "specialist"}, "één groep of één rol"),
        ({"body_id": 999_999}, "Deze groep is er niet meer"),
        ({"outcome": Outcome.HAND_OVER}, "Kies de organisatie"),
        ({"handed_to_id": 999_999}, "Kies alleen een organisatie als"),
        ({"outcome": Outcome.HAND_OVER, "handed_to_id": 999_999}, "werkt hier niet"),
        ({"taken_on": AT.date() + timedelta(days=1)}, "moet nog komen"),
        ({"taken_on": AT.date().replace(year=1900)}, "Het jaar 1900 is te lang geleden"),
    ],
)
def test_a_decision_that_is_not_complete_is_refused(
    wrong: dict[str, Any], said: str, here: Municipality
) -> None:
    with pytest.raises(services.DecisionRefused, match=said):
        record(a_decision(**wrong), here)

    assert not Decision.objects.exists()
    assert not LogRow.objects.filter(what="decision_recorded").exists()


def test_a_group_or_organisation_of_elsewhere_is_refused(here: Municipality) -> None:
    elsewhere = make_municipality()
    group, wonen = make_group(elsewhere), make_organisation(elsewhere)

    with pytest.raises(services.DecisionRefused, match="Deze groep is er niet meer"):
        record(a_decision(body_id=group.pk), here)
    with pytest.raises(services.DecisionRefused, match="werkt hier niet"):
        record(a_decision(Outcome.HAND_OVER, handed_to_id=wonen.pk), here)


def test_a_group_decides_while_it_is_there(here: Municipality) -> None:
    group = make_group(here)
    people.end_group(group.pk, by=installation(here.pk), at=AT)

    record(a_decision(body_id=group.pk, taken_on=AT.date() - timedelta(days=1)), here)
    with pytest.raises(services.DecisionRefused, match="Deze groep is er niet meer"):
        record(a_decision(body_id=group.pk), here)


def test_a_decision_is_of_a_municipality(db: None) -> None:
    with pytest.raises(ValueError, match="of a municipality"):
        services.record(a_decision(), by=installation(), at=AT)


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "perhaps"},
        {"reason": ""},
        {"mandate": ""},
        {"body": None},
        {"officer": "specialist"},
        {"outcome": Outcome.HAND_OVER},
    ],
)
def test_the_database_keeps_what_must_always_hold(
    fields: dict[str, object], here: Municipality
) -> None:
    made = make_decision(here)

    with pytest.raises(IntegrityError):
        Decision.objects.filter(pk=made.pk).update(**fields)
