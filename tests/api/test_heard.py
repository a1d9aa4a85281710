"""What happened with a signal, who works together and who is heard: for everyone to read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.story import CANARY, tell
from tests.makers.decisions import a_decision
from tests.makers.meetings import (
    ON,
    TONIGHT,
    close_meeting,
    decision_of,
    make_item,
    make_meeting,
    make_series,
)
from tests.makers.offers import by_partner_link, make_offer
from tests.makers.people import make_group, make_organisation, make_person, make_seat
from tests.makers.places import AT, make_municipality
from tests.makers.signals import LATER, a_signal, make_signal, make_theme, send
from wijkregie.domain.decisions.states import Outcome, Votes
from wijkregie.domain.meetings import services as meetings
from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import GroupKind, OrganisationKind, Role, Shell
from wijkregie.domain.places.states import OwnKind
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.models import Signal
from wijkregie.domain.signals.states import Channel
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.api.conftest import Api, Town
    from wijkregie.domain.people.models import Group

HERE = "/gemeenten/molenstad"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT + timedelta(days=2), tick=False):
        yield


@pytest.fixture
def platform(town: Town) -> Group:
    """A group of residents with a seat in each shell, that began later than planned."""
    area = town.areas["BU90010000"]
    draft = people.GroupDraft(
        GroupKind.DISTRICT_PLATFORM,
        "Wijkplatform Noord",
        "Bewoners aan tafel",
        (area.pk, town.hidden.pk),
        planned_on=date(2024, 1, 1),
        started_on=date(2025, 9, 1),
    )
    by = installation(town.municipality.pk)
    made = people.create_group(draft, by=by, at=AT)
    found = make_group(town.municipality, "Andere groep")
    group = type(found).objects.get(pk=made)
    make_seat(group, make_person(CANARY, municipality=town.municipality))
    housing = make_organisation(town.municipality, "De Molen", kind=OrganisationKind.HOUSING)
    make_seat(group, organisation=housing, shell=Shell.SECOND)
    return group


def raised(town: Town, group: Group | None, outcome: str, **more: Any) -> Signal:
    """A signal of one person or of a group, in the buurt of the group, and decided on."""
    by = installation(town.municipality.pk)
    channel = Channel.MEETING if group else Channel.WEB
    draft = signals.RaiserDraft(group_id=group.pk if group else None, channel=channel)
    words = a_signal(make_theme(town.municipality), town.areas["BU90010000"], raiser=draft)
    made = Signal.objects.get(pk=send(words, town.municipality, by=by).signal_id)
    signals.decide(made.pk, a_decision(outcome, **more), by=by, at=LATER)
    made.refresh_from_db()
    return made


def test_a_signal_tells_what_happened_with_it_in_words_for_everyone(
    api: Api, town: Town
) -> None:
    signal = make_signal(town.municipality, text=CANARY)
    other = make_signal(town.municipality)
    by = installation(town.municipality.pk)
    person = anonymous(town.municipality.pk)
    joining = signals.JoinDraft("a" * 32, f"{CANARY} ook", signals.RaiserDraft(name=CANARY))
    signals.join(signal.pk, joining, by=person, at=AT, seed=1)
    signals.bundle(signal.pk, [other.pk], by=by, at=AT)
    party = make_organisation(town.municipality, "Corporatie Noord")
    offer = make_offer(signal, party)
    link = by_partner_link(offer)
    signals.refuse(offer.pk, "De lamp is niet van ons.", by=link, at=LATER)

    told = api(f"{HERE}/meldingen/{signal.reference}")
    along = api(f"{HERE}/meldingen/{other.reference}")

    assert [(one["wat"], one["organisatie"]) for one in told["gebeurtenissen"]] == [
        ("samengevoegd", ""),
        ("aangeboden", "Corporatie Noord"),
        ("geweigerd", "Corporatie Noord"),
    ]
    assert told["gebeurtenissen"][0]["kenmerk"] == other.reference
    assert told["gebeurtenissen"][2]["waarom"] == "De lamp is niet van ons."
    assert told["ookGemeld"] == 1
    assert told["samenMet"] is None
    assert along["samenMet"] == signal.reference
    assert CANARY not in str((told, along))


def test_a_rule_that_failed_and_who_was_given_it_are_not_among_what_happened(
    api: Api, town: Town
) -> None:
    signal = make_signal(town.municipality)
    group = make_group(town.municipality, CANARY)
    by = installation(town.municipality.pk)
    signals.assign(signal.pk, group.pk, by=by, at=AT)

    assert api(f"{HERE}/meldingen/{signal.reference}")["gebeurtenissen"] == []


def test_another_place_brings_a_signal_to_another_group_with_the_reason(
    api: Api, town: Town, platform: Group
) -> None:
    area = town.areas["BU90010001"]
    team = make_group(town.municipality, "Wijkteam Zuid", areas=[area])
    make_seat(team)
    signal = make_signal(town.municipality, town.areas["BU90010000"])
    words = signals.SignalWords("De bank", signal.kind, signal.theme_id, area.pk)
    signals.describe(signal.pk, words, by=installation(town.municipality.pk), at=AT)

    [told] = api(f"{HERE}/meldingen/{signal.reference}")["gebeurtenissen"]

    assert (told["wat"], told["groep"]) == ("andere-groep", "Wijkteam Zuid")


def test_a_decision_tells_how_the_vote_went(api: Api, town: Town) -> None:
    body = make_group(town.municipality)
    signal = raised(town, None, Outcome.DECLINE, body_id=body.pk, votes=Votes(5, 2, 1))
    silent = raised(town, None, Outcome.DECLINE)

    told = api(f"{HERE}/besluiten/{signal.decision_id}")
    assert told["stemmen"] == {"voor": 5, "tegen": 2, "onthouding": 1}
    assert api(f"{HERE}/besluiten/{silent.decision_id}")["stemmen"] is None


@pytest.mark.parametrize("public", [True, False])
def test_a_public_meeting_tells_what_is_found_out_first_but_not_what_was_found(
    api: Api, town: Town, *, public: bool
) -> None:
    group, by = make_group(town.municipality), installation(town.municipality.pk)
    meeting = make_meeting(make_series(group, public=public))
    item = make_item(meeting)
    words = decision_of(group, outcome=Outcome.MORE_INFORMATION)
    meetings.decide(item.pk, words, by=by, at=AT)
    party = make_organisation(town.municipality, "De Molen")
    draft = meetings.InquiryDraft("Wat kost een bank?", None, party.pk, ON + timedelta(days=9))
    asked = meetings.ask(item.pk, draft, by=by, at=AT)
    following = make_meeting(meeting.series, starts_at=TONIGHT + timedelta(days=14))
    close_meeting(meeting)
    meetings.find(asked, CANARY, by=by, at=TONIGHT)

    told = api(f"{HERE}/overleggen/{meeting.pk}")

    assert CANARY not in str((told, api(f"{HERE}/overleggen/{following.pk}")))
    if not public:
        assert told["agenda"] == []
        return
    [found] = told["agenda"][0]["onderzoeken"]
    assert (found["vraag"], found["organisatie"]) == ("Wat kost een bank?", "De Molen")
    assert found["uiterlijkOp"] == "2026-03-12"
    assert found["uitgezochtOp"] is not None
    assert found["terugInOverleg"] == following.pk


def test_a_group_tells_its_shells_and_when_it_began_beside_the_plan(
    api: Api, town: Town, platform: Group
) -> None:
    told = api(f"{HERE}/groepen")

    assert [one["naam"] for one in told["resultaten"]] == ["Andere groep", "Wijkplatform Noord"]
    found = told["resultaten"][1]
    assert found["nummer"] == platform.pk
    assert (found["soort"], found["doel"]) == ("wijkplatform", "Bewoners aan tafel")
    assert (found["geplandOp"], found["begonnenOp"]) == ("2024-01-01", "2025-09-01")
    assert [area["code"] for area in found["gebieden"]] == ["BU90010000"]
    assert found["zetels"] == [
        {"schil": "eerste", "functie": "lid", "organisatie": None},
        {
            "schil": "tweede",
            "functie": "lid",
            "organisatie": {"naam": "De Molen", "soort": "wonen"},
        },
    ]
    assert CANARY not in str(told)


def test_groups_come_in_pages_of_so_many(api: Api, town: Town, platform: Group) -> None:
    told = api(f"{HERE}/groepen", pagina=2, paginaGrootte=1)

    assert [one["naam"] for one in told["resultaten"]] == ["Wijkplatform Noord"]
    assert told["totaal"] == 2


def test_who_is_heard_is_told_with_how_many_it_was(
    api: Api, town: Town, platform: Group
) -> None:
    raised(town, None, Outcome.FOLLOW_UP)
    raised(town, None, Outcome.FOLLOW_UP)
    raised(town, platform, Outcome.DECLINE, officer=Role.SPECIALIST)
    team = make_group(town.municipality, "Wijkteam")
    plan = raised(town, team, Outcome.DECLINE, officer=Role.SPECIALIST, reason="Te duur.")

    told = api(f"{HERE}/gehoord")

    assert (told["van"], told["totEnMet"]) == ("2025-04-01", "2026-03-05")
    assert told["losseBewoners"]["opgepakt"] == {"aantal": 2, "van": 2, "procent": 100}
    assert told["losseBewoners"]["dagenTotBesluit"] == {"middelste": 0, "van": 2}
    assert told["losseBewoners"]["dagenTotAntwoord"] == {"middelste": None, "van": 0}
    assert told["groepen"]["nietOpgepakt"] == {"aantal": 1, "van": 1, "procent": 100}
    assert told["verschil"]["laag"] < 1 < told["verschil"]["hoog"] + 0.01
    assert told["wieBesloot"] == [{"wie": "stadhuis", "aantal": 1}]
    assert told["plannenOpzij"] == {"aantal": 1, "van": 1, "procent": 100}
    [found] = told["plannen"]
    assert (found["kenmerk"], found["afloop"]) == (plan.reference, "niet-opgepakt")
    assert (found["waarom"], found["project"]) == ("Te duur.", None)


def test_of_nothing_there_is_nothing_to_compare(api: Api, town: Town) -> None:
    told = api(f"{HERE}/gehoord")

    assert told["verschil"] is None
    assert told["teruggekomen"] == {"aantal": 0, "van": 0, "procent": None}
    assert told["wieBesloot"] == told["plannen"] == told["meedoen"]["zetels"] == []


def test_who_is_heard_is_told_of_one_area_too(api: Api, town: Town, platform: Group) -> None:
    raised(town, None, Outcome.FOLLOW_UP)

    here = api(f"{HERE}/gehoord", gebied="BU90010000")
    elsewhere = api(f"{HERE}/gehoord", gebied="BU90010001")

    assert (here["gebied"], here["losseBewoners"]["besluiten"]) == ("BU90010000", 1)
    assert elsewhere["losseBewoners"]["besluiten"] == 0
    api(f"{HERE}/gehoord", gebied=town.hidden.code, status=404)
    api(f"{HERE}/gehoord", jaar=2025, status=400)
    api(f"{HERE}/groepen", gebied="BU90010000", status=400)


def test_who_takes_part_stands_beside_who_lives_there(
    api: Api, town: Town, platform: Group
) -> None:
    raised(town, None, Outcome.FOLLOW_UP)
    raised(town, None, Outcome.FOLLOW_UP)
    meeting = make_meeting(make_series(platform))
    by = installation(town.municipality.pk)
    first, second = platform.seats.order_by("pk")
    meetings.attend(meeting.pk, {first.pk: True, second.pk: False}, by=by, at=AT)
    close_meeting(meeting)
    without_own_wijken(town)

    told = api(f"{HERE}/gehoord")["meedoen"]

    assert [(one["gebied"]["code"], one["melders"]) for one in told["gebieden"]] == [
        ("WK900100", 2),
        ("WK900101", 0),
    ]
    assert (told["gebieden"][0]["inwoners"], told["gebieden"][0]["inwonersJaar"]) == (500, 2018)
    assert told["wegen"] == [{"weg": "formulier", "aantal": 2}]
    assert [
        (one["soort"], one["schil"], one["aanwezig"]["aantal"]) for one in told["zetels"]
    ] == [
        (None, "eerste", 1),
        ("wonen", "tweede", 0),
    ]


def without_own_wijken(town: Town) -> None:
    """Let the municipality think in the wijken of CBS."""
    for area in (town.own, town.hidden):
        area.kind = OwnKind.OTHER
        area.save()


def test_a_town_that_drew_its_own_wijken_is_told_in_those(api: Api, town: Town) -> None:
    told = api(f"{HERE}/gehoord")

    assert [one["gebied"]["code"] for one in told["meedoen"]["gebieden"]] == [town.own.code]
    assert town.hidden.name not in str(told)


def test_nothing_of_another_town_is_told(api: Api, town: Town, platform: Group) -> None:
    raised(town, platform, Outcome.FOLLOW_UP)
    other = f"/gemeenten/{make_municipality().slug}"

    assert api(f"{other}/groepen")["totaal"] == 0
    told = api(f"{other}/gehoord")
    assert told["groepen"]["besluiten"] == 0
    assert told["meedoen"]["wegen"] == []


@pytest.mark.parametrize(("path", "most"), [("/groepen", 6), ("/gehoord", 24)])
def test_it_costs_as_many_queries_however_much_there_is(
    api: Api, town: Town, platform: Group, path: str, most: int
) -> None:
    tell(town.municipality, town.areas["BU90010000"])
    raised(town, platform, Outcome.DECLINE, officer=Role.SPECIALIST)
    with CaptureQueriesContext(connection) as few:
        api(HERE + path)
    theme = make_theme(town.municipality)
    for _each in range(3):
        raised(town, platform, Outcome.FOLLOW_UP)
        make_seat(make_group(town.municipality, areas=[town.areas["BU90010001"]]))
        make_signal(town.municipality, town.areas["BU90010001"], theme=theme)
    with CaptureQueriesContext(connection) as many:
        api(HERE + path)

    assert len(few) == len(many) <= most
