"""The tree of goals, the forms of a goal and a figure, and advice while typing."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.programme import (
    make_cost,
    make_coverage,
    make_goal,
    make_goal_indicator,
    make_programme,
)
from tests.web.control.test_details_and_look import errors
from tests.web.programme.conftest import YEAR, make_city
from tests.web.seen import seen
from wijkregie.domain.programme import queries
from wijkregie.domain.programme.models import Goal, GoalIndicator, IndicatorTarget
from wijkregie.domain.programme.services import TargetDraft
from wijkregie.domain.programme.states import Direction, GoalLevel
from wijkregie.kit import typeset
from wijkregie.web.http.viewer import scope_of, viewer_of
from wijkregie.web.programme import goal_paper
from wijkregie.web.programme.desk import Desk
from wijkregie.web.programme.goal_tree import tree_of
from wijkregie.web.programme.narrowing import asked_of

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City
    from tests.web.seen import Seen

pytestmark = pytest.mark.django_db


def look(browser: Browser, url: str) -> Seen:
    response = browser.get(url)
    assert response.status_code == 200
    return seen(response)


def asked(browser: Browser, url: str) -> dict[str, Any]:
    """What the form at this address shows, ready to send back."""
    form = browser.get(url).context["form"]
    found = {one.html_name: one.value() for one in form}
    return {
        name: "" if value is None else _typed(form[name], value)
        for name, value in found.items()
    }


def _typed(field: Any, value: Any) -> Any:
    return field.field.prepare_value(value)


def measured(city: City, **more: Any) -> GoalIndicator:
    """A figure with a sample, on its way from 40 to 50."""
    series = make_own_indicator(city.municipality, "contact")
    make_own_figure(series, city.area.code, 44.0, period=YEAR, n=412)
    known = {
        "owner": "Stichting Samen",
        "source": "Wijkenquête vraag 7",
        "baseline": Decimal(40),
        "baseline_year": YEAR - 1,
        "baseline_n": 400,
        "baseline_source": "Wijkmonitor",
        "series_id": series.pk,
        "series_area_id": city.area.pk,
        "targets": (TargetDraft(Decimal(45), YEAR), TargetDraft(Decimal(50), YEAR + 1)),
    }
    return make_goal_indicator(city.goal, "Kent buren", **known | more)


# ---------------------------------------------------------------- the tree


def test_the_tree_goes_down_to_projects_and_means(city: City, passer_by: Browser) -> None:
    measured(city)
    project = city.project()
    make_cost(project, 5_000_00, year=YEAR)
    loose = city.project("Los project", goal_ids=())

    page = look(passer_by, f"{city.page}/doelen")

    assert page.faults() == []
    assert [text for level, text in page.headings if level == 2] == [
        "Prettig wonen",
        "Meer sociale samenhang",
        "Projecten zonder doel",
        "Als tabel",
    ]
    table = page.text[page.text.index("Als tabel") :].replace("\xa0", " ")
    assert "Meer sociale samenhang Tactisch doel Prettig wonen" in table
    assert "1. Samen eten € 5.000 kosten; € 5.000 nog niet gedekt" in table
    assert "Zorgt voor de meting: Stichting Samen" in page.text
    assert "1. Samen eten Molenwijk" in page.text
    assert "€ 5.000 kosten; € 5.000 nog niet gedekt" in page.text.replace("\xa0", " ")
    assert f"2. {loose.title}" in page.text
    assert page.url("1. Samen eten") == city.card(project)
    assert "Doel toevoegen" not in page.text


def test_progress_is_told_with_its_interval_its_source_and_what_was_expected(
    city: City, passer_by: Browser
) -> None:
    measured(city)

    page = look(passer_by, f"{city.page}/doelen")

    assert f"Nulmeting 40 % {YEAR - 1}, 400 antwoorden, Wijkmonitor" in page.text
    assert f"Nu 44 % Molenwijk, {YEAR}, marge ± 2,5 procentpunt, 412 antwoorden" in page.text
    assert f"Streefwaarde minstens 45 % in {YEAR}, op 80 % van de weg" in page.text
    assert f"Streefwaarde minstens 50 % in {YEAR + 1}" in page.text
    assert f"Op 40 % van de weg naar 50 % ({YEAR + 1}), tussen -25 % en 69 %." in page.text
    assert "Het verschil met de nulmeting is kleiner dan de marge." in page.text
    assert f"In een rechte lijn naar 45 % ({YEAR}) zou het in {YEAR} 45 % zijn." in page.text
    assert page.url("44 %").endswith(f"/cijfer/contact/{city.area.code}")


@pytest.mark.parametrize(
    ("now", "direction", "said"),
    [
        (60.0, Direction.HIGHER, "De streefwaarde is gehaald."),
        (49.0, Direction.HIGHER, "Misschien is de streefwaarde al gehaald."),
        (30.0, Direction.HIGHER, "Het ligt verder van de streefwaarde af"),
    ],
)
def test_what_holds_over_the_whole_interval_is_said(
    now: float, direction: Direction, said: str, city: City, passer_by: Browser
) -> None:
    measured(city, baseline_n=None)
    make_own_figure(
        make_own_indicator(city.municipality, "ander"), city.area.code, now, period=YEAR, n=412
    )
    series = GoalIndicator.objects.get().series
    assert series is not None
    other = type(series).objects.get(key="ander")
    GoalIndicator.objects.update(series=other)

    assert said in look(passer_by, f"{city.page}/doelen").text


def test_what_is_not_known_is_missing_on_the_page_in_the_table_and_on_paper(
    city: City, passer_by: Browser
) -> None:
    make_goal_indicator(city.goal, "Doet vrijwilligerswerk")

    page = look(passer_by, f"{city.page}/doelen")
    rows = table(passer_by, f"{city.page}/doelen.csv")
    text = on_paper(city, passer_by)

    assert "Nulmeting niet bekend nog niet gemeten" in page.text
    assert "Nu niet bekend geen cijfer gekoppeld" in page.text
    assert "Streefwaarde niet bekend het programma noemt er geen" in page.text
    assert "Van dit doel wordt niets gemeten." in page.text
    assert page.classes["wr-track"] == 0
    (row,) = [one for one in rows if one["wat er gemeten wordt"]]
    unknown = ("nulmeting", "nu", "streefwaarde", "deel van de weg in %", "antwoorden")
    assert [row[name] for name in unknown] == [""] * 5
    assert "nog niet gemeten" in text
    assert '["Nu", "", "geen cijfer gekoppeld"]' in text
    assert '"0 %' not in text


@pytest.mark.parametrize("cents", [None, "no line"])
def test_costs_of_a_goal_are_no_more_than_known_while_one_project_is_not(
    cents: str | None, city: City, passer_by: Browser
) -> None:
    known = city.project()
    make_cost(known, 5_000_00, year=YEAR)
    make_coverage(known, 5_000_00, year=YEAR)
    other = city.project("Nog zonder bedrag")
    if cents is None:
        make_cost(other, None, year=YEAR)
    told = "minstens € 5.000 kosten; nog niet bekend wat er ontbreekt"

    page = look(passer_by, f"{city.page}/doelen").text.replace("\xa0", " ")
    paper = on_paper(city, passer_by).replace("\xa0", " ")
    rows = table(passer_by, f"{city.page}/doelen.csv")

    assert f"Projecten en middelen {told}" in page
    assert told in paper
    (sum_of_goal,) = {one["wat de projecten kosten"] for one in rows if one["projecten"]}
    assert sum_of_goal.replace("\xa0", " ") == told
    assert page.count("€ 5.000 kosten; alles gedekt") == 1


def test_the_table_has_a_row_for_each_target(city: City, passer_by: Browser) -> None:
    measured(city)
    city.project()

    rows = table(passer_by, f"{city.page}/doelen.csv")

    assert [(one["doel"], one["streefwaarde"], one["wanneer te halen"]) for one in rows] == [
        ("Prettig wonen", "", ""),
        ("Meer sociale samenhang", "45", str(YEAR)),
        ("Meer sociale samenhang", "50", str(YEAR + 1)),
    ]
    last = rows[-1]
    assert (last["onder"], last["projecten"]) == ("Prettig wonen", "1. Samen eten")
    assert last["deel van de weg in %"] == "40"
    assert (last["minstens"], last["hoogstens"]) == ("-25", "69,1")


def test_the_goals_stand_on_paper_with_tags_and_in_words(
    city: City, passer_by: Browser
) -> None:
    measured(city)
    city.project()
    deep = make_goal(
        city.programme, "In 2027 kent 50 procent", level=GoalLevel.OPERATIONAL, parent=city.goal
    )
    Goal.objects.filter(pk=deep.pk).update(open_because="bewoners bepalen dit zelf")

    response = passer_by.get(f"{city.page}/doelen.pdf")
    text = on_paper(city, passer_by)

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in response.content
    for words in (
        "De doelen van Samen de wijk",
        "Meer sociale samenhang",
        f"Op 40 % van de weg naar 50 % ({YEAR + 1}), tussen -25 % en 69 %.",
        "Bewust open gelaten: bewoners bepalen dit zelf",
        "1. Samen eten. Loopt. Molenwijk",
    ):
        assert words in text


def test_paper_with_what_is_for_members_is_kept_nowhere(
    city: City, passer_by: Browser, manager: Browser
) -> None:
    before = set(typeset.folder().glob("*.pdf"))

    manager.get(f"{city.page}/doelen.pdf")
    assert set(typeset.folder().glob("*.pdf")) == before
    passer_by.get(f"{city.page}/doelen.pdf")
    assert len(set(typeset.folder().glob("*.pdf")) - before) == 1


def test_paper_that_cannot_be_made_says_so_on_the_page(
    city: City, passer_by: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wijkregie.web.programme.goal_paper.TEMPLATE", "web/niets.typ")

    answer = passer_by.client.get(f"{city.page}/doelen.pdf", follow=True)

    assert str(typeset.TypesetFault()) in answer.content.decode()


def test_the_tree_is_narrowed_by_area_and_state(city: City, passer_by: Browser) -> None:
    city.project("In Molenwijk")
    other = make_goal(city.programme, "Iets anders", parent=city.impact)
    city.project("In Rivierenwijk", area_ids=(city.other_area.pk,), goal_ids=(other.pk,))

    page = look(passer_by, f"{city.page}/doelen?wijk={city.other_area.code}")
    none = look(passer_by, f"{city.page}/doelen?status=gestopt")
    wrong = passer_by.get(f"{city.page}/doelen?wijk=XX")

    assert "In Rivierenwijk" in page.text
    assert "In Molenwijk" not in page.text
    assert [text for level, text in page.headings if level == 2] == [
        "Prettig wonen",
        "Iets anders",
        "Als tabel",
    ]
    assert "2 van 3 doelen. Daarvan wordt nog niets gemeten." in page.text
    assert "Geen doel past bij deze keuze." in none.text
    assert "Geen van de doelen past bij deze keuze." in none.text
    assert wrong.status_code == 400
    assert passer_by.get(f"{city.page}/doelen.csv?wijk=XX").status_code == 400


def test_a_programme_without_goals_says_how_to_make_one(
    city: City, passer_by: Browser, manager: Browser
) -> None:
    bare = make_programme(city.municipality, "Leeg")
    url = city.url(f"programma/{bare.key}/doelen")

    page, mine = look(passer_by, url), look(manager, url)

    for one in (page, mine):
        assert "Er staat nog geen doel in dit programma." in one.text
        assert "past bij deze keuze" not in one.text
    assert "De wijkregisseur zet ze hier neer." in page.text
    assert "Begin met het maatschappelijk effect" in mine.text
    assert mine.url("Doel toevoegen").endswith("/doel")


def test_an_idea_stands_in_the_tree_for_members_only(
    city: City, passer_by: Browser, manager: Browser
) -> None:
    city.project("Geheim plan", decision_id=None)

    assert "Geheim plan" not in look(passer_by, f"{city.page}/doelen").text
    assert "Geheim plan" not in on_paper(city, passer_by)
    assert "Geheim plan" in look(manager, f"{city.page}/doelen").text


def test_a_programme_of_elsewhere_is_not_there(city: City, manager: Browser) -> None:
    there = make_city("Elders", "GM9399")

    for path in ("doelen", "doelen.pdf", "doelen.csv", "doel"):
        assert manager.get(f"{city.page}x/{path}").status_code == 404
    for path in ("wijzigen", "weg", "meting"):
        url = f"{city.page}/doel/{there.goal.pk}/{path}"
        assert manager.get(url).status_code == 404
    line = make_goal_indicator(there.goal)
    url = f"{city.page}/doel/{city.goal.pk}/meting/{line.pk}/wijzigen"
    assert manager.get(url).status_code == 404


# ---------------------------------------------------------------- a goal


def test_a_goal_is_added_below_another_with_advice(city: City, manager: Browser) -> None:
    url = f"{city.page}/doel?onder={city.goal.pk}"
    form = asked(manager, url)

    assert (form["level"], form["parent"]) == ("operational", city.goal.pk)
    page = manager.follow(
        url, **form | {"title": "Een buurtfeest organiseren", "aims": "meer groeten\n\nrust"}
    )

    made = Goal.objects.get(title="Een buurtfeest organiseren")
    assert (made.parent_id, made.level) == (city.goal.pk, GoalLevel.OPERATIONAL)
    assert made.aims == ["meer groeten", "rust"]
    told = seen(page).text
    assert "Het doel is toegevoegd." in told
    assert "“organiseren” zegt wat je doet." in told


def test_the_first_goal_begins_at_the_top(city: City, manager: Browser) -> None:
    form = asked(manager, f"{city.page}/doel")
    assert (form["level"], form["parent"]) == ("impact", "")


def test_a_goal_is_changed_and_put_below_another(city: City, manager: Browser) -> None:
    other = make_goal(city.programme, "Ander effect", level=GoalLevel.IMPACT)
    url = f"{city.page}/doel/{city.goal.pk}/wijzigen"

    page = manager.follow(
        url, **asked(manager, url) | {"title": "Meer contact", "parent": other.pk}
    )

    assert page.status_code == 200, errors(page)
    city.goal.refresh_from_db()
    assert (city.goal.title, city.goal.parent_id) == ("Meer contact", other.pk)


def test_a_goal_is_not_put_below_itself_or_below_what_is_below_it(
    city: City, manager: Browser
) -> None:
    below = make_goal(city.programme, "Eronder", level=GoalLevel.OPERATIONAL, parent=city.goal)
    url = f"{city.page}/doel/{city.goal.pk}/wijzigen"
    form = asked(manager, url)

    itself = manager.post(url, **form | {"parent": city.goal.pk})
    child = manager.post(url, **form | {"parent": below.pk})

    assert itself.status_code == child.status_code == 422
    assert "een doel staat niet onder zichzelf" in itself.content.decode()
    assert "geen beschikbare keuze" not in itself.content.decode()
    assert "staat onder het doel dat je wijzigt" in child.content.decode()
    city.goal.refresh_from_db()
    assert city.goal.parent_id == city.impact.pk


def test_the_second_editor_sees_what_the_first_changed_and_loses_nothing(
    city: City, manager: Browser
) -> None:
    url = f"{city.page}/doel/{city.goal.pk}/wijzigen"
    first, second = asked(manager, url), asked(manager, url)
    manager.follow(url, **first | {"title": "Meer contact", "aims": "groeten"})

    refused = manager.post(url, **second | {"open_because": "bewoners kiezen"})

    page = seen(refused)
    assert refused.status_code == 422
    assert "Iemand anders heeft dit gewijzigd" in page.text
    assert "Meer contact was: Meer sociale samenhang" in page.text
    form = refused.context["form"]
    assert form["title"].value() == "Meer contact"
    assert form["open_because"].value() == "bewoners kiezen"
    again = {one.html_name: one.value() for one in form}
    manager.follow(url, **again)
    city.goal.refresh_from_db()
    assert (city.goal.title, city.goal.aims, city.goal.open_because) == (
        "Meer contact",
        ["groeten"],
        "bewoners kiezen",
    )


@pytest.mark.parametrize(
    "sent", ["", "geen json", "[1]", json.dumps({"title": "x" * 900}), "[" * 19_000]
)
def test_a_form_that_does_not_tell_how_it_was_is_not_saved_over_another(
    sent: str, city: City, manager: Browser
) -> None:
    url = f"{city.page}/doel/{city.goal.pk}/wijzigen"
    form = asked(manager, url)

    page = manager.post(url, **form | {"title": "Overschreven", "voor": sent})

    assert page.status_code == 422
    city.goal.refresh_from_db()
    assert city.goal.title == "Meer sociale samenhang"


def test_a_goal_on_which_something_hangs_stays_with_the_list(
    city: City, manager: Browser
) -> None:
    measured(city)
    project = city.project()
    url = f"{city.page}/doel/{city.goal.pk}/weg"
    asked = look(manager, url)
    assert "kan niet weg" in asked.text
    assert "verdwijnt" not in asked.text
    assert asked.url("Samen eten") == city.card(project)
    assert "Doel verwijderen</button>" not in asked.html

    refused = manager.post(url)

    page = seen(refused)
    assert refused.status_code == 422
    assert "kan niet weg" in page.text
    assert page.url("Samen eten") == city.card(project)
    assert "Kent buren" in page.text
    assert Goal.objects.filter(pk=city.goal.pk).exists()


def test_a_goal_on_which_nothing_hangs_goes(city: City, manager: Browser) -> None:
    url = f"{city.page}/doel/{city.goal.pk}/weg"
    assert "“Meer sociale samenhang” verdwijnt" in look(manager, url).text

    page = manager.follow(url)

    assert "Het doel is verwijderd." in seen(page).text
    assert not Goal.objects.filter(pk=city.goal.pk).exists()


@pytest.mark.parametrize(
    "path", ["doel", "doel/{goal}/wijzigen", "doel/{goal}/weg", "doel/{goal}/meting"]
)
def test_only_who_steers_changes_goals(
    path: str, city: City, worker: Browser, passer_by: Browser
) -> None:
    url = f"{city.page}/{path.format(goal=city.goal.pk)}"

    assert worker.get(url).status_code == 403
    assert passer_by.get(url).status_code == 302


def test_only_who_steers_changes_what_is_measured(city: City, worker: Browser) -> None:
    line = make_goal_indicator(city.goal)

    for path in ("wijzigen", "weg"):
        url = f"{city.page}/doel/{city.goal.pk}/meting/{line.pk}/{path}"
        assert worker.get(url).status_code == 403


@pytest.mark.parametrize("field", ["title", "aims", "open_because"])
def test_five_megabytes_of_text_are_refused(field: str, city: City, manager: Browser) -> None:
    url = f"{city.page}/doel"
    form = asked(manager, url) | {"title": "Doel"}

    page = manager.post(url, **form | {field: "x" * 5_000_000})

    assert page.status_code in {400, 413, 422}
    assert Goal.objects.count() == 2


# ---------------------------------------------------------------- advice while typing


def advise(browser: Browser, url: str, **fields: Any) -> str:
    sent = {"controleer": "1"} | fields
    response = browser.client.post(url, sent, headers={"HX-Request": "true"})
    assert response.status_code == 200
    return str(response.content.decode())


def test_advice_comes_while_a_goal_is_typed_and_nothing_is_saved(
    city: City, manager: Browser
) -> None:
    url = f"{city.page}/doel"

    vague = advise(manager, url, title="Het moet beter", level="operational", parent="")
    exact = advise(
        manager,
        url,
        title="In 2028 kent 40 procent de buren",
        level="operational",
        parent=city.goal.pk,
    )

    assert "staat geen getal, jaar of gebied" in vague
    assert "hangt niet onder een ander doel" in vague
    assert "heeft hier niets op aan te merken" in exact
    assert "<html" not in vague
    assert Goal.objects.count() == 2


def test_a_reason_to_leave_it_open_silences_the_advice(city: City, manager: Browser) -> None:
    form = {"title": "Het moet beter", "level": "operational", "parent": city.goal.pk}

    told = advise(manager, f"{city.page}/doel", **form, open_because="bewoners kiezen")

    assert "geen getal" not in told


def test_half_a_form_gets_advice_too(city: City, manager: Browser) -> None:
    assert "niets op aan te merken" in advise(manager, f"{city.page}/doel", level="impact")
    told = advise(manager, f"{city.page}/doel/{city.goal.pk}/meting", unit="%", baseline="abc")
    assert "heeft nog geen eigenaar" in told
    assert "Er is geen nulmeting." in told
    assert "Er is geen streefwaarde" in told


def test_without_a_script_the_button_gives_the_same_advice(
    city: City, manager: Browser
) -> None:
    url = f"{city.page}/doel"
    form = asked(manager, url) | {"title": "Een cursus geven", "controleer": "1"}

    response = manager.post(url, **form)

    page = seen(response)
    assert response.status_code == 200
    assert page.faults() == []
    assert "“cursus” zegt wat je doet." in page.text
    assert response.context["form"]["title"].value() == "Een cursus geven"
    assert Goal.objects.count() == 2


def test_advice_on_a_goal_that_is_there_tells_what_it_lacks(
    city: City, manager: Browser
) -> None:
    url = f"{city.page}/doel/{city.goal.pk}/wijzigen"
    told = advise(manager, url, **asked(manager, url))
    assert "er is geen indicator" in told
    assert not re.search(r"\bL[0-9]{2}\b", told)


# ---------------------------------------------------------------- what is measured


def filled(city: City, **more: Any) -> dict[str, Any]:
    known = {
        "title": "Kent buren",
        "unit": "%",
        "direction": "higher",
        "owner": "Stichting Samen",
        "source": "Wijkenquête",
        "series": "",
        "series_area": "",
        "baseline": "6,2",
        "baseline_when": "31-12-2025",
        "baseline_n": "400",
        "baseline_source": "",
        "value_0": "1.250,5",
        "when_0": str(YEAR),
        "value_1": "7",
        "when_1": "2031-06-30",
        "value_2": "",
        "when_2": "",
    }
    return known | more


def test_a_figure_is_added_with_decimals_as_people_type_them(
    city: City, manager: Browser
) -> None:
    series = make_own_indicator(city.municipality, "contact")
    make_own_figure(series, city.area.code, 44.0, period=YEAR)
    url = f"{city.page}/doel/{city.goal.pk}/meting"
    sent = filled(city, unit="cijfers", series=series.pk, series_area=city.area.pk)

    asks = manager.post(url, **sent)
    page = manager.follow(url, **sent | {"same_unit": "on"})

    assert "Dit cijfer staat in dezelfde eenheid" in seen(asks).text
    assert asks.status_code == 422
    assert page.status_code == 200, errors(page)
    one = GoalIndicator.objects.get()
    assert (one.baseline, one.baseline_year) == (Decimal("6.2"), 2025)
    assert str(one.baseline_on) == "2025-12-31"
    assert (one.owner, one.series_id) == ("Stichting Samen", series.pk)
    told = IndicatorTarget.objects.order_by("year").values_list("year", "value")
    assert list(told) == [(YEAR, Decimal("1250.5")), (2031, Decimal(7))]


def test_a_figure_that_counts_people_is_no_percentage(city: City, manager: Browser) -> None:
    series = make_own_indicator(city.municipality, "contact", unit="inwoners")
    make_own_figure(series, city.area.code, 2565.0, period=YEAR)
    url = f"{city.page}/doel/{city.goal.pk}/meting"

    sent = filled(city, unit="procent", series=series.pk, series_area=city.area.pk)
    page = seen(manager.post(url, **sent))

    assert page.status == 422
    assert "Je meet in “procent”, maar het cijfer “Score” is in “inwoners”" in page.text
    assert not GoalIndicator.objects.exists()
    assert "same_unit" not in page.html


def test_a_figure_is_changed_and_what_is_shown_is_taken_back_unchanged(
    city: City, manager: Browser
) -> None:
    line = measured(city)
    url = f"{city.page}/doel/{city.goal.pk}/meting/{line.pk}/wijzigen"
    form = asked(manager, url)

    manager.follow(url, **form | {"owner": "Gemeente"})

    line.refresh_from_db()
    assert line.owner == "Gemeente"
    assert (line.baseline, line.baseline_n) == (Decimal(40), 400)
    assert line.series_area_id == city.area.pk
    assert line.targets.count() == 2
    assert form["value_1"] == "50"


def test_two_editors_of_a_figure_do_not_write_over_each_other(
    city: City, manager: Browser
) -> None:
    line = measured(city)
    url = f"{city.page}/doel/{city.goal.pk}/meting/{line.pk}/wijzigen"
    first, second = asked(manager, url), asked(manager, url)
    manager.follow(url, **first | {"value_1": "52", "direction": "lower"})

    refused = manager.post(url, **second | {"owner": "Gemeente"})

    told = seen(refused).text
    assert refused.status_code == 422
    assert "52 was: 50" in told
    assert "Als het lager is was: Als het hoger is" in told
    manager.follow(url, **{one.html_name: one.value() for one in refused.context["form"]})
    line.refresh_from_db()
    assert (line.owner, line.direction) == ("Gemeente", Direction.LOWER)
    assert line.targets.get(year=YEAR + 1).value == 52


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"baseline": "veel"}, "met een komma voor de decimalen"),
        ({"value_0": "1,2,3"}, "met een komma voor de decimalen"),
        ({"when_0": "morgen"}, "Schrijf een jaar of een dag"),
        ({"when_0": "31-02-2030"}, "Schrijf een jaar of een dag"),
        ({"value_0": "", "when_0": "2030"}, "Vul in wat je dan wilt bereiken."),
        ({"when_1": str(YEAR)}, "bij hetzelfde jaar"),
        ({"title": ""}, "verplicht"),
        ({"owner": "Bel Jan de Vries op 06-12345678"}, "telefoonnummer"),
        ({"when_0": "1066"}, "jaren in van 1990"),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(
    more: dict[str, str], said: str, city: City, manager: Browser
) -> None:
    url = f"{city.page}/doel/{city.goal.pk}/meting"

    page = manager.post(url, **filled(city, **more))

    assert page.status_code == 422
    assert said in seen(page).text
    assert not GoalIndicator.objects.exists()


def test_a_figure_asks_for_its_area(city: City, manager: Browser) -> None:
    series = make_own_indicator(city.municipality, "contact")
    make_own_figure(series, city.area.code, 44.0, period=YEAR)
    url = f"{city.page}/doel/{city.goal.pk}/meting"

    page = manager.post(url, **filled(city, series=series.pk))

    assert "Kies van welk gebied dit cijfer is." in seen(page).text


def test_more_targets_fit_than_there_are(city: City, manager: Browser) -> None:
    targets = tuple(TargetDraft(Decimal(at), 2030 + at) for at in range(6))
    line = measured(city, targets=targets)
    url = f"{city.page}/doel/{city.goal.pk}/meting/{line.pk}/wijzigen"

    form = asked(manager, url)

    assert sum(name.startswith("value_") for name in form) == 8


def test_a_figure_that_has_no_values_any_more_stays_chosen(
    city: City, manager: Browser
) -> None:
    series = make_own_indicator(city.municipality, "oud")
    line = measured(city, series_id=series.pk)
    url = f"{city.page}/doel/{city.goal.pk}/meting/{line.pk}/wijzigen"

    assert asked(manager, url)["series"] == series.pk
    assert "Eerder gekozen" in browser_text(manager, url)


def test_what_is_measured_is_removed(city: City, manager: Browser) -> None:
    line = measured(city)
    url = f"{city.page}/doel/{city.goal.pk}/meting/{line.pk}/weg"

    page = manager.follow(url)

    assert "Wat je mat is verwijderd." in seen(page).text
    assert not GoalIndicator.objects.exists()
    assert manager.get(url).status_code == 404


def browser_text(browser: Browser, url: str) -> str:
    return str(browser.get(url).content.decode())


def table(browser: Browser, url: str) -> list[dict[str, str]]:
    text = browser.get(url).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def on_paper(city: City, browser: Browser) -> str:
    """All words on paper for who has this browser."""
    request = browser.get(f"{city.page}/doelen").wsgi_request
    scope = scope_of(request, city.municipality.slug)
    desk = Desk(request, scope, viewer_of(request, scope))
    planning = queries.planning_of(desk.viewer, city.programme.key)
    assert planning is not None
    told = goal_paper.values(tree_of(asked_of(desk, planning)), on=timezone.localdate())
    return json.dumps(told, ensure_ascii=False)
