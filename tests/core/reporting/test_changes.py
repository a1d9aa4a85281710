"""What changed between two days: all of it, and nothing that did not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.core.reporting.conftest import LINE, POINT, YEAR, with_line, with_project
from wijkregie.core.reporting import (
    NO_YEAR,
    Aspect,
    Facts,
    GoalFact,
    Lack,
    PointFact,
    Sort,
    Subject,
    Sum,
    Verdict,
    YearFact,
    changes,
)

if TYPE_CHECKING:
    from wijkregie.core.reporting import Change


def one(before: Facts, after: Facts) -> Change:
    (found,) = changes(before, after)
    return found


def told(before: Facts, after: Facts) -> list[tuple[str, str, str]]:
    return [(each.subject, each.sort, each.aspect) for each in changes(before, after)]


def test_the_same_fact_twice_is_no_change(facts: Facts) -> None:
    assert changes(facts, facts) == ()
    assert changes(facts, replace(facts, as_of=date(2027, 1, 1))) == ()


def test_a_new_value_is_better_or_worse_by_the_direction_of_the_figure(facts: Facts) -> None:
    higher = one(facts, with_line(facts, now=Decimal("49.9"), period=2026))
    lower = with_line(facts, lower_is_better=True)
    fewer = one(lower, with_line(facts, lower_is_better=True, now=Decimal(40), period=2026))

    assert (higher.subject, higher.sort, higher.aspect) == (
        Subject.INDICATOR,
        Sort.CHANGED,
        Aspect.NOW,
    )
    assert higher.verdict == fewer.verdict == Verdict.BETTER
    worse = one(facts, with_line(facts, now=Decimal(40), period=2026))
    assert worse.verdict == Verdict.WORSE


def test_a_difference_within_both_margins_is_unclear(facts: Facts) -> None:
    # The root of 2.5² + 2.5² is 3.54.
    assert one(facts, with_line(facts, now=Decimal("49.0"))).verdict == Verdict.UNCLEAR
    assert one(facts, with_line(facts, now=Decimal("49.1"))).verdict == Verdict.BETTER


def test_without_both_margins_nobody_can_tell_what_a_change_means(facts: Facts) -> None:
    before, after = (
        with_line(facts, margin=None),
        with_line(facts, margin=None, now=Decimal(46)),
    )

    assert one(before, after).verdict == Verdict.UNSURE
    assert one(facts, after).verdict == Verdict.UNSURE


def test_measured_again_with_the_same_value_is_told_as_the_same(facts: Facts) -> None:
    assert one(facts, with_line(facts, period=2026)).verdict == Verdict.SAME


def test_what_was_unknown_and_is_known_now_is_told_as_such(facts: Facts) -> None:
    unknown = with_line(facts, now=None, period=None, margin=None)

    known = one(unknown, facts)
    assert (known.sort, known.verdict) == (Sort.KNOWN, None)
    assert one(facts, unknown).sort == Sort.UNKNOWN


def test_a_target_or_baseline_that_was_moved_is_told(facts: Facts) -> None:
    after = with_line(facts, target=Decimal(45), baseline_year=2023)

    assert told(facts, after) == [
        ("indicator", "changed", "baseline"),
        ("indicator", "changed", "target"),
    ]
    assert one(with_line(facts, target=None), facts).sort == Sort.KNOWN


def test_a_goal_that_came_is_told_without_its_parts(facts: Facts) -> None:
    line = replace(LINE, id=12, title="helpt buren")
    more = (*facts.goals, GoalFact(2, "tactical", "Meer hulp", indicators=(line,)))
    after = replace(facts, goals=more)

    assert told(facts, after) == [("goal", "new", "")]
    assert told(after, facts) == [("goal", "dropped", "")]


def test_an_indicator_that_came_or_moved_under_a_goal_is_told_once(facts: Facts) -> None:
    second = GoalFact(2, "tactical", "Meer hulp")
    before = replace(facts, goals=(*facts.goals, second))
    line = replace(LINE, id=12, title="helpt buren")
    grown = replace(before, goals=(replace(facts.goals[0], indicators=(LINE, line)), second))
    moved = replace(
        before,
        goals=(replace(facts.goals[0], indicators=()), replace(second, indicators=(LINE,))),
    )

    assert told(before, grown) == [("indicator", "new", "")]
    assert told(grown, before) == [("indicator", "dropped", "")]
    assert changes(before, moved) == ()


def test_projects_that_came_went_moved_on_or_take_longer_are_told(facts: Facts) -> None:
    assert told(replace(facts, projects=()), facts) == [("project", "new", "")]
    assert told(facts, replace(facts, projects=())) == [("project", "dropped", "")]
    finished = with_project(facts, state="finished", until_year=2027)
    assert told(facts, finished) == [
        ("project", "changed", "state"),
        ("project", "changed", "years"),
    ]


def test_money_of_a_project_is_told_when_it_is_another_sum(facts: Facts) -> None:
    dearer = with_project(facts, costs=Sum(400_00), gap=Lack(100_00))

    assert told(facts, dearer) == [
        ("project", "changed", "costs"),
        ("project", "changed", "gap"),
    ]
    unknown = with_project(facts, costs=Sum(0, 1))
    assert one(unknown, facts).sort == Sort.KNOWN
    assert one(facts, unknown).sort == Sort.UNKNOWN


def test_money_is_told_of_all_years_and_of_each_that_one_of_both_knows(facts: Facts) -> None:
    year = replace(YEAR, costs=Sum(500_00), paid=None)
    new = YearFact(2027, Sum(1), committed=0)
    after = replace(facts, years=(year, new, facts.years[1]), total=replace(year, year=None))

    found = [(each.id, each.sort, each.aspect) for each in changes(facts, after)]

    assert found == [
        (None, Sort.CHANGED, Aspect.COSTS),
        (None, Sort.UNKNOWN, Aspect.PAID),
        (2026, Sort.CHANGED, Aspect.COSTS),
        (2026, Sort.UNKNOWN, Aspect.PAID),
        (2027, Sort.CHANGED, Aspect.COSTS),
        (2027, Sort.UNKNOWN, Aspect.PAID),
    ]
    gone = next(each for each in changes(after, facts) if each.id == 2027)
    assert (gone.sort, gone.aspect, gone.after.costs) == (Sort.CHANGED, Aspect.COSTS, Sum())


def test_a_year_that_came_is_told_from_none_and_so_is_what_names_no_year(facts: Facts) -> None:
    spent = replace(facts, years=(YEAR,), total=replace(facts.total, committed=0, paid=0))
    year = YearFact(2031, Sum(40_000_00), Sum(25_000_00), Sum(8_000_00, 1), committed=0, paid=0)
    after = replace(spent, years=(YEAR, year, YearFact(None, Sum(0, 1), paid=5_00)))

    found = changes(spent, after)

    assert [(each.id, each.sort, each.aspect) for each in found] == [
        (2031, Sort.CHANGED, Aspect.COSTS),
        (2031, Sort.CHANGED, Aspect.COVERED),
        (2031, Sort.CHANGED, Aspect.ASKED),
        (NO_YEAR, Sort.UNKNOWN, Aspect.COSTS),
        (NO_YEAR, Sort.UNKNOWN, Aspect.COMMITTED),
        (NO_YEAR, Sort.CHANGED, Aspect.PAID),
    ]


def test_a_gap_of_which_nothing_is_known_is_told_as_not_known(facts: Facts) -> None:
    before, after = (
        with_project(facts, gap=Lack(0, "at_least")),
        with_project(facts, gap=Lack(0)),
    )

    assert one(before, after).sort == Sort.KNOWN


def test_another_name_or_a_margin_that_came_is_told(facts: Facts) -> None:
    goal = replace(facts.goals[0], title="Anders")
    assert told(facts, replace(facts, goals=(goal,))) == [("goal", "changed", "title")]
    assert told(facts, with_line(facts, title="anders")) == [("indicator", "changed", "title")]
    assert told(facts, with_project(facts, title="Anders")) == [("project", "changed", "title")]
    assert told(facts, with_line(facts, margin=Decimal(9))) == [("indicator", "changed", "now")]


def test_a_decision_at_another_day_or_no_more_is_told(facts: Facts) -> None:
    before = replace(facts, points=(POINT,))
    moved = replace(before, points=(replace(POINT, question="Echt?", year=2035, on=None),))

    assert told(before, moved) == [("point", "changed", "title"), ("point", "changed", "day")]
    assert told(before, replace(facts, points=())) == [("point", "dropped", "")]


def test_a_decision_that_its_project_needs_no_more_is_told_once(facts: Facts) -> None:
    before, after = (
        replace(facts, points=(replace(POINT, moot=moot),)) for moot in (False, True)
    )
    decided = replace(before, points=(replace(POINT, outcome="Ja"),))

    assert told(before, after) == [("point", "dropped", "")]
    assert told(after, after) == []
    assert told(replace(facts, points=()), after) == []
    assert told(after, decided) == [("point", "new", "")]
    assert [each.points[0].is_coming for each in (before, after, decided)] == [
        True,
        False,
        False,
    ]


def test_answers_in_time_change_with_the_numbers_they_are_made_of(facts: Facts) -> None:
    assert facts.answers is not None
    more = replace(facts, answers=replace(facts.answers, part=18, of=21))
    assert told(facts, more) == [("answers", "changed", "share")]
    none = replace(facts, answers=replace(facts.answers, part=0, of=0))
    assert told(none, facts) == [("answers", "known", "share")]
    assert told(facts, replace(facts, answers=None)) == [("answers", "unknown", "share")]


def test_a_decision_that_was_taken_and_one_to_come_are_told(facts: Facts) -> None:
    decided = replace(POINT, outcome="Ja", decided_on=date(2026, 6, 1))
    coming = PointFact(32, 21, "Samen eten", "Komt er een vervolg?")
    after = replace(facts, points=(decided, coming))

    assert told(facts, after) == [("point", "known", "outcome"), ("point", "new", "")]
    assert changes(after, after) == ()


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_sum_changes_if_and_only_if_it_is_another(one_sum: int, other: int) -> None:
    def made(cents: int) -> Facts:
        return Facts(date(2026, 7, 1), total=YearFact(None, Sum(cents)))

    assert bool(changes(made(one_sum), made(other))) is (one_sum != other)
