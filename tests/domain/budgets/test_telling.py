"""The outcome is published once: by a decision, with a reason for everyone who proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.budgets import decided
from tests.makers.counting import counted, declared_vote, numbers_of, told, voted, why_of
from tests.makers.guarded import lift
from tests.makers.people import make_person, make_role, viewer_for
from tests.makers.voting import OVER
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Count, CountedProposal, Round
from wijkregie.domain.budgets.queries.why import WhySeen
from wijkregie.domain.budgets.services import BudgetRefused
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals.models import Answer, Signal
from wijkregie.domain.signals.states import State
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from typing import Any

    from tests.makers.voting import Vote

pytestmark = pytest.mark.django_db
FIRST_TWO = [("1", "2"), ("1",), ("1", "2"), ("3",)]


def test_plans_are_chosen_or_not_and_who_proposed_hears_why() -> None:
    vote = voted(FIRST_TWO)

    made = told(vote)

    assert numbers_of(vote.round) == {"chosen": [1, 2], "not_chosen": [3]}
    assert made.decision is not None
    for one in vote.round.proposals.all():
        assert (one.decision_id == made.decision_id) is (one.number != 3)
        assert one.signal_id is not None
        assert Signal.objects.get(pk=one.signal_id).decision_id == one.decision_id
    lost = made.proposals.get(proposal__number=3)
    assert lost.why == {
        "barrier": "no money",
        "rival": "",
        "held": None,
        "votes": [2, True, None],
        "open": False,
        "cheaper": [300, True, None],
    }
    own = lost.proposal.decision
    assert own is not None
    assert (own.outcome, own.subject) == (Outcome.DECLINE, lost.proposal.title)
    assert own.reason.startswith("Dit plan is niet gekozen. Minder dan 5 mensen")
    assert "Met 2 stemmen meer was het gekozen" in own.reason
    assert Answer.objects.get(signal=lost.proposal.signal).text == own.reason
    assert LogRow.objects.get(what="round_told").why == made.seal


def test_an_outcome_is_told_once_and_after_the_count() -> None:
    vote = voted(FIRST_TWO)
    draft = decided("Uitslag", taken_on=OVER.date())
    with pytest.raises(BudgetRefused):
        services.tell(vote.round.pk, draft, by=vote.by, at=OVER)
    told(vote)

    with pytest.raises(BudgetRefused):
        services.tell(vote.round.pk, draft, by=vote.by, at=OVER)
    outsider = viewer_for(make_person(), vote.round.municipality)
    with pytest.raises(BudgetRefused):
        services.tell(vote.round.pk, draft, by=outsider, at=OVER)


def test_a_decision_not_to_follow_is_no_outcome() -> None:
    vote = voted(FIRST_TWO)
    counted(vote)
    draft = decided("Uitslag", outcome=Outcome.DECLINE, taken_on=OVER.date())

    with pytest.raises(ValueError, match="decline"):
        services.tell(vote.round.pk, draft, by=vote.by, at=OVER)


def test_running_counts_are_for_nobody_until_they_are_told() -> None:
    vote = voted([("1",)] * 5)
    passer_by = anonymous(vote.round.municipality_id)
    counted(vote)
    assert queries.outcome_seen(passer_by, vote.round.pk) is None
    assert queries.audit_file(passer_by, vote.round.pk) is None
    assert queries.ballots_file(passer_by, vote.round.pk) is None
    assert queries.ballots_file(vote.by, vote.round.pk) is None
    assert queries.outcome_seen(vote.by, vote.round.pk) is not None


def test_what_was_told_is_for_everyone(django_assert_num_queries: Any) -> None:
    vote = voted([("1",)] * 5 + [("2", "1")] * 6 + [()] * 0)
    made = told(vote)
    passer_by = anonymous(vote.round.municipality_id)

    with django_assert_num_queries(3):
        seen = queries.outcome_seen(passer_by, vote.round.pk)

    assert seen is not None
    assert [(one.number, one.place, one.votes) for one in seen.plans] == [
        (1, 1, 11),
        (2, 2, 6),
        (3, None, 0),
    ]
    assert [one.number for one in seen.chosen] == [1, 2]
    assert seen.explained
    assert seen.ballots_public
    assert queries.ballots_file(passer_by, vote.round.pk) == made.ballots.encode()
    assert queries.audit_file(passer_by, vote.round.pk) == made.audit.encode()


def test_a_larger_group_that_was_agreed_keeps_ballots_from_everyone() -> None:
    vote = voted([("1",)] * 6)
    services.set_publishing(vote.round.pk, 7, [], by=vote.by, at=OVER)

    made = told(vote)

    assert (made.smallest_group, made.ballots_public) == (6, False)


def test_an_auditor_who_was_named_gets_the_ballots_and_that_is_logged() -> None:
    vote = voted(FIRST_TWO)
    here = vote.round.municipality
    named, other = (make_role(here, Role.SPECIALIST).person for _ in range(2))
    services.set_publishing(vote.round.pk, 5, [named.pk], by=vote.by, at=OVER)
    auditor = viewer_for(named, here)
    with pytest.raises(BudgetRefused):
        services.hand_out_ballots(vote.round.pk, by=auditor, at=OVER)
    made = counted(vote)

    assert (
        services.hand_out_ballots(vote.round.pk, by=auditor, at=OVER).decode() == made.ballots
    )
    with pytest.raises(BudgetRefused):
        services.hand_out_ballots(vote.round.pk, by=viewer_for(other, here), at=OVER)
    runs = make_role(here, Role.DISTRICT_MANAGER).person
    for not_named in (viewer_for(runs, here), vote.by):
        with pytest.raises(BudgetRefused):
            services.hand_out_ballots(vote.round.pk, by=not_named, at=OVER)
    row = LogRow.objects.get(what="ballots_handed_out")
    assert (row.by_id, row.object_id) == (named.pk, vote.round.pk)


def test_what_the_worker_did_not_explain_yet_is_explained_when_told() -> None:
    vote = voted(FIRST_TWO)
    made = counted(vote)
    lift("counted_plan_stands")
    CountedProposal.objects.update(why=None)
    seen = queries.outcome_seen(vote.by, vote.round.pk)
    assert seen is not None
    assert not seen.explained

    told(vote)

    assert made.proposals.get(proposal__number=3).why is not None
    assert services.explain(made.pk) == 0


def test_a_vote_on_themes_is_told_without_plans() -> None:
    vote = declared_vote("themes")
    vote.cast(0, draft=services.BallotDraft(("groen", "veilig"), (700, 1100)))

    assert told(vote).told_at == OVER
    assert services.explain(Count.objects.get().pk) == 0


@pytest.mark.parametrize(
    ("counting", "ballots", "ended", "votes"),
    [
        ({}, ["1", "1", "2"], "chosen", [2, False, 1]),
        ({"voters": 5}, ["1", "1", "2"], "too few voters", [2, True, None]),
        ({"voters": 9}, ["1", "1", "2"], "too few voters", [6, True, None]),
        (
            {"majority": "1/2", "short": "second vote"},
            ["1", "2", "3"],
            "second vote",
            [2, True, None],
        ),
        ({}, [], "no votes", [1, True, None]),
    ],
)
def test_what_a_whole_plan_needed_more(
    counting: dict[str, Any], ballots: list[str], ended: str, votes: list[object]
) -> None:
    vote = voted([(one,) for one in ballots], "variants", counting=counting, prices=(1, 1, 1))
    if ended == "second vote":
        with pytest.raises(services.LotWanted):
            services.count_votes(vote.round.pk, by=vote.by, at=OVER)
        drawn = ("1", "2", "3")
        services.record_lot(vote.round.pk, drawn, "Op het plein", by=vote.by, at=OVER)

    made = counted(vote)

    seen = queries.outcome_seen(vote.by, vote.round.pk)
    assert seen is not None
    assert seen.audit["outcome"]["ended"] == ended
    assert why_of(made, 2)["votes"] == votes


def test_who_lost_by_the_lot_hears_so() -> None:
    vote = voted([("1",), ("1",), ("2",), ("2",)], "variants", prices=(1, 1))
    with pytest.raises(services.LotWanted):
        services.count_votes(vote.round.pk, by=vote.by, at=OVER)
    services.record_lot(vote.round.pk, ("2", "1"), "Op het plein", by=vote.by, at=OVER)

    made = told(vote)

    assert why_of(made, 1)["barrier"] == "lot"
    lost = vote.round.proposals.get(number=1).decision
    assert lost is not None
    assert "Het stond gelijk met plan 2. Er is geloot" in lost.reason
    assert "Met 1 stem meer was het gekozen. Met minder niet." in lost.reason
    assert "Een ander plan kreeg meer stemmen" not in lost.reason


def test_what_was_decided_before_the_vote_stands_no_longer_above_who_lost() -> None:
    vote = voted(FIRST_TWO)
    lost = vote.round.proposals.get(number=3)
    assert lost.signal_id is not None
    early = decisions.record(decided("Dit wordt een plan"), by=vote.by, at=OVER)
    Signal.objects.filter(pk=lost.signal_id).update(decision=early, state=State.DECIDED)

    told(vote)

    lost.refresh_from_db()
    signal = Signal.objects.get(pk=lost.signal_id)
    assert (signal.decision_id, signal.state) == (lost.decision_id, State.CLOSED)


def test_which_decisions_a_vote_took_is_known_once_it_was_told() -> None:
    vote = voted(FIRST_TWO)
    passer_by = anonymous(vote.round.municipality_id)
    made = told(vote)
    rows = {one.number: one.decision_id or 0 for one in vote.round.proposals.all()}
    ids = list(rows.values())

    found = queries.voted_on(passer_by, ids)

    assert found[rows[3]] == queries.VotedOn(vote.round.pk, 3, chosen=False)
    assert found[made.decision_id or 0] == queries.VotedOn(vote.round.pk, None, chosen=True)
    assert queries.voted_on(anonymous(vote.round.municipality_id + 1), ids) == {}


def _why(**more: Any) -> WhySeen:
    known: dict[str, Any] = {
        "ballot": BallotKind.APPROVAL,
        "count": 12,
        "points": 0,
        "place": 4,
        "of": 9,
        "asked_cents": 250_000,
        "barrier": "no money",
        "held": None,
        "votes": (3, True),
        "cheaper": (50_050, False),
    }
    return WhySeen(**known | more)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, ["12 mensen", "plaats 4 van 9", "3 stemmen meer", "€ 500,50"]),
        ({"votes": (1, False)}, ["1 stem meer", "Misschien"]),
        (
            {"votes": (20, False), "level_votes": 19},
            ["Met 19 stemmen meer stond het gelijk", "Met 20 stemmen meer was het zeker"],
        ),
        (
            {"cheaper": (50_000, False), "level_cents": 49_900},
            ["€ 499 minder", "het lot beslist", "Met € 500 minder was het zeker"],
        ),
        ({"barrier": "lot", "rival": "2"}, ["gelijk met plan 2", "geloot"]),
        ({"votes": None, "cheaper": (100, True)}, ["Meer stemmen alleen", "€ 1 "]),
        ({"barrier": "withdrawn", "votes": None, "cheaper": None}, ["teruggetrokken"]),
        ({"barrier": "support", "held": 99_900}, ["€ 999", "€ 2.500"]),
        ({"barrier": "support", "held": 900, "count": 3}, ["Minder dan 5", "met te weinig"]),
        ({"count": 3}, ["Minder dan 5"]),
        ({"count": 1, "ballot": BallotKind.POINTS, "points": 9}, ["Minder dan 5"]),
        ({"ballot": BallotKind.POINTS, "points": 40}, ["40 punten"]),
        (
            {
                "ballot": BallotKind.COINS,
                "barrier": "pool not full",
                "held": 7,
                "cheaper": None,
            },
            ["7 munten", "3 munten meer"],
        ),
    ],
)
def test_why_is_told_in_plain_sentences(more: dict[str, Any], words: list[str]) -> None:
    text = queries.why_words(_why(**more))

    for one in words:
        assert one in text, text


def test_of_what_hangs_on_another_lot_no_number_is_told() -> None:
    text = queries.why_words(_why(votes=None, open=True))

    assert "Meer stemmen alleen" not in text


def test_few_votes_are_not_told_exactly() -> None:
    vote = voted(FIRST_TWO)
    told(vote)
    seen = queries.outcome_seen(vote.by, vote.round.pk)
    assert seen is not None
    why = next(one.why for one in seen.plans if one.number == 3)
    assert why is not None

    assert "Minder dan 5" in queries.why_words(why)


def test_ballots_of_another_municipality_are_as_good_as_absent() -> None:
    vote: Vote = voted(FIRST_TWO)
    told(vote)
    elsewhere = anonymous(vote.round.municipality_id + 1)

    assert queries.outcome_seen(elsewhere, vote.round.pk) is None
    assert Round.objects.get().count.told_at is not None


def test_a_plan_that_was_withdrawn_after_opening_gets_no_outcome() -> None:
    vote = voted(FIRST_TWO)
    gone = vote.round.proposals.get(number=2)
    services.withdraw_proposal(gone.pk, "Het kan niet meer.", by=vote.by, at=OVER)

    told(vote)

    assert numbers_of(vote.round) == {"chosen": [1, 3], "withdrawn": [2]}
