"""A table of costs and coverage to read in: first looked at, then confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.sources.money_file import LIMIT
from wijkregie.web.programme.forms.steps import Asked

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class MoneyFileForm(Asked):
    """Asks the table."""

    file = forms.FileField(
        label=_("Table"),
        help_text=_(
            "Excel (.xlsx) or CSV, with the columns projectnummer, project, soort, jaar, "
            "omschrijving, status and bedrag. Nothing is stored yet: first you see what "
            "changes."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt"}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse a file that is larger than a table of money, before it is read."""
        found: UploadedFile[Any] = self.cleaned_data["file"]
        if (found.size or 0) > LIMIT:
            raise forms.ValidationError(_("The file is too large. Send at most 5 MB."))
        return found


class ConfirmForm(Asked):
    """Carries what was read and seen, signed, so that nothing else is stored."""

    table = forms.CharField(widget=forms.HiddenInput, max_length=900_000)
    mark = forms.CharField(widget=forms.HiddenInput, max_length=64)
