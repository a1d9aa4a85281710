"""A form that knows what it showed: who changes what another changed meanwhile reads so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, cast

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django import forms
    from django.http import QueryDict

    Shown = Mapping[str, tuple[str, ...]]

_WAS: Final = "voor"


class ShownOtherwise(Refusal):
    """Somebody else changed it since the form was shown: about the whole of it, no field."""

    field = NON_FIELD_ERRORS


class Kept:
    """A form beside the form as it would be shown now (``fresh`` makes that one).

    What this editor did not touch takes over what the other made of it; what both changed
    stays as it was typed here, with what the other made of it above the form.
    """

    def __init__(self, form: forms.Form, fresh: Callable[[], forms.Form]) -> None:
        self.form, self.fresh = form, fresh
        self.changed: list[dict[str, str]] = []
        self.was = str(form.data.get(_WAS, "")) if form.is_bound else _as_sent(form)

    def act(self, act: Callable[[], object]) -> Callable[[], None]:
        """Return ``act`` for who holds the row, refused where it is no longer as shown.

        Of a page that did not say what it showed nothing is known: that is done as before.
        """

        def checked() -> None:
            was = _values(self.was)
            if was is not None:
                self._compare(was)
            act()

        return checked

    def told(self) -> dict[str, Any]:
        """Return what another changed, and what the form shows, for the page around it."""
        return {"changed": self.changed, "kept": [{"name": _WAS, "value": self.was}]}

    def _compare(self, was: Shown) -> None:
        """Take over what another changed. Raises ``ShownOtherwise`` where there is any."""
        fresh = self.fresh()
        sent = _as_sent(fresh)
        now = _values(sent) or {}
        if was == now:
            return
        self.form.data, self.was = _merged(self.form, was, now), sent
        self.changed = [
            {
                "name": str(field.label),
                "text": _told(field, now.get(name, ())),
                "was": _told(field, was.get(name, ())),
            }
            for name, field in fresh.fields.items()
            if was.get(name, ()) != now.get(name, ())
        ]
        raise ShownOtherwise(
            _(
                "Somebody else changed this while you were at it. Above the form stands what "
                "is different now. Look at it, and save again."
            )
        )


def _as_sent(form: forms.Form) -> str:
    """Return what a form shows at first, as it would be sent."""
    return json.dumps(
        {one.html_name: _plain(one.field.prepare_value(one.initial)) for one in form}
    )


def _plain(value: Any) -> list[str]:
    many = value if isinstance(value, list | tuple) else [value]
    return sorted(_same(str(one)) for one in many if one is not None and one != "")


def _values(text: str) -> Shown | None:
    """Return what a form showed; nothing where a page did not say so."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    plain = ((str(name), tuple(_plain(value))) for name, value in found.items())
    return {name: values for name, values in plain if values}


def _merged(form: forms.Form, was: Shown, now: Shown) -> QueryDict:
    """Return what was sent, with what another made of what was not touched here."""
    merged = cast("QueryDict", form.data).copy()
    for name in was.keys() | now.keys():
        sent = tuple(_plain(merged.getlist(name)))
        if sent == was.get(name, ()):
            merged.setlist(name, list(now.get(name, ())))
    return merged


def _told(field: Any, values: tuple[str, ...]) -> str:
    names = {str(key): str(text) for key, text in getattr(field, "choices", ())}
    return ", ".join(names.get(one, one) for one in values) or _("empty")


def _same(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
