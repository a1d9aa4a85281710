"""Standard answers: who sets them, who chooses from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.people import make_role, viewer_for
from tests.makers.places import AT, make_municipality
from tests.makers.routing import make_standard
from tests.makers.signals import make_theme
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import StandardAnswer
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from tests.makers.signal_town import Town

DRAFT = services.StandardDraft("Gemaakt", "De [wat] is gemaakt op [dag].")


def names(found: Any) -> list[str]:
    return [one.name for one in found]


def test_a_manager_adds_one_and_changes_it(town: Town) -> None:
    by = town.worker(Role.DISTRICT_MANAGER, town.molenwijk)

    made = services.save_standard(None, DRAFT, by=by, at=AT)
    wanted = services.StandardDraft(
        "  Niet  nu ", " Dit jaar niet.\r\n", town.theme.pk, "decline", active=False
    )
    services.save_standard(made, wanted, by=by, at=AT)

    (seen,) = queries.standard_answers(by)
    assert (seen.id, seen.name, seen.text) == (made, "Niet nu", "Dit jaar niet.")
    assert (seen.theme_id, seen.theme_name, seen.outcome, seen.active) == (
        town.theme.pk,
        "Groen en grijs",
        "decline",
        False,
    )
    logged = LogRow.objects.filter(kind="signals.standardanswer", object_id=made)
    assert [(one.what, one.by_id) for one in logged] == [
        ("standard_answer_saved", by.person_id)
    ] * 2


def test_one_may_keep_its_own_name(town: Town) -> None:
    made = make_standard(town.municipality, "Gemaakt")

    services.save_standard(
        made, replace(DRAFT, name="GEMAAKT"), by=installation(town.municipality.pk), at=AT
    )

    assert StandardAnswer.objects.get().name == "GEMAAKT"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": " "}, "Geef het antwoord een naam."),
        ({"name": "x" * 81}, "langer dan 80 tekens"),
        ({"name": "bestaat AL"}, "Er is al een standaardantwoord met deze naam."),
        ({"text": " \n"}, "Schrijf het antwoord."),
        ({"text": "x" * 4001}, "langer dan 4000 tekens"),
        ({"theme_id": 999_999}, "Kies een thema uit de lijst."),
        ({"outcome": "misschien"}, "Kies uit de lijst wat er is besloten."),
    ],
)
def test_one_that_cannot_be_is_refused_and_nothing_changes(
    change: dict[str, Any], said: str, town: Town
) -> None:
    here, by = town.municipality, installation(town.municipality.pk)
    make_standard(here, "Bestaat al")
    made = make_standard(here, "Andere")
    rows = LogRow.objects.count()

    for answer_id in (None, made):
        with pytest.raises((services.StandardRefused, services.SignalRefused), match=said):
            services.save_standard(answer_id, replace(DRAFT, **change), by=by, at=AT)

    assert names(queries.standard_answers(by)) == ["Andere", "Bestaat al"]
    assert LogRow.objects.count() == rows


def test_one_of_elsewhere_or_gone_is_not_there(town: Town) -> None:
    elsewhere = make_municipality()
    theirs, by = make_standard(elsewhere), installation(town.municipality.pk)

    for answer_id in (theirs, 999_999):
        with pytest.raises(services.StandardRefused, match="is er niet meer"):
            services.save_standard(answer_id, DRAFT, by=by, at=AT)
    wanted = replace(DRAFT, theme_id=make_theme(elsewhere).pk)
    with pytest.raises(services.StandardRefused, match="Kies een thema"):
        services.save_standard(None, wanted, by=by, at=AT)

    assert StandardAnswer.objects.get().pk == theirs


def test_nobody_but_managers_and_administrators_sets_them(town: Town) -> None:
    weak = make_role(town.municipality, Role.DISTRICT_MANAGER).person
    for by in (
        town.passer_by,
        town.worker(),
        town.chair(),
        viewer_for(weak, town.municipality, strong=False),
    ):
        with pytest.raises(services.StandardRefused, match="wijkregisseurs en beheerders"):
            services.save_standard(None, DRAFT, by=by, at=AT)
        assert names(queries.standard_answers(by)) == []

    assert not StandardAnswer.objects.exists()


def test_who_answers_chooses_those_that_fit_those_of_the_theme_first(town: Town) -> None:
    here, other = town.municipality, make_theme(town.municipality)
    make_standard(here, "Altijd")
    make_standard(here, "Ander thema", theme_id=other.pk)
    make_standard(here, "Bij een nee", theme_id=town.theme.pk, outcome="decline")
    make_standard(here, "Bij een ja", outcome="follow_up")
    make_standard(here, "Uit", active=False)
    make_standard(here, "Van het thema", theme_id=town.theme.pk)
    make_standard(make_municipality(), "Elders")
    by = town.worker(area=town.molenwijk)

    assert names(queries.answers_to_choose(by, town.theme.pk, "decline")) == [
        "Bij een nee",
        "Van het thema",
        "Altijd",
    ]
    assert names(queries.answers_to_choose(by, other.pk, "")) == ["Ander thema", "Altijd"]
    operator = installation(here.pk)
    assert names(queries.answers_to_choose(operator, other.pk, "follow_up")) == [
        "Ander thema",
        "Altijd",
        "Bij een ja",
    ]


def test_who_does_not_handle_signals_chooses_none(town: Town) -> None:
    make_standard(town.municipality)

    for by in (
        town.passer_by,
        town.chair(),
        town.worker(Role.COUNCIL_MEMBER),
        anonymous(),
    ):
        assert queries.answers_to_choose(by, town.theme.pk, "") == []


def test_the_lists_cost_a_fixed_number_of_queries(
    town: Town, django_assert_num_queries: Any
) -> None:
    by = installation(town.municipality.pk)
    theme_id = town.theme.pk
    for _one in range(30):
        make_standard(town.municipality, theme_id=theme_id)

    with django_assert_num_queries(2):
        assert len(queries.standard_answers(by)[:25]) == 25
        assert len(queries.standard_answers(by)) == 30
    with django_assert_num_queries(1):
        queries.answers_to_choose(by, theme_id, "")
