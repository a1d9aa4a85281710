"""Make a municipality and change what it shows of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from wijkregie.core import names
from wijkregie.core.colours import is_colour
from wijkregie.domain.places import rules
from wijkregie.domain.places.models import Municipality, MunicipalityCode, PhoneNumber
from wijkregie.domain.places.queries import COUNTRY_SLUG, THEME, readings
from wijkregie.kit import audit
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

# First words of addresses that are no municipality.
RESERVED: Final = frozenset(
    {
        COUNTRY_SLUG,
        "account",
        "api",
        "beheer",
        "bestanden",
        "demo",
        "gezond",
        "inloggen",
        "static",
        "uitloggen",
        "over",
        "privacy",
        "toegankelijkheid",
    }
)
_FIRST_YEAR, _LAST_YEAR = 1995, 2100
_PHONE = re.compile(r"[0-9+() -]{3,20}")


class MunicipalityRefused(Refusal):
    """A change to a municipality that may not be, or not so."""


@dataclass(frozen=True, slots=True)
class NewMunicipality:
    """What one needs to know to make a municipality; ``codes`` as (code, from, until)."""

    name: str
    codes: tuple[tuple[str, int, int | None], ...]
    slug: str = ""


@transaction.atomic
def create_municipality(wanted: NewMunicipality, *, by: Viewer, at: datetime) -> Municipality:
    """Make a municipality without anything in it.

    Raises ``MunicipalityRefused`` for a name, address or CBS code that cannot be used.
    """
    if not by.operator:
        raise MunicipalityRefused(_("Only the operator can add a municipality."))
    name = wanted.name.strip()
    slug = names.slug(wanted.slug or name)[:60].strip("-")
    if not name or not slug:
        raise MunicipalityRefused(_("Give the municipality a name."))
    if slug in RESERVED:
        raise MunicipalityRefused(
            _("The address “%(slug)s” is in use by the system. Choose another.")
            % {"slug": slug}
        )
    if Municipality.objects.filter(slug=slug).exists():
        raise MunicipalityRefused(
            _("There is a municipality with the address “%(slug)s” already.") % {"slug": slug}
        )
    made = Municipality.objects.create(name=name[:120], slug=slug, created_at=at)
    for code, from_year, until_year in wanted.codes:
        _add_code(made, code, from_year, until_year)
    audit.record("municipality.create", made, by=by, at=at)
    return made


@transaction.atomic
def change_municipality(
    municipality_id: int, *, name: str, formal: bool, by: Viewer, at: datetime
) -> Municipality:
    """Change the name, and whether people are addressed formally."""
    found = _mine(municipality_id, by)
    if not name.strip():
        raise MunicipalityRefused(_("Give the municipality a name."))
    found.name, found.formal = name.strip()[:120], formal
    found.save(update_fields=["name", "formal"])
    audit.record("municipality.change", found, by=by, at=at)
    return found


@transaction.atomic
def set_tokens(
    municipality_id: int, tokens: Mapping[str, str], *, by: Viewer, at: datetime
) -> None:
    """Set the colours of a municipality; those not named fall back to the theme.

    Raises ``MunicipalityRefused`` for a colour that is none, or that cannot be read together
    with the others.
    """
    found = _mine(municipality_id, by)
    chosen = {key: value.strip().lower() for key, value in tokens.items() if value.strip()}
    for key, value in chosen.items():
        if key not in THEME:
            raise MunicipalityRefused(_("The colour “%(key)s” is not known.") % {"key": key})
        if not is_colour(value):
            raise MunicipalityRefused(
                _("“%(value)s” is no colour. Write it as # and six digits, such as #0f4c5c.")
                % {"value": value}
            )
    _refuse_unreadable(chosen)
    found.tokens = chosen
    found.save(update_fields=["tokens"])
    audit.record("municipality.tokens", found, by=by, at=at)


def _refuse_unreadable(chosen: Mapping[str, str]) -> None:
    poor = [reading for reading in readings(chosen) if not reading.is_readable]
    if poor:
        raise MunicipalityRefused(
            _(
                "The colour %(value)s cannot be read on %(ground)s: its contrast is %(ratio)s "
                "to 1. Choose colours of at least 4.5 to 1."
            )
            % {
                "value": poor[0].colour,
                "ground": poor[0].ground,
                "ratio": number_format(poor[0].ratio, 1),
            }
        )


@transaction.atomic
def set_logo(municipality_id: int, path: str, *, by: Viewer, at: datetime) -> str:
    """Show the stored image at ``path`` as logo; return the path of the one before."""
    found = _mine(municipality_id, by)
    before, found.logo = found.logo, path
    found.save(update_fields=["logo"])
    audit.record("municipality.logo", found, by=by, at=at)
    return before


@dataclass(frozen=True, slots=True)
class CodePeriod:
    """A CBS code and the years in which it held."""

    code: str
    from_year: int
    until_year: int | None = None


@transaction.atomic
def add_code(municipality_id: int, period: CodePeriod, *, by: Viewer, at: datetime) -> None:
    """Add a CBS code that the municipality has or had."""
    found = _mine(municipality_id, by)
    _add_code(found, period.code, period.from_year, period.until_year)
    audit.record("municipality.add_code", found, by=by, at=at, why=period.code)


def _add_code(found: Municipality, code: str, from_year: int, until_year: int | None) -> None:
    code = code.strip().upper()
    if not re.fullmatch(r"GM[0-9]{4}", code):
        raise MunicipalityRefused(
            _("“%(code)s” is no CBS code of a municipality. It looks like GM0398.")
            % {"code": code}
        )
    if not _FIRST_YEAR <= from_year <= (until_year or _LAST_YEAR) <= _LAST_YEAR:
        raise MunicipalityRefused(_("The years of this code are not in order."))
    taken = MunicipalityCode.objects.filter(code=code).select_related("municipality").first()
    if taken:
        raise MunicipalityRefused(
            _("The code %(code)s belongs to %(name)s already.")
            % {"code": code, "name": taken.municipality.name}
        )
    MunicipalityCode.objects.create(
        municipality=found, code=code, from_year=from_year, until_year=until_year
    )


@transaction.atomic
def remove_code(municipality_id: int, code: str, *, by: Viewer, at: datetime) -> None:
    """Take a CBS code away; a municipality keeps at least one."""
    found = _mine(municipality_id, by)
    codes = MunicipalityCode.objects.filter(municipality=found)
    if not codes.filter(code=code).exists():
        raise MunicipalityRefused(_("This code is not there any more. Reload the page."))
    if not codes.exclude(code=code).exists():
        raise MunicipalityRefused(_("A municipality keeps at least one CBS code."))
    codes.filter(code=code).delete()
    audit.record("municipality.remove_code", found, by=by, at=at, why=code)


@dataclass(frozen=True, slots=True)
class NewPhoneNumber:
    """A number to show: what it is for, the number, when one can call."""

    label: str
    number: str
    when: str = ""
    urgent: bool = False
    order: int = 0


@transaction.atomic
def add_phone_number(
    municipality_id: int, wanted: NewPhoneNumber, *, by: Viewer, at: datetime
) -> PhoneNumber:
    """Show another phone number."""
    found = _mine(municipality_id, by)
    made = PhoneNumber(municipality=found)
    _fill_phone_number(made, wanted)
    audit.record("phone_number.add", made, by=by, at=at)
    return made


@transaction.atomic
def change_phone_number(
    municipality_id: int, number_id: int, wanted: NewPhoneNumber, *, by: Viewer, at: datetime
) -> PhoneNumber:
    """Change a phone number, what it is for or when one can call."""
    found = _phone_number(_mine(municipality_id, by), number_id)
    _fill_phone_number(found, wanted)
    audit.record("phone_number.change", found, by=by, at=at)
    return found


@transaction.atomic
def remove_phone_number(
    municipality_id: int, number_id: int, *, by: Viewer, at: datetime
) -> None:
    """Show a phone number no longer."""
    gone = _phone_number(_mine(municipality_id, by), number_id)
    audit.record("phone_number.remove", gone, by=by, at=at)
    gone.delete()


def _phone_number(municipality: Municipality, number_id: int) -> PhoneNumber:
    found = PhoneNumber.objects.filter(municipality=municipality, pk=number_id).first()
    if found is None:
        raise MunicipalityRefused(_("This number is not there any more. Reload the page."))
    return found


def _fill_phone_number(number: PhoneNumber, wanted: NewPhoneNumber) -> None:
    label, digits = wanted.label.strip()[:80], wanted.number.strip()
    if not label:
        raise MunicipalityRefused(_("Say what the number is for."))
    if not _PHONE.fullmatch(digits):
        raise MunicipalityRefused(_("This is no phone number. Use digits, blanks, + and -."))
    others = PhoneNumber.objects.filter(municipality=number.municipality).exclude(pk=number.pk)
    if others.filter(label__iexact=label, number=digits).exists():
        raise MunicipalityRefused(_("This number is in the list already."))
    number.label, number.number, number.when = label, digits, wanted.when.strip()[:120]
    number.urgent, number.order = wanted.urgent, wanted.order
    number.save()


def _mine(municipality_id: int, by: Viewer) -> Municipality:
    if not rules.may_administer(by, municipality_id):
        raise MunicipalityRefused(_("Only an administrator of this municipality can do this."))
    return Municipality.objects.select_for_update(no_key=True).get(pk=municipality_id)
