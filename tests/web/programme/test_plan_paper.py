"""The plan of a programme as a page and on paper, and that of an area on one sheet."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.makers.bridge import make_area_plan
from tests.makers.people import make_person
from tests.makers.places import AT
from tests.makers.programme import (
    make_cost,
    make_coverage,
    make_goal,
    make_goal_indicator,
)
from tests.web.programme.conftest import YEAR
from tests.web.programme.test_reports import (
    links_in,
    opened,
    paper_of,
    read,
    words_of,
    words_per_page,
)
from tests.web.seen import seen
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import (
    AcceptedFinding,
    AreaPlan,
    Goal,
    PerformanceAgreement,
    Programme,
    Project,
    RegularActivity,
)
from wijkregie.domain.programme.states import AgreementState, Pledge, ProjectState, Track
from wijkregie.kit import typeset
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(city: City) -> City:
    """A programme with something in each section of its plan."""
    Programme.objects.update(vision="Over tien jaar kent iedereen zijn buren.\n\nEn eet mee.")
    now = city.project("samen eten", holder_ids=(city.organisation.pk,))
    later = city.project("de keuken", from_year=None, until_year=YEAR + 3, area_ids=())
    Project.objects.filter(pk=now.pk).update(track=Track.NOW, plain="Elke week eten.")
    Project.objects.filter(pk=later.pk).update(track=Track.STRUCTURAL)
    city.project("nog een idee", decision_id=None, from_year=None, until_year=None)
    make_cost(now, 30_000_00, year=YEAR)
    make_cost(now, None, year=YEAR + 1)
    make_coverage(now, 20_000_00, year=YEAR, pledge=Pledge.COMMITTED)
    make_coverage(now, 4_000_00, year=YEAR, funder="Fonds", pledge=Pledge.ASKED)
    make_coverage(now, 500_00, year=None, funder="Los geld")
    make_goal_indicator(
        city.goal,
        "kent buren",
        source="Enquête",
        owner="wijkregisseur",
        baseline=Decimal(40),
        baseline_on=date(YEAR - 1, 5, 3),
        baseline_n=310,
        targets=(
            services.TargetDraft(Decimal(45), year=YEAR),
            services.TargetDraft(Decimal(50), year=YEAR + 1),
        ),
    )
    make_goal_indicator(city.goal, "helpt buren")
    Goal.objects.filter(pk=city.impact.pk).update(open_because="Het is een richting.")
    agreements(city)
    return city


def agreements(city: City) -> None:
    for state, title in (
        (AgreementState.AGREED, "huisbezoeken"),
        (AgreementState.PROPOSED, "nog een voorstel"),
    ):
        made = PerformanceAgreement.objects.create(
            municipality=city.municipality,
            programme=city.programme,
            partner=city.organisation,
            title=title,
            quantity=Decimal(200) if state == AgreementState.AGREED else None,
            unit="bezoeken",
            cents=48_000_00 if state == AgreementState.AGREED else None,
            hours=900 if state == AgreementState.AGREED else None,
            free_room="wat bewoners vragen",
            from_on=date(YEAR, 1, 1),
            until_on=date(YEAR, 12, 31),
            state=state,
            agreed_on=date(YEAR, 1, 1) if state == AgreementState.AGREED else None,
            made_at=AT,
        )
        made.goals.add(city.goal)
    work = RegularActivity.objects.filter(programme=city.programme).first()
    if work is None:
        work = RegularActivity.objects.create(
            municipality=city.municipality, programme=city.programme, name="welzijnswerk"
        )
    work.holder = "Kern8"
    work.stopped_on, work.stopped_because = date(YEAR, 3, 1), "Er was geen geld."
    work.save()
    work.goals.add(city.goal)


def test_the_plan_tells_everything_from_vision_to_the_last_euro(
    full: City, passer_by: Browser
) -> None:
    page = seen(passer_by.get(f"{full.page}/plan"))
    text = page.text.replace("\u00a0", " ")

    assert not page.faults()
    for words in (
        "Over tien jaar kent iedereen zijn buren.",
        "Bewust open gelaten: Het is een richting.",
        "40 %",
        f"3 mei {YEAR - 1}",
        "310 antwoorden",
        f"minstens 50 %, {YEAR + 1}",
        f"minstens 45 %, {YEAR}",
        "Te weinig ontmoeting",
        "Elke week eten.",
        f"tot en met {YEAR + 3}",
        "€ 30.000",
        "gevraagd: € 4.000",
        "200 bezoeken, 900 uur, € 48.000",
        "Vrij voor wat niet gepland was: wat bewoners vragen",
        f"gestopt op 1 maart {YEAR}: Er was geen geld.",
        "Wijkregisseur",
        "geen cijfer gekoppeld",
    ):
        assert words in text, words
    for inside in ("nog een idee", "nog een voorstel", "Geaccepteerd omdat"):
        assert inside not in text.lower(), inside


def test_a_missing_value_reads_not_known_and_never_nought(
    full: City, passer_by: Browser
) -> None:
    html = passer_by.get(f"{full.page}/plan").content.decode()

    line = html[html.index("Helpt buren") :]
    line = line[: line.index("</tr>")]
    assert line.count("niet bekend") == 2
    assert not re.search(r"\b0\b", re.sub(r"<[^>]*>", " ", line))
    assert "€ 0" not in html.replace("\u00a0", " ")
    # The fault planted: a baseline of nought is told as nought.
    make_goal_indicator(full.goal, "nul buren", baseline=Decimal(0), baseline_year=YEAR)
    assert re.search(r">0 %<", passer_by.get(f"{full.page}/plan").content.decode())


def test_who_works_along_reads_what_was_accepted_and_why(
    full: City, manager: Browser, passer_by: Browser
) -> None:
    found = queries.checks_of(
        installation(full.municipality.pk), full.programme.key, on=timezone.localdate()
    )
    assert found is not None
    first = found.checks[0].finding
    rule, fault, kind, object_id, place = first.key
    AcceptedFinding.objects.create(
        municipality=full.municipality,
        programme=full.programme,
        rule=rule,
        fault=fault,
        kind=kind,
        object_id=object_id,
        place=place,
        fingerprint=first.fingerprint,
        reason="Dat komt in het najaar.",
        accepted_by=make_person("Ria Regie", municipality=full.municipality),
        accepted_at=AT,
    )

    assert "Geaccepteerd omdat: Dat komt in het najaar. (Ria Regie" in read(
        manager, f"{full.page}/plan"
    )
    assert "Dat komt in het najaar." not in read(passer_by, f"{full.page}/plan")
    answer = manager.get(f"{full.page}/plan.pdf")
    assert "no-store" in answer["Cache-Control"]


def test_a_programme_that_only_has_a_name_has_a_plan_too(
    city: City, passer_by: Browser
) -> None:
    city.programme.bottlenecks.all().delete()
    city.programme.goals.all().update(parent=None)
    city.programme.goals.all().delete()
    RegularActivity.objects.all().delete()

    page = seen(passer_by.get(f"{city.page}/plan"))

    assert not page.faults()
    for words in (
        "De visie staat nog niet op papier.",
        "Het programma noemt nog geen doelen.",
        "Het programma noemt nog geen knelpunten.",
        "Er zijn nog geen projecten.",
        "Er zijn nog geen afspraken met partners vastgelegd.",
        "Er zijn nog geen lijnactiviteiten vastgelegd.",
        "Het programma noemt nog geen cijfers.",
    ):
        assert words in page.text, words
    for path in ("plan", "plan.pdf", "wijkplan/EG001.pdf"):
        assert passer_by.get(city.url(f"programma/weg/{path}")).status_code == 404


def test_the_plan_on_paper_is_tagged_and_tells_the_same(
    full: City, passer_by: Browser, settings: Settings
) -> None:
    settings.WIJKREGIE_URL = "https://wijken.voorbeeld.nl"
    made = paper_of(passer_by, f"{full.page}/plan.pdf")

    raw = opened(made)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in raw
    assert re.search(rb"/Lang\s*\(nl", raw)
    assert full.programme.name.encode() in raw
    assert f"https://wijken.voorbeeld.nl{full.page}/geld" in links_in(made)
    words = words_of(made)
    for told in ("€ 30.000", "niet bekend", "40 %", "Inhoud", f"minstens 50 %, {YEAR + 1}"):
        assert told in words, told


def test_bars_stand_in_the_years_of_their_project(full: City, passer_by: Browser) -> None:
    Project.objects.create(
        municipality=full.municipality,
        programme=full.programme,
        number="99",
        title="Zonder jaren",
        state=ProjectState.APPROVED,
        made_at=AT,
    )
    html = passer_by.get(f"{full.page}/plan").content.decode()

    bars = re.findall(
        r'<rect class="wr-bars__fill[^"]*" x="([\d.]+)"[^>]* width="([\d.]+)"', html
    )
    assert len(bars) == 2
    assert all(float(x) >= 0 and float(x) + float(wide) <= 100.01 for x, wide in bars)


# ------------------------------------------------------------------ the plan of an area


def pages_of(made: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", opened(made)))


def area_sheet(full: City) -> str:
    return f"{full.page}/wijkplan/{full.area.code}.pdf"


def test_the_plan_of_an_area_is_one_sheet_with_both_tracks(
    full: City, passer_by: Browser, settings: Settings
) -> None:
    settings.WIJKREGIE_URL = "https://wijken.voorbeeld.nl"
    AreaPlan.objects.create(
        municipality=full.municipality,
        programme=full.programme,
        area=full.area,
        vision="Samen maken we de wijk.",
        changed_at=AT,
    )

    made = paper_of(passer_by, area_sheet(full))

    assert pages_of(made) == 1
    assert b"<pdfuaid:part>1</pdfuaid:part>" in opened(made)
    words = words_of(made)
    for told in ("Samen maken we de wijk.", "Te weinig ontmoeting", "€ 30.000", "De keuken"):
        assert told.lower() in words.lower(), told
    assert "Elke week eten." in words
    assert f"https://wijken.voorbeeld.nl{full.page}/wijkplan/{full.area.code}" in links_in(made)


def test_the_sheet_of_an_area_says_that_nobody_agreed_to_it_yet(
    full: City, passer_by: Browser
) -> None:
    make_area_plan(full.programme, full.area, "Samen maken we de wijk.")

    words = words_of(paper_of(passer_by, area_sheet(full)))

    assert "Een concept van" in words
    assert "nog niemand heeft het vastgesteld" in words


def test_an_idea_is_not_among_what_is_done_and_its_money_is_said_to_be_left_out(
    full: City, manager: Browser
) -> None:
    idea = full.project("Ooit een idee", decision_id=None)
    Project.objects.filter(pk=idea.pk).update(track=Track.NOW)

    words = words_of(paper_of(manager, area_sheet(full)))
    page = read(manager, f"{full.page}/wijkplan/{full.area.code}")

    now, _apart, ideas = words.partition("Ideeën, en wat gestopt is")
    assert "Ooit een idee" not in now
    assert "Ooit een idee" in ideas
    for told in (words, page):
        assert "Niet meegeteld:" in told
        assert f"“{idea.number}. Ooit een idee” (idee)." in told


def test_however_much_an_area_has_its_plan_stays_one_sheet(
    full: City, passer_by: Browser
) -> None:
    long = "Een heel lang verhaal over wat er in deze wijk allemaal gebeurt en waarom. " * 12
    AreaPlan.objects.create(
        municipality=full.municipality,
        programme=full.programme,
        area=full.area,
        vision=long,
        changed_at=AT,
    )
    for track in ("", Track.NOW, Track.STRUCTURAL):
        for number in range(8):
            made = full.project(f"{track} project met een lange naam {number}")
            Project.objects.filter(pk=made.pk).update(track=track, intended_result=long)

    sheet = paper_of(passer_by, area_sheet(full))

    assert pages_of(sheet) == 1
    words = words_of(sheet)
    assert "en nog 3" in words
    # The fault planted: without a limit the whole vision would stand there.
    assert len(words) < len(long) * 9


def test_an_area_of_which_nothing_is_known_says_so(city: City, passer_by: Browser) -> None:
    city.programme.bottlenecks.all().delete()

    words = words_of(paper_of(passer_by, f"{city.page}/wijkplan/{city.other_area.code}.pdf"))

    assert "De visie staat nog niet op papier." in words
    assert "Nog niet bekend." in words
    assert passer_by.get(f"{city.page}/wijkplan/XX1.pdf").status_code == 404


def test_where_the_sheet_cannot_be_made_the_page_says_so(
    full: City, manager: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no-store" in manager.get(area_sheet(full))["Cache-Control"]

    def broken(*_args: object, **_more: object) -> bytes:
        raise typeset.TypesetFault

    monkeypatch.setattr(typeset, "pdf", broken)
    answer = manager.get(area_sheet(full))
    assert answer["Location"] == f"{full.page}/wijkplan/{full.area.code}"


def test_a_plan_costs_the_same_however_much_is_in_it(
    full: City, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    viewer = anonymous(full.municipality.pk)
    with django_assert_num_queries(21):  # type: ignore[operator] # a fixture that counts
        queries.programme_plan(viewer, full.programme.key)
    assert queries.programme_plan(viewer, "weg") is None


def test_page_and_paper_use_the_same_words_for_the_same_things(
    city: City, passer_by: Browser
) -> None:
    Goal.objects.filter(pk=city.goal.pk).update(open_because="Het is een richting.")
    plan = seen(passer_by.get(f"{city.page}/plan")).text
    goals = seen(passer_by.get(f"{city.page}/doelen")).text
    regular = seen(passer_by.get(f"{city.page}/lijnwerk")).text

    assert "Lijnactiviteiten" in plan
    assert "Lijnactiviteiten" in regular
    for page in (plan, goals):
        assert "Bewust open gelaten: Het is een richting." in page
    for page in (plan, goals, regular):
        for other in ("Lijnwerk", "Regulier werk", "Met opzet", "tegenhoudt", "speerpunt"):
            assert other not in page, other


def test_no_page_of_the_plan_begins_with_what_is_left_of_a_short_table(
    city: City, passer_by: Browser
) -> None:
    for number in range(1, 15):
        goal = make_goal(city.programme, f"Doel {number}")
        for letter in "ABCD":
            make_goal_indicator(goal, f"Cijfer {number}{letter}", source="Wijkmonitor")

    pages = words_per_page(paper_of(passer_by, f"{city.page}/plan.pdf"))

    found = [re.findall(r"Cijfer (\d+)[ABCD]", page) for page in pages]
    for page in found:
        assert all(page.count(number) in {4, 8} for number in page), page
    assert sum(map(len, found)) == 2 * 4 * 14
