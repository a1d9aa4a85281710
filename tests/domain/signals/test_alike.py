"""What looks alike is asked of handlers only, and what was said of it is for them only."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.places import AT
from tests.makers.signal_town import NOORD, RIVIER
from tests.makers.signals import LATER, answered, by_link, decided, make_signal, make_theme
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Event
from wijkregie.domain.signals.queries import bundles
from wijkregie.domain.signals.services import moving
from wijkregie.domain.signals.states import EventKind
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.makers.signal_town import Town
    from wijkregie.domain.signals.models import Signal
    from wijkregie.kit.viewer import Viewer

ON = LATER.date()
BENCH = "De bank bij de vijver is kapot."
SAID = "Kanariewoorden"


def here(town: Town, text: str, point: tuple[int, int] | None = NOORD, **more: Any) -> Signal:
    return make_signal(
        town.municipality, **{"theme": town.theme, "text": text, "point": point, **more}
    )


def found(viewer: Viewer, signal: Signal, **more: Any) -> list[int]:
    return [one.id for one in queries.alike(viewer, signal.pk, on=ON, **more)]


def test_what_says_the_same_nearby_comes_first_and_the_rest_not_at_all(town: Town) -> None:
    own = here(town, BENCH)
    same = here(town, "Kapotte bank, bij de vijver")
    less = here(town, "Bij de vijver ligt veel afval en blad op de grond")
    here(town, "Te hard rijden op de Molenweg", theme=make_theme(town.municipality))
    by = installation(town.municipality.pk)

    assert found(by, own) == [same.pk, less.pk]
    assert found(by, own, most=1) == [same.pk]


def test_far_away_answered_bundled_or_long_ago_is_not_asked(town: Town) -> None:
    own, other = here(town, BENCH), here(town, "Te hard rijden")
    by = installation(town.municipality.pk)
    here(town, BENCH, RIVIER)
    answered(here(town, BENCH))
    here(town, BENCH, at=AT - timedelta(days=400))
    services.bundle(other.pk, [here(town, BENCH).pk], by=by, at=LATER)

    assert found(by, own) == []


def test_without_a_place_all_of_the_municipality_is_near(town: Town) -> None:
    own, far = here(town, BENCH, None), here(town, BENCH, RIVIER)

    assert found(installation(town.municipality.pk), own) == [far.pk]


def test_only_who_handles_a_signal_is_asked_and_of_those_they_handle(town: Town) -> None:
    """Whoever may not read the words learns nothing of them by asking: the planted oracle."""
    own, far = here(town, BENCH, None), here(town, BENCH, RIVIER)
    near = here(town, BENCH)
    in_noord = town.worker(area=town.molenwijk)
    outsiders = (
        town.passer_by,
        anonymous(),
        by_link(near),
        town.chair(),
        town.worker(Role.COUNCIL_MEMBER),
        town.worker(area=town.rivierenwijk),
    )

    assert [found(one, near) for one in outsiders] == [[]] * len(outsiders)
    assert found(in_noord, near) == []  # what has no place is not theirs
    assert set(found(town.worker(Role.SPECIALIST), own)) == {far.pk, near.pk}
    assert found(installation(town.municipality.pk), make_gone(near)) == []


def make_gone(signal: Signal) -> Signal:
    signal.pk = 10**9
    return signal


def test_asking_costs_the_same_however_much_there_is(
    town: Town,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = here(town, BENCH)
    by = installation(town.municipality.pk)
    for _number in range(4):
        here(town, BENCH)
    monkeypatch.setattr(bundles, "NEWEST", 3)

    with django_assert_num_queries(5):
        assert len(found(by, own)) == 3


def test_what_goes_along_is_two_queries_and_names_the_one_that_leads(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lead, *others = (here(town, BENCH) for _number in range(4))
    by = installation(town.municipality.pk)
    services.bundle(lead.pk, [one.pk for one in others], by=by, at=LATER)

    with django_assert_num_queries(2):
        along = queries.bundled_in(town.passer_by, lead.pk, on=ON)
    assert [one.id for one in along] == [one.pk for one in others]
    assert {one.lead_reference for one in along} == {lead.reference}
    assert {one.text for one in along} == {None}


def test_every_event_is_told_with_whom_and_nothing_that_was_said(town: Town) -> None:
    signal, other = here(town, BENCH), here(town, BENCH)
    by = installation(town.municipality.pk)
    for what in EventKind:
        moving.happened(signal, what, by=by, at=LATER, said=SAID, other_id=other.pk)
    moving.happened(signal, EventKind.ASSIGNED, by=by, at=LATER, group_id=town.team.pk)
    public = queries.events_of(town.passer_by, signal.pk)
    inside = queries.events_of(town.chair(), signal.pk)
    handled = queries.events_of(town.worker(), signal.pk)

    assert {one.what for one in public} == set(EventKind) - {EventKind.RULE_FAILED}
    assert {one.what for one in inside} == set(EventKind)
    assert {one.reference for one in public[:-1]} == {other.reference}
    assert public[-1].group_name == town.team.name
    assert SAID not in repr([public, inside])
    assert {one.said for one in handled[:-1]} == {SAID}


def test_words_of_several_who_raised_it_are_for_handlers(town: Town) -> None:
    signal = here(town, BENCH)
    decided(signal)
    draft = services.JoinDraft(submission="0" * 31 + "1", said=SAID)
    by = town.passer_by
    services.join(signal.pk, draft, by=by, at=LATER, seed=7)

    assert Event.objects.filter(said=SAID).exists()
    assert SAID not in repr(queries.events_of(by_link(signal), signal.pk))
    assert SAID in repr(queries.events_of(town.worker(), signal.pk))


@pytest.mark.parametrize("who", ["passer_by", "worker"])
def test_the_story_besides_steps_is_three_queries_at_most(
    town: Town, who: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    signal, other = here(town, BENCH), here(town, BENCH)
    by = installation(town.municipality.pk)
    services.bundle(signal.pk, [other.pk], by=by, at=LATER)
    viewer = town.passer_by if who == "passer_by" else town.worker()

    with django_assert_num_queries(1 if who == "passer_by" else 2):
        queries.events_of(viewer, signal.pk)
