"""A covenant gives a group its mandate, and warns before it lapses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.makers.agreements import TODAY, make_covenant
from tests.makers.people import (
    administrator_of,
    make_group,
    make_organisation,
    make_person,
    make_role,
    make_seat,
    viewer_for,
)
from tests.makers.places import AT, make_municipality
from tests.makers.programme import follow_up
from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.people import queries, services
from wijkregie.domain.people.models import Covenant, CovenantParty
from wijkregie.domain.people.queries import Standing
from wijkregie.domain.people.states import Role, SeatFunction
from wijkregie.kit import outbox
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.viewer import Viewer, anonymous, installation
from wijkregie.kit.words import WordsRefused

if TYPE_CHECKING:
    from wijkregie.domain.people.models import Group
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)
A_YEAR_AGO = TODAY - timedelta(days=365)


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad")


@pytest.fixture
def by(here: Municipality) -> Viewer:
    return installation(here.pk)


@pytest.fixture
def team(here: Municipality) -> Group:
    return make_group(here, "Wijkteam Molenwijk")


def decide(team: Group, by: Viewer, **more: Any) -> None:
    decisions.record(follow_up(team, **more), by=by, at=AT)


def test_a_group_without_a_covenant_decides_on_a_mandate_of_its_own(
    team: Group, by: Viewer
) -> None:
    decide(team, by)

    assert queries.authority_of(team.pk, on=TODAY).free


def test_a_group_decides_while_its_covenant_holds(team: Group, by: Viewer) -> None:
    make_covenant(team, mandates=("Meldingen", "Wijkbudget"))

    decide(team, by, mandate="Wijkbudget")

    seen = queries.authority_of(team.pk, on=TODAY)
    assert (seen.free, seen.mandates) == (False, ("Meldingen", "Wijkbudget"))


def test_a_group_decides_on_no_other_mandate_than_its_covenants_give_it(
    team: Group, by: Viewer
) -> None:
    make_covenant(team, mandates=("Meldingen",))
    make_covenant(team, mandates=("Wijkbudget",))

    with pytest.raises(decisions.MandateRefused, match="Meldingen; Wijkbudget") as no:
        decide(team, by, mandate="gewoon zo besloten")
    assert no.value.field == "mandate"

    decide(team, by, mandate=" wijkbudget. ")
    assert Decision.objects.get().mandate == "Wijkbudget"
    decide(team, by, body_id=None, officer=Role.DISTRICT_MANAGER, mandate="Mandaatbesluit")


def test_after_its_covenant_a_group_is_refused_and_reads_which_and_when(
    team: Group, by: Viewer
) -> None:
    make_covenant(team, "Convenant 2025", from_on=A_YEAR_AGO, until_on=YESTERDAY)

    with pytest.raises(decisions.DecisionRefused) as refused:
        decide(team, by)

    day = f"{YESTERDAY.day} "
    assert "“Convenant 2025”" in str(refused.value)
    assert day in str(refused.value)
    assert "wijkregisseur" in str(refused.value)
    decide(team, by, taken_on=YESTERDAY)  # what was decided in time may be written down later


def test_the_guard_is_needed(team: Group, by: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant the fault: a room that does not ask for the covenant lets it decide."""
    make_covenant(team, from_on=A_YEAR_AGO, until_on=YESTERDAY)
    free = queries.Authority(free=True)
    monkeypatch.setattr(
        "wijkregie.domain.decisions.services.authority_of", lambda *_asked, **_on: free
    )

    decide(team, by)


def test_a_group_with_a_covenant_decides_on_no_day_on_which_none_held(
    team: Group, by: Viewer
) -> None:
    gap = A_YEAR_AGO + timedelta(days=1)
    make_covenant(team, "Eerste", from_on=A_YEAR_AGO, until_on=A_YEAR_AGO)
    make_covenant(team, "Tweede", from_on=YESTERDAY, until_on=None)

    with pytest.raises(decisions.DecisionRefused, match="“Eerste”"):
        decide(team, by, taken_on=gap)
    with pytest.raises(decisions.DayRefused, match="“Eerste”") as no:
        decide(team, by, taken_on=A_YEAR_AGO - timedelta(days=1))
    assert f"{A_YEAR_AGO.day} " in str(no.value)
    assert no.value.field == "taken_on"

    decide(team, by, taken_on=A_YEAR_AGO)
    decide(team, by, taken_on=YESTERDAY)


def test_a_lapsed_covenant_is_not_got_round_by_an_earlier_day(team: Group, by: Viewer) -> None:
    make_covenant(team, "Convenant 2025", from_on=A_YEAR_AGO, until_on=YESTERDAY)

    with pytest.raises(decisions.DayRefused, match="“Convenant 2025”"):
        decide(team, by, taken_on=A_YEAR_AGO - timedelta(days=1))


def test_without_the_day_of_today_the_earlier_day_would_do(
    team: Group, by: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plant the fault: ask only for what had begun on the day that was filled in."""
    make_covenant(team, from_on=A_YEAR_AGO, until_on=YESTERDAY)
    monkeypatch.setattr(
        "wijkregie.domain.decisions.services.authority_of",
        lambda pk, *, on, today: queries.authority_of(pk, on=on),  # noqa: ARG005 - the fault
    )

    decide(team, by, taken_on=A_YEAR_AGO - timedelta(days=1))


@pytest.mark.parametrize("name", ["from_on", "until_on", "review_on"])
def test_the_days_of_a_covenant_are_in_our_time(team: Group, name: str) -> None:
    with pytest.raises(services.PeopleRefused, match=r"1990.*2100") as no:
        make_covenant(team, **cast("dict[str, Any]", {name: date(9999, 1, 1)}))

    assert no.value.field == name


def test_the_last_day_counts_and_that_of_an_early_end_does_not(team: Group, by: Viewer) -> None:
    one = make_covenant(team, until_on=TODAY)
    decide(team, by)

    services.end_covenant(one.pk, "De partijen gaan uit elkaar.", by=by, at=AT)

    with pytest.raises(decisions.DecisionRefused):
        decide(team, by)
    (seen,) = queries.covenants_visible_to(by, on=TODAY)
    assert (seen.standing, seen.over_on) == (Standing.OVER, YESTERDAY)


def test_before_its_first_covenant_and_after_one_that_never_began_a_group_is_free(
    team: Group, by: Viewer
) -> None:
    tomorrow = TODAY + timedelta(days=1)
    make_covenant(team, from_on=tomorrow, until_on=None)
    decide(team, by)

    same_day = make_covenant(team, from_on=TODAY)
    services.end_covenant(same_day.pk, "Vergissing.", by=by, at=AT)

    decide(team, by)
    standings = [one.standing for one in queries.covenants_visible_to(by, on=TODAY)]
    assert standings == [Standing.COMING, Standing.OVER]


def test_of_several_that_are_over_the_last_is_named_and_a_new_one_helps(
    team: Group, by: Viewer
) -> None:
    old = A_YEAR_AGO - timedelta(days=400)
    make_covenant(team, "Eerste", from_on=old, until_on=A_YEAR_AGO)
    make_covenant(team, "Tweede", from_on=A_YEAR_AGO, until_on=YESTERDAY)
    without_end = make_covenant(team, "Zonder eind", from_on=A_YEAR_AGO, until_on=None)
    services.end_covenant(without_end.pk, "Klaar.", by=by, at=AT - timedelta(days=5))

    assert queries.authority_of(team.pk, on=TODAY).lapsed == "Tweede"
    make_covenant(team, "Derde", from_on=TODAY, until_on=None)
    decide(team, by)


def test_an_officer_needs_no_covenant(team: Group, by: Viewer) -> None:
    make_covenant(team, from_on=A_YEAR_AGO, until_on=YESTERDAY)

    decide(team, by, body_id=None, officer=Role.DISTRICT_MANAGER)


def test_everyone_reads_a_covenant_with_its_parties(team: Group, here: Municipality) -> None:
    partner = make_organisation(here, "Stichting Samen")
    made = make_covenant(
        team,
        "Convenant",
        parties=((partner.pk, "zit voor"),),
        review_on=TODAY,
        document="Bijlage 2",
        address="https://www.voorbeeld.nl/convenant",
    )

    seen = queries.covenant_seen(anonymous(here.pk), made.pk, on=TODAY)

    assert seen is not None
    assert [(one.name, one.role) for one in seen.parties] == [("Stichting Samen", "zit voor")]
    assert (seen.group_name, seen.standing, seen.may_change) == (
        "Wijkteam Molenwijk",
        Standing.IN_FORCE,
        False,
    )
    assert str(made) == "Convenant"
    assert str(made.parties.get()) == f"{made.pk} {partner.pk}"
    assert queries.covenant_seen(anonymous(), made.pk, on=TODAY) is None


def test_only_administrators_and_the_manager_keep_covenants(
    team: Group, here: Municipality, by: Viewer
) -> None:
    made = make_covenant(team)
    draft = draft_of(made)
    manager = viewer_for(make_role(here, Role.DISTRICT_MANAGER).person, here)
    worker = viewer_for(make_role(here, Role.COMMUNITY_WORKER).person, here)
    elsewhere = administrator_of(make_municipality("Elders"))

    for viewer in (manager, administrator_of(here)):
        services.change_covenant(made.pk, draft, by=viewer, at=AT)
        services.make_covenant(replace(draft, title="Nog een"), by=viewer, at=AT)
    before = list(Covenant.objects.values())
    for viewer in (worker, anonymous(here.pk), anonymous(), elsewhere):
        for act in (
            lambda who=viewer: services.make_covenant(draft, by=who, at=AT),
            lambda who=viewer: services.change_covenant(made.pk, draft, by=who, at=AT),
            lambda who=viewer: services.end_covenant(made.pk, "Weg.", by=who, at=AT),
        ):
            with pytest.raises(services.PeopleRefused):
                act()
    assert list(Covenant.objects.values()) == before


def draft_of(made: Covenant) -> services.CovenantDraft:
    return services.CovenantDraft(
        group_id=made.group_id,
        title=made.title,
        from_on=made.from_on,
        until_on=made.until_on,
        mandates=tuple(made.mandates),
        parties=tuple(made.parties.values_list("organisation_id", "role")),
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": "  "}, "Fill in a name"),
        ({"mandates": (" ", "")}, "about what the group may decide"),
        ({"mandates": tuple(f"Mandaat {n}" for n in range(21))}, "at most 20"),
        ({"mandates": ("x" * 201,)}, "longer than 200"),
        ({"parties": ()}, "at least one organisation"),
        ({"parties": ((999_999, "x"),)}, "does not work here"),
        ({"until_on": date(2000, 1, 1)}, "The last day"),
        ({"review_on": date(2000, 1, 1)}, "look back"),
        ({"address": "http://voorbeeld.nl"}, "https://"),
        ({"address": "https://[x"}, "https://"),
        ({"group_id": 999_999}, "not there any more"),
    ],
)
def test_a_covenant_that_cannot_be_so_is_refused(
    team: Group, by: Viewer, changed: dict[str, Any], said: str
) -> None:
    draft = draft_of(make_covenant(team))

    with pytest.raises(services.PeopleRefused, match=said):
        services.make_covenant(replace(draft, **changed), by=by, at=AT)
    assert Covenant.objects.count() == 1


def test_no_name_of_a_person_stands_in_a_covenant(team: Group, by: Viewer) -> None:
    draft = draft_of(make_covenant(team))

    for changed in (
        {"title": "Bel 06-12345678"},
        {"mandates": ("Bel 06-12345678",)},
        {"document": "mail a@b.nl"},
    ):
        with pytest.raises(WordsRefused):
            services.make_covenant(replace(draft, **changed), by=by, at=AT)


def test_a_covenant_stays_with_its_group_and_after_its_end_as_it_was(
    team: Group, here: Municipality, by: Viewer
) -> None:
    made = make_covenant(team)
    other = replace(draft_of(made), group_id=make_group(here).pk)
    with pytest.raises(services.PeopleRefused, match="stays with its group"):
        services.change_covenant(made.pk, other, by=by, at=AT)
    with pytest.raises(services.PeopleRefused, match="Write down why"):
        services.end_covenant(made.pk, "  ", by=by, at=AT)

    services.end_covenant(made.pk, "Klaar.", by=by, at=AT)

    with pytest.raises(services.PeopleRefused, match="was ended"):
        services.end_covenant(made.pk, "Nog eens.", by=by, at=AT)
    with pytest.raises(services.PeopleRefused, match="was ended"):
        services.change_covenant(made.pk, draft_of(made), by=by, at=AT)
    said = LogRow.objects.filter(kind="people.covenant").values_list("what", flat=True)
    assert list(said.order_by("pk")) == ["covenant_made", "covenant_ended"]


def test_a_changed_covenant_keeps_only_its_parties(team: Group, by: Viewer) -> None:
    made = make_covenant(team)
    partner = make_organisation(team.municipality)
    draft = replace(draft_of(made), parties=((partner.pk, ""),), until_on=None, title="Nieuw")

    services.change_covenant(made.pk, draft, by=by, at=AT)

    assert CovenantParty.objects.get().organisation_id == partner.pk
    made.refresh_from_db()
    assert (made.title, made.until_on) == ("Nieuw", None)


def test_the_database_keeps_a_period_and_a_reason(team: Group) -> None:
    made = make_covenant(team)
    for changed in ({"until_on": date(1999, 1, 1)}, {"ended_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Covenant.objects.filter(pk=made.pk).update(**changed)


def mailed() -> list[tuple[int, int]]:
    rows = OutboxRow.objects.filter(template="covenant_lapses").order_by("pk")
    return [(row.ids["covenant"], row.ids["person"]) for row in rows]


def test_who_must_see_to_it_is_warned_twice_and_once_each(
    team: Group, here: Municipality
) -> None:
    chair, member = (make_person(municipality=here) for _one in range(2))
    make_seat(team, chair, function=SeatFunction.CHAIR)
    make_seat(team, member)
    manager = make_role(here, Role.DISTRICT_MANAGER).person
    one = make_covenant(team, until_on=TODAY + timedelta(days=91))
    told = [(one.pk, pk) for pk in sorted((chair.pk, manager.pk))]

    assert services.warn_of_lapse(at=AT) == {}
    for days, count in ((1, 1), (2, 1), (60, 1), (61, 2), (62, 2), (91, 2)):
        services.warn_of_lapse(at=AT + timedelta(days=days))
        assert mailed() == told * count, days
    services.warn_of_lapse(at=AT + timedelta(days=92))
    assert mailed() == told * 2
    assert [row.way for row in outbox.take("worker", at=AT + timedelta(days=92))] == [
        "mail"
    ] * 4


def test_one_that_is_followed_up_or_has_no_end_warns_nobody(
    team: Group, here: Municipality, by: Viewer
) -> None:
    make_role(here, Role.DISTRICT_MANAGER)
    soon = TODAY + timedelta(days=20)
    make_covenant(team, until_on=soon)
    make_covenant(make_group(here), until_on=None)
    ended = make_covenant(make_group(here), until_on=soon)
    services.end_covenant(ended.pk, "Klaar.", by=by, at=AT)
    assert services.warn_of_lapse(at=AT) == {"covenants": 1}
    OutboxRow.objects.all().delete()

    make_covenant(team, from_on=soon, until_on=None)

    assert services.warn_of_lapse(at=AT) == {}
    assert mailed() == []


def test_one_that_lapses_is_on_the_desk_of_who_must_see_to_it(
    team: Group, here: Municipality
) -> None:
    one = make_covenant(team, until_on=TODAY + timedelta(days=60))
    make_covenant(make_group(here), until_on=TODAY + timedelta(days=200))
    leads = Viewer(
        here.pk, person_id=1, group_ids=frozenset({team.pk}), led_ids=frozenset({team.pk})
    )
    leads_other = replace(leads, led_ids=frozenset({team.pk + 99}))

    for viewer in (leads, administrator_of(here)):
        (seen,) = queries.lapsing_of(viewer, on=TODAY)
        assert (seen.id, seen.standing) == (one.pk, Standing.LAPSES)
    for viewer in (leads_other, anonymous(here.pk)):
        assert queries.lapsing_of(viewer, on=TODAY) == []


def test_what_a_form_may_offer_is_of_groups_here_only(
    team: Group, here: Municipality, by: Viewer
) -> None:
    free, elsewhere = make_group(here), make_group(make_municipality("Elders"))
    make_covenant(team, mandates=("Meldingen",))
    make_covenant(elsewhere, mandates=("Kanarie",))

    with CaptureQueriesContext(connection) as queried:
        found = queries.authorities(by, [team.pk, free.pk, elsewhere.pk], on=TODAY)

    assert len(queried) == 1
    assert found[team.pk].mandates == ("Meldingen",)
    assert found[free.pk].free
    assert "Kanarie" not in repr(found)


def test_the_list_crosses_no_municipality_and_costs_the_same(
    team: Group, here: Municipality, by: Viewer
) -> None:
    make_covenant(make_group(make_municipality("Elders")), "Kanarie")
    counted = []
    for _more in range(2):
        make_covenant(team)
        with CaptureQueriesContext(connection) as queried:
            assert "Kanarie" not in repr(list(queries.covenants_visible_to(by, on=TODAY)))
        counted.append(len(queried))
    assert counted == [2, 2]


def test_a_group_whose_covenant_ends_is_told_apart_from_one_that_goes_on(
    team: Group, by: Viewer
) -> None:
    other = make_group(team.municipality, "Ander team")
    free = make_group(team.municipality, "Vrij team")
    make_covenant(free, until_on=None)
    near = make_covenant(team, until_on=TODAY + timedelta(days=30))
    far = make_covenant(other, until_on=TODAY + timedelta(days=31))

    found = queries.lapses_by_group(by, on=TODAY)

    assert found == {
        team.pk: queries.Lapse(near.pk, TODAY + timedelta(days=30), soon=True),
        other.pk: queries.Lapse(far.pk, TODAY + timedelta(days=31), soon=False),
    }
    make_covenant(team, from_on=TODAY + timedelta(days=31), until_on=None)
    make_covenant(other, from_on=TODAY + timedelta(days=33), until_on=None)
    assert set(queries.lapses_by_group(by, on=TODAY)) == {other.pk}
    assert queries.lapses_by_group(installation(make_municipality().pk), on=TODAY) == {}
    assert queries.lapses_by_group(by, on=TODAY - timedelta(days=60)) == {}
