"""How an indicator is measured, by which measurements a programme, and how effect is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.indicators.services import MeasuringRefused, question_key
from wijkregie.domain.programme.services import EvaluationDraft, MeasuringDraft, PartDraft
from wijkregie.web.programme.forms.numbers import NumberField
from wijkregie.web.programme.forms.project import Chosen, several
from wijkregie.web.programme.forms.waves import CountField, NaughtField

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from django.forms.boundfield import BoundField

    Choices = Sequence[tuple[object, object]]

#: How many parts are empty at first; the button asks for more.
EMPTY_PARTS: Final = 2
MOST_PARTS: Final = 60
_PART: Final = "deel"


def _wave(label: Any, help_text: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, required=False, coerce=int, empty_value=None, help_text=help_text
    )


class WavesForm(Chosen):
    """Asks by which measurements a programme is measured."""

    waves = several(
        _("By which measurements is the programme measured?"),
        _("Those that were done and those that are planned."),
    )


class MeasuringForm(Chosen):
    """Asks by which question an indicator is measured, and where its baseline came from."""

    question = forms.CharField(
        label=_("Which question tells it?"),
        required=False,
        max_length=60,
        help_text=_("Choose one of a measurement, or give a new one a key, such as v12."),
        widget=forms.TextInput(attrs={"list": "vragen", "autocomplete": "off"}),
    )
    baseline_wave = _wave(
        _("Which measurement gave the baseline?"),
        _("Then the checks see whether the next one asks it in the same way."),
    )
    deviation = NumberField(
        label=_("How much do answers differ from each other?"),
        required=False,
        help_text=_(
            "The standard deviation of one answer. Most grades from 1 to 10 have about 1,5: "
            "when the mean is 7, two of three people then give between 5,5 and 8,5. Look it up "
            "in the last measurement. Leave it empty if you do not know it."
        ),
    )

    def __init__(
        self, *args: Any, offer: Mapping[str, Choices], share: bool, parts: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, offer=offer, **kwargs)
        self.parts = min(parts, MOST_PARTS) if share else 0
        if share:
            del self.fields["deviation"]
        for at in range(self.parts):
            for name, field in _part_fields(offer.get("areas", ())):
                self.fields[f"{_PART}{at}_{name}"] = field

    @property
    def part_rows(self) -> list[list[BoundField]]:
        """The fields of each part."""
        return [
            [self[f"{_PART}{at}_{name}"] for name in ("area", "name", "some", "all")]
            for at in range(self.parts)
        ]

    @property
    def plain_fields(self) -> list[BoundField]:
        """The fields that are no part of a part."""
        return [one for one in self.visible_fields() if not one.name.startswith(_PART)]

    def clean_question(self) -> str:
        """Refuse what is no key of a question."""
        try:
            return question_key(self.cleaned_data["question"])
        except MeasuringRefused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def clean(self) -> dict[str, Any]:
        """Refuse a part without a name, with two, or with more people than there are."""
        asked = super().clean() or {}
        for at in range(self.parts):
            area, name, some, all_ = _said(asked, at)
            if area and name:
                self.add_error(
                    f"{_PART}{at}_name", _("Choose an area or write a name, not both.")
                )
            if not area and not name and (some is not None or all_ is not None):
                self.add_error(f"{_PART}{at}_area", _("Choose an area, or write a name."))
            if some is not None and all_ is not None and some > all_:
                self.add_error(
                    f"{_PART}{at}_some",
                    _("This is more than all who answered. Change one of the two."),
                )
        return asked

    def draft(self) -> MeasuringDraft:
        """Return what was filled in so far; what is not right yet is left out."""
        asked = self.cleaned_data
        return MeasuringDraft(
            question=asked.get("question", ""),
            baseline_wave_id=asked.get("baseline_wave"),
            deviation=asked.get("deviation"),
            parts=tuple(self._parts()),
        )

    def _parts(self) -> Iterator[PartDraft]:
        for at in range(self.parts):
            area, name, some, all_ = _said(self.cleaned_data, at)
            if area or name:
                yield PartDraft(area, "" if area else name, some, all_)


def _said(asked: Mapping[str, Any], at: int) -> tuple[Any, ...]:
    begin = f"{_PART}{at}_"
    return tuple(asked.get(f"{begin}{name}") for name in ("area", "name", "some", "all"))


def _part_fields(areas: Choices) -> Iterator[tuple[str, forms.Field]]:
    yield (
        "area",
        forms.TypedChoiceField(
            label=_("Area"),
            required=False,
            coerce=int,
            empty_value=None,
            choices=[("", _("No area")), *areas],
        ),
    )
    yield "name", forms.CharField(label=_("Or another name"), required=False, max_length=120)
    yield "some", NaughtField(label=_("How many gave this answer"), required=False)
    yield "all", CountField(label=_("How many answered"), required=False)


def parts_as_sent(parts: Sequence[PartDraft]) -> dict[str, Any]:
    """Return parts by the names of their fields."""
    found: dict[str, Any] = {}
    for at, one in enumerate(parts):
        begin = f"{_PART}{at}_"
        found |= {
            f"{begin}area": one.area_id or "",
            f"{begin}name": one.name,
            f"{begin}some": one.numerator,
            f"{begin}all": one.denominator,
        }
    return found


class EffectForm(Chosen):
    """Asks how one will tell whether the programme had an effect."""

    title = forms.CharField(
        label=_("What is the plan called?"),
        max_length=160,
        help_text=_("For example: Do the three areas get on better?"),
    )
    indicator = forms.TypedChoiceField(
        label=_("By which figure does one tell the effect?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Choose it before the last measurement begins. After that it stays."),
    )
    treated = several(_("In which areas does the programme work?"))
    comparison = several(
        _("With which areas do you compare those?"),
        _("Areas that look like them, and where the programme does not work."),
    )
    selection_wave = _wave(
        _("By which measurement were the areas chosen?"),
        _("Who scores worst scores better by itself the next time. So take another baseline."),
    )
    baseline_wave = _wave(_("Which measurement is the baseline?"))
    follow_up_wave = _wave(_("Which measurement tells how it is afterwards?"))

    def clean(self) -> dict[str, Any]:
        """Refuse an area that is to be compared with itself."""
        asked = super().clean() or {}
        both = set(asked.get("treated", ())) & set(asked.get("comparison", ()))
        if both:
            names = dict(self.fields["treated"].choices)  # type: ignore[attr-defined] # has
            told = ", ".join(str(names[pk]) for pk in sorted(both))
            words = _("%(names)s cannot be compared with itself. Choose one of the two.")
            self.add_error("comparison", words % {"names": told})
        return asked

    def draft(self) -> EvaluationDraft:
        """Return what was filled in so far; what is not right yet is left out."""
        asked = self.cleaned_data
        return EvaluationDraft(
            title=asked.get("title", ""),
            indicator_id=asked.get("indicator"),
            treated_ids=tuple(sorted(asked.get("treated", ()))),
            comparison_ids=tuple(sorted(asked.get("comparison", ()))),
            selection_wave_id=asked.get("selection_wave"),
            baseline_wave_id=asked.get("baseline_wave"),
            follow_up_wave_id=asked.get("follow_up_wave"),
        )
