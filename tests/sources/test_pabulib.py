from __future__ import annotations

import contextlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wijkregie.sources import pabulib
from wijkregie.sources.pabulib import (
    Oddity,
    PabulibFault,
    PbElection,
    PbProject,
    PbVote,
    Trouble,
    VoteType,
)
from wijkregie.sources.records import Problem, SourceFault

REAL = Path(__file__).parents[2] / ".." / "shared" / "data" / "pabulib"
NAMES = sorted(path.name for path in REAL.glob("*.pb"))
SIZES = {  # votes and projects of some, and what is odd about them
    "Netherlands_Assen_2024.pb": (84, 14),
    "Netherlands_Amsterdam_643.pb": (66, 3),
    "Poland_Krakow_2018.pb": (32958, 123),
    "Switzerland_Zurich_D10.pb": (180, 24),
}

META = "META\nkey;value\nbudget;1000\nvote_type;approval\n"
PROJECTS = "PROJECTS\nproject_id;cost;votes;name\na;400;2;Bench\nb;700;1;Tree\n"
VOTES = "VOTES\nvoter_id;vote\n1;a,b\n2;a\n"


def election(
    meta: str = META,
    projects: str = PROJECTS,
    votes: str = VOTES,
    *,
    keep: tuple[str, ...] = (),
) -> PbElection:
    return pabulib.read(f"{meta}{projects}{votes}".encode(), file="a.pb", keep=keep)


def fault(meta: str = META, projects: str = PROJECTS, votes: str = VOTES) -> PabulibFault:
    with pytest.raises(PabulibFault) as caught:
        election(meta, projects, votes)
    return caught.value


def odd(found: PbElection) -> list[tuple[Oddity, int, int | None, str]]:
    return [(note.oddity, note.count, note.row, note.column) for note in found.notes]


def test_an_election_is_read_whole() -> None:
    found = election()

    assert found.budget == 1000
    assert (found.vote_type, found.rule) == (VoteType.APPROVAL, "unknown")
    assert [(one.id, one.cost, one.name) for one in found.projects] == [
        ("a", Decimal(400), "Bench"),
        ("b", Decimal(700), "Tree"),
    ]
    assert found.votes == (PbVote("1", ("a", "b")), PbVote("2", ("a",)))
    assert found.notes == ()


def test_a_byte_order_mark_windows_lines_and_columns_of_a_spreadsheet_do_no_harm() -> None:
    text = (META + PROJECTS + VOTES).replace("META\n", "\ufeffMETA;;;\n")
    text = text.replace("budget;1000\n", "budget;1000;;\n;;;\n")
    text = text.replace("a;400;2;Bench", "a;400;2;Bench;;").replace("2;a\n", "2;a;\n;\n\n")

    found = pabulib.read(text.replace("\n", "\r\n").encode(), file="a.pb")

    assert found == election()


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ('the "old" mill', 'the "old" mill'),
        ('mill "De Hoop', 'mill "De Hoop'),
        ('"mill; and bench"', "mill; and bench"),
        ('"""Hey"" you"', '"Hey" you'),
        ('"Open" to the world', '"Open" to the world'),
        ('"never closed', '"never closed'),
        ('"two\nlines"', "two\nlines"),
        ('"two;\nlines; three"', "two;\nlines; three"),
        ("", ""),
        ('""', ""),
        ('"say ""yes"""', 'say "yes"'),
    ],
)
def test_a_quote_is_a_quote_only_around_a_whole_field(cells: str, name: str) -> None:
    found = election(projects=f"PROJECTS\nproject_id;cost;name\na;400;{cells}\nb;700;Tree\n")

    assert [one.name for one in found.projects] == [name, "Tree"]


def test_an_open_quote_never_swallows_the_row_below() -> None:
    projects = 'PROJECTS\nproject_id;cost;name\na;400;"open\nb;700;closed"\n'

    assert [one.name for one in election(projects=projects).projects] == ['"open', 'closed"']


def test_text_of_meta_may_hold_semicolons_and_quoted_lines() -> None:
    meta = META + 'comment;one; two "three"\nnote;"four;\nfive, six"\nodd;"a";b\n'

    found = election(meta).meta

    assert found["comment"] == 'one; two "three"'
    assert found["note"] == "four;\nfive, six"
    assert found["odd"] == '"a";b'


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1000,50", "1000.50"),
        ("1 250.5", "1250.5"),
        ("1.250.000,75", "1250000.75"),
        ("1,250,000", "1250000"),
    ],
)
def test_budgets_of_many_countries_are_exact(text: str, value: str) -> None:
    assert election(META.replace("1000", text)).budget == Decimal(value)


@pytest.mark.parametrize("text", ["1.000", "ten", "1e6", "NaN", "1.000,00,5", "0x1"])
def test_a_number_that_may_be_two_is_refused(text: str) -> None:
    found = fault(META.replace("1000", text))

    assert found.trouble in (Trouble.AMBIGUOUS, Trouble.NOT_A_NUMBER)
    assert (found.row, found.column, found.value) == (3, "budget", text)
    assert "a.pb, row 3, column budget, value" in str(found)


@pytest.mark.parametrize(
    ("meta", "trouble", "row", "column"),
    [
        (META.replace("budget;1000\n", ""), Trouble.MISSING_KEY, None, "budget"),
        (META.replace("1000", "-1"), Trouble.BELOW_NOUGHT, 3, "budget"),
        (META.replace("approval", "stars"), Trouble.UNKNOWN_VOTE_TYPE, 4, "vote_type"),
        (META + "budget;5\n", Trouble.DOUBLED_KEY, 5, "budget"),
        (META + "max_length;many\n", Trouble.NOT_A_NUMBER, 5, "max_length"),
        (META.replace("key;value", "key;text"), Trouble.MISSING_COLUMN, 2, "value"),
        (
            META + "categories;A,B\nbudget_per_category;1,2,3\n",
            Trouble.GROUPS_DIFFER,
            6,
            "budget_per_category",
        ),
        (
            META + "categories;A,A\nbudget_per_category;1,2\n",
            Trouble.GROUPS_DIFFER,
            6,
            "budget_per_category",
        ),
        (
            META + "categories;A,B\nbudget_per_category;1,x\n",
            Trouble.NOT_A_NUMBER,
            6,
            "budget_per_category",
        ),
        (META + "budget_per_category;1\n", Trouble.MISSING_KEY, None, "categories"),
    ],
)
def test_a_fault_in_meta_is_named(
    meta: str, trouble: Trouble, row: int | None, column: str
) -> None:
    found = fault(meta)

    assert (found.trouble, found.row, found.column) == (trouble, row, column)


@pytest.mark.parametrize(
    ("rows", "trouble", "column", "value"),
    [
        ("a;400\na;500\n", Trouble.DOUBLED_PROJECT, "project_id", "a"),
        (";400\n", Trouble.EMPTY_ID, "project_id", ""),
        ("a;dear\n", Trouble.NOT_A_NUMBER, "cost", "dear"),
        ("a;-4\n", Trouble.BELOW_NOUGHT, "cost", "-4"),
        ("a;1.000\n", Trouble.AMBIGUOUS, "cost", "1.000"),
        ("a\n", Trouble.ROW_LENGTH, "", "a"),
        ("a;4;5\n", Trouble.ROW_LENGTH, "", "a;4;5"),
        ('a;"4\n5\n6\n', Trouble.NOT_A_NUMBER, "cost", '"4'),
    ],
)
def test_a_fault_in_a_project_is_named(
    rows: str, trouble: Trouble, column: str, value: str
) -> None:
    found = fault(projects="PROJECTS\nproject_id;cost\n" + rows)

    assert (found.trouble, found.column, found.value) == (trouble, column, value)
    assert found.row in (7, 8)


@pytest.mark.parametrize(
    ("rows", "trouble", "column", "value"),
    [
        ("1;a\n1;b\n", Trouble.DOUBLED_VOTER, "voter_id", "1"),
        (";a\n", Trouble.EMPTY_ID, "voter_id", ""),
        ("1;a,c\n", Trouble.UNKNOWN_PROJECT, "vote", "c"),
        ("1;a,\n", Trouble.UNKNOWN_PROJECT, "vote", ""),
        ("1;a;b\n", Trouble.ROW_LENGTH, "", "1;a;b"),
    ],
)
def test_a_fault_in_a_ballot_is_named(
    rows: str, trouble: Trouble, column: str, value: str
) -> None:
    found = fault(votes="VOTES\nvoter_id;vote\n" + rows)

    assert (found.trouble, found.column, found.value) == (trouble, column, value)


@pytest.mark.parametrize(
    ("rows", "trouble", "value"),
    [
        ("1;a,b;3\n", Trouble.POINTS_DIFFER, "3"),
        ("1;;3\n", Trouble.POINTS_DIFFER, "3"),
        ("1;a;x\n", Trouble.NOT_A_NUMBER, "x"),
        ("1;a,a;1,2\n", Trouble.DOUBLED_MARK, "a,a"),
    ],
)
def test_a_fault_in_points_is_named(rows: str, trouble: Trouble, value: str) -> None:
    found = fault(
        META.replace("approval", "cumulative"), votes="VOTES\nvoter_id;vote;points\n" + rows
    )

    assert (found.trouble, found.value) == (trouble, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (META + VOTES, "PROJECTS"),
        (META + PROJECTS, "VOTES"),
        (PROJECTS + VOTES, "META"),
        (META + PROJECTS + VOTES + VOTES, "VOTES"),
        (PROJECTS + META + VOTES, "PROJECTS"),
        ("a;b\n1;2\n", "META"),
    ],
)
def test_a_file_needs_its_three_sections_once_and_in_order(text: str, value: str) -> None:
    with pytest.raises(PabulibFault) as caught:
        pabulib.read(text.encode(), file="a.pb")

    assert (caught.value.trouble, caught.value.value) == (Trouble.NO_SECTION, value)


def test_columns_must_be_there_once() -> None:
    assert fault(projects="PROJECTS\n\n").trouble is Trouble.MISSING_COLUMN
    assert fault(projects="PROJECTS\nproject_id;name\n").column == "cost"
    assert fault(projects="PROJECTS\nproject_id;cost;cost\n").trouble is Trouble.DOUBLED_COLUMN
    assert fault(META.replace("approval", "scoring")).column == "points"


def test_an_empty_or_unreadable_file_is_refused() -> None:
    for raw, problem in ((b"  \n", Problem.EMPTY), (b"META\xff", Problem.NOT_TEXT)):
        with pytest.raises(SourceFault) as caught:
            pabulib.read(raw, file="a.pb")
        assert caught.value.problem is problem


def test_how_a_project_was_selected_is_kept_and_a_withdrawn_one_is_told() -> None:
    projects = (
        "PROJECTS\nproject_id;cost;selected;category;neighborhood\n"
        "a;400;1;green, play;North\nb;999999999;2;;\nc;0;3;;South\nd;1001;;;\ne;5;0;;\n"
    )

    found = election(projects=projects, votes="VOTES\nvoter_id;vote\n1;\n2; a , b\n")

    assert [one.selected for one in found.projects] == [1, 2, 3, None, 0]
    assert found.projects[0].categories == ("green", "play")
    assert [one.area for one in found.projects] == ["North", "", "South", "", ""]
    assert found.projects[1].is_withdrawn
    assert found.votes[1].projects == ("a", "b")
    assert odd(found) == [
        (Oddity.EMPTY_VOTE, 1, 14, ""),
        (Oddity.WITHDRAWN, 1, None, "cost"),
        (Oddity.NOUGHT_COST, 1, None, "cost"),
        (Oddity.TOO_DEAR, 1, None, "cost"),
    ]
    assert fault(projects=projects.replace(";3;", ";4;")).trouble is Trouble.UNKNOWN_SELECTED


def test_negative_points_and_a_rank_are_read_as_they_stand() -> None:
    scoring = election(
        META.replace("approval", "scoring"), votes="VOTES\nvoter_id;vote;points\n1;b,a;-1,2.5\n"
    )
    ranked = election(
        META.replace("approval", "ordinal"), votes="VOTES\nvoter_id;vote\n1;b,a\n"
    )

    assert scoring.votes == (PbVote("1", ("b", "a"), (Decimal(-1), Decimal("2.5"))),)
    assert (Oddity.NEGATIVE_POINTS, 1, 11, "") in odd(scoring)
    assert ranked.votes == (PbVote("1", ("b", "a")),)


def test_what_a_file_says_of_itself_is_compared_with_what_stands_in_it() -> None:
    meta = META + "num_votes;3\nnum_projects;2\nmax_length;1\nmax_sum_cost;1000\nmin_length;1\n"

    found = election(meta, votes="VOTES\nvoter_id;vote\n1;a,b,a\n2;b\n")

    assert odd(found) == [
        (Oddity.MARKED_TWICE, 1, 16, ""),
        (Oddity.VOTES_COUNTED, 2, None, "num_votes"),
        (Oddity.TOTAL_DIFFERS, 2, None, "votes"),
        (Oddity.OVER_LIMIT, 1, None, "max_length"),
        (Oddity.OVER_LIMIT, 1, None, "max_sum_cost"),
    ]
    assert found.votes[0].projects == ("a", "b")


def test_points_are_compared_with_their_limits_and_scores() -> None:
    meta = META.replace("approval", "cumulative") + "max_points;3\nmax_sum_points;4\n"
    meta += "num_projects;3\n"
    projects = "PROJECTS\nproject_id;cost;score\na;400;5\nb;700;2\n"

    found = election(meta, projects, "VOTES\nvoter_id;vote;points\n1;a,b;4,1\n")

    assert odd(found) == [
        (Oddity.PROJECTS_COUNTED, 2, None, "num_projects"),
        (Oddity.TOTAL_DIFFERS, 2, None, "score"),
        (Oddity.OVER_LIMIT, 1, None, "max_points"),
        (Oddity.OVER_LIMIT, 1, None, "max_sum_points"),
    ]


def test_limits_per_category_and_per_neighbourhood() -> None:
    meta = META + (
        "categories;Green,Play\nbudget_per_category;600,400\nmin_length_per_category;0\n"
        "neighborhoods;North\nbudget_per_neighborhood;1000\n"
    )

    assert election(meta).groups == {
        "budget_per_category": {"Green": 600, "Play": 400},
        "min_length_per_category": {"Green": 0, "Play": 0},
        "budget_per_neighborhood": {"North": 1000},
    }


def test_nothing_about_a_person_is_kept_unless_asked() -> None:
    projects = "PROJECTS\nproject_id;cost;proposer\na;4;Someone\n"
    votes = "VOTES\nvoter_id;vote;age;sex;district\n1;a;34;F;North\n"

    silent = election(projects=projects, votes=votes)
    asked = election(projects=projects, votes=votes, keep=("district", "proposer"))

    assert "Someone" not in repr(silent)
    assert "34" not in repr(silent)
    assert "North" not in pabulib.write(silent).decode()
    assert (asked.vote_columns, asked.votes[0].cells) == (("district",), ("North",))
    assert asked.projects[0].cells["proposer"] == "Someone"
    assert election(projects=projects, votes=votes, keep=("district", "proposer")) == asked


def test_what_is_written_is_read_back() -> None:
    votes = "VOTES\nvoter_id;vote;points;age\n1;a,b;2,0.5;30\n2;;;40\n"
    found = election(
        META.replace("approval", "scoring") + 'comment;"a ""b"""\nnote;"x;\ny"\n',
        PROJECTS.replace("Bench", '"""Bench"" ; or"').replace("Tree", 'a "tree"'),
        votes,
        keep=("age",),
    )

    written = pabulib.write(found)

    assert pabulib.read(written, file="b.pb", keep=("age",)) == found
    assert pabulib.write(pabulib.read(written, file="b.pb", keep=("age",))) == written


NAME = some.text(
    some.characters(exclude_categories=("C", "Z")) | some.sampled_from(' ;"\n,'), max_size=12
).map(str.strip)


@given(some.lists(NAME, min_size=1, max_size=4), some.data())
def test_any_name_survives_writing_and_reading(names: list[str], data: some.DataObject) -> None:
    ids = [str(at) for at in range(len(names))]
    projects = tuple(
        PbProject(at, Decimal(data.draw(some.integers(1, 9))), name, cells={"name": name})
        for at, name in zip(ids, names, strict=True)
    )
    made = replace(election(), projects=projects, votes=(PbVote("1", tuple(ids)),))

    found = pabulib.read(pabulib.write(made), file="b.pb")

    assert [(one.id, one.cost, one.name) for one in found.projects] == [
        (one.id, one.cost, one.name) for one in projects
    ]
    assert found.votes == made.votes


@given(some.integers(0, 150), some.sampled_from(['"', ";", "\n", "", ",", "x", "9", "\n;\n"]))
def test_a_file_that_was_damaged_is_read_or_refused_and_nothing_else(at: int, put: str) -> None:
    text = META + PROJECTS + VOTES

    with contextlib.suppress(PabulibFault):
        found = pabulib.read((text[:at] + put + text[at + 1 :]).encode(), file="a.pb")
        known = {one.id for one in found.projects}
        assert all(set(vote.projects) <= known for vote in found.votes)


def real(name: str) -> bytes:
    path = REAL / name
    if not path.exists():
        pytest.skip(f"the real file {name} is not beside this project")
    return path.read_bytes()


@pytest.mark.parametrize("name", NAMES or ["Netherlands_Assen_2024.pb"])
def test_a_real_file_reads_whole_and_is_written_back(name: str) -> None:
    found = pabulib.read(real(name), file=name)

    again = pabulib.read(pabulib.write(found), file=name)

    assert replace(again, notes=()) == replace(found, notes=())
    assert found.vote_columns == ()
    assert len(found.votes) == found.limits["num_votes"]
    assert len(found.projects) == found.limits["num_projects"]
    if name in SIZES:
        assert (len(found.votes), len(found.projects)) == SIZES[name]
    expected = {Oddity.MARKED_TWICE, Oddity.TOTAL_DIFFERS} if "604" in name else set()
    assert {note.oddity for note in found.notes} == expected


def test_real_limits_per_category_are_read() -> None:
    name = "Netherlands_Amsterdam_166.pb"

    groups = pabulib.read(real(name), file=name).groups

    assert groups["budget_per_category"]["Armoede"] == 52_000
    assert sum(groups["budget_per_category"].values()) == 250_000
