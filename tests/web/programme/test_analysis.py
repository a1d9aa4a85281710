"""The pages of the areas of a programme, and of the evening of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.meetings import make_meeting, make_series
from tests.makers.peers import TOWN, area, make_country, other
from tests.makers.people import make_person, make_seat
from tests.makers.places import AT
from tests.makers.programme import make_bottleneck, make_programme, make_raised
from tests.web.control.conftest import log_in
from tests.web.control.test_details_and_look import errors
from tests.web.programme.conftest import YEAR, make_city
from tests.web.programme.test_steps import decided
from tests.web.seen import seen
from wijkregie.domain.people.states import Shell
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import (
    Analysis,
    AreaScore,
    Bottleneck,
    MainPoint,
    Sheet,
    SheetPoints,
    Statement,
    StatementEvidence,
)
from wijkregie.domain.programme.states import AnalysisState
from wijkregie.kit.viewer import installation
from wijkregie.web.programme.districts import standing_text

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db


def begin(city: City, *texts: str) -> Analysis:
    by = installation(city.municipality.pk)
    draft = services.AnalysisDraft(city.area.pk, city.group.pk)
    pk = services.begin_analysis(city.programme.pk, draft, by=by, at=AT)
    for text in texts:
        said = services.StatementDraft("weakness", "residents", text)
        services.add_statement(pk, said, by=by, at=AT)
    return Analysis.objects.get(pk=pk)


def page(city: City, analysis: Analysis, path: str = "") -> str:
    return city.url(f"analyse/{analysis.pk}{path}")


def said(browser: Browser, url: str, **asked: object) -> str:
    found = browser.follow(url, **asked)
    assert found.status_code == 200, errors(found)
    return str(found.content.decode())


def line(analysis: Analysis, text: str) -> int:
    return Statement.objects.get(analysis=analysis, text=text).pk


def test_an_evening_goes_from_statements_to_a_result(
    city: City, worker: Browser, passer_by: Browser
) -> None:
    text = said(
        worker,
        f"{city.page}/analyse",
        area=city.area.pk,
        group=city.group.pk,
        points=10,
    )
    assert "De analyse is begonnen." in text
    analysis = Analysis.objects.get()
    for words in ("Te weinig plek", "Te donker"):
        asked = {"kind": "weakness", "source": "residents", "text": words}
        text = said(worker, page(city, analysis, "/uitspraak"), **asked)
        assert "Waaruit blijkt dit?" in text
    one, two = line(analysis, "Te weinig plek"), line(analysis, "Te donker")
    proof = {"document": "Wijkmonitor 2009", "address": "https://voorbeeld.nl/monitor.pdf"}
    said(worker, page(city, analysis, f"/uitspraak/{one}/waaruit"), **proof)
    said(worker, page(city, analysis, "/openen"))
    assert passer_by.get(page(city, analysis)).status_code == 404
    mine = {f"s{one}": "7", f"s{two}": ""}
    assert "Je punten zijn binnen." in said(worker, page(city, analysis, "/punten"), **mine)
    paper = {"number": "1", f"s{one}": "", f"s{two}": "3"}
    assert "Briefje 1 is binnen." in said(worker, page(city, analysis, "/papier"), **paper)
    assert "2 briefjes zijn binnen." in seen(worker.get(page(city, analysis))).text
    text = said(worker, page(city, analysis, "/uitslag"))
    assert "2 briefjes zijn binnen. Bij minder dan vijf laten we geen punten zien" in text
    choices = seen(worker.get(page(city, analysis, "/vaststellen"))).text
    assert "Bij minder dan vijf" in choices
    assert "(7 punten)" not in choices


def test_what_was_chosen_is_for_everybody_and_becomes_a_bottleneck(
    city: City, worker: Browser, manager: Browser, passer_by: Browser
) -> None:
    analysis = begin(city, "Te weinig plek", "Te donker")
    one = line(analysis, "Te weinig plek")
    by = installation(city.municipality.pk)
    services.cite(one, services.EvidenceDraft(document="Wijkmonitor 2009"), by=by, at=AT)
    services.move_analysis(analysis.pk, AnalysisState.DIVIDING, by=by, at=AT)
    two = line(analysis, "Te donker")
    for number, pk in enumerate((one, one, one, one, two), start=1):
        services.enter_paper(analysis.pk, number, {pk: 1}, by=by, at=AT)
    services.move_analysis(analysis.pk, AnalysisState.WEIGHED, by=by, at=AT)
    offered = seen(worker.get(page(city, analysis, "/vaststellen"))).text
    assert "Te weinig plek (4 punten)" in offered
    assert "Te donker (1 punt)" in offered
    asked = decided(city) | {"first": one, "second": "", "third": ""}
    text = said(worker, page(city, analysis, "/vaststellen"), **asked)
    assert "De hoofdpunten staan vast." in text
    told = seen(passer_by.get(page(city, analysis))).text
    assert "Te weinig plek" in told
    assert "Wijkmonitor 2009" in told
    assert "Er is behoefte aan." in told
    said(
        manager,
        page(city, analysis, f"/uitspraak/{one}/knelpunt"),
        title="te weinig plek in de wijk",
        priority="high",
        goals=[city.goal.pk],
        remark="",
    )
    made = Bottleneck.objects.get(title="te weinig plek in de wijk")
    assert [link.goal_id for link in made.goal_links.all()] == [city.goal.pk]
    assert "Wat ermee gebeurt" in seen(passer_by.get(page(city, analysis))).text
    assert passer_by.get(page(city, analysis)).status_code == 200


def test_who_steers_goes_to_the_bottleneck_that_is_there(
    city: City, worker: Browser, manager: Browser, passer_by: Browser
) -> None:
    analysis = begin(city, "Te weinig plek", "Te donker")
    one, two = line(analysis, "Te weinig plek"), line(analysis, "Te donker")
    there = make_bottleneck(city.programme, "te weinig plek", areas=[city.area])
    Analysis.objects.update(state=AnalysisState.WEIGHED)
    asked = decided(city) | {"first": two, "second": "", "third": ""}
    said(worker, page(city, analysis, "/vaststellen"), **asked)

    found = manager.get(page(city, analysis)).content.decode()
    assert page(city, analysis, f"/uitspraak/{one}/knelpunt") not in found
    assert page(city, analysis, f"/uitspraak/{two}/knelpunt") in found
    link = seen(passer_by.get(page(city, analysis))).url("Naar het knelpunt: Te weinig plek")
    assert link == city.url(f"draad/knelpunt/{there.pk}")
    assert passer_by.get(link).status_code == 200


def test_too_many_points_are_said_at_the_form(city: City, worker: Browser) -> None:
    analysis = begin(city, "Een", "Twee")
    said(worker, page(city, analysis, "/openen"))
    one, two = line(analysis, "Een"), line(analysis, "Twee")

    found = worker.post(page(city, analysis, "/punten"), **{f"s{one}": "7", f"s{two}": "5"})
    assert found.status_code == 422
    assert "Je verdeelde 2 punten te veel" in found.content.decode()
    assert not Sheet.objects.exists()


def test_statements_are_sorted_put_together_and_removed(city: City, worker: Browser) -> None:
    analysis = begin(city, "Een", "Twee", "Drie")
    one, two, three = (line(analysis, text) for text in ("Een", "Twee", "Drie"))
    for pk in (one, two):
        services.cite(
            pk,
            services.EvidenceDraft(document=f"Stuk {pk}"),
            by=installation(city.municipality.pk),
            at=AT,
        )
    shown = worker.get(page(city, analysis, f"/uitspraak/{one}/wijzigen"))
    assert "Een" in shown.content.decode()
    changed = {"kind": "opportunity", "source": "professionals", "text": "Een, anders"}
    said(worker, page(city, analysis, f"/uitspraak/{one}/wijzigen"), **changed)
    said(worker, page(city, analysis, f"/uitspraak/{one}/samenvoegen"), other=two)
    said(worker, page(city, analysis, f"/uitspraak/{three}/weg"))
    proof = StatementEvidence.objects.latest("pk")
    assert (
        "Stuk"
        in worker.get(
            page(city, analysis, f"/uitspraak/{one}/waaruit/{proof.pk}")
        ).content.decode()
    )
    said(worker, page(city, analysis, f"/uitspraak/{one}/waaruit/{proof.pk}"))

    (left,) = Statement.objects.all()
    assert (left.text, left.kind, left.evidence.count()) == ("Een, anders", "opportunity", 1)


def test_one_cites_a_figure_a_signal_and_a_meeting(city: City, worker: Browser) -> None:
    analysis = begin(city, "Te weinig plek")
    pk = line(analysis, "Te weinig plek")
    figure = make_own_indicator(city.municipality)
    make_own_figure(figure, city.area.code, 7.0, period=2025)
    signal = make_raised(city.municipality)
    meeting = make_meeting(make_series(city.group))
    url = page(city, analysis, f"/uitspraak/{pk}/waaruit")
    text = ""
    for asked in ({"figure": figure.pk}, {"signal": signal.reference}, {"meeting": meeting.pk}):
        text = said(worker, url, **asked)

    assert "Score in Molenwijk: 7\u00a0punten (2025)" in text
    assert signal.reference in text
    assert "Wijkteam Molenwijk," in text
    wrong = worker.post(url, signal="AAAAAAAA")
    assert wrong.status_code == 422
    assert "Er is geen melding met dit kenmerk." in wrong.content.decode()


def test_what_the_figures_say_is_taken_over(db: None) -> None:
    city = make_city("Voorbeeldstad", TOWN)
    rows = {other(at): {"income_per_inhabitant": 25.0} for at in range(12)}
    make_country(0, here={"income_per_inhabitant": 40.0}, rows=rows)
    city.area = area()
    analysis, worker = begin(city), log_in(city.worker)

    told = seen(worker.get(page(city, analysis))).text.replace("\u00a0", " ")
    assert "Wat de cijfers zeggen" in told
    assert "hier € 40.000, in vergelijkbare gebieden € 25.000" in told
    url = page(city, analysis, "/overnemen/income_per_inhabitant")
    assert "vergelijkbare gebieden" in worker.get(url).content.decode()
    said(worker, url)
    (made,) = Statement.objects.all()
    assert (made.kind, made.source) == ("strength", "figures")
    assert made.evidence.get().value == 40.0
    assert "Wat de cijfers zeggen" not in seen(worker.get(page(city, analysis))).text
    assert "Dit cijfer staat al in de lijst." in said(worker, url)
    assert Statement.objects.count() == 1
    nothing = page(city, analysis, "/overnemen/iets")
    assert worker.get(nothing).status_code == 404


def test_an_evening_is_stopped_or_taken_a_step_back(city: City, worker: Browser) -> None:
    analysis = begin(city, "Een", "Twee")
    said(worker, page(city, analysis, "/openen"))
    said(worker, page(city, analysis, "/verzamelen"))
    refused = worker.post(page(city, analysis, "/uitslag"))
    assert refused.status_code == 422
    assert "De analyse is gestopt." in said(worker, page(city, analysis, "/stoppen"))

    analysis.refresh_from_db()
    assert analysis.state == AnalysisState.DROPPED
    assert "Deze analyse is gestopt." in worker.get(page(city, analysis)).content.decode()


WORK = (
    "/verzamelen",
    "/openen",
    "/uitslag",
    "/stoppen",
    "/punten",
    "/papier",
    "/vaststellen",
    "/uitspraak",
    "/overnemen/score",
    "/uitspraak/{line}/wijzigen",
    "/uitspraak/{line}/waaruit",
    "/uitspraak/{line}/waaruit/{proof}",
    "/uitspraak/{line}/samenvoegen",
    "/uitspraak/{line}/weg",
    "/uitspraak/{line}/knelpunt",
)


@pytest.mark.parametrize("path", WORK)
def test_who_only_hears_of_it_does_nothing(city: City, path: str) -> None:
    analysis = begin(city, "Een", "Twee")
    by = installation(city.municipality.pk)
    pk = line(analysis, "Een")
    proof = services.cite(pk, services.EvidenceDraft(document="Stuk"), by=by, at=AT)
    listener = make_person(municipality=city.municipality)
    make_seat(city.group, listener, shell=Shell.SECOND)
    url = page(city, analysis, path.format(line=pk, proof=proof))

    assert log_in(listener).get(url).status_code == 403
    assert log_in(None).get(url).status_code == 404


@pytest.mark.parametrize(
    ("path", "state", "words"),
    [
        ("/punten", AnalysisState.GATHERING, "De groep is nog niet zover"),
        ("/vaststellen", AnalysisState.DIVIDING, "De groep is nog niet zover"),
        ("/papier", AnalysisState.WEIGHED, "Deze stap is voorbij"),
        ("/punten", AnalysisState.WEIGHED, "Deze stap is voorbij"),
        ("/uitspraak", AnalysisState.DIVIDING, "Deze stap is voorbij"),
    ],
)
def test_who_is_early_or_late_reads_where_the_group_is(
    city: City, path: str, state: AnalysisState, words: str
) -> None:
    analysis, worker = begin(city, "Een", "Twee"), log_in(city.worker)
    one = line(analysis, "Een")
    Analysis.objects.update(state=state)

    sent = {f"s{one}": "1", "first": one, "kind": "weakness", "text": "Drie"}
    opened = worker.get(page(city, analysis, path))
    posted = worker.post(page(city, analysis, path), **sent)
    for found in (opened, posted):
        assert found.status_code == 409
        told = seen(found).text
        assert f"staat nu op “{state.label}”" in told
        assert words in told
        assert "andere rol" not in told
    assert "Er is niets opgeslagen." in seen(posted).text
    assert not Sheet.objects.exists()
    assert Statement.objects.count() == 2


def test_what_was_decided_is_not_decided_again(city: City, worker: Browser) -> None:
    analysis = begin(city, "Een", "Twee")
    one, by = line(analysis, "Een"), installation(city.municipality.pk)
    services.move_analysis(analysis.pk, AnalysisState.DIVIDING, by=by, at=AT)
    services.enter_paper(analysis.pk, 1, {one: 3}, by=by, at=AT)
    services.move_analysis(analysis.pk, AnalysisState.WEIGHED, by=by, at=AT)
    asked = decided(city) | {"first": one, "second": "", "third": ""}
    said(worker, page(city, analysis, "/vaststellen"), **asked)

    again = worker.post(page(city, analysis, "/vaststellen"), **asked)
    assert again.status_code == 409
    assert "De hoofdpunten staan vast." in seen(again).text
    assert worker.get(page(city, analysis, "/stoppen")).status_code == 409
    assert MainPoint.objects.count() == 1


def test_a_sheet_typed_in_twice_is_said_at_its_number(city: City, worker: Browser) -> None:
    analysis = begin(city, "Een", "Twee")
    said(worker, page(city, analysis, "/openen"))
    one, two = line(analysis, "Een"), line(analysis, "Twee")
    url = page(city, analysis, "/papier")
    said(worker, url, number="1", **{f"s{one}": "3"})

    again = worker.post(url, number="1", **{f"s{two}": "5"})
    assert again.status_code == 422
    told = seen(again).text
    assert "Briefje 1 is op" in told
    assert "Wim Werker" in told
    assert SheetPoints.objects.get().points == 3
    text = said(worker, url, number="1", correct="on", **{f"s{two}": "5"})
    assert "Briefje 1 is verbeterd." in text
    assert SheetPoints.objects.get().points == 5


def test_who_is_only_kept_informed_reads_who_does_this(city: City) -> None:
    analysis = begin(city, "Een", "Twee")
    listener = make_person(municipality=city.municipality)
    make_seat(city.group, listener, shell=Shell.SECOND)

    told = seen(log_in(listener).get(page(city, analysis, "/punten"))).text
    assert "Wie bij het overleg van “Wijkteam Molenwijk” zit" in told
    assert "andere rol" not in told


def test_what_is_not_there_is_not_found(city: City, worker: Browser, manager: Browser) -> None:
    analysis = begin(city, "Een")
    strong = services.StatementDraft("strength", "residents", "Goed")
    by = installation(city.municipality.pk)
    pk = services.add_statement(analysis.pk, strong, by=by, at=AT)

    for path in ("/uitspraak/999999/wijzigen", f"/uitspraak/{pk}/waaruit/999999"):
        assert worker.get(page(city, analysis, path)).status_code == 404
    assert manager.get(page(city, analysis, f"/uitspraak/{pk}/knelpunt")).status_code == 404
    assert worker.get(city.url("analyse/999999")).status_code == 404
    for path in ("wijken", "analyse", f"indelen/{city.area.code}"):
        assert manager.get(city.url(f"programma/iets/{path}")).status_code == 404
    assert manager.get(f"{city.page}/indelen/XX0000").status_code == 404


def test_only_who_leads_somewhere_begins(city: City, passer_by: Browser) -> None:
    member = make_person(municipality=city.municipality)
    make_seat(city.group, member)

    assert log_in(member).get(f"{city.page}/analyse").status_code == 403
    assert passer_by.get(f"{city.page}/analyse").status_code == 302
    assert "Analyse beginnen" not in passer_by.get(f"{city.page}/wijken").content.decode()


# the areas of a programme


def test_the_areas_of_a_living_programme_stand_beside_each_other(
    city: City, manager: Browser, passer_by: Browser
) -> None:
    told = seen(passer_by.get(f"{city.page}/wijken")).text
    assert "Molenwijk" in told
    assert "Te weinig ontmoeting" in told
    assert "Er zijn nu te weinig cijfers om dit gebied in te delen." in told
    found = manager.get(f"{city.page}/wijken").content.decode()
    assert f"/indelen/{city.area.code}" in found
    asked = {"score": "below", "remark": "Let op"}
    said(manager, f"{city.page}/indelen/{city.area.code}", **asked)
    assert AreaScore.objects.get().remark == "Let op"
    told = seen(passer_by.get(f"{city.page}/wijken")).text
    assert "Onder gemiddeld" in told
    assert "Let op" in told
    again = manager.get(f"{city.page}/indelen/{city.area.code}").content.decode()
    assert "Let op" in again
    assert passer_by.get(f"{city.page}/indelen/{city.area.code}").status_code == 302


def test_an_old_programme_shows_what_it_said(city: City, passer_by: Browser) -> None:
    old = make_programme(city.municipality, "Meedoen is winnen", years=(YEAR - 9, YEAR - 8))
    by = installation(city.municipality.pk)
    for where, score in ((city.area, "below"), (city.other_area, "above")):
        draft = services.ScoreDraft(where.pk, score)
        services.score_area(old.pk, draft, by=by, at=AT)

    told = seen(passer_by.get(city.url(f"programma/{old.key}/wijken"))).text
    assert told.index("Boven gemiddeld") < told.index("Onder gemiddeld")
    assert "Het programma noemt hier geen knelpunt." in told
    assert "De cijfers van nu" not in told


def test_without_areas_the_page_says_what_will_come(passer_by: Browser, db: None) -> None:
    city = make_city("Leegstad", "GM9397")
    old = make_programme(city.municipality, "Oud", years=(YEAR - 9, YEAR - 8))

    found = passer_by.get(city.url(f"programma/{old.key}/wijken"))
    assert "Hier komen de gebieden van het programma" in found.content.decode()


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((1, 0, 0), "te weinig cijfers"),
        ((9, 0, 1), "Dat is boven gemiddeld."),
        ((0, 9, 1), "Dat is onder gemiddeld."),
        ((4, 4, 1), "het verschil kan toeval zijn"),
    ],
)
def test_what_figures_say_is_told_in_words(counts: tuple[int, int, int], words: str) -> None:
    assert words in standing_text(queries.Standing(*counts))
