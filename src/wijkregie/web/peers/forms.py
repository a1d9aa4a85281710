"""What is asked about the comparison of an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from wijkregie.domain.indicators.states import RESPECTS, Width

if TYPE_CHECKING:
    from collections.abc import Mapping


class WidthsForm(forms.Form):
    """In each respect how much alike an area must be, as it is now."""

    def __init__(self, now: Mapping[str, str]) -> None:
        super().__init__(initial=dict(now))
        for respect in RESPECTS:
            if respect.key in now:
                self.fields[respect.key] = forms.ChoiceField(
                    label=respect.label, choices=Width.choices
                )


class PeerForm(forms.Form):
    """One area of the comparison."""

    area = forms.IntegerField(min_value=1)
