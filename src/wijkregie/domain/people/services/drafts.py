"""What a change is asked with, and the refusals that all changes share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from wijkregie.domain.people import rules
from wijkregie.domain.people.states import SeatFunction, Shell
from wijkregie.domain.places.models import Area, MunicipalityCode
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Any, TypeVar

    from django.db.models import Model, QuerySet

    from wijkregie.domain.people.states import GroupKind, OrganisationKind, Role
    from wijkregie.kit.viewer import Viewer

    AnyModel = TypeVar("AnyModel", bound=Model)


class PeopleRefused(Refusal):
    """A change to people that this person may not make, or not so."""


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """Somebody to make an account for."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class OrganisationDraft:
    """An organisation as it should be."""

    name: str
    kind: OrganisationKind


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """A group as it should be; without areas it is there for the whole municipality.

    ``planned_on`` is when it was to begin by the plan, ``started_on`` when it really did.
    """

    kind: GroupKind
    name: str
    purpose: str = ""
    area_ids: tuple[int, ...] = ()
    planned_on: date | None = None
    started_on: date | None = None


@dataclass(frozen=True, slots=True)
class SeatDraft:
    """A seat to give, to a person, to an organisation, or to a person on its behalf."""

    group_id: int
    person_id: int | None = None
    organisation_id: int | None = None
    shell: Shell = Shell.FIRST
    function: SeatFunction = SeatFunction.MEMBER


@dataclass(frozen=True, slots=True)
class RoleDraft:
    """A role to give, in one area or (``None``) in the whole municipality."""

    person_id: int
    role: Role
    area_id: int | None = None


@dataclass(frozen=True, slots=True)
class AlarmDraft:
    """Who is told and called when a concern stays unread; ``calls`` are names with numbers."""

    deputy_id: int | None = None
    calls: tuple[tuple[str, str], ...] = ()


def municipality_of(by: Viewer) -> int:
    """Return the municipality that ``by`` administers; refuse anybody else."""
    if by.municipality_id is None or not rules.may_administer(by):
        raise PeopleRefused(
            _("Only an administrator of this municipality can change this. Ask one of them.")
        )
    return by.municipality_id


def found(rows: QuerySet[AnyModel], pk: int, **where: Any) -> AnyModel:
    """Return the row to change, locked; one of another municipality is as good as absent."""
    row = rows.select_for_update(no_key=True).filter(pk=pk, **where).first()
    if row is None:
        raise not_there()
    return row


def not_there() -> PeopleRefused:
    """Return the refusal of a row that is gone, or that is of another municipality."""
    return PeopleRefused(_("This is not there any more. Go back and reload the page."))


def known_areas(area_ids: Iterable[int], municipality_id: int) -> list[Area]:
    """Return these areas; refuse one that is not in this municipality, or unknown."""
    wanted = set(area_ids)
    codes = MunicipalityCode.objects.filter(municipality_id=municipality_id).values("code")
    here = Q(municipality_id=municipality_id) | Q(municipality=None, gm_code__in=codes)
    areas = list(Area.objects.filter(here, pk__in=wanted))
    if len(areas) != len(wanted):
        raise PeopleRefused(
            _("This area does not belong to your municipality. Choose another.")
        )
    return areas


def named(words: str, *, longest: int = 120) -> str:
    """Return words without space around them; refuse none at all, or too many."""
    name = " ".join(words.split())
    if not name:
        raise PeopleRefused(_("Fill in a name."))
    if len(name) > longest:
        raise PeopleRefused(
            _("This is longer than %(longest)s signs. Make it shorter.") % {"longest": longest}
        )
    return name
