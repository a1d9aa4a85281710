"""Regular work and agreements out of a file: all of it or nothing, and each once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.makers.agreements import report, speaker_for
from tests.makers.people import make_group, make_organisation
from tests.makers.places import AT, make_own_area
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import PerformanceAgreement, RegularActivity
from wijkregie.domain.programme.states import AgreementState
from wijkregie.kit.viewer import installation
from wijkregie.sources import programme as reader

if TYPE_CHECKING:
    from wijkregie.domain.people.models import Organisation
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.services import ImportReport

FILE = """\
programme:
  name: Samen verder
  period: 2026-2027
  goals:
    - {id: samenhang, level: tactisch, title: Meer samenhang}
    - {id: meedoen, level: tactisch, title: Iedereen doet mee}
line_activities:
  - {name: Welzijnswerk, holder: Kern, goals: [samenhang]}
  - Beheer
agreements:
  - title: Huisbezoeken
    partner: Kern
    what: Bezoekt bewoners.
    goals: [samenhang]
    areas: [Molenwijk]
    quantity: 200
    unit: bezoeken
    amount: 4800.50
    from: 2026-01-01
    until: 2026-12-31
    agreed_on: 2026-01-10
    reports:
      - {due: 2026-02-01, sent_on: 2026-01-30, quantity: 60, text: Gedaan.}
      - {due: 2026-07-01}
"""


@pytest.fixture
def partner(here: Municipality) -> Organisation:
    make_own_area(here, "Molenwijk")
    make_own_area(here, "Rivierenwijk")
    return make_organisation(here, "Kern")


def take(here: Municipality, *changes: tuple[str, str]) -> ImportReport:
    text = FILE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    reading = reader.read(text.encode(), file="plan.yaml")
    by = installation(here.pk)
    return services.import_programme(reading, municipality_id=here.pk, by=by, at=AT)


def agreement() -> PerformanceAgreement:
    return PerformanceAgreement.objects.get()


def goals_of(row: RegularActivity | PerformanceAgreement) -> list[str]:
    return list(row.goals.order_by("key").values_list("key", flat=True))


def test_a_file_brings_regular_work_and_agreements(
    here: Municipality, partner: Organisation
) -> None:
    take(here)

    work = RegularActivity.objects.get(name="Welzijnswerk")
    assert (work.holder, goals_of(work)) == ("Kern", ["samenhang"])
    made = agreement()
    assert (made.partner, made.quantity, made.unit, made.cents) == (
        partner,
        Decimal(200),
        "bezoeken",
        480_050,
    )
    assert (made.state, made.agreed_on) == (AgreementState.AGREED, date(2026, 1, 10))
    assert goals_of(made) == ["samenhang"]
    assert [one.name for one in made.areas.all()] == ["Molenwijk"]
    first, second = made.reports.order_by("due_on")
    assert (first.quantity, first.text, second.sent_at) == (Decimal(60), "Gedaan.", None)
    assert first.sent_at is not None
    assert take(here).nothing_changed


def test_a_changed_file_changes_only_that(here: Municipality, partner: Organisation) -> None:
    take(here)
    made = agreement()
    made.what = "Met de hand aangevuld."
    made.save()

    report = take(
        here,
        ("quantity: 200", "quantity: 180"),
        (
            "goals: [samenhang]\n    areas: [Molenwijk]",
            "goals: [meedoen]\n    areas: [Rivierenwijk]",
        ),
        (
            "{name: Welzijnswerk, holder: Kern, goals: [samenhang]}",
            "{name: Welzijnswerk, holder: Wij, goals: [meedoen]}",
        ),
        ("      - {due: 2026-07-01}\n", "      - {due: 2026-08-01}\n"),
        ("quantity: 60, text: Gedaan.", "quantity: 61, text: Gedaan."),
        ("  - Beheer\n", "  - Groen\n"),
    )

    made = agreement()
    assert (made.quantity, made.what) == (Decimal(180), "Met de hand aangevuld.")
    assert goals_of(made) == ["meedoen"]
    assert [one.name for one in made.areas.all()] == ["Rivierenwijk"]
    days = [one.due_on.month for one in made.reports.order_by("due_on")]
    assert (days, made.reports.earliest("due_on").quantity) == ([2, 8], Decimal(61))
    names = RegularActivity.objects.order_by("name").values_list("name", "holder")
    assert list(names) == [("Groen", ""), ("Welzijnswerk", "Wij")]
    assert (report.added, report.removed) == (2, 2)


def test_what_left_the_file_goes_unless_a_partner_reported(
    here: Municipality, partner: Organisation
) -> None:
    take(here)
    start = FILE.index("agreements:")
    gone = (FILE[start:], "")
    second = agreement().reports.latest("due_on")
    report(second, speaker_for(partner, make_group(here)))

    for changes in (gone, ("      - {due: 2026-07-01}\n", "")):
        with pytest.raises(services.ProgrammeRefused, match="staat niet meer in het bestand"):
            take(here, changes)

    assert agreement().reports.count() == 2
    second.delete()
    take(here, gone)
    assert not PerformanceAgreement.objects.exists()


def test_what_was_made_here_under_the_same_name_is_left_alone(
    here: Municipality, partner: Organisation
) -> None:
    start = FILE.index("agreements:")
    take(here, (FILE[start:], ""), ("  - Beheer\n", ""))
    by = installation(here.pk)
    programme = RegularActivity.objects.get().programme
    draft = services.AgreementDraft(
        partner.pk, "Huisbezoeken", date(2026, 1, 1), date(2026, 2, 1)
    )
    services.propose_agreement(programme.pk, draft, by=by, at=AT)
    services.add_activity(programme.pk, services.RegularDraft("Beheer"), by=by, at=AT)

    with pytest.raises(services.ProgrammeRefused, match="Huisbezoeken"):
        take(here)
    with pytest.raises(services.ProgrammeRefused, match="Beheer"):
        take(here, (FILE[start:], ""), ("  - Beheer\n", "  - {name: Beheer, holder: Wij}\n"))
    assert take(here, (FILE[start:], "")).added == 0


def test_a_report_that_was_made_here_is_in_the_way(
    here: Municipality, partner: Organisation
) -> None:
    second = "      - {due: 2026-07-01}\n"
    take(here, (second, ""))
    by = installation(here.pk)
    services.plan_report(agreement().pk, date(2026, 7, 1), by=by, at=AT)

    with pytest.raises(services.ProgrammeRefused, match="rapportage van"):
        take(here)


def test_what_was_taken_away_here_and_changed_in_the_file_refuses_it(
    here: Municipality, partner: Organisation
) -> None:
    take(here)
    agreement().delete()
    RegularActivity.objects.get(name="Welzijnswerk").delete()

    assert take(here).nothing_changed
    with pytest.raises(services.ProgrammeRefused, match="hier ook gewijzigd"):
        take(here, ("quantity: 200", "quantity: 180"))
    with pytest.raises(services.ProgrammeRefused, match="hier ook gewijzigd"):
        take(here, ("{name: Welzijnswerk, holder: Kern", "{name: Welzijnswerk, holder: Wij"))


def test_a_proposal_without_a_number_needs_no_day(
    here: Municipality, partner: Organisation
) -> None:
    take(here, ("    quantity: 200\n", ""), ("agreed_on: 2026-01-10", "state: voorgesteld"))

    made = agreement()
    assert (made.state, made.quantity) == (AgreementState.PROPOSED, None)


def test_a_partner_that_does_not_work_here_refuses_the_file(here: Municipality) -> None:
    make_own_area(here, "Molenwijk")

    with pytest.raises(services.ProgrammeRefused, match="geen organisatie van deze gemeente"):
        take(here)
    assert not RegularActivity.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "trouble"),
    [
        ("    partner: Kern\n", "", "missing_key"),
        ("    unit: bezoeken\n", "", "missing_key"),
        ("    agreed_on: 2026-01-10\n", "", "missing_key"),
        ("until: 2026-12-31", "until: 2025-12-31", "backwards"),
        ("quantity: 200", "quantity: -1", "negative"),
        ("quantity: 200", "quantity: 1.005", "not_whole_cents"),
        ("goals: [samenhang]\n    areas", "goals: [weg]\n    areas", "unknown_reference"),
        ("holder: Kern, goals: [samenhang]", "holder: Kern, goals: [weg]", "unknown_reference"),
        ("  - Beheer\n", "  - {name: Welzijnswerk}\n", "doubled_name"),
        ("{due: 2026-07-01}", "{due: 2026-02-01}", "doubled_name"),
        (", text: Gedaan.", "", "missing_key"),
        ("{due: 2026-07-01}", "{text: Wat dan}", "missing_key"),
        ("  - Beheer\n", "  - {holder: Wij}\n", "missing_key"),
        ("agreed_on: 2026-01-10", "state: half\n    agreed_on: 2026-01-10", "unknown_choice"),
    ],
)
def test_a_wrong_line_refuses_the_whole_file(old: str, new: str, trouble: str) -> None:
    assert old in FILE

    with pytest.raises(reader.ProgrammeFault) as caught:
        reader.read(FILE.replace(old, new).encode(), file="plan.yaml")
    assert trouble in {str(one.trouble) for one in caught.value.problems}
