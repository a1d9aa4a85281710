"""An emoji, or a sign that nobody can read, keeps no paper from being made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.places import AT
from tests.makers.reporting import make_report
from tests.makers.strange import PICTURES, STRANGE, UNREADABLE
from tests.web.programme.test_reports import paper_of, words_of
from tests.web.seen import seen
from wijkregie.domain.programme.models import (
    AreaPlan,
    Bottleneck,
    Goal,
    Programme,
    Project,
)

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db


@pytest.fixture
def strange(city: City) -> City:
    """A programme in which every title holds what has no letter, as if it was imported."""
    project = city.project("samen eten")
    Project.objects.filter(pk=project.pk).update(title=STRANGE, plain=STRANGE, reason=STRANGE)
    Programme.objects.update(name=STRANGE, vision=STRANGE)
    Goal.objects.update(title=STRANGE)
    Bottleneck.objects.update(title=STRANGE)
    AreaPlan.objects.create(
        municipality=city.municipality,
        programme=city.programme,
        area=city.area,
        vision=STRANGE,
        changed_at=AT,
    )
    return city


@pytest.mark.parametrize("path", ["plan.pdf", "doelen.pdf", "wijkplan/{area}.pdf"])
def test_each_paper_of_a_programme_is_made(
    path: str, strange: City, passer_by: Browser
) -> None:
    made = paper_of(passer_by, f"{strange.page}/{path.format(area=strange.area.code)}")

    assert "Feest □ in □□" in words_of(made).replace("\xa0", " ")


def test_the_card_is_made_and_the_page_keeps_the_signs(
    strange: City, passer_by: Browser
) -> None:
    project = Project.objects.get()

    assert "Feest □ in □□" in words_of(paper_of(passer_by, strange.card(project, "/kaart.pdf")))
    assert PICTURES in seen(passer_by.get(strange.card(project))).text


def test_a_report_that_is_settled_is_made(strange: City, passer_by: Browser) -> None:
    report = make_report(strange.programme, words=PICTURES, settled=True)

    made = paper_of(passer_by, f"{strange.page}/voortgang/{report.number}.pdf")

    assert "Feest □ in □□" in words_of(made)


def test_signs_that_nobody_can_read_do_not_come_in(city: City) -> None:
    project = city.project(f"Samen {UNREADABLE}", reason=f"Samen\x0b{UNREADABLE}")

    assert (project.title, project.reason) == ("Samen Bel de wijk", "Samen\nBel de wijk")
