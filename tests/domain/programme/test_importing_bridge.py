"""Perspectives, initiatives, plans of areas and the vision come in with a programme file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.people import make_group
from tests.makers.places import AT, make_own_area
from tests.makers.programme import follow_up
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import AreaPlan, Initiative, Perspective, Programme
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.sources.programme import ProgrammeFault, Trouble, read

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db

UNNAMED = (Trouble.UNKNOWN_REFERENCE, "areas")
FILE = """programme:
  name: Samen verder
  period: 2026-2028
  vision: |
    Iedereen doet mee.

    Niemand staat alleen.
  goals: [{id: contact, level: tactical, title: Meer contact}]
projects:
- {number: "1", title: Buurttuin}
- {number: "2", title: Buurtkamer}
perspectives:
- {title: Groene wijk, text: Meer bomen, goal: contact, areas: [Molenwijk], projects: ["1"]}
initiatives:
- title: Moestuin
  brought_by: bewoners van het plein
  group: Tuinclub
  came_on: 2026-03-01
  areas: [Molenwijk]
  projects: ["1", "2"]
area_plans:
- {area: Molenwijk, vision: Iedereen kent hier de buren.}
"""


@pytest.fixture
def town(here: Municipality) -> Municipality:
    make_own_area(here, "Molenwijk")
    make_own_area(here, "Butterhuizen")
    make_group(here, "Tuinclub")
    return here


def take(by: Viewer, text: str = FILE) -> services.ImportReport:
    reading = read(text.encode(), file="plan.yaml")
    return services.import_programme(
        reading, municipality_id=by.municipality_id or 0, by=by, at=AT
    )


def test_all_of_it_comes_in(town: Municipality, by: Viewer) -> None:
    take(by)

    seen = queries.perspectives_of(by, "samen-verder")
    assert seen is not None
    aim, wish = seen.perspectives[0], seen.initiatives[0]
    assert (aim.title, aim.goal and aim.goal.key) == ("Groene wijk", "contact")
    assert [one.name for one in aim.areas] == ["Molenwijk"]
    assert (wish.group_name, wish.brought_by) == ("Tuinclub", "bewoners van het plein")
    assert [one.meets for one in seen.places] == [True, False]
    assert seen.programme.vision == "Iedereen doet mee.\n\nNiemand staat alleen."
    assert AreaPlan.objects.get().vision == "Iedereen kent hier de buren."


def test_the_same_file_again_changes_nothing(town: Municipality, by: Viewer) -> None:
    take(by)

    assert take(by).nothing_changed


def test_what_changed_in_the_file_changes_here(town: Municipality, by: Viewer) -> None:
    take(by)
    changed = (
        FILE.replace("Meer bomen", "Meer struiken")
        .replace("brought_by: bewoners van het plein", "brought_by: de straat")
        .replace('areas: [Molenwijk]\n  projects: ["1", "2"]', "areas: [Butterhuizen]")
        .replace("Iedereen kent hier de buren.", "Iedereen groet.")
        .replace("Niemand staat", "Geen mens staat")
    )
    report = take(by, changed)

    assert report.changed == 6
    wish = Initiative.objects.get()
    assert (wish.brought_by, wish.projects.count()) == ("de straat", 0)
    assert [one.name for one in wish.areas.all()] == ["Butterhuizen"]
    assert Perspective.objects.get().text == "Meer struiken"
    assert AreaPlan.objects.get().vision == "Iedereen groet."
    assert "Geen mens" in Programme.objects.get().vision


def test_what_left_the_file_goes(town: Municipality, by: Viewer) -> None:
    take(by)
    head = FILE.split("perspectives:", maxsplit=1)[0]
    report = take(by, head)

    assert report.removed == 3
    assert not Perspective.objects.exists()
    assert not Initiative.objects.exists()
    assert not AreaPlan.objects.exists()


def test_what_was_changed_on_both_sides_is_named(town: Municipality, by: Viewer) -> None:
    take(by)
    Perspective.objects.update(text="Hier gewijzigd")
    AreaPlan.objects.update(vision="Hier gewijzigd")
    changed = FILE.replace("Meer bomen", "Struiken").replace("hier de buren", "elkaar")
    with pytest.raises(ProgrammeRefused) as refused:
        take(by, changed)

    assert "perspectief “Groene wijk”" in str(refused.value)
    assert "visie" in str(refused.value)
    assert Perspective.objects.get().text == "Hier gewijzigd"


def test_what_was_taken_away_here_stays_away(town: Municipality, by: Viewer) -> None:
    take(by)
    Initiative.objects.all().delete()
    take(by, FILE + "\n# een regel erbij\n")
    assert not Initiative.objects.exists()
    AreaPlan.objects.all().delete()
    take(by, FILE.split("area_plans:", maxsplit=1)[0])
    assert not AreaPlan.objects.exists()


def test_a_plan_that_was_agreed_to_is_not_taken_away(town: Municipality, by: Viewer) -> None:
    take(by)
    plan = AreaPlan.objects.get()
    services.agree_area_plan(
        plan.pk, follow_up(make_group(town)), read_at=plan.changed_at, by=by, at=AT
    )
    with pytest.raises(ProgrammeRefused, match="besluit"):
        take(by, FILE.split("area_plans:", maxsplit=1)[0])


@pytest.mark.parametrize(
    ("old", "new", "trouble", "key"),
    [
        ("goal: contact", "goal: anders", Trouble.UNKNOWN_REFERENCE, "goal"),
        ('projects: ["1"]', 'projects: ["9"]', Trouble.UNKNOWN_REFERENCE, "projects"),
        ("- title: Moestuin", "- text: Moestuin", Trouble.MISSING_KEY, "title"),
        ("vision: Iedereen kent hier de buren.", "vision: ", Trouble.MISSING_KEY, "vision"),
        (
            "- {area: Molenwijk, vision: Iedereen kent hier de buren.}",
            "- {area: A, vision: B}\n- {area: a, vision: C}",
            Trouble.DOUBLED_NAME,
            "area",
        ),
        ("2026-03-01", "gisteren", Trouble.NOT_A_DAY, "came_on"),
        ("perspectives:", "areas: [{name: A}]\nperspectives:", *UNNAMED),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, trouble: Trouble, key: str) -> None:
    with pytest.raises(ProgrammeFault) as refused:
        read(FILE.replace(old, new).encode(), file="x")

    assert (trouble, key) in [(one.trouble, one.key) for one in refused.value.problems]


def test_an_area_that_is_not_there_is_named(here: Municipality, by: Viewer) -> None:
    make_group(here, "Tuinclub")
    with pytest.raises(ProgrammeRefused, match="Molenwijk"):
        take(by)
    assert not Programme.objects.exists()
