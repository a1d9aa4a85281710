"""A goal, and what is measured of it with its targets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.core import units
from wijkregie.domain.programme.services import GoalDraft, IndicatorDraft, TargetDraft
from wijkregie.domain.programme.states import Direction, GoalLevel
from wijkregie.web.programme.forms.numbers import MomentField, NumberField
from wijkregie.web.programme.forms.project import Chosen
from wijkregie.web.programme.forms.steps import long_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.forms.boundfield import BoundField

#: How many targets may be filled in at once; a change leaves room for two more.
ROWS: Final = 4
MOST_ROWS: Final = 20
_LEVELS: Final = [
    (GoalLevel.IMPACT, _("Societal effect: what is different in the end")),
    (GoalLevel.TACTICAL, _("Tactical goal: what that takes")),
    (GoalLevel.OPERATIONAL, _("Operational goal: what can be measured in an area")),
    (GoalLevel.RESULT, _("Result: what was delivered")),
]


class Kept(Chosen):
    """A form that knows how the thing was when it was read (``voor``)."""

    voor = forms.CharField(required=False, widget=forms.HiddenInput, max_length=20_000)

    def before(self, draft_of: Any) -> Any:
        """Return the draft of how it was, nothing where that did not come along."""
        try:
            sent = json.loads(self.cleaned_data.get("voor", ""))
            was = type(self)(_flat(sent), **self.again)
        except (TypeError, ValueError, RecursionError):
            return None
        was.full_clean()
        return draft_of(was)

    again: Mapping[str, Any]

    @property
    def target_rows(self) -> list[tuple[BoundField, BoundField]]:
        """The pairs of fields of each target; nothing where a form asks for none."""
        return []

    def as_sent(self) -> str:
        """Return what the form shows at first, to send along unseen."""
        shown = {
            one.html_name: one.field.prepare_value(one.initial)
            for one in self
            if one.name != "voor"
        }
        return json.dumps({name: _plain(value) for name, value in shown.items()})


def _plain(value: Any) -> Any:
    return "" if value is None else str(value)


def _flat(sent: Any) -> dict[str, str]:
    """Return what was sent along as a form takes it. Raises ``TypeError`` for anything else."""
    if not isinstance(sent, dict):
        raise TypeError
    return {str(name): str(value) for name, value in sent.items()}


class GoalForm(Kept):
    """Asks what has to change, and where it stands in the tree."""

    title = forms.CharField(
        label=_("What has to change?"),
        max_length=200,
        help_text=_("Name what is different then, for whom, where and when. Not what you do."),
    )
    level = forms.ChoiceField(
        label=_("At which level?"), choices=_LEVELS, widget=forms.RadioSelect
    )
    parent = forms.TypedChoiceField(
        label=_("Under which goal does it stand?"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={
            "invalid_choice": _(
                "It cannot stand under this goal: a goal does not stand under itself, or the "
                "goal is gone. Choose another goal, or none."
            )
        },
    )
    aims = long_text(
        _("What do people notice of it?"), 2000, _("One thing on a line."), required=False
    )
    open_because = forms.CharField(
        label=_("Deliberately left open, because"),
        required=False,
        max_length=400,
        help_text=_(
            "Not every goal has to be exact. Write here why, and the checks do not ask for it."
        ),
    )

    def __init__(self, *args: Any, offer: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, offer=offer, **kwargs)
        self.again = {"offer": offer}

    def draft(self) -> GoalDraft:
        """Return what was filled in so far; what is not right yet is left out."""
        asked = self.cleaned_data
        return GoalDraft(
            title=asked.get("title", ""),
            level=GoalLevel(asked.get("level") or GoalLevel.OPERATIONAL),
            parent_id=asked.get("parent"),
            aims=tuple(line for one in _lines(asked.get("aims", "")) if (line := one.strip())),
            open_because=asked.get("open_because", ""),
        )


class IndicatorForm(Kept):
    """Asks what is measured, where it comes from, where it stood, and what is aimed at."""

    title = forms.CharField(
        label=_("What do you measure?"),
        max_length=200,
        help_text=_("Such as: knows the neighbours."),
    )
    unit = forms.CharField(
        label=_("In what?"), max_length=40, help_text=_("Such as: %, or people a year.")
    )
    direction = forms.ChoiceField(
        label=_("When is it better?"),
        choices=[
            (Direction.HIGHER, _("When it is higher")),
            (Direction.LOWER, _("When it is lower")),
        ],
        initial=Direction.HIGHER,
        widget=forms.RadioSelect,
    )
    owner = forms.CharField(
        label=_("Who sees to it that it is measured?"),
        required=False,
        max_length=160,
        help_text=_("A role or an organisation, no name of a person."),
    )
    source = forms.CharField(
        label=_("Which question or which register?"),
        required=False,
        max_length=200,
        help_text=_("Such as: Wijkenquête, question 7."),
    )
    series = forms.TypedChoiceField(
        label=_("Which figure of this site tells how it is now?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Values of now come from there; nobody types them over."),
    )
    series_area = forms.TypedChoiceField(
        label=_("Of which area?"), required=False, coerce=int, empty_value=None
    )
    same_unit = forms.BooleanField(
        label=_("This figure is in the same unit, only written otherwise"), required=False
    )
    baseline = NumberField(
        label=_("What was it before?"),
        required=False,
        help_text=_("The baseline. Leave it empty if it is not known; it is never nought."),
    )
    baseline_when = MomentField(
        label=_("When was that measured?"), help_text=_("A year, or a day: 31-12-2026.")
    )
    baseline_n = forms.IntegerField(
        label=_("How many people answered?"), required=False, min_value=1, max_value=10**7
    )
    baseline_source = forms.CharField(
        label=_("Where does that value come from?"),
        required=False,
        max_length=200,
        help_text=_("Only if that is another source than the one above."),
    )

    def __init__(
        self, *args: Any, offer: Mapping[str, Any], rows: int = ROWS, **kwargs: Any
    ) -> None:
        super().__init__(*args, offer=offer, **kwargs)
        self.again, self.rows = {"offer": offer, "rows": rows}, rows
        if not self._asks_unit(offer.get("units", {})):
            del self.fields["same_unit"]
        for at in range(rows):
            self.fields[f"value_{at}"] = NumberField(label=_("Value"), required=False)
            self.fields[f"when_{at}"] = MomentField(label=_("Year or day"))

    def _asks_unit(self, known: Mapping[str, str]) -> bool:
        """Tell whether only a person can say that the figure sent is in the unit sent."""
        unit = known.get(self.data.get("series", ""))
        sent = self.data.get("unit", "")
        return unit is not None and units.match(sent, unit) is units.Match.UNSURE

    @property
    def target_rows(self) -> list[tuple[BoundField, BoundField]]:
        """The pairs of fields of each target."""
        return [(self[f"value_{at}"], self[f"when_{at}"]) for at in range(self.rows)]

    @property
    def plain_fields(self) -> list[BoundField]:
        """The fields that are no part of a target."""
        return [
            one for one in self.visible_fields() if not one.name.startswith(("value_", "when_"))
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a moment without a value, and a figure without its area."""
        asked = super().clean() or {}
        for at in range(self.rows):
            value, when = asked.get(f"value_{at}"), asked.get(f"when_{at}")
            if value is None and when and when[0] and f"value_{at}" in asked:
                self.add_error(f"value_{at}", _("Fill in what is aimed at then."))
        if (
            asked.get("series")
            and "series_area" in self.fields
            and not asked.get("series_area")
        ):
            self.add_error("series_area", _("Choose of which area this figure is."))
        return asked

    def draft(self) -> IndicatorDraft:
        """Return what was filled in so far; what is not right yet is left out."""
        asked = self.cleaned_data
        year, on = asked.get("baseline_when") or (None, None)
        return IndicatorDraft(
            title=asked.get("title", ""),
            unit=asked.get("unit", ""),
            direction=Direction(asked.get("direction") or Direction.HIGHER),
            owner=asked.get("owner", ""),
            source=asked.get("source", ""),
            series_id=asked.get("series"),
            series_area_id=asked.get("series_area") if asked.get("series") else None,
            baseline=asked.get("baseline"),
            baseline_year=year,
            baseline_on=on,
            baseline_n=asked.get("baseline_n"),
            baseline_source=asked.get("baseline_source", ""),
            targets=tuple(self._targets()),
            same_unit=asked.get("same_unit", False),
        )

    def _targets(self) -> Iterator[TargetDraft]:
        for at in range(self.rows):
            value = self.cleaned_data.get(f"value_{at}")
            year, on = self.cleaned_data.get(f"when_{at}") or (None, None)
            if value is not None:
                yield TargetDraft(value, year, on)


def _lines(text: str) -> list[str]:
    return text.splitlines()
