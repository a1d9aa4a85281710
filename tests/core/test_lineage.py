"""One code through the layouts: under which codes it stood, and where it is the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core.lineage import RECODED, REDRAWN, Former, Track, Verdict, together

OLD, NEW, OTHER = 1, 2, 3
SAME, CHANGED, UNKNOWN = Verdict.SAME, Verdict.CHANGED, Verdict.UNKNOWN


def recoded(**more: object) -> Track:
    """A code of 2017 on that was another one until 2016."""
    old = Track(OLD, {2015: 1, 2016: 1})
    return Track(NEW, {2017: RECODED, 2018: 1}, former=Former(2016, 2017, (old,)), **more)  # type: ignore[arg-type] # a track


def test_a_code_stands_for_itself() -> None:
    track = Track(OLD, {2017: 1})

    assert track.ids(1995) == track.ids(2030) == (OLD,)
    assert track.all_ids() == {OLD}


def test_before_a_new_code_stood_the_old_one() -> None:
    track = recoded()

    assert [track.ids(year) for year in (2015, 2016, 2017, 2018)] == [
        (OLD,),
        (OLD,),
        (NEW,),
        (NEW,),
    ]
    assert track.all_ids() == {OLD, NEW}


def test_a_series_runs_on_over_a_new_code() -> None:
    track = recoded()

    assert track.between(2014, 2018) is SAME
    assert track.between(2018, 2014) is SAME
    assert track.between(2015, 2016) is SAME
    assert track.between(2017, 2018) is SAME
    assert track.between(2016, 2016) is SAME


def test_what_is_not_known_of_the_old_code_stays_unknown() -> None:
    track = recoded()

    assert track.between(2013, 2018) is UNKNOWN
    assert track.between(2016, 2019) is UNKNOWN


def test_a_change_of_the_old_code_breaks_the_line_of_the_new_one() -> None:
    old = Track(OLD, {2015: REDRAWN, 2016: 1})
    track = Track(NEW, {2017: RECODED, 2018: REDRAWN}, former=Former(2016, 2017, (old,)))

    assert track.between(2014, 2017) is CHANGED
    assert track.between(2015, 2017) is SAME
    assert track.changes(2014, 2018) == ((2015, REDRAWN), (2018, REDRAWN))
    assert track.changes(2014, 2016) == ((2015, REDRAWN),)


def test_a_merger_is_the_same_when_all_its_parts_are() -> None:
    parts = (Track(OLD, {2021: 1}), Track(OTHER, {2021: None}))
    track = Track(NEW, {2022: REDRAWN, 2023: 1}, former=Former(2021, 2022, parts))

    assert track.ids(2021) == (OLD, OTHER)
    assert track.between(2021, 2023) is SAME
    assert track.between(2020, 2023) is UNKNOWN


def test_a_layout_without_borders_in_between_is_of_the_code_that_existed() -> None:
    """Borders are here of 2015 and 2019; the new code is named in 2017, the old one in 2016."""
    old = Track(OLD, {2016: 1})
    track = Track(
        NEW,
        {2017: RECODED, 2018: 1, 2019: 1, 2020: 1},
        former=Former(2015, 2019, (old,)),
    )

    assert [track.ids(year) for year in (2016, 2017)] == [(OLD,), (NEW,)]
    assert track.between(2016, 2017) is SAME
    assert track.between(2016, 2020) is SAME


def test_what_was_measured_bridges_years_of_which_nothing_was_said() -> None:
    track = Track(OLD, {2016: 1, 2017: 1, 2022: None, 2023: 1}, alike={2022: 2016})

    assert track.between(2016, 2022) is SAME
    assert track.between(2017, 2023) is SAME
    assert track.between(2017, 2021) is UNKNOWN


def test_what_was_said_goes_before_what_was_measured() -> None:
    track = Track(OLD, {2016: 1, 2017: REDRAWN, 2022: None}, alike={2022: 2016})

    assert track.between(2016, 2022) is CHANGED
    assert track.between(2017, 2022) is UNKNOWN


def test_what_is_made_of_parts_changes_with_any_of_them() -> None:
    same, changed = Track(OLD, {2017: 1}), Track(OTHER, {2017: REDRAWN})

    assert together([same, changed], 2016, 2017) is CHANGED
    assert together([same], 2016, 2017) is SAME
    assert together([same, Track(NEW, {})], 2016, 2017) is UNKNOWN


def test_parts_of_nothing_are_not_known() -> None:
    assert together([], 2016, 2017) is UNKNOWN


@given(
    st.dictionaries(st.integers(2000, 2010), st.sampled_from([None, 1, 2, 3])),
    st.dictionaries(st.integers(2001, 2010), st.integers(1, 6)),
    st.integers(1999, 2011),
    st.integers(1999, 2011),
)
def test_no_line_ever_crosses_a_change_that_was_said(
    words: dict[int, int | None], back: dict[int, int], one: int, other: int
) -> None:
    track = Track(OLD, words, alike={year: year - steps for year, steps in back.items()})
    first, last = sorted((one, other))

    crossed = any(words.get(year) in {2, 3} for year in range(first + 1, last + 1))

    assert track.between(one, other) is track.between(other, one)
    assert (track.between(one, other) is CHANGED) == crossed
