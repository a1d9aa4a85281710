"""Three budgets played whole in a real browser, paper and counting again included."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from tests.browser.opened import findings, too_wide
from tests.browser.played_fund import Fund
from tests.browser.stage import Stage, staged
from tests.makers.people import make_person, make_role
from tests.makers.places import AT
from tests.makers.signals import make_theme
from tests.makers.small_town import make_small_town
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

    from tests.makers.small_town import Town
    from wijkregie.domain.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: First day, ideas, check, prices, vote, after the vote.
DAYS = (0, 1, 71, 99, 106, 121)
CHECKS = ("criteria", "feasible", "cost")
#: The same of the game: its turns are of sixty days, from day 70 on.
GAME = (0, 1, 43, 69, 71, 131)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT) as clock:
        yield clock


@pytest.fixture
def town(settings: Settings, clock: time_machine.Traveller) -> Town:
    settings.WIJKREGIE_LIMITS = {"search": 10**6, "code": 10**6, "report": 10**6}
    made = make_small_town()
    make_theme(made.municipality, "Groen en spelen")
    return made


def manager(town: Town, name: str) -> Person:
    person = make_person(name, municipality=town.municipality)
    make_role(town.municipality, Role.DISTRICT_MANAGER, person=person)
    return person


def look(fund: Fund, path: str, *told: str) -> list[str]:
    """Open a page of the round, read these words there, and return what is wrong with it."""
    text = fund.stage.go(fund.at(path))
    for words in told:
        assert words in text, text
    return faults(fund.stage, path)


def faults(stage: Stage, name: str) -> list[str]:
    wide = ["too wide"] if too_wide(stage.page) > 0 else []
    return [f"{name}: {one}" for one in (*findings(stage.page), *wide)]


@pytest.fixture
def two(town: Town) -> tuple[Person, Person]:
    return manager(town, "Rik Regie"), manager(town, "Wil Wijk")


def test_dordrecht_with_three_whole_plans_on_paper_and_on_a_phone(
    town: Town,
    two: tuple[Person, Person],
    live_server: LiveServer,
    clock: time_machine.Traveller,
    tmp_path: Path,
) -> None:
    with staged(town, live_server.url, clock, two, DAYS) as stage:
        fund = Fund(stage, *two)
        fund.start("dordrecht", "Wijkbudget")
        found = look(fund, "", "€ 600.000")
        # A name without a space fits on a phone too.
        long = "Straat/achterpad/garageplein/fietsenstalling/plantsoenstrook"
        names = ("Plan Water", "Plan Hart", long)
        fund.plans(DAYS, CHECKS, [(name, "600.000") for name in names])
        who = {"unit": "person", "least_age": "16", "on_paper": True}
        codes = fund.declare(tmp_path, 10, **who)

        stage.day(106)
        found += look(fund, "stemmen", "16 jaar", *names)
        for plan in ("2", "1") * 4:
            fund.vote(codes.pop(), plan)
        fund.paper(codes, ["1", "2"])
        found += look(fund, "uitslag", "Er is nog geen uitslag")

        stage.day(121)
        found += _level_plans_and_a_lot(fund)
        stage.page.locator("[data-own]").click()
        fund.sound()
        found += faults(stage, "counted again")

    assert found == []


def _level_plans_and_a_lot(fund: Fund) -> list[str]:
    """Two plans have five votes each: a lot is drawn, written down, and told to everyone."""
    fund.stage.as_(fund.manager)
    with pytest.raises(AssertionError, match="staan precies gelijk"):
        fund.stage.send(fund.at("tellen/nu"))
    drawn = "Op het plein geloot, iedereen kon kijken."
    fund.stage.send(fund.at("tellen/loting"), order="2, 3, 1", why=drawn)
    fund.tell()
    fund.stage.as_(None)
    found = look(fund, "uitslag", "Plan Hart", drawn, "Opkomst")
    return [*found, *look(fund, "natellen")]


def test_lombardijen_with_coins_that_are_pooled_and_a_jury(
    town: Town,
    two: tuple[Person, Person],
    live_server: LiveServer,
    clock: time_machine.Traveller,
    tmp_path: Path,
) -> None:
    with staged(town, live_server.url, clock, two, GAME) as stage:
        fund = Fund(stage, *two)
        fund.start("lombardijen", "Lombaspel")
        costs = (("Schommel", "4.000"), ("Muur", "2.000"), ("Feest", "9.000"))
        fund.plans(GAME, ("criteria", "feasible"), costs)
        stage.send(fund.at("beurten/plannen"), **_ten_turns())
        codes = fund.declare(tmp_path, 4, unit="household")

        stage.day(71)
        # Four households have 2.500 coins each: two of them pay the swing together.
        assert "2.500" in fund.give(codes[0], amount0="2000", amount1="500")
        fund.give(codes[1], amount0="2000")
        stage.as_(fund.manager)
        stage.go(fund.at("beurten"))
        no = stage.page.locator("main a[href$='/nee']").nth(1).get_attribute("href")
        stage.send(str(no), why="De muur is van een ander.")
        found = look(fund, "spel", "nog geen beurt voorbij")

        stage.day(131)
        stage.as_(fund.manager)
        stage.send(fund.at("beurten/1/sluiten"))
        stage.as_(None)
        found += look(fund, "spel", "gaat door", "De muur is van een ander.")
        # What lay behind the wall is back: 500 of then and 2.500 of now.
        assert "3.000" in fund.give(codes[0], amount2="3000")
        found += look(fund, "stemmen")

    assert found == []


def _ten_turns() -> dict[str, str]:
    days = [AT.date() + timedelta(days=70 + 60 * turn) for turn in range(11)]
    opens = {f"opens{turn}": days[turn - 1].isoformat() for turn in range(1, 11)}
    last = {f"closes{turn}": days[turn] - timedelta(days=1) for turn in range(1, 11)}
    return opens | {name: day.isoformat() for name, day in last.items()}


def test_a_residents_budget_with_equal_shares(
    town: Town,
    two: tuple[Person, Person],
    live_server: LiveServer,
    clock: time_machine.Traveller,
    tmp_path: Path,
) -> None:
    with staged(town, live_server.url, clock, two, DAYS) as stage:
        fund = Fund(stage, *two)
        fund.start("groningen", "Bewonersbudget")
        stage.send(fund.at("wijzigen"), budget="1.000")
        stage.send(fund.at("kiezen/aankruisen/gelijke-delen"), utility="cost")
        costs = (("Bank", "500"), ("Boom", "400"), ("Bus", "800"))
        fund.plans(DAYS, CHECKS, costs)
        codes = fund.declare(tmp_path, 5, unit="household", on_paper=True)

        stage.day(106)
        for marks in (("1",), ("1", "2"), ("1", "2"), ("3",)):
            fund.vote(codes.pop(), *marks)
        fund.paper(codes, ["1"])

        stage.day(121)
        stage.as_(fund.manager)
        fund.tell()
        stage.as_(None)
        found = look(fund, "uitslag", "Bank", "gelijk")
        # Each of five holds 200 euro: four pay the bench, and one alone no bus.
        found += look(fund, "uitslag/plan/3", "stemmen meer was het gekozen")
        fund.recount(tmp_path)
        found += faults(stage, "counted again")
        stage.as_(fund.manager)
        stage.send(fund.at("gekozen/1"))
        stage.page.get_by_role("link", name="Bank", exact=True).last.click()
        assert "Gekozen in de ronde" in stage.text
        found += faults(stage, "card")

    assert found == []
