"""Changes to programmes themselves, and to the regular work beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from wijkregie.domain.decisions.states import Rung
from wijkregie.domain.people.models import Group
from wijkregie.domain.programme.models import Programme
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from django.db.models import QuerySet

    from wijkregie.domain.programme.services.drafts import ProgrammeDraft
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def create_programme(draft: ProgrammeDraft, *, by: Viewer, at: datetime) -> int:
    """Begin a programme and return its number.

    Raises ``ProgrammeRefused`` for a programme without a name, with years that cannot be,
    or with an address that is taken.
    """
    municipality_id = finding.steer(by)
    finding.years(draft.from_year, draft.until_year)
    name = finding.line(draft.name, 160, needed=_("Give the programme a name."))
    taken = Programme.objects.filter(municipality_id=municipality_id)
    made = Programme.objects.create(
        municipality_id=municipality_id,
        key=finding.key_of(draft.key, name, set(taken.values_list("key", flat=True))),
        name=name,
        summary=finding.line(draft.summary, 400),
        from_year=draft.from_year,
        until_year=draft.until_year,
        owner=finding.line(draft.owner, 160),
        group_id=_group(draft.group_id, by),
        rung_planned=_rung(draft.rung_planned),
        baseline_source=finding.line(draft.baseline_source, 160),
        made_at=at,
    )
    audit.record("programme_created", made, by=by, at=at)
    return made.pk


def next_place(rows: QuerySet[Any]) -> int:
    """Return the place behind the last of these rows."""
    last: int | None = rows.aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def keys_of(rows: QuerySet[Any]) -> set[str]:
    """Return the keys that are taken."""
    return set(rows.values_list("key", flat=True))


def _group(group_id: int | None, by: Viewer) -> int | None:
    if group_id is not None:
        finding.found(Group.objects.filter(ended_on__isnull=True), group_id, by)
    return group_id


def _rung(rung: str) -> str:
    if rung and rung not in Rung.values:
        raise ProgrammeRefused(_("Choose how residents take part."))
    return rung
