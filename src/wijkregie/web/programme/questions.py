"""What is asked once more about money that can be right, but seldom is.

A new funder whose name looks like one that is known, and an amount with noughts too many. Each
form that writes down money asks so, and a button answers: nothing has to be typed again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from django.http import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from wijkregie.domain.programme import queries
from wijkregie.web.http.money import euro_text
from wijkregie.web.programme.card import crumbs, kicker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import ProjectSeen
    from wijkregie.web.programme.desk import Desk

    Line = tuple[str, int | None]

#: An amount is asked about above this, in cents, whatever else the programme holds …
SURE: Final = 100_000_000_00
#: … and where it is so many times the largest one in it, once it is more than ``SMALL``.
TIMES: Final = 10
SMALL: Final = 100_000_00

_USE, _TYPED, _NEW, _RIGHT = "gebruik", "getypt", "nieuw", "klopt"
#: What only an answer sends along: no form has such a field.
ANSWERS: Final = (_USE, _TYPED, _NEW, _RIGHT)
_APART: Final = ("csrfmiddlewaretoken", _USE, _TYPED)
_FUNDER: Final = re.compile(r"(?:.+-)?funder(?:_[0-9]+)?")


def sent(desk: Desk) -> QueryDict | None:
    """Return what was sent, with the known funder in it where somebody chose that one."""
    if desk.sent is None or not desk.sent.get(_USE):
        return desk.sent
    typed, known = _plain(str(desk.sent.get(_TYPED, ""))), str(desk.sent[_USE])
    found = desk.sent.copy()
    for name in filter(_FUNDER.fullmatch, desk.sent):
        if _plain(str(found[name])) == typed:
            found[name] = known
    return found


def asked(
    desk: Desk, seen: ProjectSeen, lines: Iterable[Line], *, heading: str, cancel_url: str
) -> HttpResponse | None:
    """Return the question about the first of these lines (funder, cents) that is odd."""
    found = list(lines)
    told = sent(desk) or QueryDict()
    question = _about_funder(desk, told, found) or _about_amount(desk, told, seen, found)
    if question is None:
        return None
    kept = [
        {"name": name, "value": value}
        for name, values in told.lists()
        if name not in _APART
        for value in values
    ]
    frame = {
        "crumbs": crumbs(desk, seen, heading),
        "kicker": kicker(seen),
        "cancel_url": cancel_url,
    }
    context = frame | question | {"kept": [*kept, *question["kept"]]}
    return render(desk.request, "programme/question.html", context)


def _about_funder(desk: Desk, told: QueryDict, lines: list[Line]) -> dict[str, Any] | None:
    typed = [funder for funder, _cents in lines if funder]
    if not typed:
        return None
    found = queries.first_alike(desk.viewer, typed, sure=told.getlist(_NEW))
    if found is None:
        return None
    new, alike = found
    return {
        "heading": _("Do you mean a funder that is known?"),
        "text": _(
            "You wrote “%(typed)s”. That looks like a funder that is here already. With two "
            "names for one funder the sums no longer add up."
        )
        % {"typed": new},
        "kept": [{"name": _TYPED, "value": new}],
        "buttons": [
            *(_button(_USE, one, _("Use “%(name)s”") % {"name": one}) for one in alike),
            _button(_NEW, new, _("“%(typed)s” is another funder") % {"typed": new}),
        ],
    }


def _about_amount(
    desk: Desk, told: QueryDict, seen: ProjectSeen, lines: list[Line]
) -> dict[str, Any] | None:
    right = told.getlist(_RIGHT)
    large = [one for _who, one in lines if one and one > SMALL and str(one) not in right]
    if not large:
        return None
    largest = queries.largest_cents(desk.viewer, seen.programme_id)
    most = min(SURE, TIMES * largest) if largest else SURE
    odd = next((one for one in large if one > most), None)
    if odd is None:
        return None
    return {
        "heading": _("Is this amount right?"),
        "text": _(
            "You filled in %(amount)s. That is far more than this programme holds so far."
        )
        % {"amount": euro_text(odd)},
        "kept": [],
        "buttons": [_button(_RIGHT, str(odd), _("Yes, this amount is right"))],
    }


def _button(name: str, value: str, text: str) -> dict[str, str]:
    return {"name": name, "value": value, "text": text}


def _plain(name: str) -> str:
    return " ".join(name.split())
