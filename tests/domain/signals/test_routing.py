"""Where a signal goes: by a rule, or to the wijkteam; never to nobody in silence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.people import (
    make_group,
    make_organisation,
    make_person,
    make_role,
    make_seat,
    viewer_for,
)
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.routing import make_desk, make_rule
from tests.makers.signal_town import NOORD, RIVIER
from tests.makers.signals import LATER, answered, decided, make_signal, make_theme
from wijkregie.domain.people import services as people
from wijkregie.domain.people.models import Organisation
from wijkregie.domain.people.states import Role, Shell
from wijkregie.domain.places import services as places
from wijkregie.domain.places.models import Municipality
from wijkregie.domain.signals import rules, services
from wijkregie.domain.signals.models import Event, RoutingRule, Signal
from wijkregie.domain.signals.queries import routes
from wijkregie.domain.signals.services import routing
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from tests.makers.signal_town import Town
    from wijkregie.domain.people.models import Group

RuleDraft = services.RuleDraft
ON = AT.date()


@pytest.fixture
def desk(town: Town) -> Group:
    return make_desk(town.municipality, "Groenbeheer")


def owner(town: Town, point: tuple[int, int] = NOORD, **more: Any) -> str:
    found = make_signal(town.municipality, point=point, **({"theme": town.theme} | more)).owner
    return found.name if found else "nobody"


def events(signal: Signal) -> list[tuple[str, int | None, str]]:
    rows = Event.objects.filter(signal=signal).order_by("pk")
    return list(rows.values_list("what", "group_id", "why"))


def put_right(town: Town, signal: Signal, **more: Any) -> Signal:
    words = services.SignalWords(signal.title, signal.kind, signal.theme_id, signal.area_id)
    by = installation(town.municipality.pk)
    services.describe(signal.pk, replace(words, **more), by=by, at=LATER)
    signal.refresh_from_db()
    return signal


def test_a_rule_for_a_theme_and_an_area_goes_before_the_team(town: Town, desk: Group) -> None:
    make_rule(town.municipality, desk, theme_id=town.theme.pk, area_id=town.noord.pk)

    assert owner(town) == "Groenbeheer"
    assert owner(town, (111_500, 520_500)) == "Wijkteam Molenwijk"
    assert owner(town, theme=make_theme(town.municipality)) == "Wijkteam Molenwijk"


def test_the_first_rule_that_fits_counts(town: Town, desk: Group) -> None:
    other = make_desk(town.municipality, "Afval")
    make_rule(town.municipality, desk, area_id=town.molenwijk.pk)
    last = make_rule(town.municipality, other)

    assert (owner(town), owner(town, RIVIER)) == ("Groenbeheer", "Afval")

    services.move_rule(last, 1, by=installation(town.municipality.pk), at=AT)
    assert owner(town) == "Afval"


def test_a_rule_that_is_switched_off_does_nothing(town: Town, desk: Group) -> None:
    make_rule(town.municipality, desk, active=False)

    assert owner(town) == "Wijkteam Molenwijk"


def test_a_rule_may_name_an_organisation_only_and_the_team_keeps_it(town: Town) -> None:
    housing = make_organisation(town.municipality, "Woonstichting")
    make_rule(town.municipality, organisation_id=housing.pk)

    signal = make_signal(town.municipality, theme=town.theme, point=NOORD)

    assert (signal.owner, signal.organisation) == (town.team, housing)


def test_a_signal_about_no_place_follows_rules_for_all_areas_only(
    town: Town, desk: Group
) -> None:
    make_rule(town.municipality, desk, area_id=town.molenwijk.pk)
    assert make_signal(town.municipality, theme=town.theme).owner is None

    make_rule(town.municipality, desk)
    assert make_signal(town.municipality, theme=town.theme).owner == desk


def ended(town: Town, desk: Group) -> None:
    people.end_group(desk.pk, by=installation(town.municipality.pk), at=AT)


def emptied(town: Town, desk: Group) -> None:
    person = desk.seats.get().person
    assert person is not None
    people.end_person(person.pk, by=installation(town.municipality.pk), at=AT)


def second_shell_only(town: Town, desk: Group) -> None:
    desk.seats.update(shell=Shell.SECOND)


def disconnected(town: Town, desk: Group) -> None:
    Organisation.objects.get(name="Woonstichting").municipalities.clear()


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (ended, "Deze groep is gestopt, daarom ging de melding verder."),
        (emptied, "Deze groep heeft geen leden, daarom ging de melding verder."),
        (second_shell_only, "Deze groep heeft geen leden, daarom ging de melding verder."),
        (disconnected, "Deze organisatie werkt hier niet meer, daarom ging de melding verder."),
    ],
)
def test_a_rule_that_fails_is_told_and_the_next_one_counts(
    fault: Any, why: str, town: Town, desk: Group
) -> None:
    housing = make_organisation(town.municipality, "Woonstichting")
    make_rule(town.municipality, desk, organisation_id=housing.pk)
    make_rule(town.municipality, make_desk(town.municipality, "Afval"), area_id=town.noord.pk)
    fault(town, desk)

    north = make_signal(town.municipality, theme=town.theme, point=NOORD)
    south = make_signal(town.municipality, theme=town.theme, point=(111_500, 520_500))
    east = make_signal(town.municipality, theme=town.theme, point=RIVIER)

    names = [one.owner.name if one.owner else "nobody" for one in (north, south, east)]
    assert names == ["Afval", "Wijkteam Molenwijk", "nobody"]
    for signal in (north, south, east):
        assert events(signal) == [("rule_failed", desk.pk, why)]
        assert signal.organisation is None


def test_a_rule_of_which_the_group_is_no_longer_here_is_told(town: Town, desk: Group) -> None:
    make_rule(town.municipality, desk)
    here = routes.known(town.municipality.pk, on=ON)

    fault = replace(here, groups={}).fault_of(RuleDraft(group_id=desk.pk))

    assert fault == "group_ended"


def test_a_group_that_ends_later_still_gets_signals(town: Town, desk: Group) -> None:
    make_rule(town.municipality, desk)
    desk.ended_on = LATER.date().replace(year=2027)
    desk.save()

    assert owner(town) == "Groenbeheer"


def test_a_seat_of_an_organisation_makes_a_group_work(town: Town) -> None:
    group = make_group(town.municipality, "Beheer")
    make_seat(group, organisation=make_organisation(town.municipality))
    make_rule(town.municipality, group)

    assert owner(town) == "Beheer"


def test_a_team_without_members_comes_after_one_that_has_some(town: Town) -> None:
    everywhere = make_group(town.municipality, "Team van alles")
    assert owner(town) == "Wijkteam Molenwijk"

    make_seat(everywhere)
    assert owner(town) == "Team van alles"

    make_seat(town.team)
    assert owner(town) == "Wijkteam Molenwijk"


def test_rules_of_elsewhere_do_not_count(town: Town) -> None:
    elsewhere = make_municipality()
    make_rule(elsewhere, make_desk(elsewhere))

    assert owner(town) == "Wijkteam Molenwijk"


def test_the_services_give_what_the_queries_give(town: Town, desk: Group) -> None:
    make_rule(town.municipality, desk, area_id=town.noord.pk)

    routed = routing.route([town.noord], town.theme.pk, town.municipality.pk, on=ON)

    assert (routed.group_id, routed.organisation_id, routed.failed) == (desk.pk, None, ())


# Rerouting


def test_another_theme_brings_it_to_its_group_and_says_so(town: Town, desk: Group) -> None:
    green = make_theme(town.municipality, "Groen")
    make_rule(town.municipality, desk, theme_id=green.pk)
    signal = make_signal(town.municipality, theme=town.theme, point=NOORD)
    promised = signal.promised_on

    put_right(town, signal, theme_id=green.pk)

    assert (signal.owner, signal.promised_on) == (desk, promised)
    assert events(signal) == [("rerouted", desk.pk, "Het thema is verbeterd.")]


def test_another_place_brings_it_to_its_team_and_says_so(town: Town) -> None:
    team = make_group(town.municipality, "Wijkteam Rivierenwijk", areas=[town.rivierenwijk])
    signal = make_signal(town.municipality, theme=town.theme, point=NOORD)

    moved = put_right(town, signal, area_id=town.rivierenwijk.pk)
    assert moved.owner_id == team.pk
    assert events(signal) == [("rerouted", team.pk, "De plek is verbeterd.")]

    moved = put_right(town, signal, area_id=None, theme_id=make_theme(town.municipality).pk)
    assert moved.owner_id is None
    assert events(signal)[1:] == [("rerouted", None, "Het thema en de plek zijn verbeterd.")]


def test_a_title_alone_brings_it_nowhere(town: Town, desk: Group) -> None:
    signal = make_signal(town.municipality, theme=town.theme, point=NOORD)
    make_rule(town.municipality, desk)

    put_right(town, signal, title="Kapotte bank")

    assert (signal.owner, events(signal)) == (town.team, [])


def test_who_was_given_it_keeps_it_where_the_rules_say_the_same(
    town: Town, desk: Group
) -> None:
    signal = make_signal(town.municipality, theme=town.theme, point=NOORD)
    Signal.objects.filter(pk=signal.pk).update(owner=desk)

    put_right(town, signal, theme_id=make_theme(town.municipality).pk)

    assert (signal.owner, events(signal)) == (desk, [])


def test_a_person_who_had_it_hands_it_to_the_group(town: Town, desk: Group) -> None:
    green, person = make_theme(town.municipality), make_person()
    make_rule(town.municipality, desk, theme_id=green.pk)
    signal = make_signal(town.municipality, theme=town.theme, point=NOORD)
    Signal.objects.filter(pk=signal.pk).update(owner=None, owner_person=person)

    put_right(town, signal, theme_id=green.pk)

    assert (signal.owner, signal.owner_person) == (desk, None)


def test_what_was_decided_or_bundled_stays_where_it_is(town: Town, desk: Group) -> None:
    green = make_theme(town.municipality)
    make_rule(town.municipality, desk, theme_id=green.pk)
    lead = make_signal(town.municipality, theme=town.theme, point=NOORD)
    bundled = make_signal(town.municipality, theme=town.theme, point=NOORD)
    Signal.objects.filter(pk=bundled.pk).update(bundled_in=lead)
    settled = decided(make_signal(town.municipality, theme=town.theme, point=NOORD))
    done = answered(make_signal(town.municipality, theme=town.theme, point=NOORD))

    for signal in (bundled, settled, done):
        put_right(town, signal, theme_id=green.pk)
        assert (signal.owner, events(signal)) == (town.team, [])


def test_a_rule_that_fails_at_the_new_theme_is_told_once(town: Town, desk: Group) -> None:
    green, grey = make_theme(town.municipality), make_theme(town.municipality)
    for theme in (green, grey):
        make_rule(town.municipality, desk, theme_id=theme.pk)
    ended(town, desk)
    signal = make_signal(town.municipality, theme=town.theme, point=NOORD)

    put_right(town, signal, theme_id=green.pk)
    put_right(town, signal, area_id=town.molenwijk.pk)

    assert [what for what, _group, _why in events(signal)] == ["rule_failed"]
    assert signal.owner == town.team


# Setting rules


def manager(town: Town, area: Any = None) -> Viewer:
    return town.worker(Role.DISTRICT_MANAGER, area)


def test_who_sets_a_rule_leaves_a_row_in_the_log(town: Town, desk: Group) -> None:
    by = manager(town)
    draft = RuleDraft(town.noord.pk, town.theme.pk, desk.pk)

    made = services.save_rule(None, draft, by=by, at=AT)
    services.save_rule(made, replace(draft, area_id=None, active=False), by=by, at=AT)
    services.move_rule(made, 1, by=by, at=AT)
    row = RoutingRule.objects.get(pk=made)
    services.remove_rule(made, by=by, at=AT)

    assert (row.area_id, row.theme, row.group, row.active) == (None, town.theme, desk, False)
    assert not RoutingRule.objects.exists()
    logged = LogRow.objects.filter(kind="signals.routingrule", object_id=made).order_by("pk")
    assert [(one.what, one.by_id) for one in logged] == [
        ("routing_rule_saved", by.person_id),
        ("routing_rule_saved", by.person_id),
        ("routing_rule_moved", by.person_id),
        ("routing_rule_removed", by.person_id),
    ]


def order(town: Town) -> list[tuple[int, int]]:
    rows = RoutingRule.objects.filter(municipality=town.municipality).order_by("order")
    return list(rows.values_list("pk", "order"))


def test_rules_have_places_that_follow_each_other(town: Town, desk: Group) -> None:
    one, two, three = (make_rule(town.municipality, desk) for _rule in range(3))
    by = manager(town)
    assert order(town) == [(one, 1), (two, 2), (three, 3)]

    services.move_rule(three, 1, by=by, at=AT)
    assert order(town) == [(three, 1), (one, 2), (two, 3)]
    services.move_rule(three, 99, by=by, at=AT)
    assert order(town) == [(one, 1), (two, 2), (three, 3)]
    services.remove_rule(two, by=by, at=AT)
    first = make_rule(town.municipality, desk, place=1)
    assert order(town) == [(first, 1), (one, 2), (three, 3)]
    changed = RuleDraft(group_id=desk.pk, theme_id=town.theme.pk)
    services.save_rule(one, changed, by=by, at=AT)
    assert order(town) == [(first, 1), (one, 2), (three, 3)]
    services.save_rule(one, changed, by=by, at=AT, place=3)
    assert order(town) == [(first, 1), (three, 2), (one, 3)]


def wrong_drafts(town: Town, desk: Group) -> dict[str, RuleDraft]:
    elsewhere, neighbours = make_municipality(), Municipality.objects.get(name="Elders")
    gone = make_desk(town.municipality)
    ended(town, gone)
    return {
        "Kies een groep, een organisatie, of allebei.": RuleDraft(),
        "Deze groep is er niet meer. Kies een andere.": RuleDraft(group_id=gone.pk),
        "Deze groep is er niet meer.": RuleDraft(group_id=make_desk(elsewhere).pk),
        "Deze organisatie werkt hier niet. Kies een andere.": RuleDraft(
            organisation_id=make_organisation(elsewhere).pk
        ),
        "Kies een thema uit de lijst.": RuleDraft(
            group_id=desk.pk, theme_id=make_theme(elsewhere).pk
        ),
        "Dit gebied ligt niet in deze gemeente.": RuleDraft(
            group_id=desk.pk, area_id=make_own_area(neighbours, "Plan", "BU90770101").pk
        ),
        "Dit gebied ligt niet": RuleDraft(group_id=desk.pk, area_id=town.area("BU90770101").pk),
    }


def test_a_rule_that_names_what_is_not_here_is_refused(town: Town, desk: Group) -> None:
    made = make_rule(town.municipality, desk)
    wrong = wrong_drafts(town, desk)
    rows = LogRow.objects.count()
    by = installation(town.municipality.pk)

    for said, draft in wrong.items():
        for rule_id in (None, made):
            with pytest.raises(services.RoutingRefused, match=said):
                services.save_rule(rule_id, draft, by=by, at=AT)

    assert RoutingRule.objects.get().group == desk
    assert LogRow.objects.count() == rows


def test_no_rule_leads_to_the_team_for_concerns_about_persons(town: Town, desk: Group) -> None:
    by = installation(town.municipality.pk)
    people.set_sealed_desk(desk.pk, by=by, at=AT)

    with pytest.raises(services.RoutingRefused, match="Deze groep is er niet meer"):
        services.save_rule(None, RuleDraft(group_id=desk.pk), by=by, at=AT)


def test_a_rule_that_is_gone_or_elsewhere_is_not_there(town: Town, desk: Group) -> None:
    elsewhere = make_municipality()
    theirs = make_rule(elsewhere, make_desk(elsewhere))
    by = installation(town.municipality.pk)

    for rule_id in (theirs, 999_999):
        with pytest.raises(services.RoutingRefused, match="Deze regel is er niet meer"):
            services.save_rule(rule_id, RuleDraft(group_id=desk.pk), by=by, at=AT)
        with pytest.raises(services.RoutingRefused, match="Deze regel is er niet meer"):
            services.move_rule(rule_id, 1, by=by, at=AT)
        with pytest.raises(services.RoutingRefused, match="Deze regel is er niet meer"):
            services.remove_rule(rule_id, by=by, at=AT)

    assert RoutingRule.objects.get().pk == theirs


def test_nobody_but_managers_and_administrators_sets_rules(town: Town, desk: Group) -> None:
    made, here = make_rule(town.municipality, desk), town.municipality
    elsewhere = make_municipality()
    people_here = {
        "passer-by": town.passer_by,
        "community worker": town.worker(),
        "specialist": town.worker(Role.SPECIALIST),
        "council member": town.worker(Role.COUNCIL_MEMBER),
        "chair": town.chair(),
        "without second step": viewer_for(
            make_role(here, Role.DISTRICT_MANAGER).person, here, strong=False
        ),
        "neighbour": viewer_for(make_role(elsewhere, Role.DISTRICT_MANAGER).person, here),
        "nowhere": installation(),
    }

    for who, by in people_here.items():
        assert not rules.may_set_routing(by), who
        assert not rules.may_set_rule(by, []), who
        with pytest.raises(services.RoutingRefused, match="wijkregisseurs en beheerders"):
            services.save_rule(None, RuleDraft(group_id=desk.pk), by=by, at=AT)
        with pytest.raises(services.RoutingRefused, match="wijkregisseurs en beheerders"):
            services.move_rule(made, 1, by=by, at=AT)
        with pytest.raises(services.RoutingRefused, match="wijkregisseurs en beheerders"):
            services.remove_rule(made, by=by, at=AT)

    assert RoutingRule.objects.count() == 1


def test_a_manager_of_one_area_sets_rules_for_what_lies_in_it(town: Town, desk: Group) -> None:
    by = manager(town, town.molenwijk)
    own = make_own_area(town.municipality, "Vijverplan", "BU93980102")
    everywhere = make_rule(town.municipality, desk)
    made = 0
    for area in (town.molenwijk, town.noord, own):
        made = services.save_rule(None, RuleDraft(area.pk, None, desk.pk), by=by, at=AT)
        services.move_rule(made, 1, by=by, at=AT)

    for area_id in (None, town.rivierenwijk.pk):
        with pytest.raises(services.RoutingRefused, match="alleen voor je eigen gebied"):
            services.save_rule(None, RuleDraft(area_id, None, desk.pk), by=by, at=AT)
        with pytest.raises(services.RoutingRefused, match="alleen voor je eigen gebied"):
            services.save_rule(made, RuleDraft(area_id, None, desk.pk), by=by, at=AT)
    with pytest.raises(services.RoutingRefused, match="alleen voor je eigen gebied"):
        services.save_rule(everywhere, RuleDraft(own.pk, None, desk.pk), by=by, at=AT)
    with pytest.raises(services.RoutingRefused, match="alleen voor je eigen gebied"):
        services.move_rule(everywhere, 1, by=by, at=AT)
    with pytest.raises(services.RoutingRefused, match="alleen voor je eigen gebied"):
        services.remove_rule(everywhere, by=by, at=AT)

    services.remove_rule(made, by=by, at=AT)
    assert RoutingRule.objects.count() == 3


def test_an_administrator_sets_rules_for_everything(town: Town, desk: Group) -> None:
    by = town.worker(Role.ADMINISTRATOR)

    made = services.save_rule(None, RuleDraft(town.noord.pk, None, desk.pk), by=by, at=AT)

    services.remove_rule(made, by=by, at=AT)


def test_an_area_of_a_rule_is_not_removed(town: Town, desk: Group) -> None:
    own = make_own_area(town.municipality, "Vijverplan", "BU93980102")
    made = make_rule(town.municipality, desk, area_id=own.pk)
    by = installation(town.municipality.pk)

    with pytest.raises(places.OwnAreaRefused, match="nog in gebruik"):
        places.remove_own_area(own.pk, by=by, at=AT)

    services.remove_rule(made, by=by, at=AT)
    places.remove_own_area(own.pk, by=by, at=AT)


def test_where_there_is_no_municipality_nothing_lies_in_it(db: None) -> None:
    assert routing._around(1, anonymous()) == []


def test_routing_costs_few_queries_however_many_rules(
    town: Town, desk: Group, django_assert_num_queries: Any
) -> None:
    areas = [town.noord]
    with django_assert_num_queries(2):
        routing.route(areas, town.theme.pk, town.municipality.pk, on=ON)

    for _rule in range(20):
        make_rule(town.municipality, desk)
    with django_assert_num_queries(4):
        routing.route(areas, town.theme.pk, town.municipality.pk, on=ON)
