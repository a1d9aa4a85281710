"""Lists of signals: what is kept, in which order, at which price; and what is counted."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.people import make_group, make_role, make_seat, viewer_for
from tests.makers.places import AT, make_own_area
from tests.makers.signal_town import NOORD, RIVIER
from tests.makers.signals import LATER, MAIL, answered, decided, make_signal, make_theme
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.models import Person
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Signal
from wijkregie.domain.signals.queries import SignalFilter
from wijkregie.domain.signals.states import OPEN, State
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.makers.signal_town import Town
    from wijkregie.kit.viewer import Viewer

LATE = date(2026, 3, 20)


def ids(viewer: Viewer, wanted: SignalFilter | None = None, *, on: date = LATE) -> list[int]:
    rows = queries.signals_visible_to(viewer, wanted or SignalFilter(), on=on)
    assert len(rows) == len(list(rows))
    return [one.id for one in rows]


def make(town: Town, days: int = 10, **more: Any) -> Signal:
    return make_signal(
        town.municipality, theme=make_theme(town.municipality, days=days), **more
    )


def test_what_is_late_stands_first_and_what_is_done_last(town: Town) -> None:
    done, soon, late, latest = make(town, 1), make(town, 20), make(town, 10), make(town, 5)
    answered(done)

    assert ids(town.passer_by) == [latest.pk, late.pk, soon.pk, done.pk]
    assert ids(town.passer_by, SignalFilter(states=tuple(OPEN))) == [
        latest.pk,
        late.pk,
        soon.pk,
    ]
    overdue = [one.overdue for one in queries.signals_visible_to(town.passer_by, on=LATE)]
    assert overdue == [True, True, False, False]


def test_one_keeps_what_one_looks_for(town: Town) -> None:
    noord, rivier, nowhere = make(town, point=NOORD), make(town, point=RIVIER), make(town, 60)
    answered(rivier)

    def kept(**wanted: Any) -> set[int]:
        found = ids(town.passer_by, SignalFilter(**wanted))
        counted = queries.counts_by_state(town.passer_by, SignalFilter(**wanted), on=LATE)
        assert sum(counted.values()) == len(found)
        return set(found)

    assert kept() == {noord.pk, rivier.pk, nowhere.pk}
    assert kept(states=[State.CLOSED]) == {rivier.pk}
    assert kept(theme_id=noord.theme_id) == {noord.pk}
    assert kept(area_id=town.molenwijk.pk) == {noord.pk}
    assert kept(area_id=town.area("GM9398").pk) == {noord.pk, rivier.pk}
    assert kept(owner_id=town.team.pk) == {noord.pk}
    assert kept(overdue=True) == {noord.pk}
    assert kept(overdue=True, area_id=town.rivierenwijk.pk) == set()


def test_mine_is_of_my_groups_my_areas_or_nobody(town: Town) -> None:
    here = town.municipality
    noord, rivier, nowhere = make(town, point=NOORD), make(town, point=RIVIER), make(town)
    mine = SignalFilter(mine=True)
    member = viewer_for(make_seat(town.team).person, here)
    both = make_role(here, Role.COMMUNITY_WORKER, area=town.rivierenwijk).person
    make_seat(town.team, both)

    assert set(ids(member, mine)) == {noord.pk}
    assert set(ids(town.worker(area=town.rivierenwijk), mine)) == {rivier.pk}
    assert set(ids(viewer_for(both, here), mine)) == {noord.pk, rivier.pk}
    assert set(ids(town.worker(Role.DISTRICT_MANAGER), mine)) == {rivier.pk, nowhere.pk}
    assert ids(town.worker(Role.COUNCIL_MEMBER), mine) == []
    assert ids(town.passer_by, mine) == []


def test_a_reference_is_found_as_it_is_typed(town: Town) -> None:
    signal = make(town)
    typed = f" {signal.reference[:4].lower()}-{signal.reference[4:]} "

    found = queries.signal_seen(town.passer_by, typed, on=LATE)

    assert found is not None
    assert found.id == signal.pk
    assert queries.signal_seen(town.passer_by, "geen kenmerk", on=LATE) is None
    assert queries.signal_seen(town.passer_by, "0000000X", on=LATE) is None


def test_states_are_counted_in_their_order(town: Town) -> None:
    answered(make(town))
    decided(make(town))
    make(town)
    make(town)

    counted = queries.counts_by_state(town.passer_by, on=LATE)

    assert list(counted.items()) == [
        (State.RECEIVED, 2),
        (State.DECIDED, 1),
        (State.CLOSED, 1),
    ]


def test_answered_in_time_counts_by_the_day_promised(town: Town) -> None:
    here, by = town.municipality, installation(town.municipality.pk)
    march, april = (date(2026, 3, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 4, 30))
    answered(make(town))  # promised on 17 March, answered on the third
    late = decided(make(town))
    services.answer(late.pk, "Klaar.", by=by, at=AT + timedelta(days=15))
    make(town)  # not answered
    again = answered(make(town))
    services.reopen(again.pk, "Weer.", by=by, at=AT + timedelta(days=20))
    make(town, 30)  # promised in April

    def share(since: date, until: date) -> tuple[int, int]:
        found = queries.answered_in_time(anonymous(here.pk), since=since, until=until)
        return found.in_time, found.of

    assert share(*march) == (2, 4)
    assert share(*april) == (0, 1)
    assert share(date(2026, 3, 17), date(2026, 3, 17)) == (2, 4)
    assert share(date(2025, 1, 1), date(2025, 12, 31)) == (0, 0)


def test_on_the_promised_day_until_midnight_is_in_time(town: Town) -> None:
    """Midnight in Amsterdam, not in Greenwich."""
    by = installation(town.municipality.pk)
    for hour in (22, 23):
        signal = decided(make(town))
        at = AT.replace(day=17, hour=hour, minute=30)
        services.answer(signal.pk, "Klaar.", by=by, at=at)

    found = queries.answered_in_time(
        town.passer_by, since=date(2026, 3, 1), until=date(2026, 3, 31)
    )
    assert (found.in_time, found.of) == (1, 2)


def test_what_was_declined_is_counted_with_its_reason(town: Town) -> None:
    decided(make(town), Outcome.DECLINE)
    decided(make(town))
    twice = answered(decided(make(town), Outcome.DECLINE))
    services.reopen(twice.pk, "Toch.", by=installation(town.municipality.pk), at=LATER)
    decided(twice, Outcome.DECLINE)
    day = AT.date()

    found = queries.declined(town.passer_by, since=day, until=day)

    assert (found.with_reason, found.of) == (3, 3)
    next_day = day + timedelta(days=1)
    assert queries.declined(town.passer_by, since=next_day, until=next_day).of == 0


def test_themes_are_counted_in_areas_or_everywhere(town: Town) -> None:
    green, traffic = town.theme, make_theme(town.municipality, "Verkeer")
    make_theme(town.municipality, "Leeg")
    for point in (NOORD, NOORD, RIVIER):
        make_signal(town.municipality, theme=green, point=point)
    make_signal(town.municipality, theme=traffic, point=RIVIER)
    areas = [town.noord.pk, town.molenwijk.pk]

    def counted(*area_ids: int) -> list[tuple[str, int]]:
        found = queries.themes_in(town.passer_by, area_ids)
        return [(one.name, one.count) for one in found]

    assert counted() == [("Groen en grijs", 3), ("Verkeer", 1)]
    assert counted(*areas) == [("Groen en grijs", 2)]


def costs(town: Town, signal: Signal) -> dict[str, int]:
    by, on, area_id = town.worker(), LATE, town.noord.pk
    link = queries.link_of(signal.raisers.all()[0].pk)
    asked: dict[str, Callable[[], Any]] = {
        "page": lambda: queries.signals_visible_to(by, on=on)[:50],
        "count": lambda: len(queries.signals_visible_to(by, on=on)),
        "cards": lambda: queries.cards_visible_to(by, SignalFilter(), on=on)[:50],
        "counts": lambda: queries.counts_by_state(by, on=on),
        "one": lambda: queries.signal_seen(by, signal.reference, on=on),
        "story": lambda: queries.story_of(by, signal.pk),
        "answers": lambda: queries.answers_of(by, signal.pk),
        "link": lambda: queries.raiser_of_link(town.municipality.pk, link, on=on),
        "facts": lambda: queries.mail_facts(signal.raisers.all()[0].pk),
        "in_time": lambda: queries.answered_in_time(by, since=on, until=on),
        "declined": lambda: queries.declined(by, since=on, until=on),
        "themes": lambda: queries.themes_in(by, [area_id]),
    }
    found = {}
    for name, ask in asked.items():
        with CaptureQueriesContext(connection) as seen:
            ask()
        found[name] = len(seen)
    return found


def test_lists_cost_the_same_however_long_they_are(town: Town) -> None:
    signal = answered(make(town, point=NOORD, raiser=MAIL))
    before = costs(town, signal)
    make_group(town.municipality, "Nog een team", areas=[town.rivierenwijk])
    for number in range(30):
        fresh = make(town, point=(NOORD, RIVIER)[number % 2])
        if number % 3:
            decided(fresh, (Outcome.DECLINE, Outcome.FOLLOW_UP)[number % 2])
    services.reopen(signal.pk, "Weer.", by=town.worker(), at=LATER)
    answered(signal)

    after = costs(town, signal)

    assert after == before
    assert after["page"] + after["count"] + after["counts"] <= 4
    assert max(after["one"], after["story"] + 1, after["answers"] + 1) <= 4
    assert max(after[name] for name in ("link", "in_time", "declined", "themes")) == 1


@pytest.mark.parametrize("wanted", [SignalFilter(), SignalFilter(states=tuple(OPEN))])
def test_one_page_is_the_part_asked_for(town: Town, wanted: SignalFilter) -> None:
    every = [make(town).pk for _number in range(7)]

    rows = queries.signals_visible_to(town.passer_by, wanted, on=LATE)

    assert [one.id for one in rows[2:5]] == every[2:5]
    assert rows[6].id == every[6]
    assert rows.get(every[3]) is not None
    assert rows.get(999_999) is None


def test_a_card_says_what_the_signal_says_to_everyone_who_looks(town: Town) -> None:
    hidden = make_own_area(town.municipality, "Nog geheim", town.noord.code, public=False)
    mine = town.worker()
    named = make(town, point=NOORD)
    services.assign(named.pk, person_id=mine.person_id, by=mine, at=LATER)
    answered(make(town, point=RIVIER))
    Signal.objects.filter(pk=make(town, 1).pk).update(area=hidden)
    keys = [field.name for field in fields(queries.SignalCard)]

    for viewer in (town.passer_by, mine, town.chair()):
        whole = [asdict(one) for one in queries.signals_visible_to(viewer, on=LATE)]
        cards = [asdict(one) for one in cards_of(viewer)]
        assert cards == [{key: one[key] for key in keys} for one in whole]

    seen, shown = repr(cards_of(mine)), repr(cards_of(town.passer_by))
    for canary in (hidden.name, named_of(mine)):
        assert canary in seen
        assert canary not in shown


def cards_of(viewer: Viewer) -> list[queries.SignalCard]:
    return [*queries.cards_visible_to(viewer, SignalFilter(), on=LATE)]


def named_of(viewer: Viewer) -> str:
    return Person.objects.get(pk=viewer.person_id or 0).name
