"""Measurements: everybody reads them, who steers plans, changes and removes them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.places import make_municipality
from tests.makers.programme import make_goal_indicator
from tests.makers.waves import make_linked, make_whole, set_measuring
from tests.web.programme.test_bridge import text_of
from tests.web.seen import seen
from wijkregie.domain.indicators.models import MeasurementPlan, MeasurementWave
from wijkregie.domain.indicators.states import Mode
from wijkregie.domain.programme.models import ProgrammeWave
from wijkregie.web.programme.words import capital

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City
pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
AHEAD = (TODAY + timedelta(days=30), TODAY + timedelta(days=60))


def sent(city: City, **more: Any) -> dict[str, Any]:
    return {
        "title": "Buurtenquête 2027",
        "begins_on": "2027-03-01",
        "ends_on": "2027-03-31",
        "nieuw_vraag": "1",
        "nieuw_register": "1",
        "vraagnieuw0_question": "v12",
        "vraagnieuw0_wording": "Ken je je buren?",
        "vraagnieuw0_answers": "ja\nnee",
        f"gebied{city.area.pk}_n": "1.250",
        f"gebied{city.area.pk}_modes": ["web", "paper"],
    } | more


def as_sent(wave: MeasurementWave, **more: Any) -> dict[str, Any]:
    """What the form of a measurement with one question shows."""
    begin = f"vraag{wave.lines.get().pk}"
    known: dict[str, Any] = {
        "title": wave.title,
        "begins_on": str(wave.begins_on),
        "ends_on": str(wave.ends_on),
        "nieuw_vraag": "1",
        "nieuw_register": "1",
        f"{begin}_question": "v1",
        f"{begin}_wording": "Ken je je buren?",
    }
    for one in wave.planned_areas.all():
        known |= {f"gebied{one.area_id}_in": "on", f"gebied{one.area_id}_n": one.n or ""}
        known[f"gebied{one.area_id}_modes"] = one.modes
    return known | more


def test_without_any_the_page_says_what_comes_here(city: City, passer_by: Browser) -> None:
    page = text_of(passer_by, city.url("metingen/"))
    assert "Nog geen metingen" in page
    assert "Een meting plannen" not in page


def test_everyone_reads_what_was_measured_and_what_will_be(
    city: City, passer_by: Browser
) -> None:
    make_whole(city.municipality, "Toen", areas={city.area: 300})
    make_whole(city.municipality, "Straks", days=AHEAD, questions={})
    now = (TODAY, TODAY)
    make_whole(city.municipality, "Nu", days=now, questions={"v1": {}, "v2": {}})
    make_whole(make_municipality(), "Elders")
    page = text_of(passer_by, city.url("metingen/"))
    assert "2 metingen lopen of zijn gepland. 1 is gedaan." in page
    assert page.index("Nu") < page.index("Straks") < page.index("Toen")
    assert "1 vraag. 300 antwoorden" in page
    assert "wat ze vraagt, is nog niet bekend" in page.casefold()
    assert "Elders" not in page


def test_everyone_reads_what_is_asked_where_and_what_that_can_show(
    city: City, passer_by: Browser, manager: Browser
) -> None:
    asked = {
        "v1": {
            "wording": "Ken je je buren?",
            "scale": "ja of nee",
            "n": 100,
            "owner": "Team Onderzoek",
            "modes": ("web", "door"),
        },
        "v2": {},
    }
    areas = {city.area: 100, city.other_area: None}
    wave = make_whole(city.municipality, questions=asked, areas=areas)
    url = city.url(f"metingen/{wave.pk}")
    page = text_of(passer_by, url)
    assert "2 vragen. Op hoeveel antwoorden we rekenen, is niet bekend." in page
    assert "Ken je je buren?" in page
    assert f"{capital(str(Mode.WEB.label))} en {Mode.DOOR.label}" in page
    # D19: a share around .5 with 100 answers shows .19
    assert "19,4 procentpunt" in page
    assert "niet bekend" in page
    assert "Veranderen" not in page
    assert "Nog eens hetzelfde meten" in text_of(manager, url)


def test_few_answers_show_nothing_and_a_register_needs_none(
    city: City, passer_by: Browser
) -> None:
    wave = make_whole(city.municipality, questions={}, areas={city.area: 3})
    page = text_of(passer_by, city.url(f"metingen/{wave.pk}"))
    assert "niets: te weinig antwoorden" in page
    register = make_own_indicator(city.municipality)
    MeasurementPlan.objects.create(municipality=city.municipality, wave=wave, series=register)
    page = text_of(passer_by, city.url(f"metingen/{wave.pk}"))
    assert "1 register." in page
    assert "Score" in page


def test_a_page_of_a_measurement_asks_few_queries(
    city: City, passer_by: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    questions: dict[str, dict[str, Any]] = {f"v{at}": {} for at in range(9)}
    wave = make_whole(city.municipality, questions=questions, areas={city.area: 10})
    with django_assert_num_queries(8):
        passer_by.get(city.url(f"metingen/{wave.pk}"))
    with django_assert_num_queries(3):
        passer_by.get(city.url("metingen/"))


def test_who_steers_plans_a_measurement_in_one_form(city: City, manager: Browser) -> None:
    url = city.url("metingen/nieuw")
    assert "Een meting plannen" in text_of(manager, url)
    answer = manager.follow(url, **sent(city))
    assert "De meting is gepland." in answer.content.decode()
    wave = MeasurementWave.objects.get()
    line, area = wave.lines.get(), wave.planned_areas.get()
    assert (line.question, line.answers) == ("v12", ["ja", "nee"])
    assert (area.area, area.n, area.modes) == (city.area, 1250, ["web", "paper"])


def test_a_measurement_is_planned_for_a_programme(city: City, manager: Browser) -> None:
    url = city.url(f"metingen/nieuw?programma={city.programme.key}")
    answer = manager.follow(url, **sent(city))
    assert "“Samen de wijk” wordt ermee gemeten" in answer.content.decode()
    assert ProgrammeWave.objects.get().wave == MeasurementWave.objects.get()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Dit veld is verplicht"),
        ({"ends_on": "2027-02-01"}, "Het einde komt voor het begin."),
        ({"begins_on": "morgen"}, "datum"),
        ({"vraagnieuw0_n": "-4"}, "Schrijf een heel getal"),
        ({"vraagnieuw0_n": "1,5"}, "Schrijf een heel getal"),
        ({"vraagnieuw0_n": "0"}, "Schrijf een heel getal"),
        ({"vraagnieuw0_n": "veel"}, "Schrijf een heel getal"),
        ({"vraagnieuw0_question": ""}, "#id_vraagnieuw0_question"),
        ({"vraagnieuw0_question": "v 12!"}, "#id_vraagnieuw0_question"),
        ({"registernieuw0_series": "999999"}, "geldige keuze"),
        ({"vraagnieuw0_modes": ["post"]}, "geldige keuze"),
        ({"begins_on": "0999-01-01"}, "#id_begins_on"),
    ],
)
def test_what_cannot_be_says_so_at_the_field_and_keeps_the_rest(
    city: City, manager: Browser, wrong: dict[str, Any], said: str
) -> None:
    answer = manager.post(city.url("metingen/nieuw"), **sent(city, **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "1.250" in page
    assert not MeasurementWave.objects.exists()


def test_the_whole_municipality_and_its_areas_count_people_twice(
    city: City, manager: Browser
) -> None:
    whole = city.municipality.codes.get().code
    page = manager.get(city.url("metingen/nieuw")).content.decode()
    assert "Heuvelstad (hele gemeente)" in page
    begin = page.split("Heuvelstad (hele gemeente)")[1].split('name="gebied')[1].split("_")[0]
    more = {f"gebied{begin}_n": "2000"}
    answer = manager.post(city.url("metingen/nieuw"), **sent(city, **more))
    assert answer.status_code == 422, whole
    assert "Kies de hele gemeente, of de gebieden" in answer.content.decode()
    manager.post(
        city.url("metingen/nieuw"),
        **sent(city, **more)
        | {f"gebied{city.area.pk}_n": "", f"gebied{city.area.pk}_modes": []},
    )
    assert MeasurementWave.objects.get().planned_areas.get().n == 2000


def test_one_asks_for_more_rows_and_keeps_what_was_typed(city: City, manager: Browser) -> None:
    asked = sent(city, title="", regel="vraag", begins_on="")
    answer = manager.post(city.url("metingen/nieuw"), **asked)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="vraagnieuw1_question"' in page
    assert "registernieuw1" not in page
    assert "Ken je je buren?" in page
    assert "verplicht" not in page.replace("niet verplicht", "")
    wave = make_whole(city.municipality)
    answer = manager.post(
        city.url(f"metingen/{wave.pk}/wijzigen"), **as_sent(wave, regel="register")
    )
    assert 'name="registernieuw1_series"' in answer.content.decode()


def test_who_steers_changes_a_measurement(city: City, manager: Browser) -> None:
    register = make_own_indicator(city.municipality)
    make_own_figure(register, city.area.code)
    wave = make_whole(city.municipality, areas={city.area: 100, city.other_area: 50})
    url = city.url(f"metingen/{wave.pk}/wijzigen")
    page = text_of(manager, url)
    assert "Vraag 1: v1" in page
    begin = f"vraag{wave.lines.get().pk}"
    fields = as_sent(
        wave,
        title="Wijkenquête",
        **{
            f"{begin}_gone": "on",
            "vraagnieuw0_question": "v2",
            "registernieuw0_series": register.pk,
            f"gebied{city.area.pk}_n": "200",
        },
    )
    for name in ("in", "n", "modes"):
        del fields[f"gebied{city.other_area.pk}_{name}"]
    answer = manager.follow(url, **fields)
    assert "De meting is opgeslagen." in answer.content.decode()
    wave.refresh_from_db()
    assert wave.title == "Wijkenquête"
    assert [one.question for one in wave.lines.order_by("order")] == ["v2", ""]
    assert wave.planned_areas.get().n == 200
    line = wave.lines.get(series=register)
    line.n, line.modes = 7, ["web"]
    line.save()
    page = manager.get(url).content.decode()
    assert f'name="register{line.pk}_owner"' in page
    left = wave.lines.get(question="v2")
    manager.post(
        url,
        **{
            "title": "Nog anders",
            "begins_on": str(wave.begins_on),
            "ends_on": str(wave.ends_on),
            f"vraag{left.pk}_question": "v2",
            f"register{line.pk}_owner": "Team Data",
        },
    )
    line.refresh_from_db()
    assert (line.owner, line.n, line.modes) == ("Team Data", 7, ["web"])


def test_what_another_changed_meanwhile_is_told_and_kept(city: City, manager: Browser) -> None:
    wave = make_whole(city.municipality)
    url = city.url(f"metingen/{wave.pk}/wijzigen")
    page = manager.get(url).content.decode()
    was = page.split('name="voor" value="')[1].split('"')[0].replace("&quot;", '"')
    wave.lines.update(wording="Kent u uw buren?")
    fields = as_sent(wave, title="Anders", voor=was.replace("&amp;", "&"))
    answer = manager.post(url, **fields)
    assert answer.status_code == 422
    assert "Kent u uw buren?" in answer.content.decode()
    wave.refresh_from_db()
    assert wave.title == "Buurtenquête"


def test_days_that_contradict_a_value_from_before_are_refused_with_its_goal(
    city: City, manager: Browser
) -> None:
    wave = make_linked(city.programme, days=(date(2025, 3, 1), date(2025, 3, 31)))
    line = make_goal_indicator(city.goal, "Kent de buren", baseline=Decimal(50))
    set_measuring(line, baseline_wave_id=wave.pk)
    type(line).objects.filter(pk=line.pk).update(baseline_on=date(2025, 3, 9))
    url = city.url(f"metingen/{wave.pk}/wijzigen")
    days = {"begins_on": "2024-03-01", "ends_on": "2024-03-31"}

    answer = manager.post(url, **as_sent(wave, **days))

    assert answer.status_code == 422
    told = f"De nulmeting van “Kent de buren” (doel “{city.goal.title}”)"
    assert told in seen(answer).text
    assert "#id_begins_on" in answer.content.decode()
    wave.refresh_from_db()
    assert wave.begins_on == date(2025, 3, 1)
    manager.follow(url, **as_sent(wave, begins_on="2025-03-02"))
    wave.refresh_from_db()
    assert wave.begins_on == date(2025, 3, 2)


def test_a_measurement_is_repeated_with_the_same_questions(
    city: City, manager: Browser
) -> None:
    wave = make_whole(city.municipality, areas={city.area: 100})
    url = city.url(f"metingen/{wave.pk}/herhalen")
    assert "Nog eens hetzelfde meten" in text_of(manager, url)
    fields = {"title": "Volgende", "begins_on": "2028-01-01", "ends_on": "2028-01-31"}
    assert manager.post(url, **fields | {"title": wave.title}).status_code == 422
    assert manager.post(url, **fields | {"ends_on": "2027-01-01"}).status_code == 422
    answer = manager.follow(url, **fields)
    assert "dezelfde vragen" in answer.content.decode()
    again = MeasurementWave.objects.get(title="Volgende")
    assert again.lines.get().wording == "Ken je je buren?"
    assert again.planned_areas.get().n is None


def test_a_measurement_on_which_something_rests_stays(city: City, manager: Browser) -> None:
    wave = make_whole(city.municipality)
    url = city.url(f"metingen/{wave.pk}/weg")
    manager.post(city.url(f"metingen/nieuw?programma={city.programme.key}"), **sent(city))
    linked = MeasurementWave.objects.exclude(pk=wave.pk).get()
    answer = manager.post(city.url(f"metingen/{linked.pk}/weg"))
    assert answer.status_code == 422
    assert "Samen de wijk" in answer.content.decode()
    assert "Wat ze vraagt en leest" in text_of(manager, url)
    answer = manager.follow(url)
    assert "De meting is weggehaald." in answer.content.decode()
    assert not MeasurementWave.objects.filter(pk=wave.pk).exists()


@pytest.mark.parametrize("path", ["nieuw", "{pk}/wijzigen", "{pk}/herhalen", "{pk}/weg"])
def test_nobody_else_works_on_measurements(
    city: City, passer_by: Browser, worker: Browser, path: str
) -> None:
    wave = make_whole(city.municipality)
    url = city.url("metingen/" + path.format(pk=wave.pk))
    assert worker.get(url).status_code == 403
    assert worker.post(url, **as_sent(wave, title="Gekaapt")).status_code == 403
    assert "/accounts/" in passer_by.get(url).url or "inloggen" in passer_by.get(url).url
    wave.refresh_from_db()
    assert wave.title == "Buurtenquête"
    assert MeasurementWave.objects.count() == 1


def test_a_measurement_of_another_municipality_is_not_there(
    city: City, manager: Browser
) -> None:
    wave = make_whole(make_municipality(), days=(date(2026, 1, 1), date(2026, 2, 1)))
    for path in ("", "/wijzigen", "/herhalen", "/weg"):
        assert manager.get(city.url(f"metingen/{wave.pk}{path}")).status_code == 404
    assert manager.post(city.url(f"metingen/{wave.pk}/weg")).status_code == 404
    assert MeasurementWave.objects.filter(pk=wave.pk).exists()
