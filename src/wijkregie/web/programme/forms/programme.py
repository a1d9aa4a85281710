"""A programme itself: what it is called, when it runs, and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.programme.services import ProgrammeDraft
from wijkregie.web.programme.forms.goals import Kept
from wijkregie.web.programme.forms.steps import long_text

if TYPE_CHECKING:
    from collections.abc import Mapping


class ProgrammeForm(Kept):
    """Asks what a programme is called, when it runs, and whose it is."""

    name = forms.CharField(
        label=_("What is the programme called?"),
        max_length=160,
        help_text=_("A short name that a resident understands."),
    )
    from_year = forms.IntegerField(label=_("First year"), min_value=1990, max_value=2100)
    until_year = forms.IntegerField(label=_("Last year"), min_value=1990, max_value=2100)
    summary = forms.CharField(
        label=_("What is it about, in a sentence?"), required=False, max_length=400
    )
    owner = forms.CharField(
        label=_("Who owns it?"),
        required=False,
        max_length=160,
        help_text=_("A role or an organisation, no name of a person."),
    )
    group = forms.TypedChoiceField(
        label=_("Which group steers it?"), required=False, coerce=int, empty_value=None
    )
    rung_planned = forms.ChoiceField(label=_("How will residents take part?"), required=False)
    baseline_source = forms.CharField(
        label=_("Where do the baselines come from?"),
        required=False,
        max_length=160,
        help_text=_("Such as: Wijkenquête 2026. Leave it empty if that is not known yet."),
    )
    vision = long_text(
        _("Where does it want to go?"),
        4000,
        _("The vision. An empty line makes a new paragraph."),
        required=False,
    )

    def __init__(self, *args: Any, offer: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, offer=offer, **kwargs)
        self.again = {"offer": offer}

    def draft(self) -> ProgrammeDraft:
        """Return what was filled in; what is not right yet is left out."""
        asked = self.cleaned_data
        return ProgrammeDraft(
            name=asked.get("name", ""),
            from_year=asked.get("from_year") or 0,
            until_year=asked.get("until_year") or 0,
            summary=asked.get("summary", ""),
            owner=asked.get("owner", ""),
            group_id=asked.get("group"),
            rung_planned=asked.get("rung_planned", ""),
            baseline_source=asked.get("baseline_source", ""),
            vision=asked.get("vision", ""),
        )
