"""A ballot to fill in: marks, an order, or amounts, and the code of the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.budgets.services import BallotDraft
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.web.http.money import euro_text
from wijkregie.web.voting.sheet import AMOUNTS, MANY, SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijkregie.web.voting.sheet import Sheet

#: What a script adds up; without one the button under the ballot does.
_COUNTS: Final = {"data-counts": "1"}
#: The longest list of amounts that one chooses from; more is typed.
_LONGEST: Final = 60
#: So many places are offered where nobody set how many plans one may put in order.
_PLACES: Final = 10


def code_field() -> forms.CharField:
    """Return the field for the code of a letter. No browser keeps or mends what is typed."""
    attrs = {
        "autocomplete": "off",
        "autocapitalize": "characters",
        "autocorrect": "off",
        "spellcheck": "false",
        "class": "wr-vote-code",
    }
    return forms.CharField(
        label=_("Your code"),
        max_length=40,
        widget=forms.TextInput(attrs=attrs),
        help_text=_("The sixteen letters and figures in your letter. Blanks do not matter."),
        error_messages={"required": _("Type the code that is in your letter.")},
    )


class CodeForm(forms.Form):
    """Asks the code of a letter."""

    use_required_attribute = False
    code = code_field()


class BallotForm(CodeForm):
    """A ballot with the code. What one chose is kept whatever is wrong with it.

    ``plans`` is the field of the choice as a whole: faults of the ballot stand there.
    """

    def __init__(self, *args: Any, sheet: Sheet, helps: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        code = self.fields.pop("code")
        self.fields["plans"] = self._plans()
        for name, field in self._more():
            self.fields[name] = field
        self.fields["code"] = code
        if helps:
            self.fields["helped"] = forms.BooleanField(
                label=_("I helped somebody to vote, who is here and chose"), required=False
            )

    def _plans(self) -> forms.Field:
        choices = [(one.mark, one.name) for one in self.sheet.open_options]
        label = gettext("Your choice")
        gone = {"invalid_choice": _("This is not on the ballot. Choose another.")}
        if self.sheet.kind in MANY:
            return forms.MultipleChoiceField(
                label=label,
                choices=choices,
                required=False,
                error_messages=gone,
                widget=forms.CheckboxSelectMultiple,
            )
        if self.sheet.kind in SINGLE:
            if self.sheet.blank:
                choices.append(("", gettext("I choose none of them")))
            return forms.ChoiceField(
                label=label,
                choices=choices,
                required=False,
                error_messages=gone,
                widget=forms.RadioSelect,
            )
        return forms.CharField(label=label, required=False, widget=forms.HiddenInput)

    def _more(self) -> Iterator[tuple[str, forms.Field]]:
        if self.sheet.kind is BallotKind.RANKING:
            number = len(self.sheet.open_options)
            for place in range(1, min(self.sheet.most or _PLACES, number) + 1):
                yield f"place{place}", self._place(place)
        if self.sheet.kind in AMOUNTS:
            for at, one in enumerate(self.sheet.options):
                if not one.left_out:
                    yield f"amount{at}", self._amount(one.name)

    def _place(self, place: int) -> forms.Field:
        plans = [(one.mark, one.name) for one in self.sheet.open_options]
        return forms.ChoiceField(
            label=gettext("Choice %(place)d") % {"place": place},
            choices=[("", gettext("No plan")), *plans],
            required=False,
            error_messages={"invalid_choice": _("This is not on the ballot. Choose another.")},
        )

    def _amount(self, name: str) -> forms.Field:
        sheet = self.sheet
        if sheet.kind is BallotKind.THEMES and (sheet.total or 0) // sheet.step <= _LONGEST:
            steps = range(0, (sheet.total or 0) + 1, sheet.step)
            return forms.TypedChoiceField(
                label=name,
                choices=[(str(cents), euro_text(cents)) for cents in steps],
                coerce=int,
                required=False,
                widget=forms.Select(attrs=_COUNTS),
            )
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "wr-vote-number"}
        attrs |= _COUNTS
        return forms.IntegerField(
            label=name,
            min_value=0,
            max_value=10**9,
            required=False,
            widget=forms.TextInput(attrs=attrs),
            error_messages={
                "invalid": _("Write a whole number in figures, such as 3."),
                "min_value": _("A number cannot be below nought."),
            },
        )

    def draft(self) -> BallotDraft:
        """Return what was filled in."""
        asked, kind = self.cleaned_data, self.sheet.kind
        if kind in MANY:
            return BallotDraft(tuple(asked["plans"]))
        if kind in SINGLE:
            return BallotDraft((asked["plans"],) if asked["plans"] else ())
        if kind is BallotKind.RANKING:
            places = (asked[name] for name in self.fields if name.startswith("place"))
            return BallotDraft(tuple(one for one in places if one))
        given = [
            (one.mark, int(asked.get(f"amount{at}") or 0))
            for at, one in enumerate(self.sheet.options)
        ]
        given = [pair for pair in given if pair[1]]
        return BallotDraft(tuple(mark for mark, _n in given), tuple(n for _m, n in given))

    def forgive(self, name: str) -> None:
        """Leave out what is wrong with a field: nobody was asked to fill it in yet."""
        if self.is_bound and not self.is_valid():
            self.errors.pop(name, None)

    def spent(self) -> int:
        """Return what was divided so far, also where something else is still wrong."""
        asked = getattr(self, "cleaned_data", {})
        if self.sheet.kind is BallotKind.KNAPSACK:
            costs = {one.mark: one.cents or 0 for one in self.sheet.options}
            return sum(costs[mark] for mark in asked.get("plans", ()))
        amounts = (asked.get(name) for name in self.fields if name.startswith("amount"))
        return sum(int(one or 0) for one in amounts)

    def kept(self) -> list[tuple[str, str]]:
        """Return what was sent of this form, to go along unseen."""
        sent: Any = self.data
        return [
            (name, value) for name in self.fields for value in sent.getlist(name) if value != ""
        ]
