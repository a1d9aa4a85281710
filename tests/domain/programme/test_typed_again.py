"""Lines that are sent again from their own page change what they made; they add nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.places import AT
from tests.makers.programme import make_project
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import CostLine, CoverageLine, Project
from wijkregie.domain.programme.states import Pledge

if TYPE_CHECKING:
    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer

DAY = AT.date()


@pytest.fixture
def project(programme: Programme) -> Project:
    return make_project(programme, "Samen eten", from_year=2026, until_year=2027)


def send(project: Project, by: Viewer, since: int = 0, /, **values: Any) -> None:
    """Send a step as it was read ``since`` so many changes after the project began."""
    edit = services.CardEdit(project.version + since, values)
    services.change_card(project.pk, edit, by=by, at=AT)


def work(title: str, slip: str = "s1", **more: Any) -> dict[str, Any]:
    return {"activities": [services.ActivityDraft(title, slip=slip, **more)]}


LINES: dict[str, tuple[Any, Any]] = {
    "activities": (services.ActivityDraft("Huren"), services.ActivityDraft("Keuken huren")),
    "decision_points": (services.PointDraft("voor?"), services.PointDraft("tegen?")),
    "risks": (services.RiskDraft("regen", 1, 1), services.RiskDraft("storm", 1, 1)),
    "parties": (services.PartyDraft("Kern"), services.PartyDraft("Kern8")),
}


@pytest.mark.parametrize("name", LINES)
def test_an_altered_line_changes_the_line_that_its_page_made(
    project: Project, by: Viewer, name: str
) -> None:
    first, second = (replace(one, slip="s1") for one in LINES[name])
    send(project, by, **{name: [first]})
    kept = str(getattr(project, name).get())

    send(project, by, **{name: [second]})

    changed = str(getattr(project, name).get())
    assert changed != kept
    send(project, by, **{name: [first]})  # and a third time, back to the first words
    assert str(getattr(project, name).get()) == kept


def test_a_line_with_another_slip_or_none_is_another_line(project: Project, by: Viewer) -> None:
    send(project, by, **work("Huren"))
    send(project, by, **work("Huren", slip="s2"))
    send(project, by, **work("Huren", slip=""))
    send(project, by, **work("Huren", slip=""))

    assert project.activities.count() == 4


def test_a_slip_of_another_project_is_another_line(
    project: Project, programme: Programme, by: Viewer
) -> None:
    other = make_project(programme, "Elders", from_year=2026)
    send(other, by, **work("Huren"))

    send(project, by, **work("Keuken huren"))

    assert [one.title for one in other.activities.all()] == ["Huren"]
    assert [one.title for one in project.activities.all()] == ["Keuken huren"]


def test_what_another_made_of_the_line_meanwhile_is_merged_or_asked(
    project: Project, by: Viewer
) -> None:
    send(project, by, **work("Huren"))
    row = project.activities.get()
    theirs = services.ActivityDraft("Zaal huren", ends_on=DAY, id=row.pk)
    send(project, by, 1, activities=[theirs])

    send(project, by, **work("Huren", done_on=DAY))
    row.refresh_from_db()
    assert (row.title, row.ends_on, row.done_on) == ("Zaal huren", DAY, DAY)

    with pytest.raises(services.CardClashes) as both:
        send(project, by, **work("Keuken huren", done_on=DAY))
    assert [(one.path[-1], one.first, one.second) for one in both.value.clashes] == [
        ("title", "Zaal huren", "Keuken huren")
    ]


def test_a_line_that_was_taken_away_since_is_new_again(project: Project, by: Viewer) -> None:
    send(project, by, **work("Huren"))
    send(project, by, 1, activities=[])

    send(project, by, **work("Keuken huren"))

    assert [one.title for one in project.activities.all()] == ["Keuken huren"]


def cost(cents: int, what: str = "eten") -> services.CostDraft:
    return services.CostDraft(2026, cents, what, "s1")


def pays(cents: int) -> services.CoverageDraft:
    return services.CoverageDraft("Wijkbudget", 2026, cents, Pledge.ASKED, "s1")


def test_altered_lines_of_money_change_the_lines_that_their_page_made(
    project: Project, by: Viewer
) -> None:
    services.add_money(project.pk, [cost(100)], [pays(60)], by=by, at=AT)

    services.add_money(project.pk, [cost(150)], [pays(60)], by=by, at=AT)
    services.add_money(project.pk, [cost(150)], [pays(90)], by=by, at=AT)

    assert CostLine.objects.get().cents == 150
    assert CoverageLine.objects.get().cents == 90


@pytest.mark.parametrize("what", ["eten", ""])
def test_money_that_another_changed_meanwhile_is_not_changed_back(
    project: Project, by: Viewer, what: str
) -> None:
    services.add_money(project.pk, [cost(100, what)], [pays(60)], by=by, at=AT)
    line, paid = CostLine.objects.get(), CoverageLine.objects.get()
    services.change_cost(line.pk, services.CostDraft(2026, 120, what), by=by, at=AT)
    theirs = services.CoverageDraft("Wijkbudget", 2026, 70)
    services.change_coverage(paid.pk, theirs, by=by, at=AT)

    services.add_money(project.pk, [cost(100, what)], [], by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused, match=f"“{what or 2026}” veranderd"):
        services.add_money(project.pk, [cost(150, what)], [], by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused, match="“Wijkbudget” veranderd"):
        services.add_money(project.pk, [], [pays(80)], by=by, at=AT)

    assert CostLine.objects.get().cents == 120
    assert CoverageLine.objects.get().cents == 70


def test_money_that_was_taken_away_since_is_added_again(project: Project, by: Viewer) -> None:
    services.add_money(project.pk, [cost(100)], [], by=by, at=AT)
    services.remove_cost(CostLine.objects.get().pk, by=by, at=AT)

    services.add_money(project.pk, [cost(150)], [], by=by, at=AT)

    assert CostLine.objects.get().cents == 150
