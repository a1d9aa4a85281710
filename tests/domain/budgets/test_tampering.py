"""Who writes in the database itself, past service and guard: it is seen before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.budgets import decided, fund_draft, make_fund
from tests.makers.counting import counted, declared_vote, told, voted
from tests.makers.guarded import lift
from tests.makers.people import make_role, viewer_for
from tests.makers.places import AT, area_row, make_areas, make_municipality
from tests.makers.voting import OVER
from wijkregie.core.tally.canonical import digest, encoded
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Count, CountedProposal, Declaration, Fund, Proposal
from wijkregie.domain.budgets.queries.contests import contest_of_round
from wijkregie.domain.budgets.queries.declared import changed_since
from wijkregie.domain.budgets.services import BudgetRefused, DeclaredStands
from wijkregie.domain.people.states import Role
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from tests.makers.voting import Vote

pytestmark = pytest.mark.django_db
FIRST_TWO = [("1", "2"), ("1",), ("1", "2"), ("3",)]


def tell(vote: Vote) -> None:
    draft = decided("Uitslag", taken_on=OVER.date())
    services.tell(vote.round.pk, draft, by=vote.by, at=OVER)


def swap(made: Count, number: int, **other: Any) -> None:
    CountedProposal.objects.filter(count=made, proposal__number=number).update(**other)


@pytest.mark.parametrize(
    "other", [{"place": None}, {"votes": 9}, {"points": 9}, {"paid_cents": 9}]
)
def test_an_outcome_beside_the_sealed_one_is_not_told(other: dict[str, Any]) -> None:
    vote = voted(FIRST_TWO)
    made = counted(vote)
    lift("counted_plan_stands")
    swap(made, 1, **other)

    with pytest.raises(BudgetRefused, match="veranderd"):
        tell(vote)

    states = set(vote.round.proposals.values_list("state", flat=True))
    assert states == {"on_ballot"}


def test_a_plan_that_is_counted_nowhere_is_not_told() -> None:
    vote = voted(FIRST_TWO)
    counted(vote)
    lift("counted_plan_stands_there")
    CountedProposal.objects.filter(proposal__number=3).delete()

    with pytest.raises(BudgetRefused):
        tell(vote)


def test_pages_tell_what_the_file_does_not_a_row_beside_it() -> None:
    vote = voted(FIRST_TWO)
    made = told(vote)
    lift("counted_plan_stands")
    swap(made, 3, place=1, votes=9, paid_cents=900)
    swap(made, 1, place=None, votes=0, paid_cents=0)

    seen = queries.outcome_seen(anonymous(vote.round.municipality_id), vote.round.pk)

    assert seen is not None
    assert [(one.number, one.votes, one.paid_cents) for one in seen.chosen] == [
        (1, 3, 500),
        (2, 2, 700),
    ]


@pytest.mark.parametrize(
    "other", [{"cast": 9}, {"entitled": 9}, {"smallest_group": 9}, {"seal": "0" * 64}]
)
def test_what_stands_beside_the_files_is_theirs(other: dict[str, Any]) -> None:
    vote = voted(FIRST_TWO)
    counted(vote)
    lift("count_stands")
    Count.objects.update(**other)

    with pytest.raises(BudgetRefused):
        tell(vote)


def test_another_count_under_the_same_declaration_is_not_told() -> None:
    """A whole count of other ballots fits in itself; the log holds the seal of the first."""
    vote = voted(FIRST_TWO)
    counted(vote)
    other = voted([("3",)] * 4, fund=vote.round.fund, municipality=vote.round.municipality)
    lift("count_stands", "counted_plan_stands")
    made = counted(other)
    files = {
        name: getattr(made, name)
        for name in ("audit", "ballots", "seal", "cast", "entitled", "smallest_group")
    }
    Count.objects.filter(round=vote.round).update(**files)
    for row in made.proposals.select_related("proposal"):
        mine = CountedProposal.objects.filter(
            count__round=vote.round, proposal__number=row.proposal.number
        )
        mine.update(
            votes=row.votes, points=row.points, place=row.place, paid_cents=row.paid_cents
        )

    with pytest.raises(BudgetRefused, match="veranderd"):
        tell(vote)


def test_a_declaration_that_was_made_again_is_found_by_the_log() -> None:
    vote = voted(FIRST_TWO)
    lift("price_on_ballot_stands", "declaration_stands_there")
    Proposal.objects.filter(number=1).update(cost_cents=900)
    kept = Declaration.objects.get()
    now = contest_of_round(vote.round).declaration()
    Declaration.objects.all().delete()
    kept.pk, kept.text, kept.digest = None, encoded(now).decode(), digest(now)
    kept.save()
    assert changed_since(vote.round) == ("declaration",)

    with pytest.raises(DeclaredStands):
        services.count_votes(vote.round.pk, by=vote.by, at=OVER)


def test_who_may_vote_was_declared_too() -> None:
    vote = declared_vote()
    lift("declaration_stands", "frozen_electorate_stands")
    vote.round.electorate.least_age = 4
    vote.round.electorate.save()
    kept = Declaration.objects.get()
    voting = {"least_age": 4}
    kept.voting, kept.voting_digest = encoded(voting).decode(), digest(voting)
    kept.save()

    assert changed_since(vote.round) == ("declaration",)


def in_north() -> tuple[Vote, int]:
    """A declared vote of a fund of one area, and an area outside it."""
    here = make_municipality("Heuvelstad", code="GM0500")
    codes = ("GM0500", "BU05000001", "BU05000002")
    areas = make_areas(*(area_row(code, code) for code in codes))
    fund = make_fund(here, area_id=areas["BU05000001"].pk)
    return declared_vote("approval", here, fund=fund), areas["BU05000002"].pk


def test_the_area_of_the_fund_is_declared_where_no_area_was_named() -> None:
    vote, elsewhere = in_north()
    assert queries.declaration_seen(vote.by, vote.round.pk).voting["areas"] == ["BU05000001"]  # type: ignore[union-attr] # it was declared
    Fund.objects.filter(pk=vote.round.fund_id).update(area=None)
    vote.round.refresh_from_db()

    with pytest.raises(BudgetRefused, match="BU05000002"):
        services.hand_out_code(
            vote.round.pk, elsewhere, None, by=vote.by, at=AT, chance=vote.chance
        )
    entries = [services.RollEntry("BU05000002", None)]
    with pytest.raises(BudgetRefused, match="BU05000002"):
        services.draw_roll(vote.round.pk, entries, by=vote.by, at=AT, chance=vote.chance)

    seen = queries.voting_seen(vote.by, vote.round.pk, AT)
    assert seen is not None
    assert seen.areas == ("BU05000001",)
    assert changed_since(vote.round) == ()


def test_a_whole_municipality_stays_whole_when_the_fund_gets_an_area() -> None:
    vote = declared_vote("approval", make_municipality("Heuvelstad", code="GM0500"))
    areas = make_areas(area_row("GM0500", "Stad"), area_row("BU05000001", "Noord"))
    Fund.objects.filter(pk=vote.round.fund_id).update(area=areas["BU05000001"])

    seen = queries.voting_seen(vote.by, vote.round.pk, AT)

    assert seen is not None
    assert seen.areas == ()


def test_the_area_of_a_fund_stays_while_one_votes_and_an_attempt_is_seen() -> None:
    vote, _elsewhere = in_north()
    fund = vote.round.fund
    administrator = make_role(vote.round.municipality, Role.ADMINISTRATOR).person
    by = viewer_for(administrator, vote.round.municipality)
    whole = fund_draft(fund.name)
    same = fund_draft("Andere naam", area_id=fund.area_id)

    with pytest.raises(DeclaredStands):
        services.change_fund(fund.pk, whole, by=by, at=AT)
    services.change_fund(fund.pk, same, by=by, at=AT)

    row = LogRow.objects.get(what="declared_change_refused")
    assert (row.by_id, row.why) == (administrator.pk, "area of the fund")
    vote.cast(0, "1")
    told(vote)
    services.change_fund(fund.pk, whole, by=by, at=OVER)
    fund.refresh_from_db()
    assert fund.area_id is None


def test_the_file_tells_of_few_to_who_looks_it_over_only() -> None:
    """Pages do not tell one to four votes, so the file that does is not on them either."""
    vote = voted([("1",)] * 5 + [("2",)])
    auditor = make_role(vote.round.municipality, Role.SPECIALIST).person
    services.set_publishing(vote.round.pk, 5, [auditor.pk], by=vote.by, at=OVER)
    made = told(vote)
    here = vote.round.municipality
    other = make_role(here, Role.SPECIALIST).person
    raw = made.audit.encode()

    for viewer, file in (
        (anonymous(here.pk), None),
        (viewer_for(other, here), None),
        (viewer_for(auditor, here), raw),
        (vote.by, raw),
    ):
        assert queries.audit_file(viewer, vote.round.pk) == file
        seen = queries.outcome_seen(viewer, vote.round.pk)
        assert seen is not None
        assert seen.audit_open is (file is not None)
        assert seen.seal == made.seal


def test_a_file_that_tells_of_nobody_alone_is_for_everyone() -> None:
    vote = voted([("1",)] * 5 + [("2", "1")] * 6)
    made = told(vote)

    assert queries.audit_file(anonymous(made.municipality_id), vote.round.pk) == (
        made.audit.encode()
    )
