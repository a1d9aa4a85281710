"""The pages of agreements: read by everyone, kept by the manager, told by the partner."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.makers.agreements import make_agreement, make_covenant
from tests.makers.people import make_organisation, make_person, make_seat
from tests.makers.programme import make_goal, make_programme
from tests.web.control.conftest import log_in
from tests.web.control.test_details_and_look import errors
from tests.web.programme.conftest import YEAR
from tests.web.seen import seen
from wijkregie.domain.programme.models import AgreementReport, PerformanceAgreement
from wijkregie.domain.programme.states import AgreementState

if TYPE_CHECKING:
    from datetime import date

    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def partner(city: City) -> Browser:
    """Somebody who sits for the organisation, without the second factor."""
    person = make_person("Piet Partner", municipality=city.municipality)
    make_seat(city.group, person, organisation=city.organisation)
    return log_in(person, strong=False)


def filled(city: City, **changed: Any) -> dict[str, Any]:
    known = {
        "partner": city.organisation.pk,
        "title": "Huisbezoeken",
        "what": "Bezoekt bewoners.",
        "goals": [city.goal.pk],
        "areas": [city.area.pk],
        "quantity": "1.200,5",
        "unit": "huisbezoeken",
        "amount": "48.000",
        "hours": "900",
        "free_room": "wat bewoners vragen",
        "free_hours": "120",
        "free_amount": "6.000",
        "from_on": f"{YEAR}-01-01",
        "until_on": f"{YEAR}-12-31",
    }
    return known | changed


def agreed(city: City, **more: Any) -> PerformanceAgreement:
    return make_agreement(city.programme, city.organisation, title="Huisbezoeken", **more)


def at(city: City, made: PerformanceAgreement, path: str = "") -> str:
    return city.url(f"afspraak/{made.pk}{path}")


def test_an_agreement_goes_from_proposal_to_ended(
    city: City, manager: Browser, passer_by: Browser, today: date
) -> None:
    page = manager.follow(f"{city.page}/afspraak", **filled(city))
    assert page.status_code == 200, errors(page)
    made = PerformanceAgreement.objects.get()
    assert "Alleen wie meewerkt ziet hem nu." in seen(page).text
    assert passer_by.get(at(city, made)).status_code == 404
    assert "Huisbezoeken" not in seen(passer_by.get(city.url("afspraken"))).text

    changed = filled(city, title="Meer huisbezoeken", amount="")
    manager.follow(at(city, made, "/wijzigen"), **changed)
    manager.follow(at(city, made, "/rapportage"), due_on=(today - A_DAY).isoformat())
    shown = manager.follow(at(city, made, "/vastleggen"), on=today.isoformat())
    assert "De afspraak staat vast." in seen(shown).text

    text = seen(passer_by.get(at(city, made))).text
    for told in (
        "Meer huisbezoeken",
        "1.200,5 huisbezoeken afgesproken; er is nog niets gerapporteerd",
        "1 rapportage is te laat",
        "Geld nog niet bekend",
        "Meer sociale samenhang",
        "Molenwijk",
        "Niet bekend van 120 uur",
    ):
        assert told in text, told
    manager.follow(at(city, made, "/stoppen"))
    made.refresh_from_db()
    assert made.state == AgreementState.ENDED
    assert "Afspraak beëindigen" not in seen(manager.get(at(city, made))).text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"until_on": f"{YEAR - 1}-12-31"}, "until_on"),
        ({"from_on": "1066-01-01"}, "from_on"),
        ({"unit": ""}, "unit"),
        ({"quantity": "-1"}, "quantity"),
        ({"amount": "-1"}, "amount"),
        ({"hours": "-1"}, "hours"),
        ({"free_amount": "-1"}, "free_amount"),
        ({"free_hours": "-1"}, "free_hours"),
        ({"what": "Bel 06-12345678"}, "what"),
        ({"partner": ""}, "partner"),
    ],
)
def test_what_cannot_be_is_told_where_it_was_filled_in(
    changed: dict[str, str], field: str, city: City, manager: Browser
) -> None:
    url = f"{city.page}/afspraak"
    assert seen(manager.get(url)).html.count("Kies een partij</option>") == 1

    page = manager.post(url, **filled(city, **changed))

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]


def test_one_of_what_is_counted_stands_in_the_singular(city: City, passer_by: Browser) -> None:
    made = agreed(city, quantity=Decimal(1), unit="dagdelen")

    text = seen(passer_by.get(at(city, made))).text

    assert "1 dagdeel afgesproken" in text
    assert "1 dagdelen" not in text


def test_the_partner_reports_on_the_card(
    city: City, partner: Browser, passer_by: Browser, today: date
) -> None:
    made = agreed(
        city, quantity=Decimal("1200.5"), unit="huisbezoeken", free_hours=120, due=(today,)
    )
    row = made.reports.get()
    form = partner.get(at(city, made, f"/rapportage/{row.pk}"))
    assert "Hoeveel huisbezoeken?" in seen(form).text
    told_by = {"text": "Gedaan.", "quantity": "600", "free_hours_used": "30"}
    page = partner.follow(at(city, made, f"/rapportage/{row.pk}"), **told_by)
    assert page.status_code == 200, errors(page)
    text = seen(passer_by.get(at(city, made))).text
    assert "600 van 1.200,5 huisbezoeken (50" in text
    assert "30 uur van 120 uur" in text
    assert "meer dan afgesproken" not in text
    assert "Piet Partner" not in text
    assert "Rapportage verbeteren" in seen(partner.get(at(city, made))).text


def test_more_free_room_used_than_agreed_says_so(
    city: City, partner: Browser, passer_by: Browser, today: date
) -> None:
    made = agreed(city, free_hours=120, free_cents=500_00, due=(today,))
    url = at(city, made, f"/rapportage/{made.reports.get().pk}")

    page = partner.follow(url, text="Gedaan.", free_hours_used="131", free_amount_used="500,01")

    assert page.status_code == 200, errors(page)
    text = seen(passer_by.get(at(city, made))).text.replace("\u00a0", " ")
    assert "131 uur van 120 uur: meer dan afgesproken" in text
    assert "€ 500,01 van € 500: meer dan afgesproken" in text


def test_while_a_report_is_late_one_knows_at_least_how_much(
    city: City, partner: Browser, today: date
) -> None:
    made = agreed(
        city, quantity=Decimal(24), unit="spreekuren", due=(today - 2 * A_DAY, today - A_DAY)
    )
    first = made.reports.order_by("due_on")[0]
    partner.post(at(city, made, f"/rapportage/{first.pk}"), text="Gedaan.", quantity="9")

    text = seen(partner.get(at(city, made))).text
    listed = seen(partner.get(city.url("afspraken"))).text

    assert "Minstens 9 van 24 spreekuren" in text
    for shown in (text, listed):
        assert "1 rapportage is te laat" in shown
        assert "(38" not in shown


def test_what_is_not_known_says_so(city: City, partner: Browser, today: date) -> None:
    made = agreed(
        city, quantity=Decimal(200), unit="bezoeken", due=(today - A_DAY, today), free_cents=5
    )
    first, second = made.reports.order_by("due_on")
    for row, told in ((first, {"quantity": "60"}), (second, {"quantity": ""})):
        partner.post(at(city, made, f"/rapportage/{row.pk}"), text="Gedaan.", **told)

    text = seen(partner.get(at(city, made))).text

    assert "Minstens 60 van 200 bezoeken" in text
    assert "niet bekend" in text
    assert "%" not in text.split("Wat is afgesproken")[0]


def test_an_agreement_without_numbers_counts_nothing(city: City, passer_by: Browser) -> None:
    made = agreed(city, cents=None)

    text = seen(passer_by.get(at(city, made))).text

    assert "Er wordt niets geteld" in text
    assert "Die is niet afgesproken" in text
    assert "Er is nog geen rapportage gepland" in text


def test_it_is_agreed_with_a_decision_on_the_mandate_of_a_covenant(
    city: City, manager: Browser, today: date
) -> None:
    made = agreed(city, agreed=False)
    make_seat(city.group, city.manager)
    make_covenant(city.group, until_on=today + A_DAY, mandates=("Afspraken maken",))
    page = manager.get(at(city, made, "/besluit"))
    assert "Volgens het convenant: Afspraken maken." in seen(page).text
    assert page.context["form"]["mandate"].value() == "Afspraken maken"

    decided = {
        "body": f"group:{city.group.pk}",
        "taken_on": today.isoformat(),
        "reason": "Dit is nodig.",
        "mandate": "gewoon zo besloten",
        "rung": "inform",
    }
    refused = seen(manager.post(at(city, made, "/besluit"), **decided))
    assert "Volgens het convenant besluit deze groep over: Afspraken maken." in refused.text
    assert "<option>Afspraken maken</option>" in refused.html
    assert not refused.faults()
    decided["mandate"] = "Afspraken maken"
    page = manager.follow(at(city, made, "/besluit"), **decided)

    assert page.status_code == 200, errors(page)
    made.refresh_from_db()
    assert made.decision is not None
    assert "bij besluit van" in seen(page).text


def test_a_planned_report_is_taken_away(city: City, manager: Browser, today: date) -> None:
    made = agreed(city, due=(today,))
    row = made.reports.get()
    assert (
        "hoeft voor deze dag niet meer"
        in seen(manager.get(at(city, made, f"/rapportage/{row.pk}/weg"))).text
    )

    manager.post(at(city, made, f"/rapportage/{row.pk}/weg"))

    assert not AgreementReport.objects.exists()


def test_the_list_is_narrowed_and_taken_along(
    city: City, manager: Browser, passer_by: Browser, today: date
) -> None:
    made = agreed(
        city, due=(today - A_DAY,), goal_ids=(city.goal.pk,), quantity=Decimal(10), unit="x"
    )
    other = make_agreement(city.programme, make_organisation(city.municipality), title="Ander")

    def listed(query: str) -> str:
        return str(seen(passer_by.get(city.url(f"afspraken{query}"))).text)

    for query in (
        f"?partner={made.partner_id}",
        f"?doel={city.goal.pk}",
        "?stand=te-laat",
    ):
        assert "Huisbezoeken" in listed(query)
        assert "Ander 1 " not in listed(query)
    assert "Hier is geen afspraak" in listed("?stand=ended")
    assert listed("?stand=x&partner=x&doel=é&programma=weg").count("Tot nu") == 0
    assert "Ander" in listed(f"?programma={city.programme.key}&stand=agreed")
    assert "Huisbezoeken" in seen(passer_by.get(f"{city.page}/afspraken")).text
    assert passer_by.get(city.url("programma/weg/afspraken")).status_code == 404
    table = passer_by.get(city.url(f"afspraken.csv?partner={made.partner_id}"))
    text = table.content.decode()
    assert "Huisbezoeken" in text
    assert other.title not in text
    assert ";10.00;x;;0;" in text.replace(",", ".")
    assert "Afspraak voorstellen in" in seen(manager.get(city.url("afspraken"))).text


def test_the_list_of_a_programme_offers_only_its_own_goals_and_partners(
    city: City, passer_by: Browser
) -> None:
    other = make_programme(city.municipality, "Ander programma")
    goal = make_goal(other, "Ander doel")
    elsewhere = make_agreement(other, make_organisation(city.municipality), title="Daar")
    agreed(city)

    def offered(url: str) -> list[str]:
        fields = passer_by.get(url).context["choices"]
        return [one["text"] for field in fields for one in field["options"]]

    whole, own = offered(city.url("afspraken")), offered(f"{city.page}/afspraken")

    for name in (goal.title, elsewhere.partner.name):
        assert name in whole
        assert name not in own
    assert {city.goal.title, city.organisation.name} <= {*own}


@pytest.mark.parametrize(
    "path",
    [
        "/wijzigen",
        "/vastleggen",
        "/besluit",
        "/stoppen",
        "/rapportage",
        "/rapportage/{row}/weg",
    ],
)
def test_others_cannot_keep_it(
    city: City, worker: Browser, partner: Browser, passer_by: Browser, path: str
) -> None:
    made = agreed(city, due=(timezone.localdate(),))
    url = at(city, made, path.format(row=made.reports.get().pk))

    assert worker.get(url).status_code == 403
    assert partner.get(url).status_code == 302  # to the second step
    assert passer_by.get(url).status_code == 302
    assert worker.get(f"{city.page}/afspraak").status_code == 403


def test_others_cannot_report(
    city: City, worker: Browser, manager: Browser, passer_by: Browser
) -> None:
    made = agreed(city, due=(timezone.localdate(),))
    url = at(city, made, f"/rapportage/{made.reports.get().pk}")

    for browser in (worker, manager):
        assert browser.post(url, text="Ik dan maar.").status_code == 403
    assert passer_by.post(url, text="Ik dan maar.").status_code == 302
    assert made.reports.get().sent_at is None
    assert worker.get(at(city, made, "/rapportage/9999")).status_code == 404
    assert worker.get(city.url("afspraak/9999")).status_code == 404
    assert worker.get(city.url("programma/weg/afspraak")).status_code == 404


def test_a_wrong_amount_stands_at_its_field(city: City, manager: Browser) -> None:
    page = manager.post(f"{city.page}/afspraak", **filled(city, amount="30,000", unit=""))

    assert page.status_code == 422
    assert not PerformanceAgreement.objects.exists()


def test_a_goal_in_the_tree_names_what_was_agreed_for_it(
    city: City, passer_by: Browser
) -> None:
    made = agreed(city, goal_ids=(city.goal.pk,))
    make_agreement(city.programme, title="Een voorstel", agreed=False, goal_ids=(city.goal.pk,))

    page = seen(passer_by.get(f"{city.page}/doelen"))

    assert f"Afgesproken met partners: Huisbezoeken ({city.organisation.name})" in page.text
    assert at(city, made) in page.html
    assert "Een voorstel" not in page.text
