"""The evening of a group: what is said, what shows it, the points, and what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.programme.services import EvidenceDraft
from wijkregie.domain.programme.states import (
    Priority,
    Score,
    StatementKind,
    StatementSource,
)
from wijkregie.web.programme.forms.project import Chosen, several
from wijkregie.web.programme.forms.steps import ApproveForm, Asked, long_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from wijkregie.domain.programme.queries import StatementSeen

    Choice = tuple[object, object]

_KINDS = [
    (StatementKind.STRENGTH, _("Strong: this goes well here")),
    (StatementKind.WEAKNESS, _("Weak: this can be better here")),
    (StatementKind.OPPORTUNITY, _("Opportunity: this can help us")),
    (StatementKind.THREAT, _("Threat: this can become worse")),
]
_SOURCES = [
    (StatementSource.FIGURES, _("The figures")),
    (StatementSource.PROFESSIONALS, _("The professionals")),
    (StatementSource.RESIDENTS, _("The residents")),
]
_SCORES = [
    (Score.ABOVE, _("Above average")),
    (Score.AVERAGE, _("Average")),
    (Score.BELOW, _("Below average")),
]
_PRIORITIES = [
    ("", _("As heavy as the others")),
    (Priority.HIGH, _("It weighs heavily")),
    (Priority.LOW, _("It weighs less")),
]


class BeginForm(Chosen):
    """Asks of which area, by which group, and how many points each divides."""

    area = forms.TypedChoiceField(label=_("Which area?"), coerce=int)
    group = forms.TypedChoiceField(
        label=_("Which group?"),
        coerce=int,
        help_text=_("Who attends its meetings writes along and divides points."),
    )
    points = forms.IntegerField(
        label=_("How many points does each member divide?"),
        initial=10,
        min_value=3,
        max_value=30,
    )


class StatementForm(Asked):
    """Asks what somebody sees in the area, and who says so."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=_KINDS, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What do you see in this area?"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence about the area. Name no persons. Everyone can read it."),
    )
    source = forms.ChoiceField(
        label=_("Who says so?"), choices=_SOURCES, widget=forms.RadioSelect
    )


class GoneForm(Asked):
    """Asks nothing; tells which words of a statement are about to go."""

    text = forms.CharField(
        label=_("What do you see in this area?"), required=False, widget=forms.HiddenInput
    )


class ProofForm(Chosen):
    """Asks what shows it: one of a figure, a signal, a meeting, a document."""

    figure = forms.ChoiceField(label=_("A figure of this area"), required=False)
    signal = forms.CharField(
        label=_("A signal"),
        required=False,
        max_length=12,
        help_text=_("Fill in its reference, such as K7MN2P4Q."),
    )
    meeting = forms.ChoiceField(label=_("A meeting"), required=False)
    document = forms.CharField(
        label=_("A document"),
        required=False,
        max_length=160,
        help_text=_("Its title, with the page. For example: Wijkmonitor 2009, page 12."),
    )
    address = forms.CharField(
        label=_("Where can one read the document?"),
        required=False,
        max_length=300,
        help_text=_("Its address on the internet, from https:// on."),
    )

    def draft(self, area_id: int, signal_id: int | None) -> EvidenceDraft:
        """Return what was filled in; of which area, and which signal the reference is."""
        asked = self.cleaned_data
        figure, meeting = asked.get("figure"), asked.get("meeting")
        return EvidenceDraft(
            indicator_id=int(figure) if figure else None,
            area_id=area_id if figure else None,
            signal_id=signal_id,
            meeting_id=int(meeting) if meeting else None,
            document=asked["document"],
            address=asked["address"],
        )


class MergeForm(Asked):
    """Asks which statement says the same, and goes."""

    other = forms.TypedChoiceField(
        label=_("Which statement says the same?"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, others: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = others  # type: ignore[attr-defined] # it has


class Points(forms.IntegerField):
    """A number of points; what is left open is none."""

    def clean(self, value: Any) -> int:
        """Return the points."""
        found: int = super().clean("0" if value in self.empty_values else value)
        return found


class PointsForm(Asked):
    """Asks how many points each statement gets."""

    def __init__(
        self,
        *args: Any,
        statements: Sequence[tuple[StatementSeen, str]],
        own: Mapping[int, int],
        most: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for one, said in statements:
            self.fields[f"s{one.id}"] = Points(
                label=one.text,
                help_text=said,
                min_value=0,
                max_value=most,
                initial=own.get(one.id),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def points(self) -> dict[int, int]:
        """Return the points by statement."""
        return {
            int(name[1:]): number
            for name, number in self.cleaned_data.items()
            if name.startswith("s")
        }


class PaperForm(PointsForm):
    """Asks the same of a sheet of paper, with the number on it."""

    number = forms.IntegerField(
        label=_("Number of the sheet"),
        min_value=1,
        max_value=99,
        help_text=_("Write a number on each sheet, and fill in that number."),
    )
    correct = forms.BooleanField(
        label=_("I correct this sheet: it was entered before"), required=False
    )


class SettleForm(ApproveForm):
    """Asks the main points, the heaviest first, and how that was decided.

    ``weighed`` tells that the statements come in the order of their points, so that the
    first three are filled in.
    """

    first = forms.TypedChoiceField(label=_("First main point"), coerce=int)
    second = forms.TypedChoiceField(
        label=_("Second main point"), coerce=int, required=False, empty_value=None
    )
    third = forms.TypedChoiceField(
        label=_("Third main point"), coerce=int, required=False, empty_value=None
    )
    field_order = (
        "first",
        "second",
        "third",
        "body",
        "taken_on",
        "document",
        "reason",
        "mandate",
    )

    def __init__(
        self,
        *args: Any,
        statements: Sequence[Choice],
        bodies: Sequence[Choice],
        today: date,
        weighed: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, bodies=bodies, today=today, **kwargs)
        del self.fields["outcome"]
        none, first = [("", _("No main point"))], [] if weighed else [("", _("Choose one"))]
        for place, name in enumerate(("first", "second", "third")):
            self.fields[name].choices = (none if place else first) + list(statements)  # type: ignore[attr-defined] # it has
            if weighed and place < len(statements):
                self.fields[name].initial = statements[place][0]

    def chosen(self) -> list[int]:
        """Return the main points in their order."""
        asked = self.cleaned_data
        found = (asked[name] for name in ("first", "second", "third"))
        return [pk for pk in found if pk is not None]


class BottleneckForm(Chosen):
    """Asks how the bottleneck is called, and which goals answer it."""

    title = forms.CharField(label=_("How do you call the bottleneck?"), max_length=200)
    priority = forms.ChoiceField(
        label=_("How much does it weigh?"),
        choices=_PRIORITIES,
        required=False,
        widget=forms.RadioSelect,
    )
    goals = several(_("Which goals answer it?"))
    remark = forms.CharField(
        label=_("What else should one know?"), required=False, max_length=400
    )


class ScoreForm(Asked):
    """Asks how an area stands beside the others of its programme."""

    score = forms.ChoiceField(
        label=_("How does this area stand beside the others?"),
        choices=_SCORES,
        widget=forms.RadioSelect,
    )
    remark = long_text(
        _("What is to be said of it?"), 400, _("Everyone can read this."), required=False
    )
