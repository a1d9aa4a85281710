"""Signals counted by area, since a day, and the last ones first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.makers.places import AT, make_municipality
from tests.makers.signals import answered, make_signal
from wijkregie.domain.signals import queries
from wijkregie.domain.signals.queries import SignalFilter
from wijkregie.domain.signals.states import OPEN
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from tests.makers.signal_town import Town

ON = AT.date()


def test_signals_count_in_every_area_that_they_lie_in(town: Town) -> None:
    wijken = [town.molenwijk.pk, town.rivierenwijk.pk]
    for area in (town.noord, town.area("BU93980102"), town.rivierenwijk, None):
        make_signal(town.municipality, area, theme=town.theme)

    found = queries.counts_by_area(town.passer_by, wijken, SignalFilter(), on=ON)
    part = queries.counts_by_area(town.passer_by, [town.noord.pk], SignalFilter(), on=ON)

    assert found.by_area == {town.molenwijk.pk: 2, town.rivierenwijk.pk: 1}
    assert (found.elsewhere, found.total) == (1, 4)
    assert (part.by_area, part.elsewhere) == ({town.noord.pk: 1}, 3)


def test_only_what_is_wanted_counts(town: Town) -> None:
    here = town.municipality
    answered(make_signal(here, town.noord, theme=town.theme))
    make_signal(here, town.noord, theme=town.theme, at=AT - timedelta(days=40))
    make_signal(here, town.noord)
    wanted = SignalFilter(
        states=OPEN, theme_id=town.theme.pk, since=(AT - timedelta(days=40)).date()
    )
    late = SignalFilter(since=(AT - timedelta(days=39)).date(), area_id=town.noord.pk)

    for asked, count in ((wanted, 1), (late, 2)):
        found = queries.counts_by_area(town.passer_by, [town.noord.pk], asked, on=ON)
        assert (found.total, found.by_area) == (count, {town.noord.pk: count})


def test_another_municipality_counts_nothing_of_this_one(town: Town) -> None:
    make_signal(town.municipality, town.noord, theme=town.theme)
    elsewhere = anonymous(make_municipality().pk)

    found = queries.counts_by_area(elsewhere, [town.noord.pk], SignalFilter(), on=ON)

    assert (found.by_area, found.elsewhere, found.total) == ({}, 0, 0)


def test_what_came_in_last_comes_first(town: Town) -> None:
    days = (3, 1, 2)
    made = {
        day: make_signal(town.municipality, theme=town.theme, at=AT - timedelta(days=day))
        for day in days
    }
    listed = queries.signals_visible_to(town.passer_by, SignalFilter(newest=True), on=ON)

    assert [one.id for one in listed[:3]] == [made[day].pk for day in (1, 2, 3)]


def test_counting_takes_three_queries(town: Town, django_assert_num_queries: Any) -> None:
    for _each in range(5):
        make_signal(town.municipality, town.noord, theme=town.theme)
    wijken = [town.molenwijk.pk, town.rivierenwijk.pk]
    viewer = town.passer_by

    with django_assert_num_queries(3):
        queries.counts_by_area(viewer, wijken, SignalFilter(), on=ON)
