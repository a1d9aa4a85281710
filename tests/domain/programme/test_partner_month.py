"""What a partner has to do in a month, and the projects of a programme by area."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.people import make_group, make_organisation
from tests.makers.places import AT, area_row, make_areas, make_municipality, make_own_area
from tests.makers.planning import (
    make_activity,
    make_agreed,
    make_effort,
    make_offer,
    make_party,
    make_point,
    make_report_due,
)
from tests.makers.programme import make_cost, make_programme, make_project
from wijkregie.domain.programme import queries
from wijkregie.domain.programme.models import HandOver, Project
from wijkregie.domain.programme.queries import Keyed, Month, PlanFilter
from wijkregie.domain.programme.states import Part, ProjectState, Track
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.programme.models import Programme
    from wijkregie.domain.programme.queries import PartnerMonth, Planning

pytestmark = pytest.mark.django_db
MARCH = Month(2026, 3)
SAMEN = Keyed("stichting-samen", "Stichting Samen")


@pytest.fixture
def programme() -> Programme:
    return make_programme(make_municipality("Heuvelstad", code="GM9398"), key="samen")


def planning_of(programme: Programme) -> Planning:
    found = queries.planning_of(anonymous(programme.municipality_id), programme.key)
    assert found is not None
    return found


def month(
    programme: Programme, wanted: Month = MARCH, *, on: date = date(2026, 3, 10)
) -> PartnerMonth:
    planning = planning_of(programme)
    owed = owed_in(programme, planning)
    return queries.month_of(planning.projects, owed, SAMEN, wanted, on=on)


def owed_in(programme: Programme, planning: Planning) -> queries.Owed:
    return queries.owed_in(installation(programme.municipality_id), planning)


def started(programme: Programme, title: str = "Samen eten") -> Project:
    """A project that Stichting Samen holds."""
    project = make_project(programme, title, from_year=2026, until_year=2026)
    make_party(project, SAMEN.name, Part.HOLDER)
    return project


def test_a_month_knows_its_days_and_those_around_it() -> None:
    assert (Month(2028, 2).first, Month(2028, 2).last) == (date(2028, 2, 1), date(2028, 2, 29))
    assert Month(2026, 12).next == Month(2027, 1)
    assert Month(2026, 1).before == Month(2025, 12)
    assert Month(2026, 2).before == Month(2026, 1)
    assert MARCH.holds(date(2026, 3, 31))
    assert not MARCH.holds(date(2026, 4, 1))
    assert not MARCH.holds(None)


def test_work_stands_under_what_is_late_what_has_to_be_ready_and_what_goes_on(
    programme: Programme,
) -> None:
    project = started(programme)
    make_activity(project, "Te laat", date(2026, 2, 1), date(2026, 2, 28))
    make_activity(project, "Klaar deze maand", date(2026, 1, 1), date(2026, 3, 20))
    make_activity(project, "Mijlpaal", date(2026, 3, 15))
    make_activity(project, "Loopt door", date(2026, 3, 1), date(2026, 9, 1))
    make_activity(project, "Zonder einde", date(2026, 3, 1), None)
    make_activity(project, "Gedaan", date(2026, 3, 1), date(2026, 3, 9), done_on=AT.date())
    make_activity(project, "Zonder dag", None, None)
    make_activity(project, "Volgende maand", date(2026, 4, 1))

    found = month(programme)

    assert [one.work.title for one in found.late] == ["Te laat"]
    assert [one.work.title for one in found.ends] == ["Mijlpaal", "Klaar deze maand"]
    assert [one.work.title for one in found.runs] == ["Loopt door", "Zonder einde"]
    assert not found.is_quiet


def test_work_of_another_party_is_not_of_the_holder(programme: Programme) -> None:
    project = started(programme)
    buren = make_party(project, "Buren")
    make_activity(project, "Van de buren", date(2026, 3, 5), party=buren)
    helped = make_project(programme, "Van een ander")
    own = make_party(helped, SAMEN.name)
    make_activity(helped, "Wij helpen", date(2026, 3, 16), party=own)
    make_activity(helped, "Van de houder", date(2026, 3, 7))

    found = month(programme)

    assert [one.work.title for one in found.ends] == ["Wij helpen"]
    assert [one.title for one in found.holds] == ["Samen eten"]
    assert [one.title for one, _part in found.helps] == ["Van een ander"]


def test_the_holder_prepares_what_has_to_be_decided(programme: Programme) -> None:
    project = started(programme)
    make_point(project, "Had al gemoeten", date(2026, 1, 5))
    make_point(project, "Deze maand", date(2026, 3, 15))
    make_point(project, "Later", date(2026, 5, 1))
    make_point(project, "Ergens dit jaar", 2026)
    make_point(project, "Volgend jaar", 2027)
    make_point(project, "Besloten", date(2026, 3, 1), decided=(AT.date(), "ja"))
    helped = make_project(programme, "Van een ander")
    make_party(helped, SAMEN.name)
    make_point(helped, "Niet van ons", date(2026, 3, 15))

    found = month(programme)

    assert [one.point.question for one in found.points] == ["Had al gemoeten", "Deze maand"]
    assert [one.point.question for one in found.undated] == ["Ergens dit jaar"]


@pytest.mark.parametrize(
    ("state", "left"), [(ProjectState.FINISHED, ["Door?"]), (ProjectState.STOPPED, [])]
)
def test_what_is_over_still_asks_for_its_decision_and_what_stopped_does_not(
    programme: Programme, state: ProjectState, left: list[str]
) -> None:
    project = started(programme)
    make_point(project, "Door?", date(2026, 3, 15))
    make_point(project, "Besloten", date(2026, 3, 1), decided=(AT.date(), "ja"))
    Project.objects.filter(pk=project.pk).update(
        state=state, result="Het staat er.", finished_at=AT
    )

    found = month(programme)

    assert [each.point.question for each in found.points] == left


def test_in_a_month_ahead_nothing_is_late_that_has_its_day_before_it(
    programme: Programme,
) -> None:
    project = started(programme)
    make_activity(project, "Eind april", date(2026, 4, 30))

    assert month(programme, Month(2026, 6)).is_quiet
    found = month(programme, Month(2026, 6), on=date(2026, 5, 2))
    assert [one.work.title for one in found.late] == ["Eind april"]


def test_reports_and_hours_of_the_partner_are_there_and_not_those_of_others(
    programme: Programme, django_assert_num_queries: Any
) -> None:
    samen = make_organisation(programme.municipality, SAMEN.name)
    other = make_organisation(programme.municipality, "Woonwaard")
    agreement = make_agreed(programme, samen, 2026, "Huisbezoeken")
    for day in (date(2026, 1, 5), date(2026, 3, 31), date(2026, 5, 1)):
        make_report_due(agreement, day)
    make_report_due(agreement, date(2026, 3, 1), sent_at=AT)
    make_report_due(make_agreed(programme, other, 2026, "Woningen"), date(2026, 3, 1))
    project = started(programme)
    for name, hours, year in ((SAMEN.name, 40, 2026), ("Buren", 8, 2026)):
        party = project.parties.filter(name=name).first() or make_party(project, name)
        make_effort(party, year, hours)
    make_effort(project.parties.get(name=SAMEN.name), 2027, 99)
    unknown = started(programme, "Onbekend")
    make_effort(unknown.parties.get(), 2026, None)

    found = month(programme)

    assert [one.due_on for one in found.reports] == [date(2026, 1, 5), date(2026, 3, 31)]
    assert [(one.project.title, one.hours) for one in found.hours] == [
        ("Samen eten", 40),
        ("Onbekend", None),
    ]
    planning = planning_of(programme)
    with django_assert_num_queries(4):
        owed = owed_in(programme, planning)
    assert [one.name for one in queries.partners_in(planning, owed)] == [
        "Buren",
        "Stichting Samen",
        "Woonwaard",
    ]
    with django_assert_num_queries(1):
        queries.month_of(planning.projects, owed, SAMEN, MARCH, on=AT.date())


def test_a_hand_over_that_waits_for_a_partner_is_in_its_month_until_it_is_answered(
    programme: Programme,
) -> None:
    done = make_project(programme, "Klaar", from_year=2025, until_year=2025)
    offer = make_offer(done, at=datetime(2026, 2, 20, 12, tzinfo=UTC))
    samen = make_organisation(programme.municipality, SAMEN.name)
    HandOver.objects.filter(pk=offer.pk).update(organisation=samen)
    make_offer(make_project(programme, "Van een ander"), "Team Zorg")

    found = month(programme)

    waits = [(one.project_title, one.activity_name) for one in found.offers]
    assert waits == [("Klaar", "Werk na Klaar")]
    assert not found.is_quiet
    assert month(programme, Month(2026, 2)).offers == found.offers
    assert month(programme, Month(2026, 1)).is_quiet
    planning = planning_of(programme)
    owed = owed_in(programme, planning)
    assert owed.partner_of == {samen.pk: SAMEN}
    assert {SAMEN, Keyed("team-zorg", "Team Zorg")} <= {*queries.partners_in(planning, owed)}
    assert len(owed.narrowed(planning, PlanFilter(partner=SAMEN.key)).offers) == 2
    assert not owed.narrowed(planning, PlanFilter(theme="jeugd")).offers
    HandOver.objects.filter(pk=offer.pk).update(accepted=True, answered_at=AT)
    assert month(programme).is_quiet


def test_a_hand_over_waits_for_a_group_and_only_who_works_along_reads_so(
    programme: Programme,
) -> None:
    offer = make_offer(make_project(programme, "Klaar"))
    assert owed_in(programme, planning_of(programme)).partners == ()  # nobody is named
    team = make_group(programme.municipality, "Wijkteam")
    HandOver.objects.filter(pk=offer.pk).update(group=team)

    owed = owed_in(programme, planning_of(programme))

    assert owed.partners == (Keyed("wijkteam", "Wijkteam"),)
    assert owed.partner_of == {}
    outside = anonymous(programme.municipality_id)
    assert queries.owed_in(outside, planning_of(programme)).offers == ()


def test_what_is_no_work_any_more_asks_nothing(programme: Programme) -> None:
    project = started(programme)
    make_activity(project, "Mijlpaal", date(2026, 3, 5))
    Project.objects.filter(pk=project.pk).update(state=ProjectState.STOPPED)

    found = month(programme)

    assert found.is_quiet
    assert [one.title for one in found.holds] == ["Samen eten"]


def test_an_area_has_its_projects_tracks_money_and_next_day(programme: Programme) -> None:
    molen, rivier = two_areas(programme)
    both = make_project(programme, "beide", area_ids=(molen.pk, rivier.pk), track=Track.NOW)
    make_cost(both, 1_000_00)
    make_activity(both, "Voorbij", date(2026, 1, 1))
    make_activity(both, "Opening", date(2026, 6, 1))
    make_point(both, "Door?", date(2026, 5, 1))
    make_point(both, "Ooit")
    make_project(programme, "lang", area_ids=(molen.pk,), track=Track.STRUCTURAL)

    first, second = queries.by_area(planning_of(programme).projects, on=date(2026, 3, 10))

    assert [one.area.name for one in (first, second) if one.area] == [
        "Molenwijk",
        "Rivierenwijk",
    ]
    assert [first.on_track(track) for track in Track] == [1, 1]
    assert (first.lacks, second.lacks) == ((), (Track.STRUCTURAL,))
    assert first.money.gap.known_cents == second.money.gap.known_cents == 1_000_00
    assert first.next is not None
    assert (first.next.on, first.next.what) == (date(2026, 5, 1), "Door?")
    together = queries.planned(planning_of(programme).projects, on=date(2026, 3, 10))
    assert together.money.gap.known_cents == 1_000_00


def test_what_is_for_the_whole_municipality_stands_last_and_what_is_over_has_no_next_day(
    programme: Programme,
) -> None:
    molen, _rivier = two_areas(programme)
    over = make_project(programme, "zonder spoor")
    make_activity(over, "Telt niet", date(2026, 4, 1))
    Project.objects.filter(pk=over.pk).update(
        state=ProjectState.FINISHED, finished_at=AT, result="Klaar."
    )
    make_project(programme, "in de wijk", area_ids=(molen.pk,))

    first, whole = queries.by_area(planning_of(programme).projects, on=date(2026, 3, 10))

    assert first.area is not None
    assert whole.area is None
    assert (whole.lacks, whole.on_track(None), whole.next) == ((), 1, None)


def two_areas(programme: Programme) -> tuple[Area, Area]:
    make_areas(
        area_row("GM9398", "Heuvelstad"),
        area_row("WK939801", "Molenwijk"),
        area_row("WK939802", "Rivierenwijk"),
    )
    here = programme.municipality
    return (
        make_own_area(here, "Molenwijk", "WK939801"),
        make_own_area(here, "Rivierenwijk", "WK939802"),
    )
