"""The page around a form of a goal: advice while typing, and what another changed."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render
from django.utils.translation import gettext as _

from wijkregie.domain.programme import services
from wijkregie.domain.programme.services import ChangedMeanwhile
from wijkregie.web.http.addresses import programme_url
from wijkregie.web.programme.desk import answered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpResponse, QueryDict

    from wijkregie.domain.programme.queries import ProgrammeSeen
    from wijkregie.web.http.kept import Kept as Seen
    from wijkregie.web.programme.desk import Desk
    from wijkregie.web.programme.forms.goals import Kept

    Advise = Callable[[Kept], dict[str, Any]]

#: The button, or the script while typing, that asks for advice and saves nothing.
CHECK: Final = "controleer"
_WAS: Final = "voor"


def asks_advice(desk: Desk) -> bool:
    """Tell whether what was sent asks for advice, not to be saved."""
    return desk.sent is not None and CHECK in desk.sent


def advised(desk: Desk, form: Kept, advise: Advise, page: dict[str, Any]) -> HttpResponse:
    """Answer with advice on what is filled in: the piece that changes, or the whole page."""
    form.full_clean()
    said = {"advice": advise(form)}
    if desk.request.headers.get("HX-Request"):
        return render(desk.request, "programme/advice.html", said)
    return render(desk.request, "programme/ask_goal.html", page | {"form": form} | said)


def asked(desk: Desk, form: Kept, page: dict[str, Any]) -> HttpResponse:
    """Answer with the form; 422 when it was sent and holds errors."""
    wrong = form.is_bound and form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(desk.request, "programme/ask_goal.html", {"form": form} | page, status=status)


def saved(
    form: Kept, act: Callable[[], object], fresh: Callable[[], Kept]
) -> tuple[bool, dict[str, Any]]:
    """Save a form; tell whether that was done, and else what another changed meanwhile.

    ``fresh`` makes the form as the thing is now. What this editor did not touch takes over
    what the other made of it; what both changed stays as it was typed here.
    """
    told: list[ChangedMeanwhile] = []

    def noted() -> None:
        try:
            act()
        except ChangedMeanwhile as changed:
            told.append(changed)
            raise

    if answered(form, noted):
        return True, {}
    if not told or not form.is_bound:
        return False, {}
    now = fresh()
    was, is_ = _values(form.data.get(_WAS, "")), _values(now.as_sent())
    merged = _merged(form.data, was, is_)
    merged[_WAS] = now.as_sent()
    form.data = merged
    return False, {"changed": _told(form, was, is_)}


def held(
    desk: Desk, kind: str, pk: int, kept: Seen, act: Callable[[], object]
) -> Callable[[], None]:
    """Return ``act`` for a row that nobody else changes while it is looked at."""
    return lambda: services.holding(kind, pk, kept.act(act), by=desk.viewer)


def page(
    desk: Desk, programme: ProgrammeSeen, heading: str, *, submit_text: str, cancel_url: str
) -> dict[str, Any]:
    """Return what stands around a form about a goal."""
    return {
        "crumbs": [
            {"name": _("Programme"), "url": desk.url("index")},
            {"name": programme.name, "url": programme_url(desk.scope, programme.key)},
            {"name": _("Goals"), "url": desk.url("goals", programme.key)},
            {"name": heading, "url": ""},
        ],
        "kicker": programme.name,
        "heading": heading,
        "submit_text": submit_text,
        "cancel_url": cancel_url,
    }


def _values(text: str) -> dict[str, str]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):  # no JSON, or lists in lists without end
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): _same(str(value)) for name, value in found.items()}


def _same(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _merged(sent: Any, was: Mapping[str, str], now: Mapping[str, str]) -> QueryDict:
    """Return what was sent, with what another made of what was not touched here."""
    merged: QueryDict = sent.copy()
    for name, value in now.items():
        if _same(sent.get(name, "")) == was.get(name, ""):
            merged[name] = value
    return merged


def _told(form: Kept, was: Mapping[str, str], now: Mapping[str, str]) -> list[dict[str, str]]:
    """Return what another changed, by the labels of the form."""
    return [
        {
            "name": str(field.label),
            "text": _shown(field, now.get(name, "")),
            "was": _shown(field, was.get(name, "")),
        }
        for name, field in form.fields.items()
        if name != _WAS and was.get(name, "") != now.get(name, "")
    ]


def _shown(field: Any, value: str) -> str:
    names = {str(key): str(text) for key, text in getattr(field, "choices", ())}
    return names.get(value, value) or _("empty")
