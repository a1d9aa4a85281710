"""A concern is sealed before it is stored: no word of it stands anywhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError

from tests.makers.canary import places_of
from tests.makers.concerns import SECRET, WORDS, a_concern, make_concern, make_desk, send
from tests.makers.people import make_person, make_role, viewer_for
from tests.makers.places import AT, make_municipality
from wijkregie.core import reference
from wijkregie.domain.concerns import services
from wijkregie.domain.concerns.models import Concern
from wijkregie.domain.concerns.services import receiving
from wijkregie.domain.concerns.states import State
from wijkregie.domain.people.models import SealedDesk, Seat
from wijkregie.domain.signals.models import Signal
from wijkregie.kit import audit, sealing, tokens
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.makers.concerns import Desk
    from wijkregie.kit.viewer import Viewer


def traces() -> list[str]:
    return sorted({place for word in WORDS for place in places_of(word)})


def test_somebody_gets_a_receipt_number_and_a_private_link(desk: Desk) -> None:
    receipt = send(a_concern(desk.area), desk)

    concern = Concern.objects.get(pk=receipt.concern_id)
    assert reference.clean(receipt.reference) == concern.reference == receipt.reference
    assert concern.link_digest == tokens.digest(receipt.token)
    assert concern.state == State.RECEIVED
    assert (concern.area, concern.group) == (desk.area, desk.team)
    assert concern.received_on == AT.date()
    assert concern.key_mark == sealing.key_mark()


def test_no_word_of_it_stands_anywhere(desk: Desk) -> None:
    worker = viewer_for(make_role(desk.municipality).person, desk.municipality)
    send(a_concern(desk.area), desk)
    send(a_concern(desk.area), desk, by=worker)

    assert traces() == []
    assert not Signal.objects.exists()


@pytest.mark.parametrize(
    ("plant", "place"),
    [
        (
            lambda one: audit.record("concern_received", one, by=None, at=AT, why=SECRET),
            "kit_logrow.why",
        ),
        (lambda _one: OutboxRow.objects.update(ids={"text": SECRET}), "kit_outboxrow.ids"),
        (
            lambda _one: Concern.objects.update(sealed=SECRET.encode()),
            "concerns_concern.sealed",
        ),
    ],
    ids=["text in a log row", "text in the outbox", "text that was not sealed"],
)
def test_a_planted_word_is_found(
    plant: Callable[[Concern], object], place: str, desk: Desk
) -> None:
    plant(make_concern(desk))

    assert place in traces()


def test_who_wrote_it_down_stands_nowhere_beside_it(desk: Desk) -> None:
    worker = viewer_for(make_role(desk.municipality).person, desk.municipality)
    receipt = send(a_concern(), desk, by=worker)

    assert LogRow.objects.get(what="concern_received").by_id is None
    opened = services.open_concern(receipt.concern_id, by=desk.member, at=AT)
    assert opened.recorded_by == worker.person_id


def test_who_stays_unknown_leaves_nothing(desk: Desk) -> None:
    receipt = send(a_concern(name="", phone="", email=""), desk)

    opened = services.open_concern(receipt.concern_id, by=desk.member, at=AT)
    assert opened == services.Opened(SECRET)


def test_the_log_holds_the_receipt_number_only(desk: Desk) -> None:
    concern = make_concern(desk)

    row = LogRow.objects.get(what="concern_received")
    assert (row.why, row.object_id, row.by_id) == (concern.reference, concern.pk, None)


def test_the_team_hears_only_that_something_waits(desk: Desk) -> None:
    concern = make_concern(desk)

    rows = OutboxRow.objects.filter(template="concern_waiting")
    assert {row.ids["person"] for row in rows} == {
        desk.member.person_id,
        desk.colleague.person_id,
    }
    assert all(row.ids.keys() == {"concern", "person"} for row in rows)
    assert concern.reference not in repr(list(OutboxRow.objects.values()))


def test_the_same_form_twice_is_one_concern(desk: Desk) -> None:
    draft = a_concern(desk.area)
    first = send(draft, desk, seed=1)

    again = send(replace(draft, text="anders"), desk, seed=2)

    assert again == first
    assert Concern.objects.count() == 1


def test_a_form_of_elsewhere_is_refused(desk: Desk) -> None:
    draft = a_concern()
    send(draft, desk)

    with pytest.raises(services.ConcernRefused, match="sent before"):
        send(draft, make_desk())


def test_two_that_are_sent_at_the_same_moment_are_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other was stored just after we looked; the database keeps one."""
    draft, real, looked = a_concern(), receiving._known, []
    first = send(draft, desk)

    def a_moment_too_early(submission: str) -> Concern | None:
        looked.append(submission)
        return None if len(looked) == 1 else real(submission)

    monkeypatch.setattr(receiving, "_known", a_moment_too_early)

    assert send(draft, desk) == first
    assert OutboxRow.objects.count() == 2


def test_another_breach_of_the_tables_is_no_double(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "_reference", lambda _seed: None)

    with pytest.raises(IntegrityError):
        send(a_concern(), desk)


def test_the_reference_is_another_when_it_is_in_use(desk: Desk) -> None:
    one, two = (send(a_concern(), desk, seed=7).reference for _time in range(2))

    assert one != two


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"text": " \n\0 "}, "what worries you"),
        ({"text": "x" * 4001}, "4000 characters"),
        ({"text": "x" * 100_000}, "4000 characters"),
        ({"name": "x" * 121}, "too long"),
        ({"area_id": 10**9}, "buurt"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_leaves_nothing(
    more: dict[str, Any], words: str, desk: Desk
) -> None:
    with pytest.raises(services.ConcernRefused, match=words):
        send(a_concern(**more), desk)

    assert not Concern.objects.exists()
    assert not OutboxRow.objects.exists()


def test_a_buurt_of_elsewhere_is_refused(desk: Desk) -> None:
    with pytest.raises(services.ConcernRefused, match="buurt"):
        send(a_concern(make_desk().area), desk)


@pytest.mark.parametrize("submission", ["", "x" * 33])
def test_a_form_without_its_key_is_a_fault_of_ours(submission: str, desk: Desk) -> None:
    with pytest.raises(ValueError, match="key of its form"):
        send(a_concern(submission=submission), desk)


def test_a_viewer_of_elsewhere_is_a_fault_of_ours(desk: Desk) -> None:
    with pytest.raises(ValueError, match="one municipality"):
        send(a_concern(), desk, by=anonymous(make_municipality().pk))


def test_without_a_team_nothing_is_taken(desk: Desk) -> None:
    SealedDesk.objects.all().delete()

    with pytest.raises(services.ConcernRefused, match="Call one of the numbers"):
        send(a_concern(), desk)


def test_a_team_in_which_nobody_sits_takes_nothing(desk: Desk) -> None:
    Seat.objects.update(until_on=AT.date())

    with pytest.raises(services.ConcernRefused, match="Call one of the numbers"):
        send(a_concern(), desk)


def test_a_person_of_elsewhere_may_write_too(desk: Desk) -> None:
    other = make_person(municipality=make_municipality())
    viewer: Viewer = viewer_for(other, desk.municipality)

    assert send(a_concern(), desk, by=viewer).reference
