"""What is raised, decided, discussed and done: all that everyone may read, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.story import CANARY, tell
from tests.makers.meetings import make_meeting
from tests.makers.money import make_order, make_payment
from tests.makers.places import AT, make_municipality
from tests.makers.planning import make_party
from tests.makers.programme import make_cost, make_coverage, make_goal_indicator, make_project
from tests.makers.signals import make_signal
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Goal, Project
from wijkregie.domain.programme.states import Part
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.api.conftest import Api, Town
    from tests.api.story import Story

HERE = "/gemeenten/molenstad"


@pytest.fixture
def story(town: Town) -> Story:
    return tell(town.municipality, town.areas["BU90010000"])


def paths(story: Story) -> list[str]:
    """Every address at which something of a thread stands."""
    return [
        "/meldingen",
        f"/meldingen/{story.signal.reference}",
        "/besluiten",
        f"/besluiten/{story.decision.pk}",
        "/overleggen",
        f"/overleggen/{story.public.pk}",
        f"/overleggen/{story.closed.pk}",
        "/programmas",
        f"/programmas/{story.programme.key}",
        "/projecten",
        f"/projecten/{story.project.pk}",
        f"/draad/melding/{story.signal.pk}",
        f"/draad/kosten/{story.cost}",
        f"/draad/dekking/{story.coverage}",
        "/tellingen",
    ]


def test_nothing_that_is_not_for_everyone_is_told(api: Api, story: Story) -> None:
    for path in paths(story):
        assert CANARY not in str(api(HERE + path)), path
    api(f"{HERE}/projecten/{story.idea.pk}", status=404)


def test_a_signal_tells_its_steps_decisions_and_public_answers(api: Api, story: Story) -> None:
    told = api(f"{HERE}/meldingen/{story.signal.reference}")

    assert told["titel"] == "De bank bij de vijver"
    assert told["thema"] == {"nummer": story.theme.pk, "naam": "Groen"}
    assert told["status"] == "beantwoord"
    assert [step["status"] for step in told["stappen"]][-2:] == ["besloten", "beantwoord"]
    assert told["besluit"]["uitkomst"] == "niet-oppakken"
    assert told["besluit"]["reden"] == "Dit jaar is het geld op."
    assert told["besluit"]["andereMening"] == "Het is nodig."
    assert [answer["tekst"] for answer in told["antwoorden"]] == ["De bank is gemaakt."]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("", 2),
        ("gebied=BU90010000", 1),
        ("gebied=WK900101", 1),
        ("status=ontvangen", 1),
        ("status=beantwoord", 1),
        ("status=afgerond", 0),
    ],
)
def test_signals_are_chosen(api: Api, town: Town, story: Story, asked: str, count: int) -> None:
    make_signal(town.municipality, town.areas["WK900101"])

    assert api(f"{HERE}/meldingen?{asked}")["totaal"] == count


def test_signals_of_a_theme_are_chosen(api: Api, town: Town, story: Story) -> None:
    make_signal(town.municipality)

    [told] = api(f"{HERE}/meldingen", thema=story.theme.pk)["resultaten"]

    assert told["kenmerk"] == story.signal.reference


def test_a_choice_that_is_not_there_is_not_found(api: Api, town: Town, story: Story) -> None:
    assert "gebied" in api(f"{HERE}/meldingen", gebied="BU99999999", status=404)["detail"]
    api(f"{HERE}/meldingen", gebied=town.hidden.code, status=404)
    api(f"{HERE}/tellingen", gebied=town.hidden.code, status=404)
    assert "programma" in api(f"{HERE}/projecten", programma="weg", status=404)["detail"]


def test_a_public_meeting_tells_decisions_and_actions_by_organisation(
    api: Api, story: Story
) -> None:
    told = api(f"{HERE}/overleggen/{story.public.pk}")

    [item] = told["agenda"]
    assert told["naam"] == "Wijktafel"
    assert told["plaats"] == "De Molen"
    assert told["status"] == "gehouden"
    assert item["titel"] == "Bankjes in het park"
    assert item["besluit"]["orgaan"] == "Wijkteam Noord"
    doers = {action["wat"]: action["organisatie"] for action in item["acties"]}
    assert doers == {
        "De bankjes plaatsen": f"Corporatie {story.public.pk}",
        "De buren vragen": None,
    }


def test_of_another_meeting_only_group_and_moment_are_told(api: Api, story: Story) -> None:
    told = api(f"{HERE}/overleggen/{story.closed.pk}")

    assert told["groep"] == "Wijkteam Noord"
    assert told["openbaar"] is False
    assert told["naam"] is told["plaats"] is None
    assert told["agenda"] == []


def test_a_programme_tells_its_tree_and_what_is_not_known_stays_empty(
    api: Api, story: Story
) -> None:
    told = api(f"{HERE}/programmas/{story.programme.key}")

    [effect] = told["doelen"]
    [goal] = effect["doelen"]
    known, unknown = goal["indicatoren"]
    assert known["nulmeting"] == 1.5
    assert known["streefwaarde"] == 4
    assert known["nu"] is known["voortgang"] is unknown["nulmeting"] is None
    assert [one["projecten"] for one in told["knelpunten"]] == [[story.project.pk]]
    assert [one["nummer"] for one in told["projecten"]] == [story.project.pk]
    assert told["geld"]["totaal"]["tekort"] == {"bedrag": "10000.05", "lezing": "minstens"}
    assert [one["naam"] for one in told["geld"]["financiers"]] == ["Fonds", "Wijkbudget"]


def test_a_programme_tells_what_was_spent_and_what_of_it_on_stopped_projects(
    api: Api, story: Story
) -> None:
    url = f"{HERE}/programmas/{story.programme.key}"
    assert api(url)["geld"]["uitgaven"] is None
    before = api(url)["geld"]["totaal"]
    make_order(story.project, 2_000_00)
    stops = make_project(story.programme)
    make_cost(stops, 9_000_00)
    make_payment(stops, 400_00, commitment_id=make_order(stops, 1_000_00))
    by = installation(story.programme.municipality_id)
    services.stop(stops.pk, "Er kwam niemand.", by=by, at=AT)

    money = api(url)["geld"]

    assert money["uitgaven"] == {
        "besteld": "3000.00",
        "betaald": "400.00",
        "besteldOpGestopteProjecten": "1000.00",
        "betaaldOpGestopteProjecten": "400.00",
    }
    assert money["totaal"] == before


def test_a_project_tells_its_money_in_euros_per_year_and_funder(api: Api, story: Story) -> None:
    told = api(f"{HERE}/projecten/{story.project.pk}")
    money = told["geld"]

    assert [one["bedrag"] for one in money["kosten"]] == ["30000.05", None]
    assert {(one["financier"], one["jaar"], one["toezegging"]) for one in money["dekking"]} == {
        ("Wijkbudget", 2026, "toegezegd"),
        ("Fonds", None, "gevraagd"),
    }
    assert [(one["jaar"], one["tekort"]["bedrag"]) for one in money["jaren"]] == [
        (2026, "10000.05"),
        (2027, None),
        (None, "0.00"),
    ]
    (unknown,) = (one for one in money["jaren"] if one["jaar"] == 2027)
    assert unknown["kosten"] == {"bedrag": None, "onbekend": 1}
    assert unknown["tekort"] == {"bedrag": None, "lezing": "minstens"}
    assert unknown["gedekt"] == {"bedrag": "0.00", "onbekend": 0}
    assert money["totaal"]["kosten"] == {"bedrag": "30000.05", "onbekend": 1}
    assert told["meldingen"] == [story.signal.reference]
    assert {step["status"] for step in told["stappen"]} == {"goedgekeurd", "loopt"}


def test_the_holder_of_a_project_and_who_leads_it_stand_apart(api: Api, story: Story) -> None:
    make_party(story.project, "Stichting Samen", Part.HOLDER)
    make_party(story.project, "Bewonersgroep")
    Project.objects.filter(pk=story.project.pk).update(lead_roles=["opbouwwerker"])

    (listed,) = api(f"{HERE}/projecten")["resultaten"]
    card = api(f"{HERE}/projecten/{story.project.pk}")

    assert (listed["houders"], listed["trekkers"]) == (["Stichting Samen"], ["opbouwwerker"])
    assert card["trekkers"] == ["opbouwwerker"]
    assert {one["naam"]: one["rol"] for one in card["partijen"]} == {
        "Stichting Samen": "houder",
        "Bewonersgroep": "partner",
    }


def test_of_a_project_without_a_card_the_area_is_not_known(api: Api, story: Story) -> None:
    project, key = story.project, story.project.programme.key
    project.areas.clear()

    def known() -> list[tuple[list[str], bool]]:
        (listed,) = api(f"{HERE}/projecten")["resultaten"]
        card = api(f"{HERE}/projecten/{project.pk}")
        (planned,) = api(f"{HERE}/programmas/{key}")["projecten"]
        return [(one["gebieden"], one["gebiedBekend"]) for one in (listed, card, planned)]

    assert known() == [([], True)] * 3
    Project.objects.filter(pk=project.pk).update(has_card=False)
    assert known() == [([], False)] * 3


def test_projects_are_chosen(api: Api, story: Story) -> None:
    for asked, count in (
        (f"programma={story.programme.key}", 1),
        ("gebied=BU90010000", 1),
        ("gebied=BU90010001", 0),
        ("status=loopt", 1),
        ("status=gestopt", 0),
    ):
        assert api(f"{HERE}/projecten?{asked}")["totaal"] == count, asked


def test_a_thread_leads_from_a_euro_to_the_signal(api: Api, story: Story) -> None:
    told = api(f"{HERE}/draad/kosten/{story.cost}")

    kinds = {group["soort"] for group in told["verbonden"]}
    assert {"melding", "project", "doel", "knelpunt"} <= kinds
    [signals] = [group for group in told["verbonden"] if group["soort"] == "melding"]
    assert signals["onderdelen"][0]["naar"]["kenmerk"] == story.signal.reference
    assert [dot["op"] for dot in told["punten"]] == sorted(dot["op"] for dot in told["punten"])


def test_the_counts_say_what_has_no_coverage(api: Api, story: Story) -> None:
    told = api(f"{HERE}/tellingen")
    elsewhere = api(f"{HERE}/tellingen", gebied="BU90010001")

    assert told["zonderDekking"] == {"bedrag": "10000.05", "lezing": "minstens"}
    assert told["doelenZonderNulmeting"] == {"aantal": 1, "van": 2, "procent": 50}
    assert sum(one["aantal"] for one in told["meldingenPerStatus"]) == 1
    assert elsewhere["zonderDekking"]["bedrag"] == "0.00"
    assert elsewhere["gebied"] == "BU90010001"


def test_nothing_of_another_municipality_is_told(api: Api, town: Town, story: Story) -> None:
    other = f"/gemeenten/{make_municipality().slug}"

    for path in paths(story):
        single = any(sign.isdigit() or sign.isupper() for sign in path)
        if single or path.startswith("/programmas/"):
            assert api(HERE + path), path
            api(other + path, status=404)
        elif path != "/tellingen":
            assert api(HERE + path)["totaal"], path
            assert api(other + path)["totaal"] == 0, path
    assert api(f"{other}/tellingen")["zonderDekking"]["bedrag"] == "0.00"


@pytest.mark.parametrize(
    ("number", "most"),
    [(0, 5), (2, 4), (4, 4), (7, 4), (9, 8), (10, 19), (14, 9)],
    ids=("signals", "decisions", "meetings", "programmes", "projects", "project", "counts"),
)
def test_an_answer_costs_as_many_queries_however_much_there_is(
    api: Api, town: Town, story: Story, number: int, most: int
) -> None:
    path = HERE + paths(story)[number]
    with CaptureQueriesContext(connection) as few:
        api(path)
    more(town, story)
    with CaptureQueriesContext(connection) as many:
        api(path)

    assert len(few) == len(many) <= most


def test_a_whole_programme_costs_as_many_queries_however_large(
    api: Api, town: Town, story: Story
) -> None:
    path = f"{HERE}/programmas/{story.programme.key}"
    with CaptureQueriesContext(connection) as few:
        api(path)
    more(town, story)
    with CaptureQueriesContext(connection) as many:
        api(path)

    assert len(few) == len(many) <= 17


def more(town: Town, story: Story) -> None:
    """Make more of everything."""
    area = town.areas["BU90010001"]
    for number in range(4):
        make_signal(town.municipality, area, theme=story.theme)
        project = make_project(story.programme, area_ids=(area.pk,))
        for one in (project, story.project):
            make_cost(one, 100 * number)
            make_coverage(one, 50, funder=f"Financier {number}")
        make_goal_indicator(Goal.objects.filter(programme=story.programme)[0])
        make_meeting(story.public.series, starts_at=story.public.starts_at.replace(hour=number))
