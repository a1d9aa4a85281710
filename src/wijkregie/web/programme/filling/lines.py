"""A number of lines on one page: those that are there, and empty ones to add more."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import QueryDict

EMPTY: Final = 2
MOST: Final = 60
_COUNT: Final = "TOTAL_FORMS"
_GONE: Final = "DELETE"


class Slip(forms.CharField):
    """By which a new line is known when its page is sent again; nobody types it."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, initial=_chance)

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ARG002 - as a field is asked
        """A line in which nobody typed is empty, whatever its slip says."""
        return False


def _chance() -> str:
    return secrets.token_hex(8)


class Gathered(forms.BaseFormSet[Any]):
    """Lines that may be taken away; an empty one does not count."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Call the way to take a line away by its name; a new line is just left empty."""
        super().add_fields(form, index)
        there = index is not None and index < self.initial_form_count()
        if there:
            form.fields[_GONE].label = _("Take this line away")
        else:
            form.fields[_GONE].widget = forms.HiddenInput()

    def drafts(self) -> list[Any]:
        """Return what was filled in, without what was taken away or left empty."""
        return [
            form.draft()
            for at, form in enumerate(self.forms)
            if not form.cleaned_data.get(_GONE)
            and (at < self.initial_form_count() or form.has_changed())
        ]


def gathered(
    row: type[forms.Form],
    prefix: str,
    *,
    sent: QueryDict | None,
    initial: Sequence[Mapping[str, Any]],
    offer: Mapping[str, Any],
) -> Gathered:
    """Return the lines as they were sent; else as they are, with empty ones below them."""
    kind: Any = forms.formset_factory(
        row,
        formset=Gathered,
        extra=EMPTY,
        can_delete=True,
        max_num=MOST,
        absolute_max=MOST + EMPTY,
    )
    if sent is not None:
        return kind(sent, prefix=prefix, form_kwargs=dict(offer))  # type: ignore[no-any-return] # made so
    return kind(initial=list(initial), prefix=prefix, form_kwargs=dict(offer))  # type: ignore[no-any-return] # idem


def half_typed(
    row: type[forms.Form], prefix: str, kept: QueryDict, offer: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return the lines as somebody left them; those without a word are left out."""
    asked = kept.get(f"{prefix}-{_COUNT}", "")
    count = min(int(asked), MOST) if asked.isascii() and asked.isdigit() else 0
    empty = row(**offer)
    found = []
    for at in range(count):
        line = left(empty, kept, f"{prefix}-{at}-")
        plain = {
            name: field.initial
            for name, field in empty.fields.items()
            if not isinstance(field, Slip)
        }
        typed = {name for name in plain if str(line[name]) != str(plain[name])}
        if any(line[name] not in ("", None) for name in typed):
            found.append(line | {_GONE: bool(kept.get(f"{prefix}-{at}-{_GONE}"))})
    return found


def left(form: forms.Form, kept: QueryDict, prefix: str = "") -> dict[str, Any]:
    """Return what stood in the fields of a form, as it was typed."""
    return {
        name: field.widget.value_from_datadict(kept, {}, f"{prefix}{name}")
        for name, field in form.fields.items()
    }
