"""Rules for which group gets which reports, and standard answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.signals.services import RuleDraft, StandardDraft
from wijkregie.web.control.forms.base import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.web.control.choices import Choice

OUTCOMES: Final = (
    ("", gettext_lazy("After any decision")),
    (Outcome.FOLLOW_UP, gettext_lazy("When it is taken up")),
    (Outcome.DECLINE, gettext_lazy("When it is not taken up")),
    (Outcome.HAND_OVER, gettext_lazy("When another organisation takes it over")),
)


def _choose(label: Any, help_text: Any = "") -> forms.TypedChoiceField:
    """Return a field of which nought stands for all, or for none."""
    return forms.TypedChoiceField(label=label, help_text=help_text, coerce=_number)


def _number(chosen: Any) -> int | None:
    return int(chosen) or None


class RuleForm(forms.Form):
    """Asks which reports go where. ``tried`` says which trial one has seen."""

    theme = _choose(gettext_lazy("Which theme?"))
    area = _choose(
        gettext_lazy("Which area?"),
        gettext_lazy("The rule also counts for what lies in the area."),
    )
    group = _choose(gettext_lazy("To which group?"))
    organisation = _choose(
        gettext_lazy("Which organisation does it concern?"),
        gettext_lazy("For instance who owns the houses or the lamp posts."),
    )
    place = forms.TypedChoiceField(
        label=gettext_lazy("At which place in the list?"),
        coerce=int,
        help_text=gettext_lazy("The first rule that fits counts: special ones before general."),
    )
    active = forms.BooleanField(
        label=gettext_lazy("This rule counts"),
        required=False,
        help_text=gettext_lazy("Switched off, it stays in the list and does nothing."),
    )
    tried = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(
        self,
        *args: Any,
        themes: Sequence[Choice],
        areas: Sequence[tuple[object, object]],
        groups: Sequence[Choice],
        organisations: Sequence[Choice],
        places: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        asked = {
            "theme": [(0, _("All themes")), *themes],
            "area": [(0, _("The whole municipality")), *areas],
            "group": [(0, _("The wijkteam, as without a rule")), *groups],
            "organisation": [(0, _("No organisation")), *organisations],
            "place": [(n, _place(n, places)) for n in range(1, places + 1)],
        }
        for name, choices in asked.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined] # it has choices

    @property
    def draft(self) -> RuleDraft:
        """Return the rule as asked for."""
        asked = self.cleaned_data
        return RuleDraft(
            asked["area"],
            asked["theme"],
            asked["group"],
            asked["organisation"],
            asked["active"],
        )

    def seen(self, tried: str) -> None:
        """Keep in the form which trial stands on the page."""
        data = self.data.copy()  # type: ignore[attr-defined] # a QueryDict, as it was sent
        data["tried"] = tried
        self.data = data


def _place(n: int, of: int) -> str:
    if n == 1:
        return _("%(place)d, first") % {"place": n}
    if n == of:
        return _("%(place)d, last") % {"place": n}
    return str(n)


class StandardForm(forms.Form):
    """Asks a standard answer, and when it is offered."""

    name = words(
        gettext_lazy("Name"),
        80,
        help_text=gettext_lazy("Only colleagues see this, when they choose."),
    )
    theme = _choose(gettext_lazy("For which theme?"))
    outcome = forms.ChoiceField(label=gettext_lazy("When?"), choices=OUTCOMES, required=False)
    text = forms.CharField(
        label=gettext_lazy("The answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy(
            "Short sentences: what happens, who does it, by when. What differs per report "
            "stands in square brackets, such as [day]; who answers fills it in. [reference], "
            "[theme], [area] and [reported on] fill themselves in."
        ),
    )
    active = forms.BooleanField(label=gettext_lazy("This answer can be chosen"), required=False)

    def __init__(self, *args: Any, themes: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(0, _("All themes")), *themes]
        self.fields["theme"].choices = choices  # type: ignore[attr-defined] # it has choices

    @property
    def draft(self) -> StandardDraft:
        """Return the answer as asked for."""
        asked = self.cleaned_data
        return StandardDraft(
            asked["name"], asked["text"], asked["theme"], asked["outcome"], asked["active"]
        )
