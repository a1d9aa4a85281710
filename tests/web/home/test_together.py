"""The page of the groups: who sits in them, and when they began by the plan and really."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.makers.agreements import make_covenant
from tests.makers.meetings import make_team
from tests.makers.people import make_group
from tests.makers.places import AT
from wijkregie.domain.people import queries, services
from wijkregie.domain.people.states import GroupKind
from wijkregie.kit.viewer import installation
from wijkregie.web.home.together import began_text

if TYPE_CHECKING:
    from django.test import Client

    from tests.makers.meetings import Team
    from tests.web.conftest import Look

ON = date(2026, 11, 22)


@pytest.fixture
def team(db: None) -> Team:
    return make_team()


def test_everyone_sees_the_groups_and_only_members_the_names(
    team: Team, look: Look, client: Client
) -> None:
    make_group(team.municipality, "Bewonersgroep Noord", kind=GroupKind.RESIDENTS)
    page = look(f"/{team.municipality.slug}/groepen")

    assert page.faults() == []
    assert page.main_headings == ["Wie werken samen in Stad Molenwijk?"]
    assert [text for level, text in page.headings if level == 2] == [
        "Wijkteams",
        "Bewonersgroepen",
    ]
    assert "Welzijn Molenwijk" in page.text
    assert "Opbouwwerker Molenwijk" not in page.text

    client.force_login(team.chair)
    assert "Opbouwwerker Molenwijk" in look(f"/{team.municipality.slug}/groepen").text


@pytest.mark.parametrize(("days", "kind"), [(30, "warning"), (90, "info")])
def test_a_covenant_that_ends_is_told_with_its_group(
    team: Team, look: Look, days: int, kind: str
) -> None:
    last = timezone.localdate() + timedelta(days=days)
    covenant = make_covenant(team.group, until_on=last)

    page = look(f"/{team.municipality.slug}/groepen")

    assert page.faults() == []
    assert "Het convenant van deze groep loopt af op" in page.text
    assert f"wr-alert--{kind}" in page.html
    assert page.url("Convenant openen") == f"/{team.municipality.slug}/convenant/{covenant.pk}"


def test_a_covenant_that_holds_for_long_is_no_news(team: Team, look: Look) -> None:
    make_covenant(team.group, until_on=timezone.localdate() + timedelta(days=91))

    assert "loopt af op" not in look(f"/{team.municipality.slug}/groepen").text


def test_without_groups_it_says_what_comes_here(look: Look, team: Team) -> None:
    services.end_group(team.group.pk, by=installation(team.municipality.pk), at=AT)

    page = look(f"/{team.municipality.slug}/groepen")
    assert page.faults() == []
    assert "Nog geen groepen" in page.text


def test_the_country_has_no_groups(client: Client, db: None) -> None:
    assert client.get("/nederland/groepen").status_code == 404


@pytest.mark.parametrize(
    ("planned", "started", "words"),
    [
        (None, None, ""),
        (None, date(2011, 11, 1), "Begonnen in november 2011."),
        (date(2011, 9, 1), date(2011, 11, 1), "begonnen in november 2011: 2 maanden later."),
        (date(2011, 9, 1), date(2013, 1, 1), "begonnen in januari 2013: 16 maanden later."),
        (date(2011, 11, 1), date(2011, 11, 5), "Gepland voor november 2011, begonnen in"),
        (date(2026, 9, 1), None, "Zou beginnen in september 2026 en is nog niet begonnen."),
        (date(2027, 1, 1), None, "Begint in januari 2027."),
    ],
)
def test_the_plan_stands_beside_what_really_happened(
    planned: date | None, started: date | None, words: str
) -> None:
    told = began_text(planned, started, ON)

    assert words in told
    assert bool(told) == bool(words)


def test_when_a_group_began_is_kept_and_is_not_to_come(team: Team) -> None:
    by = installation(team.municipality.pk)
    draft = services.GroupDraft(
        GroupKind.RESIDENTS, "Zenderpark", planned_on=date(2011, 9, 1), started_on=ON
    )
    with pytest.raises(services.PeopleRefused, match="nog komen"):
        services.create_group(draft, by=by, at=AT)

    made = services.create_group(
        services.GroupDraft(
            GroupKind.RESIDENTS,
            "Zenderpark",
            planned_on=date(2011, 9, 1),
            started_on=date(2011, 11, 1),
        ),
        by=by,
        at=AT,
    )
    seen = queries.groups_visible_to(by, on=AT.date()).get(made)
    assert seen is not None
    assert (seen.planned_on, seen.started_on) == (date(2011, 9, 1), date(2011, 11, 1))
