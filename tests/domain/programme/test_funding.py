"""Funders with several names: found, renamed, made one, and warned of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.money import divide, make_order, percent
from tests.makers.people import make_organisation
from tests.makers.places import AT, make_municipality
from tests.makers.programme import make_cost, make_coverage, make_programme, make_project
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import Commitment, CoverageLine, Funder, FunderAlias
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme, Project
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(programme: Programme) -> Project:
    return make_project(programme)


def funder(name: str) -> Funder:
    return Funder.objects.get(name=name)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Wmo budget", ["WMO-budget"]),
        ("WMObudget", ["WMO-budget"]),
        ("Het WMO-budget", ["WMO-budget"]),
        ("Woonward", ["Woonwaard"]),
        ("wmo-budget", []),
        ("Oranjefonds", []),
        ("Zo kan het ook 2011", []),
        ("Oude naam", []),
        ("oude-naam", ["Woonwaard"]),
    ],
)
def test_a_name_that_looks_like_a_known_one_is_told(
    typed: str, found: list[str], project: Project, by: Viewer
) -> None:
    for name in ("WMO-budget", "Oude naam", "Zo kan het ook 2010"):
        make_coverage(project, 1, funder=name)
    services.rename_funder(funder("Oude naam").pk, "Woonwaard", by=by, at=AT)

    assert queries.first_alike(by, [typed]) == ((typed, found) if found else None)
    assert queries.first_alike(by, [typed], sure=[typed]) is None


def test_of_several_names_the_first_that_looks_like_another_is_told(
    by: Viewer, django_assert_num_queries: Any
) -> None:
    twice = ["", "Woonwaard", "Woonwaard", "Wijkbudget  Noord", "Wijk-budget Noord"]

    with django_assert_num_queries(2):
        found = queries.first_alike(by, twice)

    assert found == ("Wijk-budget Noord", ["Wijkbudget Noord"])


def test_two_funders_become_one_and_files_go_on_to_work(project: Project, by: Viewer) -> None:
    make_cost(project, 100_00)
    make_coverage(project, 10_00, funder="WMO-budget")
    make_coverage(project, 20_00, funder="Wmo budget", year=2027)
    make_order(project, funder="Wmo budget")
    divide(project, percent("Wmo budget", "10"))
    from_pk, into_pk = funder("Wmo budget").pk, funder("WMO-budget").pk

    services.merge_funders(from_pk, into_pk, by=by, at=AT)
    make_coverage(project, 5_00, funder="wmo BUDGET")

    assert [one.name for one in Funder.objects.all()] == ["WMO-budget"]
    assert set(CoverageLine.objects.values_list("funder_id", flat=True)) == {into_pk}
    assert Commitment.objects.get().funder_id == into_pk
    assert LogRow.objects.get(what="funders_merged").why == "Wmo budget → WMO-budget"


def test_the_names_of_a_funder_that_became_another_go_along(
    project: Project, here: Municipality, by: Viewer
) -> None:
    organisation = make_organisation(here, "Derde naam")
    for name in ("Eerste naam", "Tweede naam", "Derde naam"):
        make_coverage(project, 1, funder=name)

    services.merge_funders(funder("Derde naam").pk, funder("Tweede naam").pk, by=by, at=AT)
    services.merge_funders(funder("Tweede naam").pk, funder("Eerste naam").pk, by=by, at=AT)

    one = Funder.objects.get()
    assert (one.name, one.organisation_id) == ("Eerste naam", organisation.pk)
    assert {row.name for row in one.aliases.all()} == {"Tweede naam", "Derde naam"}


def test_two_funders_of_one_division_stay_two(project: Project, by: Viewer) -> None:
    divide(project, percent("A-fonds", "50"), percent("B-fonds", "50"))
    first, second = funder("A-fonds").pk, funder("B-fonds").pk

    with pytest.raises(services.ProgrammeRefused, match="noemt ze allebei"):
        services.merge_funders(first, second, by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused, match="andere financier"):
        services.merge_funders(first, first, by=by, at=AT)


def test_a_funder_gets_another_name(project: Project, by: Viewer) -> None:
    make_coverage(project, 1, funder="Wmo")
    make_coverage(project, 1, funder="Woonwaard")
    pk = funder("Wmo").pk

    services.rename_funder(pk, "WMO-budget", by=by, at=AT)
    services.rename_funder(pk, "WMO-budget", by=by, at=AT)
    make_coverage(project, 1, funder="wmo")
    with pytest.raises(services.ProgrammeRefused, match="Maak er één van"):
        services.rename_funder(pk, "woonwaard", by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused, match="hoe deze financier heet"):
        services.rename_funder(pk, "", by=by, at=AT)

    assert Funder.objects.get(pk=pk).lines.count() == 2
    assert LogRow.objects.filter(what="funder_renamed").count() == 1


def test_a_funder_gets_a_former_name_back_and_other_capitals(
    project: Project, by: Viewer
) -> None:
    make_coverage(project, 1, funder="Wmo")
    pk = funder("Wmo").pk

    for name in ("WMO-budget", "Wmo", "WMO"):
        services.rename_funder(pk, name, by=by, at=AT)

    assert [row.name for row in FunderAlias.objects.all()] == ["WMO-budget"]


def test_the_list_tells_what_hangs_on_a_funder(programme: Programme, by: Viewer) -> None:
    one, other = make_project(programme), make_project(programme)
    idea = make_project(programme, decision_id=None)
    make_coverage(one, 10_00)
    make_coverage(other, 5_00, year=2027)
    make_coverage(other, None)
    make_coverage(idea, 99_00)
    make_coverage(idea, 99_00, funder="Alleen idee")

    found = {row.name: row for row in queries.funders_visible_to(by)}

    assert (found["Wijkbudget"].lines, found["Wijkbudget"].projects) == (3, 2)
    assert (found["Wijkbudget"].known_cents, found["Wijkbudget"].unknown) == (15_00, 1)
    assert (found["Alleen idee"].lines, found["Alleen idee"].known_cents) == (0, 0)


def test_who_does_not_steer_changes_no_funder(project: Project, here: Municipality) -> None:
    make_coverage(project, 1, funder="Wmo")

    with pytest.raises(services.ProgrammeRefused, match="wijkregisseur"):
        services.rename_funder(funder("Wmo").pk, "X", by=anonymous(here.pk), at=AT)
    with pytest.raises(services.ProgrammeRefused, match="wijkregisseur"):
        services.merge_funders(funder("Wmo").pk, 1, by=anonymous(here.pk), at=AT)


def test_a_funder_of_another_municipality_is_not_there(project: Project) -> None:
    make_coverage(project, 1, funder="Wmo")
    there = make_municipality("Elders")
    make_coverage(make_project(make_programme(there)), 1, funder="Elders")
    stranger = installation(there.pk)

    with pytest.raises(services.ProgrammeRefused, match="is er niet meer"):
        services.rename_funder(funder("Wmo").pk, "X", by=stranger, at=AT)
    with pytest.raises(services.ProgrammeRefused, match="is er niet meer"):
        services.merge_funders(funder("Elders").pk, funder("Wmo").pk, by=stranger, at=AT)
    assert queries.first_alike(stranger, ["wmoo"]) is None
