"""What happens in an area, and what is new."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.meetings import TONIGHT, make_meeting, make_series
from tests.makers.places import AT
from tests.makers.signals import answered, make_signal, make_theme
from tests.makers.threads import FEW, Story, make_more_projects, make_story
from wijkregie.domain.meetings import services as meetings
from wijkregie.domain.programme.models import Programme, Project
from wijkregie.domain.programme.states import ProjectState
from wijkregie.domain.reports import queries
from wijkregie.domain.reports.queries import AreaStory, Share
from wijkregie.domain.reports.states import Knot
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db
ON = (AT + timedelta(days=40)).date()


@pytest.fixture
def story() -> Story:
    return make_story(finished=False)


def happening(story: Story, *, whole: bool = False) -> AreaStory:
    viewer, area = anonymous(story.municipality.pk), story.team.area
    return queries.area_story(viewer, None if whole else area.pk, {area.pk}, on=ON, at=AT)


def test_it_tells_what_residents_say_and_how_they_were_answered(story: Story) -> None:
    theme = make_theme(story.municipality, "Groen")
    answered(make_signal(story.municipality, story.team.area, theme=theme))
    make_signal(story.municipality, story.team.area, theme=theme)

    found = happening(story)

    assert [(one.name, one.number, one.open) for one in found.themes] == [
        ("Groen", 2, 1),
        ("Ontmoeten", 1, 1),
    ]
    assert (found.signals, found.answered) == (3, Share(1, 3))


def test_what_was_raised_elsewhere_counts_for_the_whole_only(story: Story) -> None:
    make_signal(story.municipality)

    assert (happening(story).signals, happening(story, whole=True).signals) == (1, 2)


def test_it_tells_what_is_done_with_its_money(story: Story) -> None:
    found = happening(story).projects

    assert [(one.title, one.state) for one in found] == [
        ("Bankjes bij de vijver", ProjectState.RUNNING)
    ]
    assert (found[0].costs.cents, found[0].gap.known_cents) == (3 * FEW, FEW)


def test_more_projects_than_fit_are_counted(story: Story) -> None:
    make_more_projects(story, 7)

    found = happening(story, whole=True)

    assert (len(found.projects), found.more_projects) == (5, 3)


def test_it_tells_what_is_coming_and_not_what_is_past_or_cancelled(story: Story) -> None:
    hidden = make_meeting(make_series(story.team.group), starts_at=TONIGHT)
    shown = make_meeting(story.meeting.series, starts_at=TONIGHT + timedelta(days=9))
    gone = make_meeting(story.meeting.series, starts_at=TONIGHT + timedelta(days=19))
    meetings.cancel(gone.pk, by=story.by, at=AT)

    for whole in (True, False):
        found = happening(story, whole=whole).meetings
        assert [(one.id, one.open) for one in found] == [
            (hidden.pk, False),
            (shown.pk, True),
        ]


def test_what_is_new_comes_first(story: Story) -> None:
    found = queries.newest(anonymous(story.municipality.pk), on=ON)

    assert [(dot.kind, dot.on) for dot in found] == sorted(
        ((dot.kind, dot.on) for dot in found), key=lambda one: one[1], reverse=True
    )
    assert [dot.kind for dot in found] == [Knot.PROJECT, Knot.DECISION, Knot.SIGNAL]
    assert found[0].text == "Het project “Bankjes bij de vijver” begon."


def test_a_programme_of_past_years_is_no_news(story: Story) -> None:
    Programme.objects.update(from_year=2010, until_year=2011)
    Project.objects.update(from_year=2010, until_year=None)

    last = queries.newest(anonymous(story.municipality.pk), on=ON)[-1]

    assert (last.kind, last.on.year, last.year_only) == (Knot.PROJECT, 2011, True)


def test_blocks_and_news_cost_the_same_however_much_there_is(
    story: Story, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (0, 12):
        make_more_projects(story, number)
        with django_assert_num_queries(5):
            happening(story)
        with django_assert_num_queries(4):
            queries.newest(anonymous(story.municipality.pk), on=ON)
    assert len(queries.newest(anonymous(story.municipality.pk), on=ON)) == 5
