"""Figures that a municipality measures or judges itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import rules
from wijkregie.domain.indicators.models import Indicator, OwnFigure
from wijkregie.domain.indicators.states import Direction, Kind, Status
from wijkregie.domain.places.models import Area, MunicipalityCode
from wijkregie.kit import audit
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

_KEY = re.compile(r"[a-z][a-z0-9_]{1,58}")
_MOST_DECIMALS = 4
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class OwnFigureRefused(Refusal):
    """An own indicator or figure that may not be recorded, or not so."""


@dataclass(frozen=True, slots=True)
class NewIndicator:
    """What a municipality measures; ``labels`` name the values of a class, by number."""

    key: str
    name: str
    definition: str
    source: str
    unit: str
    kind: str = Kind.SHARE
    direction: str = Direction.NEUTRAL
    decimals: int = 0
    labels: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A value of an area; ``n`` answers and ``margin`` for a sample, else ``None``."""

    area_code: str
    period: int
    value: float
    n: int | None = None
    margin: float | None = None


@transaction.atomic
def define_own_indicator(
    municipality_id: int, wanted: NewIndicator, *, by: Viewer, at: datetime
) -> Indicator:
    """Define an indicator of a municipality, or change the words of one that is there."""
    if not rules.may_record(by, municipality_id):
        raise OwnFigureRefused(_("Only an administrator can define figures."))
    _check(wanted)
    made, _new = Indicator.objects.update_or_create(
        municipality_id=municipality_id,
        key=wanted.key,
        defaults={
            "theme": "own",
            "kind": wanted.kind,
            "unit": wanted.unit[:40],
            "decimals": wanted.decimals,
            "direction": wanted.direction,
            "name_nl": wanted.name[:160],
            "name_en": wanted.name[:160],
            "definition_nl": wanted.definition,
            "definition_en": wanted.definition,
            "source_nl": wanted.source[:200],
            "labels": {str(number): label for number, label in wanted.labels.items()},
        },
    )
    audit.record("indicator.define", made, by=by, at=at, why=wanted.key)
    return made


def _check(wanted: NewIndicator) -> None:
    if not _KEY.fullmatch(wanted.key):
        raise OwnFigureRefused(_("A key has small letters, digits and low lines only."))
    if Indicator.objects.filter(municipality=None, key=wanted.key).exists():
        raise OwnFigureRefused(_("A national figure has this key already. Choose another."))
    if wanted.kind not in Kind.values or wanted.direction not in Direction.values:
        raise OwnFigureRefused(_("Choose a sort of figure and a direction from the list."))
    if not (wanted.name.strip() and wanted.definition.strip() and wanted.source.strip()):
        raise OwnFigureRefused(_("A figure needs a name, a definition and a source."))
    if not 0 <= wanted.decimals <= _MOST_DECIMALS:
        raise OwnFigureRefused(_("Show at most four decimals."))


@transaction.atomic
def record_own_figures(
    indicator_id: int, figures: Sequence[NewFigure], *, by: Viewer, at: datetime
) -> int:
    """Record figures of an own indicator; return how many are new or changed.

    A sample of fewer than ``rules.SMALLEST_SAMPLE`` answers is stored without its value.
    Raises ``OwnFigureRefused`` for an area of another municipality or an impossible value.
    """
    indicator = Indicator.objects.filter(pk=indicator_id, municipality__isnull=False).first()
    if indicator is None or not rules.may_record(by, indicator.municipality_id or 0):
        raise OwnFigureRefused(_("Only an administrator can record figures."))
    areas = _areas(indicator.municipality_id or 0, {one.area_code for one in figures})
    changed = sum(_record(indicator, areas[one.area_code], one) for one in figures)
    if changed:
        audit.record("figures.record", indicator, by=by, at=at, why=str(changed))
    return changed


def _areas(municipality_id: int, codes: set[str]) -> dict[str, Area]:
    own = Area.objects.filter(municipality_id=municipality_id, code__in=codes)
    gm_codes = MunicipalityCode.objects.filter(municipality_id=municipality_id).values("code")
    national = Area.objects.filter(municipality=None, gm_code__in=gm_codes, code__in=codes)
    found = {area.code: area for area in (*national, *own)}
    if missing := sorted(codes - set(found)):
        raise OwnFigureRefused(
            _("%(codes)s: no area of this municipality.") % {"codes": ", ".join(missing)}
        )
    return found


def _record(indicator: Indicator, area: Area, wanted: NewFigure) -> bool:
    _check_figure(indicator, wanted)
    small = wanted.n is not None and wanted.n < rules.SMALLEST_SAMPLE
    fields = {
        "municipality_id": indicator.municipality_id,
        "value": None if small else wanted.value,
        "status": int(Status.SUPPRESSED if small else Status.KNOWN),
        "n": wanted.n,
        "margin": None if small else wanted.margin,
    }
    kept = OwnFigure.objects.filter(indicator=indicator, area=area, period=wanted.period)
    if kept.filter(**fields).exists():
        return False
    kept.delete()
    OwnFigure.objects.create(indicator=indicator, area=area, period=wanted.period, **fields)
    return True


def _check_figure(indicator: Indicator, wanted: NewFigure) -> None:
    if not isfinite(wanted.value) or not isfinite(wanted.margin or 0):
        raise OwnFigureRefused(
            _("%(code)s has no number as value.") % {"code": wanted.area_code}
        )
    if indicator.labels and f"{wanted.value:g}" not in indicator.labels:
        raise OwnFigureRefused(
            _("%(value)s is no class of this figure.") % {"value": wanted.value}
        )
    if not _FIRST_YEAR <= wanted.period <= _LAST_YEAR:
        raise OwnFigureRefused(_("%(year)s is no year.") % {"year": wanted.period})
    if min(wanted.n or 0, wanted.margin or 0) < 0:
        raise OwnFigureRefused(
            _("%(code)s: answers and margin cannot be below nought.")
            % {"code": wanted.area_code}
        )
