"""Keep what stands half-typed in a step of a card, for who typed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import CardDraft
from wijkregie.domain.programme.services import finding, keeping
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

#: More than all fields of a step can hold together.
LONGEST: Final = 200_000


@transaction.atomic
def keep_half_way(
    project_id: int, step: str, data: Mapping[str, Sequence[str]], *, by: Viewer, at: datetime
) -> None:
    """Keep what stands in the fields of a step, as it stands; the last time counts.

    Raises ``ProgrammeRefused`` for who may not change the card, and for far too much.
    """
    project = keeping.open_card(project_id, by)
    if by.person_id is None:
        raise ValueError("what is half-typed is kept for a person")
    if sum(len(one) for values in data.values() for one in values) > LONGEST:
        raise ProgrammeRefused(
            _("This is too much text to keep. Make it shorter, then save again.")
        )
    kept, new = CardDraft.objects.update_or_create(
        project=project,
        person_id=by.person_id,
        step=step,
        defaults={
            "municipality_id": project.municipality_id,
            "data": {name: list(values) for name, values in data.items()},
            "saved_at": at,
        },
    )
    if new:
        audit.record("card_half_way_kept", kept, by=by, at=at)


@transaction.atomic
def drop_half_way(project_id: int, step: str, *, by: Viewer, at: datetime) -> None:
    """Throw away what stood half-typed in a step; nothing where there was none."""
    project = finding.project_to_change(project_id, by)
    rows = CardDraft.objects.filter(project=project, person_id=by.person_id or 0, step=step)
    for one in rows:
        audit.record("card_half_way_dropped", one, by=by, at=at)
        one.delete()
