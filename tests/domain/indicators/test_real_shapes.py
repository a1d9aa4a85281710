"""Key figures in other shapes, from the file to the database, beside another reading of it."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.makers.indicators import current
from tests.makers.places import AT
from tests.sources.makers import real
from wijkregie.core.packing import unpack
from wijkregie.domain.indicators import services
from wijkregie.domain.indicators.models import AreaFigures, Edition, Indicator
from wijkregie.domain.places.models import Area
from wijkregie.sources import kwb
from wijkregie.sources.kwb.columns import pick_names, pick_statline

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.django_db

DEN_HAAG = "kwb_2019_den_haag_statline.csv"
BAARN = "baarn_buurten_2024_pdok.geojson"
CODE = "Regioaanduiding/Codering (code)"
SENTINELS = {-99995, -99997, -99999999}


def stored(edition: Edition) -> dict[str, dict[str, float]]:
    """Return every stored figure by area code and key; NaN where there is none."""
    rows = AreaFigures.objects.filter(edition=edition).values_list("area__code", "packed")
    return {
        code: dict(zip(edition.columns, unpack(packed)[0].tolist(), strict=True))
        for code, packed in rows
    }


def compare(found: Mapping[str, float], published: Mapping[str, float | None]) -> int:
    """Fail where a stored figure is not the published one; return how many there are."""
    for key, value in published.items():
        if value is None:
            assert np.isnan(found[key]), key
        else:
            assert found[key] == value, key
    return sum(value is not None for value in published.values())


def test_every_cell_of_den_haag_is_that_of_its_long_labels() -> None:
    content = real(DEN_HAAG)
    lines = io.StringIO(content.decode("utf-8-sig"), newline="")
    rows = {row[CODE].strip(): row for row in csv.DictReader(lines, delimiter=";")}
    keys = {
        heading: column.key for heading, column in pick_statline(list(rows["GM0518"])).items()
    }

    services.store_reading(kwb.read(content, file=DEN_HAAG), at=AT)

    figures = stored(current(2019))
    assert figures.keys() == rows.keys()
    known = 0
    for code, row in rows.items():
        published = {key: _number(row[heading], key) for heading, key in keys.items()}
        known += compare(figures[code], published)
    assert known > 8_000
    assert len(keys) == 100


def _number(text: str, key: str) -> float | None:
    shown = text.strip()
    assert re.fullmatch(r"\.?|-?[0-9]+(\.[0-9]+)?", shown)
    if shown in {"", "."} or (key == "urbanity" and shown == "0"):
        return None
    return float(shown)


def test_every_cell_of_baarn_is_that_of_its_map() -> None:
    content = real(BAARN)
    features = [each["properties"] for each in json.loads(content)["features"]]
    keys = {heading: column.key for heading, column in pick_names(list(features[0])).items()}

    services.store_reading(kwb.read(content, file=BAARN), at=AT)

    edition = current(2024, "kwb_map")
    figures = stored(edition)
    assert len(figures) == len(features) == 21
    for each in features:
        published = {
            key: None if each[heading] in SENTINELS else each[heading]
            for heading, key in keys.items()
            if key in edition.columns
        }
        assert compare(figures[each["buurtcode"]], published) > 20


def test_every_figure_of_both_has_its_meaning() -> None:
    for name in (DEN_HAAG, BAARN):
        services.store_reading(kwb.read(real(name), file=name), at=AT)

    columns = {key for edition in Edition.objects.all() for key in edition.columns}

    assert columns == set(
        Indicator.objects.filter(key__in=columns, municipality=None).values_list(
            "key", flat=True
        )
    )
    assert Area.objects.filter(code="BU03080000").exists()
