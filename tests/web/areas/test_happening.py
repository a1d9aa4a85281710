"""What happens in an area: what residents say, what is done, and what is coming."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.makers.meetings import make_meeting, make_series
from tests.makers.places import AT, area_row, make_areas
from tests.makers.programme import make_cost, make_coverage, make_project
from tests.makers.signals import make_signal
from tests.makers.threads import FEW, Story, make_more_projects, make_story
from wijkregie.web.http.addresses import area_words

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from tests.web.conftest import Look
    from tests.web.seen import Seen

BLOCKS = ("Wat bewoners zeggen", "Wat we doen", "Wat er komt")


@pytest.fixture
def story(db: None) -> Story:
    return make_story(finished=False)


def url(story: Story) -> str:
    return f"/{story.municipality.slug}/gebied/{area_words(story.team.area)}"


def text(page: Seen) -> str:
    return page.text.replace("\xa0", " ")


def tomorrow() -> datetime:
    today = timezone.localdate()
    return AT.replace(year=today.year, month=today.month, day=today.day) + timedelta(days=1)


def test_three_blocks_tell_what_happens(story: Story, look: Look, client: Client) -> None:
    make_meeting(story.meeting.series, starts_at=tomorrow())

    page = look(url(story))

    assert page.faults() == []
    assert [title for level, title in page.headings if level == 2 and title in BLOCKS] == list(
        BLOCKS
    )
    assert "Ontmoeten 1 melding" in page.text
    assert "Loopt. Kost € 30.000. Voor € 10.000 is er geen dekking." in text(page)
    for words in ("Bekijk 1 melding", "Bekijk alle projecten", "Bekijk alle overleggen"):
        assert look(page.url(words)).status == 200
    for words in ("Bankjes bij de vijver", "Wijkteam Molenwijk", "Meld wat er beter kan"):
        assert client.get(page.url(words)).status_code == 200


def test_the_money_of_the_area_is_one_click_away(story: Story, look: Look) -> None:
    area, number = story.team.area, story.team.area.code[2:6]
    here = look(url(story)).url("Bekijk wat het kost en wie het betaalt")
    whole = look(f"/{story.municipality.slug}/gebied/GM{number}-stad-molenwijk")
    town = whole.url("Bekijk wat het kost en wie het betaalt")

    assert here == f"/{story.municipality.slug}/geld/gebied/{area.code}"
    assert town == f"/{story.municipality.slug}/geld"
    assert "€ 30.000" in text(look(here))
    assert look(town).status == 200


def test_a_meeting_that_is_not_public_is_no_link(story: Story, look: Look) -> None:
    make_meeting(make_series(story.team.group), starts_at=tomorrow())

    page = look(url(story))

    assert "Wijkteam Molenwijk" in page.text
    assert "Wijkteam Molenwijk" not in {words for _url, words in page.links}


def test_where_nothing_happens_it_says_how_to_begin(story: Story, look: Look) -> None:
    code = story.team.area.code[2:6]
    empty = make_areas(area_row(f"WK{code}09", "Leegland"))[f"WK{code}09"]

    page = look(f"/{story.municipality.slug}/gebied/{area_words(empty)}")

    assert "Hier is nog niets gemeld." in page.text
    assert "Hier loopt geen project." in page.text
    assert "Er is geen overleg gepland." in page.text
    assert page.url("Meld wat er beter kan").endswith(f"?gebied=WK{code}09")
    for words in ("Bekijk waar de gemeente aan werkt", "Bekijk eerdere overleggen"):
        assert look(page.url(words)).status == 200


def test_a_project_in_a_buurt_stands_with_its_wijk_and_municipality_too(
    story: Story, look: Look
) -> None:
    number = story.team.area.code[2:6]

    for code in (f"WK{number}01-molenwijk", f"GM{number}-stad-molenwijk"):
        page = look(f"/{story.municipality.slug}/gebied/{code}")
        assert "Bankjes bij de vijver" in page.text
        assert "Bekijk 1 melding" in page.text


@pytest.mark.parametrize(
    ("cost", "covered", "told"),
    [
        (None, None, "Loopt. Wat het kost, is nog niet bekend."),
        (0, 0, "Loopt. Nog geen kosten."),
        (FEW, FEW, "Loopt. Kost € 10.000."),
        (2 * FEW, None, "Loopt. Kost € 20.000. Voor hoogstens € 20.000 is er geen dekking."),
    ],
)
def test_money_is_told_as_far_as_it_is_known(
    story: Story, look: Look, cost: int | None, covered: int | None, told: str
) -> None:
    project = make_project(story.goal.programme, area_ids=(story.team.area.pk,))
    make_cost(project, cost)
    make_coverage(project, covered)

    assert told in text(look(url(story)))


def test_what_nobody_wrote_down_costs_is_not_known(story: Story, look: Look) -> None:
    project = make_project(story.goal.programme, area_ids=(story.team.area.pk,))
    make_coverage(project, FEW)

    assert "Wat het kost, is nog niet bekend." in text(look(url(story)))
    assert "Nog geen kosten" not in text(look(url(story)))


def test_costs_that_are_known_in_part_are_at_least(story: Story, look: Look) -> None:
    make_cost(story.project, None)

    assert "Kost minstens € 30.000." in text(look(url(story)))


def test_an_area_of_another_municipality_shows_no_blocks(story: Story, look: Look) -> None:
    other = make_story("Elders")

    elsewhere = f"/{other.municipality.slug}/gebied/{area_words(story.team.area)}"

    for address in (elsewhere, f"/nederland/gebied/{area_words(story.team.area)}"):
        page = look(address)
        assert "Wat bewoners zeggen" not in page.text
        assert "Bankjes bij de vijver" not in page.text


def test_blocks_and_threads_cost_six_questions_however_much_happens(
    story: Story, client: Client
) -> None:
    def cost() -> int:
        client.get(url(story))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(story)).status_code == 200
        return len([one for one in asked if _of_the_thread(one["sql"])])

    few = cost()
    make_more_projects(story, 6)
    for _turn in range(4):
        make_signal(story.municipality, story.team.area)

    assert cost() == few == 6


def _of_the_thread(sql: str) -> bool:
    rooms = ("signals_", "programme_", "meetings_")
    return any(f'FROM "{room}' in sql for room in rooms)
