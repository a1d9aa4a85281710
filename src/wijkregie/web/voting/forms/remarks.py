"""Words for those who made a plan that one chose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST: Final = 300


class RemarksForm(forms.Form):
    """Asks for each chosen plan what one wants to say to its makers; none of it is needed."""

    use_required_attribute = False

    def __init__(self, *args: Any, chosen: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = chosen
        for mark, name in chosen.items():
            self.fields[f"remark_{mark}"] = forms.CharField(
                label=_("Your words to the makers of %(plan)s") % {"plan": name},
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_(
                    "At most 300 signs. Name no persons. We keep it apart from your vote, and "
                    "show it to everyone once somebody read it."
                ),
            )

    def remarks(self) -> tuple[tuple[str, str], ...]:
        """Return the words by the number of their plan."""
        said = ((mark, self.cleaned_data[f"remark_{mark}"]) for mark in self.chosen)
        return tuple((mark, text) for mark, text in said if text)
