"""A round that was closed while people voted keeps their votes while one may object."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.budgets import TODAY, make_round
from tests.makers.counting import counted, voted
from tests.makers.decisions import make_decision
from tests.makers.places import AT
from tests.makers.voting import OVER
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Round
from wijkregie.domain.budgets.services import BudgetRefused
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from tests.makers.voting import Vote

pytestmark = pytest.mark.django_db
LAST = TODAY + timedelta(days=42)


@pytest.fixture
def stopped() -> Vote:
    vote = voted([("1",), ("2",), ("1",)])
    services.close_round(vote.round.pk, "De brieven waren fout.", by=vote.by, at=AT)
    return vote


def until(vote: Vote) -> date | None:
    return queries.reopens_until(vote.by, vote.round.pk)


def reopen(vote: Vote, why: str = "Bezwaar gegrond.", days: int = 1) -> None:
    at = AT + timedelta(days=days)
    services.reopen_round(vote.round.pk, why, by=vote.by, at=at)


def test_a_round_that_was_closed_too_early_goes_on_with_its_votes(stopped: Vote) -> None:
    assert until(stopped) == LAST
    with pytest.raises(BudgetRefused, match="gesloten"):
        stopped.cast(0, "1")
    with pytest.raises(BudgetRefused, match="Schrijf op"):
        reopen(stopped, " ")

    reopen(stopped, days=42)

    seen = queries.round_seen(anonymous(stopped.round.municipality_id), stopped.round.pk)
    assert seen is not None
    assert (seen.listed.closed_on, seen.closed_because) == (None, "")
    assert seen.reopened_because == "Bezwaar gegrond."
    assert LogRow.objects.get(what="round_reopened").why == "Bezwaar gegrond."
    assert counted(stopped).cast == 3
    assert until(stopped) is None


def test_once_nobody_can_object_a_round_stays_closed(stopped: Vote) -> None:
    with pytest.raises(BudgetRefused, match="Maak een nieuwe ronde"):
        reopen(stopped, days=43)

    assert stopped.round.urn.count() == 3


def test_a_round_of_which_the_money_went_on_stays_closed(stopped: Vote) -> None:
    other = make_round(stopped.round.fund)
    decision = make_decision(other.municipality)
    Round.objects.filter(pk=other.pk).update(
        carried_from=stopped.round, carried_cents=1, carried_by=decision
    )

    assert until(stopped) is None
    with pytest.raises(BudgetRefused, match="Maak een nieuwe ronde"):
        reopen(stopped)


def test_what_was_counted_or_goes_on_is_not_opened_again() -> None:
    vote = voted([("1",)])
    with pytest.raises(BudgetRefused, match="Maak een nieuwe ronde"):
        reopen(vote)
    counted(vote)
    services.close_round(vote.round.pk, "Klaar.", by=vote.by, at=OVER)

    assert until(vote) is None
    with pytest.raises(BudgetRefused, match="Maak een nieuwe ronde"):
        reopen(vote)


def test_only_who_runs_the_fund_here_opens_a_round_again(stopped: Vote) -> None:
    here = stopped.round.municipality_id
    other = voted([("1",)]).round.municipality_id
    pk = stopped.round.pk

    assert queries.reopens_until(anonymous(here), pk) is None
    assert queries.reopens_until(installation(other), pk) is None
    with pytest.raises(BudgetRefused):
        services.reopen_round(pk, "Toch.", by=anonymous(here), at=AT)
    with pytest.raises(ProgrammeRefused):
        services.reopen_round(pk, "Toch.", by=installation(other), at=AT)
