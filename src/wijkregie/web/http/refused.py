"""What a service refuses, as an error of the form that asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS

if TYPE_CHECKING:
    from django import forms

    from wijkregie.kit.refusals import Refusal


def add_refusal(form: forms.BaseForm, refusal: Refusal, field: str | None = None) -> None:
    """Put a refusal at the field that it is about; else at ``field``, or above the form.

    One about the form as a whole stands above it, whatever ``field`` is.
    """
    named = () if refusal.field == NON_FIELD_ERRORS else (refusal.field, field)
    at = next((name for name in named if name and name in form.fields), None)
    form.add_error(at, str(refusal))
