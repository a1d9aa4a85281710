"""What is asked: a file, and what one does with a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.practice.services import ParagraphDraft
from wijkregie.domain.practice.states import Choice, ParagraphKind
from wijkregie.sources.practice import LIMIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile

    from wijkregie.domain.practice.queries import ParagraphSeen

    Choices = Sequence[tuple[object, object]]


class FileForm(forms.Form):
    """A template, and the programme for which it is read."""

    use_required_attribute = False

    programme = forms.TypedChoiceField(
        label=_("For which programme?"), coerce=int, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=_("The file of the other municipality"),
        help_text=_("A file that ends in .yaml or .json, of at most 400 kilobytes."),
    )

    def __init__(self, *args: Any, programmes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = programmes  # type: ignore[attr-defined] # it has
        if len(programmes) == 1:
            self.fields["programme"].initial = programmes[0][0]

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse a file that is too large before it is read."""
        found: UploadedFile[Any] = self.cleaned_data["file"]
        if (found.size or 0) > LIMIT:
            raise forms.ValidationError(
                _("This file is larger than any template. Is it the right one?")
            )
        return found


class ParagraphForm(forms.Form):
    """What one does with a paragraph, in which words, and why."""

    use_required_attribute = False

    choice = forms.ChoiceField(
        label=_("What do you do with it?"),
        choices=[
            (Choice.KEPT, _("Take over as it is")),
            (Choice.CHANGED, _("Take over in our own words")),
            (Choice.DROPPED, _("Do not take over")),
        ],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label=_("Our own words"),
        required=False,
        max_length=200,
        help_text=_("Only for “in our own words”. The original stays beside it."),
    )
    aims = forms.CharField(
        label=_("What it is about, one line each"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    unit = forms.CharField(label=_("Unit"), required=False, max_length=40)
    goal = forms.TypedChoiceField(
        label=_("Below which goal?"), required=False, coerce=int, empty_value=None
    )
    reason = forms.CharField(
        label=_("Why do you do that here?"),
        required=False,
        max_length=400,
        help_text=_("Needed for own words, and for what you do not take over."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, paragraph: ParagraphSeen, goals: Choices, **kwargs: Any
    ) -> None:
        known = paragraph.original
        initial = {
            "title": known.title,
            "aims": "\n".join(known.aims),
            "unit": known.unit,
            "goal": paragraph.above_id or "",
            "reason": paragraph.reason,
        }
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        kind = paragraph.kind
        self.fields["goal"].choices = goals  # type: ignore[attr-defined] # it has choices
        if kind == ParagraphKind.VISION:
            self.fields["title"] = forms.CharField(
                label=_("Our own words"),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 6}),
                help_text=_("Only for “in our own words”. The original stays beside it."),
            )
        if kind == ParagraphKind.INDICATOR:
            self.fields["goal"].label = _("With which goal does it belong?")
        absent = {
            ParagraphKind.VISION: ("aims", "unit", "goal"),
            ParagraphKind.GOAL: ("unit",),
            ParagraphKind.INDICATOR: ("aims",),
        }
        for name in absent[kind]:
            del self.fields[name]

    def draft(self) -> ParagraphDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return ParagraphDraft(
            choice=asked["choice"],
            reason=asked["reason"],
            title=asked["title"],
            aims=tuple(asked.get("aims", "").splitlines()),
            unit=asked.get("unit", ""),
            goal_id=asked.get("goal"),
        )
