"""Figures that a municipality measures or judges itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import rules
from wijkregie.domain.indicators.models import Indicator, OwnFigure
from wijkregie.domain.indicators.queries.grounds import grounds
from wijkregie.domain.indicators.services.settling import Measured, Settled, settle
from wijkregie.domain.indicators.states import Direction, Kind
from wijkregie.kit import audit
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from wijkregie.domain.indicators.queries.grounds import Grounds
    from wijkregie.domain.indicators.services.settling import Place
    from wijkregie.domain.places.models import Area
    from wijkregie.kit.viewer import Viewer

_KEY = re.compile(r"[a-z][a-z0-9_]{1,58}")
_MOST_DECIMALS = 4
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class OwnFigureRefused(Refusal):
    """An own indicator or figure that may not be recorded, or not so."""


@dataclass(frozen=True, slots=True)
class NewIndicator:
    """What a municipality measures; ``labels`` name the values of a class, by number.

    ``about_people`` is True unless it counts things, such as trees. The answers to one
    question, of which everybody gave one, share its words in ``question``.
    """

    key: str
    name: str
    definition: str
    source: str
    unit: str
    kind: str = Kind.SHARE
    direction: str = Direction.NEUTRAL
    decimals: int = 0
    labels: Mapping[int, str] = field(default_factory=dict)
    about_people: bool = True
    question: str = ""
    smallest_sample: int = 0
    smallest_cell: int = 0


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
        municipality_id=municipality_id, key=wanted.key, defaults=meaning(wanted)
    )
    _hold_back_more(made)
    audit.record("indicator.define", made, by=by, at=at, why=wanted.key)
    return made


def meaning(wanted: NewIndicator) -> dict[str, Any]:
    """Return the fields of an indicator that says this."""
    return {
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
        "about_people": wanted.about_people,
        "question": wanted.question[:60],
        "smallest_sample": wanted.smallest_sample,
        "smallest_cell": wanted.smallest_cell,
    }


def _hold_back_more(indicator: Indicator) -> None:
    """Hold back what was shown and may not be any more, as what is too few was raised."""
    together = of_one_question(indicator)
    periods = OwnFigure.objects.filter(indicator__in=[one.pk for one in together])
    ground = None
    for period in periods.values_list("period", flat=True).order_by("period").distinct():
        ground = ground or grounds(indicator.municipality_id or 0)
        settle(together, period, {}, ground)


def of_one_question(indicator: Indicator) -> list[Indicator]:
    """Return the indicators that answer the same question, itself too. At most one query."""
    if not indicator.question:
        return [indicator]
    alike = Indicator.objects.filter(
        municipality_id=indicator.municipality_id or 0, question=indicator.question
    )
    return list(alike.order_by("pk"))


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

    A figure of too few people is stored without its value, and so is each by which it could
    be reckoned back; see ``settle``.
    Raises ``OwnFigureRefused`` for an area of another municipality or an impossible value.
    """
    indicator = Indicator.objects.filter(pk=indicator_id, municipality__isnull=False).first()
    if indicator is None or not rules.may_record(by, indicator.municipality_id or 0):
        raise OwnFigureRefused(_("Only an administrator can record figures."))
    ground = grounds(indicator.municipality_id or 0)
    areas = _areas(ground, {one.area_code for one in figures})
    by_period: dict[int, dict[Place, Measured]] = {}
    for one in figures:
        check_figure(indicator, one)
        place = (indicator.pk, areas[one.area_code].pk)
        measured = Measured(one.value, one.n, one.margin)
        by_period.setdefault(one.period, {})[place] = measured
    settled = Settled()
    for period, wanted in sorted(by_period.items()):
        settled.add(settle(of_one_question(indicator), period, wanted, ground))
    if settled.touched:
        audit.record("figures.record", indicator, by=by, at=at, why=str(settled.touched))
    return settled.new + settled.changed


def _areas(ground: Grounds, codes: set[str]) -> dict[str, Area]:
    found = {code: area for code in codes if (area := ground.by_code.get(code.casefold()))}
    if missing := sorted(codes - set(found)):
        raise OwnFigureRefused(
            _("%(codes)s: no area of this municipality.") % {"codes": ", ".join(missing)}
        )
    return found


def check_figure(indicator: Indicator, wanted: NewFigure) -> None:
    """Raise ``OwnFigureRefused`` for a figure that cannot be."""
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
