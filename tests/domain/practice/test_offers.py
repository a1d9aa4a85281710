"""A programme goes out as a template: words only."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.programme import make_goal, make_goal_indicator, make_programme, make_project
from wijkregie.domain.indicators.models import Indicator
from wijkregie.domain.practice import queries
from wijkregie.domain.practice.queries import Offered
from wijkregie.domain.programme import services
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.domain.programme.states import GoalLevel
from wijkregie.kit.viewer import anonymous, installation
from wijkregie.sources.practice import TemplateFile, read, write

if TYPE_CHECKING:
    from wijkregie.domain.programme.models import Programme

pytestmark = pytest.mark.django_db
ON = AT.date()
LICENCE = Offered(licence="CC0", note="Vul je eigen cijfers in.")


@pytest.fixture
def programme(db: None) -> Programme:
    here = make_municipality("Heuvelstad", code="GM9398")
    made = make_programme(here, "Samen wonen", owner="Afdeling Zqwijken")
    impact = make_goal(made, "Prettig wonen", level=GoalLevel.IMPACT)
    area = make_own_area(here, "Zqmolenwijk")
    series = make_own_indicator(here, "zqeigen")
    make_own_figure(series, area.code)
    for title in ("Meer contact", "Meer rust"):
        goal = make_goal(made, title, parent=impact)
        make_goal_indicator(
            goal,
            "Kent de buren",
            baseline=Decimal("31.5"),
            baseline_year=2019,
            owner="Zqeigenaar",
            series_id=series.pk,
            series_area_id=area.pk,
        )
    by = installation(here.pk)
    text = "Iedereen doet mee.\n\n \nNiemand staat alleen."
    services.write_vision(made.pk, text, was="", by=by, at=AT)
    make_project(made, "Zqproject", area_ids=(area.pk,))
    return made


def offer(programme: Programme, offered: Offered = LICENCE) -> TemplateFile:
    viewer = anonymous(programme.municipality_id)
    found = queries.template_of(viewer, programme.key, offered, on=ON)
    assert found is not None
    return found


def test_what_goes_out_comes_in_the_same(programme: Programme) -> None:
    found = offer(programme)

    assert read(write(found).encode(), file="x") == found
    assert (found.municipality, found.code) == ("Heuvelstad", "GM9398")
    assert [one.text for one in found.vision] == ["Iedereen doet mee.", "Niemand staat alleen."]
    assert [(one.title, one.parent) for one in found.goals] == [
        ("Prettig wonen", ""),
        ("Meer contact", "prettig-wonen"),
        ("Meer rust", "prettig-wonen"),
    ]
    assert [len(one.indicators) for one in found.goals] == [0, 1, 1]


def test_a_national_series_goes_along_and_an_own_one_stays_at_home(
    programme: Programme,
) -> None:
    with_own = offer(programme)
    Indicator.objects.update(municipality=None)

    national = offer(programme)

    assert {line.series for one in with_own.goals for line in one.indicators} == {""}
    assert {line.series for one in national.goals for line in one.indicators} == {"zqeigen"}
    assert read(write(national).encode(), file="x") == national


def test_no_figure_area_project_or_owner_goes_out(programme: Programme) -> None:
    text = write(offer(programme)).lower()

    assert "zq" not in text
    assert "31.5" not in text
    assert "2019" not in text


def test_parts_go_out_apart(programme: Programme) -> None:
    only_vision = offer(programme, Offered(goals=False, indicators=False))
    assert (len(only_vision.vision), only_vision.goals, only_vision.indicators) == (2, (), ())
    only_lines = offer(programme, Offered(vision=False, goals=False))
    assert [one.key for one in only_lines.indicators] == ["kent-de-buren", "kent-de-buren-2"]
    bare_goals = offer(programme, Offered(vision=False, indicators=False))
    assert all(not one.indicators for one in bare_goals.goals)


def test_the_programme_of_another_town_does_not_go_out(programme: Programme) -> None:
    stranger = installation(make_municipality().pk)

    assert queries.template_of(stranger, programme.key, LICENCE, on=ON) is None


def test_a_vision_that_another_changed_is_not_overwritten(programme: Programme) -> None:
    by = installation(programme.municipality_id)
    with pytest.raises(ProgrammeRefused, match="Iemand anders"):
        services.write_vision(programme.pk, "Nieuw", was="Iets anders", by=by, at=AT)
    programme.refresh_from_db()
    services.write_vision(programme.pk, programme.vision, was=programme.vision, by=by, at=AT)
    services.add_to_vision(programme.pk, "En verder.", by=by, at=AT)
    programme.refresh_from_db()
    assert programme.vision.endswith("Niemand staat alleen.\n\nEn verder.")
    with pytest.raises(ProgrammeRefused):
        services.add_to_vision(programme.pk, " ", by=by, at=AT)
