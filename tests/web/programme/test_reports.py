"""Reports to the council as pages and on paper: who reads them, where each figure leads."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.money import make_order, make_payment
from tests.makers.people import make_person
from tests.makers.programme import (
    make_cost,
    make_coverage,
    make_goal,
    make_goal_indicator,
)
from tests.makers.reporting import LATER, make_lesson, make_report
from tests.web.control.conftest import log_in
from tests.web.programme.conftest import YEAR
from tests.web.seen import seen
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import (
    DecisionPoint,
    Goal,
    Lesson,
    ProgressReport,
    Project,
)
from wijkregie.domain.programme.states import Pledge
from wijkregie.kit import typeset
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db
BETWEEN = LATER - timedelta(days=10)


@pytest.fixture
def project(city: City) -> Project:
    """A project of which ten thousand euros are not covered, and a figure with a margin."""
    made = city.project("samen eten", holder_ids=(city.organisation.pk,))
    make_cost(made, 30_000_00, year=YEAR)
    make_coverage(made, 20_000_00, year=YEAR, pledge=Pledge.COMMITTED)
    series = make_own_indicator(city.municipality, "kent_buren")
    make_own_figure(series, city.area.code)
    make_goal_indicator(
        city.goal,
        "kent buren",
        baseline=Decimal(10),
        baseline_year=YEAR - 2,
        target=Decimal(20),
        target_year=YEAR + 1,
        series_id=series.pk,
        series_area_id=city.area.pk,
    )
    make_goal_indicator(city.goal, "helpt buren")
    return made


def read(browser: Browser, url: str) -> str:
    return seen(browser.get(url)).text.replace("\u00a0", " ")


def settled(city: City, *, ago: int = 0, title: str = "Voortgang") -> ProgressReport:
    return make_report(city.programme, title, settled=True, at=LATER - timedelta(days=ago))


def add_cost(project: Project) -> None:
    """Five thousand euros more, between two reports."""
    draft, by = services.CostDraft(YEAR, 5_000_00), installation(project.municipality_id)
    services.add_cost(project.pk, draft, by=by, at=BETWEEN)


def paper_of(browser: Browser, url: str) -> bytes:
    answer: Any = browser.get(url)
    assert answer["Content-Type"] == "application/pdf"
    return bytes(answer.content)


def opened(made: bytes) -> bytes:
    """A PDF with its compressed parts written out."""
    parts = [made]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            parts.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def words_of(made: bytes) -> str:
    """The words in a PDF, as a program that reads PDFs finds them; none without one."""
    return " ".join(words_per_page(made))


def words_per_page(made: bytes) -> list[str]:
    """The words on each page of a PDF."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not here to read a PDF with")
    read_by = subprocess.run(  # noqa: S603 - a PDF of our own
        [program, "-", "-"], input=made, capture_output=True, check=True
    )
    pages = read_by.stdout.decode().replace("\u00a0", " ").split("\f")
    return [" ".join(page.split()) for page in pages]


def links_in(made: bytes) -> set[str]:
    """The addresses outside the document that a PDF leads to."""
    found = re.findall(rb"/URI\s*\(([^)]*)\)", opened(made))
    return {one.decode() for one in found}


# ------------------------------------------------------------------------------ reading


def test_a_settled_report_tells_everyone_how_it_goes(
    city: City, project: Project, passer_by: Browser
) -> None:
    DecisionPoint.objects.create(
        municipality=city.municipality,
        project=project,
        question="Gaat het door in het nieuwe jaar?",
        then="Dan zoeken we een kok.",
        year=YEAR + 1,
    )
    lesson = make_lesson(city.programme, project=project)
    report = settled(city)

    page = seen(passer_by.get(f"{city.page}/voortgang/{report.number}"))
    text = page.text.replace("\u00a0", " ")

    assert not page.faults()
    for words in (
        "Kent buren",
        "10 %",
        "€ 30.000",
        "€ 10.000",
        "17 van 20 (85 %)",
        "Gaat het door in het nieuwe jaar?",
        lesson.text,
        "Dit is de eerste rapportage.",
    ):
        assert words in text, words


def test_what_has_to_be_decided_counts_no_project_that_ended(
    city: City, project: Project, passer_by: Browser
) -> None:
    over = city.project("Oude kar")
    for one, question in ((project, "Gaat het door?"), (over, "Komt er een kar bij?")):
        DecisionPoint.objects.create(
            municipality=city.municipality, project=one, question=question, year=YEAR + 1
        )
    by = installation(city.municipality.pk)
    services.stop(over.pk, "Geen plek.", by=by, at=BETWEEN)

    text = read(passer_by, f"{city.page}/voortgang/{settled(city).number}")

    assert "1 besluit komt eraan" in text
    assert "Gaat het door?" in text
    assert "Komt er een kar bij?" not in text


def test_the_others_go_as_planned_only_where_there_are_others(
    city: City, passer_by: Browser
) -> None:
    def told(ago: int) -> str:
        number = settled(city, ago=ago).number
        text = read(passer_by, f"{city.page}/voortgang/{number}")
        return text.partition("In het kort ")[2].partition(" kosten in alle jaren")[0]

    calm = city.project("Rustig")
    assert "0 van 1 projecten vallen op alle gaan zoals gepland" in told(2)
    add_cost(city.project("Zonder dekking"))
    assert "1 van 2 projecten vallen op het andere gaat zoals gepland" in told(1)
    add_cost(calm)
    last = told(0)
    assert "2 van 2 projecten vallen op" in last
    assert "zoals gepland" not in last


def test_a_figure_without_a_margin_is_not_counted_as_on_the_way(
    city: City, project: Project, passer_by: Browser
) -> None:
    series = make_own_indicator(city.municipality, "helpt_buren")
    make_own_figure(series, city.area.code, 17.9)
    make_goal_indicator(
        city.goal,
        "zonder marge",
        baseline=Decimal(10),
        targets=(
            services.TargetDraft(Decimal(15), YEAR),
            services.TargetDraft(Decimal(20), YEAR + 2),
        ),
        series_id=series.pk,
        series_area_id=city.area.pk,
    )
    report = settled(city)

    text = read(passer_by, f"{city.page}/voortgang/{report.number}")

    assert f"minstens 15 %, {YEAR} minstens 20 %, {YEAR + 2}" in text
    assert f"79 % van de weg naar 20 % ({YEAR + 2}); de marge is niet bekend" in text
    assert "0 van 3" in text
    assert "van 1 is de marge niet bekend; van 2 is te weinig bekend" in text


def test_each_figure_leads_to_its_source(
    city: City, project: Project, passer_by: Browser
) -> None:
    report = settled(city)

    page = passer_by.get(f"{city.page}/voortgang/{report.number}").content.decode()

    for url in (
        city.url(f"draad/cijfer/kent_buren/{city.area.code}"),
        city.url(f"draad/doel/{city.goal.pk}"),
        city.card(project),
        f"{city.page}/geld",
        f"{city.page}/doelen#doel-{city.goal.pk}",
        city.url("raad/antwoorden"),
    ):
        assert f'href="{url}"' in page, url
        assert passer_by.get(url.partition("#")[0]).status_code == 200, url


def test_what_was_spent_on_a_stopped_project_has_a_row_of_its_own(
    city: City, project: Project, passer_by: Browser
) -> None:
    make_order(project, 5_000_00, year=YEAR)
    stops = city.project("Buurtbus")
    make_cost(stops, 90_000_00, year=YEAR)
    make_payment(stops, 4_000_00, commitment_id=make_order(stops, 7_000_00, year=YEAR))
    by = installation(city.municipality.pk)
    services.stop(stops.pk, "Er kwam niemand.", by=by, at=BETWEEN)
    report = settled(city)
    url = f"{city.page}/voortgang/{report.number}"

    page = read(passer_by, url)
    dashes = "\N{EN DASH} " * 4
    assert f"Waarvan op gestopte projecten {dashes}€ 7.000 € 4.000" in " ".join(page.split())
    assert "€ 12.000" in page
    paper = " ".join(words_of(paper_of(passer_by, f"{url}.pdf")).split())
    assert f"{dashes}€ 7.000 € 4.000 Waarvan op gestopte projecten" in paper


def test_what_is_not_known_is_told_as_such_and_never_as_nought(
    city: City, project: Project, passer_by: Browser
) -> None:
    make_cost(city.project("zonder bedrag"), None, year=YEAR + 1)
    report = settled(city)

    html = passer_by.get(f"{city.page}/voortgang/{report.number}").content.decode()

    line = html[html.index("Helpt buren") :]
    line = line[: line.index("</tr>")]
    assert line.count("niet bekend") == 3
    assert "te weinig bekend" in line
    assert not re.search(r"\b0\b", re.sub(r"<[^>]*>", " ", line))
    year = html[html.index(f">{YEAR + 1}</a>") :]
    year = year[: year.index("</tr>")]
    assert "niet bekend" in year
    assert "€ 0" not in html.replace("\u00a0", " ")


def test_the_next_report_tells_what_changed(
    city: City, project: Project, passer_by: Browser
) -> None:
    settled(city, ago=20, title="Eerste")
    by = installation(city.municipality.pk)
    add_cost(project)
    services.finish(project.pk, "Iedereen eet samen.", by=by, at=BETWEEN)
    second = settled(city, title="Tweede")

    text = read(passer_by, f"{city.page}/voortgang/{second.number}")
    told = text[text.index("Wat er veranderde") :]

    assert "Stand: van loopt naar afgerond" in told
    assert "Kosten: van € 30.000 naar € 35.000" in told
    assert "Iedereen eet samen." in text


def test_each_change_leads_to_its_source(
    city: City, project: Project, passer_by: Browser
) -> None:
    settled(city, ago=20)
    add_cost(project)
    made = make_goal_indicator(city.goal, "nieuw cijfer")
    late = city.project("te laat", until_year=2000, from_year=1999)
    DecisionPoint.objects.create(
        municipality=city.municipality, project=late, question="Stopt het?"
    )
    goal = make_goal(city.programme, "Een nieuw doel")
    second = settled(city)

    html = passer_by.get(f"{city.page}/voortgang/{second.number}").content.decode()
    told = html[html.index('id="veranderd"') : html.index('id="doelen"')]

    for words, url in (
        ("Een nieuw doel", city.url(f"draad/doel/{goal.pk}")),
        ("Nieuw cijfer", city.url(f"draad/doel/{made.goal_id}")),
        ("Te laat", city.card(late)),
        ("Stopt het?", city.card(late)),
        ("Alle jaren samen", f"{city.page}/geld"),
    ):
        assert re.search(rf'href="{re.escape(url)}">{re.escape(words)}', told), words
    assert "Had in 2000 klaar moeten zijn." in html
    assert "Bewust open gelaten" not in html


def test_a_goal_that_is_left_open_says_why(city: City, passer_by: Browser) -> None:
    Goal.objects.filter(pk=city.goal.pk).update(open_because="Het is een richting.")
    report = settled(city)

    text = read(passer_by, f"{city.page}/voortgang/{report.number}")

    assert "Bewust open gelaten: Het is een richting." in text


def test_a_report_in_which_nothing_changed_says_so(
    city: City, project: Project, passer_by: Browser
) -> None:
    settled(city, ago=1)
    second = settled(city)

    assert "Sinds" in (text := read(passer_by, f"{city.page}/voortgang/{second.number}"))
    assert "is niets veranderd van wat we tellen" in text


def test_a_programme_without_reports_says_so_in_the_words_of_reports(
    city: City, passer_by: Browser
) -> None:
    text = read(passer_by, f"{city.page}/voortgang")

    assert "Nog geen rapportages" in text
    assert "Nog geen meldingen" not in text


def test_an_empty_programme_has_a_report_that_can_be_read(
    city: City, passer_by: Browser
) -> None:
    city.programme.bottlenecks.all().delete()
    city.programme.goals.all().update(parent=None)
    city.programme.goals.all().delete()
    report = settled(city)

    page = seen(passer_by.get(f"{city.page}/voortgang/{report.number}"))

    assert not page.faults()
    assert "Het programma noemt nog geen doelen." in page.text
    assert "Er valt geen project op." in page.text


def test_what_left_the_programme_since_leads_nowhere(
    city: City, project: Project, passer_by: Browser
) -> None:
    report = settled(city)
    pk = project.pk
    Project.objects.filter(pk=pk).delete()

    page = passer_by.get(f"{city.page}/voortgang/{report.number}").content.decode()

    assert "samen eten" in page
    assert f"project/{pk}" not in page


# ------------------------------------------------------------------------------- drafts


def test_a_draft_is_for_who_steers_only(
    city: City, manager: Browser, worker: Browser, passer_by: Browser
) -> None:
    report = make_report(city.programme, "Nog niet klaar", words="Geheim tot vrijdag.")
    nobody = log_in(make_person("Nina Nieuw", municipality=city.municipality))
    page = f"{city.page}/voortgang/{report.number}"
    for browser in (worker, passer_by, nobody):
        for url in (page, f"{page}.pdf"):
            assert browser.get(url).status_code == 404
        assert "Nog niet klaar" not in read(browser, f"{city.page}/voortgang")
    for path in ("schrijven", "vaststellen", "intrekken"):
        assert passer_by.get(f"{page}/{path}").status_code == 302
        assert worker.get(f"{page}/{path}").status_code == 403

    assert "Nog niet klaar" in read(manager, f"{city.page}/voortgang")
    answer = manager.get(page)
    assert "no-store" in answer["Cache-Control"]
    assert "Dit is een concept." in seen(answer).text
    # The fault planted: settled, the same page is for everyone.
    services.settle_report(
        report.pk, answers=None, by=installation(city.municipality.pk), at=LATER
    )
    assert "Geheim tot vrijdag." in read(passer_by, page)


def test_a_report_is_begun_written_and_settled(
    city: City, project: Project, manager: Browser, passer_by: Browser
) -> None:
    asked = manager.get(f"{city.page}/voortgang/nieuw")
    assert "We vullen de cijfers in." in seen(asked).text
    today = timezone.localdate().isoformat()

    page = manager.follow(
        f"{city.page}/voortgang/nieuw", title="Voorjaar", as_of=today, words=""
    )
    assert "Het concept staat klaar." in page.text
    url = f"{city.page}/voortgang/1"
    page = manager.follow(
        f"{url}/schrijven", title="Voorjaar", as_of=today, words="Het gaat goed."
    )
    assert "Het gaat goed." in page.text
    assert "Iedereen kan het vanaf nu lezen." in read(manager, f"{url}/vaststellen")
    page = manager.follow(f"{url}/vaststellen")
    assert "De rapportage is vastgesteld." in page.text
    assert "Het gaat goed." in read(passer_by, url)
    for path in ("schrijven", "vaststellen", "intrekken"):
        answer = manager.get(f"{url}/{path}")
        assert (answer.status_code, answer["Location"]) == (302, url)


def test_who_begins_while_a_draft_is_open_is_led_to_that_draft(
    city: City, manager: Browser
) -> None:
    report = make_report(city.programme, "Nog niet klaar")
    url = f"{city.page}/voortgang/nieuw"

    answer = manager.get(url)

    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{city.page}/voortgang/{report.number}",
    )
    assert "Deze rapportage is nog niet vastgesteld." in read(manager, answer["Location"])


def test_a_draft_is_withdrawn(city: City, manager: Browser) -> None:
    report = make_report(city.programme)
    url = f"{city.page}/voortgang/{report.number}/intrekken"
    assert "Wat je erin schreef, is weg." in read(manager, url)

    page = manager.follow(url)

    assert "Het concept is ingetrokken." in page.text
    assert not ProgressReport.objects.exists()


def test_a_report_that_cannot_be_is_refused_at_its_field(city: City, manager: Browser) -> None:
    later = (timezone.localdate() + timedelta(days=3)).isoformat()
    answer = manager.post(
        f"{city.page}/voortgang/nieuw", title="Te vroeg", as_of=later, words=""
    )
    assert answer.status_code == 422
    assert "Deze dag moet nog komen." in seen(answer).text
    assert not ProgressReport.objects.exists()


def test_what_is_not_there_is_not_found(city: City, manager: Browser) -> None:
    for path in ("voortgang/7", "voortgang/7.pdf", "voortgang/7/schrijven", "les/7/weg"):
        assert manager.get(f"{city.page}/{path}").status_code == 404
    assert manager.get(city.url("programma/weg/voortgang")).status_code == 404


# ------------------------------------------------------------------------------ lessons


def test_a_lesson_is_written_down_and_taken_away(
    city: City, project: Project, manager: Browser, worker: Browser, passer_by: Browser
) -> None:
    url, today = f"{city.page}/les", timezone.localdate().isoformat()
    for browser in (worker, passer_by):
        assert browser.get(url).status_code in {302, 403}
    page = manager.follow(url, text="Begin klein.", project=project.pk, learned_on=today)
    assert "De les is bewaard." in page.text
    assert "Begin klein." in read(worker, f"{city.page}/voortgang")
    assert "Begin klein." not in read(passer_by, f"{city.page}/voortgang")

    gone = f"{url}/{Lesson.objects.get().pk}/weg"
    assert worker.get(gone).status_code == 403
    assert "Begin klein." in read(manager, gone)
    assert "De les is weggehaald." in manager.follow(gone).text
    assert not Lesson.objects.exists()


# ---------------------------------------------------------------------------- on paper


def test_a_report_on_paper_is_tagged_and_tells_the_same_figures(
    city: City, project: Project, passer_by: Browser
) -> None:
    settled(city, ago=20)
    add_cost(project)
    report = settled(city, title="Tweede rapportage")

    made = paper_of(passer_by, f"{city.page}/voortgang/{report.number}.pdf")

    raw = opened(made)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in raw
    assert re.search(rb"/Lang\s*\(nl", raw)
    assert b"Tweede rapportage" in raw
    words = words_of(made)
    for told in ("€ 35.000", "€ 15.000", "niet bekend", "te weinig bekend", "17 van 20"):
        assert told in words, told
    assert "€ 0" not in words


@pytest.mark.usefixtures("project")
def test_links_on_paper_lead_to_the_site_where_it_is_known(
    city: City, passer_by: Browser, settings: Any
) -> None:
    settings.WIJKREGIE_URL = "https://wijken.voorbeeld.nl"
    report = settled(city)

    links = links_in(paper_of(passer_by, f"{city.page}/voortgang/{report.number}.pdf"))

    assert f"https://wijken.voorbeeld.nl{city.page}/geld" in links
    assert all(one.startswith("https://wijken.voorbeeld.nl/") for one in links)
    settings.WIJKREGIE_URL = "http://127.0.0.1:8000"
    assert not links_in(paper_of(passer_by, f"{city.page}/voortgang/{report.number}.pdf"))


def test_where_paper_cannot_be_made_the_page_says_so(
    city: City, passer_by: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = settled(city)

    def broken(*_args: Any, **_more: Any) -> bytes:
        raise typeset.TypesetFault

    monkeypatch.setattr(typeset, "pdf", broken)
    for path in (f"voortgang/{report.number}.pdf", "plan.pdf"):
        answer = passer_by.get(f"{city.page}/{path}")
        assert answer.status_code == 302
        text = read(passer_by, answer["Location"])
        assert "Het document kon nu niet gemaakt worden." in text
