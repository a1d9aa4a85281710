"""Proposals: raised once, read by everyone after somebody looked, changed and withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests.makers.budgets import TODAY, day, make_fund, make_round, phase, plan
from tests.makers.people import make_group, make_role, make_seat, viewer_for
from tests.makers.places import AT, make_municipality
from tests.makers.proposals import (
    LATER,
    MAILED,
    again,
    by_link,
    desk,
    fitting,
    on_ballot,
    open_round,
    proposal_draft,
    propose,
    shown,
    signal_of,
    whole,
)
from tests.makers.signal_town import make_signal_town
from tests.makers.signals import answered, make_signal
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Count, CountAct, Proposal, Round
from wijkregie.domain.budgets.services import BudgetRefused, CofinancingDraft, CostDraft
from wijkregie.domain.budgets.services.frozen import DeclaredStands
from wijkregie.domain.budgets.services.proposal_finding import signal_id
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme.models import Funder
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.domain.signals.models import Event, Signal
from wijkregie.domain.signals.services import SignalRefused
from wijkregie.domain.signals.states import Channel, EventKind, Kind, State
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.viewer import Viewer, anonymous, follower
from wijkregie.kit.words import WordsRefused

if TYPE_CHECKING:
    from tests.makers.signal_town import Town
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return make_municipality()


@pytest.fixture
def found(here: Municipality) -> Round:
    return open_round(here)


@pytest.fixture
def town() -> Town:
    return make_signal_town()


def send(found: Round, draft: services.ProposalDraft, **more: Any) -> Any:
    known: dict[str, Any] = {
        "by": anonymous(found.municipality_id),
        "at": AT,
        "seed": 77,
        "submission": "a" * 32,
    }
    return services.propose(found.pk, draft, **known | more)


def change(made: Proposal, *, by: Viewer, at: Any = LATER, **more: Any) -> None:
    now = again(made)
    version = more.pop("version", now.version)
    known = {"plan": now.plan, "cost_cents": now.cost_cents, "hours": now.hours}
    draft = proposal_draft(made.round, more.pop("title", now.title), **known | more)
    services.change_proposal(made.pk, draft, version=version, by=by, at=at)


def test_a_plan_is_raised_as_an_idea_with_a_promise(found: Round) -> None:
    receipt = send(found, proposal_draft(found, "Bankjes"))

    signal = Signal.objects.get()
    made = Proposal.objects.get()
    assert (signal.kind, signal.reference) == (Kind.IDEA, receipt.reference)
    assert (made.number, made.state, made.published_at) == (1, "worked_out", None)
    assert receipt.promised_on == day(50)  # the last day of the decision
    assert OutboxRow.objects.get().template == "signal_received"
    assert propose(found).number == 2


def test_the_theme_promises_where_nothing_is_planned(here: Municipality) -> None:
    made = make_round(make_fund(here))
    plan(made, phase("plan", 0, 5))

    receipt = send(made, proposal_draft(made))

    assert receipt.promised_on < day(50)


def test_a_form_is_one_proposal(found: Round) -> None:
    draft = proposal_draft(found)

    one, two = send(found, draft), send(found, draft, seed=78)

    assert one == two
    assert Proposal.objects.count() == Signal.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": " "}, "title"),
        ({"plan": " "}, "plan"),
        ({"cost_cents": 0}, "cost"),
        ({"cost_cents": -5}, "cost"),
        ({"cost_cents": 5_000_001}, "cost"),
        ({"hours": 100_001}, "hours"),
        ({"cofinancing": (CofinancingDraft("Gemeente", 100_000),)}, "cost"),
        ({"cofinancing": (CofinancingDraft("Kanariefonds", 5),)}, "funder1"),
        ({"cofinancing": (CofinancingDraft("Gemeente", 5, "perhaps"),)}, "pledge1"),
        ({"cofinancing": (CofinancingDraft("Gemeente", -5),)}, "amount1"),
        ({"cofinancing": (CofinancingDraft("Gemeente", 5),) * 2}, "funder2"),
        ({"cofinancing": (CofinancingDraft("Gemeente", 5),) * 11}, "funder1"),
    ],
)
def test_what_cannot_be_is_refused(found: Round, more: dict[str, Any], field: str) -> None:
    Funder.objects.create(municipality_id=found.municipality_id, name="Gemeente")

    with pytest.raises(BudgetRefused) as refused:
        send(found, replace(proposal_draft(found, "Bankjes"), **more))

    assert refused.value.field == field
    assert not Signal.objects.exists()


def test_words_of_a_person_are_refused(found: Round) -> None:
    good = proposal_draft(found)
    for draft in (
        replace(good, title="Bel 06 12345678"),
        replace(good, plan="Mail naar jan@voorbeeld.nl graag."),
    ):
        with pytest.raises(WordsRefused):
            send(found, draft)


def test_only_while_the_round_asks_for_plans(here: Municipality, found: Round) -> None:
    later = LATER + timedelta(days=20)
    with pytest.raises(BudgetRefused, match="vraagt nu niet"):
        send(found, proposal_draft(found), at=later)

    heard = replace(MAILED, channel=Channel.PHONE, received_on=day(5))
    on_paper = proposal_draft(found, raiser=heard)
    worker = viewer_for(make_role(here, Role.COMMUNITY_WORKER).person, here)
    assert send(found, on_paper, by=worker, at=later).promised_on == day(50)

    with pytest.raises(SignalRefused, match="Alleen wie hier werkt"):
        send(found, on_paper, submission="b" * 32)
    services.close_round(found.pk, "Klaar.", by=desk(found), at=AT)
    with pytest.raises(BudgetRefused, match="gesloten"):
        send(found, proposal_draft(found))
    there = make_municipality()
    with pytest.raises(ProgrammeRefused):
        send(found, proposal_draft(found), by=anonymous(there.pk))


def test_a_plan_lies_within_the_area_of_the_fund(town: Town) -> None:
    found = open_round(town.municipality, fund=make_fund(town.municipality))
    fund = found.fund
    type(fund).objects.filter(pk=fund.pk).update(area=town.molenwijk)
    wide = open_round(town.municipality)

    assert propose(found).area == town.molenwijk
    assert propose(found, area_id=town.noord.pk).area == town.noord
    assert propose(wide, area_id=town.noord.pk).area == town.noord
    assert propose(wide).area is None
    for outside in (town.rivierenwijk.pk, town.area("BU90770101").pk, 10**6):
        with pytest.raises(BudgetRefused, match="buiten het gebied"):
            propose(found, area_id=outside)


def test_everyone_reads_it_after_somebody_looked(town: Town) -> None:
    found = open_round(town.municipality)
    made = propose(found, "Bankjes", area_id=town.noord.pk)
    worker = town.worker(area=town.molenwijk)
    other = town.worker(area=town.rivierenwijk)
    team = make_group(town.municipality)
    seat = make_seat(team)
    speaker = viewer_for(seat.person, town.municipality)
    unseen = (town.passer_by, other, speaker, follower(town.municipality.pk, 10**6))

    def seen_by(viewer: Viewer) -> bool:
        return queries.proposal_by_id(viewer, made.pk, on=TODAY) is not None

    assert not any(seen_by(viewer) for viewer in unseen)
    assert all(seen_by(viewer) for viewer in (worker, desk(made), by_link(made)))
    Proposal.objects.update(group=team)
    assert seen_by(speaker)
    assert whole(made, worker).seen.look_by == day(1)
    for viewer in (other, town.passer_by, by_link(made)):
        with pytest.raises(BudgetRefused, match="Alleen wie"):
            services.publish(made.pk, by=viewer, at=LATER)

    services.publish(made.pk, by=worker, at=LATER)
    services.publish(made.pk, by=worker, at=LATER + timedelta(hours=1))

    assert all(seen_by(viewer) for viewer in unseen)
    assert again(made).published_at == LATER
    assert Signal.objects.get().title == "Bankjes"
    assert whole(made, worker).seen.look_by is None


def test_who_proposes_changes_it_and_somebody_looks_again(found: Round) -> None:
    made = shown(found, "Bankjes")

    change(made, by=by_link(made), cost_cents=90_000)
    assert again(made).published_at is not None
    change(made, by=by_link(made), title="Stoelen", cost_cents=90_000)

    made = again(made)
    assert (made.title, made.cost_cents, made.published_at) == ("Stoelen", 90_000, None)
    assert made.worded_at == LATER
    assert Signal.objects.get().title == "Bankjes"
    assert not Event.objects.filter(what=EventKind.PROPOSAL).exists()
    why = LogRow.objects.filter(what="budget_plan_changed").values_list("why", flat=True)
    assert "€ 1.000,00" in "".join(why)
    assert "€ 900,00" in "".join(why)


def test_who_helps_tells_who_proposes_what_changed(found: Round) -> None:
    made = shown(found, "Bankjes")

    change(made, by=desk(made), title="Stoelen", hours=5, cost_cents=None)
    change(made, by=desk(made))

    told = Event.objects.get(what=EventKind.PROPOSAL)
    for word in ("de naam", "de uren", "de kosten", "niet bekend"):
        assert word in told.why
    assert OutboxRow.objects.filter(template="signal_proposal").count() == 1
    assert Signal.objects.get().title == "Stoelen"
    assert again(made).published_at is not None


def test_news_of_what_is_not_public_says_nothing_of_it(found: Round) -> None:
    made = propose(found)

    change(made, by=desk(made), title="Kanarie")

    assert Event.objects.get(what=EventKind.PROPOSAL).why == ""


def test_two_who_change_it_at_once(found: Round) -> None:
    made = propose(found)
    change(made, by=by_link(made), plan="Eerst.")

    with pytest.raises(BudgetRefused, match="Iemand anders"):
        change(made, by=desk(made), plan="Daarna.", version=1)

    assert again(made).plan == "Eerst."


def test_nobody_else_changes_it(found: Round) -> None:
    made, other = shown(found), shown(found)

    for viewer in (anonymous(found.municipality_id), by_link(other)):
        with pytest.raises(BudgetRefused, match="Alleen wie"):
            change(made, by=viewer)
    with pytest.raises(ProgrammeRefused):
        change(made, by=anonymous(make_municipality().pk))
    joined = signal_of(made).raisers.get()
    type(joined).objects.filter(pk=joined.pk).update(joined=True)
    with pytest.raises(BudgetRefused, match="Alleen wie"):
        change(made, by=follower(found.municipality_id, joined.pk))


def test_a_guide_may_name_a_new_funder(found: Round) -> None:
    made = propose(found)
    paid = (CofinancingDraft("Buurtfonds", 40_000, "promised"), CofinancingDraft("Gemeente"))

    change(made, by=desk(made), cofinancing=paid)

    seen = whole(made).seen
    assert [one.funder for one in seen.cofinancing] == ["Buurtfonds", "Gemeente"]
    assert (seen.cofinanced_cents, seen.asked_cents) == (None, None)
    change(made, by=by_link(made), cofinancing=paid[:1])
    seen = whole(made).seen
    assert (seen.cofinanced_cents, seen.asked_cents) == (40_000, 60_000)
    change(made, by=by_link(made), cost_cents=None)
    assert whole(made).seen.asked_cents is None


def test_the_cost_changes_with_a_reason_until_the_vote_is_declared(found: Round) -> None:
    made = fitting(found)
    draft = CostDraft(120_000, (), "Het hout werd duurder.")

    for by in (by_link(made), anonymous(found.municipality_id)):
        with pytest.raises(BudgetRefused, match="Alleen wie"):
            services.change_cost(made.pk, draft, version=made.version, by=by, at=LATER)
    for wrong, why in ((made.version - 1, "duurder"), (made.version, " ")):
        asked = replace(draft, why=why)
        with pytest.raises(BudgetRefused):
            services.change_cost(made.pk, asked, version=wrong, by=desk(made), at=LATER)
    services.change_cost(made.pk, draft, version=made.version, by=desk(made), at=LATER)

    assert again(made).cost_cents == 120_000
    log = LogRow.objects.get(what="budget_plan_cost_changed")
    assert "€ 1.000,00 en zijn nu € 1.200,00. Het hout" in log.why
    on_ballot(found)
    with pytest.raises(BudgetRefused, match="stembiljet"):
        services.change_cost(made.pk, draft, version=again(made).version, by=desk(made), at=AT)
    Round.objects.update(declared=True)
    with pytest.raises(DeclaredStands):
        services.change_cost(made.pk, draft, version=again(made).version, by=desk(made), at=AT)
    assert LogRow.objects.filter(what="declared_change_refused", why="prices").exists()


def test_the_database_keeps_a_price_on_the_ballot(found: Round) -> None:
    (made,) = on_ballot(found, "Bankjes")
    other = propose(found)

    def raw(pk: int, column: str, value: int) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE budgets_proposal SET {column} = %s WHERE id = %s",  # noqa: S608 - ours
                [value, pk],
            )

    raw(other.pk, "cost_cents", 1)
    raw(made.pk, "hours", 1)
    for column in ("cost_cents", "number"):
        with pytest.raises(IntegrityError, match="price_on_ballot_stands"):
            raw(made.pk, column, 9)
    assert again(made).cost_cents == 100_000


def test_an_idea_that_came_in_before_goes_into_a_round(town: Town) -> None:
    found = open_round(town.municipality)
    idea = make_signal(town.municipality, town.noord, kind=Kind.IDEA, theme=town.theme)
    worker = town.worker(area=town.molenwijk)

    with pytest.raises(BudgetRefused, match="Alleen wie dit idee"):
        services.take_into_round(idea.pk, found.pk, by=town.passer_by, at=LATER)
    pk = services.take_into_round(idea.pk, found.pk, by=worker, at=LATER)

    made = Proposal.objects.get(pk=pk)
    assert (made.plan, made.title, made.area) == (idea.text, "Groen en grijs", town.noord)
    assert made.published_at is None
    promised = idea.promised_on
    idea.refresh_from_db()
    assert (idea.promised_on, idea.expected_on) == (promised, day(50))
    with pytest.raises(BudgetRefused, match="al een voorstel"):
        services.take_into_round(idea.pk, found.pk, by=worker, at=LATER)
    report = make_signal(town.municipality, town.noord, theme=town.theme)
    done = answered(make_signal(town.municipality, town.noord, kind=Kind.IDEA))
    for signal in (report, done):
        with pytest.raises(BudgetRefused, match="Alleen een idee"):
            services.take_into_round(signal.pk, found.pk, by=worker, at=LATER)


def test_an_idea_from_outside_the_area_of_a_fund_takes_its_area(town: Town) -> None:
    found = make_round(make_fund(town.municipality))
    plan(found, phase("ideas", -1, 5))
    type(found.fund).objects.update(area=town.molenwijk)
    by = desk(found)

    for area, expected in ((town.noord, town.noord), (town.rivierenwijk, town.molenwijk)):
        idea = make_signal(town.municipality, area, kind=Kind.IDEA, theme=town.theme)
        pk = services.take_into_round(idea.pk, found.pk, by=by, at=LATER)
        assert Proposal.objects.get(pk=pk).area == expected


def test_proposals_that_exclude_each_other(found: Round) -> None:
    one, two = shown(found), shown(found)
    elsewhere = shown(open_round(found.municipality))
    by = desk(one)

    services.set_conflict(one.pk, two.pk, excludes=True, by=by, at=AT)
    assert whole(one).seen.conflicts == (two.number,)
    assert whole(two).seen.conflicts == (one.number,)
    services.set_conflict(two.pk, one.pk, excludes=False, by=by, at=AT)
    assert whole(one).seen.conflicts == ()
    for other in (one, elsewhere):
        with pytest.raises(BudgetRefused, match="ander voorstel"):
            services.set_conflict(one.pk, other.pk, excludes=True, by=by, at=AT)


def test_a_plan_is_withdrawn_with_its_reason(found: Round) -> None:
    made = shown(found)
    by = by_link(made)

    for why, viewer in ((" ", by), ("Weg.", anonymous(found.municipality_id))):
        with pytest.raises(BudgetRefused):
            services.withdraw_proposal(made.pk, why, by=viewer, at=LATER)
    services.withdraw_proposal(made.pk, "We verhuizen.", by=by, at=LATER)

    seen = whole(made).seen
    assert (seen.state, seen.withdrawn_because) == ("withdrawn", "We verhuizen.")
    assert signal_of(made).state == State.RECEIVED
    assert not CountAct.objects.exists()
    with pytest.raises(BudgetRefused, match="ingetrokken"):
        services.withdraw_proposal(made.pk, "Nog eens.", by=by, at=LATER)


def test_withdrawing_from_the_ballot_is_an_act_of_the_vote(found: Round) -> None:
    one, two = on_ballot(found, "Een", "Twee")

    services.withdraw_proposal(one.pk, "We stoppen.", by=by_link(one), at=LATER)

    act = CountAct.objects.get()
    assert (act.kind, act.proposal, act.why, act.by) == ("withdrawn", one, "We stoppen.", None)
    listed = queries.proposals_on_ballot(found.pk)
    assert [(row.number, row.state) for row in listed] == [(1, "withdrawn"), (2, "on_ballot")]
    count = {"audit": "{}", "ballots": "", "seal": "0" * 64, "cast": 0, "counted_at": AT}
    Count.objects.create(municipality_id=found.municipality_id, round=found, **count)
    with pytest.raises(BudgetRefused, match="stembus is al geopend"):
        services.withdraw_proposal(two.pk, "Ook niet.", by=by_link(two), at=LATER)


def test_an_imported_proposal_stays_as_it_was(found: Round) -> None:
    made = shown(found)
    Proposal.objects.update(imported=True, signal=None)

    with pytest.raises(BudgetRefused, match="ergens anders"):
        services.withdraw_proposal(made.pk, "Weg.", by=desk(made), at=LATER)
    seen = queries.proposal_by_number(desk(made), found.pk, made.number, on=TODAY)
    assert seen is not None
    assert (seen.seen.reference, seen.seen.promised_on, seen.may.change) == ("", None, False)
    assert queries.proposals_to_do(desk(made), on=TODAY) == ()
    with pytest.raises(ValueError, match="nobody here"):
        signal_id(again(made))


def test_a_plan_that_looks_like_it_is_shown(town: Town) -> None:
    found = open_round(town.municipality)
    bench = shown(found, "Houten bankjes bij de vijver", theme_id=town.theme.pk)
    propose(found, "Bankjes bij de molen")
    gone = shown(found, "Bankjes langs de vijver")
    services.withdraw_proposal(gone.pk, "Weg.", by=desk(gone), at=LATER)

    def alike(text: str, **more: Any) -> list[str]:
        rows = queries.proposals_alike(desk(bench), found.pk, text, **more)
        return [row.title for row in rows]

    assert alike("Ik wil een bankje bij de vijver") == [bench.title]
    assert alike("Iets met een vijver") == []
    assert alike("Iets met de vijver", theme_id=town.theme.pk) == [bench.title]
    assert alike("Ik wil een bankje bij de vijver", but=bench.pk) == []
    assert alike("Schommels") == alike(" ") == []
