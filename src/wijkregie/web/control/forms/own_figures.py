"""A table of own figures: the file, its columns, and what it measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.indicators.states import Direction, Kind
from wijkregie.sources.own_table import LIMIT, Layout, OwnIndicator
from wijkregie.web.control.forms.base import words

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from wijkregie.domain.indicators.queries import OwnIndicatorSeen

FIRST_YEAR, LAST_YEAR = 1900, 2100
_SHORT: Final = {"class": "wr-short", "inputmode": "numeric"}
_KINDS: Final = (Kind.SHARE, Kind.COUNT, Kind.MEAN, Kind.MEDIAN)
_OF_PEOPLE: Final = (Kind.SHARE, Kind.MEAN, Kind.MEDIAN)
_LEVELS: Final = [
    ("", _("Different ones, or own areas")),
    ("district", _("Wijken")),
    ("neighbourhood", _("Buurten")),
    ("municipality", _("The municipality only")),
]


class OwnTableForm(forms.Form):
    """Asks a table with one figure per row, and says what that figure means.

    ``known`` is a figure that is here already: its key, kind and classes stay as they are.
    """

    use_required_attribute = False  # or the browser marks what one has not come to yet

    file = forms.FileField(
        label=_("Table"),
        help_text=_(
            "Excel (.xlsx) or CSV, with one row per area. The first row names the columns."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt"}),
    )
    area = words(
        _("Column with the area"),
        200,
        initial=_("area"),
        help_text=_("Its cells hold the CBS code or the name."),
    )
    level = forms.ChoiceField(
        label=_("What sort of areas are they?"), choices=_LEVELS, required=False
    )
    value = words(_("Column with the figure"), 200)
    people = words(
        _("Column with the number of people"),
        200,
        required=False,
        help_text=_(
            "How many people answered, or of how many people a share is. It shows whether a "
            "group is large enough to be shown."
        ),
    )
    margin = words(_("Column with the margin"), 200, required=False)
    period_column = words(_("Column with the year"), 200, required=False)
    period = forms.IntegerField(
        label=_("Or the year of the whole table"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs=_SHORT),
    )
    name = words(_("Name of the figure"), 160, help_text=_("Such as: feels safe at home."))
    definition = forms.CharField(
        label=_("What is counted?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    source = words(_("Source"), 200, help_text=_("Such as: residents' survey 2025."))
    kind = forms.ChoiceField(
        label=_("What sort of number is it?"), choices=[(one, one.label) for one in _KINDS]
    )
    unit = words(
        _("Unit"), 40, required=False, help_text=_("Such as %, per 1.000 inwoners or mark.")
    )
    decimals = forms.TypedChoiceField(
        label=_("Decimals to show"), coerce=int, choices=[(n, n) for n in range(5)], initial=0
    )
    direction = forms.ChoiceField(
        label=_("Is higher better?"), choices=Direction.choices, initial=Direction.NEUTRAL
    )
    things = forms.BooleanField(
        label=_("It counts things, not people"),
        required=False,
        help_text=_("Such as trees or playgrounds. Small numbers of things may be shown."),
    )
    smallest_sample = forms.IntegerField(
        label=_("Show a group from this many people on"),
        required=False,
        min_value=30,
        max_value=9999,
        widget=forms.TextInput(attrs=_SHORT),
        help_text=_("At least 30. You can only raise it."),
    )
    smallest_cell = forms.IntegerField(
        label=_("Show an answer from this many people on"),
        required=False,
        min_value=10,
        max_value=9999,
        widget=forms.TextInput(attrs=_SHORT),
        help_text=_("At least 10. You can only raise it."),
    )
    trial = forms.BooleanField(
        label=_("Try first: show what would happen and store nothing"), required=False
    )

    def __init__(
        self, *args: Any, known: OwnIndicatorSeen | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        if known is not None:
            kind = Kind(known.kind)
            self.fields["kind"] = forms.ChoiceField(
                label=self.fields["kind"].label, choices=[(kind, kind.label)]
            )

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse a file that is larger than a table of one municipality, before it is read."""
        found: UploadedFile[Any] = self.cleaned_data["file"]
        if (found.size or 0) > LIMIT:
            raise forms.ValidationError(_("The file is too large. Send at most 20 MB at once."))
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for a year, and for the number of people where a share or mean needs it."""
        found = super().clean() or {}
        if not found.get("period_column") and not found.get("period"):
            self.add_error(
                "period", _("Name the column with the year, or the year of the whole table.")
            )
        counted = found.get("kind") not in _OF_PEOPLE or found.get("things")
        if not counted and not found.get("people"):
            self.add_error(
                "people",
                _("Without it nobody can tell whether a group is too small to be shown."),
            )
        return found

    def layout(self) -> Layout:
        """Return which column is what; a new figure gets a key of its name."""
        told, known = self.cleaned_data, self.known
        made = OwnIndicator(
            key=known.key if known else key_of(told["name"]),
            name=told["name"],
            definition=told["definition"],
            source=told["source"],
            unit=told["unit"],
            kind=told["kind"],
            direction=told["direction"],
            decimals=told["decimals"],
            about_people=not told["things"],
            question=known.question if known else "",
            labels=known.labels if known else {},
            smallest_sample=told["smallest_sample"] or 0,
            smallest_cell=told["smallest_cell"] or 0,
            column=told["value"],
            n_column=told["people"],
            margin_column=told["margin"],
        )
        return Layout(
            indicators=(made,),
            area=told["area"],
            period_column=told["period_column"],
            period=told["period"],
            level=told["level"],
        )


def key_of(name: str) -> str:
    """Return the key of a figure with this name.

    >>> key_of("Voelt zich veilig (thuis)")
    'eigen_voelt_zich_veilig_thuis'

    """
    word = slugify(name).replace("-", "_") or _now("figure")
    return f"eigen_{word}"[:59].rstrip("_")
