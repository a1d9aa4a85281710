"""Divisions, orders, payments and tables of money."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.makers.places import AT
from wijkregie.domain.programme import services
from wijkregie.domain.programme.states import Pledge, ShareKind
from wijkregie.kit.viewer import installation
from wijkregie.sources import money_file

if TYPE_CHECKING:
    from wijkregie.domain.programme.models import Programme, Project

HEAD = "projectnummer;project;soort;jaar;omschrijving;status;bedrag"


def percent(funder: str, number: str, pledge: Pledge = Pledge.PROMISED) -> services.ShareDraft:
    return services.ShareDraft(funder, ShareKind.PERCENT, Decimal(number), pledge=pledge)


def fixed(funder: str, cents: int) -> services.ShareDraft:
    return services.ShareDraft(funder, ShareKind.FIXED, cents=cents, pledge=Pledge.PROMISED)


def rest(funder: str) -> services.ShareDraft:
    return services.ShareDraft(funder, ShareKind.REST, pledge=Pledge.PROMISED)


def divide(project: Project, *shares: services.ShareDraft, year: int | None = None) -> int:
    by = installation(project.municipality_id)
    draft = services.DivisionDraft(shares, year)
    return services.divide_costs(project.pk, draft, by=by, at=AT)


def order_draft(cents: int = 1_000_00, **more: Any) -> services.CommitmentDraft:
    known: dict[str, Any] = {
        "year": 2026,
        "what": "meubels",
        "supplier": "Meubelhuis",
        "ordered_on": AT.date(),
        "document": "Opdrachtbrief",
        "address": "https://stukken.example.nl/1",
    }
    return services.CommitmentDraft(cents=cents, **known | more)


def make_order(project: Project, cents: int = 1_000_00, **more: Any) -> int:
    by = installation(project.municipality_id)
    return services.add_commitment(project.pk, order_draft(cents, **more), by=by, at=AT)


def payment_draft(cents: int = 400_00, **more: Any) -> services.PaymentDraft:
    known: dict[str, Any] = {"what": "eerste deel", "paid_on": AT.date()}
    known["document"] = "Factuur 12"
    return services.PaymentDraft(cents=cents, **known | more)


def make_payment(project: Project, cents: int = 400_00, **more: Any) -> int:
    by = installation(project.municipality_id)
    return services.add_payment(project.pk, payment_draft(cents, **more), by=by, at=AT)


def money_file_of(*rows: str, head: str = HEAD) -> money_file.MoneyFile:
    return money_file.read("\n".join((head, *rows)).encode(), file="geld.csv")


def take_over(programme: Programme, *rows: str) -> services.MoneyReport:
    by = installation(programme.municipality_id)
    return services.import_money(programme.pk, money_file_of(*rows), by=by, at=AT)
