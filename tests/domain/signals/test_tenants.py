"""No list of signals crosses municipalities; each shows its canary at home."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.domain.signals import test_offers_tenants as offers
from tests.makers.decisions import a_decision
from tests.makers.people import make_group, make_seat
from tests.makers.places import AT, make_municipality
from tests.makers.routing import make_rule, make_standard
from tests.makers.signals import LATER, answered, by_link, make_signal, make_theme, raiser_of
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Photo
from wijkregie.kit.viewer import Grant, Viewer, anonymous, follower, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.makers.signal_town import Town
    from wijkregie.domain.signals.models import Signal

ON = AT.date()
PERIOD: dict[str, date] = {"since": ON, "until": ON + timedelta(days=30)}

LISTS: dict[str, Callable[[Viewer, Signal], Any]] = {
    "signals_visible_to": lambda by, _one: list(queries.signals_visible_to(by, on=ON)),
    "cards_visible_to": lambda by, _one: list(
        queries.cards_visible_to(by, queries.SignalFilter(), on=ON)
    ),
    "signal_seen": lambda by, one: queries.signal_seen(by, one.reference, on=ON),
    "signal_by_id": lambda by, one: queries.signal_by_id(by, one.pk, on=ON),
    "followed": lambda by, one: queries.followed(
        follower(by.municipality_id or 0, raiser_of(one).pk), on=ON
    ),
    "counts_by_state": lambda by, _one: queries.counts_by_state(by, on=ON) or None,
    "story_of": lambda by, one: queries.story_of(by, one.pk) or None,
    "answers_of": lambda by, one: queries.answers_of(by, one.pk) or None,
    "events_of": lambda by, one: queries.events_of(by, one.pk) or None,
    "bundled_in": lambda by, one: queries.bundled_in(by, one.pk, on=ON) or None,
    "alike": lambda by, one: queries.alike(by, one.pk, on=ON) or None,
    "satisfied_share": lambda by, _one: queries.satisfied_share(by, **PERIOD).of or None,
    "photo_of": lambda by, one: queries.photo_of(by, one.reference, one.photos.all()[0].pk),
    "raiser_of_link": lambda by, one: queries.raiser_of_link(
        by.municipality_id or 0, queries.link_of(raiser_of(one).pk), on=ON
    ),
    "facts_to_tell": lambda by, one: queries.facts_to_tell(by, [raiser_of(one).pk]) or None,
    "answered_in_time": lambda by, _one: queries.answered_in_time(by, **PERIOD).of or None,
    "declined": lambda by, _one: queries.declined(by, **PERIOD).of or None,
    "themes_in": lambda by, _one: queries.themes_in(by) or None,
    "routing_rules": lambda by, _one: queries.routing_rules(by, on=ON) or None,
    "failed_lately": lambda by, _one: queries.failed_lately(by, since=AT) or None,
    "empty_teams": lambda by, _one: queries.empty_teams(by, on=ON) or None,
    "rehearse": lambda by, _one: _rehearsed(by),
    "standard_answers": lambda by, _one: list(queries.standard_answers(by)) or None,
    "answers_to_choose": lambda by, one: (
        queries.answers_to_choose(by, one.theme_id, "") or None
    ),
    "themes_and_groups": lambda by, _one: (
        [name for _pk, name in queries.themes_and_groups(by, on=ON)[0]] or None
    ),
    "similar_to": lambda by, one: (
        queries.similar_to(by, queries.Written("Kanarie", theme_id=one.theme_id), on=ON) or None
    ),
    "counts_by_area": lambda by, _one: (
        queries.counts_by_area(by, [], queries.SignalFilter(), on=ON).total or None
    ),
    "themes_visible_to": lambda by, _one: list(queries.themes_visible_to(by)) or None,
}


def _rehearsed(by: Viewer) -> object:
    """A trial of taking no rule away: what counts is what it shows."""
    found = queries.rehearse(by, queries.ChangeAsked(0, None), on=ON)
    return found if found and found.of else None


#: For who sends a message: they take a raiser that a row of the outbox names.
OTHERS = {"link_of", "mail_facts"} | offers.FOR_SENDING | set(offers.LISTS)


@pytest.fixture
def canary(db: None) -> Signal:
    """A signal elsewhere, in everything that a list can show."""
    elsewhere = make_municipality()
    theme = make_theme(elsewhere, "Kanarie")
    make_group(elsewhere, "Kanarieteam")
    make_rule(elsewhere, make_group(elsewhere, "Kanarie"))
    make_standard(elsewhere, "Kanarie", text="Kanarie")
    signal = make_signal(elsewhere, theme=theme, text="Kanarie", place="Kanarie")
    Photo.objects.create(
        municipality=elsewhere, signal=signal, file="signals/kanarie.webp", added_at=AT
    )
    by = installation(elsewhere.pk)
    words = services.SignalWords("Kanarie", signal.kind, theme.pk, None)
    services.describe(signal.pk, words, by=by, at=LATER)
    along, waiting = (make_signal(elsewhere, theme=theme, text="Kanarie") for _n in range(2))
    services.bundle(signal.pk, [along.pk], by=by, at=LATER)
    services.describe(waiting.pk, words, by=by, at=LATER)
    draft = a_decision(Outcome.DECLINE, subject="Kanarie")
    services.decide(signal.pk, draft, by=by, at=LATER)
    answered(signal, "Kanarie")
    services.satisfied(by=by_link(signal), at=LATER)
    return signal


def test_every_list_is_here() -> None:
    lists = {name for name in queries.__all__ if not name[0].isupper()}

    assert lists == set(LISTS) | OTHERS


@pytest.mark.parametrize("name", LISTS)
def test_no_list_crosses_municipalities(name: str, town: Town, canary: Signal) -> None:
    make_seat(town.team)
    for viewer in (town.passer_by, town.worker(), installation(town.municipality.pk)):
        shown = LISTS[name](viewer, canary)
        found = [one.name for one in shown] if name == "themes_visible_to" else shown
        assert "Kanarie" not in repr(found), name
        assert found in (None, [], ["Groen en grijs"]), name
    assert not LISTS[name](anonymous(), canary)


@pytest.mark.parametrize("name", LISTS)
def test_the_canary_can_be_seen_at_home(name: str, canary: Signal) -> None:
    """The control: each of these shows something to who works in its municipality."""
    worker = frozenset({Grant(Role.DISTRICT_MANAGER)})
    by = Viewer(canary.municipality_id, grants=worker, operator=True)

    assert LISTS[name](by, canary)
