"""Who lives here: a sentence, the figures people ask first, and how groups divide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.places.states import Level
from wijkregie.web.atlas.figures import median_text
from wijkregie.web.atlas.gathered import INHABITANTS
from wijkregie.web.http.wording import (
    area_name,
    comparable_text,
    number,
    unit_text,
    value_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.domain.indicators.queries import FigureSeen, Line
    from wijkregie.web.atlas.gathered import Gathered

_FIRST: Final = (
    INHABITANTS,
    "households",
    "aged_65_plus",
    "homes_owned",
    "home_value",
    "income_per_inhabitant",
    "health_good",
    "crimes",
    "health_lonely",
    "lbm_class",
    "population_density",
    "distance_gp",
    "homes",
    "household_size",
)
_GROUPS: Final = (
    (
        gettext_lazy("Age"),
        ("aged_0_14", "aged_15_24", "aged_25_44", "aged_45_64", "aged_65_plus"),
        (
            gettext_lazy("0 to 15"),
            gettext_lazy("15 to 25"),
            gettext_lazy("25 to 45"),
            gettext_lazy("45 to 65"),
            gettext_lazy("65 and older"),
        ),
    ),
    (
        gettext_lazy("Households"),
        ("households_single", "households_without_children", "households_with_children"),
        (
            gettext_lazy("alone"),
            gettext_lazy("together, no children"),
            gettext_lazy("with children"),
        ),
    ),
    (
        gettext_lazy("Homes"),
        ("homes_owned", "homes_rented_corporation", "homes_rented_other"),
        (
            gettext_lazy("owned"),
            gettext_lazy("rented from a corporation"),
            gettext_lazy("rented otherwise"),
        ),
    ),
)
_WHOLE: Final = 100.0
_NEARLY: Final = 8.0


def lead(found: Gathered) -> list[dict[str, Any]]:
    """Return in one sentence who lives here, in pieces, the figures strong."""
    known = found.by_key
    people = known.get(INHABITANTS)
    if people is None or people.now.value is None:
        return []
    pieces = [
        _piece(_("In %(year)d ") % {"year": people.now.period}),
        _piece(_("%(number)s people") % {"number": number(people.now.value)}, strong=True),
        _piece(_(" lived in %(area)s") % {"area": area_name(found.area)}),
    ]
    told = [
        (known[key].now.share, words)
        for key, words in (
            ("aged_0_14", _(" was younger than 15")),
            ("aged_65_plus", _(" was 65 or older")),
        )
        if key in known and known[key].now.share is not None
    ]
    for at, (share, words) in enumerate(told):
        pieces += [
            _piece(_(". Of them ") if at == 0 else f" {_('and')} "),
            _piece(_("%(share)s %%") % {"share": number(share or 0.0)}, strong=True),
            _piece(words),
        ]
    return [*pieces, _piece(".")]


def _piece(text: str, *, strong: bool = False) -> dict[str, Any]:
    return {"text": text, "strong": strong}


def tiles(found: Gathered, *, most: int) -> list[dict[str, str]]:
    """Return the figures that people ask first, each with what it is beside."""
    known = found.by_key
    return [_tile(found, known[key]) for key in _FIRST if key in known][:most]


def _tile(found: Gathered, line: Line) -> dict[str, str]:
    indicator = line.indicator
    shown = line.now.share is not None and indicator.denominator
    text = comparable_text(indicator, line.now) if shown or indicator.unit == "%" else ""
    unit = "" if text else unit_text(indicator)
    return {
        "name": f"{indicator.name}, {line.now.period}",
        "value": text or value_text(indicator, line.now),
        "unit": unit,
        "beside": _beside(found, line),
    }


def _beside(found: Gathered, line: Line) -> str:
    """Return the same figure of the municipality, or else of similar areas or the country."""
    options = (
        (found.scope.name, comparable_text(line.indicator, line.municipality)),
        (_("similar:"), median_text(line.indicator, _standing(found, line))),
        (_("the Netherlands"), comparable_text(line.indicator, line.country)),
    )
    told = [f"{name}\N{NO-BREAK SPACE}{text}" for name, text in options if text and name]
    return ", ".join(told[:1] + told[2:3]) if len(told) > 2 else ", ".join(told)  # noqa: PLR2004


def _standing(found: Gathered, line: Line) -> Any:
    return found.standings.get(line.indicator.key)


def bars(found: Gathered) -> list[dict[str, Any]]:
    """Return how people, households and homes divide, here and around."""
    shown = (_bars(found, str(title), keys, names) for title, keys, names in _GROUPS)
    return [one for one in shown if one is not None]


def _bars(
    found: Gathered, title: str, keys: tuple[str, ...], names: tuple[Any, ...]
) -> dict[str, Any] | None:
    around = found.around
    wanted = [
        (area_name(found.area), "this", found.by_key),
        (found.scope.name, "other", around.lines[Level.MUNICIPALITY]),
        (_("the Netherlands"), "whole", around.lines[Level.COUNTRY]),
    ]
    if found.area.level in {Level.MUNICIPALITY, Level.COUNTRY}:
        del wanted[1]
    rows: list[dict[str, Any]] = [
        {"name": name, "kind": kind, "parts": parts}
        for name, kind, lines in wanted
        if (parts := _parts(lines, keys, _period(found, keys)))
    ]
    if not rows or rows[0]["kind"] != "this":
        return None
    labels = [str(name) for name in names]
    alt = [
        f"{row['name']}: "
        + ", ".join(
            f"{label} {part['text']}" for label, part in zip(labels, row["parts"], strict=True)
        )
        for row in rows
    ]
    period = _period(found, keys)
    return {
        "title": _("%(title)s, %(year)d") % {"title": title, "year": period},
        "names": labels,
        "rows": rows,
        "alt": f"{'. '.join(alt)}.",
    }


def _period(found: Gathered, keys: tuple[str, ...]) -> int:
    line = found.by_key.get(keys[0])
    return line.now.period if line else 0


def _parts(
    lines: Mapping[str, Line], keys: tuple[str, ...], period: int
) -> list[dict[str, Any]]:
    """Return the share of each part; none unless together they are about the whole."""
    shares = [_share(lines.get(key), period) for key in keys]
    known = [share for share in shares if share is not None]
    total = sum(known)
    if len(known) < len(keys) or abs(total - _WHOLE) > _NEARLY:
        return []
    return [
        {"share": round(share / max(total, _WHOLE), 4), "text": f"{number(share)} %"}
        for share in known
    ]


def _share(line: Line | None, period: int) -> float | None:
    if line is None:
        return None
    at = next((p.figure for p in line.trend if p.figure.period == period), None)
    return None if at is None else _percent(at)


def _percent(seen: FigureSeen) -> float | None:
    if not seen.has_value:
        return None
    return seen.value if seen.share is None else seen.share
