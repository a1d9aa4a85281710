"""The figures of an area as rows of a file, and what a reader of the file must know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.web.http.licences import licence_of
from wijkregie.web.http.meanings import breaks_of
from wijkregie.web.http.wording import area_name, badge_text, missing_text, plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

    from wijkregie.domain.indicators.queries import FigureSeen
    from wijkregie.web.areas.asking import Asked
    from wijkregie.web.areas.one import One


def heads() -> list[str]:
    """Return the heads of the columns of the file with all figures."""
    return [
        _("area"),
        _("code"),
        _("figure"),
        _("key"),
        _("year"),
        _("value"),
        _("unit"),
        _("status"),
        _("source"),
    ]  # fmt: skip - one row


def rows(found: Asked) -> Iterator[list[Any]]:
    """Yield a row for each figure of each year."""
    for line in found.lines:
        for point in line.trend:
            yield [
                area_name(found.area),
                found.area.code,
                line.indicator.name,
                line.indicator.key,
                point.figure.period,
                plain_value(line.indicator, point.figure),
                line.indicator.unit_text,
                _status(point.figure),
                line.indicator.source_nl,
            ]


def one_heads() -> list[str]:
    """Return the heads of what a CSV of one figure says in each row of what it is."""
    return [_("code"), _("figure"), _("unit"), _("source")]


def one_told(one: One) -> list[str]:
    """Return what a CSV of one figure says in each row: it has no second sheet."""
    indicator = one.indicator
    return [one.asked.area.code, indicator.name, indicator.unit_text, indicator.source_nl]


def _status(seen: FigureSeen) -> str:
    return badge_text(seen) or ("" if seen.has_value else missing_text(seen))


def about(request: HttpRequest, found: Asked) -> list[tuple[str, str]]:
    """Return what stands on the second sheet of a workbook with all figures."""
    sources = dict.fromkeys(
        (line.indicator.source_nl, licence_of(line.now.source)[0]) for line in found.lines
    )
    return [
        (_("Area"), f"{area_name(found.area)} ({found.area.code})"),
        (_("Page"), request.build_absolute_uri(found.url("figures"))),
        *((_("Source"), ". ".join(filter(None, source))) for source in sources),
        (
            _("Empty cells"),
            _("The source gives no figure here; the column with the status says why."),
        ),
    ]


def about_one(request: HttpRequest, one: One) -> list[tuple[str, str]]:
    """Return what stands on the second sheet of a workbook with one figure."""
    found, indicator = one.asked, one.indicator
    licence, _url = licence_of(one.line.now.source)
    told = [
        (_("Figure"), indicator.name),
        (_("Area"), f"{area_name(found.area)} ({found.area.code})"),
        (_("Meaning"), indicator.definition),
        (_("Unit"), indicator.unit_text),
        (_("Source"), indicator.source_nl),
        (_("Licence"), licence),
        *((_("Break"), text) for text in breaks_of(indicator)),
        (_("Page"), request.build_absolute_uri(found.url("figure", indicator.key))),
    ]
    return [(name, text) for name, text in told if text]
