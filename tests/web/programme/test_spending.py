"""Orders, payments and divisions of a project: written down by who runs it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.makers.money import divide, fixed, make_order, make_payment, percent, rest
from tests.makers.places import AT
from tests.makers.programme import make_cost
from tests.web.control.test_details_and_look import errors
from tests.web.programme.conftest import YEAR
from tests.web.seen import seen
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import (
    Commitment,
    CoverageLine,
    Division,
    DivisionShare,
    Payment,
)
from wijkregie.domain.programme.states import ShareKind
from wijkregie.kit.viewer import installation
from wijkregie.web.programme.forms.dividing import amount_of

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City
    from wijkregie.domain.programme.models import Project

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate().isoformat()


@pytest.fixture
def project(city: City) -> Project:
    made = city.project()
    make_cost(made, 1_000_00, year=YEAR)
    return made


def order(**changed: Any) -> dict[str, Any]:
    known = {"what": "meubels", "supplier": "Meubelhuis", "year": str(YEAR)}
    more = {"amount": "600", "ordered_on": TODAY, "address": "https://stukken.example.nl/1"}
    return known | more | {"document": "Opdrachtbrief", "funder": "Wijkbudget"} | changed


def payment(**changed: Any) -> dict[str, Any]:
    known = {"what": "eerste deel", "amount": "250,50", "paid_on": TODAY}
    return known | {"document": "Factuur 12"} | changed


def rows(*told: tuple[str, str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for at, (funder, value, kind) in enumerate(told):
        found |= {f"funder_{at}": funder, f"value_{at}": value, f"kind_{at}": kind}
        found[f"pledge_{at}"] = "promised"
    return found


def test_an_order_and_a_payment_stand_on_the_page_for_who_works_along(
    city: City, project: Project, worker: Browser, passer_by: Browser
) -> None:
    worker.post(city.card(project, "/verplichting"), **order())
    made = Commitment.objects.get()
    worker.post(city.card(project, "/betaling"), **payment(order=str(made.pk)))
    page = worker.follow(city.card(project, "/betaling"), **payment(what="koffie"))

    text = seen(page).text.replace("\u00a0", " ")
    assert "De betaling is vastgelegd." in text
    assert "meubels € 600 Meubelhuis" in text
    assert "betaald uit Wijkbudget; € 250,50 betaald. Opdrachtbrief" in text
    assert "op de verplichting “meubels”. Factuur 12" in text
    assert "koffie € 250,50 Meteen betaald op" in text
    public = seen(passer_by.get(city.card(project, "/geld"))).text.replace("\u00a0", " ")
    assert "Besteld of meteen betaald € 850,50" in public
    assert "Meubelhuis" not in public
    assert "koffie" not in public


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"amount": "0"}, "boven nul"),
        ({"amount": "-5"}, "lager zijn dan nul"),
        ({"amount": ""}, "verplicht"),
        ({"year": "2009"}, f"loopt van {YEAR} tot en met {YEAR + 1}"),
        ({"supplier": "Jan de Wit"}, "de naam van iemand"),
        ({"address": "http://x"}, "https://"),
        ({"ordered_on": "2099-01-01"}, "nog komen"),
    ],
)
def test_an_order_that_cannot_be_is_refused(
    changed: dict[str, str], said: str, city: City, project: Project, worker: Browser
) -> None:
    page = worker.post(city.card(project, "/verplichting"), **order(**changed))

    assert page.status_code == 422
    assert any(said in text for text in errors(page)), errors(page)
    assert not Commitment.objects.exists()


def test_an_order_changes_and_ends(city: City, project: Project, worker: Browser) -> None:
    pk = make_order(project, 600_00, year=YEAR, funder="Wijkbudget")
    url = city.card(project, f"/verplichting/{pk}")

    form = worker.get(url)
    assert seen(form).faults() == []
    assert 'value="600"' in form.content.decode()
    changed = worker.follow(url, **order(amount="700", reference="26-118"))
    assert "De verplichting is opgeslagen." in changed.content.decode()
    assert "kenmerk 26-118" in changed.content.decode()
    assert seen(worker.get(f"{url}/einde")).faults() == []
    assert worker.post(f"{url}/einde", day="2001-01-01", why="Klaar.").status_code == 422
    assert worker.post(f"{url}/einde", day=TODAY).status_code == 422
    ended = worker.follow(f"{url}/einde", day=TODAY, why="De timmerman stopt.")

    assert ": De timmerman stopt." in seen(ended).text.split("Beëindigd op")[1]
    assert Commitment.objects.get().cents == 700_00
    assert worker.post(url, **order()).status_code == 422


def test_on_a_stopped_project_an_open_order_can_be_ended(
    city: City, project: Project, worker: Browser
) -> None:
    pk = make_order(project, 600_00, year=YEAR)
    make_payment(project, 100_00, commitment_id=pk)
    by = installation(city.municipality.pk)
    services.stop(project.pk, "er kwam niemand", by=by, at=AT)
    url = city.card(project, f"/verplichting/{pk}/einde")

    page = worker.get(city.card(project, "/geld"))
    assert seen(page).url("Beëindigen") == url
    assert "Intrekken" in seen(page).text
    assert "Verplichting vastleggen" not in seen(page).text
    assert "valt vrij" in seen(worker.get(url)).text
    ended = seen(worker.follow(url, day=TODAY, why="De bus rijdt niet meer.")).text

    assert ": De bus rijdt niet meer." in ended.split("Beëindigd op")[1]
    assert "Beëindigen" not in ended
    assert "Intrekken" not in ended
    assert "Betaling vastleggen" not in ended
    history = seen(worker.get(city.card(project))).text
    assert "omdat: De bus rijdt niet meer." in history


def test_on_a_stopped_project_the_last_bill_is_paid_on_its_order(
    city: City, project: Project, worker: Browser
) -> None:
    pk = make_order(project, 600_00, year=YEAR)
    by = installation(city.municipality.pk)
    services.stop(project.pk, "er kwam niemand", by=by, at=AT)
    url = seen(worker.get(city.card(project, "/geld"))).url("Betaling vastleggen")

    assert "Geen: het is meteen betaald" not in seen(worker.get(url)).text
    assert worker.post(url, **payment(order="")).status_code == 422
    assert worker.follow(url, **payment(order=str(pk), paid_on=AT.date())).status_code == 200

    assert Payment.objects.get().commitment_id == pk
    new = city.card(project, "/verplichting")
    services.end_commitment(pk, AT.date(), "Klaar.", by=by, at=AT)
    for closed in (url, new):
        assert worker.get(closed).status_code == 302


def test_nothing_is_ordered_for_an_idea(city: City, worker: Browser) -> None:
    idea = city.project("Buurttuin", decision_id=None)

    text = seen(worker.get(city.card(idea, "/geld"))).text

    assert "Kosten toevoegen" in text
    for path, words in (
        ("/verplichting", "Verplichting vastleggen"),
        ("/betaling", "Betaling vastleggen"),
    ):
        assert words not in text
        assert worker.get(city.card(idea, path)).url == city.card(idea)


def test_orders_of_the_same_are_told_apart(
    city: City, project: Project, worker: Browser
) -> None:
    make_order(project, 100_00, year=YEAR)
    make_order(project, 250_50, year=YEAR, reference="VP-12")

    form = worker.get(city.card(project, "/betaling")).context["form"]

    first, second = [name for value, name in form.fields["order"].choices if value]
    assert first != second
    assert "3 maart 2026" in first
    assert "VP-12" in second
    assert "250,50" in second


def test_more_than_ordered_is_paid_only_when_it_is_said(
    city: City, project: Project, worker: Browser
) -> None:
    pk = make_order(project, 100_00, year=YEAR)
    url, typed = city.card(project, "/betaling"), payment(order=str(pk))

    page = worker.post(url, **typed)
    assert any("€ 150,50 meer betaald" in text for text in errors(page))
    worker.follow(url, **typed, more="on")

    assert Payment.objects.get().cents == 250_50
    text = seen(worker.get(city.card(project, "/geld"))).text.replace("\u00a0", " ")
    assert "€ 150,50 meer dan er besteld is" in text


def test_a_payment_is_taken_back_with_a_reason(
    city: City, project: Project, worker: Browser
) -> None:
    pk = make_payment(project, 100_00)
    url = city.card(project, f"/betaling/{pk}/terug")

    assert seen(worker.get(url)).faults() == []
    assert worker.post(url, why="").status_code == 422
    page = worker.follow(url, why="Dubbel geboekt.")

    assert "Dubbel geboekt." in seen(page).text
    assert Payment.objects.get().taken_back_on is not None
    assert worker.post(url, why="Nog eens.").status_code == 422


def test_costs_are_divided_and_the_coverage_follows(
    city: City, project: Project, worker: Browser
) -> None:
    url = city.card(project, "/verdeling")

    assert seen(worker.get(url)).faults() == []
    told = rows(("Woonwaard", "62,5 %", "percent"), ("", "", "percent"), ("WMO", "", "rest"))
    page = worker.follow(url, **told)

    text = seen(page).text.replace("\u00a0", " ")
    assert "De kosten zijn verdeeld." in text
    assert "Woonwaard toegezegd € 625" in text
    assert "WMO toegezegd € 375" in text
    shown = seen(worker.get(url))
    assert shown.faults() == []
    assert "Woonwaard: 62,5 procent van de kosten, toegezegd" in shown.text
    card = seen(worker.get(city.card(project)))
    assert card.url("Verdeling") == url


def test_a_year_has_a_division_of_its_own_until_it_is_taken_away(
    city: City, project: Project, worker: Browser
) -> None:
    url = city.card(project, "/verdeling")
    divide(project, fixed("Oranjefonds", 30_00), rest("Woonwaard"))

    form = worker.get(url)
    assert 'value="30"' in form.content.decode()
    worker.post(f"{url}?jaar={YEAR}", **rows(("Bewoners", "100", "percent")))
    assert {one.year for one in Division.objects.all()} == {None, YEAR}
    own = Division.objects.get(year=YEAR).pk
    assert seen(worker.get(f"{url}/{own}/weg")).faults() == []
    page = worker.follow(f"{url}/{own}/weg")

    assert "De verdeling is weggehaald." in page.content.decode()
    assert set(CoverageLine.objects.values_list("funder__name", "cents")) == {
        ("Oranjefonds", 30_00),
        ("Woonwaard", 970_00),
    }
    assert worker.get(f"{url}?jaar=1999").status_code == 404
    assert worker.post(f"{url}/{own}/weg").status_code == 404


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], "minstens één financier"),
        ([("A", "60", "percent"), ("B", "60", "percent")], "meer dan honderd"),
        ([("A", "veel", "percent")], "Schrijf een percentage in cijfers"),
        ([("A", "NaN", "percent")], "Schrijf een percentage in cijfers"),
        ([("A", "1.000", "percent")], "Schrijf een percentage in cijfers"),
        ([("A", "1e1", "percent")], "Schrijf een percentage in cijfers"),
        ([("A", "1_0", "percent")], "Schrijf een percentage in cijfers"),
        ([("A", "١٠", "percent")], "Schrijf een percentage in cijfers"),  # noqa: RUF001 - that is the fault
        ([("A", "1,00001", "percent")], "Schrijf een percentage in cijfers"),
        ([("A", "30,000", "fixed")], "Schrijf een getal"),
        ([("", "30", "fixed")], "wie dit betaalt"),
    ],
)
def test_a_division_that_cannot_be_is_refused(
    told: list[tuple[str, str, str]], said: str, city: City, project: Project, worker: Browser
) -> None:
    page = worker.post(city.card(project, "/verdeling"), **rows(*told))

    assert page.status_code == 422
    assert any(said in text for text in errors(page)), errors(page)
    assert not DivisionShare.objects.exists()


@pytest.mark.parametrize("name", ["kind_0", "pledge_0"])
@pytest.mark.parametrize("value", ["", "zomaar"])
def test_a_division_of_which_a_choice_is_missing_says_so_at_its_field(
    name: str, value: str, city: City, project: Project, worker: Browser
) -> None:
    told = rows(("Woonwaard", "50", "percent")) | {name: value}

    page = worker.post(city.card(project, "/verdeling"), **told)

    assert page.status_code == 422
    assert page.context["form"][name].errors
    assert not DivisionShare.objects.exists()


def test_a_part_is_read_as_it_is_typed() -> None:
    assert amount_of(ShareKind.REST, "") == (None, None)
    for typed in ("12,5 %", "12.5", "12,5000"):
        assert amount_of(ShareKind.PERCENT, typed) == (Decimal("12.5"), None)
    assert amount_of(ShareKind.PERCENT, "33,333") == (Decimal("33.333"), None)
    assert amount_of(ShareKind.FIXED, "€ 1.250,50") == (None, 1_250_50)


def test_what_is_reckoned_is_not_changed_by_hand(
    city: City, project: Project, worker: Browser
) -> None:
    divide(project, percent("Woonwaard", "100"))
    line = CoverageLine.objects.get()
    typed = {"funder": "Woonwaard", "year": str(YEAR), "amount": "1", "pledge": "asked"}

    page = worker.post(city.card(project, f"/dekking/{line.pk}"), **typed)

    assert any("Wijzig de verdeling" in text for text in errors(page))


def test_who_may_not_spends_nothing(city: City, worker: Browser, passer_by: Browser) -> None:
    elsewhere = city.project("Elders", area_ids=(city.other_area.pk,))
    made = (
        make_order(elsewhere, year=YEAR),
        make_payment(elsewhere),
        divide(elsewhere, rest("A")),
    )
    paths = (
        "/verplichting",
        f"/verplichting/{made[0]}",
        f"/verplichting/{made[0]}/einde",
        "/betaling",
        f"/betaling/{made[1]}/terug",
        "/verdeling",
        f"/verdeling/{made[2]}/weg",
    )

    for path in paths:
        assert passer_by.post(city.card(elsewhere, path)).status_code == 302
        assert worker.post(city.card(elsewhere, path)).status_code == 403
    assert (Commitment.objects.count(), Payment.objects.count()) == (1, 1)
    assert Payment.objects.get().taken_back_on is None


def test_what_is_of_another_project_is_not_there(
    city: City, project: Project, worker: Browser
) -> None:
    other = city.project("Ander")
    order_pk, paid = make_order(other, year=YEAR), make_payment(other)

    for path in (
        f"/verplichting/{order_pk}",
        f"/verplichting/{order_pk}/einde",
        f"/betaling/{paid}/terug",
    ):
        assert worker.get(city.card(project, path)).status_code == 404
