"""The form of a measurement: its rows as they are, and empty ones to add more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.indicators.services import PlanDraft
from wijkregie.domain.people.queries import AreaNamed
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level
from wijkregie.web.programme import choices
from wijkregie.web.programme.forms.waves import AREA, QUESTION, REGISTER, Row, WaveForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import QueryDict

    from wijkregie.domain.indicators.queries import MeasurementSeen, WaveSeen
    from wijkregie.web.programme.desk import Desk

#: The button that asks for one more row of a sort, and how many new ones there are.
MORE: Final = "regel"
COUNT: Final = "nieuw_"
_MOST: Final = 30
_EMPTY: Final = 1


def form_of(desk: Desk, seen: WaveSeen | None, sent: QueryDict | None) -> WaveForm:
    """Return the form of a measurement, or of a new one."""
    rows = [*_lines(seen), *_new_lines(desk), *_areas(desk, seen)]
    series = [("", _("No register")), *_series(desk)]
    return WaveForm(sent, rows=rows, series=series, initial=_initial(seen))


def typed_so_far(desk: Desk, seen: WaveSeen | None) -> WaveForm:
    """Return the form with what was typed and no word about what lacks, for more rows."""
    form = form_of(desk, seen, desk.sent)
    form.errors.clear()
    return form


def asks_more(desk: Desk) -> bool:
    """Tell whether the button for more rows was pressed."""
    return desk.sent is not None and MORE in desk.sent


def new_of(desk: Desk, kind: str) -> int:
    """Return how many new rows of a sort the form has."""
    sent = desk.sent
    if sent is None:
        return _EMPTY
    told = sent.get(f"{COUNT}{kind}", "")
    count = int(told) if told.isascii() and told.isdigit() else _EMPTY
    return min(count + (sent.get(MORE) == kind), _MOST)


def blocks(desk: Desk, form: WaveForm) -> list[dict[str, Any]]:
    """Return the rows as ``programme/wave_rows.html`` asks for them."""
    return [
        _block(desk, form, QUESTION)
        | {
            "heading": _("Questions"),
            "intro_text": _(
                "Ask a question in every measurement in the same words, with the same scale "
                "and answers. Else one cannot compare."
            ),
            "more_text": _("One more question"),
        },
        _block(desk, form, REGISTER)
        | {
            "heading": _("Registers"),
            "intro_text": _("Figures that one reads and does not ask: a register knows them."),
            "more_text": _("One more register"),
        },
        _block(desk, form, AREA)
        | {
            "heading": _("Areas"),
            "intro_text": _(
                "Where do people answer, and on how many answers do you count there? Take "
                "areas that do not overlap. Leave empty where nothing is measured."
            ),
        },
    ]


def _block(desk: Desk, form: WaveForm, kind: str) -> dict[str, Any]:
    return {
        "name": kind,
        "rows": form.of(kind),
        "count_name": f"{COUNT}{kind}",
        "count": new_of(desk, kind),
    }


def _lines(seen: WaveSeen | None) -> Iterator[Row]:
    for at, one in enumerate(seen.lines if seen else (), start=1):
        if one.question:
            legend = _("Question %(number)d: %(key)s") % {"number": at, "key": one.question}
            yield Row(QUESTION, str(one.id), legend, one.id)
        else:
            yield Row(REGISTER, str(one.id), one.series_name, one.id, _keeps(one))


def _keeps(one: MeasurementSeen) -> PlanDraft:
    return PlanDraft(series_id=one.series_id, n=one.n, modes=tuple(one.modes))


def _new_lines(desk: Desk) -> Iterator[Row]:
    for kind, legend in ((QUESTION, _("New question")), (REGISTER, _("New register"))):
        for at in range(new_of(desk, kind)):
            yield Row(kind, f"nieuw{at}", legend)


def _areas(desk: Desk, seen: WaveSeen | None) -> Iterator[Row]:
    year = places.latest_year(desk.scope)
    whole = places.areas_of(desk.viewer, desk.scope, level=Level.MUNICIPALITY, year=year)
    for one in whole:
        legend = _("%(name)s (whole municipality)") % {"name": one.name}
        yield Row(AREA, str(one.pk), legend, one.pk, whole=True)
    known = {one.pk for one in whole}
    chosen = [
        AreaNamed(one.area_id, one.area_code, one.area_name)
        for one in (seen.areas if seen else ())
    ]
    for pk, name in choices.areas(desk, chosen):
        if pk not in known:
            yield Row(AREA, str(pk), str(name), int(str(pk)))


def _series(desk: Desk) -> Iterator[tuple[object, object]]:
    themes = indicators.theme_names()
    groups: dict[str, list[tuple[object, object]]] = {}
    for one in indicators.measured(desk.viewer):
        groups.setdefault(themes[one.theme], []).append((one.pk, one.name))
    yield from groups.items()


def _initial(seen: WaveSeen | None) -> Mapping[str, Any]:
    if seen is None:
        return {}
    known: dict[str, Any] = {
        "title": seen.title,
        "begins_on": seen.begins_on,
        "ends_on": seen.ends_on,
        "note": seen.note,
    }
    for one in seen.lines:
        begin = f"{QUESTION if one.question else REGISTER}{one.id}_"
        said = {
            "question": one.question,
            "wording": one.wording,
            "scale": one.scale,
            "answers": "\n".join(one.answers),
            "n": one.n,
            "owner": one.owner,
            "modes": [str(mode) for mode in one.modes],
        }
        known |= {f"{begin}{name}": value for name, value in said.items()}
    for area in seen.areas:
        begin = f"{AREA}{area.area_id}_"
        known |= {f"{begin}in": True, f"{begin}n": area.n}
        known[f"{begin}modes"] = [str(mode) for mode in area.modes]
    return known
