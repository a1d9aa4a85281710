"""Who manages an area chooses what it is compared with: stored, logged, undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.peers import HERE, TOWN, area, codes, make_country, other
from tests.makers.people import administrator_of, make_role, viewer_for
from tests.makers.places import AT, SYSTEM, make_municipality, make_own_area, scope_for
from wijkregie.domain.indicators import queries, services
from wijkregie.domain.indicators.models import PeerChoice, PeerMark
from wijkregie.domain.indicators.states import RESPECTS
from wijkregie.domain.people.states import Role
from wijkregie.kit import audit
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from wijkregie.domain.indicators.queries import PeerSet
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db

FAR = other(30)
REFUSED = services.PeersRefused


@pytest.fixture
def town() -> Municipality:
    town = make_municipality("Voorbeeldstad", code=TOWN)
    make_country(12, rows={FAR: {"homes_owned": 95.0}, other(31, "BU"): {}})
    return town


@pytest.fixture
def manager(town: Municipality) -> Viewer:
    return viewer_for(make_role(town, Role.DISTRICT_MANAGER, area=area()).person, town)


def peers(town: Municipality) -> PeerSet:
    return queries.peers_of(anonymous(town.pk), area())


def logged(town: Municipality) -> list[str]:
    return [row.what for row in audit.rows_of(town.pk) if row.what.startswith("peer")]


def leave_out(code: str, by: Viewer) -> None:
    services.leave_out_peer(area().pk, area(code).pk, by=by, at=AT)


def take_in(code: str, by: Viewer) -> None:
    services.take_in_peer(area().pk, area(code).pk, by=by, at=AT)


def choose(by: Viewer, **widths: str) -> None:
    services.set_peer_widths(area().pk, widths, by=by, at=AT)


def test_an_area_is_left_out_and_put_back(town: Municipality, manager: Viewer) -> None:
    leave_out(other(3), manager)

    assert other(3) not in codes(peers(town))
    assert (len(codes(peers(town))), peers(town).changed) == (11, True)

    take_in(other(3), manager)

    assert other(3) in codes(peers(town))
    assert not peers(town).changed
    assert logged(town) == ["peer_taken_in", "peer_left_out"]


def test_an_area_is_taken_in_that_is_not_alike_and_left_out_again(
    town: Municipality, manager: Viewer
) -> None:
    take_in(FAR, manager)
    assert codes(peers(town))[-1] == FAR

    leave_out(FAR, manager)
    assert FAR not in codes(peers(town))
    assert not PeerMark.objects.exists()


def test_what_was_taken_in_and_is_alike_by_now_stays_out_when_left_out(
    town: Municipality, manager: Viewer
) -> None:
    take_in(FAR, manager)
    choose(manager, homes_owned="off")

    leave_out(FAR, manager)

    assert FAR not in codes(peers(town))


def test_the_width_decides_who_is_alike(town: Municipality, manager: Viewer) -> None:
    choose(manager, homes_owned="off", urbanity="narrow")

    found = peers(town)

    assert FAR in codes(found)
    assert "homes_owned" not in [one.key for one in found.criteria]
    assert PeerChoice.objects.get().widths == {"homes_owned": "off", "urbanity": "narrow"}
    assert logged(town) == ["peers_chosen"]


def test_widths_that_were_chosen_are_not_widened(town: Municipality, manager: Viewer) -> None:
    choose(manager, inhabitants="narrow")
    for at in range(4):
        leave_out(other(at), manager)

    assert (len(peers(town).area_ids), peers(town).widened) == (8, False)


def test_as_usual_is_no_change(town: Municipality, manager: Viewer) -> None:
    choose(manager, homes_owned="normal")

    assert not peers(town).changed


def test_all_is_undone_at_once_and_a_second_time_changes_nothing(
    town: Municipality, manager: Viewer
) -> None:
    choose(manager, homes_owned="off")
    leave_out(other(1), manager)

    for _time in range(2):
        services.reset_peers(area().pk, by=manager, at=AT)

    assert not peers(town).changed
    assert not PeerChoice.objects.exists()
    assert logged(town).count("peers_reset") == 1


@pytest.mark.parametrize("widths", [{"income": "off"}, {"urbanity": "huge"}, {"urbanity": ""}])
def test_what_does_not_exist_cannot_be_chosen(
    widths: dict[str, str], town: Municipality, manager: Viewer
) -> None:
    with pytest.raises(REFUSED, match="Choose for each"):
        choose(manager, **widths)


def test_something_must_count(town: Municipality, manager: Viewer) -> None:
    with pytest.raises(REFUSED, match="at least one"):
        choose(manager, **{one.key: "off" for one in RESPECTS})


def test_what_is_not_known_here_does_not_count_as_something(
    town: Municipality, manager: Viewer
) -> None:
    """The form asks of what is known only: of all of that, one must count."""
    shown = [one.key for one in peers(town).criteria]
    assert len(shown) < len(RESPECTS)

    with pytest.raises(REFUSED, match="at least one"):
        choose(manager, **dict.fromkeys(shown, "off"))


def test_what_is_not_in_cannot_be_left_out(town: Municipality, manager: Viewer) -> None:
    with pytest.raises(REFUSED, match="not in the comparison"):
        leave_out(FAR, manager)


def test_what_is_in_cannot_be_taken_in(town: Municipality, manager: Viewer) -> None:
    with pytest.raises(REFUSED, match="already"):
        take_in(other(1), manager)


def test_only_an_area_of_the_same_level_can_be_taken_in(
    town: Municipality, manager: Viewer
) -> None:
    with pytest.raises(REFUSED, match="same level"):
        take_in(other(31, "BU"), manager)
    with pytest.raises(REFUSED, match="same level"):
        services.take_in_peer(area().pk, 0, by=manager, at=AT)


def test_an_area_is_not_compared_with_itself(town: Municipality, manager: Viewer) -> None:
    with pytest.raises(REFUSED, match="Too little is known"):
        take_in(HERE, manager)
    assert not PeerMark.objects.exists()


def test_thirty_are_enough(
    town: Municipality, manager: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wijkregie.domain.indicators.services.peers.MOST_BY_HAND", 0)
    with pytest.raises(REFUSED, match="Leave one out"):
        take_in(FAR, manager)


def test_an_own_area_without_parts_can_take_nothing_in(town: Municipality) -> None:
    own = make_own_area(town, "Leeg")

    with pytest.raises(REFUSED, match="same level"):
        services.take_in_peer(own.pk, area(FAR).pk, by=administrator_of(town), at=AT)


# --- who may

ACTS: dict[str, Callable[[Viewer], None]] = {
    "choose": lambda by: choose(by, homes_owned="off"),
    "leave_out": lambda by: leave_out(other(2), by),
    "take_in": lambda by: take_in(FAR, by),
    "reset": lambda by: services.reset_peers(area().pk, by=by, at=AT),
}


@pytest.mark.parametrize("act", ACTS)
def test_who_does_not_manage_the_area_changes_nothing(act: str, town: Municipality) -> None:
    elsewhere = make_municipality("Elders", code="GM9100")
    wrong = make_own_area(town, "Andere hoek")
    people = [
        anonymous(town.pk),
        anonymous(),
        viewer_for(make_role(town, Role.COMMUNITY_WORKER).person, town),
        viewer_for(make_role(town, Role.DISTRICT_MANAGER, area=wrong).person, town),
        administrator_of(elsewhere),
        viewer_for(make_role(elsewhere, Role.DISTRICT_MANAGER).person, elsewhere),
    ]
    for by in people:
        with pytest.raises(REFUSED, match="Only the district manager"):
            ACTS[act](by)

    assert not PeerChoice.objects.exists()


@pytest.mark.parametrize("act", ["choose", "leave_out", "take_in"])
def test_who_manages_it_or_what_holds_it_may(act: str, town: Municipality) -> None:
    whole = make_role(town, Role.DISTRICT_MANAGER)
    around = make_role(town, Role.DISTRICT_MANAGER, area=area(TOWN))
    for by in (
        viewer_for(whole.person, town),
        viewer_for(around.person, town),
        administrator_of(town),
        installation(town.pk),
    ):
        ACTS[act](by)
        assert peers(town).changed
        services.reset_peers(area().pk, by=by, at=AT)


def test_the_operator_must_be_somewhere(town: Municipality) -> None:
    with pytest.raises(REFUSED):
        ACTS["choose"](SYSTEM)


def test_another_municipality_keeps_its_own_comparison(
    town: Municipality, manager: Viewer
) -> None:
    """The planted fault: the choice of one shown at the other."""
    elsewhere = make_municipality("Elders", code="GM9100")
    leave_out(other(3), manager)
    choose(manager, inhabitants="narrow")

    for viewer in (anonymous(elsewhere.pk), anonymous(), administrator_of(elsewhere)):
        found = queries.peers_of(viewer, area())
        assert other(3) in codes(found)
        assert not found.changed
        assert not queries.peer_wishes(viewer, area()).any


# --- the table


def test_the_table_tells_the_figures_that_make_them_alike(
    town: Municipality, manager: Viewer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    leave_out(other(3), manager)
    take_in(FAR, manager)
    choose(manager, homes_single_family="wide")
    here, found = area(), peers(town)

    with django_assert_num_queries(6):
        table = queries.peer_table(anonymous(town.pk), here, found)

    assert [row.area_id for row in table.rows] == list(found.area_ids)
    last = table.rows[-1]
    assert (last.code, last.taken_in) == (FAR, True)
    assert table.rows[0].town == f"Naam GM{table.rows[0].code[2:6]}"
    assert (last.values["homes_owned"], last.values["aged_65_plus"]) == (95, 20)
    assert [(row.code, row.taken_in) for row in table.left_out] == [(other(3), False)]
    assert table.widths["homes_single_family"] == "wide"
    assert table.widths["urbanity"] == "normal"


def test_a_municipality_stands_in_the_table_without_a_town(town: Municipality) -> None:
    make_country(12, rows={TOWN: {}, **{f"GM{9100 + at}": {} for at in range(12)}}, period=2018)
    found = queries.peers_of(anonymous(), area(TOWN))

    table = queries.peer_table(anonymous(), area(TOWN), found)

    assert {row.town for row in table.rows} == {""}
    assert len(table.rows) == 12


def test_without_a_year_the_table_is_empty(town: Municipality) -> None:
    own = make_own_area(town, "Leeg")
    viewer = anonymous(town.pk)

    table = queries.peer_table(viewer, own, queries.peers_of(viewer, own))

    assert (table.rows, table.left_out) == ((), ())


def test_who_may_choose_is_told_beforehand(town: Municipality, manager: Viewer) -> None:
    scope = scope_for(town)
    elsewhere = area(other(3))

    assert queries.may_choose_peers(manager, scope, area())
    assert not queries.may_choose_peers(anonymous(town.pk), scope, area())
    assert not queries.may_choose_peers(administrator_of(town), scope, elsewhere)
