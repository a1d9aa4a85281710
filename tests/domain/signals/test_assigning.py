"""A signal is given to a group or to a person, never to two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.people import make_group, make_person, make_role, make_seat
from tests.makers.places import AT
from tests.makers.signal_town import NOORD
from tests.makers.signals import LATER, MAIL, make_signal
from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import Role, Shell
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Event, Signal
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.makers.signal_town import Town
    from wijkregie.domain.people.models import Group


@pytest.fixture
def signal(town: Town) -> Signal:
    return make_signal(town.municipality, theme=town.theme, point=NOORD, raiser=MAIL)


def owner(signal: Signal) -> tuple[int | None, int | None]:
    signal.refresh_from_db()
    return signal.owner_id, signal.owner_person_id


def desk(town: Town) -> Group:
    """The group that takes concerns about persons."""
    group = make_group(town.municipality, "Sociaal team")
    make_seat(group, make_person(municipality=town.municipality), shell=Shell.FIRST)
    people.set_sealed_desk(group.pk, by=installation(town.municipality.pk), at=AT)
    return group


def test_it_goes_to_a_person_and_from_there_to_a_group(town: Town, signal: Signal) -> None:
    worker = make_role(town.municipality, Role.SPECIALIST, area=town.molenwijk).person_id
    promised = signal.promised_on

    services.assign(signal.pk, person_id=worker, by=town.worker(), at=LATER)
    assert owner(signal) == (None, worker)
    services.assign(signal.pk, town.team.pk, by=town.worker(), at=LATER)
    assert owner(signal) == (town.team.pk, None)

    assert signal.promised_on == promised
    told = Event.objects.filter(signal=signal, what="assigned").order_by("pk")
    assert [row.group_id for row in told] == [None, town.team.pk]


def test_to_whom_it_belongs_already_it_is_not_given_again(town: Town, signal: Signal) -> None:
    services.assign(signal.pk, town.team.pk, by=town.worker(), at=LATER)

    assert not Event.objects.filter(signal=signal).exists()


def test_never_to_two_at_once(town: Town, signal: Signal) -> None:
    with pytest.raises(ValueError, match="one owner"):
        services.assign(signal.pk, town.team.pk, person_id=1, by=town.worker(), at=LATER)


@pytest.mark.parametrize("who", ["no role", "council", "other wijk", "ended"])
def test_only_to_who_handles_signals_in_the_area(town: Town, signal: Signal, who: str) -> None:
    here = town.municipality
    person = {
        "no role": lambda: make_person(municipality=here),
        "council": lambda: make_role(here, Role.COUNCIL_MEMBER).person,
        "other wijk": lambda: (
            make_role(here, Role.COMMUNITY_WORKER, area=town.rivierenwijk).person
        ),
        "ended": lambda: make_role(here, Role.COMMUNITY_WORKER).person,
    }[who]()
    if who == "ended":
        people.end_person(person.pk, by=installation(here.pk), at=AT)
    before = owner(signal)

    with pytest.raises(services.SignalRefused, match="geen rol voor het gebied"):
        services.assign(signal.pk, person_id=person.pk, by=town.worker(), at=LATER)

    assert owner(signal) == before


def test_not_to_the_group_for_concerns_about_persons(town: Town, signal: Signal) -> None:
    group = desk(town)

    with pytest.raises(services.SignalRefused, match="Kies een andere"):
        services.assign(signal.pk, group.pk, by=town.worker(), at=LATER)

    names = [name for _pk, name in queries.groups_to_give(town.passer_by, on=AT.date())]
    assert names == ["Wijkteam Molenwijk"]


def test_those_bundled_with_it_go_along_and_not_alone(town: Town, signal: Signal) -> None:
    other = make_signal(town.municipality, theme=town.theme, point=NOORD)
    services.bundle(signal.pk, [other.pk], by=town.worker(), at=AT)
    worker = make_role(town.municipality, Role.COMMUNITY_WORKER).person_id

    with pytest.raises(services.SignalRefused, match="samen"):
        services.assign(other.pk, person_id=worker, by=town.worker(), at=LATER)
    services.assign(signal.pk, person_id=worker, by=town.worker(), at=LATER)

    assert owner(other) == owner(signal) == (None, worker)


def test_who_handles_it_chooses_from_who_does_too(town: Town, signal: Signal) -> None:
    here, areas, on = town.municipality, [town.molenwijk.pk], AT.date()
    make_role(here, Role.COUNCIL_MEMBER)
    make_role(here, Role.COMMUNITY_WORKER, area=town.rivierenwijk)
    anna = make_person("Anna", municipality=here)
    make_role(here, Role.COMMUNITY_WORKER, person=anna, area=town.molenwijk)
    make_role(here, Role.SPECIALIST, person=anna)

    found = queries.persons_to_give(installation(here.pk), areas, on=on)

    assert found == [(anna.pk, "Anna")]
    assert queries.persons_to_give(town.passer_by, areas, on=on) == []


def test_its_person_is_named_to_members_only(town: Town, signal: Signal) -> None:
    worker = town.worker()
    services.assign(signal.pk, person_id=worker.person_id, by=worker, at=LATER)

    inside = queries.signal_by_id(worker, signal.pk, on=AT.date())
    outside = queries.signal_by_id(town.passer_by, signal.pk, on=AT.date())

    assert inside is not None
    assert inside.owner_person_name
    assert outside is not None
    assert (outside.owner_person_id, outside.owner_person_name) == (worker.person_id, None)


def test_one_finds_what_was_given_to_oneself(town: Town, signal: Signal) -> None:
    mine, other = town.worker(), town.worker(area=town.molenwijk)
    make_signal(town.municipality, theme=town.theme, point=NOORD)
    services.assign(signal.pk, person_id=mine.person_id, by=mine, at=LATER)
    own = queries.SignalFilter(own=True)

    found = list(queries.signals_visible_to(mine, own, on=AT.date()))

    assert [one.id for one in found] == [signal.pk]
    assert not list(queries.signals_visible_to(other, own, on=AT.date()))
    assert not list(queries.signals_visible_to(town.passer_by, own, on=AT.date()))
    open_to_all = list(
        queries.signals_visible_to(mine, queries.SignalFilter(mine=True), on=AT.date())
    )
    assert signal.pk in [one.id for one in open_to_all]
