"""A covenant as one writes it down, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Choice = tuple[object, object]

#: How many parties one can name at least, and how many places stay free for more.
_LEAST: Final = 5
_FREE: Final = 2


def _day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
    )


class CovenantForm(forms.Form):
    """Asks which group decides what, with whom that was agreed, and until when."""

    use_required_attribute = False

    group = forms.TypedChoiceField(label=_("For which group?"), coerce=int)
    title = forms.CharField(label=_("What is the covenant called?"), max_length=160)
    mandates = forms.CharField(
        label=_("About what may the group decide?"),
        help_text=_("One line for each. Everyone can read this."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    from_on = _day(_("From which day?"))
    until_on = _day(
        _("Up to and including which day?"),
        _("Leave it empty if it has no end. You get a mail 90 and 30 days before."),
        required=False,
    )
    review_on = _day(_("When do you look back on it?"), required=False)
    document = forms.CharField(
        label=_("What is the document called?"), required=False, max_length=200
    )
    address = forms.CharField(
        label=_("Where can one read it?"),
        required=False,
        max_length=400,
        help_text=_("The address as it stands in the browser, from https:// on."),
    )

    def __init__(
        self,
        *args: Any,
        groups: Sequence[Choice],
        organisations: Sequence[Choice],
        named: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = groups  # type: ignore[attr-defined] # it has choices
        self.rows = range(1, max(_LEAST, named + _FREE) + 1)
        for row in self.rows:
            number = {"number": row}
            self.fields[f"party{row}"] = forms.TypedChoiceField(
                label=gettext("Party %(number)d") % number,
                choices=[("", _("No organisation")), *organisations],
                coerce=int,
                empty_value=None,
                required=row == 1,
            )
            self.fields[f"role{row}"] = forms.CharField(
                label=gettext("What does party %(number)d do?") % number,
                required=False,
                max_length=200,
            )

    def parties(self) -> tuple[tuple[int, str], ...]:
        """Return the organisations that were chosen, with what each does."""
        asked = self.cleaned_data
        return tuple(
            (asked[f"party{row}"], asked[f"role{row}"])
            for row in self.rows
            if asked[f"party{row}"] is not None
        )


def parties_as_asked(parties: Iterable[tuple[int, str]]) -> dict[str, Any]:
    """Return parties as the form shows them."""
    found: dict[str, Any] = {}
    for row, (pk, role) in enumerate(parties, start=1):
        found |= {f"party{row}": pk, f"role{row}": role}
    return found


class EndForm(forms.Form):
    """Asks why a covenant ends before its time."""

    use_required_attribute = False

    why = forms.CharField(
        label=_("Why does the covenant end?"),
        max_length=400,
        help_text=_("Everyone can read this. Name no persons."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
