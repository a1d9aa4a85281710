"""Rounds, public plans and an outcome, and nothing of a vote before it was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.counting import counted, told, voted
from tests.makers.voting import make_plan

if TYPE_CHECKING:
    from tests.api.conftest import Api, Town

pytestmark = pytest.mark.django_db
HERE = "/gemeenten/molenstad/budgetrondes"


def test_a_round_with_its_plans_and_its_outcome(api: Api, town: Town) -> None:
    vote = voted([("1",)] * 5 + [("2", "1")] * 6 + [("3",)], municipality=town.municipality)
    made = told(vote)
    here = f"{HERE}/{vote.round.pk}"

    rows = api(HERE)["resultaten"]
    one = api(here)
    plans = api(f"{here}/voorstellen")["resultaten"]
    outcome = api(f"{here}/uitslag")

    assert [(row["nummer"], row["bedrag"]) for row in rows] == [(vote.round.pk, "18.00")]
    assert (one["stemwijze"], one["fasen"][0]["soort"]) == ("aankruisen", "stemmen")
    assert one["vastgelegd"] == outcome["vastgelegd"]
    assert [(plan["nummer"], plan["gevraagd"], plan["status"]) for plan in plans] == [
        (1, "5.00", "gekozen"),
        (2, "7.00", "gekozen"),
        (3, "9.00", "niet-gekozen"),
    ]
    assert outcome["controlegetal"] == made.seal
    assert [(plan["nummer"], plan["stemmen"]) for plan in outcome["plannen"]] == [
        (1, 11),
        (2, 6),
        (3, None),
    ]


def test_nothing_of_a_vote_is_told_before_its_outcome_is(api: Api, town: Town) -> None:
    vote = voted([("1",)] * 5, municipality=town.municipality)
    make_plan(vote.round, 8, 100, title="Nog niet openbaar")
    made = counted(vote)
    here = f"{HERE}/{vote.round.pk}"

    api(f"{here}/uitslag", status=404)
    text = str([api(HERE), api(here), api(f"{here}/voorstellen")])

    assert made.seal not in text
    assert "Nog niet openbaar" not in text
    api(f"{HERE}/{vote.round.pk + 1}", status=404)
    api(f"{HERE}/{vote.round.pk + 1}/voorstellen", status=404)
