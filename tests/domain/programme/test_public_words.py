"""Names that everyone reads hold no phone number: of funders, orders and sorted areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from tests.makers.money import divide, make_order, percent, take_over
from tests.makers.places import AT, make_own_area
from tests.makers.programme import make_cost, make_coverage, make_project
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import AreaScore, Commitment, Funder
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.kit.words import WordsRefused
from wijkregie.sources import programme as reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme, Project
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db
CALL = "Jansen, bel 06-12345678"
SCORED = "areas:\n  - {name: Molenwijk, score: below, remark: Let op}\n"
FILE = f"""\
programme:
  name: Samen verder
  period: 2026-2027
projects:
  - number: 1
    title: Buurtkamer
    period: 2026-2027
    coverage: [{{year: 2026, source: Wijkbudget, amount: 200}}]
{SCORED}"""


@pytest.fixture
def project(programme: Programme) -> Project:
    made = make_project(programme, "Samen eten", number="1")
    make_cost(made, 100_00)
    return made


@pytest.mark.parametrize(
    "typed",
    [
        lambda project: make_coverage(project, 1, funder=CALL),
        lambda project: make_order(project, funder=CALL),
        lambda project: divide(project, percent(CALL, "10")),
    ],
)
def test_a_funder_who_is_typed_names_nobody(
    project: Project, typed: Callable[[Project], object]
) -> None:
    with pytest.raises(WordsRefused) as no:
        typed(project)

    assert no.value.field == "funder"
    assert not Funder.objects.exists()


def test_a_funder_is_not_renamed_to_a_person(project: Project, by: Viewer) -> None:
    make_coverage(project, 1, funder="Woonwaard")
    one = Funder.objects.get()

    with pytest.raises(WordsRefused) as no:
        services.rename_funder(one.pk, CALL, by=by, at=AT)

    assert no.value.field == "name"


@pytest.mark.parametrize("field", ["reference", "supplier", "what", "document"])
def test_an_order_names_nobody(project: Project, field: str) -> None:
    with pytest.raises(WordsRefused) as no:
        make_order(project, **cast("dict[str, Any]", {field: CALL}))

    assert no.value.field == field
    assert not Commitment.objects.exists()


def test_why_an_area_is_sorted_so_names_nobody(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    area = make_own_area(here, "Molenwijk")

    with pytest.raises(WordsRefused) as no:
        services.score_area(
            programme.pk, services.ScoreDraft(area.pk, "below", CALL), by=by, at=AT
        )

    assert no.value.field == "remark"
    assert not AreaScore.objects.exists()


def test_a_table_of_money_names_the_row_of_a_funder_with_a_number(
    programme: Programme, project: Project
) -> None:
    with pytest.raises(services.MoneyFileRefused) as no:
        take_over(
            programme,
            "1;Samen eten;kosten;2026;bank;;100",
            f"1;Samen eten;dekking;2026;{CALL};gevraagd;2500",
            f"1;Samen eten;dekking;2026;{CALL};toegezegd;2500",
        )

    (fault,) = no.value.faults
    assert (fault.row, fault.column, fault.value) == (3, "omschrijving", CALL)
    assert "telefoonnummer" in fault.why


@pytest.mark.parametrize(
    ("at", "where"),
    [
        ("remark: Let op", "rij 10, kolom 12, waarde"),
        ("source: Wijkbudget", "plan.yaml, project 1, dekking, waarde"),
    ],
)
def test_a_programme_file_names_where_a_number_stands(
    here: Municipality, by: Viewer, at: str, where: str
) -> None:
    make_own_area(here, "Molenwijk")
    name = at.partition(": ")[0]
    reading = reader.read(FILE.replace(at, f'{name}: "{CALL}"').encode(), file="plan.yaml")

    with pytest.raises(ProgrammeRefused) as no:
        services.import_programme(reading, municipality_id=here.pk, by=by, at=AT)

    assert where in str(no.value)
    assert "telefoonnummer" in str(no.value)
