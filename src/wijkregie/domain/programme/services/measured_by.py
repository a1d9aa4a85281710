"""Choose at once by which measurements a programme is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.measuring import link_wave, unlink_wave

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def set_waves(
    programme_id: int, wave_ids: Collection[int], *, by: Viewer, at: datetime
) -> None:
    """Measure a programme by these measurements and no others.

    Refused as a whole where something rests on one that is to go.
    """
    programme = finding.programme_to_steer(programme_id, by)
    linked = set(programme.wave_links.values_list("wave_id", flat=True))
    for wave_id in sorted(linked.difference(wave_ids)):
        unlink_wave(programme_id, wave_id, by=by, at=at)
    for wave_id in sorted(set(wave_ids) - linked):
        link_wave(programme_id, wave_id, by=by, at=at)
