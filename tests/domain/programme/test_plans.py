"""The plan of an area: what comes together in it, and on which track projects stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest

from tests.makers.analyses import Table, make_settled, make_table
from tests.makers.bridge import make_area_plan
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.programme import (
    follow_up,
    make_bottleneck,
    make_cost,
    make_goal,
    make_project,
    make_raised,
)
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import Project, StatementEvidence
from wijkregie.domain.programme.queries.tracks import tracks_of
from wijkregie.domain.programme.services import AreaPlanDraft, EvidenceDraft, ProgrammeRefused
from wijkregie.domain.programme.states import ProjectState, Track
from wijkregie.kit.viewer import anonymous
from wijkregie.kit.words import WordsRefused

if TYPE_CHECKING:
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db
LATER: Final = AT + timedelta(hours=1)


@pytest.fixture
def table(db: None) -> Table:
    return make_table()


def plan(table: Table, viewer: Viewer | None = None) -> queries.AreaPlanSeen:
    found = queries.area_plan(viewer or table.by, table.programme.key, table.area.code)
    assert found is not None
    return found


def test_a_plan_brings_together_what_concerns_the_area(table: Table) -> None:
    elsewhere = make_own_area(table.municipality, "Butterhuizen")
    goal = make_goal(table.programme, "Iedereen kent de buren")
    wrong = make_bottleneck(table.programme, "te weinig plek", areas=[table.area], goals=[goal])
    signal = make_raised(table.municipality, area=table.area)
    services.add_evidence(wrong.pk, EvidenceDraft(signal_id=signal.pk), by=table.by, at=AT)
    works = make_project(table.programme, "Buurtkamer", bottleneck_ids=(wrong.pk,))
    make_cost(works, 12_50)
    make_project(table.programme, "Elders", area_ids=(elsewhere.pk,))
    everywhere = make_project(table.programme, "Overal")
    settled = make_settled(table, "Een", "Twee", "Drie")
    first = settled.statements.get(text="Een")
    StatementEvidence.objects.create(
        municipality=table.municipality, statement=first, document="Wijkschouw", linked_at=AT
    )

    seen = plan(table)
    assert [len(one.evidence) for one in seen.main_points] == [1, 0, 0]
    assert [one.point.text for one in seen.main_points] == ["Een", "Twee", "Drie"]
    assert [one.listed.title for one in seen.bottlenecks] == ["te weinig plek"]
    assert [len(one.evidence) for one in seen.bottlenecks] == [1]
    assert [one.id for one in seen.projects] == [works.pk]
    assert [one.id for one in seen.town_wide] == [everywhere.pk]
    assert [one.title for one in seen.goals] == ["Iedereen kent de buren"]
    assert seen.money.total.costs.cents == 12_50
    assert (seen.vision, seen.decision, seen.changed_at) == ("", None, None)


def test_a_project_in_a_part_of_the_area_belongs_to_its_plan(table: Table) -> None:
    part = table.area.parts.get()
    inside = make_project(table.programme, "Plein", area_ids=(part.pk,))

    assert [one.id for one in plan(table).projects] == [inside.pk]
    of_part = queries.area_plan(table.by, table.programme.key, part.code)
    assert of_part is not None
    assert [one.id for one in of_part.projects] == [inside.pk]


def test_a_project_around_the_area_is_not_in_the_plan_of_a_part(table: Table) -> None:
    make_project(table.programme, "Wijkbreed", area_ids=(table.area.pk,))

    of_part = queries.area_plan(table.by, table.programme.key, table.area.parts.get().code)
    assert of_part is not None
    assert of_part.projects == ()


def test_there_is_no_plan_without_programme_or_area(table: Table) -> None:
    assert queries.area_plan(table.by, "iets-anders", table.area.code) is None
    assert queries.area_plan(table.by, table.programme.key, "WK999999") is None


def test_an_area_wants_both_tracks(table: Table) -> None:
    now = make_project(table.programme, "Bankje", area_ids=(table.area.pk,))
    assert plan(table).tracks.missing == (Track.NOW, Track.STRUCTURAL)
    Project.objects.filter(pk=now.pk).update(track=Track.NOW)

    tracks = plan(table).tracks
    assert [one.id for one in tracks.now] == [now.pk]
    assert tracks.missing == (Track.STRUCTURAL,)


def test_an_idea_or_what_was_stopped_does_not_make_a_track_go_on(table: Table) -> None:
    idea = make_project(table.programme, "Idee", area_ids=(table.area.pk,), decision_id=None)
    Project.objects.filter(pk=idea.pk).update(track=Track.NOW)

    seen, public = plan(table), plan(table, anonymous(table.municipality.pk))
    assert [one.id for one in seen.tracks.now] == [idea.pk]
    assert public.projects == ()
    assert seen.tracks.missing == public.tracks.missing == (Track.NOW, Track.STRUCTURAL)
    Project.objects.filter(pk=idea.pk).update(state=ProjectState.RUNNING)
    assert plan(table).tracks.missing == (Track.STRUCTURAL,)


def test_tracks_of_nothing_miss_both() -> None:
    assert tracks_of(()).missing == (Track.NOW, Track.STRUCTURAL)


def test_a_vision_is_written_and_agreed_to(table: Table) -> None:
    draft = AreaPlanDraft(table.area.pk, "Iedereen kent hier de buren.")
    pk = services.write_area_plan(table.programme.pk, draft, by=table.by, at=AT)
    decision = services.agree_area_plan(
        pk, follow_up(table.group), read_at=AT, by=table.by, at=AT
    )

    seen = plan(table)
    assert (seen.vision, seen.plan_id, seen.changed_at) == (draft.vision, pk, AT)
    assert seen.decision is not None
    assert seen.decision.id == decision
    with pytest.raises(ProgrammeRefused, match="vastgesteld"):
        services.agree_area_plan(pk, follow_up(table.group), read_at=AT, by=table.by, at=AT)


def test_other_words_have_not_been_agreed_to(table: Table) -> None:
    row = make_area_plan(table.programme, table.area, "Eerst dit.")
    services.agree_area_plan(row.pk, follow_up(table.group), read_at=AT, by=table.by, at=AT)
    same = AreaPlanDraft(table.area.pk, "Eerst dit.", read_at=AT)
    services.write_area_plan(table.programme.pk, same, by=table.by, at=LATER)
    assert plan(table).decision is not None
    other = replace(same, vision="Nu dat.")
    services.write_area_plan(table.programme.pk, other, by=table.by, at=LATER)

    seen = plan(table)
    assert (seen.vision, seen.draft, seen.written) == ("Eerst dit.", "Nu dat.", "Nu dat.")
    assert seen.decision is not None
    assert seen.changed_at == LATER


def test_what_was_agreed_to_stands_whatever_is_written_after(table: Table) -> None:
    row = make_area_plan(table.programme, table.area, "Eerst dit.")
    first = services.agree_area_plan(
        row.pk, follow_up(table.group), read_at=AT, by=table.by, at=AT
    )
    for at, words in ((AT, ""), (LATER, "Nu dat.")):
        draft = AreaPlanDraft(table.area.pk, words, read_at=at)
        services.write_area_plan(table.programme.pk, draft, by=table.by, at=LATER)
        seen = plan(table)
        assert seen.decision is not None
        assert (seen.vision, seen.draft, seen.decision.id) == ("Eerst dit.", words, first)

    second = services.agree_area_plan(
        row.pk,
        follow_up(table.group, taken_on=LATER.date()),
        read_at=LATER,
        by=table.by,
        at=LATER,
    )
    seen = plan(table)
    assert seen.decision is not None
    assert (seen.vision, seen.draft, seen.decision.id) == ("Nu dat.", "", second)


def test_the_words_that_were_agreed_to_are_no_draft_when_written_again(table: Table) -> None:
    row = make_area_plan(table.programme, table.area, "Eerst dit.")
    services.agree_area_plan(row.pk, follow_up(table.group), read_at=AT, by=table.by, at=AT)
    for at, words in ((AT, "Nu dat."), (LATER, "Eerst dit.")):
        draft = AreaPlanDraft(table.area.pk, words, read_at=at)
        services.write_area_plan(table.programme.pk, draft, by=table.by, at=LATER)

    assert (plan(table).draft, plan(table).decision is None) == ("", False)


def test_two_people_cannot_overwrite_each_other(table: Table) -> None:
    row = make_area_plan(table.programme, table.area, "Eerst dit.")
    late = AreaPlanDraft(table.area.pk, "Van een ander.")
    with pytest.raises(ProgrammeRefused, match="Iemand anders"):
        services.write_area_plan(table.programme.pk, late, by=table.by, at=LATER)
    with pytest.raises(ProgrammeRefused, match="Iemand anders"):
        services.agree_area_plan(
            row.pk, follow_up(table.group), read_at=LATER, by=table.by, at=LATER
        )


def test_without_a_vision_nobody_agrees(table: Table) -> None:
    row = make_area_plan(table.programme, table.area)
    empty = AreaPlanDraft(table.area.pk, "", read_at=AT)
    services.write_area_plan(table.programme.pk, empty, by=table.by, at=LATER)
    with pytest.raises(ProgrammeRefused, match="nog geen visie"):
        services.agree_area_plan(
            row.pk, follow_up(table.group), read_at=LATER, by=table.by, at=LATER
        )


def test_only_a_decision_to_do_it_agrees(table: Table) -> None:
    row = make_area_plan(table.programme, table.area)
    no = follow_up(table.group, outcome=Outcome.DECLINE)
    with pytest.raises(ValueError, match="decline"):
        services.agree_area_plan(row.pk, no, read_at=AT, by=table.by, at=AT)


def test_who_does_not_run_the_area_writes_no_plan(table: Table) -> None:
    row = make_area_plan(table.programme, table.area)
    draft = AreaPlanDraft(table.area.pk, "Anders.", read_at=AT)
    for viewer in (table.outsider, table.member, anonymous(table.municipality.pk)):
        assert not plan(table, viewer).may_change
        with pytest.raises(ProgrammeRefused):
            services.write_area_plan(table.programme.pk, draft, by=viewer, at=AT)
        with pytest.raises(ProgrammeRefused):
            services.agree_area_plan(
                row.pk, follow_up(table.group), read_at=AT, by=viewer, at=AT
            )
    assert plan(table, table.manager).may_change


def test_a_vision_names_no_person(table: Table) -> None:
    draft = AreaPlanDraft(table.area.pk, "Bel mevrouw Jansen op 06-12345678")
    with pytest.raises(WordsRefused):
        services.write_area_plan(table.programme.pk, draft, by=table.by, at=AT)


def test_the_area_of_another_town_gets_no_plan(table: Table) -> None:
    abroad = make_own_area(make_municipality(), "Ver weg")
    draft = AreaPlanDraft(abroad.pk, "Anders.")
    with pytest.raises(ProgrammeRefused):
        services.write_area_plan(table.programme.pk, draft, by=table.by, at=AT)
