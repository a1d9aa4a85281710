"""The views of the planning: what each tells, how it is narrowed, and what it gives along."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.makers.people import make_organisation, make_person, make_seat
from tests.makers.places import AT
from tests.makers.planning import (
    make_activity,
    make_agreed,
    make_effort,
    make_offer,
    make_party,
    make_point,
    make_report_due,
)
from tests.makers.programme import make_cost, make_coverage
from tests.web.control.conftest import log_in
from tests.web.programme.conftest import YEAR, make_city
from tests.web.seen import seen
from wijkregie.domain.people.models import Seat
from wijkregie.domain.programme.models import HandOver, Project
from wijkregie.domain.programme.states import Part, Pledge, ProjectState, Track

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NOW = datetime.combine(TODAY, time(12), UTC)
PAGES = ("tijdlijn", "per-gebied", "per-partij", "vast", "beslismomenten")


@pytest.fixture
def project(city: City) -> Project:
    """A project with work, a milestone that is late, and something to decide."""
    made = city.project("samen eten", holder_ids=(city.organisation.pk,))
    make_activity(made, "Keuken bouwen", TODAY - timedelta(days=20), TODAY + timedelta(days=20))
    make_activity(made, "Keuken open", TODAY - timedelta(days=5))
    make_activity(made, "Eerste maaltijd", TODAY, done_on=TODAY)
    make_point(
        made, "Gaat het door?", TODAY + timedelta(days=9), then="stoppen we in het voorjaar"
    )
    return made


def read(browser: Browser, url: str) -> str:
    return seen(browser.get(url)).text.replace("\u00a0", " ")


def rows(browser: Browser, url: str) -> list[list[str]]:
    answer = browser.get(url)
    assert answer["Content-Disposition"].startswith("attachment")
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def day(of: date) -> str:
    months = "januari februari maart april mei juni juli augustus september oktober"
    return f"{of.day} {[*months.split(), 'november', 'december'][of.month - 1]} {of.year}"


def test_the_timeline_draws_bars_and_says_the_same_in_words(
    city: City, project: Project, passer_by: Browser
) -> None:
    page = passer_by.get(f"{city.page}/tijdlijn").content.decode()
    text = read(passer_by, f"{city.page}/tijdlijn")

    assert 'class="wr-mark wr-mark--bar wr-mark--running"' in page
    for sign in ("milestone-late", "milestone-done", "point-planned"):
        assert page.count(f'href="#gantt-{sign}"') == 2, sign  # a row, and the legend
    assert "wr-gantt__today" in page
    assert f"{YEAR}\u2013{YEAR + 1} · Loopt · Stichting Samen" in text
    assert f"De rode lijn is vandaag, {day(TODAY)}." in text
    table = text[text.index("De tijdlijn als tabel") :]
    assert "Keuken open Mijlpaal" in table
    assert "Te laat" in table
    assert f"Gehaald op {day(TODAY)}" in table
    assert "Gaat het door? Te besluiten" in table
    assert f'href="{city.card(project)}"' in page


def test_the_timeline_can_show_one_year_and_a_row_for_all_work(
    city: City, project: Project, passer_by: Browser
) -> None:
    Project.objects.filter(pk=project.pk).update(until_year=None)
    page = passer_by.get(f"{city.page}/tijdlijn?jaar={YEAR}&rijen=elk&groep=houder")
    text = seen(page).text

    chart = text[: text.index("De tijdlijn als tabel")]
    assert ">jan</text>" in page.content.decode()
    assert f"vanaf {YEAR} · Loopt" in chart
    assert "Keuken bouwen Activiteit" in chart
    assert "Keuken open Mijlpaal" in chart
    assert "Gaat het door? Te besluiten" in chart
    assert 'href="#gantt-on"' in page.content.decode()
    bare = city.project("Zonder houder", area_ids=())
    make_activity(bare, "Zonder dag", None, None)
    make_activity(bare, "Zonder einde", date(YEAR, 1, 1), None)
    make_point(bare, "Ooit")
    text = read(passer_by, f"{city.page}/tijdlijn?groep=houder&rijen=elk")
    assert "Nog geen projecthouder" in text
    assert "nog geen dag bekend" in text
    assert f"vanaf 1 januari {YEAR}" in text
    assert "nog geen datum" in text
    assert "Molenwijk" in read(passer_by, f"{city.page}/tijdlijn?groep=wijk")
    plain = passer_by.get(f"{city.page}/tijdlijn?groep=niet").content.decode()
    assert "wr-gantt__group" not in plain


def test_the_timeline_marks_who_is_in_more_projects_at_once(
    city: City, project: Project, passer_by: Browser
) -> None:
    assert "Geen partij zit in twee van deze projecten tegelijk." in read(
        passer_by, f"{city.page}/tijdlijn"
    )
    city.project("tweede", holder_ids=(city.organisation.pk,))
    stopped = city.project("gestopt", holder_ids=(city.organisation.pk,))
    Project.objects.filter(pk=stopped.pk).update(state=ProjectState.STOPPED)

    text = read(passer_by, f"{city.page}/tijdlijn")
    assert f"Hoogstens 2 tegelijk, van januari {YEAR} tot en met december {YEAR + 1}." in text
    marked = passer_by.get(f"{city.page}/tijdlijn?tegelijk=1")
    assert f"december {YEAR + 1}: meer dan 1." in seen(marked).text
    assert "wr-mark--many" in marked.content.decode()


def test_what_has_its_day_next_is_cut_off_and_says_so(city: City, passer_by: Browser) -> None:
    project = city.project("samen eten")
    for at in range(13):
        make_activity(project, f"Stap {at}", TODAY + timedelta(days=1 + at))
    make_point(project, "Besloten", TODAY, decided=(TODAY, "ja"))

    text = read(passer_by, f"{city.page}/tijdlijn")

    assert "In de tabel staan er nog 3." in text
    before = text[text.index("Wat er als eerste") : text.index("Wie in meer projecten")]
    assert "Stap 9 " in before
    assert "Stap 10" not in before
    Project.objects.filter(pk=project.pk).update(state=ProjectState.STOPPED)
    assert "Wat er als eerste" not in read(passer_by, f"{city.page}/tijdlijn")


def test_a_project_without_years_has_no_bar(city: City, passer_by: Browser) -> None:
    city.project("zonder jaren", from_year=None, until_year=None)
    open_begin = city.project("tot", from_year=None)

    page = passer_by.get(f"{city.page}/tijdlijn")

    assert page.content.decode().count('wr-mark--bar wr-mark--running" x="0%"') == 1
    assert "looptijd nog niet bekend" in seen(page).text
    assert open_begin.until_year == YEAR + 1


def test_a_project_without_a_card_is_not_for_the_whole_municipality(
    city: City, passer_by: Browser
) -> None:
    made = city.project("Ontwerplab", area_ids=())
    make_cost(made, 700_00, year=YEAR)
    Project.objects.filter(pk=made.pk).update(has_card=False)

    areas, line, plan = (
        read(passer_by, f"{city.page}/{path}")
        for path in ("per-gebied", "tijdlijn", f"plan/wijkplan/{city.area.code}")
    )

    assert "Gebied nog niet bekend 1" in areas
    assert "Gebied nog niet bekend" in line
    assert "Ontwerplab" not in plan
    assert "hele gemeente" not in f"{areas}{line}"
    (row,) = [
        row for row in rows(passer_by, f"{city.page}/tijdlijn.csv") if "Ontwerplab" in row
    ]
    assert "gebied nog niet bekend" in row


def test_an_idea_without_areas_stands_apart_in_every_view(city: City, manager: Browser) -> None:
    city.project("Zomaar", area_ids=(), decision_id=None)

    areas, line, narrowed = (
        read(manager, f"{city.page}/{path}")
        for path in ("per-gebied", "tijdlijn", "tijdlijn?wijk=zonder-gebied")
    )

    assert (
        f"Gebied nog niet bekend 1 {' '.join(['niet bekend'] * 4)} niets met een dag" in areas
    )
    found = rows(manager, f"{city.page}/per-gebied.csv")[-1]
    assert (found[1], found[6:9]) == ("Gebied nog niet bekend", ["", "", ""])
    assert "Gebied nog niet bekend" in line
    assert "Zomaar" in narrowed
    assert "hele gemeente" not in f"{areas}{line}{narrowed}"
    assert manager.get(f"{city.page}/tijdlijn?wijk=gemeente").status_code == 400


def test_an_area_tells_its_projects_tracks_money_and_what_comes_first(
    city: City, project: Project, passer_by: Browser
) -> None:
    Project.objects.filter(pk=project.pk).update(track=Track.NOW)
    make_cost(project, 30_000_00, year=YEAR)
    make_coverage(project, 20_000_00, year=YEAR, pledge=Pledge.COMMITTED)
    both = city.project("in beide", area_ids=(city.area.pk, city.other_area.pk))
    make_cost(both, None, year=YEAR)
    city.project("overal", area_ids=())

    text = read(passer_by, f"{city.page}/per-gebied")

    assert "In 2 gebieden zijn projecten. In 1 daarvan is een van de twee sporen leeg." in text
    first = day(TODAY + timedelta(days=9))
    money = "minstens € 30.000 minstens € 10.000"
    assert f"Molenwijk 2 1 geen {money} {first}: Gaat het door?" in text
    unknown = " ".join(["niet bekend"] * 4)
    assert f"Rivierenwijk 1 {unknown} niets met een dag" in text
    assert f"De hele gemeente 1 {unknown} niets met een dag" in text
    assert f"Samen 3 1 geen {money}" in text
    assert "De rijen tellen daar dus niet toe op." in text
    found = rows(passer_by, f"{city.page}/per-gebied.csv")
    assert found[0][1] == "gebied"
    molen = next(row for row in found if row[1] == "Molenwijk")
    assert molen[2:6] == ["2", "1", "0", "1"]
    assert molen[6:9] == ["", "20000,00", ""]
    everywhere = next(row for row in found if row[1] == "De hele gemeente")
    assert everywhere[6:9] == ["", "0,00", ""]
    assert molen[-1] == "Samen eten; In beide"


def test_a_partner_reads_on_one_sheet_what_it_has_to_do(
    city: City, project: Project, passer_by: Browser
) -> None:
    party = project.parties.get()
    make_effort(party, TODAY.year, 40)
    other = city.project("tweede")
    make_effort(make_party(other, "Stichting Samen"), TODAY.year, None)
    make_point(project, "Dit jaar", TODAY.year)
    agreement = make_agreed(city.programme, city.organisation, YEAR, "Huisbezoeken")
    make_report_due(agreement, TODAY - timedelta(days=1))
    url = f"{city.page}/per-partij?partij=stichting-samen&maand={TODAY:%Y-%m}"

    text = read(passer_by, url)

    assert "Te laat " in text
    assert "Keuken open Mijlpaal" in text
    assert "Keuken bouwen Activiteit" in text
    assert "Vertel hoe het gaat: Huisbezoeken" in text
    assert "Dit jaar te besluiten, nog zonder dag" in text
    assert f"40 uur in {TODAY.year}; van 1 project zijn de uren niet bekend" in text
    assert "Projecten waarvan deze partij houder is" in text
    assert "Projecten waaraan deze partij meedoet" in text
    found = rows(passer_by, url.replace("per-partij?", "per-partij.csv?"))
    assert ["Keuken open", "Mijlpaal"] in [row[4:6] for row in found]
    assert ["40 uur"] in [row[4:5] for row in found]


def test_a_quiet_month_says_so_and_leads_to_those_around_it(
    city: City, passer_by: Browser
) -> None:
    quiet = city.project("samen eten", holder_ids=(city.organisation.pk,))
    make_activity(quiet, "Ooit", date(2031, 11, 1), None, done_on=date(2031, 11, 1))
    make_effort(quiet.parties.get(), 2031, 12)
    url = f"{city.page}/per-partij?partij=stichting-samen&maand=2031-12"

    text = read(passer_by, url)
    page = passer_by.get(url).content.decode()

    assert "Stichting Samen in december 2031" in text
    assert "Deze maand hoeft er niets klaar te zijn, en niets is te laat." in text
    assert "12 uur in 2031" in text
    assert "zijn de uren niet bekend" not in text
    assert "maand=2031-11" in page
    assert "maand=2032-01" in page


def test_who_works_for_a_partner_sees_its_own_month_first(
    city: City, project: Project, manager: Browser
) -> None:
    helper = make_person("Hanna Helper", municipality=city.municipality)
    seat = make_seat(city.group, helper)
    Seat.objects.filter(pk=seat.pk).update(organisation=city.organisation)

    assert "Stichting Samen in" in read(log_in(helper), f"{city.page}/per-partij")
    asked = read(manager, f"{city.page}/per-partij")
    assert "Kies hierboven van wie je de maand wilt zien." in asked
    assert rows(manager, f"{city.page}/per-partij.csv")[1:] == []


def test_a_partner_reads_and_takes_along_that_a_hand_over_waits_for_it(
    city: City, manager: Browser, passer_by: Browser
) -> None:
    done = city.project("Klaar", holder_ids=(), partner_ids=())
    offer = make_offer(done, at=AT)
    HandOver.objects.filter(pk=offer.pk).update(organisation=city.organisation)
    url = f"{city.page}/per-partij?partij=stichting-samen&maand={AT:%Y-%m}"

    text = read(manager, url)

    assert "1 ding moet klaar of besloten zijn." in text
    assert "Te beantwoorden" in text
    assert "Antwoord of je dit overneemt als lijnwerk: Werk na Klaar" in text
    assert city.card(done, "/overdracht") in manager.get(url).content.decode()
    assert "Deze maand hoeft er niets klaar te zijn" not in text
    found = rows(manager, url.replace("per-partij?", "per-partij.csv?"))
    assert [(row[2], row[5], row[6]) for row in found[1:]] == [
        ("Te beantwoorden", "Overdracht", "Klaar")
    ]
    assert "Klaar" not in passer_by.get(url).content.decode().split("<main")[1]
    assert "Het is aangeboden" in read(manager, f"{city.page}/vast")
    assert "Het is aangeboden" not in read(passer_by, f"{city.page}/vast")


def test_what_is_stuck_counts_the_reasons_and_says_who_is_to_move(
    city: City, project: Project, manager: Browser, passer_by: Browser
) -> None:
    make_cost(project, 5_000_00, year=YEAR)
    make_cost(project, None, year=YEAR)
    make_offer(project, "Team Zorg", at=AT)
    agreement = make_agreed(city.programme, city.organisation, YEAR, "Huisbezoeken")
    make_report_due(agreement, TODAY - timedelta(days=2))
    nobody = city.project("zonder houder")
    make_activity(nobody, "Vloer", TODAY - timedelta(days=4))

    text = read(manager, f"{city.page}/vast")

    assert "2 te laat met werk" in text
    assert "1 dit jaar niet al het geld" in text
    assert f"In {YEAR} is minstens € 5.000 niet gedekt." in text
    assert "Dit had klaar moeten zijn: Keuken open" in text
    assert "(5 dagen)" in text
    assert "Het is aangeboden aan “Werk na" in text
    assert "Team Zorg" in text
    assert "Het verslag over wat is afgesproken, is er nog niet." in text
    one = read(passer_by, f"{city.page}/vast?waarom=werk")
    assert "Dit had klaar moeten zijn" in one
    assert "niet gedekt." not in one
    found = rows(passer_by, f"{city.page}/vast.csv?waarom=geld")
    assert [row[1] for row in found[1:]] == ["dit jaar niet al het geld"]
    assert found[1][-1].endswith(f"{city.card(project)}#money")


def test_a_project_that_never_began_does_not_go_on_after_its_last_year(
    city: City, passer_by: Browser
) -> None:
    waits = city.project("wacht", from_year=YEAR - 2, until_year=YEAR - 1)
    Project.objects.filter(pk=waits.pk).update(state=ProjectState.APPROVED)
    city.project("loopt", from_year=YEAR - 2, until_year=YEAR - 1)

    found = rows(passer_by, f"{city.page}/vast.csv?waarom=looptijd")[1:]

    assert [(row[2], row[6]) for row in found] == [
        (
            "Het laatste jaar op de kaart is voorbij, en het project is nooit begonnen.",
            "Geef het een ander jaar om te beginnen, of stop het",
        ),
        (
            "Het laatste jaar op de kaart is voorbij, maar het project loopt door.",
            "Rond het project af, of geef het een ander jaar",
        ),
    ]


def test_what_a_stopped_project_had_to_decide_is_no_longer_needed(
    city: City, project: Project, passer_by: Browser
) -> None:
    make_point(project, "Blijft het?", TODAY - timedelta(days=3))
    Project.objects.filter(pk=project.pk).update(state=ProjectState.STOPPED)

    text = read(passer_by, f"{city.page}/beslismomenten?status=gestopt")

    assert "Niet meer nodig: het project is voorbij" in text
    assert "Had al besloten moeten zijn" not in text
    assert "Over 0 dingen moet nog worden besloten." in text
    for word, number in (("", 1), ("open", 0), ("besloten", 0)):
        found = rows(passer_by, f"{city.page}/beslismomenten.csv?besluit={word}")[1:]
        assert [row[4] for row in found].count("Blijft het?") == number, word


def test_where_nothing_is_stuck_the_page_says_so(city: City, passer_by: Browser) -> None:
    over = city.project("samen eten")
    Project.objects.filter(pk=over.pk).update(state=ProjectState.APPROVED, made_at=NOW)
    over.steps.all().delete()

    assert "Er zit niets vast" in read(passer_by, f"{city.page}/vast")
    assert "Niets past bij deze keuze" in read(passer_by, f"{city.page}/vast?status=gestopt")


def test_the_agenda_tells_what_is_decided_when_by_whom_and_what_follows(
    city: City, project: Project, passer_by: Browser
) -> None:
    make_point(project, "Te laat", TODAY - timedelta(days=3), then="Dan stoppen we")
    make_point(project, "Zonder datum")
    make_point(project, "Al besloten", YEAR, then="niet meer", decided=(TODAY, "We gaan door."))

    text = read(passer_by, f"{city.page}/beslismomenten")

    assert "Over 3 dingen moet nog worden besloten. Voor 1 is de dag al voorbij." in text
    heads = ["Had al besloten moeten zijn", "Komt nog", "Nog zonder datum", "We gaan door."]
    places = [text.index(words) for words in heads]
    assert places == sorted(places)
    assert "Dan: stoppen we in het voorjaar" in text
    assert "Dan stoppen we" in text
    assert "Dan: Dan" not in text
    assert "niet meer" not in text
    assert project.decision is not None
    assert f"{project.decision.body} besluit" in text
    table = text[text.index("Als tabel") :]
    wanted = f"Te laat {project.number}. {project.title}"
    assert wanted in table or f"Te laat {project.title}" in table
    assert table.index("Te laat") < table.index("Al besloten") < table.index("We gaan door.")
    left = read(passer_by, f"{city.page}/beslismomenten?besluit=open")
    assert "We gaan door." not in left
    done = rows(passer_by, f"{city.page}/beslismomenten.csv?besluit=besloten")
    assert [row[4] for row in done[1:]] == ["Al besloten"]
    assert "Niets past bij deze keuze" in read(
        passer_by, f"{city.page}/beslismomenten?status=gestopt"
    )


def test_the_agenda_goes_into_a_calendar_with_the_days_that_are_left(
    city: City, project: Project, passer_by: Browser
) -> None:
    make_point(project, "Al besloten", TODAY, decided=(TODAY, "ja"))
    make_point(project, "Zonder dag", YEAR)
    begun = project.decision_points.filter(question="Gaat het door?")
    assert begun.update(question="gaat het door?") == 1

    answer = passer_by.get(f"{city.page}/beslismomenten.ics")
    text = answer.content.decode().replace("\r\n ", "")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert text.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:Gaat het door?" in text
    assert f"DTSTART;VALUE=DATE:{TODAY + timedelta(days=9):%Y%m%d}" in text
    assert passer_by.get(f"{city.page}/beslismomenten.ics?wijk=weg").status_code == 400


def test_each_view_is_narrowed_and_gives_that_choice_along(
    city: City, project: Project, passer_by: Browser
) -> None:
    city.project("elders", area_ids=(city.other_area.pk,))
    query = (
        f"wijk={city.area.code}&thema=zonder-thema&partij=stichting-samen"
        f"&status=loopt&doel={city.goal.key}"
    )

    for name in PAGES:
        page = passer_by.get(f"{city.page}/{name}?{query}")
        text = page.content.decode()
        assert page.status_code == 200, name
        assert "elders" not in seen(page).text, name
        for part in query.split("&"):
            assert text.count(part) >= 2, (name, part)
    found = rows(passer_by, f"{city.page}/tijdlijn.csv?{query}")
    assert {row[1] for row in found[1:]} == {"samen eten"}
    assert "Keuken open" in [row[4] for row in found]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("wijk=WK999999", "Bij de projecten is geen gebied “WK999999”."),
        ("thema=feest", "Bij de projecten is geen thema “feest”."),
        ("partij=niemand", "In dit programma doet geen partij “niemand” mee."),
        ("status=idee", "Op “idee” kan een project niet staan."),
        ("doel=weg", "Dit programma heeft geen doel “weg”."),
    ],
)
def test_a_choice_that_is_not_there_is_refused_in_plain_words(
    query: str, told: str, city: City, project: Project, passer_by: Browser
) -> None:
    for name in PAGES:
        answer = passer_by.get(f"{city.page}/{name}?{query}")
        assert answer.status_code == 400, name
        assert told in seen(answer).text, name
        assert "Keuken" not in seen(answer).text, name
        file = passer_by.get(f"{city.page}/{name}.csv?{query}")
        assert file.status_code == 400, name
        assert told in file.content.decode(), name


@pytest.mark.parametrize(
    "asked",
    ["tijdlijn?jaar=1600", "tijdlijn?groep=kleur", "tijdlijn?tegelijk=x", "vast?waarom=zo"],
)
def test_a_choice_of_one_page_that_is_not_there_is_refused_too(
    asked: str, city: City, project: Project, passer_by: Browser
) -> None:
    answer = passer_by.get(f"{city.page}/{asked}")

    assert answer.status_code == 400
    assert "kun je hier niet kiezen" in seen(answer).text


def test_a_month_that_is_none_is_refused(
    city: City, project: Project, passer_by: Browser
) -> None:
    for month in ("2026-13", "volgende", "1026-01"):
        answer = passer_by.get(f"{city.page}/per-partij?partij=stichting-samen&maand={month}")
        assert answer.status_code == 400
        assert f"“{month}” kun je hier niet kiezen." in seen(answer).text


def test_an_idea_is_in_no_view_for_who_does_not_work_along(
    city: City, manager: Browser, passer_by: Browser
) -> None:
    club = make_organisation(city.municipality, "Kanarieclub")
    idea = city.project("kanarieproject", decision_id=None, holder_ids=(club.pk,))
    make_activity(idea, "Kanariewerk", TODAY)
    make_point(idea, "Kanarievraag?", TODAY)

    for name in (*PAGES, *(f"{name}.csv" for name in PAGES), "beslismomenten.ics"):
        outside = passer_by.get(f"{city.page}/{name}").content.decode()
        assert "anarie" not in outside, name
    for name in ("tijdlijn", "beslismomenten", "tijdlijn.csv", "beslismomenten.csv"):
        inside = manager.get(f"{city.page}/{name}?status=idee").content.decode()
        assert "Kanarievraag?" in inside, name


def test_a_programme_without_projects_says_what_to_do(city: City, passer_by: Browser) -> None:
    told = {
        "tijdlijn": "Zodra dit programma projecten met jaren heeft, staan ze hier.",
        "per-gebied": "Zodra dit programma projecten met jaren heeft, staan ze hier.",
        "per-partij": "Schrijf op de kaarten van projecten wie de houder is en wie er meedoet.",
        "vast": "Er zit niets vast",
        "beslismomenten": "Schrijf op de kaart van een project wat er besloten moet worden",
    }
    for name, words in told.items():
        assert words in read(passer_by, f"{city.page}/{name}"), name


def test_a_programme_that_is_not_there_or_is_elsewhere_has_no_views(
    city: City, project: Project, passer_by: Browser
) -> None:
    other = make_city("Elders", "GM9397")
    for name in PAGES:
        assert passer_by.get(city.url(f"programma/weg/{name}")).status_code == 404
        assert "Keuken" not in read(passer_by, f"{other.page}/{name}")


def test_a_view_costs_the_same_however_many_projects_there_are(
    city: City, project: Project, passer_by: Browser
) -> None:
    def costs() -> list[int]:
        found = []
        for name in PAGES:
            with CaptureQueriesContext(connection) as queried:
                passer_by.get(f"{city.page}/{name}?partij=stichting-samen")
            found.append(len(queried))
        return found

    costs()
    before = costs()
    for at in range(4):
        more = city.project(f"project {at}", holder_ids=(city.organisation.pk,))
        make_party(more, f"partij {at}", Part.PARTNER)
        make_activity(more, "Werk", TODAY, TODAY)
        make_point(more, "Door?", TODAY)

    assert costs() == before
    assert max(before) <= 30


def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(
    city: City, passer_by: Browser
) -> None:
    project = city.project("=1+1")
    make_activity(project, "+SOM(A1)", TODAY - timedelta(days=3))
    make_point(project, "@vraag", TODAY)

    for name in ("tijdlijn", "vast", "beslismomenten"):
        for row in rows(passer_by, f"{city.page}/{name}.csv"):
            assert not any(text[:1] in {"=", "+", "@"} for text in row), (name, row)
