"""The lines of a project card out of a file: once, twice, changed, and wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.people import make_organisation
from tests.makers.places import AT
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import Party, Project
from wijkregie.kit.viewer import installation
from wijkregie.sources import programme as reader
from wijkregie.sources.programme import ProgrammeFault, Trouble

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.services import ImportReport

pytestmark = pytest.mark.django_db
FILE = """\
programme: {name: Samen verder, period: 2026-2027}
projects:
  - number: 1
    title: Buurtkamer
    period: 2026-2027
    plain: Een kamer voor iedereen.
    track: nu
    holders: [{name: Kern8, does: leidt}]
    parties: [bewoners, {name: Woonwaard, does: geeft ruimte}]
    hours:
      - {party: Kern8, year: 2026, hours: 40}
      - {party: bewoners, year: 2027, hours: null}
    activities:
      - {title: inrichten, from: 2026-01-05, until: 2026-02-01, party: Kern8}
      - {title: openhouden}
    milestones:
      - {title: opening, on: 2026-03-03}
    decision_point: "2026: gaat het door?"
    decision_points:
      - {question: meer dagen open, then: dan meer uren, on: 2027-03-01}
      - {question: minder, year: 2026, outcome: niet nodig, decided_on: 2026-06-01}
    risks:
      - {what: te weinig beheerders, chance: middel, harm: groot, measure: werven}
      - {what: hoge huur, chance: klein, harm: klein, over_on: 2026-01-01}
"""


def take(here: Municipality, *changes: tuple[str, str]) -> ImportReport:
    text = FILE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    reading = reader.read(text.encode(), file="plan.yaml")
    by = installation(here.pk)
    return services.import_programme(reading, municipality_id=here.pk, by=by, at=AT)


def test_a_card_is_taken_over_whole_and_twice_changes_nothing(here: Municipality) -> None:
    take(here)
    again = take(here)

    project = Project.objects.get()
    by = installation(here.pk)
    seen, parts = queries.project_seen(by, project.pk), queries.card_parts(by, project.pk)
    assert seen is not None
    assert parts is not None
    assert again.nothing_changed
    assert (seen.plain, seen.track) == ("Een kamer voor iedereen.", "now")
    assert {(one.name, one.does) for one in seen.parties} == {
        ("Kern8", "leidt"),
        ("bewoners", ""),
        ("Woonwaard", "geeft ruimte"),
    }
    assert sorted((one.year, one.hours) for one in parts.efforts) == [(2026, 40), (2027, None)]
    assert [(one.kind, one.title, one.party_name) for one in parts.activities] == [
        ("activity", "inrichten", "Kern8"),
        ("milestone", "opening", ""),
        ("activity", "openhouden", ""),
    ]
    assert [(one.year, one.question, one.outcome) for one in seen.decision_points] == [
        (2026, "gaat het door?", ""),
        (2026, "minder", "niet nodig"),
        (2027, "meer dagen open", ""),
    ]
    assert [(one.what, one.chance, one.harm) for one in parts.risks] == [
        ("te weinig beheerders", 2, 3),
        ("hoge huur", 1, 1),
    ]
    assert parts.history == ()


def test_a_changed_file_changes_only_what_changed_and_writes_its_history(
    here: Municipality,
) -> None:
    take(here)
    project = Project.objects.get()
    risk = services.RiskDraft("van hier", 1, 1)
    kept = [
        services.RiskDraft(one.what, one.chance, one.harm, one.measure, one.over_on, one.pk)
        for one in project.risks.all()
    ]
    edit = services.CardEdit(project.version, {"risks": [*kept, risk]})
    services.change_card(project.pk, edit, by=installation(here.pk), at=AT)

    report = take(
        here,
        ("does: leidt", "does: begeleidt"),
        ("hours: 40", "hours: 60"),
        ("      - {title: openhouden}\n", ""),
        ("harm: groot, measure: werven", "harm: klein"),
    )

    assert (report.changed, report.removed) == (3, 1)
    assert project.risks.filter(what="van hier").exists()
    assert project.efforts.get(year=2026).hours == 60
    parts = queries.card_parts(installation(here.pk), project.pk)
    assert parts is not None
    told = {one.path[-1]: (one.before, one.after) for one in parts.history[0].changes}
    assert told["does"] == ("leidt", "begeleidt")
    assert told["2026"] == (40, 60)


def test_what_was_changed_on_both_sides_is_refused(here: Municipality) -> None:
    rent = "      - {what: hoge huur, chance: klein, harm: klein, over_on: 2026-01-01}\n"
    take(here, (rent, ""))
    project = Project.objects.get()
    kept = project.risks.get()
    values = {
        "risks": [
            services.RiskDraft(kept.what, 1, 1, id=kept.pk),
            services.RiskDraft("hoge huur", 3, 3),
            services.RiskDraft("zelfde", 1, 1),
        ]
    }
    edit = services.CardEdit(project.version, values)
    services.change_card(project.pk, edit, by=installation(here.pk), at=AT)
    same = "      - {what: zelfde, chance: klein, harm: klein}\n"

    with pytest.raises(services.ProgrammeRefused, match="project 1, risico's"):
        take(here, ("harm: groot", "harm: middel"), ("    risks:\n", f"    risks:\n{same}"))
    assert project.risks.get(what="hoge huur").chance == 3


@pytest.mark.parametrize(
    ("old", "new", "trouble", "value"),
    [
        ("track: nu", "track: ooit", Trouble.UNKNOWN_CHOICE, "ooit"),
        ("{name: Kern8, does: leidt}", "{does: leidt}", Trouble.MISSING_KEY, ""),
        ("parties: [bewoners,", "parties: [[x],", Trouble.NOT_ONE_VALUE, ""),
        ("Kern8, year: 2026", "Kern9, year: 2026", Trouble.UNKNOWN_REFERENCE, "Kern9"),
        ("year: 2027, hours: null", "year: 2030, hours: null", Trouble.YEAR_OUTSIDE, "2030"),
        ("year: 2027, hours: null", "year: 2027", Trouble.MISSING_KEY, ""),
        ("year: 2027, hours: null", "year: x, hours: 1", Trouble.NOT_A_YEAR, "x"),
        ("hours: 40", "hours: veel", Trouble.NOT_A_NUMBER, "veel"),
        (
            "bewoners, year: 2027, hours: null",
            "Kern8, year: 2026, hours: 1",
            Trouble.DOUBLED_NAME,
            "Kern8",
        ),
        ("until: 2026-02-01", "until: 2025-02-01", Trouble.BACKWARDS, "2025-02-01"),
        ("from: 2026-01-05", "from: 5 januari", Trouble.NOT_A_DAY, "5 januari"),
        ("title: openhouden", "title: inrichten", Trouble.DOUBLED_NAME, "inrichten"),
        (", decided_on: 2026-06-01", "", Trouble.MISSING_KEY, ""),
        ("outcome: niet nodig, ", "", Trouble.MISSING_KEY, ""),
        ("chance: middel", "chance: enorm", Trouble.UNKNOWN_CHOICE, "enorm"),
        (
            "what: hoge huur",
            "what: te weinig beheerders",
            Trouble.DOUBLED_NAME,
            "te weinig beheerders",
        ),
    ],
)
def test_a_wrong_line_is_named_by_row_column_and_value(
    old: str, new: str, trouble: Trouble, value: str
) -> None:
    assert old in FILE
    text = FILE.replace(old, new, 1)
    row = FILE[: FILE.index(old)].count("\n") + 1

    with pytest.raises(ProgrammeFault) as fault:
        reader.read(text.encode(), file="plan.yaml")

    found = fault.value.problems[0]
    assert (found.trouble, found.value) == (trouble, value)
    assert found.row == row
    assert found.column > 0


def test_hours_that_are_no_table_are_refused() -> None:
    text = FILE.replace("      - {party: Kern8, year: 2026, hours: 40}", "      - veertig")

    with pytest.raises(ProgrammeFault) as fault:
        reader.read(text.encode(), file="plan.yaml")

    assert Trouble.NOT_A_TABLE in {one.trouble for one in fault.value.problems}


def test_a_party_that_left_the_file_takes_its_hours_along(here: Municipality) -> None:
    take(here)
    take(
        here,
        ("    parties: [bewoners, {", "    parties: [{"),
        ("      - {party: bewoners, year: 2027, hours: null}\n", ""),
    )

    project = Project.objects.get()
    assert {one.name for one in project.parties.all()} == {"Kern8", "Woonwaard"}
    assert [one.year for one in project.efforts.all()] == [2026]


def test_a_party_is_the_organisation_that_works_here_under_the_name_that_was_written(
    here: Municipality,
) -> None:
    long = (("{name: Woonwaard, ", "{name: woningcorporatie Woonwaard, "),)
    take(here, *long)
    organisation = make_organisation(here, "Woonwaard")

    linked = take(here, *long)
    again = take(here, *long)

    party = Party.objects.get(name="woningcorporatie Woonwaard")
    assert party.organisation_id == organisation.pk
    assert (linked.added, linked.changed, linked.removed) == (0, 1, 0)
    assert again.nothing_changed
    assert Party.objects.filter(organisation=None).count() == 2
    planning = queries.planning_of(installation(here.pk), "samen-verder")
    assert planning is not None
    assert "Woonwaard" in {one.name for one in planning.partners}
