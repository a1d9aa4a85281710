"""The page of the checks: what it tells, where it leads, and accepting with a reason."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.people import make_group, make_person, make_role, make_seat
from tests.makers.programme import make_cost, make_coverage, make_goal_indicator
from tests.web.control.conftest import log_in
from tests.web.programme.conftest import YEAR, make_city
from tests.web.seen import seen
from wijkregie.core.logframe import FAULTS, About, Finding, Kind, Severity, Span
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import AcceptedFinding, GoalIndicator, Project
from wijkregie.domain.programme.states import Pledge
from wijkregie.kit.viewer import installation
from wijkregie.web.programme import checks
from wijkregie.web.programme.sentences import KINDS, SENTENCES, SEVERITIES, sentence, span_text

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db
GAP = f"In {YEAR} is € 10.000 niet gedekt."


@pytest.fixture
def project(city: City) -> Project:
    """A project of which ten thousand euros are not covered."""
    made = city.project("samen eten", holder_ids=(city.organisation.pk,))
    Project.objects.filter(pk=made.pk).update(lead_roles=["trekker"])
    make_cost(made, 30_000_00, year=YEAR)
    make_coverage(made, 20_000_00, year=YEAR, pledge=Pledge.COMMITTED)
    return made


def read(browser: Browser, url: str) -> str:
    return seen(browser.get(url)).text.replace("\u00a0", " ")


def address(browser: Browser, city: City, words: str, query: str = "") -> str:
    """The address behind the first link of the list with these words."""
    page = browser.get(f"{city.page}/controle{query}").content.decode()
    found = re.search(rf'href="([^"]*)"[^>]*>{words}', page)
    assert found is not None, words
    return found[1]


def test_the_list_tells_what_is_wrong_first_and_where_to_mend_it(
    city: City, project: Project, manager: Browser
) -> None:
    make_goal_indicator(
        city.goal, "kent buren", source="Enquête", owner="Welzijn", target=Decimal(40)
    )

    text = read(manager, f"{city.page}/controle")

    assert "3 punten vragen aandacht." in text
    text = text[text.index("Twee dingen spreken elkaar tegen") :]
    order = [
        "Samen eten",
        GAP,
        "Dit ontbreekt nog",
        "Kent buren",
        "Er is geen nulmeting.",
        "De streefwaarde heeft geen jaar.",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    page = manager.get(f"{city.page}/controle").content.decode()
    assert f'href="{city.card(project)}#money"' in page
    line = GoalIndicator.objects.get()
    home = f"{city.page}/doel/{city.goal.pk}"
    assert f'href="{home}/meting/{line.pk}/wijzigen"' in page


def test_the_programme_tells_how_much_and_leads_there_for_who_works_along(
    city: City, project: Project, manager: Browser, passer_by: Browser
) -> None:
    make_goal_indicator(city.goal, source="Enquête", owner="Welzijn")

    assert "Bekijk wat het programma nog mist" in read(manager, city.page)
    count = manager.get(f"{city.page}/controle-aantal").content.decode()
    assert count.strip() == "3 punten vragen aandacht."
    assert "aandacht" not in read(passer_by, city.page)
    assert "controle" not in passer_by.get(city.page).content.decode()


def test_who_does_not_work_along_is_kept_out(
    city: City, project: Project, passer_by: Browser
) -> None:
    nobody = log_in(make_person("Nina Nieuw", municipality=city.municipality))
    elsewhere = log_in(make_city("Elders", "GM9397").manager)
    for path in ("", ".csv", "/0/accepteren", "/0/intrekken"):
        url = f"{city.page}/controle{path}"
        assert passer_by.get(url).status_code == 302
        assert nobody.get(url).status_code == 403
        assert elsewhere.get(url).status_code == 403


def test_a_programme_that_is_not_there_has_no_checks(city: City, manager: Browser) -> None:
    for path in ("", ".csv"):
        assert manager.get(city.url(f"programma/weg/controle{path}")).status_code == 404


def test_a_finding_is_accepted_with_a_reason_and_taken_back(
    city: City, project: Project, manager: Browser
) -> None:
    url = address(manager, city, "Laat het zo, met een reden")
    asked = read(manager, url)
    assert GAP in asked
    assert "Je naam en de datum komen erbij." in asked

    page = manager.follow(url, reason="De stichting legt dit in het voorjaar bij.")

    text = seen(page).text
    assert "Het punt is geaccepteerd." in text
    assert GAP not in text.replace("\u00a0", " ")
    text = read(manager, f"{city.page}/controle?stand=geaccepteerd")
    assert "Geaccepteerd “De stichting legt dit in het voorjaar bij.” Mira Manager" in text
    assert "1 punt is geaccepteerd met een reden." in text

    back = address(manager, city, "Trek de acceptatie in", "?stand=alles")
    assert "De stichting legt dit in het voorjaar bij." in read(manager, back)
    assert "Het punt vraagt weer aandacht." in seen(manager.follow(back)).text
    assert not AcceptedFinding.objects.exists()


def test_a_reason_is_asked_for(city: City, project: Project, manager: Browser) -> None:
    url = address(manager, city, "Laat het zo, met een reden")

    empty = manager.post(url, reason="")
    named = manager.post(url, reason="Bel 06-12345678.")

    assert empty.status_code == named.status_code == 422
    assert "Dit veld is verplicht" in seen(empty).text
    assert "een telefoonnummer" in seen(named).text
    assert not AcceptedFinding.objects.exists()


def test_an_acceptance_lapses_when_the_amount_changes(
    city: City, project: Project, manager: Browser
) -> None:
    url = address(manager, city, "Laat het zo, met een reden")
    manager.post(url, reason="Dit is zo besloten.")
    make_cost(project, 1_00, year=YEAR)

    text = read(manager, f"{city.page}/controle")

    assert f"In {YEAR} is € 10.001 niet gedekt." in text
    assert "Eerder geaccepteerd, maar sindsdien veranderd “Dit is zo besloten.” Mira" in text


def test_what_was_mended_meanwhile_leads_back_to_the_list(
    city: City, project: Project, manager: Browser
) -> None:
    url = address(manager, city, "Laat het zo, met een reden")
    make_coverage(project, 10_000_00, year=YEAR, pledge=Pledge.COMMITTED)

    for gone in (url, url.replace("accepteren", "intrekken")):
        told = seen(manager.follow(gone, reason="Zo.")).text
        assert "Iemand heeft dit veranderd" in told
        assert "Gelukt" not in told


def test_what_is_open_cannot_be_taken_back_and_what_is_accepted_not_accepted_again(
    city: City, project: Project, manager: Browser
) -> None:
    url = address(manager, city, "Laat het zo, met een reden")
    assert (
        "Iemand heeft dit" in seen(manager.follow(url.replace("accepteren", "intrekken"))).text
    )
    manager.post(url, reason="Zo besloten.")
    assert "Iemand heeft dit" in seen(manager.follow(url, reason="Zo besloten.")).text


def test_a_resident_in_a_group_reads_and_accepts_nothing(
    city: City, project: Project, manager: Browser
) -> None:
    person = make_person("Rik Bewoner", municipality=city.municipality)
    make_seat(make_group(city.municipality), person)
    resident = log_in(person)
    accept = address(manager, city, "Laat het zo, met een reden")

    assert GAP in read(resident, f"{city.page}/controle")
    assert "accepteren" not in resident.get(f"{city.page}/controle").content.decode()
    assert resident.get(accept).status_code == 403
    manager.post(accept, reason="Zo besloten.")
    assert resident.get(accept.replace("accepteren", "intrekken")).status_code == 403


def test_who_runs_the_project_changes_it_from_the_list(
    city: City, project: Project, worker: Browser, manager: Browser
) -> None:
    Project.objects.update(lead_roles=[])
    other = make_person(municipality=city.municipality)
    make_role(city.municipality, Role.COMMUNITY_WORKER, person=other, area=city.other_area)

    assert address(worker, city, "Wijzig het project") == city.card(project, "/wijzigen")
    assert address(log_in(other), city, "Naar de projectkaart") == city.card(project)


def test_the_list_is_filtered(city: City, project: Project, manager: Browser) -> None:
    make_goal_indicator(city.goal, source="Enquête", target=Decimal(4), target_year=YEAR)
    page = f"{city.page}/controle"

    assert "nulmeting" not in read(manager, f"{page}?ernst=wrong")
    assert GAP not in read(manager, f"{page}?ernst=missing")
    assert "Niets past bij deze keuze." in read(manager, f"{page}?ernst=advice")
    assert GAP in read(manager, f"{page}?ernst=raar&stand=raar")
    assert manager.get(f"{page}?pagina=9").status_code == 404


def test_a_list_in_which_everything_is_accepted_says_so(
    city: City, project: Project, manager: Browser
) -> None:
    make_goal_indicator(
        city.goal,
        source="Enquête",
        owner="Welzijn",
        target=Decimal(4),
        target_year=YEAR + 1,
        baseline=Decimal(2),
        baseline_year=YEAR,
        baseline_n=9,
    )
    url = address(manager, city, "Laat het zo, met een reden")
    manager.post(url, reason="Zo besloten.")

    assert "Alles wat de controle vond, is geaccepteerd" in read(
        manager, f"{city.page}/controle"
    )
    make_coverage(project, 10_000_00, year=YEAR, pledge=Pledge.COMMITTED)
    text = read(manager, f"{city.page}/controle")
    assert "De controle vindt niets: het programma klopt." in text
    assert "Er ontbreekt niets" in text


def test_the_list_as_a_table_holds_the_same(
    city: City, project: Project, manager: Browser
) -> None:
    url = address(manager, city, "Laat het zo, met een reden")
    manager.post(url, reason="Zo besloten.")

    answer = manager.get(f"{city.page}/controle.csv?stand=alles&ernst=wrong")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:5] == ["controle", "ernst", "soort", "naam", "wat we vonden"]
    (row,) = rows[1:]
    assert row[:4] == ["L14", "Dit klopt niet", "Project", "samen eten"]
    assert row[4].replace("\u00a0", " ") == GAP
    assert row[5].endswith(f"{city.card(project)}#money")
    assert row[6:8] == ["Zo besloten.", "Mira Manager"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", row[8])
    empty = manager.get(f"{city.page}/controle.csv?ernst=wrong").content.decode()
    assert "L14" not in empty


def test_every_thing_that_a_finding_is_about_has_a_place_to_mend_it(
    city: City, project: Project, manager: Browser
) -> None:
    """Bottlenecks, areas, analyses and the programme itself, each on a page that is there."""
    by, at = installation(city.municipality.pk), city.programme.made_at
    services.score_area(
        city.programme.pk, services.ScoreDraft(city.other_area.pk, "above", ""), by=by, at=at
    )
    services.add_bottleneck(city.programme.pk, services.BottleneckDraft("kaal"), by=by, at=at)
    for words in ("Naar het knelpunt", "Naar de gebieden", "Naar het doel"):
        assert manager.get(address(manager, city, words)).status_code == 200


def finding(rule: str, **data: Any) -> Finding:
    check, fault = rule.split()
    about = About(Kind.PROGRAMME, 1, "Samen")
    return Finding(check, fault, Severity.WRONG, about, tuple(data.items()))


def test_every_fault_has_its_sentence() -> None:
    rules = {f"{check} {fault}" for check, faults in FAULTS.items() for fault in faults}

    assert set(SENTENCES) == rules
    assert set(SEVERITIES) == set(Severity)
    assert set(KINDS) == set(Kind)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (
            finding("L13 lacks", lacks=("holder", "lead", "end")),
            "Dit project heeft nog geen projecthouder, trekker of einddatum.",
        ),
        (
            finding("L03 lacks", lacks=("date", "n")),
            "Van de nulmeting ontbreekt: de datum en het aantal antwoorden.",
        ),
        (
            finding(
                "L04 against", baseline=Decimal("30.50"), target=Decimal(20), unit="percent"
            ),
            "De streefwaarde (20 %) is slechter dan de nulmeting (30,5 %).",
        ),
        (
            finding(
                "L05 outside", when=Span.of_year(2030), programme=Span.of_years(2026, 2027)
            ),
            "De streefwaarde is voor 2030, maar het programma loopt in 2026\u20132027.",
        ),
        (
            finding("L08 changed", changed=("scale",), baseline="A", wave="B"),
            "“B” vraagt dit anders dan “A”: de schaal. Je kunt de antwoorden niet vergelijken.",
        ),
        (
            finding("L09 too_small", change=Decimal("2.9"), unit="percent", n=9, wave="E"),
            (
                "Met 9 antwoorden in “E” kun je een verschil van 2,9 procentpunt niet van "
                "toeval onderscheiden."
            ),
        ),
        (
            finding("L09 too_small", change=Decimal(4), unit="", n=9, wave="E"),
            "Met 9 antwoorden in “E” kun je een verschil van 4 niet van toeval onderscheiden.",
        ),
        (
            finding("L14 gap", year=2026, cents=10_000_50, at_least=1),
            "In 2026 is minstens €\u00a010.000,50 niet gedekt.",
        ),
        (
            finding("L14 unconfirmed", cents=None, funders=("Fonds", "Wijkbudget")),
            "Een bedrag is toegezegd, maar nog niet vastgelegd (Fonds en Wijkbudget).",
        ),
        (
            finding("L21 unused", items=("a", "b", "c", "d", "e"), of=9),
            "Van de 9 uitspraken zijn deze niet gebruikt: “a”, “b”, “c” en nog 2.",
        ),
        (
            finding("L23 overdue", report="Halfjaar", due=date(2027, 5, 31)),
            "De rapportage over “Halfjaar” had er op 31 mei 2027 moeten zijn.",
        ),
        (
            finding(
                "L13 activity",
                activity="Koken",
                ends=Span(date(2030, 12, 1), date(2030, 12, 1)),
                project=Span.of_year(2027),
            ),
            "“Koken” eindigt op 1 december 2030, maar dit project eindigt in 2027.",
        ),
        (
            finding(
                "L15 too_late",
                goal="Contact",
                ends=Span(date(2030, 3, 3), date(2030, 4, 1)),
                measured=Span.of_year(2028),
            ),
            (
                "Dit project eindigt in de periode 3 maart 2030 tot en met 1 april 2030, "
                "maar “Contact” wordt in 2028 voor het laatst gemeten."
            ),
        ),
        (
            finding(
                "L27 differ",
                fact="baseline",
                sources=("plan", "figures", "kaart"),
                told=(Decimal("3.5"), Decimal(3), 4),
            ),
            (
                "Twee bronnen verschillen: het programma zegt 3,5, de cijfers zeggen 3 "
                "en kaart zegt 4."
            ),
        ),
    ],
)
def test_a_sentence_says_it_in_plain_words(found: Finding, told: str) -> None:
    assert sentence(found) == told


def test_days_are_told_as_days() -> None:
    first, last = date(2026, 3, 3), date(2026, 4, 1)

    assert span_text(Span(first, first)) == "3 maart 2026"
    assert span_text(Span(first, last)) == "3 maart 2026 tot en met 1 april 2026"


def test_a_list_of_more_than_a_page_has_more_pages(
    city: City, manager: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "PER_PAGE", 1)
    for at in range(2):
        city.project(f"Plan {at}")

    first = manager.get(f"{city.page}/controle").content.decode()

    assert "pagina=2" in first
    assert manager.get(f"{city.page}/controle?pagina=2").status_code == 200
