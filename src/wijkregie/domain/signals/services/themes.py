"""Set the themes that residents choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import Theme
from wijkregie.kit import audit
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

DEFAULT_DAYS: Final = 10
_LONGEST: Final = 60


class ThemeRefused(Refusal):
    """A change to a theme that may not be, or not so."""


@dataclass(frozen=True, slots=True)
class ThemeDraft:
    """A theme as asked for; who raises something in it hears within ``answer_days``.

    The days are working days. A theme that is not ``active`` cannot be chosen any more.
    """

    name: str
    answer_days: int = DEFAULT_DAYS
    active: bool = True


@transaction.atomic
def add_theme(municipality_id: int, wanted: ThemeDraft, *, by: Viewer, at: datetime) -> Theme:
    """Add a theme at the end of the list."""
    _check(municipality_id, wanted, by)
    here = Theme.objects.filter(municipality_id=municipality_id)
    if here.filter(name__iexact=wanted.name.strip()).exists():
        raise ThemeRefused(_("There is a theme with this name already."))
    made = Theme.objects.create(
        municipality_id=municipality_id,
        name=wanted.name.strip()[:80],
        answer_days=wanted.answer_days,
        active=wanted.active,
        order=here.count(),
    )
    audit.record("theme.add", made, by=by, at=at)
    return made


@transaction.atomic
def change_theme(theme_id: int, wanted: ThemeDraft, *, by: Viewer, at: datetime) -> Theme:
    """Change a theme's name or term, or take it out of use.

    What was promised before stays promised: the term counts for what is raised from now on.
    """
    found = Theme.objects.select_for_update(no_key=True).filter(pk=theme_id).first()
    if found is None:
        raise ThemeRefused(_("This theme is not there any more. Reload the page."))
    _check(found.municipality_id, wanted, by)
    same = Theme.objects.filter(
        municipality_id=found.municipality_id, name__iexact=wanted.name.strip()
    )
    if same.exclude(pk=found.pk).exists():
        raise ThemeRefused(_("There is a theme with this name already."))
    found.name, found.answer_days = wanted.name.strip()[:80], wanted.answer_days
    found.active = wanted.active
    found.save(update_fields=["name", "answer_days", "active"])
    audit.record("theme.change", found, by=by, at=at)
    return found


def _check(municipality_id: int, wanted: ThemeDraft, by: Viewer) -> None:
    if not rules.may_set_themes(by, municipality_id):
        raise ThemeRefused(_("Only an administrator of this municipality can do this."))
    if not wanted.name.strip():
        raise ThemeRefused(_("Give the theme a name."))
    if not 1 <= wanted.answer_days <= _LONGEST:
        raise ThemeRefused(_("Choose an answer term of 1 to 60 working days."))
