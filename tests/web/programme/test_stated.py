"""What another paper states of a project, on its card and among the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.programme import make_cost, make_coverage
from tests.web.programme.conftest import YEAR
from tests.web.programme.test_programmes import look
from wijkregie.core.logframe import About, Finding, Kind, Severity, Span
from wijkregie.domain.programme.models import Project, Stated
from wijkregie.web.programme.sentences import sentence

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db


def state(project: Project, fact: str, **more: Any) -> None:
    Stated.objects.create(
        municipality=project.municipality,
        project=project,
        source="de projectkaart",
        fact=fact,
        **more,
    )


def test_the_card_tells_what_another_paper_says_and_what_stands_here(
    city: City, client: Browser
) -> None:
    project = city.project("Samen eten", remark="alles telt")
    Project.objects.filter(pk=project.pk).update(from_year=2010, until_year=2011)
    make_cost(project, 37_500_00, year=2010)
    state(project, "costs", cents=25_000_00)
    state(project, "coverage", cents=1_00)
    state(project, "period", from_year=2010, until_year=2010)

    page = look(client, city.card(project)).text.replace("\xa0", " ")

    assert "Alles telt" in page
    assert "De projectkaart noemt € 25.000 aan kosten; hier staat € 37.500." in page
    assert "De projectkaart noemt € 1 aan dekking; hier staat geen." in page
    assert "De projectkaart noemt als jaren 2010; hier staat 2010\N{EN DASH}2011." in page


def test_the_card_is_silent_about_a_paper_that_agrees(city: City, client: Browser) -> None:
    project = city.project("Samen eten")
    make_cost(project, 300_00, year=YEAR)
    make_coverage(project, 200_00, year=YEAR)
    state(project, "costs", cents=300_00)
    state(project, "coverage", cents=200_00)
    state(project, "period", from_year=project.from_year, until_year=project.until_year)

    assert "projectkaart noemt" not in look(client, city.card(project)).text


@pytest.mark.parametrize(
    ("fact", "values", "told"),
    [
        ("costs", (37_500_00, 25_000_00), "€ 37.500 en de projectkaart zegt € 25.000"),
        (
            "period",
            (Span.of_years(2010, 2011), Span.of_year(2010)),
            "2010\N{EN DASH}2011 en de projectkaart zegt 2010",
        ),
    ],
)
def test_two_sources_are_told_in_euros_and_years(
    fact: str, values: tuple[Any, ...], told: str
) -> None:
    data = (("fact", fact), ("sources", ("plan", "de projectkaart")), ("told", values))
    about = About(Kind.PROJECT, 1, "Samen eten")
    found = Finding("L27", "differ", Severity.WRONG, about, data=data)

    text = sentence(found).replace("\xa0", " ")

    assert text == f"Twee bronnen verschillen: het programma zegt {told}."
