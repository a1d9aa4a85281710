"""Funders: found by each of their names, renamed, and two of them made one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from wijkregie.domain.people.models import Organisation
from wijkregie.domain.programme.models import (
    Commitment,
    CoverageLine,
    DivisionShare,
    Funder,
    FunderAlias,
)
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

_LONGEST = 120


def funder(name: str, municipality_id: int) -> Funder:
    """Return the funder of this name, made if it is new; an organisation where it is one.

    A name that was kept for files when two funders became one stands for that one. Raises
    ``WordsRefused`` for a new name with something of a person in it: everyone reads it.
    """
    known = known_funder(name, municipality_id)
    if known is not None:
        return known
    checked_words(name, field="funder")
    organisation = Organisation.objects.filter(
        municipalities=municipality_id, name__iexact=name
    ).first()
    made, _new = Funder.objects.get_or_create(
        municipality_id=municipality_id, name=name, defaults={"organisation": organisation}
    )
    return made


def known_funder(name: str, municipality_id: int) -> Funder | None:
    """Return the funder that has this name, or had it."""
    here = {"municipality_id": municipality_id, "name__iexact": name}
    found = Funder.objects.filter(**here).first()
    if found is not None:
        return found
    alias = FunderAlias.objects.filter(**here).select_related("funder").first()
    return alias.funder if alias else None


@transaction.atomic
def rename_funder(funder_id: int, name: str, *, by: Viewer, at: datetime) -> None:
    """Give a funder another name; files that use the old one go on to work.

    Raises ``ProgrammeRefused`` for the name of another funder: those can be made one.
    """
    finding.steer(by)
    row = finding.found(Funder.objects.all(), funder_id, by)
    new = finding.line(name, _LONGEST, needed=_("Write down how this funder is called."))
    if new == row.name:
        return
    checked_words(new, field="name")
    taken = known_funder(new, row.municipality_id)
    if taken is not None and taken.pk != row.pk:
        raise ProgrammeRefused(
            _("“%(name)s” is a funder already. Make the two one instead.")
            % {"name": taken.name}
        )
    row.aliases.filter(name__iexact=new).delete()
    old, row.name = row.name, new
    row.save(update_fields=["name"])
    if old.casefold() != new.casefold():
        _keep_name(old, row)
    audit.record("funder_renamed", row, by=by, at=at, why=f"{old} → {new}")


@transaction.atomic
def merge_funders(funder_id: int, into_id: int, *, by: Viewer, at: datetime) -> None:
    """Make one funder of two: the money of the first goes to the second, its name is kept.

    Raises ``ProgrammeRefused`` where one division names both: there one share must go first.
    """
    finding.steer(by)
    if funder_id == into_id:
        raise ProgrammeRefused(_("Choose another funder to make one with."))
    row = finding.found(Funder.objects.all(), funder_id, by)
    into = finding.found(Funder.objects.all(), into_id, by)
    shares = DivisionShare.objects.filter(funder=row)
    both = shares.filter(division__shares__funder=into).select_related("division__project")
    if both.exists():
        raise ProgrammeRefused(
            _("The division of “%(project)s” names both. Take one of the two out first.")
            % {"project": both[0].division.project.title}
        )
    for rows in (CoverageLine.objects, DivisionShare.objects, Commitment.objects):
        rows.filter(funder=row).update(funder=into)
    row.aliases.update(funder=into)
    if into.organisation_id is None and row.organisation_id is not None:
        into.organisation_id = row.organisation_id
        into.save(update_fields=["organisation"])
    old = row.name
    _remove(row)
    _keep_name(old, into)
    audit.record("funders_merged", into, by=by, at=at, why=f"{old} → {into.name}")


def _remove(row: Funder) -> None:
    try:
        row.delete()
    except ProtectedError:
        raise ProgrammeRefused(
            _("“%(name)s” pays into a fund, so it stays. Make the other one part of it.")
            % {"name": row.name}
        ) from None


def _keep_name(name: str, row: Funder) -> None:
    FunderAlias.objects.update_or_create(
        municipality_id=row.municipality_id, name=name, defaults={"funder": row}
    )
