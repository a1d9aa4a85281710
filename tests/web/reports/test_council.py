"""The page for the council: six numbers, each with its list, and files to take along."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.makers.decisions import a_decision
from tests.makers.places import AT, make_own_area
from tests.makers.programme import make_cost, make_coverage, make_project
from tests.makers.signals import answered, make_signal, make_theme
from tests.makers.threads import FEW, Story
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme.models import CostLine
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.models import Signal

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from tests.web.conftest import Look

LISTS = ("antwoorden", "niet-opgepakt", "te-laat", "geld", "zonder-nulmeting", "meldingen")


def url(story: Story, path: str = "raad") -> str:
    return f"/{story.municipality.slug}/{path}"


def this_morning() -> datetime:
    today = timezone.localdate()
    return AT.replace(year=today.year, month=today.month, day=today.day)


def now_due(story: Story, number: int, *, in_time: int) -> None:
    """So many signals that were promised last week, of which some were answered before."""
    today = timezone.localdate()
    before = this_morning() - timedelta(days=9)
    Signal.objects.filter(pk=story.signal.pk).update(promised_on="2020-01-01")
    theme = make_theme(story.municipality)
    for at in range(number):
        signal = make_signal(story.municipality, story.team.area, theme=theme)
        if at < in_time:
            answered(signal)
        Signal.objects.filter(pk=signal.pk).update(
            promised_on=today - timedelta(days=7), answered_at=before if at < in_time else None
        )


def test_six_numbers_tell_how_they_are_counted(story: Story, look: Look) -> None:
    page = look(url(story))

    assert page.faults() == []
    assert page.main_headings == ["Hoe doen we het in Stad Molenwijk?"]
    assert page.classes["wr-count"] == page.classes["wr-count__how"] == 6


def test_every_number_leads_to_its_list(story: Story, look: Look, client: Client) -> None:
    now_due(story, 3, in_time=1)
    page = look(url(story))

    for words in (
        "Bekijk deze meldingen",
        "Lees de redenen",
        "Bekijk de projecten",
        "Bekijk deze doelen",
        "Bekijk wat te laat is",
        "Bekijk alle meldingen",
        "ontvangen",
    ):
        assert look(page.url(words)).faults() == []


def test_few_are_told_as_a_number_and_many_as_a_share(story: Story, look: Look) -> None:
    now_due(story, 4, in_time=3)
    few = look(url(story)).text
    now_due(story, 20, in_time=20)
    many = look(url(story)).text

    assert "Op tijd beantwoord 3 van 4 meldingen" in few
    assert "Op tijd beantwoord 96 % van 24 meldingen" in many


def test_nothing_to_count_is_said_so(story: Story, look: Look) -> None:
    Signal.objects.filter(municipality=story.municipality).update(promised_on="2020-01-01")

    page = look(url(story))

    assert "Nog niets te tellen" in page.text
    assert "van 0 meldingen" not in page.text.split("Niet opgepakt")[0]


def test_the_gap_says_at_least_where_costs_are_not_known(story: Story, look: Look) -> None:
    assert "Geld zonder dekking € 10.000" in look(url(story)).text.replace("\xa0", " ")
    make_cost(story.project, None)

    page = look(url(story))

    assert "minstens € 10.000" in page.text.replace("\xa0", " ")
    assert "Van sommige projecten zijn de kosten niet bekend." in page.text
    money = look(url(story, "raad/geld"))
    assert "€ 30.000 en een bedrag dat niet bekend is" in money.text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("cost", "value", "told"),
    [
        (FEW, "hoogstens € 20.000", "Van sommige projecten is de dekking niet bekend."),
        (None, "€ 10.000, voor zover bekend", "zijn kosten of dekking niet bekend."),
    ],
)
def test_how_sure_the_gap_is_stands_with_it(
    story: Story, look: Look, cost: int | None, value: str, told: str
) -> None:
    make_cost(story.project, cost)
    make_coverage(story.project, None)
    make_cost(make_project(story.goal.programme), None)
    if cost:
        CostLine.objects.filter(cents=None).update(cents=0)

    page = look(url(story))

    assert value in page.text.replace("\xa0", " ")
    assert told in page.text
    assert look(url(story, "raad/geld")).faults() == []


def test_a_gap_that_is_not_known_is_no_nought(story: Story, look: Look, client: Client) -> None:
    CostLine.objects.all().delete()
    make_cost(story.project, None)
    make_coverage(story.project, FEW)

    page, money = look(url(story)), look(url(story, "raad/geld"))
    table, listed = (
        [line.split(";") for line in client.get(url(story, path)).content.decode().splitlines()]
        for path in ("raad.csv", "raad/geld.csv")
    )

    assert "Geld zonder dekking niet bekend" in page.text
    for told in (page.text, money.text):
        assert "minstens € 0" not in told.replace("\xa0", " ")
    (year,) = [row for row in table if "zonder dekking" in row[0]]
    assert (year[3], year[5]) == ("", "niet bekend")
    assert listed[-1][-1] == "niet bekend"


def test_gaps_of_several_years_are_drawn(story: Story, look: Look) -> None:
    project = make_project(story.goal.programme)
    make_cost(project, FEW, year=2027)

    page = look(url(story))

    assert "2026: € 10.000; 2027: € 10.000" in page.html.replace("\xa0", " ")


def test_a_reason_stands_with_all_that_was_declined(story: Story, look: Look) -> None:

    lone = make_signal(story.municipality, story.team.area)
    draft = a_decision(Outcome.DECLINE, taken_on=timezone.localdate(), reason="Te duur.")
    signals.decide(lone.pk, draft, by=story.by, at=this_morning())

    page = look(url(story, "raad/niet-opgepakt"))

    assert lone.reference in page.text
    assert "Te duur." in page.text


def test_one_wijk_is_counted_apart(story: Story, look: Look) -> None:
    own = make_own_area(story.municipality, "De Hoek", story.team.area.code)
    make_own_area(story.municipality, "Elders", story.team.area.code)
    signal = make_signal(story.municipality, own)

    page = look(url(story), gebied=own.code)

    assert page.main_headings == ["Hoe doen we het in De Hoek?"]
    assert "Projecten voor de hele gemeente tellen bij een wijk niet mee." in page.text
    assert signal.reference in look(page.url("Bekijk alle meldingen")).text
    assert page.classes["wr-filter"] == 1


def test_a_buurt_can_be_asked_for_and_an_area_elsewhere_cannot(
    story: Story, look: Look
) -> None:
    page = look(url(story), gebied=story.team.area.code)

    assert page.main_headings == ["Hoe doen we het in Molenwijk-Noord?"]
    for code in ("WK999999", "x'--", "NL00"):
        look(url(story), 404, gebied=code)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_can_be_taken_along(story: Story, client: Client, look: Look, name: str) -> None:
    page = look(url(story, f"raad/{name}"))
    response = client.get(url(story, f"raad/{name}.csv"))

    head, *rows = response.content.decode("utf-8-sig").splitlines()
    assert page.faults() == []
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert len(head.split(";")) >= 3
    assert len(rows) == page.html.count('scope="row"')


def test_a_long_list_is_cut_in_pages(story: Story, look: Look) -> None:
    now_due(story, 51, in_time=0)

    first = look(url(story, "raad/te-laat"))
    last = look(url(story, "raad/te-laat"), pagina="2")

    assert (first.html.count('scope="row"'), last.html.count('scope="row"')) == (50, 1)
    assert "Er is geen antwoord te laat." not in first.text


def test_an_empty_list_says_so(story: Story, look: Look) -> None:
    assert "Er is geen antwoord te laat." in look(url(story, "raad/te-laat")).text


def test_the_numbers_can_be_taken_along(story: Story, client: Client) -> None:
    now_due(story, 2, in_time=1)

    text = client.get(url(story, "raad.csv")).content.decode("utf-8-sig")

    head, *rows = [line.split(";") for line in text.splitlines()]
    assert head == ["wat is geteld", "gebied", "periode", "aantal", "van", "opmerking"]
    assert ["geld zonder dekking, in euro", "Stad Molenwijk", "2026", "10000", "", ""] in rows
    assert len(rows) == 8 + 8 + 1 + 2 + 10


def test_the_country_has_no_council_and_unknown_lists_are_not_found(
    story: Story, look: Look
) -> None:
    look("/nederland/raad", 404)
    look(url(story, "raad/iets"), 404)
    look(url(story, "raad/iets.csv"), 404)
