"""The thread as a page: one story, and from each thing a way to all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.signals import make_signal
from tests.makers.threads import NAME, WORDS, Story, make_more_projects

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.conftest import Look

#: Loading municipality and codes for the page, and what the frame asks.
FRAME = 3


def url(story: Story, path: str = "") -> str:
    return f"/{story.municipality.slug}/{path}"


def addresses(story: Story) -> dict[str, str]:
    numbers = {
        "cijfer": story.evidence_id,
        "knelpunt": story.bottleneck.pk,
        "doel": story.goal.pk,
        "melding": story.signal.pk,
        "besluit": story.decision.pk,
        "project": story.project.pk,
        "euro": story.cost.pk,
        "dekking": story.coverage.pk,
    }
    return {word: url(story, f"draad/{word}/{pk}") for word, pk in numbers.items()}


SORTS = ("cijfer", "knelpunt", "doel", "melding", "besluit", "project", "euro", "dekking")


@pytest.mark.parametrize("sort", SORTS)
def test_a_resident_reads_the_story_on_one_page(story: Story, look: Look, sort: str) -> None:
    page = look(addresses(story)[sort])

    assert page.faults() == []
    assert len(page.main_headings) == 1
    assert "Wat er gebeurde" in page.text
    for sentence in (
        "Er kwam een melding binnen uit Molenwijk-Noord: “Ontmoetingsplek kapot”.",
        "Wijkteam Molenwijk besloot: oppakken.",
        "De reden: Bewoners missen een plek om elkaar te zien.",
        "Wijkbudget zegde € 20.000 toe",
        "Het antwoord: Er staan drie nieuwe banken bij de vijver.",
    ):
        assert sentence in page.text
    assert page.classes["wr-tale__dot"] == 13
    assert WORDS not in page.html
    assert NAME not in page.html


@pytest.mark.parametrize("sort", SORTS)
def test_every_link_leads_somewhere(
    story: Story, look: Look, client: Client, sort: str
) -> None:
    page = look(addresses(story)[sort])

    inside = {link for link, _text in page.links if link.startswith("/")}
    wrong = {link: status for link in inside if (status := client.get(link).status_code) >= 400}
    assert wrong == {}
    others = set(SORTS) - {sort}
    assert {word for word in others if f"/draad/{word}/" in page.html} == others


def test_the_story_of_a_signal_leads_to_its_own_page_and_the_card(
    story: Story, look: Look
) -> None:
    signal = look(addresses(story)["melding"])
    project = look(addresses(story)["project"])

    reference = story.signal.reference
    assert signal.url("Naar de pagina van deze melding") == url(story, f"melding/{reference}")
    assert project.url("Naar de projectkaart") == url(story, f"project/{story.project.pk}")
    assert "Nu: afgerond." in project.text


def test_what_a_year_is_known_of_says_the_year(story: Story, look: Look) -> None:
    page = look(addresses(story)["cijfer"])

    assert '<time datetime="2024">2024</time>' in page.html
    assert '<time datetime="2026-03-05">5 maart 2026</time>' in page.html


def test_it_says_how_much_is_left_out(story: Story, look: Look) -> None:
    make_more_projects(story, 15)

    page = look(addresses(story)["doel"])

    assert "en nog 4" in page.text
    assert "Om het verhaal leesbaar te houden, zijn" in page.text
    assert page.faults() == []


def test_what_nobody_linked_says_what_will_come(story: Story, look: Look) -> None:

    lone = make_signal(story.municipality, story.team.area)

    page = look(url(story, f"draad/melding/{lone.pk}"))

    assert "Hier hangt nog niets mee samen." in page.text
    assert "Wie dit meldde, hoort uiterlijk 17 maart 2026 iets." in page.text


@pytest.mark.parametrize(
    "path",
    [
        "draad/melding/999999",
        "draad/overleg/1",
        "draad/iets/1",
        "draad/cijfer/eenzaam/WK999999",
        "draad/cijfer/niets/BU1",
    ],
)
def test_what_is_not_there_is_not_found(story: Story, look: Look, path: str) -> None:
    look(url(story, path), 404)
    look(f"/nederland/{path}", 404)


def test_a_page_costs_at_most_fifteen_questions_beyond_its_frame(
    story: Story, client: Client
) -> None:
    make_more_projects(story, 8)

    for address in addresses(story).values():
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) - FRAME <= 15
