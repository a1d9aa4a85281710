"""What a service refuses, as an error of the form that asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django import forms

    from wijkregie.kit.refusals import Refusal


def add_refusal(form: forms.BaseForm, refusal: Refusal, field: str | None = None) -> None:
    """Put a refusal at the field that it is about; else at ``field``, or above the form."""
    at = next((name for name in (refusal.field, field) if name and name in form.fields), None)
    form.add_error(at, str(refusal))
