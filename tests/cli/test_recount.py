"""``wijkregie recount`` and ``wijkregie import pabulib``, as a person types them."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command

from tests.core.tally import contested
from tests.makers.budgets import make_fund
from tests.makers.places import make_municipality
from wijkregie.cli.recount_wording import why_in_words
from wijkregie.core.tally import canonical
from wijkregie.core.tally.audit import Cast, audited, ballot_file
from wijkregie.domain.budgets.models import Count, Round

if TYPE_CHECKING:
    from pathlib import Path

    from wijkregie.domain.budgets.models import Fund

PB = """\
META
key;value
description;Jongerenidee
num_projects;3
num_votes;6
budget;1000
vote_type;approval
rule;equalshares/add1
instance;2024
PROJECTS
project_id;cost;name
7;400;Bank
9;700;Boom
12;999999999;Weg
VOTES
voter_id;vote
a;7
b;7,9
c;9,12
d;7
e;7
f;12
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    ballots = contested.ballots("most votes", contested.seeded(1), 12)
    audit, cast = tmp_path / "telbestand.json", tmp_path / "stembiljetten.json"
    audit.write_bytes(audited(contested.contest("most votes"), Cast(ballots, b"salt" * 4)))
    cast.write_bytes(ballot_file(ballots, b"salt" * 4))
    return audit, cast


def recounted(*words: object) -> str:
    out = StringIO()
    call_command("recount", *map(str, words), stdout=out)
    return out.getvalue()


def test_a_count_that_is_right_is_said_to_be(files: tuple[Path, Path]) -> None:
    seal = json.loads(files[0].read_text())["seal"]

    told = recounted(*files, "--seal", seal)

    assert "De uitslag klopt" in told
    assert seal in told


def test_a_changed_file_another_seal_or_no_file_ends_with_one(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    audit, ballots = files
    with pytest.raises(CommandError, match="andere telling"):
        recounted(audit, ballots, "--seal", "0" * 64)
    told = json.loads(audit.read_text())
    told["turnout"]["ballots"] += 1
    del told["seal"]
    audit.write_bytes(canonical.encoded(told | {"seal": canonical.digest(told)}))
    with pytest.raises(CommandError, match="klopt niet") as refused:
        recounted(audit, ballots)
    assert refused.value.returncode == 1
    with pytest.raises(CommandError, match=r"weg\.json"):
        recounted(tmp_path / "weg.json", ballots)


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("this audit file was changed: its seal is broken", "Het telbestand is gewijzigd"),
        ("the ballots tell otherwise: outcome, seal", "uit de stembiljetten: de uitslag, het"),
        ("the ballots tell otherwise: version", "uit de stembiljetten: version."),
        ("unknown project", "unknown project"),
    ],
)
def test_why_a_count_is_not_right_is_told_in_dutch(why: str, words: str) -> None:
    assert words in why_in_words(why)


def test_what_only_the_published_number_proves_is_told(files: tuple[Path, Path]) -> None:
    seal = json.loads(files[0].read_text())["seal"]

    assert "--seal" in recounted(*files)
    assert "--seal" not in recounted(*files, "--seal", seal)


@pytest.fixture
def fund(db: None) -> Fund:
    return make_fund(make_municipality("Heuvelstad"))


def imported(path: Path, fund: Fund, *more: str) -> str:
    out = StringIO()
    slug = fund.municipality.slug
    words = ["--gemeente", slug, "--fonds", str(fund.pk), *more]
    call_command("import_pabulib", str(path), *words, stdout=out)
    return out.getvalue()


def test_an_earlier_election_is_taken_over_and_counted(fund: Fund, tmp_path: Path) -> None:
    path = tmp_path / "idee.pb"
    path.write_text(PB)

    told = imported(path, fund)

    made = Round.objects.get()
    assert f"budgetronde/{made.pk}/uitslag" in told
    assert "teruggetrokken" in told
    assert (made.title, made.year, made.closed_on is not None) == ("Jongerenidee", 2024, True)
    states = dict(made.proposals.values_list("number", "state"))
    assert states == {7: "chosen", 9: "not_chosen"}
    assert Count.objects.get().cast == 6
    with pytest.raises(CommandError, match="Jongerenidee"):
        imported(path, fund)
    imported(path, fund, "--naam", "Nog eens", "--regel", "greedy", "--jaar", "2023")
    assert Round.objects.get(title="Nog eens").counting["family"] == "greedy"


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("vote_type;approval", "vote_type;shouting", "shouting"),
        ("7;400;Bank", "7;4 00x;Bank", "rij 12"),
        ("7;400;Bank", "7;0;Bank", "geen prijs"),
        ("7;400;Bank", "7;0.0015;Bank", "hele centen"),
        ("a;7\n", "a;8\n", "niet in de lijst"),
    ],
)
def test_a_file_with_a_fault_is_refused_in_words(
    fund: Fund, tmp_path: Path, was: str, now: str, words: str
) -> None:
    path = tmp_path / "idee.pb"
    path.write_text(PB.replace(was, now))

    with pytest.raises(CommandError, match=words):
        imported(path, fund)

    assert not Round.objects.exists()
