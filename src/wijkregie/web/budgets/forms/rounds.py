"""A round as one writes it down: its phases, its criteria and who decides."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.budgets.services import (
    AmountRuleDraft,
    CarryDraft,
    PhaseDraft,
    RoundDraft,
)
from wijkregie.domain.budgets.states import REPAIR_DAYS, BallotKind, CheckKind, Path
from wijkregie.web.budgets.forms.shared import Asked, DecisionForm, day_field, long_text
from wijkregie.web.http.money import EuroField, cents_of

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import RoundSeen
    from wijkregie.domain.budgets.states import PhaseKind

_LEAST: Final = 2
_MOST: Final = 6


class RoundForm(Asked):
    """What a round is; how residents choose in it is asked in steps, at its own place."""

    title = forms.CharField(label=_("How is the round called?"), max_length=160)
    year = forms.IntegerField(label=_("For which year?"), min_value=1990, max_value=2100)
    budget = EuroField(
        label=_("How much is there to spend?"),
        required=False,
        help_text=_("Leave it empty if nobody knows yet."),
    )
    repair_days = forms.IntegerField(
        label=_("How many days to repair a plan?"),
        required=False,
        min_value=REPAIR_DAYS,
        help_text=_("After a no with its reason. Leave it empty for 14 days."),
    )
    about = long_text(
        _("What is there to say of it?"),
        2000,
        required=False,
        help_text=_("Everyone can read this. Name no persons."),
    )

    def draft(self, seen: RoundSeen | None = None) -> RoundDraft:
        """Return what was filled in; how is chosen stays as it is, at first nobody votes."""
        asked = self.cleaned_data
        return RoundDraft(
            title=asked["title"],
            year=asked["year"],
            about=asked["about"],
            budget_cents=None if asked["budget"] is None else cents_of(asked["budget"]),
            ballot=BallotKind.NONE if seen is None else seen.ballot,
            counting={} if seen is None else seen.counting,
            repair_days=asked["repair_days"],
        )


def round_now(seen: RoundSeen) -> dict[str, Any]:
    """Return a round as the form shows it."""
    cents = seen.listed.budget_cents
    return {
        "title": seen.listed.title,
        "year": seen.listed.year,
        "budget": None if cents is None else Decimal(cents) / 100,
        "about": seen.about,
        "repair_days": seen.repair_days,
    }


class PhaseForm(Asked):
    """The days of a phase, and what everyone reads of it."""

    opens_on = day_field(_("From which day?"))
    closes_on = day_field(
        _("Up to and including which day?"),
        help_text=_("Phases after it that would overlap move along. What is over stays."),
    )
    text = long_text(
        _("What happens in this phase?"),
        2000,
        required=False,
        help_text=_("Everyone can read this. Name no persons."),
    )

    def draft(self, kind: PhaseKind) -> PhaseDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return PhaseDraft(kind, asked["opens_on"], asked["closes_on"], asked["text"])


class CriteriaForm(Asked):
    """What a proposal must keep to."""

    criteria = long_text(
        _("What must a proposal keep to?"),
        6500,
        required=False,
        help_text=_("One per line, at most twenty."),
    )


class RulesForm(Asked):
    """Who decides on which amount, after which checks and by what right."""

    def __init__(self, *args: Any, rows: int = 0, **kwargs: Any) -> None:
        groups = kwargs.pop("groups")
        super().__init__(*args, **kwargs)
        self.rows = range(1, min(_MOST, max(_LEAST, rows + 1)) + 1)
        for row in self.rows:
            told = {"row": row}
            self.fields[f"path{row}"] = forms.ChoiceField(
                label=gettext("Rule %(row)d: who decides?") % told,
                choices=[
                    ("", gettext("No rule")),
                    *((one.value, capfirst(one.label)) for one in Path),
                ],
                required=row == 1,
            )
            self.fields[f"up_to{row}"] = EuroField(
                label=gettext("Rule %(row)d: up to and including which amount?") % told,
                required=False,
                help_text=_("Leave it empty for all that is more."),
            )
            self.fields[f"checks{row}"] = forms.MultipleChoiceField(
                label=gettext("Rule %(row)d: what is looked at before?") % told,
                choices=[(one.value, capfirst(one.label)) for one in CheckKind],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
            self.fields[f"mandate{row}"] = forms.CharField(
                label=gettext("Rule %(row)d: by what right?") % told,
                max_length=200,
                required=row == 1,
            )
            self.fields[f"group{row}"] = forms.TypedChoiceField(
                label=gettext("Rule %(row)d: which group is that?") % told,
                choices=[("", gettext("No group")), *groups],
                coerce=int,
                empty_value=None,
                required=False,
            )

    def drafts(self) -> list[AmountRuleDraft]:
        """Return the rules that were filled in."""
        asked = self.cleaned_data
        return [
            AmountRuleDraft(
                path=asked[f"path{row}"],
                mandate=asked[f"mandate{row}"],
                up_to_cents=None
                if asked[f"up_to{row}"] is None
                else cents_of(asked[f"up_to{row}"]),
                checks=tuple(asked[f"checks{row}"]),
                group_id=asked[f"group{row}"],
            )
            for row in self.rows
            if asked[f"path{row}"]
        ]


def rules_now(seen: RoundSeen) -> dict[str, Any]:
    """Return rules as the form shows them."""
    found: dict[str, Any] = {}
    for row, rule in enumerate(seen.rules, start=1):
        most = rule.up_to_cents
        found |= {
            f"path{row}": rule.path.value,
            f"up_to{row}": None if most is None else Decimal(most) / 100,
            f"checks{row}": [one.value for one in rule.checks],
            f"mandate{row}": rule.mandate,
            f"group{row}": rule.group_id,
        }
    return found


class CarryForm(DecisionForm):
    """How much of which round comes over, and who decided that."""

    source = forms.TypedChoiceField(label=_("Of which round?"), coerce=int)
    amount = EuroField(label=_("How much was not spent?"))

    field_order = ("source", "amount")

    def draft(self, subject: str) -> CarryDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return CarryDraft(asked["source"], cents_of(asked["amount"]), self.decision(subject))
