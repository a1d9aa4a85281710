"""The municipality (or the country) whose pages are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijkregie.domain.places.models import Municipality, MunicipalityCode, PhoneNumber

if TYPE_CHECKING:
    from django.db.models import QuerySet

COUNTRY_SLUG: Final = "nederland"


@dataclass(frozen=True, slots=True)
class Scope:
    """What pages need to know of their municipality; ``municipality_id`` is ``None`` for all.

    ``codes`` are its CBS codes, the one of today last.
    """

    municipality_id: int | None
    slug: str
    name: str
    codes: tuple[str, ...] = ()
    logo: str = ""
    tokens: tuple[tuple[str, str], ...] = ()
    formal: bool = False

    @property
    def is_country(self) -> bool:
        """Tell whether this is the whole country."""
        return self.municipality_id is None


@dataclass(frozen=True, slots=True)
class NumberShown:
    """A phone number as it is shown: what it is for, and when one can call."""

    pk: int
    label: str
    number: str
    when: str
    urgent: bool
    order: int


def country_scope() -> Scope:
    """Return the scope of the pages of areas outside the municipalities here."""
    return Scope(municipality_id=None, slug=COUNTRY_SLUG, name="Nederland")


def scope(slug: str) -> Scope | None:
    """Return the municipality with this address, the country, or nothing. Two queries."""
    if slug == COUNTRY_SLUG:
        return country_scope()
    found = Municipality.objects.filter(slug=slug).prefetch_related("codes").first()
    return _as_scope(found) if found else None


def scope_of(municipality_id: int) -> Scope | None:
    """Return the municipality with this number, or nothing. Two queries."""
    found = Municipality.objects.filter(pk=municipality_id).prefetch_related("codes").first()
    return _as_scope(found) if found else None


def scopes() -> list[Scope]:
    """Return the municipalities of this installation by name. Two queries."""
    found = Municipality.objects.prefetch_related("codes").order_by("name")
    return [_as_scope(municipality) for municipality in found]


def only_scope() -> Scope | None:
    """Return the municipality if there is just one. Two queries."""
    found = Municipality.objects.prefetch_related("codes")[:2]
    return _as_scope(found[0]) if len(found) == 1 else None


def phone_numbers(scope: Scope) -> list[NumberShown]:
    """Return the numbers that a municipality shows, the urgent ones first. One query."""
    rows = (
        PhoneNumber.objects.filter(municipality_id=scope.municipality_id or 0)
        .order_by("-urgent", "order", "pk")
        .values_list("pk", "label", "number", "when", "urgent", "order")
    )
    return [NumberShown(*row) for row in rows]


def code_periods(scope: Scope) -> QuerySet[MunicipalityCode]:
    """Return the CBS codes of a municipality with their years, the first first. One query."""
    found = MunicipalityCode.objects.filter(municipality_id=scope.municipality_id or 0)
    return found.order_by("from_year", "code")


def _as_scope(municipality: Municipality) -> Scope:
    codes = sorted(municipality.codes.all(), key=lambda one: one.from_year)
    return Scope(
        municipality_id=municipality.pk,
        slug=municipality.slug,
        name=municipality.name,
        codes=tuple(one.code for one in codes),
        logo=municipality.logo,
        tokens=tuple(sorted(municipality.tokens.items())),
        formal=municipality.formal,
    )
