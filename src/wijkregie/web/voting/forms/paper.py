"""A pile of paper, and what somebody reads on one sheet of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.budgets.services import SheetDraft
from wijkregie.web.voting.forms.ballot import BallotForm


class PileForm(forms.Form):
    """How a pile is called and how many sheets it has."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("How is the pile called?"),
        max_length=80,
        help_text=_("For instance where and when it was collected."),
    )
    sheets = forms.IntegerField(
        label=_("How many sheets has it?"),
        min_value=1,
        max_value=10_000,
        help_text=_("Count them by hand. The number stays as it is."),
    )


class SheetForm(BallotForm):
    """What stands on a sheet; blank where nothing was chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"]
        self.fields["plans"].label = gettext("What stands on the sheet")
        self.fields["invalid"] = forms.CharField(
            label=_("Is the sheet not valid? Write why."),
            max_length=200,
            required=False,
            help_text=_(
                "For instance: more plans were marked than is allowed. It then counts as blank."
            ),
        )

    @property
    def at(self) -> str | None:
        """Return the field at which a fault of the whole ballot stands; mostly above all."""
        return None if self.fields["plans"].widget.is_hidden else "plans"

    def read(self) -> SheetDraft:
        """Return what was read."""
        draft, invalid = self.draft(), self.cleaned_data["invalid"]
        if invalid:
            return SheetDraft(invalid=invalid)
        return SheetDraft(draft.marks, draft.points)
