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


def test_the_chair_of_the_team_is_told_once(town: Town) -> None:
    chairs = [make_seat(town.team, function=SeatFunction.CHAIR).person_id for _ in range(2)]
    make_role(town.municipality, Role.DISTRICT_MANAGER)
    signal = make_signal(town.municipality, theme=town.theme, point=NOORD)

    assert services.escalate_overdue(at=ON_THE_DAY) == {}
    assert services.escalate_overdue(at=LATE) == {"escalated": 1}
    assert services.escalate_overdue(at=LATE + timedelta(days=1)) == {}

    assert told() == [(signal.pk, person_id) for person_id in chairs]
    signal.refresh_from_db()
    assert signal.escalated_at == LATE
    row = LogRow.objects.get(what="signal_escalated")
    assert (row.object_id, row.by_id, row.municipality_id) == (
        signal.pk,
        None,
        town.municipality.pk,
    )


def test_without_a_chair_the_district_managers_of_the_area_are_told(town: Town) -> None:
    here = town.municipality
    make_seat(town.team, function=SeatFunction.SECRETARY)
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
