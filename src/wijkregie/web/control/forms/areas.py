"""The CBS codes and the own areas of a municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.places.states import OwnKind
from wijkregie.web.control.forms.base import WatchedForm, words

if TYPE_CHECKING:
    from wijkregie.web.control.choices import Choices

FIRST_YEAR, LAST_YEAR = 1995, 2100


def _year(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "wr-short"}),
        **more,
    )


class CodeForm(forms.Form):
    """Asks a CBS code and the years in which it held."""

    code = words(
        _("CBS code"),
        12,
        help_text=_("GM and four digits, such as GM0398."),
        widget=forms.TextInput(attrs={"class": "wr-short", "autocomplete": "off"}),
    )
    from_year = _year(_("From the year"))
    until_year = _year(
        _("Until and with the year"),
        required=False,
        help_text=_("Leave empty if this is still the code."),
    )


class OwnAreaForm(WatchedForm):
    """Asks what an own area is and which areas of CBS it is made of."""

    name = words(_("Name"), 160)
    kind = forms.ChoiceField(label=_("What sort of area is it?"), choices=OwnKind.choices)
    public = forms.BooleanField(
        label=_("Everyone may see this area"),
        required=False,
        help_text=_("Otherwise only who works along in your municipality sees it."),
    )
    remark = forms.CharField(
        label=_("Explanation"),
        required=False,
        max_length=400,
        help_text=_("For instance how the border runs. It stands on the page of the area."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    parts = forms.MultipleChoiceField(
        label=_("Which areas of CBS is it made of?"),
        required=False,
        help_text=_(
            "The figures of the area are added up from these parts. Choose a whole wijk or "
            "some of its buurten, not both."
        ),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, parts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parts"]
        field.choices = parts  # type: ignore[attr-defined] # a field with choices
        if not parts:
            field.help_text = _(
                "No wijken and buurten of this municipality are known yet. They come with "
                "the first key figures of CBS that are imported."
            )
