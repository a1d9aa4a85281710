"""Find what a change is about, locked, and refuse what is not of this municipality."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkregie.core.names import slug
from wijkregie.core.signs import readable
from wijkregie.domain.people.models import Organisation
from wijkregie.domain.places.models import Area, MunicipalityCode
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import Programme, Project
from wijkregie.domain.programme.queries.door import around
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.kit import days
from wijkregie.kit.days import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime
    from typing import Any, TypeVar

    from django.db.models import Model, QuerySet

    from wijkregie.kit.viewer import Viewer

    AnyModel = TypeVar("AnyModel", bound=Model)

MOST_CENTS: Final = 10**14
_SPACE = re.compile(r"[ \t]+")


def not_there() -> ProgrammeRefused:
    """Return the refusal of a row that is gone, or that is of another municipality."""
    return ProgrammeRefused(_("This is not there any more. Go back and reload the page."))


def found(rows: QuerySet[AnyModel], pk: int, by: Viewer, **where: Any) -> AnyModel:
    """Return the row to change, locked; one of another municipality is as good as absent."""
    here = rows.filter(pk=pk, municipality_id=by.municipality_id or 0, **where)
    row = here.select_for_update(of=("self",), no_key=True).first()
    if row is None:
        raise not_there()
    return row


def steer(by: Viewer) -> int:
    """Return the municipality of which ``by`` may change programmes; refuse anybody else."""
    if by.municipality_id is None or not rules.may_steer(by):
        raise ProgrammeRefused(
            _("Only the wijkregisseur can change this programme. Ask the wijkregisseur.")
        )
    return by.municipality_id


def programme_to_steer(programme_id: int, by: Viewer) -> Programme:
    """Return a programme that ``by`` may change, locked."""
    steer(by)
    return found(Programme.objects.all(), programme_id, by)


def project_to_change(project_id: int, by: Viewer) -> Project:
    """Return a project that ``by`` may change, locked.

    An idea is refused to who may not see it in the words of a row that is not there.
    """
    rows = Project.objects.select_related("programme", "decision")
    if not rules.may_see_ideas(by):
        rows = rows.exclude(state__in=rules.INSIDE)
    project = found(rows, project_id, by)
    body_id = project.decision.body_id if project.decision else None
    may_run(by, project.areas.values_list("pk", flat=True), body_id=body_id)
    return project


def may_run(by: Viewer, area_ids: Iterable[int], *, body_id: int | None = None) -> None:
    """Refuse who may not run a project in these areas."""
    if not rules.may_run(by, around(area_ids), body_id=body_id):
        raise ProgrammeRefused(
            _(
                "Only the wijkregisseur, the community worker of the area or the team that "
                "decided can do this. Ask one of them."
            )
        )


def known_areas(area_ids: Iterable[int], municipality_id: int) -> list[Area]:
    """Return these areas; refuse one that is not in this municipality, or unknown."""
    wanted = set(area_ids)
    codes = MunicipalityCode.objects.filter(municipality_id=municipality_id).values("code")
    here = Q(municipality_id=municipality_id) | Q(municipality=None, gm_code__in=codes)
    areas = list(Area.objects.filter(here, pk__in=wanted))
    if len(areas) != len(wanted):
        raise ProgrammeRefused(
            _("This area does not belong to your municipality. Choose another.")
        )
    return areas


def known_organisations(pks: Iterable[int], municipality_id: int) -> list[Organisation]:
    """Return these organisations in this order; refuse one that does not work here."""
    wanted = list(dict.fromkeys(pks))
    rows = Organisation.objects.filter(municipalities=municipality_id).in_bulk(wanted)
    if len(rows) != len(wanted):
        raise ProgrammeRefused(_("This organisation does not work here. Choose another."))
    return [rows[pk] for pk in wanted]


def all_found(rows: QuerySet[AnyModel], pks: Iterable[int], **where: Any) -> list[AnyModel]:
    """Return these rows; refuse where one is not there."""
    wanted = set(pks)
    here = list(rows.filter(pk__in=wanted, **where).order_by("pk"))
    if len(here) != len(wanted):
        raise not_there()
    return here


def line(words: str, longest: int, *, needed: str = "") -> str:
    """Return one line of words; refuse too many, or none where ``needed`` says why."""
    said = " ".join(readable(words).split())
    return _fitting(said, longest, needed)


def text(words: str, longest: int, *, needed: str = "") -> str:
    """Return a text with its lines; refuse too much, or none where ``needed`` says why."""
    said = _SPACE.sub(" ", readable(words)).strip()
    return _fitting(said, longest, needed)


def _fitting(said: str, longest: int, needed: str) -> str:
    if needed and not said:
        raise ProgrammeRefused(needed)
    if len(said) > longest:
        raise ProgrammeRefused(
            _("This is longer than %(longest)s signs. Make it shorter.") % {"longest": longest}
        )
    return said


def key_of(key: str, name: str, taken: Collection[str]) -> str:
    """Return the key in addresses: the one asked for, or one made from the name."""
    made = (slug(key or name)[:56] or "x").strip("-")
    if key and made in taken:
        raise ProgrammeRefused(
            _("“%(key)s” is there already. Choose another word.") % {"key": made}
        )
    number, unique = 2, made
    while unique in taken:
        unique, number = f"{made}-{number}", number + 1
    return unique


def years(first: int | None, last: int | None) -> None:
    """Refuse years that cannot be, or that end before they begin."""
    if any(not FIRST_YEAR <= year <= LAST_YEAR for year in (first, last) if year is not None):
        raise ProgrammeRefused(
            _("Fill in years from %(first)s to %(last)s.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    if first is not None and last is not None and last < first:
        raise ProgrammeRefused(_("The last year cannot come before the first year."))


class DayRefused(ProgrammeRefused):
    """A day that cannot be; ``field`` is where it was filled in."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


def day(on: date | None, field: str, *, happened: datetime | None = None) -> None:
    """Refuse a day that cannot be; what happened by ``happened`` is not to come."""
    today = None if happened is None else timezone.localdate(happened)
    why = days.fault_of(on, today=today)
    if why:
        raise DayRefused(why, field)


def not_before(on: date, first_year: int | None, made_at: datetime, *, field: str) -> None:
    """Refuse a day before there was anything: what was written down later may be older.

    It is as old as the year in which it begins, or as the day on which it was written down.
    """
    made = timezone.localdate(made_at)
    first = made if first_year is None else min(made, made.replace(first_year, 1, 1))
    if on < first:
        raise DayRefused(
            _(
                "You filled in %(day)s, but what this is about is there since %(first)s. Fill "
                "in the day on which it was decided or agreed."
            )
            % {"day": date_format(on, "j F Y"), "first": date_format(first, "j F Y")},
            field,
        )
