"""Nobody sees what is not theirs to see: every role, every planted thing, every way out."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from tests.matrix import leaky
from tests.matrix.allowed import ALLOWED, EVERYBODY, ROLES, Kind, Look, Shown, Who, leaks
from tests.matrix.channels import CHANNELS
from tests.matrix.crawl import addresses, browser, patterns, visit
from tests.matrix.town import Town, plant
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(settings: Settings) -> Iterator[Town]:
    settings.WIJKREGIE_LIMITS = dict.fromkeys(("login", "upload", "search", "api"), 10**9)
    settings.ACCOUNT_RATE_LIMITS = False
    logging.disable(logging.CRITICAL)
    yield plant()
    logging.disable(logging.NOTSET)


OUTSIDERS = frozenset({Who.PASSER_BY, Who.IDLE, Who.WEAK})
RESIDENTS = frozenset({Who.CHAIR, Who.SECOND_SHELL})
KEEPERS = frozenset({Role.ADMINISTRATOR, Who.OPERATOR})
WORKERS = ROLES - KEEPERS
EVERYBODY_LOOKS = (OUTSIDERS, RESIDENTS, WORKERS, KEEPERS)


def everything(town: Town, channel: str, who: frozenset[str]) -> Iterator[tuple[Look, Shown]]:
    for look in town.looks:
        if look.who in who:
            for shown in CHANNELS[channel](look, town):
                yield look, shown


@pytest.mark.parametrize("who", EVERYBODY_LOOKS, ids=("out", "resident", "worker", "keeper"))
@pytest.mark.parametrize("channel", CHANNELS)
def test_nobody_sees_what_is_not_theirs(town: Town, channel: str, who: frozenset[str]) -> None:
    found: list[str] = []
    kept: list[str] = []
    seen: dict[Kind, set[str]] = {kind: set() for kind in Kind}
    for look, shown in everything(town, channel, who):
        found += leaks(look, town.canaries, shown)
        if look.person_id and channel == "pages" and not shown.is_kept_nowhere:
            kept.append(f"{look} can find {shown.where} back in the browser")
        for canary in town.canaries:
            if canary.mark in shown.text and not canary.is_of(look):
                seen[canary.kind].add(look.who)

    assert not found, "\n".join(found[:40])
    assert not kept, "\n".join(kept[:40])
    if channel == "pages":
        assert_who_may_see_does_see(seen, who)


def assert_who_may_see_does_see(seen: dict[Kind, set[str]], who: frozenset[str]) -> None:
    """Who may see a kind does see it somewhere: else an empty page would pass for safe."""
    assert seen[Kind.OWN_AREA] & seen[Kind.OWN_FIGURE] == who
    if who in {RESIDENTS, WORKERS}:
        assert seen[Kind.HIDDEN_AREA] == who
    if who == KEEPERS:
        for kind in (Kind.NAME, Kind.MAIL, Kind.IDLE_NAME, Kind.GROUP, Kind.LOG):
            assert seen[kind] == who, kind


LEAKS = {
    "lek/namen": ("passer-by", Kind.NAME),
    "<slug:slug>/lek/collega": ("resident in the chair", Kind.NAME),
    "lek/<int:pk>": ("passer-by", Kind.NAME),
    "lek/kop": ("passer-by", Kind.MAIL),
    "<slug:slug>/lek/bewaard": ("administrator of", Kind.NAME),
    "<slug:slug>/lek/cijfers": ("passer-by", Kind.OWN_FIGURE),
    "<slug:slug>/lek/log": ("council_member", Kind.LOG),
}


@pytest.fixture
def leaking(town: Town, settings: Settings) -> Town:
    """A town with pages that leak, planted to see that they are found."""
    settings.ROOT_URLCONF = leaky.__name__
    return town


@pytest.mark.parametrize("route", LEAKS)
def test_a_page_that_leaks_is_caught(leaking: Town, route: str) -> None:
    who, kind = LEAKS[route]
    found = [
        line
        for look in leaking.looks
        for shown in visit(browser(look), addresses(route, leaking))
        for line in leaks(look, leaking.canaries, shown)
    ]

    assert any(line.startswith(who) and kind in line for line in found)


def test_a_search_that_leaks_is_caught(leaking: Town) -> None:
    passer_by = leaking.looks[0]

    found = [
        line
        for shown in CHANNELS["search"](passer_by, leaking)
        for line in leaks(passer_by, leaking.canaries, shown)
    ]

    assert {Kind.HIDDEN_AREA} == {kind for kind in Kind for line in found if kind in line} - {
        Kind.OWN_AREA
    }


def test_a_leak_in_a_mail_is_caught(town: Town) -> None:
    canary = next(one for one in town.canaries if one.kind == Kind.NAME)
    mail = Shown("mail", None, f"Beste {canary.word.title()} {canary.mark.title()},")

    assert leaks(Look(Who.PASSER_BY, None), town.canaries, mail)
    assert not leaks(Look(Who.PASSER_BY, None), town.canaries, Shown("mail", None, "Beste,"))


def test_every_leaky_page_is_planted(leaking: Town) -> None:
    assert {one for one in patterns() if not one.startswith("api/")} == set(LEAKS)


def test_a_part_of_an_address_that_nobody_explained_is_noticed(town: Town) -> None:
    with pytest.raises(LookupError, match="say in tests/matrix/town"):
        addresses("<slug:slug>/iets/<str:onbekend>", town)
    with pytest.raises(LookupError, match="name its parts"):
        addresses("<int:a>/<int:b>/<int:c>", town)


def test_the_matrix_tells_of_every_kind_and_everybody_looks() -> None:
    assert set(ALLOWED) == set(Kind)
    assert frozenset().union(*EVERYBODY_LOOKS) == EVERYBODY


def test_a_page_that_a_browser_keeps_is_noticed(town: Town) -> None:
    text = "Cache-Control: private"

    assert not Shown("/", None, text).is_kept_nowhere
    assert Shown("/", None, text + ", no-store").is_kept_nowhere
