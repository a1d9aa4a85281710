"""What one partner has to do this month, on one sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.programme import queries
from wijkregie.domain.programme.queries import Month
from wijkregie.web.programme.narrowing import Choice, frame
from wijkregie.web.programme.partner_items import offer, point, report, work
from wijkregie.web.programme.plan_words import named
from wijkregie.web.programme.words import capital, period_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wijkregie.domain.programme.queries import (
        Keyed,
        Owed,
        PartnerMonth,
        ProjectPlanned,
    )
    from wijkregie.web.programme.narrowing import Asked

_MONTH: Final = re.compile(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])")
#: Months that one may choose from, before this one and after it.
_BACK, _AHEAD = 6, 12


def asked_for(asked: Asked, owed: Owed, on: date) -> Asked:
    """Return the question with the partner and the month; a partner sees its own first."""
    partners = queries.partners_in(asked.planning, owed)
    known = {pk: one.key for pk, one in owed.partner_of.items()}
    known |= {pk: one.key for pk, one in asked.planning.partner_of.items()}
    mine = [known[pk] for pk in sorted(asked.desk.viewer.organisation_ids) if pk in known]
    months = {_key(one): _name(one) for one in _around(Month(on.year, on.month))}
    typed = asked.desk.request.GET.get("maand", "")
    if found := _MONTH.fullmatch(typed):
        month = Month(int(found[1]), int(found[2]))
        months = dict(sorted({**months, typed: _name(month)}.items()))
    partner = Choice(
        "partij", _("Partner"), {one.key: one.name for one in partners}, _("Choose a partner")
    )
    return asked.with_choices(
        [partner, Choice("maand", _("Month"), months)],
        partij=mine[0] if mine else "",
        maand=_key(Month(on.year, on.month)),
    )


def _around(month: Month) -> Iterable[Month]:
    one = month
    for _at in range(_BACK):
        one = one.before
    for _at in range(_BACK + 1 + _AHEAD):
        yield one
        one = one.next


def _key(month: Month) -> str:
    return f"{month.year}-{month.month:02}"


def _name(month: Month) -> str:
    return str(date_format(month.first, "F Y"))


def found_in(asked: Asked, owed: Owed, on: date) -> PartnerMonth | None:
    """Return what the partner that is asked for has to do; ``None`` while nobody is."""
    partner = _partner(asked, owed)
    month = _MONTH.fullmatch(asked.values["maand"])
    if asked.wrong or partner is None or month is None:
        return None
    return queries.month_of(
        asked.projects,
        owed.narrowed(asked.planning, asked.wanted),
        partner,
        Month(int(month[1]), int(month[2])),
        on=on,
    )


def _partner(asked: Asked, owed: Owed) -> Keyed | None:
    wanted = asked.values["partij"]
    every = queries.partners_in(asked.planning, owed)
    return next((one for one in every if one.key == wanted), None)


def page(asked: Asked, owed: Owed, on: date) -> dict[str, Any]:
    """Return the month of a partner, as ``programme/per_partner.html`` asks for it."""
    found = found_in(asked, owed, on)
    here = frame(
        asked,
        "per_partner",
        _("By partner"),
        {"per_partner_csv": _("This list as a table (CSV)")} if found else {},
    )
    here |= {"open": True, "none": _none(asked, owed), "sheet": None}
    if found is None:
        return here | {"lead": _("What a partner has to do in a month, on one sheet.")}
    return here | {
        "heading": _("%(partner)s in %(month)s")
        % {"partner": found.partner.name, "month": _name(found.month)},
        "lead": _lead(found),
        "sheet": {
            "groups": [group for group in _groups(asked, found, on) if group["items"]],
            "hours": _hours(asked, found),
            "holds": [_project(asked, one, str(one.state.label)) for one in found.holds],
            "helps": [_project(asked, one, each.does) for one, each in found.helps],
        },
        "quiet_text": _("Nothing has its day in this month, and nothing is too late.")
        if found.is_quiet
        else "",
        "before_url": _other(asked, found.month.before),
        "before_text": _name(found.month.before),
        "next_url": _other(asked, found.month.next),
        "next_text": _name(found.month.next),
    }


def _project(asked: Asked, one: ProjectPlanned, text: str) -> dict[str, Any]:
    return named(asked.desk.scope, one) | {
        "text": capital(text),
        "side_text": period_text(one.from_year, one.until_year),
    }


def _other(asked: Asked, month: Month) -> str:
    query = asked.desk.request.GET.copy()
    query["partij"], query["maand"] = asked.values["partij"], _key(month)
    url = asked.desk.url("per_partner", asked.planning.programme.key)
    return f"{url}?{query.urlencode()}"


def _none(asked: Asked, owed: Owed) -> dict[str, str]:
    if queries.partners_in(asked.planning, owed):
        return {
            "title": _("Choose a partner"),
            "text": _("Choose above whose month you want to see."),
        }
    return {
        "title": _("No partner yet"),
        "text": _("Write on the cards of projects who holds them and who takes part."),
    }


def _lead(found: PartnerMonth) -> str:
    told = []
    late = len(found.late)
    if late:
        words = ngettext("%(n)d thing is too late.", "%(n)d things are too late.", late)
        told.append(words % {"n": late})
    due = len(found.ends) + len(found.points) + len(found.asked)
    words = ngettext(
        "%(n)d thing has to be done or decided.",
        "%(n)d things have to be done or decided.",
        due,
    )
    told.append(words % {"n": due})
    if found.runs:
        words = ngettext("%(n)d activity goes on.", "%(n)d activities go on.", len(found.runs))
        told.append(words % {"n": len(found.runs)})
    return " ".join(told)


def _groups(asked: Asked, found: PartnerMonth, on: date) -> list[dict[str, Any]]:
    def group(mark: str, title: str, items: Iterable[dict[str, Any]]) -> dict[str, Any]:
        return {"id": mark, "title": title, "items": list(items)}

    return [
        group("late", _("Too late"), (work(asked, one, on) for one in found.late)),
        group("ends", _("Ready this month"), (work(asked, one, on) for one in found.ends)),
        group("points", _("To decide"), (point(asked, one, on) for one in found.points)),
        group("reports", _("To report"), (report(asked, one, on) for one in found.reports)),
        group("offers", _("To answer"), (offer(asked, one) for one in found.offers)),
        group("runs", _("Goes on this month"), (work(asked, one, on) for one in found.runs)),
        group(
            "undated",
            _("To decide this year, without a day yet"),
            (point(asked, one, on) for one in found.undated),
        ),
    ]


def _hours(asked: Asked, found: PartnerMonth) -> dict[str, Any] | None:
    """Return the own hours of the year, with what is not known."""
    if not found.hours:
        return None
    known = [one.hours for one in found.hours if one.hours is not None]
    unknown = len(found.hours) - len(known)
    told = _("%(n)d hours in %(year)d") % {"n": sum(known), "year": found.month.year}
    if unknown:
        words = ngettext(
            "of %(n)d project the hours are not known",
            "of %(n)d projects the hours are not known",
            unknown,
        )
        told = f"{told}; {words % {'n': unknown}}"
    return {
        "text": told,
        "items": [
            named(asked.desk.scope, one.project)
            | {
                "side_text": _("not known")
                if one.hours is None
                else _("%(n)d hours") % {"n": one.hours}
            }
            for one in found.hours
        ],
    }


def csv_head() -> list[str]:
    """Return the heads of the list as a file."""
    return [_("partner"), _("month"), _("group"), _("day"), _("what"), _("sort"), _("project")]


def csv_rows(asked: Asked, owed: Owed, on: date) -> list[list[Any]]:
    """Return a row for each thing that has to be done, and for the hours of each project."""
    found = found_in(asked, owed, on)
    if found is None:
        return []
    lead = [found.partner.name, _key(found.month)]
    hours = _hours(asked, found)
    return [
        *(
            [
                *lead,
                group["title"],
                one["day"],
                one["what"],
                one["sort"],
                one["project"]["name"],
            ]
            for group in _groups(asked, found, on)
            for one in group["items"]
        ),
        *(
            [*lead, _("Own hours"), "", one["side_text"], "", one["name"]]
            for one in (hours["items"] if hours else ())
        ),
    ]
