"""The drawing of the country that belongs to a file of borders."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import TYPE_CHECKING

import numpy as np

from wijkregie.core import topology
from wijkregie.domain.places.models import Drawing

if TYPE_CHECKING:
    from wijkregie.domain.places.models import BorderSet
    from wijkregie.sources.records import BorderSheet


def draw_country(made: BorderSet, sheet: BorderSheet, ids: dict[str, int]) -> None:
    """Store the land areas of a sheet that have a shape as one drawing, by code, if any."""
    rows = sorted(
        (row for row in sheet.rows if row.sketch and not row.water), key=lambda row: row.code
    )
    if not rows:
        return
    packed = topology.pack([row.sketch for row in rows])
    told = {
        "codes": [row.code for row in rows],
        "names": [row.name or row.code for row in rows],
    }
    names = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    Drawing.objects.create(
        border_set=made,
        digest=hashlib.sha256(packed + names).hexdigest()[:16],
        area_ids=np.array([ids[row.code] for row in rows], "<i8").tobytes(),
        packed=gzip.compress(packed, 9, mtime=0),
        names=gzip.compress(names, 9, mtime=0),
    )
