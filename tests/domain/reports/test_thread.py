"""The thread: from each thing to all others, told in dated sentences, at a fixed price."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.meetings import decision_of, make_item, make_meeting
from tests.makers.places import AT
from tests.makers.programme import make_bottleneck, make_goal_indicator, make_project
from tests.makers.signals import make_signal
from tests.makers.threads import FEW, Story, finish, make_more_projects, make_story
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.meetings import services as meetings
from wijkregie.domain.programme import services as programme
from wijkregie.domain.programme.models import CostLine, Project, ProjectStep
from wijkregie.domain.programme.states import Pledge, ProjectState
from wijkregie.domain.reports import queries
from wijkregie.domain.reports.states import Knot
from wijkregie.domain.signals import services as signals
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from wijkregie.domain.reports.queries import Thread

pytestmark = pytest.mark.django_db
ON = (AT + timedelta(days=90)).date()
ENDED = (AT + timedelta(days=60)).date()


@pytest.fixture
def story() -> Story:
    return make_story()


def starts(story: Story) -> dict[Knot, int]:
    return {
        Knot.FIGURE: story.evidence_id,
        Knot.BOTTLENECK: story.bottleneck.pk,
        Knot.GOAL: story.goal.pk,
        Knot.SIGNAL: story.signal.pk,
        Knot.DECISION: story.decision.pk,
        Knot.PROJECT: story.project.pk,
        Knot.COST: story.cost.pk,
        Knot.COVERAGE: story.coverage.pk,
    }


def asked(story: Story, kind: Knot) -> Thread:
    viewer = anonymous(story.municipality.pk)
    found = queries.thread(viewer, kind, starts(story)[kind], on=ON)
    assert found is not None
    return found


def told(found: Thread) -> str:
    return "\n".join(f"{dot.on} {dot.text} {dot.quote}".strip() for dot in found.dots)


KINDS = (
    Knot.FIGURE,
    Knot.BOTTLENECK,
    Knot.GOAL,
    Knot.SIGNAL,
    Knot.DECISION,
    Knot.PROJECT,
    Knot.COST,
    Knot.COVERAGE,
)


@pytest.mark.parametrize("kind", KINDS)
def test_from_each_thing_one_walks_to_all_others(story: Story, kind: Knot) -> None:
    found = asked(story, kind)

    reached = {link.target.kind for group in found.groups for link in group.links}
    assert reached | {kind} == {*KINDS, Knot.MEETING}
    assert found.start not in {link.target for group in found.groups for link in group.links}


@pytest.mark.parametrize("kind", KINDS)
def test_a_resident_reads_the_same_story_wherever_it_begins(story: Story, kind: Knot) -> None:
    assert told(asked(story, kind)) == (
        "2024-01-01 Het cijfer “Score” van Molenwijk-Noord laat zien wat er niet goed gaat: "
        "“Weinig contact tussen buren”.\n"
        "2026-01-01 Het programma “Samen in de wijk” noemt een knelpunt: “Weinig contact "
        "tussen buren”.\n"
        "2026-01-01 Het programma “Samen in de wijk” stelt een doel: “Meer sociale "
        "samenhang”. Bewoners die buren kennen (%): nulmeting niet bekend, streefwaarde niet "
        "bekend\n"
        "2026-03-03 Er kwam een melding binnen uit Molenwijk-Noord: “Ontmoetingsplek "
        "kapot”.\n"
        "2026-03-03 Wijkteam Molenwijk bekijkt dit.\n"
        "2026-03-03 Het project “Bankjes bij de vijver” kost € 30.000 in 2026. Bankjes en "
        "tegels\n"
        "2026-03-03 Wijkbudget zegde € 20.000 toe voor het project “Bankjes bij de vijver”.\n"
        "2026-03-05 Wijkteam Molenwijk besprak dit.\n"
        "2026-03-05 Wijkteam Molenwijk besloot: oppakken. Bewoners missen een plek om elkaar "
        "te zien.\n"
        "2026-03-08 Dit ging verder in het project “Bankjes bij de vijver”.\n"
        "2026-03-08 Het project “Bankjes bij de vijver” begon.\n"
        "2026-05-02 Het project “Bankjes bij de vijver” is klaar.\n"
        "2026-05-02 Wie dit meldde, kreeg antwoord. Er staan drie nieuwe banken bij de "
        "vijver."
    )


def test_a_figure_is_found_by_its_key_and_area_too(story: Story) -> None:
    viewer, code = anonymous(story.municipality.pk), story.team.area.code

    found = queries.figure_thread(viewer, "eenzaam", code, on=ON)

    assert found == asked(story, Knot.FIGURE)
    assert queries.figure_thread(viewer, "eenzaam", "WK999999", on=ON) is None


def test_a_figure_by_which_a_goal_is_measured_leads_to_it(
    story: Story, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    area = story.team.area
    line = make_goal_indicator(
        story.goal, "Buurten", series_id=story.indicator.pk, series_area_id=area.pk
    )
    story.bottleneck.evidence.all().delete()
    viewer = anonymous(story.municipality.pk)

    with django_assert_num_queries(16):
        found = queries.figure_thread(viewer, story.indicator.key, area.code, on=ON)

    assert found is not None
    assert line.series_id == story.indicator.pk
    assert {group.kind for group in found.groups} >= {Knot.GOAL, Knot.PROJECT, Knot.SIGNAL}
    assert Knot.FIGURE in {group.kind for group in asked(story, Knot.GOAL).groups}


def test_noughts_of_a_whole_number_are_part_of_it(story: Story) -> None:
    make_goal_indicator(
        story.goal,
        "Buurten",
        baseline=Decimal(20),
        baseline_year=2025,
        target=Decimal(70),
        target_year=2027,
    )
    make_goal_indicator(story.goal, "Kent buren", baseline=Decimal("2.50"), target=Decimal(0))

    text = " ".join(one.quote for one in asked(story, Knot.GOAL).dots)

    assert "Buurten (%): nulmeting 20 (2025), streefwaarde 70 (2027)" in text
    assert "Kent buren (%): nulmeting 2,5, streefwaarde 0" in text


@pytest.mark.parametrize("kind", KINDS)
def test_it_costs_the_same_however_much_hangs_on_it(
    story: Story, kind: Knot, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(16):
        asked(story, kind)

    make_more_projects(story, 15)

    with django_assert_num_queries(16):
        asked(story, kind)


def test_what_does_not_fit_is_counted(story: Story) -> None:
    make_more_projects(story, 15)

    found = asked(story, Knot.GOAL)

    groups = {group.kind: group for group in found.groups}
    assert (len(groups[Knot.PROJECT].links), groups[Knot.PROJECT].more) == (12, 4)
    assert len(groups[Knot.SIGNAL].links) == 12
    assert len([dot for dot in found.dots if dot.kind == Knot.SIGNAL]) == 6
    assert found.more == (16 - 6) + len(groups[Knot.SIGNAL].links) - 6
    assert not [dot for dot in found.dots if dot.kind in {Knot.COST, Knot.COVERAGE}]


def test_the_order_is_the_same_each_time(story: Story) -> None:
    make_more_projects(story, 4)

    assert len({asked(story, Knot.GOAL) for _turn in range(3)}) == 1


def test_a_goal_high_in_the_tree_holds_what_is_below_it(story: Story) -> None:
    viewer = anonymous(story.municipality.pk)

    found = queries.thread(viewer, Knot.GOAL, story.impact.pk, on=ON)

    assert found is not None
    titles = {link.title for group in found.groups for link in group.links}
    assert {"Meer sociale samenhang", "Bankjes bij de vijver", story.bottleneck.title} <= titles


def test_a_project_leads_to_its_goal_but_not_to_the_other_projects(story: Story) -> None:
    make_more_projects(story, 2)

    found = asked(story, Knot.PROJECT)

    assert Knot.PROJECT not in {group.kind for group in found.groups}


def test_a_signal_that_shows_a_bottleneck_leads_to_it(story: Story) -> None:
    bottleneck = make_bottleneck(story.goal.programme, "Geen licht", goals=[story.goal])
    lone = make_signal(story.municipality, story.team.area)
    draft = programme.EvidenceDraft(signal_id=lone.pk)
    programme.add_evidence(bottleneck.pk, draft, by=story.by, at=AT)

    found = queries.thread(anonymous(story.municipality.pk), Knot.SIGNAL, lone.pk, on=ON)

    assert found is not None
    assert "noemt een knelpunt: “Geen licht”" in told(found)
    assert {group.kind for group in found.groups} == {Knot.BOTTLENECK, Knot.GOAL}
    assert found.standing == (
        "Nu: ontvangen. Wie dit meldde, hoort uiterlijk 17 maart 2026 iets."
    )


def test_a_planned_meeting_is_told_as_planned(story: Story) -> None:
    lone = make_signal(story.municipality, story.team.area)
    starts_at = AT + timedelta(days=20)
    series_id = story.meeting.series_id
    number = meetings.plan(series_id, starts_at, "", by=story.by, at=AT)
    meetings.add_signal(number, lone.pk, by=story.by, at=AT)
    viewer = anonymous(story.municipality.pk)

    found = queries.thread(viewer, Knot.SIGNAL, lone.pk, on=AT.date())

    assert found is not None
    assert [(dot.text, dot.planned) for dot in found.dots][1:] == [
        ("Wijkteam Molenwijk bespreekt dit.", True)
    ]
    meetings.cancel(number, by=story.by, at=AT)
    again = queries.thread(viewer, Knot.SIGNAL, lone.pk, on=ON)
    assert again is not None
    assert "zou dit bespreken, maar het overleg ging niet door." in told(again)


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (Outcome.DECLINE, "Wijkteam Molenwijk besloot: niet oppakken."),
        (Outcome.HAND_OVER, "Wijkteam Molenwijk droeg dit over aan Corporatie Molenwijk."),
        (Outcome.MORE_INFORMATION, "Wijkteam Molenwijk besloot: eerst uitzoeken."),
    ],
)
def test_each_outcome_has_its_sentence_and_its_reason(
    story: Story, outcome: Outcome, sentence: str
) -> None:
    lone = make_signal(story.municipality, story.team.area)
    draft = signals_draft(story, outcome)
    signals.decide(lone.pk, draft, by=story.by, at=AT)

    found = queries.thread(anonymous(story.municipality.pk), Knot.SIGNAL, lone.pk, on=ON)

    assert found is not None
    assert f"{sentence} Dat kan nu niet." in told(found)


def signals_draft(story: Story, outcome: Outcome) -> Any:
    to = story.team.corporation.pk if outcome == Outcome.HAND_OVER else None
    return decision_of(
        story.team.group, outcome=outcome, reason="Dat kan nu niet.", handed_to_id=to
    )


def test_an_officer_is_named_by_the_role(story: Story) -> None:
    lone = make_signal(story.municipality, story.team.area)
    draft = signals_draft(story, Outcome.DECLINE)
    draft = type(draft)(
        **{
            **{name: getattr(draft, name) for name in draft.__dataclass_fields__},
            "body_id": None,
            "officer": "district_manager",
        }
    )
    signals.decide(lone.pk, draft, by=story.by, at=AT)
    signals.answer(lone.pk, "Dit lukt nu niet.", by=story.by, at=AT)
    signals.reopen(lone.pk, "Het is er weer.", by=story.by, at=AT)

    found = queries.thread(anonymous(story.municipality.pk), Knot.SIGNAL, lone.pk, on=ON)

    assert found is not None
    assert "De wijkregisseur besloot: niet oppakken." in told(found)
    assert "De melding is heropend." in told(found)


def test_a_project_of_past_years_is_told_by_its_year(story: Story) -> None:
    project = make_project(story.goal.programme, "Buurtfeest", from_year=2026, until_year=2026)
    ProjectStep.objects.filter(project=project).delete()
    Project.objects.filter(pk=project.pk).update(from_year=2010, until_year=2011)

    found = queries.thread(anonymous(story.municipality.pk), Knot.PROJECT, project.pk, on=ON)

    assert found is not None
    dot = next(dot for dot in found.dots if dot.kind == Knot.PROJECT)
    assert (dot.text, dot.on.year, dot.year_only) == (
        "Het project “Buurtfeest” staat in het programma “Samen in de wijk”.",
        2010,
        True,
    )


def test_an_amount_that_is_not_known_is_said_to_be_so(story: Story) -> None:
    cost = programme.CostDraft(2026, None, "")
    number = programme.add_cost(story.project.pk, cost, by=story.by, at=AT)
    draft = programme.CoverageDraft("Fonds", None, None, Pledge.ASKED)
    programme.add_coverage(story.project.pk, draft, by=story.by, at=AT)

    found = queries.thread(anonymous(story.municipality.pk), Knot.COST, number, on=ON)

    assert found is not None
    assert found.title == "bedrag niet bekend (2026): Kosten"
    assert "kost, is nog niet bekend." in told(found)
    assert "Aan Fonds is een bedrag dat nog niet bekend is gevraagd" in told(found)


def test_values_and_money_of_past_years_are_told_by_their_year(story: Story) -> None:
    make_goal_indicator(
        story.goal,
        "Kent buren",
        baseline=Decimal("6.40"),
        baseline_year=2009,
        target=Decimal(7),
    )
    CostLine.objects.filter(pk=story.cost.pk).update(year=2010)

    found = asked(story, Knot.COST)

    assert "Kent buren (%): nulmeting 6,4 (2009), streefwaarde 7" in told(found)
    dot = next(dot for dot in found.dots if dot.kind == Knot.COST)
    assert (dot.on.year, dot.year_only) == (2010, True)


def test_cents_are_told_only_where_there_are_any(story: Story) -> None:
    cost = programme.CostDraft(2026, FEW + 5, "Verf")
    programme.add_cost(story.project.pk, cost, by=story.by, at=AT)

    assert "€ 10.000,05" in told(asked(story, Knot.PROJECT))


def test_a_decision_on_something_of_the_group_itself_has_a_story(story: Story) -> None:
    item = make_item(make_meeting(story.meeting.series))
    draft = decision_of(story.team.group, subject="Een logboek")
    decision = meetings.decide(item.pk, draft, by=story.by, at=AT + timedelta(days=1))

    found = queries.thread(anonymous(story.municipality.pk), Knot.DECISION, decision.pk, on=ON)

    assert found is not None
    assert found.title == "Een logboek"
    assert [dot.kind for dot in found.dots] == [Knot.MEETING, Knot.DECISION]


def test_what_is_not_there_has_no_story(story: Story) -> None:
    viewer = anonymous(story.municipality.pk)

    for kind in KINDS:
        assert queries.thread(viewer, kind, 10**6, on=ON) is None
    assert queries.thread(viewer, Knot.MEETING, story.meeting.pk, on=ON) is None
    assert queries.thread(anonymous(), Knot.SIGNAL, story.signal.pk, on=ON) is None


def test_an_unfinished_story_says_how_it_stands(db: None) -> None:
    story = make_story(finished=False)

    assert asked(story, Knot.PROJECT).standing == "Nu: loopt."
    assert asked(story, Knot.COST).standing == "Nu: loopt."
    assert asked(story, Knot.SIGNAL).standing.startswith("Nu: in een project.")
    finish(story)
    assert asked(story, Knot.PROJECT).standing == "Nu: afgerond."


def test_on_one_day_a_project_costs_before_it_is_finished_and_answers_after(
    story: Story,
) -> None:
    finished = ProjectStep.objects.get(project=story.project, to_state=ProjectState.FINISHED)
    CostLine.objects.filter(pk=story.cost.pk).update(recorded_at=finished.at)

    kinds = [dot.kind for dot in asked(story, Knot.SIGNAL).dots if dot.on == ENDED]

    assert kinds == [Knot.COST, Knot.PROJECT, Knot.ANSWER]
