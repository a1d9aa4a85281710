"""Only the team opens, each opening is logged, and confirming wipes at once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from tests.makers.concerns import EMAIL, NAME, PHONE, SECRET, make_concern, make_desk
from tests.makers.people import make_group, make_operator, make_role, make_seat, viewer_for
from tests.makers.places import AT
from wijkregie.domain.concerns import services
from wijkregie.domain.concerns.models import Concern
from wijkregie.domain.concerns.states import STEPS, HandedTo, State
from wijkregie.domain.people import queries as people
from wijkregie.domain.people import services as administration
from wijkregie.domain.people.states import Role
from wijkregie.kit import erasure, sealing
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.outbox_states import Stand
from wijkregie.kit.viewer import Viewer, anonymous, follower, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import Settings

    from tests.makers.concerns import Desk

LATER = AT + timedelta(hours=1)


def opened(desk: Desk) -> Concern:
    concern = make_concern(desk)
    services.open_concern(concern.pk, by=desk.member, at=LATER)
    concern.refresh_from_db()
    return concern


def confirmed(desk: Desk, handed_to: str = HandedTo.SOCIAL_TEAM) -> Concern:
    concern = opened(desk)
    services.confirm(concern.pk, handed_to, by=desk.member, at=LATER)
    concern.refresh_from_db()
    return concern


def test_who_attends_the_team_reads_what_was_written(desk: Desk) -> None:
    concern = make_concern(desk)

    found = services.open_concern(concern.pk, by=desk.member, at=LATER)

    assert found == services.Opened(SECRET, NAME, PHONE, EMAIL)


def test_each_opening_is_logged_the_first_stands_in_the_queue(desk: Desk) -> None:
    concern = make_concern(desk)
    for by in (desk.member, desk.colleague, desk.member):
        services.open_concern(concern.pk, by=by, at=LATER)

    rows = LogRow.objects.filter(what="concern_opened").order_by("pk")
    assert [row.by_id for row in rows] == [
        desk.member.person_id,
        desk.colleague.person_id,
        desk.member.person_id,
    ]
    concern.refresh_from_db()
    assert concern.opened_by_id == desk.member.person_id
    assert concern.opened_at == LATER


def test_opening_lets_no_more_mail_go_out(desk: Desk) -> None:
    opened(desk)

    assert set(OutboxRow.objects.values_list("stand", flat=True)) == {Stand.VOID}


def weak(desk: Desk) -> Viewer:
    return people.viewer(
        desk.member.person_id, municipality_id=desk.municipality.pk, on=AT.date(), strong=False
    )


def member_of_another_group(desk: Desk) -> Viewer:
    seat = make_seat(make_group(desk.municipality))
    return viewer_for(seat.person, desk.municipality)


OUTSIDERS: dict[str, Callable[[Desk], Viewer]] = {
    "passer-by": lambda desk: desk.passer_by,
    "without the second factor": weak,
    "second shell": lambda desk: desk.second_shell(),
    "member of another group": member_of_another_group,
    "district manager": lambda desk: desk.manager,
    "administrator": lambda desk: viewer_for(
        make_role(desk.municipality).person, desk.municipality
    ),
    "specialist": lambda desk: viewer_for(
        make_role(desk.municipality, Role.SPECIALIST).person, desk.municipality
    ),
    "operator": lambda desk: viewer_for(make_operator(), desk.municipality),
    "the installation": lambda desk: installation(desk.municipality.pk),
    "the deputy": lambda desk: viewer_for(desk.deputy, desk.municipality),
    "the team of elsewhere": lambda _desk: make_desk().member,
    "a link of a report": lambda desk: follower(desk.municipality.pk, 1),
    "nobody at all": lambda _desk: anonymous(),
}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_outside_the_team_opens_confirms_or_closes(who: str, desk: Desk) -> None:
    concern = opened(desk)
    outsider = OUTSIDERS[who](desk)

    for act in (
        lambda: services.open_concern(concern.pk, by=outsider, at=LATER),
        lambda: services.confirm(concern.pk, HandedTo.POLICE, by=outsider, at=LATER),
        lambda: services.close(concern.pk, by=outsider, at=LATER),
    ):
        with pytest.raises(services.ConcernRefused, match="Only who attends"):
            act()
    concern.refresh_from_db()
    assert concern.sealed is not None
    assert LogRow.objects.filter(what="concern_opened").count() == 1


def test_a_member_of_the_team_here_does_not_open_one_of_elsewhere(desk: Desk) -> None:
    other = make_concern(make_desk())

    with pytest.raises(services.ConcernRefused, match="Only who attends"):
        services.open_concern(other.pk, by=desk.member, at=LATER)


def test_who_was_of_the_team_before_another_was_appointed_opens_nothing(desk: Desk) -> None:
    concern = make_concern(desk)
    new = make_group(desk.municipality)
    seat = make_seat(new)
    administration.set_sealed_desk(new.pk, by=installation(desk.municipality.pk), at=AT)

    with pytest.raises(services.ConcernRefused, match="Only who attends"):
        services.open_concern(concern.pk, by=desk.member, at=LATER)
    by = viewer_for(seat.person, desk.municipality)
    assert services.open_concern(concern.pk, by=by, at=LATER).text == SECRET


def test_confirming_wipes_at_once_what_was_sealed_and_all_moments(desk: Desk) -> None:
    concern = confirmed(desk)

    row = Concern.objects.filter(pk=concern.pk).values().get()
    left = {name: value for name, value in row.items() if value not in (None, "")}
    del left["id"], left["submission"], left["link_digest"], left["link_nonce"]
    assert left == {
        "municipality_id": desk.municipality.pk,
        "reference": concern.reference,
        "area_id": desk.area.pk,
        "group_id": desk.team.pk,
        "state": State.TAKEN_UP,
        "received_on": AT.date(),
        "opened_on": AT.date(),
        "taken_up_on": AT.date(),
        "handed_to": HandedTo.SOCIAL_TEAM,
        "moved": 0,
    }
    log = LogRow.objects.get(what="concern_confirmed")
    assert (log.why, log.by_id) == (concern.reference, desk.member.person_id)


def test_what_was_wiped_is_gone(desk: Desk) -> None:
    concern = confirmed(desk)

    with pytest.raises(services.ConcernRefused, match="wiped"):
        services.open_concern(concern.pk, by=desk.member, at=LATER)


def test_what_is_unread_is_never_wiped(desk: Desk) -> None:
    concern = make_concern(desk)

    with pytest.raises(services.ConcernRefused, match="never wiped"):
        services.confirm(concern.pk, HandedTo.POLICE, by=desk.member, at=LATER)
    concern.refresh_from_db()
    assert (concern.state, concern.sealed is None) == (State.RECEIVED, False)


def test_the_database_refuses_to_wipe_what_is_unread(desk: Desk) -> None:
    concern = make_concern(desk)

    for change in (
        {"sealed": None},
        {"sealed": None, "state": State.TAKEN_UP, "handed_to": HandedTo.POLICE},
        {"state": State.TAKEN_UP, "handed_to": HandedTo.POLICE, "taken_up_on": AT.date()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Concern.objects.filter(pk=concern.pk).update(**change)


def test_the_night_never_erases_what_is_unread(desk: Desk) -> None:
    concern = make_concern(desk)

    erasure.erase(at=AT + timedelta(days=3650))

    concern.refresh_from_db()
    assert concern.sealed is not None
    assert concern.link_digest is not None


def test_the_link_stops_a_year_after_it_was_taken_up(desk: Desk) -> None:
    concern = confirmed(desk)

    erasure.erase(at=AT + timedelta(days=364))
    concern.refresh_from_db()
    assert concern.link_digest is not None
    erasure.erase(at=AT + timedelta(days=367))
    concern.refresh_from_db()
    assert concern.link_digest is None


def test_where_it_went_is_one_of_our_words(desk: Desk) -> None:
    concern = opened(desk)

    with pytest.raises(services.ConcernRefused, match="Choose where"):
        services.confirm(concern.pk, "mevrouw Kanarie", by=desk.member, at=LATER)


def test_the_second_who_confirms_hears_that_it_was_done(desk: Desk) -> None:
    concern = confirmed(desk, HandedTo.YOUTH)

    with pytest.raises(services.ConcernRefused, match="A colleague has confirmed"):
        services.confirm(concern.pk, HandedTo.POLICE, by=desk.colleague, at=LATER)
    concern.refresh_from_db()
    assert concern.handed_to == HandedTo.YOUTH
    assert LogRow.objects.filter(what="concern_confirmed").count() == 1


def test_closing_comes_after_confirming_and_once(desk: Desk) -> None:
    concern = opened(desk)
    with pytest.raises(services.ConcernRefused, match="Confirm receipt first"):
        services.close(concern.pk, by=desk.member, at=LATER)
    services.confirm(concern.pk, HandedTo.OWN_TEAM, by=desk.member, at=LATER)

    services.close(concern.pk, by=desk.colleague, at=LATER)

    concern.refresh_from_db()
    assert (concern.state, concern.closed_on) == (State.CLOSED, AT.date())
    with pytest.raises(services.ConcernRefused, match="closed already"):
        services.close(concern.pk, by=desk.member, at=LATER)


def test_nothing_leads_back() -> None:
    reached = {step for steps in STEPS.values() for step in steps}

    assert State.RECEIVED not in reached
    assert STEPS[State.CLOSED] == frozenset()


def test_without_its_key_it_stays_unread_and_says_what_to_do(
    desk: Desk, settings: Settings
) -> None:
    concern = make_concern(desk)
    settings.WIJKREGIE_SEALED_KEY = "another key of another machine " * 3

    with pytest.raises(sealing.SealBroken, match=r"sealed\.key"):
        services.open_concern(concern.pk, by=desk.member, at=LATER)
    concern.refresh_from_db()
    assert concern.opened_at is None
    assert not LogRow.objects.filter(what="concern_opened").exists()


def test_sealed_words_of_another_row_do_not_open(desk: Desk) -> None:
    one, two = make_concern(desk), make_concern(desk)
    Concern.objects.filter(pk=one.pk).update(sealed=two.sealed)

    with pytest.raises(sealing.SealBroken):
        services.open_concern(one.pk, by=desk.member, at=LATER)
