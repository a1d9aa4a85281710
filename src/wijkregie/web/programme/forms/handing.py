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
    """Asks which regular work takes a project over, who does that, and from which budget.

    Work that is not in the list yet is written down here; without a list that is asked only.
    """

    activity = forms.TypedChoiceField(
        label=_("Which regular work takes it over?"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("Or the name of work that is not in the list yet"),
        required=False,
        max_length=160,
        help_text=_("For example: Beheer van de buurttuin. It comes in the list."),
    )
    holder = forms.CharField(
        label=_("Who does that work?"),
        required=False,
        max_length=160,
        help_text=_("The organisation or team. Only for work that is not in the list yet."),
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
        if activities:
            self.fields["activity"].choices = [  # type: ignore[attr-defined] # it has choices
                *activities,
                ("", _("Work that is not in this list yet")),
            ]
        else:
            del self.fields["activity"]
            self.fields["name"].label = _("Which regular work takes it over?")
            self.fields["holder"].help_text = _("The organisation or team.")
        self.fields["receiver"].choices = [  # type: ignore[attr-defined] # idem
            ("", _("A team that is not in this list")),
            *receivers,
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two: work that is in the list, or other work."""
        told = super().clean() or {}
        known, new = told.get("activity"), told.get("name")
        if not known and not new and not self.errors:
            field = "activity" if "activity" in self.fields else "name"
            self.add_error(field, _("Choose the work that takes it over, or write it down."))
        if known and new:
            self.add_error("name", _("You chose work above. Leave this empty, or choose none."))
        return told


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
