"""Where one can vote now: of which municipality, in which area, until when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.budgets import make_fund
from tests.makers.places import AT, area_row, make_areas, make_municipality
from tests.makers.voting import LAST_DAY, OVER, make_vote, planned_vote
from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.models import Fund, Round
from wijkregie.kit.viewer import anonymous

pytestmark = pytest.mark.django_db


def test_a_vote_is_open_from_its_first_day_up_to_and_including_its_last() -> None:
    vote = make_vote()
    planned_vote("approval", vote.round.municipality)  # was not declared
    viewer = anonymous(vote.round.municipality_id)
    moments = (AT - timedelta(days=1), AT, AT + timedelta(days=LAST_DAY), OVER)

    found = [queries.open_votes(viewer, at) for at in moments]

    assert [len(one) for one in found] == [0, 1, 1, 0]
    (one,) = found[1]
    assert (one.round_id, one.title) == (vote.round.pk, vote.round.title)
    assert one.closes_on == (AT + timedelta(days=LAST_DAY)).date()
    other = anonymous(make_municipality("Dalstad").pk)
    assert queries.open_votes(other, AT) == []
    Round.objects.update(closed_on=AT.date(), closed_because="Toch niet.")
    assert queries.open_votes(viewer, AT) == []


def test_an_area_shows_votes_of_its_own_funds_and_of_the_whole_municipality() -> None:
    here = make_municipality("Heuvelstad", code="GM9398")
    areas = make_areas(area_row("GM9398", "Stad"), area_row("WK939801", "Noord"))
    area = areas["WK939801"]
    mine, whole = make_fund(here), make_fund(here)
    Fund.objects.filter(pk=mine.pk).update(area=area)
    rounds = [make_vote("approval", here, fund=one).round.pk for one in (mine, whole)]
    viewer = anonymous(here.pk)

    with CaptureQueriesContext(connection) as asked:
        there = queries.open_votes(viewer, AT, area_ids={area.pk})
    elsewhere = queries.open_votes(viewer, AT, area_ids={0})

    assert [one.round_id for one in there] == rounds
    assert [one.round_id for one in elsewhere] == rounds[1:]
    assert len(asked) == 1
