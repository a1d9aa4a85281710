"""What a rule would have meant for the signals of last year, and what the page shows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.people import make_group, make_organisation, make_seat
from tests.makers.places import AT, area_row, make_areas, make_municipality
from tests.makers.routing import make_desk, make_rule
from tests.makers.signal_town import NOORD, RIVIER
from tests.makers.signals import make_signal, make_theme
from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import Role
from wijkregie.domain.places.models import AreaYear
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Signal
from wijkregie.domain.signals.queries import ChangeAsked
from wijkregie.domain.signals.states import RuleFault
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from tests.makers.signal_town import Town
    from wijkregie.domain.people.models import Group
    from wijkregie.domain.signals.queries import Rehearsal

RuleDraft = services.RuleDraft
ON = AT.date()
LATER = AT + timedelta(days=1)


@pytest.fixture
def desk(town: Town) -> Group:
    return make_desk(town.municipality, "Groenbeheer")


def tried(
    town: Town, draft: RuleDraft | None, *, rule_id: int = 0, place: int | None = None
) -> Rehearsal:
    asked = ChangeAsked(rule_id, draft, place)
    by = installation(town.municipality.pk)
    found = queries.rehearse(by, asked, on=LATER.date())
    assert found is not None
    return found


def goals(found: Rehearsal) -> dict[str, tuple[int, int]]:
    return {
        f"{one.group_name}/{one.organisation_name}": (one.now, one.then) for one in found.goals
    }


def test_a_new_rule_shows_what_would_have_gone_elsewhere(town: Town, desk: Group) -> None:
    green = make_theme(town.municipality, "Groen")
    moved = [make_signal(town.municipality, theme=green, point=NOORD) for _one in range(2)]
    lost = make_signal(town.municipality, theme=green, point=RIVIER)
    make_signal(town.municipality, theme=town.theme, point=NOORD)

    found = tried(town, RuleDraft(theme_id=green.pk, group_id=desk.pk))

    assert (found.of, found.moved, found.followed) == (4, 3, 3)
    assert found.since == LATER.date() - timedelta(days=365)
    assert goals(found) == {
        "Groenbeheer/": (0, 3),
        "Wijkteam Molenwijk/": (3, 1),
        "/": (1, 0),
    }
    assert {one.reference for one in found.examples} == {
        one.reference for one in (*moved, lost)
    }
    example = next(one for one in found.examples if one.reference == lost.reference)
    assert (example.theme_name, example.from_names, example.to_names) == (
        "Groen",
        ("", ""),
        ("Groenbeheer", ""),
    )
    assert example.area is not None
    assert example.area.name == "Rivierenwijk-Oost"
    assert Signal.objects.filter(owner=desk).count() == 0


def test_what_came_in_longer_than_a_year_ago_is_left_out(town: Town, desk: Group) -> None:
    make_signal(town.municipality, theme=town.theme, point=NOORD)
    old = AT - timedelta(days=366)
    Signal.objects.update(received_at=old)
    first = AT - timedelta(days=364)
    make_signal(town.municipality, theme=town.theme, point=NOORD, at=first)

    assert tried(town, RuleDraft(group_id=desk.pk)).of == 1


def test_a_change_a_move_and_a_removal_can_be_tried(town: Town, desk: Group) -> None:
    make_signal(town.municipality, theme=town.theme, point=NOORD)
    other = make_desk(town.municipality, "Afval")
    first = make_rule(town.municipality, desk, area_id=town.molenwijk.pk)
    last = make_rule(town.municipality, other)

    moved = tried(town, RuleDraft(group_id=other.pk), rule_id=last, place=1)
    changed = tried(town, RuleDraft(town.rivierenwijk.pk, None, desk.pk), rule_id=first)
    removed = tried(town, None, rule_id=first)
    same = tried(town, RuleDraft(town.molenwijk.pk, None, desk.pk), rule_id=first)
    unknown = tried(town, None, rule_id=999_999)

    for found in (moved, changed, removed):
        assert goals(found) == {"Groenbeheer/": (1, 0), "Afval/": (0, 1)}
    assert (moved.followed, changed.followed, removed.followed) == (1, 0, 0)
    for found in (same, unknown):
        assert (found.moved, found.examples, goals(found)) == (0, (), {"Groenbeheer/": (1, 1)})


def test_a_rule_that_cannot_be_followed_is_shown_with_its_reason(
    town: Town, desk: Group
) -> None:
    housing = make_organisation(town.municipality, "Woonstichting")
    for _one in range(2):
        make_signal(town.municipality, theme=town.theme, point=NOORD)
    empty = make_group(town.municipality, "Zonder mensen", areas=[town.rivierenwijk])
    draft = RuleDraft(group_id=empty.pk, organisation_id=housing.pk)

    found = tried(town, draft)

    assert (found.moved, found.followed) == (0, 0)
    (failed,) = found.failed
    assert (failed.group_name, failed.organisation_name) == ("Zonder mensen", "Woonstichting")
    assert (failed.fault, failed.count) == (RuleFault.NO_MEMBERS, 2)


def test_an_organisation_alone_is_a_change_too(town: Town) -> None:
    housing = make_organisation(town.municipality, "Woonstichting")
    make_signal(town.municipality, theme=town.theme, point=NOORD)

    found = tried(town, RuleDraft(organisation_id=housing.pk))

    assert goals(found) == {
        "Wijkteam Molenwijk/": (1, 0),
        "Wijkteam Molenwijk/Woonstichting": (0, 1),
    }


def test_the_trial_gives_what_then_happens(town: Town, desk: Group) -> None:
    """Whatever is tried: new signals like those of last year go where it said."""
    green = make_theme(town.municipality, "Groen")
    spots = [NOORD, RIVIER, (111_500, 520_500)]
    for theme in (green, town.theme):
        for spot in spots:
            make_signal(town.municipality, theme=theme, point=spot)
    draft = RuleDraft(town.molenwijk.pk, green.pk, desk.pk)
    said = {
        name.split("/")[0]: then for name, (_now, then) in goals(tried(town, draft)).items()
    }

    services.save_rule(None, draft, by=installation(town.municipality.pk), at=AT)
    after: dict[str, int] = {}
    for theme in (green, town.theme):
        for spot in spots:
            owner = make_signal(town.municipality, theme=theme, point=spot).owner
            name = owner.name if owner else ""
            after[name] = after.get(name, 0) + 1

    assert after == {name: count for name, count in said.items() if count}


def test_examples_are_five_and_of_every_way_there_is(town: Town, desk: Group) -> None:
    for _one in range(6):
        make_signal(town.municipality, theme=town.theme, point=NOORD)
    make_signal(town.municipality, theme=town.theme, point=RIVIER)

    found = tried(town, RuleDraft(group_id=desk.pk))

    assert found.moved == 7
    assert len(found.examples) == 5
    assert {one.from_names[0] for one in found.examples} == {"", "Wijkteam Molenwijk"}


def test_a_trial_costs_a_fixed_number_of_queries(
    town: Town, desk: Group, django_assert_num_queries: Any
) -> None:
    by = installation(town.municipality.pk)
    asked = ChangeAsked(0, RuleDraft(group_id=desk.pk))

    for count in (1, 20):
        for _one in range(count):
            make_signal(town.municipality, theme=town.theme, point=NOORD)
            make_rule(town.municipality, desk, area_id=town.rivierenwijk.pk)
        with django_assert_num_queries(7):
            queries.rehearse(by, asked, on=LATER.date())


# What stands on the page


def listed(town: Town) -> list[tuple[int, str, str | None]]:
    by = installation(town.municipality.pk)
    return [
        (one.place, one.group_name or one.organisation_name, one.fault)
        for one in queries.routing_rules(by, on=ON)
    ]


def test_the_rules_stand_in_order_with_what_they_say(town: Town, desk: Group) -> None:
    housing = make_organisation(town.municipality, "Woonstichting")
    make_rule(town.municipality, desk, area_id=town.noord.pk, theme_id=town.theme.pk)
    make_rule(town.municipality, organisation_id=housing.pk, active=False)

    first, last = queries.routing_rules(town.worker(Role.DISTRICT_MANAGER), on=ON)

    assert first.area is not None
    assert (first.place, first.area.name, first.theme_name) == (
        1,
        "Molenwijk-Noord",
        "Groen en grijs",
    )
    assert (first.group_name, first.organisation_name, first.active) == (
        "Groenbeheer",
        "",
        True,
    )
    assert (last.area, last.theme_name, last.organisation_name, last.active) == (
        None,
        "",
        "Woonstichting",
        False,
    )


def test_what_is_wrong_with_a_rule_stands_beside_it(town: Town, desk: Group) -> None:
    here = town.municipality
    old, out = town.area("BU93980102"), make_theme(here, "Oud")
    ending, empty = make_desk(here, "Stopt"), make_group(here, "Leeg")
    housing = make_organisation(here, "Woonstichting")
    make_rule(here, ending)
    make_rule(here, empty)
    make_rule(here, organisation_id=housing.pk)
    make_rule(here, desk, theme_id=out.pk)
    make_rule(here, desk, area_id=old.pk)
    make_rule(here, desk, area_id=town.noord.pk)
    make_rule(here, desk, area_id=town.noord.pk, theme_id=town.theme.pk)
    by = installation(here.pk)
    people.end_group(ending.pk, by=by, at=AT)
    housing.municipalities.clear()
    services.change_theme(out.pk, services.ThemeDraft("Oud", active=False), by=by, at=AT)
    latest = AreaYear.objects.filter(area=town.noord).latest("year").year
    make_areas(
        area_row("WK939801", "Molenwijk"),
        area_row("BU93980101", "Molenwijk-Noord"),
        year=latest + 1,
    )

    assert [fault for _place, _name, fault in listed(town)] == [
        RuleFault.GROUP_ENDED,
        RuleFault.NO_MEMBERS,
        RuleFault.ORGANISATION_GONE,
        RuleFault.THEME_OUT,
        RuleFault.AREA_GONE,
        None,
        RuleFault.NEVER,
    ]


def test_a_rule_that_is_off_or_fails_keeps_no_other_from_its_turn(
    town: Town, desk: Group
) -> None:
    here = town.municipality
    make_rule(here, desk, active=False)
    make_rule(here, make_group(here, "Leeg"))
    make_rule(here, desk)
    make_rule(here, desk, theme_id=town.theme.pk)

    faults = [fault for _place, _name, fault in listed(town)]

    assert faults == [None, RuleFault.NO_MEMBERS, None, RuleFault.NEVER]


def test_the_list_costs_a_fixed_number_of_queries(
    town: Town, desk: Group, django_assert_num_queries: Any
) -> None:
    by = installation(town.municipality.pk)
    for _turn in range(2):
        make_rule(town.municipality, desk, area_id=town.noord.pk)
        with django_assert_num_queries(6):
            queries.routing_rules(by, on=ON)


def test_where_a_rule_failed_is_shown_the_last_first(town: Town, desk: Group) -> None:
    make_rule(town.municipality, desk)
    people.end_group(desk.pk, by=installation(town.municipality.pk), at=AT)
    first = make_signal(town.municipality, theme=town.theme, point=NOORD)
    rest = [make_signal(town.municipality, theme=town.theme, at=LATER) for _one in range(10)]
    by = town.worker(Role.DISTRICT_MANAGER)

    found = queries.failed_lately(by, since=AT)
    later = queries.failed_lately(by, since=LATER + timedelta(hours=1))

    assert [one.reference for one in found] == [one.reference for one in reversed(rest)]
    assert first.reference not in {one.reference for one in found}
    assert (found[0].to_name, found[0].theme_name, found[0].area) == (
        "Groenbeheer",
        "Groen en grijs",
        None,
    )
    assert "gestopt" in found[0].why
    assert later == ()


def test_teams_without_members_are_named(town: Town) -> None:
    make_group(town.municipality, "Wijkteam Leeg", areas=[town.noord, town.rivierenwijk])
    by = town.worker(Role.DISTRICT_MANAGER)

    assert [one.name for one in queries.empty_teams(by, on=ON)] == [
        "Wijkteam Leeg",
        "Wijkteam Molenwijk",
    ]

    make_seat(town.team)
    assert [one.name for one in queries.empty_teams(by, on=ON)] == ["Wijkteam Leeg"]


def test_only_who_sets_rules_sees_them(town: Town, desk: Group) -> None:
    make_rule(town.municipality, desk)
    people.end_group(desk.pk, by=installation(town.municipality.pk), at=AT)
    make_signal(town.municipality, theme=town.theme)
    asked = ChangeAsked(0, RuleDraft(group_id=desk.pk))

    for by in (town.passer_by, town.worker(), town.chair(), anonymous()):
        assert queries.routing_rules(by, on=ON) == ()
        assert queries.failed_lately(by, since=AT) == ()
        assert queries.empty_teams(by, on=ON) == ()
        assert queries.rehearse(by, asked, on=ON) is None


def test_a_trial_counts_no_signals_of_elsewhere(town: Town, desk: Group) -> None:
    make_signal(make_municipality())

    assert tried(town, RuleDraft(group_id=desk.pk)).of == 0


def test_areas_are_gone_for_nobody_who_is_nowhere(db: None) -> None:
    assert queries.routing._gone([1], 999_999) == frozenset()
