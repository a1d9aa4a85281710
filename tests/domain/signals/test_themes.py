"""The themes that residents choose from, and who may set them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.makers.people import administrator_of, make_group, make_person, make_role, make_seat
from tests.makers.people import viewer_for as looks
from tests.makers.places import AT, SYSTEM, make_municipality
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import queries, rules, services
from wijkregie.domain.signals.models import Theme
from wijkregie.domain.signals.services import themes
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import Grant, Viewer, anonymous

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality

DRAFT = services.ThemeDraft("Verkeer", 8)


@pytest.fixture
def here(db: None) -> Municipality:
    return make_municipality()


def add(here: Municipality, name: str, days: int = 10, *, active: bool = True) -> Theme:
    wanted = services.ThemeDraft(name, days, active)
    return services.add_theme(here.pk, wanted, by=SYSTEM, at=AT)


def test_a_theme_comes_at_the_end_and_leaves_a_row_in_the_log(here: Municipality) -> None:
    by = administrator_of(here)
    add(here, "Afval")

    made = services.add_theme(here.pk, DRAFT, by=by, at=AT)

    assert [one.name for one in queries.themes_visible_to(by)] == ["Afval", "Verkeer"]
    row = LogRow.objects.get(kind="signals.theme", object_id=made.pk)
    assert (row.what, row.by_id, row.municipality_id) == ("theme.add", by.person_id, here.pk)


def test_the_term_is_ten_working_days_unless_said_otherwise(here: Municipality) -> None:
    made = services.add_theme(here.pk, services.ThemeDraft("Afval"), by=SYSTEM, at=AT)

    assert made.answer_days == 10


def test_a_theme_is_changed_and_taken_out_of_use(here: Municipality) -> None:
    made, by = add(here, "Afval"), administrator_of(here)

    services.change_theme(
        made.pk, services.ThemeDraft(" Schoon ", 3, active=False), by=by, at=AT
    )

    made.refresh_from_db()
    assert (made.name, made.answer_days, made.active) == ("Schoon", 3, False)
    assert LogRow.objects.filter(what="theme.change", object_id=made.pk).exists()


def test_a_theme_may_keep_its_own_name(here: Municipality) -> None:
    made = add(here, "Afval")

    services.change_theme(made.pk, services.ThemeDraft("AFVAL", 4), by=SYSTEM, at=AT)

    made.refresh_from_db()
    assert (made.name, made.answer_days) == ("AFVAL", 4)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (replace(DRAFT, name=""), "Geef het thema een naam."),
        (replace(DRAFT, name="  "), "Geef het thema een naam."),
        (replace(DRAFT, name="aFVAL"), "Er is al een thema met deze naam."),
        (replace(DRAFT, answer_days=0), "Kies een termijn van 1 tot 60 werkdagen."),
        (replace(DRAFT, answer_days=61), "Kies een termijn van 1 tot 60 werkdagen."),
    ],
)
def test_a_theme_that_cannot_be_is_refused_and_nothing_changes(
    wanted: services.ThemeDraft, said: str, here: Municipality
) -> None:
    add(here, "Afval")
    other = add(here, "Groen")
    rows = LogRow.objects.count()

    with pytest.raises(services.ThemeRefused, match=said):
        services.add_theme(here.pk, wanted, by=SYSTEM, at=AT)
    with pytest.raises(services.ThemeRefused, match=said):
        services.change_theme(other.pk, wanted, by=SYSTEM, at=AT)

    other.refresh_from_db()
    assert (other.name, Theme.objects.count(), LogRow.objects.count()) == ("Groen", 2, rows)


def test_the_same_name_elsewhere_is_no_hindrance(here: Municipality) -> None:
    add(here, "Afval")

    assert add(make_municipality(), "Afval").name == "Afval"


def test_a_theme_that_is_gone_is_told(here: Municipality) -> None:
    with pytest.raises(services.ThemeRefused, match="Dit thema is er niet meer"):
        services.change_theme(999_999, DRAFT, by=SYSTEM, at=AT)


def wrong_people(here: Municipality) -> dict[str, Viewer]:
    elsewhere = make_municipality()
    area_only = Viewer(here.pk, 1, frozenset({Grant(Role.ADMINISTRATOR, area_id=7)}))
    return {
        "passer-by": anonymous(here.pk),
        "resident": looks(make_person(municipality=here), here),
        "chair": looks(make_seat(make_group(here)).person, here),
        "manager": looks(make_role(here, Role.DISTRICT_MANAGER).person, here),
        "without second step": looks(make_role(here).person, here, strong=False),
        "neighbour": administrator_of(elsewhere),
        "neighbour who looks here": looks(make_role(elsewhere).person, here),
        "administrator of one area": area_only,
    }


def test_nobody_but_an_administrator_here_sets_themes(here: Municipality) -> None:
    made, rows = add(here, "Afval"), LogRow.objects.count()
    people = wrong_people(here)
    rows = LogRow.objects.count()

    for who, by in people.items():
        assert not rules.may_set_themes(by, here.pk), who
        with pytest.raises(services.ThemeRefused, match="Dit kan alleen een beheerder"):
            services.add_theme(here.pk, DRAFT, by=by, at=AT)
        with pytest.raises(services.ThemeRefused, match="Dit kan alleen een beheerder"):
            services.change_theme(made.pk, DRAFT, by=by, at=AT)

    made.refresh_from_db()
    assert (made.name, Theme.objects.count(), LogRow.objects.count()) == ("Afval", 1, rows)


def test_residents_choose_from_what_is_in_use_and_workers_see_all(here: Municipality) -> None:
    add(here, "Oud", active=False)
    add(here, "Afval")
    add(make_municipality(), "Elders")

    seen = {
        who: [one.name for one in queries.themes_visible_to(by)]
        for who, by in {
            "resident": anonymous(here.pk),
            "worker": looks(make_role(here, Role.COMMUNITY_WORKER).person, here),
            "operator": replace(SYSTEM, municipality_id=here.pk),
            "country": anonymous(None),
        }.items()
    }

    assert seen == {
        "resident": ["Afval"],
        "worker": ["Oud", "Afval"],
        "operator": ["Oud", "Afval"],
        "country": [],
    }


def test_the_list_is_one_query(here: Municipality) -> None:
    for number in range(12):
        add(here, f"Thema {number}")

    with CaptureQueriesContext(connection) as asked:
        assert len(queries.themes_visible_to(anonymous(here.pk))) == 12

    assert len(asked) == 1


@pytest.mark.parametrize("fields", [{"answer_days": 0}, {"answer_days": 61}, {"name": "Afval"}])
def test_the_database_keeps_what_must_always_hold(
    fields: dict[str, object], here: Municipality
) -> None:
    add(here, "Afval")
    other = add(here, "Groen")

    with pytest.raises(IntegrityError):
        Theme.objects.filter(pk=other.pk).update(**fields)


@given(st.integers(min_value=-1000, max_value=1000))
def test_a_term_is_kept_or_refused(days: int) -> None:
    """No term becomes another one on the way: the check says yes for 1 to 60 only."""
    by = Viewer(1, 1, frozenset({Grant(Role.ADMINISTRATOR)}))
    wanted = services.ThemeDraft("Afval", days)
    try:
        themes._check(1, wanted, by)
    except services.ThemeRefused:
        assert not 1 <= days <= 60
    else:
        assert 1 <= days <= 60
