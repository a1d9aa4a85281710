"""The evening of a group: statements, points, main points, and bottlenecks of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from tests.makers.analyses import (
    Table,
    divide,
    make_analysis,
    make_settled,
    make_statement,
    make_table,
    settle,
)
from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.meetings import make_meeting, make_series
from tests.makers.people import make_group
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.programme import follow_up, make_bottleneck, make_goal, make_raised
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.models import Person
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import (
    Analysis,
    AreaScore,
    Bottleneck,
    MainPoint,
    Sheet,
    Statement,
    StatementEvidence,
)
from wijkregie.domain.programme.services import EvidenceDraft, ProgrammeRefused
from wijkregie.domain.programme.states import (
    ANALYSIS_STEPS,
    UNDER_WAY,
    AnalysisState,
    StatementKind,
    StatementSource,
)
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import Viewer, anonymous
from wijkregie.kit.words import WordsRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(db: None) -> Table:
    return make_table()


def ids_of(analysis: Analysis) -> list[int]:
    return list(analysis.statements.order_by("pk").values_list("pk", flat=True))


def name_of(viewer: Viewer) -> str:
    return str(Person.objects.get(pk=viewer.person_id or 0).name)


def step(table: Table, analysis: Analysis, state: AnalysisState) -> None:
    services.move_analysis(analysis.pk, state, by=table.chair, at=AT)


# begin


def test_a_chair_begins_and_members_write_along(table: Table) -> None:
    draft = services.AnalysisDraft(table.area.pk, table.group.pk)
    pk = services.begin_analysis(table.programme.pk, draft, by=table.chair, at=AT)
    said = services.StatementDraft("strength", "residents", "Buren  helpen\nelkaar")
    services.add_statement(pk, said, by=table.member, at=AT)

    (one,) = table.seen(pk).statements
    assert (one.kind, one.source, one.text) == (
        StatementKind.STRENGTH,
        StatementSource.RESIDENTS,
        "Buren helpen elkaar",
    )
    assert LogRow.objects.filter(what="analysis_begun").exists()


@pytest.mark.parametrize("who", ["member", "second", "outsider"])
def test_who_does_not_lead_cannot_begin(table: Table, who: str) -> None:
    draft = services.AnalysisDraft(table.area.pk, table.group.pk)

    with pytest.raises(ProgrammeRefused, match="Alleen de voorzitter"):
        services.begin_analysis(table.programme.pk, draft, by=getattr(table, who), at=AT)


def test_an_area_has_one_analysis_under_way(table: Table) -> None:
    first = make_analysis(table)

    with pytest.raises(ProgrammeRefused, match="loopt al een analyse"):
        make_analysis(table)
    with pytest.raises(IntegrityError), transaction.atomic():
        Analysis.objects.create(
            municipality=table.municipality,
            programme=table.programme,
            area=table.area,
            group=table.group,
            begun_at=AT,
        )
    services.drop_analysis(first.pk, by=table.chair, at=AT)
    assert make_analysis(table).state in UNDER_WAY


@pytest.mark.parametrize("points", [2, 31])
def test_points_have_bounds(table: Table, points: int) -> None:
    with pytest.raises(ProgrammeRefused, match="3 tot 30 punten"):
        make_analysis(table, points=points)


def test_nothing_of_another_municipality_is_taken(table: Table) -> None:
    other = make_table("Elders")
    for draft in (
        services.AnalysisDraft(other.area.pk, table.group.pk),
        services.AnalysisDraft(table.area.pk, other.group.pk),
    ):
        with pytest.raises(ProgrammeRefused):
            services.begin_analysis(table.programme.pk, draft, by=table.by, at=AT)
    theirs = make_analysis(other, "Hunne")
    with pytest.raises(ProgrammeRefused, match="niet meer"):
        services.drop_analysis(theirs.pk, by=table.by, at=AT)


# statements


@pytest.mark.parametrize("who", ["second", "outsider"])
def test_who_does_not_attend_writes_nothing(table: Table, who: str) -> None:
    analysis = make_analysis(table)
    said = services.StatementDraft("strength", "residents", "Iets")

    with pytest.raises(ProgrammeRefused, match="Alleen leden van"):
        services.add_statement(analysis.pk, said, by=getattr(table, who), at=AT)
    with pytest.raises(ProgrammeRefused, match="niet meer"):
        services.add_statement(analysis.pk, said, by=anonymous(table.municipality.pk), at=AT)


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (("strong", "residents", "Iets"), "Kies wat het is"),
        (("strength", "rumours", "Iets"), "Kies wie dit zegt"),
        (("strength", "residents", "  "), "in één zin"),
        (("strength", "residents", "x" * 201), "langer dan 200"),
        (("strength", "residents", "het eerste"), "staat al in de lijst"),
    ],
)
def test_a_statement_that_cannot_be_is_refused(
    table: Table, draft: tuple[str, str, str], why: str
) -> None:
    analysis = make_analysis(table, "Het eerste")

    with pytest.raises(ProgrammeRefused, match=why):
        services.add_statement(analysis.pk, services.StatementDraft(*draft), by=table.by, at=AT)
    assert analysis.statements.count() == 1


def test_a_statement_names_no_person(table: Table) -> None:
    analysis = make_analysis(table)
    said = services.StatementDraft("weakness", "residents", "Bel mij op 06-12345678")

    with pytest.raises(WordsRefused):
        services.add_statement(analysis.pk, said, by=table.member, at=AT)


def test_there_is_an_end_to_statements(table: Table) -> None:
    analysis = make_analysis(table, *(f"Uitspraak nummer {n}" for n in range(60)))

    with pytest.raises(ProgrammeRefused, match="60 uitspraken"):
        make_statement(table, analysis.pk)


def test_a_group_sorts_writes_otherwise_and_removes(table: Table) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    one, two = ids_of(analysis)
    changed = services.StatementDraft("threat", "professionals", "Een, maar dan anders")
    services.change_statement(one, changed, by=table.member, at=AT)
    services.remove_statement(two, by=table.member, at=AT)

    (seen,) = table.seen(analysis.pk).statements
    assert (seen.kind, seen.text) == (StatementKind.THREAT, "Een, maar dan anders")
    again = services.StatementDraft("threat", "figures", "Een, maar dan anders")
    services.change_statement(one, again, by=table.member, at=AT)
    assert Statement.objects.get(pk=one).source == StatementSource.FIGURES


def test_what_says_the_same_is_put_together_with_its_evidence(table: Table) -> None:
    analysis = make_analysis(table, "Te donker", "Lampen stuk", "Iets anders")
    keep, gone, _other = ids_of(analysis)
    shared = EvidenceDraft(document="Wijkmonitor 2009")
    for pk in (keep, gone):
        services.cite(pk, shared, by=table.member, at=AT)
    services.cite(gone, EvidenceDraft(document="Wijkscan 2009"), by=table.member, at=AT)
    services.merge_statements(keep, gone, by=table.member, at=AT)

    first, second = table.seen(analysis.pk).statements
    assert [one.document for one in first.evidence] == ["Wijkmonitor 2009", "Wijkscan 2009"]
    assert second.text == "Iets anders"
    with pytest.raises(ProgrammeRefused, match="andere uitspraak"):
        services.merge_statements(keep, keep, by=table.member, at=AT)


# evidence


def test_a_statement_cites_a_figure_a_signal_a_meeting_and_a_document(table: Table) -> None:
    analysis = make_analysis(table, "Te weinig plek")
    (pk,) = ids_of(analysis)
    series = make_own_indicator(table.municipality)
    make_own_figure(series, table.area.code, 6.5, period=2024)
    make_own_figure(series, table.area.code, 7.5, period=2025)
    signal = make_raised(table.municipality)
    meeting = make_meeting(make_series(table.group))
    drafts = (
        EvidenceDraft(indicator_id=series.pk, area_id=table.area.pk),
        EvidenceDraft(indicator_id=series.pk, area_id=table.area.pk, period=2024),
        EvidenceDraft(signal_id=signal.pk),
        EvidenceDraft(meeting_id=meeting.pk),
        EvidenceDraft(document=" Plan ", address="https://voorbeeld.nl/plan.pdf"),
    )
    for draft in drafts:
        services.cite(pk, draft, by=table.member, at=AT)

    (one,) = table.seen(analysis.pk).statements
    last, before, told, met, read = one.evidence
    assert (last.period, last.value, last.indicator) == (2025, 7.5, series)
    assert (before.period, before.value) == (2024, 6.5)
    assert told.signal is not None
    assert told.signal.reference == signal.reference
    assert met.meeting is not None
    assert met.meeting.group_name == table.group.name
    assert (read.document, read.address) == ("Plan", "https://voorbeeld.nl/plan.pdf")
    with pytest.raises(ProgrammeRefused, match="staat hier al"):
        services.cite(pk, drafts[2], by=table.member, at=AT)
    services.take_back(told.id, by=table.member, at=AT)
    assert StatementEvidence.objects.count() == 4


def test_a_later_figure_leaves_what_was_cited(table: Table) -> None:
    analysis = make_analysis(table, "Te weinig plek")
    (pk,) = ids_of(analysis)
    series = make_own_indicator(table.municipality)
    make_own_figure(series, table.area.code, 6.5, period=2025)
    draft = EvidenceDraft(indicator_id=series.pk, area_id=table.area.pk)
    services.cite(pk, draft, by=table.member, at=AT)
    make_own_figure(series, table.area.code, 9.0, period=2025)

    assert table.seen(analysis.pk).statements[0].evidence[0].value == 6.5


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (EvidenceDraft(), "Kies er één"),
        (EvidenceDraft(document="Plan", signal_id=1), "Kies er één"),
        (EvidenceDraft(indicator_id=1), "Kies er één"),
        (EvidenceDraft(meeting_id=999_999), "niet meer"),
        (EvidenceDraft(signal_id=999_999), "niet meer"),
        (EvidenceDraft(document="Plan", address="javascript:alert(1)"), "vanaf https"),
        (EvidenceDraft(document="Plan", address="https://plan"), "vanaf https"),
        (EvidenceDraft(document="Plan", address=f"https://a.nl/{'x' * 300}"), "vanaf https"),
    ],
)
def test_evidence_is_one_thing_that_is_here(
    table: Table, draft: EvidenceDraft, why: str
) -> None:
    (pk,) = ids_of(make_analysis(table, "Te weinig plek"))

    with pytest.raises(ProgrammeRefused, match=why):
        services.cite(pk, draft, by=table.member, at=AT)


def test_a_figure_that_says_nothing_shows_nothing(table: Table) -> None:
    (pk,) = ids_of(make_analysis(table, "Te weinig plek"))
    series = make_own_indicator(table.municipality)
    draft = EvidenceDraft(indicator_id=series.pk, area_id=table.area.pk)

    with pytest.raises(ProgrammeRefused, match="in dat jaar geen cijfer"):
        services.cite(pk, draft, by=table.member, at=AT)
    make_own_figure(series, table.area.code, period=2025)
    other = EvidenceDraft(indicator_id=series.pk, area_id=table.area.pk, period=2011)
    with pytest.raises(ProgrammeRefused, match="in dat jaar geen cijfer"):
        services.cite(pk, other, by=table.member, at=AT)


def test_the_database_refuses_evidence_of_two_sorts(table: Table) -> None:
    (pk,) = ids_of(make_analysis(table, "Te weinig plek"))
    signal = make_raised(table.municipality)

    for fields in ({}, {"signal": signal, "document": "Plan"}, {"signal": signal, "value": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StatementEvidence.objects.create(
                municipality=table.municipality, statement_id=pk, linked_at=AT, **fields
            )


# points


def test_members_divide_points_and_change_their_mind(table: Table) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    one, two = ids_of(analysis)
    step(table, analysis, AnalysisState.DIVIDING)
    services.divide_points(analysis.pk, {one: 10}, by=table.member, at=AT)
    services.divide_points(analysis.pk, {one: 3, two: 7}, by=table.member, at=AT)
    services.divide_points(analysis.pk, {two: 4, one: 0}, by=table.chair, at=AT)
    for number, points in enumerate(({one: 2}, {one: 1}, {one: 1}), start=1):
        services.enter_paper(analysis.pk, number, points, by=table.by, at=AT)

    mine = table.seen(analysis.pk, table.member)
    assert (mine.own, mine.sheets, mine.result) == ({one: 3, two: 7}, 5, ())
    assert (mine.papers, table.seen(analysis.pk, table.chair).papers) == ((), (1, 2, 3))
    assert table.seen(analysis.pk, table.manager).own == {}
    step(table, analysis, AnalysisState.WEIGHED)
    first, second = table.seen(analysis.pk).result
    assert (first.statement_id, first.points, first.givers, first.sheets) == (two, 11, 2, 5)
    assert (first.lowest, first.middle, first.highest) == (0, 0, 7)
    assert first.counts == (3, 0, 0, 0, 1, 0, 0, 1)
    assert first.divided
    assert (second.points, second.lowest, second.highest, second.divided) == (7, 0, 3, False)


def test_who_types_in_sheets_does_not_see_what_one_member_gave(table: Table) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    one, two = ids_of(analysis)
    step(table, analysis, AnalysisState.DIVIDING)
    services.divide_points(analysis.pk, {one: 3, two: 7}, by=table.member, at=AT)
    for number in range(1, 9):
        services.enter_paper(analysis.pk, number, {one: 10}, by=table.manager, at=AT)
    services.correct_paper(analysis.pk, 1, {one: 9}, by=table.chair, at=AT)
    step(table, analysis, AnalysisState.WEIGHED)

    for viewer in (table.by, table.manager, table.member):
        seen = table.seen(analysis.pk, viewer)
        assert (seen.sheets, seen.result) == (9, ())
    step(table, analysis, AnalysisState.DIVIDING)  # nothing was shown
    step(table, analysis, AnalysisState.WEIGHED)
    settle(table, analysis, [one])
    assert table.seen(analysis.pk).result == ()
    assert not Sheet.objects.exists()


def test_who_typed_in_all_sheets_may_see_their_sums(table: Table) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    one, two = ids_of(analysis)
    step(table, analysis, AnalysisState.DIVIDING)
    services.divide_points(analysis.pk, {two: 7}, by=table.chair, at=AT)
    for number in range(1, 5):
        services.enter_paper(analysis.pk, number, {one: 10}, by=table.chair, at=AT)
    step(table, analysis, AnalysisState.WEIGHED)

    assert [one.points for one in table.seen(analysis.pk).result] == [40, 7]


def test_no_points_are_divided_any_more_once_the_sums_were_shown(table: Table) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    one, _two = ids_of(analysis)
    divide(table, analysis, *[{one: 1}] * 5)

    with pytest.raises(ProgrammeRefused, match="een verschil zou vertellen wie wat gaf"):
        services.move_analysis(analysis.pk, AnalysisState.DIVIDING, by=table.chair, at=AT)
    services.drop_analysis(analysis.pk, by=table.chair, at=AT)


@pytest.mark.parametrize("who", ["by", "member", None])
def test_with_fewer_than_five_sheets_nobody_sees_any_sum(table: Table, who: str | None) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    one, two = ids_of(analysis)
    divide(table, analysis, {one: 10}, {two: 1}, {two: 2}, {two: 3})
    settle(table, analysis, [one])
    passer_by = anonymous(table.municipality.pk)

    seen = table.seen(analysis.pk, getattr(table, who) if who else passer_by)
    assert (seen.sheets, seen.result) == (4, ())
    assert [one.text for one in seen.main_points] == ["Een"]


def test_from_five_sheets_on_everybody_sees_the_sums(table: Table) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    one, two = ids_of(analysis)
    divide(table, analysis, {one: 10}, {two: 1}, {two: 2}, {two: 3}, {two: 5})
    settle(table, analysis, [one])

    seen = table.seen(analysis.pk, anonymous(table.municipality.pk))
    assert [(got.statement_id, got.points) for got in seen.result] == [(two, 11), (one, 10)]


@pytest.mark.parametrize(
    ("points", "why"),
    [
        ((0, 0), "minstens één punt"),
        ((11, 0), "1 punt te veel"),
        ((10, 2), "2 punten te veel"),
        ((-1, 3), "hele getallen"),
    ],
)
def test_points_that_cannot_be_are_refused(
    table: Table, points: tuple[int, int], why: str
) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    step(table, analysis, AnalysisState.DIVIDING)

    given = dict(zip(ids_of(analysis), points, strict=True))

    with pytest.raises(ProgrammeRefused, match=why):
        services.divide_points(analysis.pk, given, by=table.member, at=AT)
    assert not Sheet.objects.exists()


def test_points_go_to_statements_of_this_evening(table: Table) -> None:
    other = make_table("Elders")
    (theirs,) = ids_of(make_analysis(other, "Hunne"))
    analysis = make_analysis(table, "Een", "Twee")
    step(table, analysis, AnalysisState.DIVIDING)

    with pytest.raises(ProgrammeRefused, match="niet meer"):
        services.divide_points(analysis.pk, {theirs: 1}, by=table.member, at=AT)


@pytest.mark.parametrize("who", ["second", "outsider", "manager", "by"])
def test_only_who_attends_divides_points(table: Table, who: str) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    step(table, analysis, AnalysisState.DIVIDING)

    given = {ids_of(analysis)[0]: 1}

    with pytest.raises(ProgrammeRefused, match="verdeelt punten"):
        services.divide_points(analysis.pk, given, by=getattr(table, who), at=AT)


def test_a_sheet_of_paper_has_its_number_and_is_entered_by_who_leads(table: Table) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    step(table, analysis, AnalysisState.DIVIDING)
    given = {ids_of(analysis)[0]: 1}

    with pytest.raises(ProgrammeRefused, match="Nummer de briefjes"):
        services.enter_paper(analysis.pk, 0, given, by=table.chair, at=AT)
    with pytest.raises(ProgrammeRefused, match="Alleen de voorzitter"):
        services.enter_paper(analysis.pk, 1, given, by=table.member, at=AT)


def test_a_sheet_that_was_entered_is_not_wiped_by_another(table: Table) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    one, two = ids_of(analysis)
    step(table, analysis, AnalysisState.DIVIDING)
    services.enter_paper(analysis.pk, 1, {one: 1}, by=table.chair, at=AT)
    name = name_of(table.chair)

    with pytest.raises(ProgrammeRefused) as refused:
        services.enter_paper(analysis.pk, 1, {two: 9}, by=table.manager, at=AT)
    moment = timezone.localtime(AT)
    for words in ("Briefje 1", name, date_format(moment, "j F Y"), f"{moment:%H:%M}"):
        assert words in str(refused.value)
    assert refused.value.field == "number"
    sheet = Sheet.objects.get()
    assert list(sheet.given.values_list("statement_id", "points")) == [(one, 1)]


def test_a_sheet_is_corrected_on_purpose(table: Table) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    one, two = ids_of(analysis)
    step(table, analysis, AnalysisState.DIVIDING)
    with pytest.raises(ProgrammeRefused, match="nog niet ingevoerd"):
        services.correct_paper(analysis.pk, 1, {one: 1}, by=table.chair, at=AT)
    services.enter_paper(analysis.pk, 1, {one: 1}, by=table.by, at=AT)
    services.enter_paper(analysis.pk, 2, {one: 1}, by=table.chair, at=AT)
    with pytest.raises(ProgrammeRefused, match="door iemand anders"):
        services.enter_paper(analysis.pk, 1, {two: 9}, by=table.chair, at=AT)
    services.correct_paper(analysis.pk, 1, {two: 9}, by=table.manager, at=AT)

    sheet = Sheet.objects.get(number=1)
    assert list(sheet.given.values_list("statement_id", "points")) == [(two, 9)]
    name = name_of(table.manager)
    with pytest.raises(ProgrammeRefused, match=name):
        services.enter_paper(analysis.pk, 1, {two: 9}, by=table.chair, at=AT)
    assert LogRow.objects.filter(what="points_corrected").count() == 1


# steps


def test_the_evening_goes_by_its_steps(table: Table) -> None:
    analysis = make_analysis(table, "Een")
    with pytest.raises(ProgrammeRefused, match="minstens twee"):
        step(table, analysis, AnalysisState.DIVIDING)
    one, two = ids_of(analysis)[0], make_statement(table, analysis.pk, "Twee")
    with pytest.raises(ProgrammeRefused, match="kunt nu geen punten"):
        services.divide_points(analysis.pk, {one: 1}, by=table.member, at=AT)
    with pytest.raises(ProgrammeRefused, match="uitspraken verzamelen"):
        step(table, analysis, AnalysisState.WEIGHED)
    step(table, analysis, AnalysisState.DIVIDING)
    with pytest.raises(ProgrammeRefused, match="staan vast"):
        make_statement(table, analysis.pk)
    with pytest.raises(ProgrammeRefused, match="Nog niemand"):
        step(table, analysis, AnalysisState.WEIGHED)
    step(table, analysis, AnalysisState.GATHERING)
    step(table, analysis, AnalysisState.DIVIDING)
    services.divide_points(analysis.pk, {two: 1}, by=table.member, at=AT)
    with pytest.raises(ProgrammeRefused, match="verdeelde al punten"):
        step(table, analysis, AnalysisState.GATHERING)
    step(table, analysis, AnalysisState.WEIGHED)
    step(table, analysis, AnalysisState.DIVIDING)
    with pytest.raises(ProgrammeRefused, match="Alleen de voorzitter"):
        services.move_analysis(analysis.pk, AnalysisState.WEIGHED, by=table.member, at=AT)
    for state in (AnalysisState.DECIDED, AnalysisState.DROPPED):
        with pytest.raises(ValueError, match=state.value):
            step(table, analysis, state)


def test_every_state_has_its_steps() -> None:
    assert set(ANALYSIS_STEPS) == set(AnalysisState)
    assert {state for state in AnalysisState if ANALYSIS_STEPS[state]} == set(UNDER_WAY)


def test_what_is_stopped_keeps_no_points(table: Table) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    step(table, analysis, AnalysisState.DIVIDING)
    services.divide_points(analysis.pk, {ids_of(analysis)[0]: 1}, by=table.member, at=AT)
    services.drop_analysis(analysis.pk, by=table.chair, at=AT)

    assert not Sheet.objects.exists()
    with pytest.raises(ProgrammeRefused, match="staat nu op “gestopt”"):
        services.drop_analysis(analysis.pk, by=table.chair, at=AT)


# main points


def test_a_group_chooses_three_main_points_by_decision(table: Table) -> None:
    analysis = make_analysis(table, "Een", "Twee", "Drie", "Vier")
    one, two, three, four = ids_of(analysis)
    divide(table, analysis, {one: 5, two: 3, three: 2}, {one: 10}, {four: 1})
    settle(table, analysis, [two, one, four])

    seen = table.seen(analysis.pk, anonymous(table.municipality.pk))
    assert [each.text for each in seen.main_points] == ["Twee", "Een", "Vier"]
    assert seen.decision is not None
    assert (seen.decision.body_name, seen.decision.mandate) == (
        table.group.name,
        "Convenant wijkteam",
    )
    points = queries.main_points_of(table.by, area_ids=[table.area.pk])[table.area.pk]
    assert [(each.place, each.text) for each in points] == [
        (1, "Twee"),
        (2, "Een"),
        (3, "Vier"),
    ]


@pytest.mark.parametrize(
    ("places", "why"),
    [
        ((), "minstens één hoofdpunt"),
        ((0, 1, 2, 3), "hooguit 3 hoofdpunten"),
        ((0, 0), "elk hoofdpunt één keer"),
    ],
)
def test_main_points_are_one_to_three(table: Table, places: tuple[int, ...], why: str) -> None:
    analysis = make_analysis(table, "Een", "Twee", "Drie", "Vier")
    ids = ids_of(analysis)
    divide(table, analysis, {ids[0]: 1})

    with pytest.raises(ProgrammeRefused, match=why):
        settle(table, analysis, [ids[place] for place in places])
    assert not MainPoint.objects.exists()


def test_the_database_refuses_a_fourth_main_point(table: Table) -> None:
    analysis = make_settled(table, "Een", "Twee", "Drie", "Vier")
    last = ids_of(analysis)[3]

    for place in (4, 0, 1, 2, 3):
        with pytest.raises(IntegrityError), transaction.atomic():
            MainPoint.objects.create(
                municipality=table.municipality,
                programme=table.programme,
                area=table.area,
                analysis=analysis,
                statement_id=last,
                place=place,
            )


def test_a_main_point_is_a_statement_of_this_evening(table: Table) -> None:
    other = make_table("Elders")
    (theirs,) = ids_of(make_analysis(other, "Hunne"))
    analysis = make_analysis(table, "Een", "Twee")
    divide(table, analysis, {ids_of(analysis)[0]: 1})

    with pytest.raises(ProgrammeRefused, match="niet meer"):
        settle(table, analysis, [theirs])


def test_a_later_evening_takes_the_place_of_an_earlier_one(table: Table) -> None:
    earlier = make_settled(table, "Een", "Twee", "Drie")
    make_settled(table, "Vier", "Vijf")

    points = queries.main_points_of(table.by, programme_id=table.programme.pk)
    assert [one.text for one in points[table.area.pk]] == ["Vier", "Vijf"]
    assert [one.text for one in table.seen(earlier.pk).main_points] == ["Een", "Twee", "Drie"]


def test_a_decision_wipes_who_gave_which_points(table: Table) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    one, two = ids_of(analysis)
    step(table, analysis, AnalysisState.DIVIDING)
    later = AT.replace(microsecond=7)
    services.divide_points(analysis.pk, {two: 9}, by=table.member, at=later)
    services.divide_points(analysis.pk, {one: 4}, by=table.chair, at=later)
    services.enter_paper(analysis.pk, 7, {one: 1}, by=table.chair, at=later)
    step(table, analysis, AnalysisState.WEIGHED)
    before = table.seen(analysis.pk).result
    old = set(Sheet.objects.values_list("pk", flat=True))
    settle(table, analysis, [two])

    sheets = Sheet.objects.order_by("pk")
    assert [(one.person_id, one.number, one.given_at) for one in sheets] == [
        (None, None, analysis.begun_at)
    ] * 3
    assert not old & set(sheets.values_list("pk", flat=True))
    kept = [[*sheet.given.values_list("statement_id", "points")] for sheet in sheets]
    assert kept == sorted(kept)
    assert table.seen(analysis.pk).result == before


def test_a_decision_is_of_the_group_or_of_a_role_that_one_holds(table: Table) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    one, two = ids_of(analysis)
    divide(table, analysis, {one: 1})
    other = follow_up(make_group(table.municipality))
    role = follow_up(table.group, body_id=None, officer=Role.DISTRICT_MANAGER)

    for draft in (other, role):
        with pytest.raises(ProgrammeRefused, match="besluit hierover"):
            services.settle_analysis(analysis.pk, [one], draft, by=table.chair, at=AT)
    with pytest.raises(ValueError, match="decline"):
        services.settle_analysis(
            analysis.pk,
            [one],
            follow_up(table.group, outcome=Outcome.DECLINE),
            by=table.by,
            at=AT,
        )
    services.settle_analysis(analysis.pk, [two], role, by=table.manager, at=AT)
    with pytest.raises(ProgrammeRefused, match="“besloten”"):
        settle(table, analysis, [one])


@pytest.mark.parametrize("days", [32, 46_000])
def test_a_group_does_not_decide_long_before_it_began(table: Table, days: int) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    one, _two = ids_of(analysis)
    divide(table, analysis, {one: 1})
    begun = timezone.localdate(analysis.begun_at)
    early = follow_up(table.group, taken_on=begun - timedelta(days=days))

    with pytest.raises(ProgrammeRefused, match=f"begon op {date_format(begun, 'j F Y')}"):
        services.settle_analysis(analysis.pk, [one], early, by=table.by, at=AT)
    assert not MainPoint.objects.exists()
    typed_in_after = follow_up(table.group, taken_on=begun - timedelta(days=31))
    services.settle_analysis(analysis.pk, [one], typed_in_after, by=table.by, at=AT)


# from a statement to a bottleneck


def test_a_statement_becomes_a_bottleneck_with_its_evidence(table: Table) -> None:
    analysis = make_analysis(table, "Te weinig plek", "Te donker")
    pk = ids_of(analysis)[0]
    signal, goal = make_raised(table.municipality), make_goal(table.programme)
    for proof in (EvidenceDraft(signal_id=signal.pk), EvidenceDraft(document="Wijkscan 2009")):
        services.cite(pk, proof, by=table.by, at=AT)
    divide(table, analysis, {pk: 1})
    settle(table, analysis, [pk])
    draft = services.BottleneckDraft("te weinig plek", priority="high", goal_ids=(goal.pk,))
    services.statement_to_bottleneck(pk, draft, by=table.manager, at=AT)

    (seen,) = queries.bottlenecks_visible_to(table.by)
    assert (seen.title, [one.id for one in seen.areas]) == ("te weinig plek", [table.area.pk])
    first, second = seen.evidence
    assert first.signal is not None
    assert (first.signal.id, second.document) == (signal.pk, "Wijkscan 2009")
    assert seen.analysis_ids == (analysis.pk,)
    assert table.seen(analysis.pk).main_points[0].bottleneck_id == seen.id
    with pytest.raises(ProgrammeRefused, match="al een knelpunt"):
        services.statement_to_bottleneck(pk, draft, by=table.manager, at=AT)


def test_what_the_programme_names_already_becomes_no_second_bottleneck(table: Table) -> None:
    analysis = make_analysis(table, "Te weinig plek", "Te donker", "Te druk")
    there = make_bottleneck(table.programme, "te weinig  plek.", areas=[table.area])
    make_bottleneck(
        table.programme, "te donker", areas=[make_own_area(table.municipality, "Elders")]
    )
    everywhere = make_bottleneck(table.programme, "te druk")
    place, dark, crowded = ids_of(analysis)
    assert {one.alike_id for one in table.seen(analysis.pk).statements} == {None}
    divide(table, analysis, {place: 1})
    settle(table, analysis, [place])

    alike = {one.id: one.alike_id for one in table.seen(analysis.pk).statements}
    assert alike == {place: there.pk, dark: None, crowded: everywhere.pk}
    with pytest.raises(ProgrammeRefused, match="“Te weinig plek” is al een knelpunt"):
        services.statement_to_bottleneck(
            place, services.BottleneckDraft(" Te weinig plek"), by=table.manager, at=AT
        )
    assert Bottleneck.objects.count() == 3
    draft = services.BottleneckDraft("te donker")
    services.statement_to_bottleneck(dark, draft, by=table.manager, at=AT)


def test_only_what_is_wrong_and_decided_becomes_a_bottleneck(table: Table) -> None:
    analysis = make_analysis(table, "Te weinig plek")
    weak = ids_of(analysis)[0]
    strong = make_statement(table, analysis.pk, "Veel vrijwilligers", StatementKind.STRENGTH)
    draft = services.BottleneckDraft("iets")

    with pytest.raises(ProgrammeRefused, match="Eerst besluit de groep"):
        services.statement_to_bottleneck(weak, draft, by=table.manager, at=AT)
    divide(table, analysis, {weak: 1})
    settle(table, analysis, [strong])
    with pytest.raises(ProgrammeRefused, match="zwak is of bedreigt"):
        services.statement_to_bottleneck(strong, draft, by=table.manager, at=AT)
    with pytest.raises(ProgrammeRefused, match="Alleen de wijkregisseur"):
        services.statement_to_bottleneck(weak, draft, by=table.chair, at=AT)
    assert not Bottleneck.objects.exists()


# who sees


def test_what_is_not_decided_is_for_who_works_along(table: Table) -> None:
    analysis = make_analysis(table, "Een", "Twee")
    passer_by = anonymous(table.municipality.pk)

    assert queries.analysis_seen(passer_by, analysis.pk) is None
    assert len(queries.analyses_visible_to(passer_by)) == 0
    assert queries.analysis_seen(table.second, analysis.pk) is not None
    divide(table, analysis, {ids_of(analysis)[0]: 1})
    settle(table, analysis, ids_of(analysis)[:1])
    assert [one.id for one in queries.analyses_visible_to(passer_by)] == [analysis.pk]


def test_of_a_hidden_area_nothing_is_shown(table: Table) -> None:
    table.area = make_own_area(table.municipality, "Verborgen", public=False)
    analysis = make_settled(table, "Een", "Twee")
    passer_by = anonymous(table.municipality.pk)

    assert queries.analysis_seen(passer_by, analysis.pk) is None
    assert queries.main_points_of(passer_by) == {}
    assert queries.main_points_of(table.member)


def test_what_one_may_do_is_told(table: Table) -> None:
    analysis = make_analysis(table, "Een", "Twee")

    def may(who: str) -> tuple[bool, ...]:
        seen = table.seen(analysis.pk, getattr(table, who))
        return seen.may_lead, seen.may_fill, seen.may_give, seen.may_steer

    told = {who: may(who) for who in ("chair", "member", "second", "manager")}
    assert told == {
        "chair": (True, True, False, False),
        "member": (False, True, False, False),
        "second": (False, False, False, False),
        "manager": (True, True, False, True),
    }
    step(table, analysis, AnalysisState.DIVIDING)
    assert may("member") == (False, False, True, False)
    assert may("manager") == (True, False, False, True)


def test_analyses_are_asked_for_by_programme_area_and_state(table: Table) -> None:
    mine = make_settled(table, "Een", "Twee")
    next_one = make_analysis(table)
    elsewhere = make_municipality()

    def found(**wanted: object) -> list[int]:
        asked = queries.AnalysisFilter(**wanted)  # type: ignore[arg-type] # by name
        return [one.id for one in queries.analyses_visible_to(table.by, asked)]

    assert found() == [next_one.pk, mine.pk]
    assert found(states=(AnalysisState.DECIDED,)) == [mine.pk]
    assert found(programme_id=table.programme.pk, area_id=table.area.pk) == [
        next_one.pk,
        mine.pk,
    ]
    assert found(area_id=elsewhere.pk + 10_000) == []
    assert [
        str(row)
        for row in (
            mine,
            mine.statements.earliest("pk"),
            Sheet.objects.earliest("pk"),
            mine.main_points.earliest("pk"),
        )
    ]
    assert not AreaScore.objects.exists()
