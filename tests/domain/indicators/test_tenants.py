"""No list of figures crosses municipalities; each list is asked, each canary seen at home."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.makers.indicators import (
    make_figures,
    make_own_figure,
    make_own_indicator,
    sheet,
)
from tests.makers.places import AT, make_municipality, make_own_area, scope_for
from tests.makers.waves import make_whole
from wijkregie.domain.indicators import queries, services
from wijkregie.domain.indicators.models import (
    Indicator,
    MeasurementPlan,
    MeasurementWave,
    PlannedArea,
)
from wijkregie.domain.indicators.queries import Choice
from wijkregie.domain.places.models import Area
from wijkregie.kit.viewer import Grant, Viewer, anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.places.queries import Scope

pytestmark = pytest.mark.django_db

BUURT = "BU90770101"
CANARY = 7777.25
KEY = "kanarie"


class Asked(NamedTuple):
    viewer: Viewer
    scope: Scope
    areas: list[Area]
    indicator: Indicator


LISTS: dict[str, Callable[[Asked], Any]] = {
    "indicators_visible_to": lambda on: queries.indicators_visible_to(on.viewer),
    "indicator": lambda on: [queries.indicator(on.viewer, KEY)],
    "measured": lambda on: queries.measured(on.viewer),
    "last_periods": lambda on: [
        f"{KEY} {period}"
        for pk, period in queries.last_periods(on.viewer).items()
        if pk == on.indicator.pk
    ],
    "latest_of": lambda on: [
        f"{KEY} {seen}"
        for seen in queries.latest_of(
            on.viewer, [(on.indicator, area) for area in on.areas]
        ).values()
    ],
    "choices": lambda on: queries.choices(on.viewer, on.indicator),
    "spread": lambda on: (
        queries.spread(on.viewer, on.scope, on.indicator, Choice(2077, None), on.areas).rows
    ),
    "values_through_years": lambda on: queries.values_through_years(
        on.viewer, on.indicator, on.areas
    ),
    "profile": lambda on: [
        (line.indicator.key, line.now)
        for area in on.areas
        for line in queries.profile(on.viewer, area)
    ],
    "standings": lambda on: [
        queries.standings(
            on.viewer, area, queries.profile(on.viewer, area), queries.peers_of(on.viewer, area)
        )
        for area in on.areas
    ],
    "own_indicators": lambda on: list(
        queries.own_indicators(
            replace(on.viewer, grants=on.viewer.grants | {Grant("administrator")})
        )
    ),
    "peers_of": lambda on: [
        KEY for area in on.areas if queries.peers_of(on.viewer, area).changed
    ],
    "peer_wishes": lambda on: [
        KEY for area in on.areas if queries.peer_wishes(on.viewer, area).any
    ],
    "peer_table": lambda on: [
        KEY
        for area in on.areas
        if "off" in queries.peer_table(on.viewer, area, queries.NO_PEERS).widths.values()
    ],
    "questions_known": lambda on: queries.questions_known(on.viewer),
    "wave_seen": lambda on: [queries.wave_seen(on.viewer, wave_of_all())],
    "waves_seen": lambda on: queries.waves_seen(on.viewer, [wave_of_all()]).values(),
    "waves_visible_to": lambda on: queries.waves_visible_to(on.viewer),
    "wave_of_line": lambda on: [
        KEY for one in lines_of_all() if queries.wave_of_line(on.viewer, one)
    ],
    "wave_of_area": lambda on: [
        KEY for one in areas_of_all() if queries.wave_of_area(on.viewer, one)
    ],
}
#: Lists of national figures only.
NATIONAL = {
    "apart": "no query",
    "country_edition": "a national table",
    "country_figures": "one column of a national table",
    "country_values": "columns of national tables",
    "deliveries": "national tables",
    "draw": "draws the areas that it is given",
    "editions": "national tables",
    "ground_of": "national areas",
    "has_peers": "no query",
    "land": "one column of a national table",
    "latest_imports": "national tables",
    "may_choose_peers": "yes or no",
    "may_plan": "yes or no",
    "nationwide": "one column of a national table",
    "ranked": "one column of a national table",
    "strengths_and_weaknesses": "takes from the standings",
    "theme_names": "no query",
    "versions": "national tables",
}
SIGNS = (KEY, str(CANARY), "2077")


@pytest.fixture
def canaries() -> Municipality:
    """A municipality with a figure of its own, in a buurt and in an own area."""
    other = make_municipality("Elders", code="GM9077")
    make_figures(sheet({BUURT: {"inhabitants": 5.0}}))
    own = make_own_area(other, "Eigen", BUURT)
    canary = make_own_indicator(other, KEY)
    for code in (BUURT, own.code):
        make_own_figure(canary, code, CANARY, period=2077)
        kept = Area.objects.get(code=code)
        services.set_peer_widths(
            kept.pk, {"homes_owned": "off"}, by=installation(other.pk), at=AT
        )
    make_whole(other, KEY, questions={KEY: {"wording": KEY}}, areas={own: 2077})
    return other


def wave_of_all() -> int:
    return MeasurementWave.objects.get().pk


def lines_of_all() -> list[int]:
    return list(MeasurementPlan.objects.values_list("pk", flat=True))


def areas_of_all() -> list[int]:
    return list(PlannedArea.objects.values_list("pk", flat=True))


def told(name: str, viewer: Viewer, scope: Scope) -> str:
    areas = list(Area.objects.filter(code=BUURT)) + list(Area.objects.filter(name="Eigen"))
    asked = Asked(viewer, scope, areas, Indicator.objects.get(key=KEY))
    return " ".join(str(row) for row in LISTS[name](asked))


def test_every_list_is_here() -> None:
    classes = {name for name in queries.__all__ if name[0].isupper()}

    assert set(queries.__all__) - classes == set(LISTS) | set(NATIONAL)


@pytest.mark.parametrize("name", LISTS)
def test_no_list_crosses_municipalities(name: str, canaries: Municipality) -> None:
    town = make_municipality("Voorbeeldstad", code="GM9001")
    everything = frozenset({Grant("administrator"), Grant("district_manager")})

    for viewer in (
        anonymous(town.pk),
        anonymous(),
        Viewer(town.pk, person_id=1, grants=everything),
        Viewer(town.pk, person_id=1, grants=everything, operator=True),
    ):
        shown = told(name, viewer, scope_for(town))
        assert not [sign for sign in SIGNS if sign in shown]


@pytest.mark.parametrize("name", LISTS)
def test_the_canary_is_seen_at_home(name: str, canaries: Municipality) -> None:
    shown = told(name, anonymous(canaries.pk), scope_for(canaries))

    assert [sign for sign in SIGNS if sign in shown]
