"""A report to the council, and what was learned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.web.programme.forms.steps import Asked, long_text

if TYPE_CHECKING:
    from collections.abc import Sequence


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget)


class ReportForm(Asked):
    """Asks of which day a report tells, and what the writer adds to the figures."""

    title = forms.CharField(label=_("Title"), max_length=160)
    as_of = _day(
        _("As it was on which day?"),
        _("Today, or a day shortly before. What carries a date counts as it was on that day."),
    )
    words = long_text(
        _("What do you want to say beside the figures?"),
        2000,
        _("In short, for the council. Everyone can read this. Name no persons."),
        required=False,
    )


class LessonForm(Asked):
    """Asks what was learned, and where."""

    text = long_text(
        _("What did you learn?"),
        600,
        _(
            "Everyone can read this on the project card and in the next report. Name no "
            "persons."
        ),
    )
    project = forms.TypedChoiceField(
        label=_("In which project?"), coerce=int, empty_value=None, required=False
    )
    learned_on = _day(_("When?"))

    def __init__(
        self, *args: Any, projects: Sequence[tuple[object, object]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("in the programme as a whole"))
        self.fields["project"].choices = [every, *projects]  # type: ignore[attr-defined] # it has choices
