"""Costs and coverage of a project, line by line, in amounts as people type them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.programme import make_cost, make_coverage
from tests.web.control.test_details_and_look import errors
from tests.web.programme.conftest import YEAR, make_city
from tests.web.seen import seen
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import CostLine, CoverageLine
from wijkregie.domain.programme.states import Pledge
from wijkregie.kit.viewer import installation
from wijkregie.web.http.money import EuroField, amount_typed, euro_text

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City
    from wijkregie.domain.programme.models import Project

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(city: City) -> Project:
    return city.project()


def cost(**changed: Any) -> dict[str, Any]:
    return {"what": "bank", "year": str(YEAR), "amount": "30.000"} | changed


def coverage(**changed: Any) -> dict[str, Any]:
    known = {"funder": "Wijkbudget", "year": str(YEAR), "amount": "20.000"}
    return known | {"pledge": Pledge.PROMISED} | changed


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("30.000", "30000"),
        ("30000", "30000"),
        ("€ 30.000,00", "30000"),
        ("€30.000", "30000"),
        ("30000,50", "30000.50"),
        ("30 000", "30000"),
        ("30\u00a0000", "30000"),
        ("250,-", "250"),
        ("250,--", "250"),
        ("250,\u2013", "250"),
        ("EUR 5", "5"),
        ("0", "0"),
        ("1.234.567,89", "1234567.89"),
    ],
)
def test_an_amount_is_understood_as_people_write_it(typed: str, amount: str) -> None:
    assert amount_typed(typed) == Decimal(amount)
    assert EuroField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    [
        "30,000",
        "1.50",
        "1.0000",
        "12 50",
        "1 2500",
        "5 0",
        "abc",
        "12,3",
        "12,345",
        "1e5",
        "٣",
        "5 euro's",
    ],
)
def test_what_could_mean_two_things_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=typed):
        amount_typed(typed)


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (10_000_00, "€ 10.000"),
        (1_234_56, "€ 1.234,56"),
        (5, "€ 0,05"),
        (0, "€ 0"),
        (-2_50, "€ -2,50"),
        (123_456_789_00, "€ 123.456.789"),
    ],
)
def test_an_amount_is_written_with_cents_only_where_there_are_any(
    cents: int, text: str
) -> None:
    assert euro_text(cents).replace("\u00a0", " ") == text


def test_a_known_amount_is_shown_in_the_form_as_it_is_written() -> None:
    field = EuroField()

    assert field.prepare_value(Decimal("30000.50")) == "30.000,50"
    assert field.prepare_value("dertig") == "dertig"
    assert field.prepare_value(None) is None


def test_costs_of_thirty_with_coverage_of_twenty_leave_ten(
    city: City, project: Project, worker: Browser
) -> None:
    worker.post(city.card(project, "/kosten"), **cost(amount="€ 30.000,00"))
    page = worker.follow(city.card(project, "/dekking"), **coverage())

    text = seen(page).text.replace("\u00a0", " ")
    assert "De dekking is toegevoegd." in text
    assert "Het project kost € 30.000. € 10.000 nog niet gedekt." in text
    assert CostLine.objects.get().cents == 30_000_00
    line = CoverageLine.objects.get()
    assert (line.cents, line.funder.name, line.year) == (20_000_00, "Wijkbudget", YEAR)


def test_what_is_not_known_yet_stays_open(
    city: City, project: Project, worker: Browser
) -> None:
    worker.post(city.card(project, "/kosten"), **cost(amount="", what=""))
    page = worker.follow(city.card(project, "/dekking"), **coverage(amount="", year=""))

    assert CostLine.objects.get().cents is None
    assert (CoverageLine.objects.get().cents, CoverageLine.objects.get().year) == (None, None)
    text = seen(page).text
    assert f"Kosten van het project {YEAR} niet bekend" in text
    assert "Wijkbudget geen jaar genoemd toegezegd niet bekend" in text
    assert "Wat dit project kost, is nog niet bekend." in text
    assert "kost niet bekend" not in text


def test_a_project_that_costs_nothing_says_so(
    city: City, project: Project, passer_by: Browser
) -> None:
    make_cost(project, 0, year=YEAR)

    page = seen(passer_by.get(city.card(project)))

    assert "Het project kost niets." in page.text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"amount": "30,000"}, "Schrijf het bedrag in cijfers, met een komma voor de centen"),
        ({"amount": "-5"}, "kan niet lager zijn dan nul"),
        ({"amount": "100.000.000.000"}, "Dit bedrag is te hoog"),
        ({"amount": "9" * 41}, "niet meer dan 40 tekens"),
        ({"year": ""}, "Dit veld is verplicht"),
        ({"year": "2009"}, f"loopt van {YEAR} tot en met {YEAR + 1}"),
        ({"year": "straks"}, "geheel getal"),
        ({"what": "x" * 161}, "niet meer dan 160 tekens"),
    ],
)
def test_costs_that_cannot_be_are_refused_in_a_plain_sentence(
    changed: dict[str, str], said: str, city: City, project: Project, worker: Browser
) -> None:
    page = worker.post(city.card(project, "/kosten"), **cost(**changed))

    assert page.status_code == 422
    assert any(said in text for text in errors(page)), errors(page)
    assert not CostLine.objects.exists()
    assert page.context["form"].data["what"] == cost(**changed)["what"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"funder": ""}, "Dit veld is verplicht"),
        ({"pledge": "vast wel"}, "geldige keuze"),
        ({"amount": "veel"}, "Schrijf het bedrag in cijfers"),
        ({"year": "2009"}, f"loopt van {YEAR} tot en met {YEAR + 1}"),
    ],
)
def test_coverage_that_cannot_be_is_refused(
    changed: dict[str, str], said: str, city: City, project: Project, worker: Browser
) -> None:
    page = worker.post(city.card(project, "/dekking"), **coverage(**changed))

    assert page.status_code == 422
    assert any(said in text for text in errors(page)), errors(page)
    assert not CoverageLine.objects.exists()


def test_the_forms_are_whole_and_name_the_funders(
    city: City, project: Project, worker: Browser
) -> None:
    line = make_coverage(project, 100, year=YEAR, funder="Oranjefonds")
    spent = make_cost(project, 100, year=YEAR)
    paths = ("/kosten", "/dekking", f"/dekking/{line}", f"/dekking/{line}/weg")
    more = (f"/kosten/{spent}", f"/kosten/{spent}/weg")

    pages = [seen(worker.get(city.card(project, path))) for path in paths]
    pages += [seen(worker.get(city.card(project, path))) for path in more]

    assert [page.faults() for page in pages] == [[]] * 6
    assert '<option value="Oranjefonds">' in pages[1].html
    assert "required" not in pages[1].html.split("<form")[-1]


def test_a_line_of_costs_changes(city: City, project: Project, worker: Browser) -> None:
    line = make_cost(project, 30_000_50, year=YEAR, what="bank")
    url = city.card(project, f"/kosten/{line}")

    form = worker.get(url)
    assert 'value="30.000,50"' in form.content.decode()
    assert worker.post(url, **cost(year="2009")).status_code == 422
    page = worker.follow(url, **cost(what="kast", year=str(YEAR + 1), amount="31.000"))

    assert "De kosten zijn opgeslagen." in page.content.decode()
    found = CostLine.objects.get()
    assert (found.what, found.year, found.cents) == ("kast", YEAR + 1, 31_000_00)


def test_a_funder_that_looks_like_a_known_one_is_asked_about(
    city: City, project: Project, worker: Browser
) -> None:
    make_coverage(project, 100, year=YEAR, funder="WMO-budget")
    url, typed = city.card(project, "/dekking"), coverage(funder="Wmo budget")

    asked = worker.post(url, **typed)
    assert seen(asked).faults() == []
    assert "Gebruik “WMO-budget”" in asked.content.decode()
    assert CoverageLine.objects.count() == 1
    worker.follow(url, **typed, getypt="Wmo budget", gebruik="WMO-budget")
    worker.follow(url, **typed, nieuw="Wmo budget")

    names = CoverageLine.objects.order_by("pk").values_list("funder__name", flat=True)
    assert list(names) == ["WMO-budget", "WMO-budget", "Wmo budget"]


def test_a_funder_is_asked_about_when_a_line_changes_too(
    city: City, project: Project, worker: Browser
) -> None:
    make_coverage(project, 100, year=YEAR, funder="WMO-budget")
    line = make_coverage(project, 100, year=YEAR, funder="Woonwaard")
    url = city.card(project, f"/dekking/{line}")

    assert (
        "Gebruik “WMO-budget”"
        in worker.post(url, **coverage(funder="WMO budget")).content.decode()
    )
    assert worker.post(url, **coverage(pledge="vast")).status_code == 422


def test_a_pledge_gets_surer(city: City, project: Project, worker: Browser) -> None:
    line = make_coverage(project, 100_00, year=None, pledge=Pledge.ASKED)
    url = city.card(project, f"/dekking/{line}")

    form = worker.get(url)
    changed = coverage(year="", amount="120,50", pledge=Pledge.COMMITTED)
    page = worker.follow(url, **changed)

    assert form.context["form"].initial["amount"] == Decimal("100.00")
    line_now = CoverageLine.objects.get()
    assert (line_now.pledge, line_now.cents) == (Pledge.COMMITTED, 120_50)
    assert "De dekking door Wijkbudget is opgeslagen." in page.content.decode()


def test_lines_are_removed_after_being_shown(
    city: City, project: Project, worker: Browser
) -> None:
    make_cost(project, 1, year=YEAR, what="stoel")
    make_coverage(project, 1, year=YEAR, funder="Fonds")
    spent = make_cost(project, 30_000_00, year=YEAR, what="bank")
    paid = make_coverage(project, 20_000_00, year=YEAR)
    spent_url = city.card(project, f"/kosten/{spent}/weg")
    paid_url = city.card(project, f"/dekking/{paid}/weg")

    shown = seen(worker.get(spent_url)).text.replace("\u00a0", " ")
    assert f"Waarvoor bank Jaar {YEAR} Bedrag € 30.000" in shown
    assert CostLine.objects.exists()
    assert "De kosten zijn weggehaald." in worker.follow(spent_url).content.decode()
    assert "De dekking is weggehaald." in worker.follow(paid_url).content.decode()
    assert CostLine.objects.get().what == "stoel"
    assert CoverageLine.objects.get().funder.name == "Fonds"
    assert worker.post(spent_url).status_code == 404
    assert worker.post(paid_url).status_code == 404


def test_a_line_of_another_project_is_not_there(
    city: City, project: Project, worker: Browser
) -> None:
    other = city.project("Ander project")
    spent, paid = make_cost(other, 100, year=YEAR), make_coverage(other, 100, year=YEAR)

    paths = (f"/kosten/{spent}", f"/dekking/{paid}", f"/dekking/{paid}/weg")
    for path in (*paths, f"/kosten/{spent}/weg"):
        assert worker.post(city.card(project, path), pledge="asked").status_code == 404
    assert CostLine.objects.count() == CoverageLine.objects.count() == 1


def test_money_of_a_project_that_ended_stays_as_it_is(
    city: City, project: Project, worker: Browser
) -> None:
    spent = make_cost(project, 100, year=YEAR)
    by = installation(city.municipality.pk)
    services.stop(project.pk, "er kwam niemand", by=by, at=project.made_at)

    page = worker.post(city.card(project, f"/kosten/{spent}/weg"))

    assert page.status_code == 422
    assert any("is voorbij" in text for text in errors(page)), errors(page)
    assert "Kosten toevoegen" not in seen(worker.get(city.card(project))).text


@pytest.mark.parametrize(
    "kind", ["/kosten", "/dekking", "/kosten/{0}", "/kosten/{0}/weg", "/dekking/{1}"]
)
def test_who_may_not_changes_no_money(
    kind: str, city: City, passer_by: Browser, worker: Browser
) -> None:
    elsewhere = city.project("Elders", area_ids=(city.other_area.pk,))
    lines = make_cost(elsewhere, 100, year=YEAR), make_coverage(elsewhere, 100, year=YEAR)
    url = city.card(elsewhere, kind.format(*lines))

    assert passer_by.post(url, **cost()).status_code == 302
    assert worker.post(url, **cost()).status_code == 403
    assert worker.post(f"{url}/weg").status_code in {403, 404}
    assert CostLine.objects.count() == CoverageLine.objects.count() == 1


def test_money_of_another_municipality_is_not_there(city: City, worker: Browser) -> None:
    other = make_city("Dalstad", "GM9399")
    theirs = other.project()

    assert worker.post(city.card(theirs, "/kosten"), **cost()).status_code == 404
    assert worker.post(other.card(theirs, "/kosten"), **cost()).status_code == 403
