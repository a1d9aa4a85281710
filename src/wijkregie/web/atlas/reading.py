"""How to read an atlas: its marks, the similar areas, the sources and every definition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.domain.indicators.queries import theme_names
from wijkregie.domain.places.states import Level
from wijkregie.web.atlas import telling
from wijkregie.web.http.licences import licence_of
from wijkregie.web.http.wording import area_name, number

if TYPE_CHECKING:
    from wijkregie.domain.indicators.queries import Criterion
    from wijkregie.web.atlas.gathered import Gathered

_MOST_NAMES: Final = 30


def reading(found: Gathered) -> dict[str, Any]:
    """Return how this atlas is read, with the marks in its tables."""
    told = {"places": telling.similar(found)}
    return {
        "title": _("How to read this atlas"),
        "link": _("How to read this."),
        "parts": [{"title": title, "text": text % told} for title, text in _explained()],
        "marks-title": _("Marks in the tables"),
        "marks": [
            {"share": share, "tone": tone, "word": word, "text": text % told}
            for share, tone, word, text in _marks()
        ],
    }


def _explained() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("What each figure stands beside"),
            _(
                "Every figure stands beside the same figure of the municipality, of "
                "%(places)s and of the Netherlands, from the same year and the same way "
                "of counting. Of a count we compare the share, for only that says "
                "something between areas of another size."
            ),
        ),
        (
            _("When we call it a difference"),
            _(
                "The source rounds its figures, and a figure from a sample can be off by "
                "chance. We say “better” or “less good” only where the difference with "
                "%(places)s is larger than that. Else we say “about the same”. Place 1 is the "
                "best; of what is neither good nor bad it is the highest."
            ),
        ),
        (
            _("Lines through the years"),
            _(
                "A line runs on only where the area and the way of measuring stayed the "
                "same. Where a border or a definition changed, the line breaks and a "
                "sentence says why."
            ),
        ),
        (
            _("What is not known"),
            _(
                "Of few people a source publishes nothing, to protect them. Then this "
                "atlas says “not known” with the reason: that is something else than nought."
            ),
        ),
    )


def _marks() -> tuple[tuple[float, str, str, str], ...]:
    return (
        (0.9, "better", _("better"), _("clearly to the good side of %(places)s")),
        (0.12, "worse", _("less good"), _("clearly to the other side")),
        (0.55, "same", _("about the same"), _("the difference may be rounding or chance")),
        (0.75, "plain", _("higher or lower"), _("a difference that is neither good nor bad")),
    )


def is_whole(found: Gathered) -> bool:
    """Tell whether there is no municipality around this area: it is one, or the country."""
    return found.area.level in {Level.MUNICIPALITY, Level.COUNTRY} or found.scope.is_country


def heads(found: Gathered) -> dict[str, Any]:
    """Return the heads of the tables of figures."""
    beside = [] if is_whole(found) else [found.scope.name]
    return {
        "columns": [
            _("Figure"),
            _("Here"),
            *beside,
            telling.similar(found)[:1].upper() + telling.similar(found)[1:],
            _("Netherlands"),
            _("Beside similar"),
            _("Through the years"),
        ],
        "unknown": _("not compared"),
    }


def peers(found: Gathered) -> dict[str, Any]:
    """Return with which areas this one is laid beside, and why those."""
    known = found.peers
    name = area_name(found.area)
    return {
        "title": _("With which areas we compare"),
        "lead": _lead(found, name),
        "heads": [_("Alike in"), name, _("Between")],
        "criteria": [_criterion(one) for one in known.criteria],
        "names-title": _("These are they"),
        "names": ", ".join(known.names[:_MOST_NAMES]),
    }


def _lead(found: Gathered, name: str) -> str:
    known = found.peers
    if not known.area_ids:
        return _(
            "For %(area)s no similar areas were found: too little is known of it to choose "
            "them. Its figures stand beside the municipality and the Netherlands."
        ) % {"area": name}
    lead = (
        _(
            "%(area)s stands beside the %(number)d %(places)s that were most like it in "
            "%(year)d, of the part of the country of which figures were imported. The middle "
            "one of them is the figure in the tables."
        )
        if known.partial
        else _(
            "%(area)s stands beside the %(number)d %(places)s in the Netherlands that are most "
            "like it in %(year)d. The middle one of them is the figure in the tables."
        )
    )
    words = lead % {
        "area": name,
        "number": len(known.area_ids),
        "places": telling.similar(found),
        "year": known.year,
    }
    if known.changed:
        changed = _("The municipality changed this set; the site shows what was changed.")
        return f"{words} {changed}"
    return words


def _criterion(one: Criterion) -> list[str]:
    return [
        one.label,
        _amount(one.own),
        _("%(low)s and %(high)s") % {"low": _amount(one.low), "high": _amount(one.high)},
    ]


def _amount(value: float) -> str:
    return number(value, 0 if value == int(value) or abs(value) >= 100 else 1)  # noqa: PLR2004 - a rough one


def sources(found: Gathered) -> dict[str, Any]:
    """Return where the figures come from, with years and licence."""
    years: dict[tuple[str, str], set[int]] = {}
    for line in found.lines:
        cited = (line.indicator.source_nl, line.now.source)
        years.setdefault(cited, set()).update(p.figure.period for p in line.trend)
    items = []
    for (name, source), periods in sorted(years.items()):
        licence, _url = licence_of(source)
        told = ", ".join(map(str, sorted(periods)))
        items.append(f"{name}: {told}." + (f" {licence}." if licence else ""))
    return {
        "title": _("Where does this come from?"),
        "items": items or [_("There are no figures in this atlas.")],
        "note": _(
            "Code of this area: %(code)s. What residents say, what is done and what is coming "
            "comes from the municipality's own records."
        )
        % {"code": found.area.code},
    }


def meanings(found: Gathered) -> dict[str, Any]:
    """Return what every figure in the atlas means, by theme."""
    names = theme_names()
    groups: dict[str, list[list[str]]] = {theme: [] for theme in names}
    for line in found.by_key.values():
        one = line.indicator
        groups.setdefault(one.theme, []).append([one.name, one.definition])
    return {
        "title": _("What each figure means"),
        "groups": [
            {"title": names.get(theme, theme), "rows": rows}
            for theme, rows in groups.items()
            if rows
        ],
    }
