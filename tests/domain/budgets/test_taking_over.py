"""An election from elsewhere is a closed round with its count, which can be counted again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.budgets import (
    TODAY,
    decided,
    make_fund,
    make_pot,
    make_round,
    part,
    settle,
)
from tests.makers.elections import PABULIB
from tests.makers.places import AT, make_municipality
from wijkregie.core.tally.audit import recounted
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Count, Round
from wijkregie.domain.budgets.services import BudgetRefused
from wijkregie.kit.viewer import anonymous, installation
from wijkregie.sources.pabulib import PbElection, PbProject, PbVote, VoteType, read

if TYPE_CHECKING:
    from wijkregie.domain.budgets.models import Fund

pytestmark = pytest.mark.django_db
ASSEN = PABULIB / "Netherlands_Assen_2024.pb"


@pytest.fixture
def fund() -> Fund:
    return make_fund(make_municipality())


def election(kind: VoteType = VoteType.APPROVAL, *votes: PbVote, **more: Any) -> PbElection:
    known: dict[str, Any] = {
        "meta": {},
        "budget": Decimal(1000),
        "projects": (PbProject("a", Decimal(400), "Bank"), PbProject("b", Decimal(700))),
    }
    return PbElection(vote_type=kind, votes=votes, **known | more)


def taken(
    fund: Fund, told: PbElection, rule: str = "greedy", title: str = "Eerder", **more: Any
) -> Round:
    known: dict[str, Any] = {"title": title, "year": 2024, "rule": rule} | more
    draft = services.ElectionDraft(told, decision=decided("Uitslag"), **known)
    by = installation(fund.municipality_id)
    return Round.objects.get(pk=services.take_over(fund.pk, draft, by=by, at=AT))


@pytest.mark.skipif(not ASSEN.exists(), reason="the real elections are not beside this clone")
def test_assen_is_counted_as_assen_was(fund: Fund) -> None:
    told = read(ASSEN.read_bytes(), file=ASSEN.name)

    made = taken(fund, told, "equalshares/add1")

    chosen = set(made.proposals.filter(state="chosen").values_list("number", flat=True))
    assert chosen == {int(one.id) for one in told.projects if one.selected}
    kept = Count.objects.get()
    assert recounted(kept.audit.encode(), kept.ballots.encode())["seal"] == kept.seal


@pytest.mark.parametrize(
    ("kind", "points"),
    [
        (VoteType.APPROVAL, ()),
        (VoteType.CHOOSE_1, ()),
        (VoteType.ORDINAL, ()),
        (VoteType.CUMULATIVE, (Decimal(3),)),
    ],
)
@pytest.mark.parametrize("rule", sorted(services.RULES))
def test_each_kind_of_vote_is_counted_by_each_rule(
    fund: Fund, kind: VoteType, points: tuple[Decimal, ...], rule: str
) -> None:
    if kind in {VoteType.ORDINAL, VoteType.CUMULATIVE} and rule == "phragmen":
        pytest.skip("turns are taken with marks that weigh the same")
    votes = [PbVote(str(at), ("b",), points) for at in range(5)]

    made = taken(fund, election(kind, *votes), rule)

    seen = queries.outcome_seen(anonymous(fund.municipality_id), made.pk)
    assert seen is not None
    assert seen.explained
    assert {one.title for one in seen.plans} == {"Bank", "b"}
    pabulib = queries.pabulib_file(anonymous(fund.municipality_id), made.pk)
    assert pabulib is not None
    again = read(pabulib, file="uit.pb")
    assert (again.budget, len(again.votes)) == (Decimal(1000), 5)


@pytest.mark.parametrize(
    "told",
    [
        election(projects=()),
        election(projects=(PbProject("a", Decimal(0)),)),
        election(projects=(PbProject("a", Decimal("0.001")),)),
        election(VoteType.CUMULATIVE, PbVote("1", ("a",), (Decimal("0.5"),))),
        election(VoteType.SCORING, PbVote("1", ("a",), (Decimal(-1),))),
    ],
)
def test_what_cannot_be_counted_here_is_refused(fund: Fund, told: PbElection) -> None:
    with pytest.raises(BudgetRefused):
        taken(fund, told)

    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Bel 0612345678", "Naam van plan a: Haal een telefoonnummer"),
        ("Mail jan@voorbeeld.nl", "Naam van plan a: Haal een mailadres"),
        ("Bank\x01je", "Naam van plan a: .* teken"),
    ],
)
def test_a_name_that_leads_to_a_person_is_refused(fund: Fund, name: str, words: str) -> None:
    told = election(
        VoteType.APPROVAL,
        PbVote("1", ("a",)),
        projects=(PbProject("a", Decimal(400), name),),
    )

    with pytest.raises(BudgetRefused, match=words):
        taken(fund, told)

    assert not Round.objects.exists()


def test_what_looks_like_a_name_stays_only_where_that_is_said(fund: Fund) -> None:
    told = election(
        VoteType.APPROVAL,
        PbVote("1", ("a",)),
        projects=(PbProject("a", Decimal(400), "De Groene Czaar Peter Passage"),),
    )
    with pytest.raises(BudgetRefused, match="Laat de naam van iemand"):
        taken(fund, told)

    assert taken(fund, told, keep_names=True).proposals.get().title.startswith("De Groene")


def test_an_election_from_elsewhere_is_no_money_of_the_fund(fund: Fund) -> None:
    settle(make_pot(fund, parts=(part("fixed", 1_000),)))
    told = election(VoteType.APPROVAL, PbVote("1", ("a",)), budget=Decimal(90_000_000))
    year = TODAY.year
    made = taken(fund, told, year=year)
    into = make_round(fund, budget_cents=100_000)
    by = installation(fund.municipality_id)

    (account,) = queries.account_of(by, fund.pk)

    assert (account.year, account.got_cents, account.left_cents) == (year, 100_000, 100_000)
    assert account.plans == ()
    assert made.proposals.filter(state="chosen").exists()
    seen = queries.round_seen(by, made.pk)
    assert seen is not None
    assert seen.settled
    with pytest.raises(BudgetRefused, match="Zo veel"):
        services.carry_over(
            into.pk, services.CarryDraft(made.pk, 1, decided("Meenemen")), by=by, at=AT
        )


def test_an_unknown_rule_and_a_name_that_is_there_are_refused(fund: Fund) -> None:
    told = election(VoteType.APPROVAL, PbVote("1", ("a",)))
    taken(fund, told)

    with pytest.raises(BudgetRefused):
        taken(fund, told, title="eerder")
    with pytest.raises(BudgetRefused):
        taken(fund, replace(told), "lot", "Ander")
