"""What is agreed with a partner stands, and only the partner reports on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from tests.makers.agreements import (
    TODAY,
    agreement_draft,
    make_agreement,
    make_covenant,
    report,
    speaker_for,
)
from tests.makers.people import make_group, make_organisation, make_role, viewer_for
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.programme import follow_up, make_goal, make_programme
from wijkregie.domain.decisions.services import DecisionRefused
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme import queries, rules, services
from wijkregie.domain.programme.models import AgreementReport, PerformanceAgreement
from wijkregie.domain.programme.queries import AgreementFilter
from wijkregie.domain.programme.states import AgreementState
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import Viewer, anonymous, installation
from wijkregie.kit.words import WordsRefused

if TYPE_CHECKING:
    from wijkregie.domain.people.models import Organisation
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
MEMBER = frozenset({1})


@pytest.fixture
def partner(here: Municipality) -> Organisation:
    return make_organisation(here, "Stichting Samen")


@pytest.fixture
def speaker(here: Municipality, partner: Organisation) -> Viewer:
    return speaker_for(partner, make_group(here))


def seen_by(viewer: Viewer, made: PerformanceAgreement) -> queries.AgreementSeen:
    found = queries.agreement_seen(viewer, made.pk, on=TODAY)
    assert found is not None
    return found


def test_an_agreement_says_what_for_which_goals_and_how_much(
    programme: Programme, here: Municipality, partner: Organisation
) -> None:
    goal, area = make_goal(programme, "Meer samenhang"), make_own_area(here, "Molenwijk")
    made = make_agreement(
        programme,
        partner,
        title="Huisbezoeken",
        what="Bezoekt bewoners.",
        goal_ids=(goal.pk,),
        area_ids=(area.pk,),
        quantity=Decimal("200.5"),
        unit="huisbezoeken",
        cents=4_800_000,
        hours=900,
        free_room="wat bewoners vragen",
        free_hours=120,
        free_cents=600_000,
        due=(TODAY,),
    )

    seen = seen_by(anonymous(here.pk), made)

    assert (seen.title, seen.partner_name, seen.quantity, seen.unit) == (
        "Huisbezoeken",
        "Stichting Samen",
        Decimal("200.5"),
        "huisbezoeken",
    )
    assert [one.title for one in seen.goals] == ["Meer samenhang"]
    assert [one.name for one in seen.areas] == ["Molenwijk"]
    assert (seen.cents, seen.hours, seen.free_hours, seen.free_cents) == (
        4_800_000,
        900,
        120,
        600_000,
    )
    assert (seen.state, seen.agreed_on, seen.overdue) == (AgreementState.AGREED, TODAY, 0)
    assert (seen.may_change, seen.may_report) == (False, False)
    assert str(made) == "Huisbezoeken"
    assert str(made.reports.get()) == f"report of {made.pk}"
    (named,) = queries.agreements_by_goal(anonymous(here.pk), programme.pk)[goal.pk]
    assert (named.title, named.partner_name) == ("Huisbezoeken", "Stichting Samen")


def test_a_proposal_is_for_who_works_along_also_when_it_was_dropped(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    goal = make_goal(programme)
    made = make_agreement(programme, agreed=False, goal_ids=(goal.pk,))
    member = Viewer(here.pk, person_id=1, group_ids=MEMBER)

    for _state in range(2):
        assert seen_by(member, made).id == made.pk
        for viewer in (anonymous(here.pk), anonymous(), installation(make_municipality().pk)):
            assert queries.agreement_seen(viewer, made.pk, on=TODAY) is None
            assert list(queries.agreements_visible_to(viewer, on=TODAY)) == []
            assert queries.agreements_by_goal(viewer, programme.pk) == {}
            assert queries.agreement_partners(viewer) == []
        if made.state == AgreementState.PROPOSED:
            services.end_agreement(made.pk, by=by, at=AT)
            made.refresh_from_db()
    assert seen_by(member, made).state == AgreementState.ENDED


def test_the_partner_reports_on_the_same_card_and_may_mend_it(
    programme: Programme, partner: Organisation, speaker: Viewer
) -> None:
    made = make_agreement(
        programme, partner, quantity=Decimal(200), unit="bezoeken", due=(YESTERDAY, TOMORROW)
    )
    first, second = made.reports.order_by("due_on")
    assert (seen_by(speaker, made).overdue, seen_by(speaker, made).may_report) == (1, True)
    (asked, later) = queries.reports_asked(speaker, on=TODAY)
    assert (asked.id, asked.overdue, later.overdue) == (first.pk, True, False)

    report(first, speaker, quantity=Decimal(60), free_hours_used=3, free_cents_used=100)
    assert seen_by(speaker, made).reports[0].before == ()
    late = queries.agreement_seen(speaker, made.pk, on=TOMORROW + timedelta(days=1))
    assert late is not None
    assert (late.reported.known, late.reported.unknown, late.reported.late) == (
        Decimal(60),
        0,
        1,
    )
    assert late.reported.part_of(late.quantity) is None
    for _twice in range(2):
        report(first, speaker, quantity=Decimal(62), free_room_used="een rouwgroep")

    seen = seen_by(speaker, made)
    assert (seen.overdue, seen.reported.known, seen.reported.unknown) == (0, Decimal(62), 0)
    assert seen.reported.part_of(seen.quantity) == Fraction(62, 200)
    assert seen.reports[0].free_room_used == "een rouwgroep"
    assert seen.reports[0].by_name
    (told,) = seen_by(anonymous(programme.municipality_id), made).reports[0].before
    assert (told.quantity, told.free_room_used) == (Decimal(60), "")
    assert (told.free_hours_used, told.free_cents_used, told.until) == (3, 100, AT)
    assert seen.next_due is not None
    assert seen.next_due.id == second.pk
    assert seen_by(anonymous(programme.municipality_id), made).reports[0].by_name is None
    words = LogRow.objects.filter(kind="programme.agreementreport").order_by("pk")
    assert [row.what for row in words][-2:] == [
        "agreement_report_sent",
        "agreement_report_corrected",
    ]


def test_what_is_not_known_is_never_nought(
    programme: Programme, partner: Organisation, speaker: Viewer
) -> None:
    made = make_agreement(
        programme,
        partner,
        quantity=Decimal(10),
        unit="x",
        free_hours=5,
        free_cents=100,
        due=(YESTERDAY, TODAY, TOMORROW),
    )
    first, second, _third = made.reports.order_by("due_on")
    nothing = seen_by(speaker, made)
    assert (nothing.reported.known, nothing.reported.unknown) == (None, 0)
    assert nothing.reported.part_of(nothing.quantity) is None

    report(first, speaker)
    unknown = seen_by(speaker, made)
    assert (unknown.reported.known, unknown.reported.unknown) == (None, 1)
    report(second, speaker, quantity=Decimal(0), free_hours_used=0, free_cents_used=5)

    seen = seen_by(speaker, made)
    assert (seen.reported.known, seen.reported.unknown) == (Decimal(0), 1)
    assert seen.reported.part_of(seen.quantity) is None
    assert seen.free_hours_used.known == Decimal(0)
    assert seen.free_cents_used.known == Decimal(5)


def strangers(here: Municipality, made: PerformanceAgreement) -> list[Viewer]:
    """Everybody who holds no seat for the partner, also who steers."""
    return [
        speaker_for(make_organisation(here), make_group(here)),
        viewer_for(make_role(here, Role.DISTRICT_MANAGER).person, here),
        installation(here.pk),
        anonymous(here.pk),
        Viewer(here.pk, organisation_ids=frozenset({made.partner_id})),
        Viewer(make_municipality().pk, 1, organisation_ids=frozenset({made.partner_id})),
    ]


def test_nobody_else_reports(
    programme: Programme, here: Municipality, partner: Organisation
) -> None:
    made = make_agreement(programme, partner, due=(YESTERDAY,))

    for viewer in strangers(here, made):
        with pytest.raises(services.ProgrammeRefused):
            report(made.reports.get(), viewer)
    assert made.reports.get().sent_at is None


def test_the_rule_is_needed(
    programme: Programme,
    here: Municipality,
    partner: Organisation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Plant the fault: a rule that lets everybody report stores what another one tells."""
    made = make_agreement(programme, partner, due=(YESTERDAY,))
    monkeypatch.setattr(rules, "may_report", lambda *_asked: True)

    report(made.reports.get(), speaker_for(make_organisation(here), make_group(here)))

    assert made.reports.get().sent_at is not None


def test_one_reports_on_what_holds_only(
    programme: Programme, partner: Organisation, speaker: Viewer, by: Viewer
) -> None:
    made = make_agreement(programme, partner, due=(YESTERDAY,), agreed=False)
    row = made.reports.get()
    assert seen_by(speaker, made).overdue == 0
    assert not seen_by(speaker, made).may_report
    with pytest.raises(services.ProgrammeRefused, match="vaststaat"):
        report(row, speaker)
    stranger = anonymous(programme.municipality_id)
    with pytest.raises(services.ProgrammeRefused, match="niet meer"):
        report(row, stranger)

    services.agree(made.pk, services.AgreedDraft(on=TODAY), by=by, at=AT)
    services.end_agreement(made.pk, by=by, at=AT)

    assert seen_by(speaker, made).overdue == 0
    assert queries.reports_asked(speaker, on=TODAY) == []
    with pytest.raises(services.ProgrammeRefused, match="vaststaat"):
        report(row, speaker)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"text": " "}, "Schrijf op wat er is gedaan"),
        ({"quantity": Decimal(-1)}, "vanaf 0"),
        ({"quantity": Decimal("1.005")}, "vanaf 0"),
        ({"quantity": Decimal("NaN")}, "vanaf 0"),
        ({"free_hours_used": -1}, "uren"),
        ({"free_cents_used": -1}, "0 of meer"),
    ],
)
def test_a_report_that_cannot_be_so_is_refused(
    programme: Programme,
    partner: Organisation,
    speaker: Viewer,
    told: dict[str, Any],
    said: str,
) -> None:
    made = make_agreement(programme, partner, due=(YESTERDAY,))

    with pytest.raises(services.ProgrammeRefused, match=said):
        report(made.reports.get(), speaker, **told)
    with pytest.raises(WordsRefused):
        report(made.reports.get(), speaker, text="Bel 06-12345678")
    assert made.reports.get().sent_at is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "Geef de afspraak een naam"),
        ({"until_on": date(2000, 1, 1)}, "laatste dag"),
        ({"quantity": Decimal(5)}, "geteld"),
        ({"cents": -1}, "0 of meer"),
        ({"hours": 10**8}, "uren"),
        ({"free_cents": -1}, "0 of meer"),
        ({"partner_id": 999_999}, "werkt hier niet"),
        ({"goal_ids": (999_999,)}, "niet meer"),
        ({"area_ids": (999_999,)}, "hoort niet bij"),
    ],
)
def test_an_agreement_that_cannot_be_so_is_refused(
    programme: Programme, partner: Organisation, by: Viewer, changed: dict[str, Any], said: str
) -> None:
    draft = replace(agreement_draft(partner), **changed)

    with pytest.raises(services.ProgrammeRefused, match=said):
        services.propose_agreement(programme.pk, draft, by=by, at=AT)
    assert not PerformanceAgreement.objects.exists()


def test_a_goal_of_another_programme_is_refused(
    programme: Programme, here: Municipality, partner: Organisation, by: Viewer
) -> None:
    elsewhere = make_goal(make_programme(here))
    draft = agreement_draft(partner, goal_ids=(elsewhere.pk,))

    with pytest.raises(services.ProgrammeRefused):
        services.propose_agreement(programme.pk, draft, by=by, at=AT)


def test_a_proposal_changes_and_what_is_agreed_stands(
    programme: Programme, partner: Organisation, by: Viewer
) -> None:
    made = make_agreement(programme, partner, agreed=False)
    services.change_agreement(made.pk, agreement_draft(partner, title="Nieuw"), by=by, at=AT)
    made.refresh_from_db()
    assert made.title == "Nieuw"

    services.agree(made.pk, services.AgreedDraft(on=YESTERDAY), by=by, at=AT)

    with pytest.raises(services.ProgrammeRefused, match="staat vast"):
        services.change_agreement(made.pk, agreement_draft(partner), by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused, match="afgesproken"):
        services.agree(made.pk, services.AgreedDraft(on=TODAY), by=by, at=AT)


def test_it_is_agreed_on_a_day_or_with_a_decision(
    programme: Programme, here: Municipality, partner: Organisation, by: Viewer
) -> None:
    made = make_agreement(programme, partner, agreed=False)
    team = make_group(here)
    declined = follow_up(team, outcome=Outcome.DECLINE)
    for draft in (
        services.AgreedDraft(),
        services.AgreedDraft(on=TOMORROW),
        services.AgreedDraft(decision=declined),
    ):
        with pytest.raises(services.ProgrammeRefused):
            services.agree(made.pk, draft, by=by, at=AT)

    services.agree(made.pk, services.AgreedDraft(decision=follow_up(team)), by=by, at=AT)

    seen = seen_by(anonymous(here.pk), made)
    assert (seen.state, seen.agreed_on) == (AgreementState.AGREED, TODAY)
    assert seen.decision is not None
    assert seen.decision.body_id == team.pk


def test_a_group_without_a_covenant_in_force_agrees_to_nothing(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    made, team = make_agreement(programme, agreed=False), make_group(here)
    make_covenant(team, from_on=TODAY - timedelta(days=300), until_on=YESTERDAY)

    with pytest.raises(DecisionRefused):
        services.agree(made.pk, services.AgreedDraft(decision=follow_up(team)), by=by, at=AT)
    assert seen_by(by, made).state == AgreementState.PROPOSED


def test_reports_are_planned_and_taken_away(
    programme: Programme, partner: Organisation, speaker: Viewer, by: Viewer
) -> None:
    made = make_agreement(programme, partner, due=(TODAY,))
    row = made.reports.get()
    with pytest.raises(services.ProgrammeRefused, match="al een rapportage"):
        services.plan_report(made.pk, TODAY, by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused, match="Kies een dag"):
        services.plan_report(made.pk, date(2000, 1, 1), by=by, at=AT)
    services.drop_report(row.pk, by=by, at=AT)
    again = AgreementReport.objects.get(pk=services.plan_report(made.pk, TODAY, by=by, at=AT))
    report(again, speaker)
    with pytest.raises(services.ProgrammeRefused, match="verstuurd"):
        services.drop_report(again.pk, by=by, at=AT)

    services.end_agreement(made.pk, by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused, match="beëindigd"):
        services.plan_report(made.pk, TOMORROW, by=by, at=AT)


def test_only_who_steers_keeps_agreements(
    programme: Programme, here: Municipality, partner: Organisation, speaker: Viewer
) -> None:
    made = make_agreement(programme, partner, due=(TODAY,), agreed=False)
    draft, row = agreement_draft(partner), made.reports.get()
    before = list(PerformanceAgreement.objects.values())
    worker = viewer_for(make_role(here, Role.COMMUNITY_WORKER).person, here)

    for viewer in (speaker, worker, anonymous(here.pk), installation(make_municipality().pk)):
        for act in (
            lambda who=viewer: services.propose_agreement(programme.pk, draft, by=who, at=AT),
            lambda who=viewer: services.change_agreement(made.pk, draft, by=who, at=AT),
            lambda who=viewer: services.agree(
                made.pk, services.AgreedDraft(on=TODAY), by=who, at=AT
            ),
            lambda who=viewer: services.end_agreement(made.pk, by=who, at=AT),
            lambda who=viewer: services.plan_report(made.pk, TOMORROW, by=who, at=AT),
            lambda who=viewer: services.drop_report(row.pk, by=who, at=AT),
        ):
            with pytest.raises(services.ProgrammeRefused):
                act()
    assert list(PerformanceAgreement.objects.values()) == before
    assert AgreementReport.objects.count() == 1


def test_a_list_is_narrowed_by_what_is_asked(
    programme: Programme, here: Municipality, partner: Organisation, by: Viewer
) -> None:
    goal = make_goal(programme)
    late = make_agreement(programme, partner, due=(YESTERDAY,), goal_ids=(goal.pk,))
    other = make_agreement(make_programme(here), agreed=False)

    def found(**asked: Any) -> list[int]:
        rows = queries.agreements_visible_to(by, AgreementFilter(**asked), on=TODAY)
        return [one.id for one in rows]

    assert sorted(found()) == sorted([late.pk, other.pk])
    assert found(programme_id=programme.pk) == [late.pk]
    assert found(partner_id=other.partner_id) == [other.pk]
    assert found(goal_id=goal.pk) == [late.pk]
    assert found(state=AgreementState.PROPOSED) == [other.pk]
    assert found(overdue_on=TODAY) == [late.pk]
    assert found(overdue_on=YESTERDAY) == []
    names = [name for _pk, name in queries.agreement_partners(by)]
    assert names == sorted(names)
    assert len(names) == 2


def test_the_database_keeps_what_must_hold(programme: Programme) -> None:
    made = make_agreement(programme, due=(TODAY,))
    for changed in (
        {"until_on": date(2000, 1, 1)},
        {"agreed_on": None},
        {"cents": -1},
        {"state": "half"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PerformanceAgreement.objects.filter(pk=made.pk).update(**changed)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.reports.update(sent_at=AT)
