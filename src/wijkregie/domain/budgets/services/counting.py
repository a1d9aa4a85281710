"""Count what a formula asks for: typed with a source, or cited from the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import FundCount, FundYear
from wijkregie.domain.budgets.queries.sizes import asked_for
from wijkregie.domain.budgets.services import finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.states import FIGURES, Counted
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.programme.services import finding as programme
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from wijkregie.domain.budgets.models import Pot
    from wijkregie.kit.viewer import Viewer

MOST: Final = 20_000_000


@transaction.atomic
def count(  # noqa: PLR0913 - a count is of a place, a kind, a number and a source
    fund_year_id: int, what: str, number: int | None, source: str, *, by: Viewer, at: datetime
) -> None:
    """Write down how many there are and where that is known from; ``None`` takes it out."""
    finding.runner(by)
    place = programme.found(FundYear.objects.select_related("pot"), fund_year_id, by)
    pot = finding.pot_to_change(place.pot_id, by)
    if what not in Counted.values:
        raise BudgetRefused(_("Choose what was counted."), "what")
    where = f"{what}_{place.pk}"
    if number is None:
        place.counts.filter(what=what).delete()
    else:
        if not 0 <= number <= MOST:
            raise BudgetRefused(_("Fill in a whole number, nought or more."), where)
        needed = _("Write down where this number is known from, and of which day it is.")
        said = finding.line(source, 200, f"source_{where}", needed=needed)
        _keep(place, what, {"number": number, "source": said})
    _touch(pot, at)
    audit.record("fund_counted", place, by=by, at=at)


@transaction.atomic
def cite_counts(pot_id: int, *, by: Viewer, at: datetime) -> int:
    """Take over from the figures what they hold of what the formula asks; return how many.

    That is the last known figure of the area of each fund, cited by its period and edition.
    What CBS does not publish as a number, such as corporation homes, stays to be typed.
    """
    pot = finding.pot_to_change(pot_id, by)
    keys = {FIGURES[what]: what for what in asked_for(pot) if what in FIGURES}
    of_key = list(indicators.indicators_visible_to(by).filter(key__in=keys, municipality=None))
    places = list(pot.places.filter(fund__area__isnull=False).select_related("fund__area"))
    areas = {place.fund.area.pk: place.fund.area for place in places if place.fund.area}
    pairs = [(indicator, area) for indicator in of_key for area in areas.values()]
    found = indicators.latest_of(by, pairs)
    cited = 0
    for place in places:
        for indicator in of_key:
            figure = found.get((indicator.pk, place.fund.area_id or 0))
            if figure is not None and figure.value is not None:
                fields: dict[str, Any] = {
                    "number": round(figure.value),
                    "indicator_id": indicator.pk,
                    "area_id": place.fund.area_id,
                    "period": figure.period,
                    "edition_id": figure.edition_id,
                }
                _keep(place, keys[indicator.key], fields)
                cited += 1
    _touch(pot, at)
    audit.record("fund_counts_cited", pot, by=by, at=at)
    return cited


def _keep(place: FundYear, what: str, fields: dict[str, Any]) -> None:
    place.counts.filter(what=what).delete()
    FundCount.objects.create(
        municipality_id=place.municipality_id, fund_year=place, what=what, **fields
    )


def _touch(pot: Pot, at: datetime) -> None:
    pot.changed_at = at
    pot.save(update_fields=["changed_at"])
