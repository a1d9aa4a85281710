"""Nobody sees what is not theirs to see: every role, every planted thing, every way out."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from tests.matrix import leaky
from tests.matrix.allowed import (
    ALLOWED,
    EVERYBODY,
    ROLES,
    Kind,
    Look,
    Shown,
    Who,
    leaks,
    marks_in,
)
from tests.matrix.channels import BY_LINK, CHANNELS, words_of, written_mails
from tests.matrix.crawl import addresses, browser, patterns, visit
from tests.matrix.town import Town, plant
from wijkregie.domain.people.states import Role
from wijkregie.kit import typeset
from wijkregie.web.http.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker, Settings

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """The town, planted once: who looks changes nothing, and what they do is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield plant()
        transaction.set_rollback(True)


@pytest.fixture
def town(planted: Town, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    settings.WIJKREGIE_LIMITS = dict.fromkeys(LIMITS, 10**9)
    settings.ACCOUNT_RATE_LIMITS = False
    # A PDF is the text that typst is given: its own tests show that this is what it prints.
    monkeypatch.setattr(typeset, "pressed", str.encode)
    # Nobody asks which templates a page was made of: it would cost a tenth of the time.
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)
    logging.disable(logging.CRITICAL)
    yield planted
    logging.disable(logging.NOTSET)


PASSERS_BY = frozenset({Who.PASSER_BY})
OUTSIDERS = frozenset({Who.IDLE, Who.WEAK})
LINKED = frozenset({Who.RAISER})
ASKED = frozenset({Who.PARTNER})
RESIDENTS = frozenset({Who.CHAIR, Who.SECOND_SHELL, Who.COLLEAGUE})
DESKS = frozenset({Who.DESK})
KEEPERS = frozenset({Role.ADMINISTRATOR, Who.OPERATOR})
BESIDE = frozenset({Role.COUNCIL_MEMBER, Who.OTHER_WIJK})
STEERING = frozenset({Role.DISTRICT_MANAGER})
WORKERS = ROLES - KEEPERS - BESIDE - STEERING
ON_THE_THREAD = (
    Kind.SIGNAL_PUBLIC,
    Kind.SIGNAL_TOLD,
    Kind.RAISER,
    Kind.OFFER,
    Kind.OUTCOME,
    Kind.DECISION,
    Kind.MEETING_PUBLIC,
    Kind.MEETING_CLOSED,
    Kind.EXTRACT,
    Kind.NOTES,
    Kind.PROGRAMME,
    Kind.IDEA,
)
# Who may see what hangs on questions that are the same in every database: on the second one
# one who may see nothing and one who may see most are enough.
ON_BOTH = (PASSERS_BY, STEERING)
EVERYBODY_LOOKS = {
    "passer-by": PASSERS_BY,
    "out": OUTSIDERS,
    "linked": LINKED,
    "asked": ASKED,
    "resident": RESIDENTS,
    "desk": DESKS,
    "beside": BESIDE,
    "steering": STEERING,
    "worker": WORKERS,
    "keeper": KEEPERS,
}


def everything(town: Town, channel: str, who: frozenset[str]) -> Iterator[tuple[Look, Shown]]:
    for look in town.looks:
        if look.who in who and (not look.token or channel in BY_LINK):
            for shown in CHANNELS[channel](look, town):
                yield look, shown


@pytest.mark.no_cover  # it would take half the time again, and each page has tests of its own
@pytest.mark.parametrize(
    "who",
    [
        pytest.param(who, id=name, marks=[] if who in ON_BOTH else pytest.mark.once)
        for name, who in EVERYBODY_LOOKS.items()
    ],
)
@pytest.mark.parametrize("channel", CHANNELS)
def test_nobody_sees_what_is_not_theirs(town: Town, channel: str, who: frozenset[str]) -> None:
    found: list[str] = []
    kept: list[str] = []
    seen: dict[Kind, set[str]] = {kind: set() for kind in Kind}
    for look, shown in everything(town, channel, who):
        found += leaks(look, town.canaries, shown)
        if look.person_id and channel == "pages" and not shown.is_kept_nowhere:
            kept.append(f"{look} can find {shown.where} back in the browser")
        marks = marks_in(shown.text)
        for canary in town.canaries:
            if canary.mark in marks and (look.token or not canary.is_of(look)):
                seen[canary.kind].add(look.who)

    assert not found, "\n".join(found[:40])
    assert not kept, "\n".join(kept[:40])
    if channel == "pages":
        assert_who_may_see_does_see(seen, who)


def assert_who_may_see_does_see(seen: dict[Kind, set[str]], who: frozenset[str]) -> None:
    """Who may see a kind does see it somewhere: else an empty page would pass for safe."""
    if who == LINKED:
        assert seen[Kind.SIGNAL_TOLD] == LINKED
        return
    if who == ASKED:
        assert seen[Kind.OFFER] == ASKED
        return
    assert seen[Kind.OWN_AREA] & seen[Kind.OWN_FIGURE] == who
    for kind in ON_THE_THREAD:
        assert seen[kind] - {Who.OPERATOR} == who & ALLOWED[kind] - {Who.OPERATOR}, kind
    assert seen[Kind.CALLED] == who & (ALLOWED[Kind.CALLED] | {Who.OPERATOR})
    if who in {RESIDENTS, DESKS, BESIDE, STEERING, WORKERS}:
        assert seen[Kind.HIDDEN_AREA] == who
    if who == KEEPERS:
        for kind in (Kind.NAME, Kind.MAIL, Kind.IDLE_NAME, Kind.GROUP, Kind.LOG):
            assert seen[kind] == who, kind
        for kind in (Kind.SIGNAL_TOLD, Kind.MEETING_CLOSED, Kind.NOTES, Kind.IDEA):
            assert Who.OPERATOR in seen[kind], kind


MAILS = (
    "concern_waiting",
    "concern_unread",
    "concern_alarm",
    "signal_received",
    "signal_moved",
    "signal_postponed",
    "signal_answered",
    "signal_project",
    "signal_proposal",
    "budget_check_asked",
    "signal_overdue",
    "signal_reopened",
    "action_list",
    "meeting_invited",
    "meeting_changed",
    "proposal_declined",
    "hand_over_offered",
    "hand_over_replied",
    "hand_over_reported",
)
LEAKS = {
    "lek/namen": ("passer-by", Kind.NAME),
    "<slug:slug>/lek/collega": ("resident in the chair", Kind.NAME),
    "lek/<int:pk>": ("passer-by", Kind.NAME),
    "lek/kop": ("passer-by", Kind.MAIL),
    "<slug:slug>/lek/bewaard": ("administrator of", Kind.NAME),
    "<slug:slug>/lek/cijfers": ("passer-by", Kind.OWN_FIGURE),
    "<slug:slug>/lek/log": ("council_member", Kind.LOG),
    "<slug:slug>/lek/melding/<str:reference>": (Who.OTHER_WIJK, Kind.SIGNAL_TOLD),
    "<slug:slug>/lek/volgen/<str:token>": (Who.RAISER, Kind.SIGNAL_TOLD),
    "<slug:slug>/lek/partner/<str:token>": (Who.PARTNER, Kind.SIGNAL_TOLD),
    "<slug:slug>/lek/melders": ("specialist", Kind.RAISER),
    "lek/foto/<int:pk>": ("passer-by", Kind.SIGNAL_TOLD),
    "<slug:slug>/overleg/<int:pk>/lek": (Who.SECOND_SHELL, Kind.NOTES),
    "<slug:slug>/lek/ideeen.csv": ("passer-by", Kind.IDEA),
    "<slug:slug>/lek/bonnen": ("passer-by", Kind.IDEA),
    "<slug:slug>/lek/post": ("council_member", Kind.OUTBOX),
    "<slug:slug>/lek/zorg": (Who.DESK, Kind.SEALED),
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
        for shown in visit(browser(look), addresses(route, leaking.seen_by(look)))
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


def test_the_calendar_of_somebody_else_is_caught(town: Town) -> None:
    """The chair's shows where the group meets; so the channel would find it with another."""
    looks = {look.who: look for look in town.looks}
    (own,) = CHANNELS["calendars"](looks[Who.CHAIR], town)

    assert marks_in(own.text)
    assert not leaks(looks[Who.CHAIR], town.canaries, own)
    assert leaks(looks[Who.SECOND_SHELL], town.canaries, own)


def test_no_mail_of_the_worker_tells_what_it_is_about(town: Town) -> None:
    """It leads to the page where that stands; even who may read it there reads it there."""
    private = {one.mark: one for one in town.canaries if ALLOWED[one.kind] != EVERYBODY}
    found = list(written_mails())

    told = [
        f"{row.template}: {private[mark]}"
        for row, written in found
        for mark in marks_in(words_of(written)) & private.keys()
    ]

    assert not told, "\n".join(told)
    assert {row.template for row, _written in found} == set(MAILS)


def test_a_private_link_is_mailed_to_nobody_else(town: Town) -> None:
    raisers = {look.token: look.raiser_id for look in town.looks if look.raiser_id}
    offers = {look.token: look.offer_id for look in town.looks if look.offer_id}

    mailed = {
        (row.ids.get("person"), row.ids.get("raiser"), row.ids.get("offer"), token)
        for row, written in written_mails()
        for token in (*raisers, *offers)
        if token in words_of(written)
    }

    assert {token for *_ids, token in mailed} & raisers.keys()
    assert {token for *_ids, token in mailed} & offers.keys()
    assert all(
        (person_id, raiser_id, offer_id) == (None, raisers.get(token), offers.get(token))
        for person_id, raiser_id, offer_id, token in mailed
    )


def test_every_leaky_page_is_planted(leaking: Town) -> None:
    assert {one for one in patterns() if not one.startswith("api/")} == set(LEAKS)


def test_a_part_of_an_address_that_nobody_explained_is_noticed(town: Town) -> None:
    with pytest.raises(LookupError, match="say in tests/matrix/parts"):
        addresses("<slug:slug>/iets/<str:onbekend>", town)
    with pytest.raises(LookupError, match="name its parts"):
        addresses("<int:a>/<int:b>/<int:c>", town)


def test_the_matrix_tells_of_every_kind_and_everybody_looks() -> None:
    assert set(ALLOWED) == set(Kind)
    assert frozenset().union(*EVERYBODY_LOOKS.values()) == EVERYBODY


def test_a_page_that_a_browser_keeps_is_noticed(town: Town) -> None:
    text = "Cache-Control: private"

    assert not Shown("/", None, text).is_kept_nowhere
    assert Shown("/", None, text + ", no-store").is_kept_nowhere
