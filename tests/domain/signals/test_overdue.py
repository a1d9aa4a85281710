"""A promised day that passed is told once, to who leads."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.people import make_group, make_role, make_seat
from tests.makers.places import AT
from tests.makers.signal_town import NOORD, RIVIER
from tests.makers.signals import answered, decided, make_signal
from wijkregie.cli.nights import PARTS
from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import Role, SeatFunction
from wijkregie.domain.signals import services
from wijkregie.kit import audit
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from typing import Any

    from tests.makers.signal_town import Town

ON_THE_DAY = AT + timedelta(days=14)  # 17 March
LATE = AT + timedelta(days=15)


def told() -> list[tuple[int, int]]:
    rows = OutboxRow.objects.filter(template="signal_overdue").order_by("pk")
    assert all(row.way == "mail" for row in rows)
    return [(row.ids["signal"], row.ids["person"]) for row in rows]


def levels() -> list[tuple[int, int]]:
    rows = OutboxRow.objects.filter(template="signal_overdue").order_by("pk")
    return [(row.ids["level"], row.ids["person"]) for row in rows]


def night(days: int) -> dict[str, int]:
    """What is done in the night of so many days after the first that is late."""
    return services.escalate_overdue(at=LATE + timedelta(days=days))


def test_chair_and_secretary_of_the_team_are_told_once(town: Town) -> None:
    leads = [
        make_seat(town.team, function=SeatFunction.CHAIR).person_id,
        make_seat(town.team, function=SeatFunction.SECRETARY).person_id,
    ]
    make_seat(town.team)
    signal = make_signal(town.municipality, theme=town.theme, point=NOORD)

    assert services.escalate_overdue(at=ON_THE_DAY) == {}
    assert night(0) == {"escalated": 1}
    assert night(1) == {}

    assert told() == [(signal.pk, person_id) for person_id in leads]
    signal.refresh_from_db()
    assert (signal.escalated_at, signal.escalated_to) == (LATE, "owner")
    row = LogRow.objects.get(what="signal_escalated")
    assert (row.object_id, row.by_id, row.municipality_id) == (
        signal.pk,
        None,
        town.municipality.pk,
    )


def test_after_three_working_days_each_the_chair_and_the_manager_are_told(town: Town) -> None:
    """Late on Wednesday 18 March: the chair on Monday 23 March, the manager on the 26th."""
    chair = make_seat(town.team, function=SeatFunction.CHAIR).person_id
    secretary = make_seat(town.team, function=SeatFunction.SECRETARY).person_id
    manager = make_role(town.municipality, Role.DISTRICT_MANAGER).person_id
    signal = make_signal(town.municipality, theme=town.theme, point=NOORD)

    found = [night(days) for days in range(12)]

    assert [day for day, done in enumerate(found) if done] == [0, 5, 8]
    assert levels() == [(0, chair), (0, secretary), (1, chair), (2, manager)]
    signal.refresh_from_db()
    assert signal.escalated_to == "manager"
    assert signal.promised_on == ON_THE_DAY.date()


def test_of_what_is_given_to_a_person_that_person_is_told_first(town: Town) -> None:
    here = town.municipality
    worker = make_role(here, Role.COMMUNITY_WORKER).person_id
    chair = make_seat(town.team, function=SeatFunction.CHAIR).person_id
    signal = make_signal(here, theme=town.theme, point=NOORD)
    services.assign(signal.pk, person_id=worker, by=town.worker(), at=AT)

    night(0)
    night(5)

    assert levels() == [(0, worker), (1, chair)]


def test_where_nobody_is_there_the_next_is_told_at_once(town: Town) -> None:
    here = town.municipality
    empty = make_group(here, "Leeg team")
    manager = make_role(here, Role.DISTRICT_MANAGER).person_id
    signal = make_signal(here, theme=town.theme, point=NOORD)
    services.assign(signal.pk, empty.pk, by=town.worker(), at=AT)

    assert night(0) == {"escalated": 1}
    assert [night(days) for days in range(1, 12)] == [{}] * 11

    assert levels() == [(2, manager)]


def test_a_person_whose_account_ended_and_who_has_no_team_is_passed_over(town: Town) -> None:
    here = town.municipality
    person = make_role(here, Role.COMMUNITY_WORKER).person
    signal = make_signal(here, theme=town.theme, point=RIVIER)
    services.assign(signal.pk, person_id=person.pk, by=town.worker(), at=AT)
    people.end_person(person.pk, by=installation(here.pk), at=AT)
    manager = make_role(here, Role.DISTRICT_MANAGER).person_id

    night(0)

    assert levels() == [(2, manager)]


def test_of_what_is_given_to_nobody_the_district_manager_is_told(town: Town) -> None:
    here = town.municipality
    make_seat(town.team, function=SeatFunction.CHAIR)
    manager = make_role(here, Role.DISTRICT_MANAGER).person_id
    signal = make_signal(here, theme=town.theme, point=NOORD)
    services.assign(signal.pk, None, by=town.worker(), at=AT)

    night(0)

    assert levels() == [(2, manager)]


def test_after_the_chair_it_waits_until_there_is_a_manager(town: Town) -> None:
    here = town.municipality
    chair = make_seat(town.team, function=SeatFunction.CHAIR).person_id
    make_signal(here, theme=town.theme, point=NOORD)

    night(0)
    night(5)
    assert night(8) == {"nobody_to_tell": 1}
    manager = make_role(here, Role.DISTRICT_MANAGER).person_id
    assert night(9) == {"escalated": 1}

    assert levels() == [(0, chair), (1, chair), (2, manager)]


def test_what_was_opened_again_is_late_anew_when_its_term_has_passed_since(
    town: Town,
) -> None:
    """Opened again on 24 March: ten working days, with Easter between, are over on 9 April."""
    chair = make_seat(town.team, function=SeatFunction.CHAIR).person_id
    signal = make_signal(town.municipality, theme=town.theme, point=NOORD)
    night(0)
    answered(signal)
    assert night(5) == {}
    by = town.worker()
    services.reopen(signal.pk, "Nog niet goed.", by=by, at=LATE + timedelta(days=6))

    found = [night(days) for days in range(6, 30)]

    assert [6 + day for day, done in enumerate(found) if done] == [23, 28]
    assert levels() == [(0, chair), (0, chair), (1, chair)]


def test_without_a_chair_the_district_managers_of_the_area_are_told(town: Town) -> None:
    here = town.municipality
    organisation_only = make_seat(town.team).person
    everywhere = make_role(here, Role.DISTRICT_MANAGER).person
    make_role(here, Role.DISTRICT_MANAGER, person=everywhere, area=town.molenwijk)
    molen = make_role(here, Role.DISTRICT_MANAGER, area=town.molenwijk).person
    make_role(here, Role.COMMUNITY_WORKER)
    ended = make_role(here, Role.DISTRICT_MANAGER).person
    people.end_person(ended.pk, by=installation(here.pk), at=AT)
    noord = make_signal(here, theme=town.theme, point=NOORD)
    rivier = make_signal(here, theme=town.theme, point=RIVIER)
    assert organisation_only is not None

    assert services.escalate_overdue(at=LATE) == {"escalated": 2}

    assert told() == [
        (noord.pk, everywhere.pk),
        (noord.pk, molen.pk),
        (rivier.pk, everywhere.pk),
    ]


def test_with_nobody_to_tell_it_waits_for_the_next_night(town: Town) -> None:
    signal = make_signal(town.municipality, theme=town.theme, point=NOORD)

    assert services.escalate_overdue(at=LATE) == {"nobody_to_tell": 1}
    manager = make_role(town.municipality, Role.DISTRICT_MANAGER).person
    assert PARTS["overdue"](LATE) == {"escalated": 1}

    assert told() == [(signal.pk, manager.pk)]


def test_what_was_answered_is_not_late_and_what_was_decided_is(town: Town) -> None:
    here = town.municipality
    make_role(here, Role.DISTRICT_MANAGER)
    answered(make_signal(here, theme=town.theme))
    open_still = decided(make_signal(here, theme=town.theme))

    services.escalate_overdue(at=LATE)

    assert [signal_id for signal_id, _person in told()] == [open_still.pk]


def test_a_later_day_does_not_hide_that_it_is_late(town: Town) -> None:
    here, by = town.municipality, town.worker()
    make_role(here, Role.DISTRICT_MANAGER)
    signal = make_signal(here, theme=town.theme)
    later = AT.date() + timedelta(days=60)
    services.promise_later(signal.pk, later, "De aannemer is ziek.", by=by, at=AT)

    assert services.escalate_overdue(at=LATE) == {"escalated": 1}


def test_killed_halfway_it_goes_on_the_next_time(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = town.municipality
    manager = make_role(here, Role.DISTRICT_MANAGER).person
    first, second = (make_signal(here, theme=town.theme) for _ in range(2))
    with monkeypatch.context() as patched:
        patched.setattr(audit, "record", _fall_at(second.pk))
        with pytest.raises(RuntimeError, match="power"):
            services.escalate_overdue(at=LATE)
    assert told() == [(first.pk, manager.pk)]

    assert services.escalate_overdue(at=LATE) == {"escalated": 1}

    assert told() == [(first.pk, manager.pk), (second.pk, manager.pk)]


def _fall_at(pk: int) -> Any:
    usual = audit.record

    def record(what: str, about: Any, **more: Any) -> None:
        if about.pk == pk:
            raise RuntimeError("the power went out")
        usual(what, about, **more)

    return record


def test_a_chair_who_left_is_not_told(town: Town) -> None:
    here = town.municipality
    seat = make_seat(town.team, function=SeatFunction.CHAIR)
    people.end_seat(seat.pk, by=installation(here.pk), at=AT)
    manager = make_role(here, Role.DISTRICT_MANAGER).person
    make_group(here, "Ander team", areas=[town.rivierenwijk])
    signal = make_signal(here, theme=town.theme, point=NOORD)

    services.escalate_overdue(at=LATE)

    assert told() == [(signal.pk, manager.pk)]
