"""How a programme is measured: what shows, what is too small, and who may say how."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.makers.indicators import make_own_indicator
from tests.makers.places import make_municipality, make_own_area
from tests.makers.programme import make_goal, make_goal_indicator
from tests.makers.waves import make_linked, make_plan, make_whole, set_measuring
from tests.web.programme.conftest import YEAR, make_city
from tests.web.programme.test_bridge import text_of
from wijkregie.domain.indicators.models import MeasurementPlan
from wijkregie.domain.programme.models import EvaluationPlan, GoalIndicator, ProgrammeWave
from wijkregie.domain.programme.services import PartDraft

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City
    from wijkregie.domain.indicators.models import MeasurementWave
pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
AHEAD = (TODAY + timedelta(days=30), TODAY + timedelta(days=60))
THEN = (date(YEAR - 1, 1, 1), date(YEAR - 1, 2, 1))


def share(city: City, title: str = "Kent de buren", **more: Any) -> GoalIndicator:
    known: dict[str, Any] = {"baseline": Decimal(50), "baseline_n": 300}
    return make_goal_indicator(city.goal, title, **known | more)


def ahead(city: City, n: int | None = 300, **more: Any) -> MeasurementWave:
    """The next measurement of the programme: one question, one area."""
    known: dict[str, Any] = {"days": AHEAD, "areas": {city.area: n}}
    return make_linked(city.programme, "Enquête straks", **known | more)


def page(browser: Browser, city: City, query: str = "") -> str:
    return text_of(browser, f"{city.page}/meten{query}")


def kept(browser: Browser, url: str) -> str:
    """What the form says that it showed."""
    shown = browser.get(url).content.decode()
    was = shown.split('name="voor" value="')[1].split('"')[0]
    return str(was.replace("&quot;", '"').replace("&amp;", "&"))


def test_without_anything_the_page_says_what_comes_here(city: City, passer_by: Browser) -> None:
    text = page(passer_by, city)
    assert "Er is geen meting gepland." in text
    assert "Er wordt nog niets gemeten" in text
    assert "Nog geen meting" in text
    assert "Nog geen plan" in text
    assert "kiezen" not in text


def test_beside_each_target_stands_whether_it_can_be_seen(
    city: City, passer_by: Browser
) -> None:
    # D19: with 300 answers twice, a share around .5 shows .11 and no less
    for title, target in (("Groot", 62), ("Klein", 55)):
        line = share(city, title, target=Decimal(target), target_year=YEAR + 1)
        set_measuring(line, question="v1")
    ahead(city)
    text = page(passer_by, city)
    assert "11,4 procentpunt" in text
    assert f"minstens 62 % in {YEAR + 1} is te zien" in text
    assert "te klein om te zien" in text
    assert "1 streefwaarde is te klein om te zien." in text
    assert "Ken je je buren?" in text
    assert "geplande antwoorden: 300" in text
    assert "Hoe wordt dit gemeten?" not in text


def test_a_grade_needs_to_know_how_much_answers_differ(city: City, passer_by: Browser) -> None:
    line = share(city, "Cijfer", baseline=Decimal(7), target=Decimal(8))
    GoalIndicator.objects.filter(pk=line.pk).update(unit="cijfer")
    line.refresh_from_db()
    set_measuring(line, question="v1")
    ahead(city)
    assert "Niet ingevuld hoeveel antwoorden verschillen" in page(passer_by, city)
    set_measuring(line, question="v1", deviation=Decimal("1.5"))
    text = page(passer_by, city)
    # D19: a grade with a deviation of 1.5 and 300 answers shows .34 and no less
    assert "0,35 cijfer" in text
    assert "Die kan elke streefwaarde laten zien." in text


@pytest.mark.parametrize(
    ("line", "wave", "why"),
    [
        ({"asks": ""}, {}, "Niet ingevuld met welke vraag dit wordt gemeten"),
        ({}, None, "Er is geen meting gepland"),
        ({"asks": "v9"}, {}, "De volgende meting vraagt het niet"),
        ({}, {"n": None}, "Niet ingevuld op hoeveel antwoorden"),
        ({"baseline": None}, {}, "Er is geen nulmeting"),
        ({"baseline_n": None}, {}, "Niet bekend hoeveel mensen er eerder"),
        ({"target": Decimal(120)}, {}, "Deze streefwaarde kan niet"),
    ],
)
def test_why_nobody_knows_it_stands_beside_the_target(
    city: City, passer_by: Browser, line: dict[str, Any], wave: dict[str, Any] | None, why: str
) -> None:
    known: dict[str, Any] = {"target": Decimal(70)} | line
    asks = known.pop("asks", "v1")
    set_measuring(share(city, **known), question=asks)
    if wave is not None:
        ahead(city, **wave)
    text = page(passer_by, city)
    assert why in text
    assert "niet bekend of het te zien is" in text
    assert "Van 1 streefwaarde weten we niet of die te zien is." in text


def test_so_few_answers_show_nothing(city: City, passer_by: Browser) -> None:
    set_measuring(share(city, target=Decimal(70)), question="v1")
    ahead(city, n=1)
    text = page(passer_by, city)
    assert "er zijn te weinig antwoorden" in text
    assert "1 streefwaarde is te klein om te zien." in text


def test_a_register_has_no_chance_in_it(city: City, passer_by: Browser) -> None:
    register = make_own_indicator(city.municipality)
    share(city, series_id=register.pk, series_area_id=city.area.pk, target=Decimal(70))
    text = page(passer_by, city)
    assert "wordt opgezocht, niet gevraagd" in text
    assert "de marge staat bij het cijfer" in text
    assert "uit een register" in text
    wave = make_linked(city.programme, "Leest", days=AHEAD, questions={})
    MeasurementPlan.objects.create(municipality=city.municipality, wave=wave, series=register)
    assert "Leest" in page(passer_by, city).split("Streefwaarden")[1].split("De metingen")[0]


def test_the_page_tells_baseline_and_parts_as_sums(
    city: City, passer_by: Browser, manager: Browser
) -> None:
    wave = make_linked(city.programme, days=THEN)
    parts = (PartDraft(city.area.pk, "", 40, 200), PartDraft(None, "De rest", 60, 100))
    many, few, unknown = share(city, "Veel"), share(city, "Weinig"), share(city, "Onbekend")
    set_measuring(many, question="v1", baseline_wave_id=wave.pk, parts=parts)
    set_measuring(few, parts=(PartDraft(city.area.pk, "", 1, 9),))
    set_measuring(unknown, parts=(PartDraft(city.area.pk, "", None, 90),))
    text = page(passer_by, city)
    assert "Nulmeting uit “Buurtenquête”" in text
    assert "100 van 300 mensen, dat is 33,3 %" in text
    assert "dat we hun aantallen niet laten zien" in text
    assert "1 van 9" not in text
    assert "de aantallen mensen niet bekend" in text
    assert "1 van 9 mensen" in page(manager, city)


def test_parts_of_few_people_are_told_together_only(city: City, passer_by: Browser) -> None:
    parts = (PartDraft(city.area.pk, "", 5, 200), PartDraft(None, "De rest", 60, 100))
    set_measuring(share(city), parts=parts)
    text = page(passer_by, city)
    assert "Alle delen samen: 21,7 %." in text
    assert "65 van 300" not in text


def test_the_list_is_narrowed_and_taken_along(city: City, passer_by: Browser) -> None:
    other = make_goal(city.programme, "Veiliger", parent=city.impact)
    set_measuring(share(city, target=Decimal(70), target_year=YEAR), question="v1")
    make_goal_indicator(other, "Voelt zich veilig")
    city.project(goal_ids=(other.pk,), area_ids=(city.other_area.pk,))
    city.project("Niets gemeten", goal_ids=(city.impact.pk,))
    ahead(city)
    assert "Voelt zich veilig" in page(passer_by, city, f"?wijk={city.other_area.code}")
    assert "Kent de buren" not in page(passer_by, city, f"?wijk={city.other_area.code}")
    by_goal = page(passer_by, city, f"?doel={city.goal.key}")
    assert "Kent de buren" in by_goal
    assert "Voelt zich veilig" not in by_goal
    assert "Voelt zich veilig" in page(passer_by, city, f"?doel={city.impact.key}")
    assert "Nergens" not in page(passer_by, city, f"?wijk={city.area.code}")
    assert "Niets past bij deze keuze" in page(passer_by, city, f"?wijk={city.area.code}")
    url = f"{city.page}/meten"
    assert passer_by.get(f"{url}?wijk=nergens").status_code == 400
    assert passer_by.get(f"{url}.csv?wijk=nergens").status_code == 400
    table = passer_by.get(f"{url}.csv").content.decode()
    assert "Kent de buren;v1;;Enquête straks;ja;300;" in table
    assert f";11,342;70;{YEAR};20;ja;" in table
    assert "Voelt zich veilig;;;Enquête straks;" in table
    assert "niet ingevuld met welke vraag" in table
    assert "meten.csv?doel=" in passer_by.get(f"{url}?doel={city.goal.key}").content.decode()


def test_the_page_asks_few_queries_however_much_is_measured(
    city: City, passer_by: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def measured(times: int) -> None:
        for at in range(times):
            set_measuring(share(city, f"Indicator {at}"), question="v1")
        make_plan(city.programme, f"Plan {times}", treated_ids=(city.area.pk,))

    ahead(city)
    measured(1)
    passer_by.get(f"{city.page}/meten")
    with django_assert_num_queries(21):
        passer_by.get(f"{city.page}/meten")
    measured(6)
    with django_assert_num_queries(21):
        passer_by.get(f"{city.page}/meten")


def test_a_plan_to_tell_the_effect_says_what_is_wrong_with_it(
    city: City, passer_by: Browser, worker: Browser
) -> None:
    first = make_linked(city.programme, days=THEN, areas={city.area: 9, city.other_area: 9})
    line = share(city)
    make_plan(city.programme, "Kaal", baseline_wave_id=first.pk, selection_wave_id=first.pk)
    make_plan(
        city.programme,
        "Vol",
        indicator_id=line.pk,
        treated_ids=(city.area.pk,),
        comparison_ids=(city.other_area.pk,),
        baseline_wave_id=first.pk,
    )
    text = page(worker, city)
    assert "“Kaal” noemt geen gebieden om mee te vergelijken." in text
    assert "“Vol” kijkt naar te weinig gebieden" in text
    assert "nog niet gekozen" in text
    assert "geen gebieden" in text
    assert "Kent de buren, gekozen op 3 maart 2026" in text
    assert "Wat de controles van dit programma zeggen" in text
    # a passer-by may not see every area, so would read of faults that are none
    public = page(passer_by, city)
    assert "Vol" in public
    assert "kijkt naar te weinig" not in public


def test_a_plan_that_is_well_says_so_and_how_people_answer(city: City, worker: Browser) -> None:
    areas = {city.area: 9, city.other_area: 9}
    first = make_linked(city.programme, days=THEN, areas=areas)
    last = ahead(city, areas=areas)
    last.planned_areas.update(modes=["web", "paper"])
    make_plan(
        city.programme,
        treated_ids=(city.area.pk, city.other_area.pk),
        comparison_ids=(make_third(city),),
        baseline_wave_id=first.pk,
        follow_up_wave_id=last.pk,
    )
    text = page(worker, city)
    assert "De controles vinden hier niets op." in text or "niets" in text
    assert "Molenwijk en Rivierenwijk (eerst " in text


def make_third(city: City) -> int:
    return make_own_area(city.municipality, "Derde", "WK939801", "WK939802").pk


def test_who_steers_chooses_the_measurements(city: City, manager: Browser) -> None:
    url = f"{city.page}/meten/metingen"
    assert "Er is hier nog geen meting." in text_of(manager, url)
    one, two = make_whole(city.municipality, "Een"), make_whole(city.municipality, "Twee")
    answer = manager.follow(url, waves=[one.pk, two.pk])
    assert "De metingen van het programma zijn opgeslagen." in answer.content.decode()
    assert ProgrammeWave.objects.count() == 2
    set_measuring(share(city, "Rust hierop"), baseline_wave_id=one.pk)
    answer = manager.post(url, waves=[two.pk])
    assert answer.status_code == 422
    assert "Rust hierop" in answer.content.decode()
    assert ProgrammeWave.objects.count() == 2
    manager.post(url, waves=[one.pk])
    assert ProgrammeWave.objects.get().wave == one
    elsewhere = make_whole(make_municipality())
    assert manager.post(url, waves=[elsewhere.pk]).status_code == 422


def test_who_steers_says_how_a_percentage_is_measured(city: City, manager: Browser) -> None:
    line, wave = share(city), make_linked(city.programme, days=THEN)
    url = f"{city.page}/doel/{city.goal.pk}/meting/{line.pk}/meten"
    shown = text_of(manager, url)
    assert "Is de nulmeting over meer gebieden samen?" in shown
    assert "standaardafwijking" not in shown
    sent = {
        "question": "V1",
        "baseline_wave": wave.pk,
        "delen": "2",
        "deel0_area": city.area.pk,
        "deel0_some": "0",
        "deel0_all": "1.200",
        "deel1_name": "De rest",
        "deel1_some": "3",
        "deel1_all": "4",
    }
    answer = manager.follow(url, **sent)
    assert "Hoe dit wordt gemeten, is opgeslagen." in answer.content.decode()
    line.refresh_from_db()
    assert (line.question, line.baseline_wave) == ("v1", wave)
    assert list(line.parts.values_list("numerator", "denominator")) == [(0, 1200), (3, 4)]
    shown = text_of(manager, url)
    assert "Samen: 3 van 1.204 mensen, dat is 0,2 %." in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"question": "geen sleutel!"}, "#id_question"),
        ({"baseline_wave": "999"}, "geldige keuze"),
        ({"deel0_some": "5", "deel0_all": "4"}, "Dit is meer dan iedereen die antwoordde."),
        ({"deel0_some": "-1"}, "Schrijf een heel getal"),
        ({"deel0_all": "0"}, "Schrijf een heel getal"),
        ({"deel0_all": "1,5"}, "Schrijf een heel getal"),
        ({"deel0_name": "Ook een naam"}, "niet allebei"),
        ({"deel0_area": ""}, "Kies een gebied, of schrijf een naam."),
    ],
)
def test_what_cannot_be_measured_says_so_at_the_field(
    city: City, manager: Browser, wrong: dict[str, str], said: str
) -> None:
    line = share(city)
    url = f"{city.page}/doel/{city.goal.pk}/meting/{line.pk}/meten"
    sent = {"question": "v1", "delen": "1", "deel0_area": city.area.pk, "deel0_some": "1"}
    answer = manager.post(url, **sent | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    line.refresh_from_db()
    assert line.question == ""


def test_one_asks_for_more_parts(city: City, manager: Browser) -> None:
    line = share(city)
    url = f"{city.page}/doel/{city.goal.pk}/meting/{line.pk}/meten"
    answer = manager.post(url, delen="2", regel="deel", deel0_some="3", question="!")
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert 'name="deel2_area"' in shown
    assert "deel3_area" not in shown
    assert "wr-alert--error" not in shown


def test_a_grade_asks_how_much_answers_differ_and_says_what_shows(
    city: City, manager: Browser
) -> None:
    line = share(city, "Cijfer", baseline=Decimal(7), target=Decimal("7.1"))
    GoalIndicator.objects.filter(pk=line.pk).update(unit="cijfer")
    ahead(city)
    url = f"{city.page}/doel/{city.goal.pk}/meting/{line.pk}/meten"
    assert "standaardafwijking" in text_of(manager, url)
    asked = {"question": "v1", "deviation": "1,5", "controleer": "1"}
    shown = manager.post(url, **asked).content.decode()
    assert "Met 300 antwoorden kan “Enquête straks” een verandering van" in shown
    assert "niet van toeval onderscheiden" in shown
    piece = manager.client.post(url, asked, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in piece
    assert "Kleiner dan dit is niet te zien." in piece
    answer = manager.follow(url, **asked | {"controleer": "", "question": "v1"})
    assert answer.status_code == 200
    line.refresh_from_db()
    assert line.deviation is None
    manager.follow(url, question="v1", deviation="1,5")
    line.refresh_from_db()
    assert line.deviation == Decimal("1.5")


def test_advice_on_a_question_that_is_not_asked_never_blocks(
    city: City, manager: Browser
) -> None:
    line = share(city)
    ahead(city)
    url = f"{city.page}/doel/{city.goal.pk}/meting/{line.pk}/meten"
    shown = manager.post(url, question="v9", controleer="1").content.decode()
    assert "De vraag voor dit cijfer staat niet in “Enquête straks”." in shown
    manager.post(url, question="v9")
    line.refresh_from_db()
    assert line.question == "v9"


def test_the_form_of_an_indicator_says_what_will_show(city: City, manager: Browser) -> None:
    line = share(city, target=Decimal(51))
    set_measuring(line, question="v1")
    ahead(city)
    url = f"{city.page}/doel/{city.goal.pk}/meting/{line.pk}/wijzigen"
    asked = {
        "title": "Kent de buren",
        "unit": "%",
        "direction": "higher",
        "baseline": "50",
        "baseline_n": "300",
        "value_0": "52",
        "controleer": "1",
    }
    shown = manager.post(url, **asked).content.decode()
    assert "een verandering van 11,4 procentpunt laten zien" in shown
    assert "van 2 procentpunt niet van toeval onderscheiden" in shown
    assert "/meten" in shown


def test_what_another_changed_meanwhile_is_told(city: City, manager: Browser) -> None:
    line = share(city)
    url = f"{city.page}/doel/{city.goal.pk}/meting/{line.pk}/meten"
    was = kept(manager, url)
    set_measuring(line, question="v7")
    answer = manager.post(url, question="v8", voor=was, delen="2")
    assert answer.status_code == 422
    assert "v7" in answer.content.decode()
    line.refresh_from_db()
    assert line.question == "v7"


def plan_sent(city: City, **more: Any) -> dict[str, Any]:
    return {
        "title": "Gaat het beter?",
        "treated": [city.area.pk],
        "comparison": [city.other_area.pk],
    } | more


def test_who_steers_makes_changes_and_removes_a_plan(city: City, manager: Browser) -> None:
    line, first = share(city), make_linked(city.programme, days=THEN)
    last = ahead(city)
    url = f"{city.page}/effect"
    assert "Een effectmeting plannen" in text_of(manager, url)
    sent = plan_sent(
        city,
        indicator=line.pk,
        selection_wave="",
        baseline_wave=first.pk,
        follow_up_wave=last.pk,
    )
    answer = manager.follow(url, **sent)
    assert "Het plan is gemaakt." in answer.content.decode()
    plan = EvaluationPlan.objects.get()
    assert (plan.indicator, plan.baseline_wave, plan.follow_up_wave) == (line, first, last)
    change = f"{city.page}/effect/{plan.pk}"
    assert "Gaat het beter?" in manager.get(f"{change}/wijzigen").content.decode()
    answer = manager.follow(f"{change}/wijzigen", **sent | {"title": "Anders"})
    assert "Het plan is opgeslagen." in answer.content.decode()
    plan.refresh_from_db()
    assert plan.title == "Anders"
    assert "Metingen en cijfers blijven staan." in text_of(manager, f"{change}/weg")
    answer = manager.follow(f"{change}/weg")
    assert "Het plan is weggehaald." in answer.content.decode()
    assert manager.get(f"{change}/wijzigen").status_code == 404


def test_a_plan_that_cannot_be_says_so(city: City, manager: Browser) -> None:
    first, last = make_linked(city.programme, days=THEN), ahead(city)
    url = f"{city.page}/effect"
    both = plan_sent(city, comparison=[city.area.pk])
    answer = manager.post(url, **both)
    assert answer.status_code == 422
    assert "Molenwijk kun je niet met zichzelf vergelijken." in answer.content.decode()
    assert manager.post(url, **plan_sent(city, title="")).status_code == 422
    elsewhere = make_whole(make_municipality())
    assert manager.post(url, **plan_sent(city, baseline_wave=elsewhere.pk)).status_code == 422
    around = plan_sent(city, baseline_wave=last.pk, follow_up_wave=first.pk)
    assert manager.post(url, **around).status_code == 422
    assert not EvaluationPlan.objects.exists()


def test_advice_on_a_plan_follows_what_is_typed(city: City, manager: Browser) -> None:
    areas = {city.area: 9, city.other_area: 9}
    first = make_linked(city.programme, days=THEN, areas=areas)
    last = ahead(city, areas=areas)
    last.planned_areas.filter(area=city.area).update(modes=["paper"])
    url = f"{city.page}/effect"
    shown = manager.post(url, controleer="1").content.decode()
    assert "“dit plan” noemt geen gebieden om mee te vergelijken." in shown
    sent = plan_sent(
        city,
        selection_wave=first.pk,
        baseline_wave=first.pk,
        follow_up_wave=last.pk,
        controleer="1",
    )
    piece = manager.client.post(url, sent, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in piece
    assert "maar één groep gebieden" in piece
    assert "als nulmeting" in piece
    plan = make_plan(city.programme, "Mijn plan")
    shown = manager.post(f"{url}/{plan.pk}/wijzigen", controleer="1", title="Mijn plan")
    assert "“Mijn plan” noemt geen gebieden" in shown.content.decode()
    assert not EvaluationPlan.objects.filter(title="").exists()


def test_what_another_changed_of_a_plan_is_told(city: City, manager: Browser) -> None:
    plan = make_plan(city.programme, treated_ids=(city.area.pk,))
    url = f"{city.page}/effect/{plan.pk}/wijzigen"
    was = kept(manager, url)
    EvaluationPlan.objects.filter(pk=plan.pk).update(title="Van een ander")
    answer = manager.post(url, **plan_sent(city, voor=was))
    assert answer.status_code == 422
    assert "Van een ander" in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "meten/metingen",
        "doel/{goal}/meting/{line}/meten",
        "effect",
        "effect/{plan}/wijzigen",
        "effect/{plan}/weg",
    ],
)
def test_nobody_else_says_how_a_programme_is_measured(
    city: City, passer_by: Browser, worker: Browser, path: str
) -> None:
    line, plan = share(city), make_plan(city.programme)
    url = f"{city.page}/" + path.format(goal=city.goal.pk, line=line.pk, plan=plan.pk)
    assert worker.get(url).status_code == 403
    assert worker.post(url, title="Gekaapt", question="v6").status_code == 403
    assert passer_by.get(url).status_code == 302
    plan.refresh_from_db()
    line.refresh_from_db()
    assert (plan.title, line.question) == ("Gaat het beter?", "")


def test_what_is_not_of_this_programme_is_not_there(city: City, manager: Browser) -> None:
    line, abroad = share(city), make_city("Dalstad", "GM9397")
    plan = make_plan(abroad.programme)
    assert manager.get(f"{city.page}/effect/{plan.pk}/wijzigen").status_code == 404
    assert manager.get(f"{city.page}/effect/{plan.pk}/weg").status_code == 404
    wrong = f"{city.page}/doel/{city.impact.pk}/meting/{line.pk}/meten"
    assert manager.get(wrong).status_code == 404
    assert manager.get(city.url("programma/nergens/meten")).status_code == 404
    assert manager.get(city.url("programma/nergens/effect")).status_code == 404
