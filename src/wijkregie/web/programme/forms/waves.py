"""A measurement with all that it asks and reads, and its areas, as one form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.indicators.services import (
    AreaRow,
    LineRow,
    PlanDraft,
    PlannedAreaDraft,
    WaveDraft,
    WholePlan,
)
from wijkregie.domain.indicators.states import Mode
from wijkregie.web.programme.forms.handing import day_field
from wijkregie.web.programme.forms.numbers import NumberField
from wijkregie.web.programme.forms.steps import Asked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from django.forms.boundfield import BoundField

QUESTION: Final = "vraag"
REGISTER: Final = "register"
AREA: Final = "gebied"
_LARGEST: Final = 10**8
_WHOLE: Final = _("Write a whole number, such as 300. Leave it empty if nobody knows yet.")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the form: what it is about, and which line or area it is; 0 for a new one."""

    kind: str
    key: str
    legend: str
    id: int = 0
    #: Of a register that stands there already, what the form does not ask.
    keeps: PlanDraft | None = None
    #: The whole municipality, which has all other areas in it.
    whole: bool = False

    @property
    def name(self) -> str:
        """Return what the names of its fields begin with."""
        return f"{self.kind}{self.key}"


class CountField(NumberField):
    """Asks a number of people, "1.250" or "300"; ``None`` where it was left empty."""

    def clean(self, value: Any) -> int | None:
        """Return the whole number.

        Raises ``ValidationError`` with one plain sentence for what is none.
        """
        try:
            found: Decimal | None = super().clean(value)
        except forms.ValidationError:
            raise forms.ValidationError(_WHOLE) from None
        if found is None:
            return None
        if found != int(found) or not self.least <= found < _LARGEST:
            raise forms.ValidationError(_WHOLE)
        return int(found)

    least = 1


class NaughtField(CountField):
    """Asks a number of people that may be nought."""

    least = 0


class WaveHead(Asked):
    """Asks what a measurement is called and when it is."""

    title = forms.CharField(
        label=_("What is the measurement called?"),
        max_length=160,
        help_text=_("For example: Neighbourhood survey 2027."),
    )
    begins_on = day_field(_("From which day can people answer?"))
    ends_on = day_field(_("Up to and including which day?"))
    note = forms.CharField(
        label=_("What is there to say of it?"),
        required=False,
        max_length=400,
        help_text=_("Everyone can read this. Name no persons."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        asked = super().clean() or {}
        first, last = asked.get("begins_on"), asked.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The end comes before the beginning."))
        return asked

    def wave(self) -> WaveDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return WaveDraft(asked["title"], asked["begins_on"], asked["ends_on"], asked["note"])


class WaveForm(WaveHead):
    """Asks a measurement as a whole; ``rows`` are those that are there and new ones."""

    def __init__(
        self,
        *args: Any,
        rows: Sequence[Row],
        series: Sequence[tuple[object, object]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            for name, field in _fields_of(row, series):
                self.fields[f"{row.name}_{name}"] = field

    def clean(self) -> dict[str, Any]:
        """Refuse the whole municipality beside its areas: its people would count twice."""
        asked = super().clean()
        taken = [row for row, said in self._rows(AREA) if any(said.values())]
        whole = next((row for row in taken if row.whole), None)
        if whole and len(taken) > 1:
            self.add_error(
                f"{whole.name}_in",
                _("Choose the whole municipality, or its areas. Else people count twice."),
            )
        return asked

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Return the rows of one sort, each with its fields, for a template."""
        return [
            {"name": row.name, "legend": row.legend, "fields": self._bound(row)}
            for row in self.rows
            if row.kind == kind
        ]

    @property
    def head_fields(self) -> list[BoundField]:
        """The fields that are no part of a row."""
        return [self[name] for name in WaveHead.base_fields]

    def whole(self) -> WholePlan:
        """Return what was filled in; rows that were left empty do not count."""
        asks, reads = self._rows(QUESTION), self._rows(REGISTER)
        lines = [(row, _question(said)) for row, said in asks if row.id or any(said.values())]
        lines += [
            (row, _register(row, said)) for row, said in reads if row.id or said["series"]
        ]
        areas = ((row, said) for row, said in self._rows(AREA) if any(said.values()))
        return WholePlan(
            self.wave(),
            tuple(LineRow(row.name, draft, row.id or None) for row, draft in lines),
            tuple(AreaRow(row.name, _area(row, said)) for row, said in areas),
        )

    def _rows(self, kind: str) -> Iterator[tuple[Row, dict[str, Any]]]:
        """Yield rows with what was filled in, without those that are to go."""
        for row in self.rows:
            said = self._said(row)
            if row.kind == kind and not said.pop("gone", False):
                yield row, said

    def _said(self, row: Row) -> dict[str, Any]:
        begin = f"{row.name}_"
        return {
            name.removeprefix(begin): value
            for name, value in self.cleaned_data.items()
            if name.startswith(begin)
        }

    def _bound(self, row: Row) -> list[BoundField]:
        begin = f"{row.name}_"
        return [self[name] for name in self.fields if name.startswith(begin)]


def _fields_of(
    row: Row, series: Sequence[tuple[object, object]]
) -> Iterator[tuple[str, forms.Field]]:
    made = {QUESTION: _question_fields, REGISTER: _register_fields, AREA: _area_fields}
    yield from made[row.kind](row, series)
    if row.id and row.kind != AREA:
        gone = _("Take this question away") if row.kind == QUESTION else _("Take it away")
        yield "gone", forms.BooleanField(label=gone, required=False)


def _question_fields(
    _row: Row, _series: Sequence[tuple[object, object]]
) -> Iterator[tuple[str, forms.Field]]:
    yield "wording", _line(_("The question, as people read it"), 400)
    yield (
        "question",
        _line(
            _("Key of the question"),
            60,
            _("The same in each measurement, such as v12. By this one finds it again."),
            widget=forms.TextInput(attrs={"list": "vragen", "autocomplete": "off"}),
        ),
    )
    yield "scale", _line(_("Scale"), 120, _("Such as: grade from 1 to 10."))
    yield (
        "answers",
        forms.CharField(
            label=_("Answers to choose from"),
            required=False,
            max_length=6000,
            help_text=_("One on a line."),
            widget=forms.Textarea(attrs={"rows": 3}),
        ),
    )
    yield (
        "n",
        _count(
            _("On how many answers do you count?"), _("Leave it empty if nobody knows yet.")
        ),
    )
    yield "owner", _line(_("Who sees to it?"), 160, _("A role or an organisation."))
    yield "modes", _modes()


def _register_fields(
    row: Row, series: Sequence[tuple[object, object]]
) -> Iterator[tuple[str, forms.Field]]:
    if not row.id:
        yield (
            "series",
            forms.TypedChoiceField(
                label=_("Which figure of a register?"),
                required=False,
                coerce=int,
                empty_value=None,
                choices=series,
            ),
        )
    yield "owner", _line(_("Who sees to it?"), 160, _("A role or an organisation."))


def _area_fields(
    _row: Row, _series: Sequence[tuple[object, object]]
) -> Iterator[tuple[str, forms.Field]]:
    yield "in", forms.BooleanField(label=_("Is measured here"), required=False)
    yield "n", _count(_("Number of answers"))
    yield "modes", _modes()


def _count(label: Any, help_text: Any = "") -> CountField:
    return CountField(label=label, required=False, help_text=help_text)


def _modes() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("How can people answer?"),
        required=False,
        choices=Mode.choices,
        widget=forms.CheckboxSelectMultiple,
    )


def _line(label: Any, longest: int, help_text: Any = "", **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=longest, help_text=help_text, **more
    )


def _question(said: dict[str, Any]) -> PlanDraft:
    return PlanDraft(
        question=said["question"],
        wording=said["wording"],
        scale=said["scale"],
        answers=tuple(line for one in said["answers"].splitlines() if (line := one.strip())),
        n=said["n"],
        modes=tuple(said["modes"]),
        owner=said["owner"],
    )


def _register(row: Row, said: dict[str, Any]) -> PlanDraft:
    if row.keeps is None:
        return PlanDraft(series_id=said["series"], owner=said["owner"])
    keeps = row.keeps
    return PlanDraft(
        series_id=keeps.series_id, n=keeps.n, modes=keeps.modes, owner=said["owner"]
    )


def _area(row: Row, said: dict[str, Any]) -> PlannedAreaDraft:
    return PlannedAreaDraft(row.id, said["n"], tuple(said["modes"]))
