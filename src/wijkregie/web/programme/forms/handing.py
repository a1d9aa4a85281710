"""The hand-over of a project, and regular work beside a programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.web.programme.forms.steps import Asked, long_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    Choice = tuple[object, object]


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """Return a field for a day, with the picker of the browser."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
    )


class OfferForm(Asked):
    """Asks which regular work takes a project over, who does that, and from which budget."""

    activity = forms.TypedChoiceField(
        label=_("Which regular work takes it over?"), coerce=int, widget=forms.RadioSelect
    )
    receiver = forms.ChoiceField(
        label=_("Which team goes on with it?"),
        required=False,
        help_text=_("A team that works along here gets a mail and answers by itself."),
    )
    team = forms.CharField(
        label=_("Or the name of a team that is not in the list"),
        required=False,
        max_length=160,
        help_text=_("For example: Team Beheer, Openbare ruimte."),
    )
    budget_line = forms.CharField(
        label=_("From which budget?"),
        required=False,
        max_length=160,
        help_text=_(
            "The line in the budget that pays for it. Leave it empty if not known yet."
        ),
    )
    on = day_field(
        _("From which day?"), _("Leave it empty while it is not known."), required=False
    )

    def __init__(
        self,
        *args: Any,
        activities: Sequence[Choice],
        receivers: Sequence[Choice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity"].choices = activities  # type: ignore[attr-defined] # it has choices
        self.fields["receiver"].choices = [  # type: ignore[attr-defined] # idem
            ("", _("A team that is not in this list")),
            *receivers,
        ]


class AnswerForm(Asked):
    """Asks who receives a project whether they take it."""

    answer = forms.ChoiceField(
        label=_("Do you take it over?"),
        choices=[("yes", _("Yes, we go on with it")), ("no", _("No, we do not take it"))],
        widget=forms.RadioSelect,
    )
    why_not = forms.CharField(
        label=_("Why not?"),
        required=False,
        max_length=400,
        help_text=_("Only when you do not take it. Who offered it reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NoteForm(Asked):
    """Asks who accepted on behalf of a team without an account here, and when."""

    who = forms.CharField(
        label=_("Who accepted it?"),
        max_length=120,
        help_text=_("As what, for example: team leader. Name no persons."),
    )
    on = day_field(_("On which day?"))


class RegularForm(Asked):
    """Asks what regular work is, who does it, and for which goals."""

    name = forms.CharField(label=_("What is the work called?"), max_length=160)
    holder = forms.CharField(
        label=_("Who does it?"),
        required=False,
        max_length=160,
        help_text=_("The organisation or team."),
    )
    goals = forms.TypedMultipleChoiceField(
        label=_("Which goals does it serve?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, goals: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goals"].choices = goals  # type: ignore[attr-defined] # it has choices


class StoppedForm(Asked):
    """Asks since when regular work no longer works, and why."""

    on = day_field(_("Since when?"))
    why = long_text(
        _("Why does it no longer work?"), 400, _("Everyone can read this. Name no persons.")
    )
