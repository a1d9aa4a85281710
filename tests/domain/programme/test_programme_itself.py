"""Start a programme by hand, and change what it says of itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.makers.money import make_order
from tests.makers.people import make_group
from tests.makers.places import AT
from tests.makers.programme import (
    make_cost,
    make_goal,
    make_goal_indicator,
    make_programme,
    make_project,
)
from wijkregie.domain.people.models import Group
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Commitment
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous, installation
from wijkregie.kit.words import WordsRefused
from wijkregie.sources import programme as reader

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme

pytestmark = pytest.mark.django_db


def change(programme: Programme, **more: object) -> None:
    was = services.programme_as_is(programme)
    draft = replace(was, **more)  # type: ignore[arg-type] # names of fields
    by = installation(programme.municipality_id)
    services.change_programme(programme.pk, draft, before=was, by=by, at=AT)
    programme.refresh_from_db()


def test_a_programme_is_changed_and_the_log_tells_it(here: Municipality) -> None:
    programme = make_programme(here, "Wijkregie", years=(2026, 2027))

    change(programme, name="Wijkregie nu", until_year=2029, vision="Samen verder.")
    change(programme, name="Wijkregie nu")

    assert (programme.key, programme.name) == ("wijkregie", "Wijkregie nu")
    assert (programme.until_year, programme.vision) == (2029, "Samen verder.")
    assert LogRow.objects.filter(what="programme_changed").count() == 1


def test_who_read_it_before_another_changed_it_is_told(here: Municipality) -> None:
    programme = make_programme(here, "Wijkregie")
    was, by = services.programme_as_is(programme), installation(here.pk)
    change(programme, owner="de raad")

    with pytest.raises(services.ChangedMeanwhile) as told:
        services.change_programme(programme.pk, was, before=was, by=by, at=AT)
    assert told.value.changed == {"owner"}


def test_years_cannot_leave_out_what_stands_in_them(here: Municipality) -> None:
    programme = make_programme(here, years=(2025, 2030))
    make_goal_indicator(make_goal(programme), target=Decimal(40), target_year=2029)
    make_order(make_project(programme), 100, year=2030)
    make_cost(make_project(programme, from_year=2026, until_year=2028), 100, year=2027)

    with pytest.raises(services.ProgrammeRefused, match="2030"):
        change(programme, until_year=2029)
    Commitment.objects.all().delete()
    change(programme, until_year=2029)
    change(programme, from_year=2026)
    for years, lost in (((2026, 2028), "2029"), ((2027, 2029), "2026")):
        with pytest.raises(services.ProgrammeRefused, match=lost):
            change(programme, from_year=years[0], until_year=years[1])


def test_a_group_that_ended_may_stay_but_is_not_chosen(here: Municipality) -> None:
    group = make_group(here)
    programme = make_programme(here, group_id=group.pk)
    Group.objects.update(ended_on=AT.date())

    change(programme, summary="Nu nog korter.")
    assert programme.group_id == group.pk
    change(programme, group_id=None)
    with pytest.raises(services.ProgrammeRefused):
        change(programme, group_id=group.pk)


def test_nobody_else_changes_it(here: Municipality) -> None:
    programme = make_programme(here)
    was = services.programme_as_is(programme)

    with pytest.raises(services.ProgrammeRefused, match="wijkregisseur"):
        services.change_programme(programme.pk, was, before=was, by=anonymous(here.pk), at=AT)


def test_words_that_lead_to_a_person_are_refused(here: Municipality) -> None:
    with pytest.raises(WordsRefused):
        make_programme(here, summary="Bel 06-12345678.")


def test_the_word_of_a_page_is_no_key(here: Municipality) -> None:
    assert make_programme(here, "Nieuw").key == "nieuw-2"
    with pytest.raises(services.ProgrammeRefused):
        make_programme(here, "Anders", key="nieuw")
    reading = reader.read(b"programme: {name: Nieuw, period: 2026-2027}\n", file="x.yaml")

    with pytest.raises(services.ProgrammeRefused, match="nieuw"):
        services.import_programme(
            reading, municipality_id=here.pk, by=installation(here.pk), at=AT
        )
