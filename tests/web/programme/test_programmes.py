"""The list of programmes and the page of one: goals, bottlenecks, projects and money."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.places import make_municipality
from tests.makers.programme import (
    make_bottleneck,
    make_cost,
    make_coverage,
    make_goal,
    make_goal_indicator,
    make_programme,
)
from tests.web.programme.conftest import YEAR, make_city
from tests.web.seen import seen
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Goal, Programme
from wijkregie.domain.programme.states import Direction, Pledge
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City
    from tests.web.seen import Seen

pytestmark = pytest.mark.django_db


def look(browser: Browser, url: str) -> Seen:
    response = browser.get(url)
    assert response.status_code == 200
    return seen(response)


def test_the_living_programmes_come_first_and_then_history(
    city: City, passer_by: Browser
) -> None:
    make_programme(city.municipality, "Meedoen is winnen", years=(2010, 2011))

    page = look(passer_by, city.url("programma/"))

    assert page.faults() == []
    assert [text for level, text in page.headings if level > 1] == [
        "Nu en straks",
        "Samen de wijk",
        "Eerder",
        "Meedoen is winnen",
    ]
    assert page.url("Samen de wijk") == city.page


def test_without_a_programme_it_says_what_will_come(city: City, passer_by: Browser) -> None:
    empty = make_municipality("Dalstad", code="GM9399")

    page = look(passer_by, f"/{empty.slug}/programma/")

    assert page.faults() == []
    assert "Zodra de gemeente haar programma toevoegt" in page.text


def test_the_page_of_a_programme_is_whole(city: City, passer_by: Browser) -> None:
    project = city.project()
    make_cost(project, 30_000_00, year=YEAR)

    page = look(passer_by, city.page)

    assert page.faults() == []
    assert page.main_headings == ["Samen de wijk"]
    assert "Programma" in page.text
    assert "maatschappelijk effect Prettig wonen" in page.text
    assert "tactisch doel Meer sociale samenhang" in page.text
    assert page.url("Samen eten") == city.card(project)
    assert "Welzijnswerk" in page.text


def test_a_programme_without_anything_says_what_will_come(
    city: City, passer_by: Browser
) -> None:
    made = make_programme(city.municipality, "Leeg", years=(YEAR, YEAR))

    page = look(passer_by, city.url(f"programma/{made.key}"))

    assert page.faults() == []
    for words in ("Nog geen doelen", "Nog geen knelpunten", "Nog geen projecten"):
        assert words in page.text
    assert "De kosten van dit programma zijn nog niet bekend." in page.text


def test_a_programme_says_who_owns_it_and_how_residents_take_part(
    city: City, passer_by: Browser
) -> None:
    Programme.objects.filter(pk=city.programme.pk).update(
        owner="programmamanager",
        accountable_to=["college", "raad"],
        sounding_board=["wijkpanel"],
        group=city.group,
        rung_planned="consult",
        rung_ambition="oplopend tijdens de uitvoering",
        baseline_source="Wijkmonitor 2009",
    )

    page = look(passer_by, city.page)

    assert "Eigenaar Programmamanager" in page.text
    assert "Legt verantwoording af aan College en raad" in page.text
    assert "Hoe bewoners meedoen Raadplegen, oplopend tijdens de uitvoering" in page.text


def test_what_is_not_known_of_an_indicator_is_never_nought(
    city: City, passer_by: Browser
) -> None:
    make_goal_indicator(city.goal, "Doet vrijwilligerswerk", target=Decimal(33))

    page = look(passer_by, city.page)

    assert (
        "Doet vrijwilligerswerk Nulmeting niet bekend nog niet gemeten "
        "Nu niet bekend geen cijfer gekoppeld Streefwaarde minstens 33 %" in page.text
    )
    assert "1 van de 1 cijfers zonder nulmeting" in page.text
    assert page.classes["wr-track"] == 0


def test_an_indicator_shows_how_far_it_came(city: City, passer_by: Browser) -> None:
    series = make_own_indicator(city.municipality, "contact")
    make_own_figure(series, city.area.code, 45.0, period=YEAR)
    make_goal_indicator(
        city.goal,
        "Contact met buren",
        baseline=Decimal("40.5"),
        baseline_year=YEAR - 1,
        baseline_n=1412,
        target=Decimal(50),
        target_year=YEAR + 1,
        series_id=series.pk,
        series_area_id=city.area.pk,
    )

    page = look(passer_by, city.page)

    assert f"Nulmeting 40,5 % {YEAR - 1}, 1412 antwoorden" in page.text
    assert f"Nu 45 % Molenwijk, {YEAR}" in page.text
    assert f"Streefwaarde minstens 50 % in {YEAR + 1}" in page.text
    assert f"Op 47 % van de weg naar 50 % ({YEAR + 1})." in page.text
    assert "De marge is niet bekend, dus we weten niet of het op weg is." in page.text
    assert page.classes["wr-track"] == 1


def test_a_difference_within_the_margin_is_no_progress(city: City, passer_by: Browser) -> None:
    series = make_own_indicator(city.municipality, "contact")
    make_own_figure(series, city.area.code, 42.0, period=YEAR, n=412)
    make_goal_indicator(
        city.goal,
        "Contact met buren",
        baseline=Decimal(40),
        target=Decimal(50),
        series_id=series.pk,
        series_area_id=city.area.pk,
    )

    page = look(passer_by, city.page)

    assert f"Nu 42 % Molenwijk, {YEAR}, marge ± 2,5 procentpunt, 412 antwoorden" in page.text
    assert "Het verschil met de nulmeting is kleiner dan de marge." in page.text
    assert "Op 20 % van de weg naar 50 %, tussen -5 % en 45 %." in page.text
    assert page.classes["wr-track__margin"] == 1


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (5.0, "Op 150 % van de weg naar 10"),
        (30.0, "Op -100 % van de weg naar 10"),
        (20.0, "Op 0 % van de weg naar 10"),
    ],
)
def test_an_indicator_of_which_less_is_better_is_told_so(
    now: float, said: str, city: City, passer_by: Browser
) -> None:
    series = make_own_indicator(city.municipality, "zwerfafval")
    make_own_figure(series, city.area.code, now, period=YEAR)
    make_goal_indicator(
        city.goal,
        "Zwerfafval",
        direction=Direction.LOWER,
        baseline=Decimal(20),
        target=Decimal(10),
        series_id=series.pk,
        series_area_id=city.area.pk,
    )

    page = look(passer_by, city.page)

    assert "Streefwaarde hoogstens 10 %" in page.text
    assert said in page.text


def test_a_figure_that_has_no_value_says_which(city: City, passer_by: Browser) -> None:
    series = make_own_indicator(city.municipality, "contact")
    make_goal_indicator(city.goal, "Contact", series_id=series.pk, series_area_id=city.area.pk)

    page = look(passer_by, city.page)

    assert f"“{series.name}” heeft nog geen waarde" in page.text
    assert "Streefwaarde niet bekend het programma noemt er geen" in page.text


def test_bottlenecks_stand_with_their_areas_and_projects(
    city: City, passer_by: Browser
) -> None:
    city.project()
    by = installation(city.municipality.pk)
    draft = services.BottleneckDraft("eenzaamheid", priority="high", remark="ook bij jongeren")
    services.add_bottleneck(city.programme.pk, draft, by=by, at=city.programme.made_at)

    page = look(passer_by, city.page)

    assert "Molenwijk Te weinig ontmoeting Wat we eraan doen: 1. Samen eten" in page.text
    assert (
        "Hele gemeente weegt zwaar Eenzaamheid Ook bij jongeren "
        "Hier werkt nog geen project aan." in page.text
    )


def test_an_idea_is_no_work_on_a_bottleneck_yet(
    city: City, manager: Browser, passer_by: Browser
) -> None:
    city.project("Samen koken", decision_id=None)
    nobody = "Hier werkt nog geen project aan."

    for path in ("", "/plan"):
        told = seen(manager.get(f"{city.page}{path}")).text
        assert f"{nobody} Niet meegeteld: “1. Samen koken” (idee)." in told, path
        assert "Niet meegeteld" not in seen(passer_by.get(f"{city.page}{path}")).text
    assert "Samen koken" in seen(manager.get(f"{city.page}/brug")).text


def test_from_a_goal_and_a_bottleneck_one_walks_the_thread(
    city: City, passer_by: Browser
) -> None:
    Goal.objects.filter(pk=city.goal.pk).update(aims=["elkaar kennen"])

    page = look(passer_by, city.page)

    assert page.url("Meer sociale samenhang") == city.url(f"draad/doel/{city.goal.pk}")
    assert page.url("Te weinig") == city.url(f"draad/knelpunt/{city.bottleneck.pk}")
    assert "Meer sociale samenhang Elkaar kennen" in page.text


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, YEAR, f"Molenwijk · tot en met {YEAR}"),
        (YEAR, None, f"Molenwijk · vanaf {YEAR}"),
        (YEAR, YEAR, f"Molenwijk · {YEAR} "),
        (None, None, "Molenwijk · looptijd nog niet bekend"),
    ],
)
def test_the_years_of_a_project_are_told(
    first: int | None, last: int | None, said: str, city: City, passer_by: Browser
) -> None:
    city.project(from_year=first, until_year=last)

    assert said in look(passer_by, city.page).text


def test_an_idea_is_for_who_works_along(
    city: City, passer_by: Browser, manager: Browser
) -> None:
    city.project("Een plan", decision_id=None)

    assert "Een plan" not in look(passer_by, city.page).text
    seen_inside = look(manager, city.page).text
    assert "Een plan" in seen_inside
    assert "telt niet mee in de bedragen" in seen_inside


@pytest.mark.parametrize(
    ("costs", "coverage", "said"),
    [
        ([30_000_00], [20_000_00], "€ 10.000 nog niet gedekt"),
        ([30_000_00], [30_000_00], "Alles gedekt"),
        ([30_000_00, None], [20_000_00], "Minstens € 10.000 nog niet gedekt"),
        ([30_000_00], [20_000_00, None], "Hoogstens € 10.000 nog niet gedekt"),
        ([30_000_00, None], [20_000_00, None], "€ 10.000 nog niet gedekt, voor zover bekend"),
        ([None], [20_000_00], "De kosten van dit programma zijn nog niet bekend."),
        ([10_50], [10_00], "€ 0,50 nog niet gedekt"),
    ],
)
def test_a_gap_is_told_in_words(
    costs: list[int | None],
    coverage: list[int | None],
    said: str,
    city: City,
    passer_by: Browser,
) -> None:
    project = city.project()
    for cents in costs:
        make_cost(project, cents, year=YEAR)
    for cents in coverage:
        make_coverage(project, cents, year=YEAR)

    page = look(passer_by, city.page)

    assert said in page.text.replace("\u00a0", " ")
    assert page.faults() == []


def test_what_was_only_asked_for_does_not_cover(city: City, passer_by: Browser) -> None:
    project = city.project()
    make_cost(project, 30_000_00, year=YEAR)
    make_coverage(project, 20_000_00, year=YEAR, pledge=Pledge.COMMITTED)
    make_coverage(project, 10_000_00, year=YEAR, funder="Fonds", pledge=Pledge.ASKED)

    text = look(passer_by, city.page).text.replace("\u00a0", " ")

    assert f"{YEAR} € 30.000 € 20.000 € 10.000 € 10.000" in text
    assert f"Fonds {YEAR} geen € 10.000" in text


def test_coverage_without_a_year_and_projects_without_costs_are_no_noughts(
    city: City, passer_by: Browser
) -> None:
    paid, vague = city.project("Betaald"), city.project("Vaag")
    make_cost(paid, 5_000_00, year=YEAR)
    make_coverage(paid, 5_000_00, year=None)
    make_coverage(vague, None, year=None)

    text = look(passer_by, city.page).text.replace("\u00a0", " ")

    assert "1. Betaald geen jaar genoemd geen € 5.000 geen hierboven verrekend" in text
    assert "2. Vaag geen jaar genoemd niet bekend niet bekend geen niet bekend" in text
    assert "€ 0 " not in text


def test_every_line_comes_along_as_csv(city: City, passer_by: Browser) -> None:
    project = city.project()
    make_cost(project, 30_000_50, year=YEAR, what="bank")
    make_coverage(project, None, year=None, funder="=Fonds")

    answer = passer_by.get(f"{city.page}/geld.csv")

    rows = answer.content.decode("utf-8-sig").split("\r\n")
    assert rows[0] == "projectnummer;project;soort;jaar;omschrijving;status;bedrag"
    assert rows[1] == f"1;Samen eten;kosten;{YEAR};bank;;30000,50"
    assert rows[2] == "1;Samen eten;dekking;;'=Fonds;toegezegd;"


def test_a_programme_of_another_municipality_is_not_there(
    city: City, passer_by: Browser
) -> None:
    other = make_city("Dalstad", "GM9399")
    Programme.objects.filter(pk=other.programme.pk).update(key="van-dalstad")

    for path in ("programma/van-dalstad", "programma/van-dalstad/geld.csv", "programma/niets"):
        assert passer_by.get(city.url(path)).status_code == 404
    assert passer_by.get("/nederland/programma/").status_code == 404


def costs_of(browser: Browser, url: str) -> int:
    browser.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    return len(asked)


def fill(city: City, number: int) -> None:
    for at in range(number):
        goal = make_goal(city.programme, f"Doel {at}", parent=city.impact)
        make_goal_indicator(goal, f"Cijfer {at}")
        make_bottleneck(city.programme, f"Knelpunt {at}", areas=[city.area])
        project = city.project(f"Project {at}", goal_ids=(goal.pk,))
        make_cost(project, 100_00, year=YEAR)
        make_coverage(project, 50_00, year=YEAR)


def test_a_programme_costs_as_many_queries_with_fifteen_projects_as_with_one(
    city: City, passer_by: Browser
) -> None:
    series = make_own_indicator(city.municipality, "contact")
    make_own_figure(series, city.area.code, 45.0, period=YEAR)
    make_goal_indicator(city.goal, series_id=series.pk, series_area_id=city.area.pk)
    fill(city, 1)
    few = costs_of(passer_by, city.page)
    fill(city, 14)

    assert costs_of(passer_by, city.page) == few
    assert few <= 12 + 3 + 2  # three for the figures; the municipality with its codes
    assert costs_of(passer_by, city.url("programma/")) <= 3
