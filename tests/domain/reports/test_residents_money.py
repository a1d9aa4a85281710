"""The thread of residents' money: round, vote and payment, walked both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.awards import choose, make_award, ordered, paid
from tests.makers.budgets import TODAY
from tests.makers.guarded import lift
from tests.makers.places import AT, make_municipality
from tests.makers.proposals import desk
from wijkregie.domain.budgets.models import Count, CountedProposal
from wijkregie.domain.programme import services as programme
from wijkregie.domain.programme.models import Payment
from wijkregie.domain.reports import queries
from wijkregie.domain.reports.states import Knot
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.budgets.models import Award
    from wijkregie.domain.reports.queries import Thread
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db
ON: date = TODAY


@pytest.fixture
def made() -> Award:
    """A plan that was voted for, paid and not yet done."""
    proposal = choose(make_municipality("Heuvelstad"), "municipality", title="Bankjes")
    award = make_award(proposal)
    paid(award, ordered(award, 500), 300)
    count(award)
    return award


def count(award: Award, *, told: bool = True) -> Count:
    of = {"municipality_id": award.municipality_id}
    row = Count.objects.create(
        round=award.proposal.round,
        cast=9,
        seal="s",
        counted_at=AT,
        told_at=AT if told else None,
        **of,
    )
    CountedProposal.objects.create(count=row, proposal=award.proposal, votes=7, **of)
    return row


def walk(award: Award, kind: Knot, pk: int, viewer: Viewer | None = None) -> Thread:
    found = queries.thread(viewer or anonymous(award.municipality_id), kind, pk, on=ON)
    assert found is not None
    return found


def starts(award: Award) -> dict[Knot, int]:
    return {
        Knot.ROUND: award.proposal.round_id,
        Knot.VOTE: award.proposal.round.count.pk,
        Knot.PAYMENT: Payment.objects.get().pk,
        Knot.PROJECT: award.project_id,
        Knot.SIGNAL: award.proposal.signal_id or 0,
    }


@pytest.mark.parametrize(
    "kind", [Knot.ROUND, Knot.VOTE, Knot.PAYMENT, Knot.PROJECT, Knot.SIGNAL]
)
def test_from_each_one_walks_to_all_others(made: Award, kind: Knot) -> None:
    found = walk(made, kind, starts(made)[kind])

    reached = {link.target.kind for group in found.groups for link in group.links}
    assert reached | {kind} >= {Knot.ROUND, Knot.VOTE, Knot.PAYMENT, Knot.PROJECT, Knot.SIGNAL}
    told = " ".join(dot.text for dot in found.dots)
    for text in (
        "begon de ronde",
        "zijn 9 stemmen uitgebracht. Het plan “Bankjes” kreeg er 7.",
        "Voor het project “Bankjes” is € 300 betaald.",
    ):
        assert text in told, text


def test_a_vote_that_was_not_told_is_no_knot(made: Award) -> None:
    other = make_award(choose(make_municipality(), "municipality"))
    hidden = count(other, told=False)
    here = anonymous(other.municipality_id)
    assert queries.thread(here, Knot.VOTE, hidden.pk, on=ON) is None
    kinds = {dot.kind for dot in walk(other, Knot.PROJECT, other.project_id).dots}
    assert Knot.ROUND in kinds
    assert Knot.VOTE not in kinds


def test_a_vote_of_which_nothing_came_tells_how_many_voted() -> None:
    award = make_award(choose(make_municipality(), "municipality"))
    row = count(award)
    lift("counted_plan_stands_there")
    CountedProposal.objects.filter(count=row).delete()
    found = walk(award, Knot.VOTE, row.pk)
    assert next(dot.text for dot in found.dots if dot.kind == Knot.VOTE).endswith(
        "uitgebracht."
    )


def test_other_payments_are_for_who_works_along(made: Award) -> None:
    loose = programme.PaymentDraft("Koffie", 500, TODAY, "Bon")
    pk = programme.add_payment(made.project_id, loose, by=desk(made.proposal), at=AT)
    assert queries.thread(anonymous(made.municipality_id), Knot.PAYMENT, pk, on=ON) is None
    inside = walk(made, Knot.PAYMENT, pk, desk(made.proposal))
    assert "€ 5" in inside.title
    elsewhere = anonymous(make_municipality().pk)
    for kind, number in starts_of(made).items():
        assert queries.thread(elsewhere, kind, number, on=ON) is None


def starts_of(award: Award) -> dict[Knot, int]:
    return {
        Knot.ROUND: award.proposal.round_id,
        Knot.VOTE: award.proposal.round.count.pk,
        Knot.PAYMENT: Payment.objects.order_by("pk")[0].pk,
    }
