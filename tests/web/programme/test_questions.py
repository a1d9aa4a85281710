"""What can be right but seldom is, is asked once more: by every form that writes down money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.makers.programme import make_cost, make_coverage
from tests.web.programme.conftest import YEAR
from tests.web.seen import seen
from wijkregie.domain.programme.models import (
    Commitment,
    CostLine,
    CoverageLine,
    DivisionShare,
    Funder,
)

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City
    from wijkregie.domain.programme.models import Project

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate().isoformat()
KNOWN, NEW = "Wijkbudget Noord", "Wijk-budget Noord"


@pytest.fixture
def project(city: City) -> Project:
    made = city.project()
    make_cost(made, 1_000_00, year=YEAR)
    make_coverage(made, 100_00, year=YEAR, funder=KNOWN)
    return made


def filled(rows: str, **line: str) -> dict[str, str]:
    """What the step about money of the form from start to finish sends: one line."""
    ends = {"version": "1"} | {
        f"{name}-{end}": "0"
        for name in ("kosten", "dekking")
        for end in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    told = {f"{rows}-0-{name}": value for name, value in line.items()}
    return ends | {f"{rows}-TOTAL_FORMS": "1"} | told


def cover(funder: str, amount: str = "50") -> dict[str, str]:
    return {"funder": funder, "year": str(YEAR), "amount": amount, "pledge": "promised"}


def order(funder: str, amount: str = "50") -> dict[str, str]:
    more = {"what": "meubels", "supplier": "Meubelhuis", "ordered_on": TODAY}
    return {"funder": funder, "year": str(YEAR), "amount": amount, "document": "Brief"} | more


def share(funder: str) -> dict[str, str]:
    return {"funder_0": funder, "value_0": "10", "kind_0": "percent", "pledge_0": "asked"}


FORMS: dict[str, tuple[dict[str, str], Any]] = {
    "/dekking": (cover(NEW), CoverageLine),
    "/verplichting": (order(NEW), Commitment),
    "/verdeling": (share(NEW), DivisionShare),
    "/invullen/geld": (filled("dekking", **cover(NEW)), CoverageLine),
}


@pytest.mark.parametrize("path", FORMS)
def test_a_new_funder_that_looks_like_a_known_one_is_asked_about(
    path: str, city: City, project: Project, worker: Browser
) -> None:
    typed, kind = FORMS[path]
    url = city.card(project, path)

    page = seen(worker.post(url, **typed))

    assert page.main_headings == ["Bedoel je een financier die er al is?"]
    assert page.faults() == []
    assert f"Je schreef “{NEW}”." in page.text
    assert list(Funder.objects.values_list("name", flat=True)) == [KNOWN]
    for name, value in typed.items():
        assert f'name="{name}" value="{value}"' in page.html
    worker.follow(url, **typed, getypt=NEW, gebruik=KNOWN)
    assert Funder.objects.count() == 1
    assert kind.objects.filter(funder__name=KNOWN).exists()


@pytest.mark.parametrize("path", FORMS)
def test_who_says_so_names_another_funder(
    path: str, city: City, project: Project, worker: Browser
) -> None:
    typed, kind = FORMS[path]

    worker.follow(city.card(project, path), **typed, nieuw=NEW)

    assert kind.objects.filter(funder__name=NEW).exists()


LARGE = "9.999.999.999"


@pytest.mark.parametrize(
    "of",
    [
        ("/kosten", {"year": str(YEAR), "what": "", "amount": LARGE}, CostLine),
        ("/dekking", cover(KNOWN, LARGE), CoverageLine),
        ("/verplichting", order(KNOWN, LARGE), Commitment),
        (
            "/invullen/geld",
            filled("kosten", year=str(YEAR), what="", amount=LARGE),
            CostLine,
        ),
    ],
)
def test_an_amount_with_noughts_too_many_is_asked_about(
    of: tuple[str, dict[str, str], Any], city: City, project: Project, worker: Browser
) -> None:
    path, typed, kind = of
    url = city.card(project, path)

    page = seen(worker.post(url, **typed))

    assert page.main_headings == ["Klopt dit bedrag?"]
    assert page.faults() == []
    assert "€ 9.999.999.999" in page.text.replace("\u00a0", " ")
    assert not kind.objects.filter(cents=9_999_999_999_00).exists()
    worker.follow(url, **typed, klopt="999999999900")
    assert kind.objects.filter(cents=9_999_999_999_00).exists()


@pytest.mark.parametrize(
    ("amount", "largest", "is_asked"),
    [
        ("100.000", 1_000_00, False),
        ("100.001", 1_000_00, True),
        ("100.001", 10_001_00, False),
        ("100.000.000", None, False),
        ("100.000.001", None, True),
        ("100.000.001", 99_000_000_00, True),
    ],
)
def test_what_is_far_more_than_the_programme_holds_is_odd(
    amount: str, largest: int | None, is_asked: object, city: City, worker: Browser
) -> None:
    made = city.project()
    if largest is not None:
        make_cost(made, largest, year=YEAR)

    page = worker.post(city.card(made, "/kosten"), year=str(YEAR), what="", amount=amount)

    assert (page.status_code == 200) == is_asked
