"""What another paper states of a project: read, merged, shown, and laid beside the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError

from tests.makers.places import AT
from wijkregie.core.logframe import Span
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import Project, Stated
from wijkregie.kit.viewer import anonymous, installation
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
    costs: [{year: 2026, amount: 100}, {year: 2027, amount: 200}]
    coverage:
      - {year: 2026, source: Wijkbudget, amount: 300}
      - {year: 2026, source: Fonds, amount: 50, pledge: gevraagd}
    stated:
      - {source: de kaart, costs: 250, period: 2026}
      - {source: de begroting, costs: 300, coverage: 280}
"""


def take(here: Municipality, *changes: tuple[str, str]) -> ImportReport:
    text = FILE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    reading = reader.read(text.encode(), file="plan.yaml")
    by = installation(here.pk)
    return services.import_programme(reading, municipality_id=here.pk, by=by, at=AT)


def differing(here: Municipality) -> dict[object, tuple[object, object]]:
    seen = queries.checks_of(installation(here.pk), "samen-verder", on=AT.date())
    assert seen is not None
    found = [one.finding.values for one in seen.checks if one.finding.check == "L27"]
    return {one["fact"]: (one["sources"], one["told"]) for one in found}


def test_what_other_papers_state_is_kept_and_twice_changes_nothing(here: Municipality) -> None:
    take(here)

    assert take(here).nothing_changed
    parts = queries.card_parts(anonymous(here.pk), Project.objects.get().pk)
    assert parts is not None
    assert [
        (one.source, one.fact, one.cents, one.from_year, one.until_year) for one in parts.stated
    ] == [
        ("de begroting", "costs", 300_00, None, None),
        ("de begroting", "coverage", 280_00, None, None),
        ("de kaart", "costs", 250_00, None, None),
        ("de kaart", "period", None, 2026, 2026),
    ]


def test_what_differs_from_the_plan_is_a_finding(here: Municipality) -> None:
    take(here)

    assert differing(here) == {
        "costs": (("plan", "de begroting", "de kaart"), (300_00, 300_00, 250_00)),
        "coverage": (("plan", "de begroting"), (300_00, 280_00)),
        "period": (("plan", "de kaart"), (Span.of_years(2026, 2027), Span.of_year(2026))),
    }


def test_what_agrees_or_is_not_known_is_no_finding(here: Municipality) -> None:
    take(
        here,
        ("costs: 250, period: 2026", "costs: 300, period: 2026 en verder"),
        ("coverage: 280", "coverage: 300"),
    )
    assert differing(here) == {}

    take(
        here,
        ("amount: 200}", "amount: null}"),
        ("source: Wijkbudget, amount: 300", "source: Wijkbudget, amount: null"),
        ("    period: 2026-2027\n", ""),
        (", costs: 250", ""),
    )
    assert differing(here) == {}


def test_a_changed_file_changes_and_takes_away_what_it_stated(here: Municipality) -> None:
    take(here)

    report = take(here, ("costs: 250", "costs: 260"), (", coverage: 280", ""))

    assert (report.changed, report.removed) == (1, 1)
    kept = Stated.objects.order_by("source", "fact").values_list("fact", "cents")
    assert list(kept) == [("costs", 300_00), ("costs", 260_00), ("period", None)]


@pytest.mark.parametrize(
    ("old", "new", "trouble"),
    [
        ("{source: de kaart, costs", "{costs", Trouble.MISSING_KEY),
        ("costs: 250, period: 2026}", "costs: null}", Trouble.MISSING_KEY),
        ("source: de begroting", "source: de kaart", Trouble.DOUBLED_NAME),
        ("costs: 250", "kosten: 250", Trouble.UNKNOWN_KEY),
        ("costs: 250", "costs: veel", Trouble.NOT_AN_AMOUNT),
        ("costs: 250, period: 2026", "period: 2027-2026", Trouble.BACKWARDS),
    ],
)
def test_a_wrong_line_is_refused(old: str, new: str, trouble: Trouble) -> None:
    assert old in FILE

    with pytest.raises(ProgrammeFault) as fault:
        reader.read(FILE.replace(old, new).encode(), file="plan.yaml")

    assert trouble in {one.trouble for one in fault.value.problems}


def test_an_amount_and_years_do_not_go_into_one_row(here: Municipality) -> None:
    take(here)

    with pytest.raises(IntegrityError, match="stated_amount_or_years"):
        Stated.objects.filter(fact="costs").update(from_year=2026)


def test_another_municipality_reads_none_of_it(here: Municipality) -> None:
    take(here)
    pk = Project.objects.get().pk

    assert queries.card_parts(anonymous(here.pk + 1), pk) is None
    assert "kaart" in str(Stated.objects.get(fact="period"))
