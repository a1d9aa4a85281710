"""Orders, payments and divisions out of a file: once, twice, changed, and wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.makers.places import AT
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import Commitment, Division, Payment, Project
from wijkregie.domain.programme.states import ShareKind
from wijkregie.kit.viewer import installation
from wijkregie.sources import programme as reader
from wijkregie.sources.programme import ProgrammeFault, Trouble

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.services import ImportReport

pytestmark = pytest.mark.django_db
ORDER = (
    "{what: meubels, supplier: Meubelhuis, year: 2025, amount: 600, ordered_on: 2025-03-02, "
    "reference: VP-7, source: Wijkbudget, document: Offerte 7, "
    "address: 'https://stukken.example.nl/7'}"
)
PAID = "{what: tafels, amount: 250.50, paid_on: 2025-04-01, document: Factuur 12, order: VP-7}"
HALL = (
    "{what: zaal, supplier: Dorpshuis, year: 2025, amount: 80, ordered_on: 2025-01-05, "
    "ended_on: 2025-02-01}"
)
BACK = (
    "{what: koffie, amount: 12, paid_on: 2025-05-01, document: Bon 3, "
    "taken_back_on: 2025-05-02, taken_back_because: dubbel}"
)
FILE = f"""\
programme: {{name: Samen verder, period: 2025-2026}}
projects:
  - number: 1
    title: Buurtkamer
    period: 2025-2026
    costs: [{{year: 2025, amount: 1000}}, {{year: 2026, amount: 500}}]
    divisions:
      - shares:
        - {{source: Wijkbudget, percent: 60, pledge: vastgelegd}}
        - {{source: Woonwaard, amount: 100}}
        - {{source: Fonds, rest: ja, pledge: gevraagd}}
      - {{year: 2026, shares: [{{source: Wijkbudget, percent: 100}}]}}
    orders:
      - {ORDER}
      - {HALL}
    payments:
      - {PAID}
      - {BACK}
"""


def take(here: Municipality, *changes: tuple[str, str]) -> ImportReport:
    text = FILE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    reading = reader.read(text.encode(), file="plan.yaml")
    by = installation(here.pk)
    return services.import_programme(reading, municipality_id=here.pk, by=by, at=AT)


def test_what_was_spent_and_how_it_is_divided_comes_back_as_it_stood(
    here: Municipality,
) -> None:
    take(here)
    again = take(here)

    project = Project.objects.get()
    by = installation(here.pk)
    assert again.nothing_changed
    found = queries.project_finance_seen(by, project.pk)
    assert found is not None
    (one,) = found.projects
    assert [
        (row.what, row.supplier, row.year, row.cents, row.ordered_on, row.reference)
        for row in sorted(one.orders, key=lambda row: row.cents)
    ] == [
        ("zaal", "Dorpshuis", 2025, 80_00, date(2025, 1, 5), ""),
        ("meubels", "Meubelhuis", 2025, 600_00, date(2025, 3, 2), "VP-7"),
    ]
    order, paid = Commitment.objects.get(reference="VP-7"), Payment.objects.get(what="tafels")
    assert (str(order.funder), order.document) == ("Wijkbudget", "Offerte 7")
    assert order.address == "https://stukken.example.nl/7"
    assert Commitment.objects.get(what="zaal").ended_on == date(2025, 2, 1)
    assert (paid.cents, paid.document, paid.commitment) == (250_50, "Factuur 12", order)
    back = Payment.objects.get(what="koffie")
    assert (back.taken_back_on, back.taken_back_because) == (date(2025, 5, 2), "dubbel")
    assert {
        (row.year, share.funder, share.kind, share.percent, share.cents, share.pledge)
        for row in queries.divisions_of(by, project.pk)
        for share in row.shares
    } == {
        (None, "Wijkbudget", ShareKind.PERCENT, Decimal(60), None, "committed"),
        (None, "Woonwaard", ShareKind.FIXED, None, 100_00, "promised"),
        (None, "Fonds", ShareKind.REST, None, None, "asked"),
        (2026, "Wijkbudget", ShareKind.PERCENT, Decimal(100), None, "promised"),
    }
    assert {
        (row.funder.name, row.year, row.cents)
        for row in project.coverage.select_related("funder")
    } == {
        ("Wijkbudget", 2025, 600_00),
        ("Woonwaard", 2025, 100_00),
        ("Fonds", 2025, 300_00),
        ("Wijkbudget", 2026, 500_00),
    }


def test_a_changed_file_changes_only_what_changed(here: Municipality) -> None:
    take(here)
    order = Commitment.objects.get(reference="VP-7")
    services.add_payment(
        order.project_id,
        services.PaymentDraft("eigen", 100, date(2025, 6, 1), "Bon 9"),
        by=installation(here.pk),
        at=AT,
    )
    assert take(here, ("title: Buurtkamer", "title: Huiskamer")).changed == 1

    report = take(
        here,
        ("title: Buurtkamer", "title: Huiskamer"),
        ("amount: 600,", "amount: 650,"),
        (f"      - {HALL}\n", ""),
        ("order: VP-7}", "order: VP-7, taken_back_on: 2025-06-01, taken_back_because: fout}"),
        ("percent: 60", "percent: 50"),
        ("      - {year: 2026, shares: [{source: Wijkbudget, percent: 100}]}\n", ""),
    )

    assert (report.added, report.changed, report.removed) == (0, 3, 2)
    order.refresh_from_db()
    assert order.cents == 650_00
    assert Payment.objects.get(what="tafels").taken_back_because == "fout"
    assert Payment.objects.filter(what="eigen").exists()
    assert Division.objects.count() == 1
    project = Project.objects.get()
    assert {
        (row.funder.name, row.year, row.cents)
        for row in project.coverage.select_related("funder")
    } == {
        ("Wijkbudget", 2025, 500_00),
        ("Woonwaard", 2025, 100_00),
        ("Fonds", 2025, 400_00),
        ("Wijkbudget", 2026, 250_00),
        ("Woonwaard", 2026, 100_00),
        ("Fonds", 2026, 150_00),
    }


def test_a_division_and_an_order_come_with_a_later_file(here: Municipality) -> None:
    division = "      - {year: 2026, shares: [{source: Wijkbudget, percent: 100}]}\n"
    take(here, (division, ""), (f"      - {ORDER}\n", ""), (f"      - {PAID}\n", ""))

    report = take(here)

    assert (report.added, report.changed, report.removed) == (3, 0, 0)
    assert take(here).nothing_changed


@pytest.mark.parametrize(
    "change", [(f"      - {PAID}\n", ""), ("amount: 250.50", "amount: 260")]
)
def test_what_was_paid_is_never_taken_away_by_a_file(
    here: Municipality, change: tuple[str, str]
) -> None:
    take(here)

    with pytest.raises(services.ProgrammeRefused, match="“Factuur 12, tafels” is betaald"):
        take(here, change)

    assert Payment.objects.count() == 2


def test_an_order_that_was_paid_on_here_stays(here: Municipality) -> None:
    take(here)
    order = Commitment.objects.get(reference="VP-7")
    services.add_payment(
        order.project_id,
        services.PaymentDraft("eigen", 100, date(2025, 6, 1), "Bon 9", commitment_id=order.pk),
        by=installation(here.pk),
        at=AT,
    )
    gone = (f"      - {ORDER}\n", ""), (", order: VP-7}", "}")

    with pytest.raises(services.ProgrammeRefused, match="gekoppeld aan: Bon 9"):
        take(here, *gone)

    Payment.objects.filter(what="eigen").update(commitment=None)
    report = take(here, *gone)
    assert (report.added, report.changed, report.removed) == (0, 1, 1)
    assert Payment.objects.get(what="tafels").commitment is None


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        (("amount: 600,", "amount: 650,"), "VP-7"),
        (("amount: 250.50, paid_on", "amount: 250.60, paid_on"), "Factuur 12, tafels"),
        (("amount: 80,", "amount: 81,"), ""),
    ],
)
def test_what_a_room_above_keeps_is_not_changed_by_a_file(
    here: Municipality, change: tuple[str, str], refused: str
) -> None:
    take(here)
    Commitment.objects.filter(reference="VP-7").update(held=True)

    if refused:
        with pytest.raises(services.ProgrammeRefused, match=rf"{refused}.* Wijzig het daar"):
            take(here, change)
    else:
        assert take(here, change).changed == 1

    held = Commitment.objects.get(reference="VP-7")
    assert (held.cents, held.payments.get().cents) == (600_00, 250_50)


def test_what_a_room_above_keeps_stays_when_it_leaves_the_file(here: Municipality) -> None:
    take(here)
    Commitment.objects.update(held=True)

    take(here, (f"      - {HALL}\n", ""))

    assert Commitment.objects.count() == 2


def test_a_project_with_payments_does_not_leave_with_a_file(here: Municipality) -> None:
    take(here)
    project = Project.objects.get()
    services.add_payment(
        project.pk,
        services.PaymentDraft("eigen", 100, date(2025, 6, 1), "Bon 9"),
        by=installation(here.pk),
        at=AT,
    )
    empty = reader.read(b"programme: {name: Samen verder, period: 2025-2026}", file="a.yaml")

    with pytest.raises(services.ProgrammeRefused, match="geld"):
        services.import_programme(
            empty, municipality_id=here.pk, by=installation(here.pk), at=AT
        )

    assert Payment.objects.filter(what="eigen").exists()


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        (("amount: 600,", "amount: 650,"), "orders"),
        (("percent: 60", "percent: 50"), "division"),
    ],
)
def test_what_was_changed_on_both_sides_is_refused(
    here: Municipality, change: tuple[str, str], kept: str
) -> None:
    take(here)
    Commitment.objects.filter(reference="VP-7").update(cents=1)
    Division.objects.get(year=None).shares.filter(kind=ShareKind.PERCENT).update(percent=1)

    with pytest.raises(services.ProgrammeRefused, match="is hier ook gewijzigd"):
        take(here, change)

    assert take(here).nothing_changed, kept


def test_what_was_done_here_and_in_the_file_alike_is_no_trouble(here: Municipality) -> None:
    take(here)
    Commitment.objects.filter(reference="VP-7").update(cents=650_00)
    Division.objects.get(year=2026).delete()

    take(
        here,
        ("amount: 600,", "amount: 650,"),
        ("      - {year: 2026, shares: [{source: Wijkbudget, percent: 100}]}\n", ""),
    )

    assert Division.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("supplier: Meubelhuis", "supplier: Bel 06-12345678"), "telefoonnummer"),
        (("source: Woonwaard", "source: Bel 06-12345678"), "telefoonnummer"),
        (("paid_on: 2025-04-01", "paid_on: 2026-04-01"), "plan.yaml, project 1, betalingen"),
        (("'https://stukken.example.nl/7'", "'http://stukken'"), "https://"),
        (("amount: 100}", "percent: 41}"), "meer dan honderd"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    here: Municipality, change: tuple[str, str], said: str
) -> None:
    with pytest.raises(services.ProgrammeRefused, match=said):
        take(here, change)

    assert not Project.objects.exists()


@pytest.mark.parametrize(
    ("change", "trouble", "key"),
    [
        (("year: 2025, amount: 600", "year: 2024, amount: 600"), Trouble.YEAR_OUTSIDE, "year"),
        (("{year: 2026, shares", "{year: 2028, shares"), Trouble.YEAR_OUTSIDE, "year"),
        (("amount: 600,", "amount: 0,"), Trouble.NOT_AN_AMOUNT, "amount"),
        (("amount: 600,", "amount: -6,"), Trouble.NEGATIVE, "amount"),
        (("supplier: Meubelhuis, ", ""), Trouble.MISSING_KEY, "supplier"),
        (("document: Factuur 12, ", ""), Trouble.MISSING_KEY, "document"),
        (("ended_on: 2025-02-01", "ended_on: 2024-12-31"), Trouble.BACKWARDS, "ended_on"),
        (("order: VP-7", "order: VP-8"), Trouble.UNKNOWN_REFERENCE, "order"),
        ((", taken_back_because: dubbel", ""), Trouble.MISSING_KEY, "taken_back_because"),
        (("percent: 60", "percent: 160"), Trouble.NOT_A_NUMBER, "percent"),
        (("percent: 60", "amount: 5, rest: ja"), Trouble.MISSING_KEY, "percent"),
        (("rest: ja, ", ""), Trouble.MISSING_KEY, "percent"),
        (("rest: ja", "rest: nee"), Trouble.UNKNOWN_CHOICE, "rest"),
        (("source: Woonwaard", "source: Fonds"), Trouble.DOUBLED_NAME, "source"),
        ((f"- {PAID}", f"- {PAID}\n      - {PAID}"), Trouble.DOUBLED_NAME, "document"),
        ((f"- {ORDER}", f"- {ORDER}\n      - {ORDER}"), Trouble.DOUBLED_NAME, "reference"),
    ],
)
def test_what_is_wrong_in_a_line_is_told_by_its_key(
    change: tuple[str, str], trouble: Trouble, key: str
) -> None:
    assert change[0] in FILE

    with pytest.raises(ProgrammeFault) as fault:
        reader.read(FILE.replace(*change, 1).encode(), file="plan.yaml")

    assert [(one.trouble, one.key) for one in fault.value.problems] == [(trouble, key)]
