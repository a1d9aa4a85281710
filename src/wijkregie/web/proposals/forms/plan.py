"""The forms of a plan: propose it, change it, change what it costs."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.budgets.services import CofinancingDraft, CostDraft, ProposalDraft
from wijkregie.domain.programme.states import Pledge
from wijkregie.domain.signals.services import RaiserDraft
from wijkregie.web.http.contact import ContactForm, RecordFields
from wijkregie.web.http.deciding import Offered
from wijkregie.web.http.fields import Story
from wijkregie.web.http.money import EuroField
from wijkregie.web.proposals.forms.shared import in_cents, number_or_none
from wijkregie.web.proposals.words import PLEDGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.budgets.queries import ProposalSeen

    Choices = Sequence[tuple[object, object]]

#: So many others who pay are asked for at once.
_FUNDERS: Final = 2
_KEY: Final = re.compile(r"[0-9a-f]{32}")


class MoneyFields(forms.Form):
    """What a plan costs, and who else pays.

    Who works here may type a funder that is not in the list.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, funders: Sequence[str], free: bool, **kwargs: Any) -> None:
        rows = kwargs.pop("rows", 0)
        super().__init__(*args, **kwargs)
        self.fields["cost"] = EuroField(
            label=gettext("What does it cost altogether?"),
            required=False,
            help_text=gettext("Leave it empty if you do not know yet."),
        )
        self.rows = range(1, max(_FUNDERS, rows + 1) + 1)
        for row in self.rows:
            told = {"row": row}
            self.fields[f"funder{row}"] = _funder(
                gettext("Who else pays (%(row)d)?") % told, funders, free=free
            )
            self.fields[f"amount{row}"] = EuroField(
                label=gettext("How much (%(row)d)?") % told, required=False
            )
            self.fields[f"pledge{row}"] = forms.ChoiceField(
                label=gettext("How sure is it (%(row)d)?") % told,
                choices=[(one.value, text) for one, text in PLEDGES.items()],
                initial=Pledge.ASKED,
                required=False,
            )

    def paid(self) -> tuple[CofinancingDraft, ...]:
        """Return who else pays, as it was filled in."""
        asked = self.cleaned_data
        return tuple(
            CofinancingDraft(
                asked[f"funder{row}"],
                in_cents(asked[f"amount{row}"]),
                asked[f"pledge{row}"] or Pledge.ASKED,
            )
            for row in self.rows
            if asked[f"funder{row}"]
        )

    @property
    def others(self) -> list[Any]:
        """Return the fields about who else pays."""
        return [
            self[f"{name}{row}"] for row in self.rows for name in ("funder", "amount", "pledge")
        ]


class PlanFields(MoneyFields):
    """What a plan is."""

    title = forms.CharField(
        label=_("How is your plan called?"),
        max_length=120,
        help_text=_("Short, such as: Benches along the pond."),
    )
    plan = Story(
        label=_("What do you want to do?"),
        rows=8,
        help_text=_(
            "What, where, for whom, and who does it? In 4,000 characters at most. Everyone can "
            "read this, so name no persons."
        ),
    )
    theme = forms.ChoiceField(
        label=_("What is it about?"),
        error_messages={"required": _("Choose a subject from the list.")},
    )
    area = forms.ChoiceField(label=_("Where is it?"), required=False)
    hours = forms.IntegerField(
        label=_("How many hours do you do yourselves?"),
        min_value=0,
        max_value=100_000,
        required=False,
        help_text=_("All together, such as 40. Leave it empty if you do not know yet."),
    )

    def __init__(self, *args: Any, themes: Choices, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", gettext("Choose a subject")), *themes]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["area"].choices = areas  # type: ignore[attr-defined] # a ChoiceField

    def draft(self, raiser: RaiserDraft | None = None) -> ProposalDraft:
        """Return the plan as it was filled in."""
        asked = self.cleaned_data
        return ProposalDraft(
            title=asked["title"],
            plan=asked["plan"],
            theme_id=int(asked["theme"]),
            area_id=number_or_none(asked["area"]),
            cost_cents=in_cents(asked["cost"]),
            hours=asked["hours"],
            cofinancing=self.paid(),
            raiser=raiser or RaiserDraft(),
        )


class PlanForm(PlanFields):
    """A plan that is there already; its subject stays that of what was raised."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, themes=(), **kwargs)
        del self.fields["theme"]

    def changed(self, seen: ProposalSeen) -> ProposalDraft:
        """Return the plan as it was filled in."""
        self.cleaned_data["theme"] = seen.theme_id or 0
        return self.draft()


class NewForm(PlanFields, ContactForm):
    """A new plan, and how who proposes it hears back."""

    submission = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fresh = key

    @property
    def page_key(self) -> str:
        """What the page was given when it was opened; a page without one gets one now."""
        sent = str(self["submission"].value() or "")
        return sent if _KEY.fullmatch(sent) else self.fresh

    @property
    def shown(self) -> frozenset[str]:
        """The numbers of plans that look like it and were shown before it was sent."""
        sent: Any = self.data
        return frozenset(sent.getlist("shown")) if self.is_bound else frozenset()

    def key(self) -> str:
        """Return what makes this the same plan when it is sent twice."""
        asked = self.cleaned_data
        parts = [self.page_key, asked["title"], asked["plan"], asked["theme"]]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


class RecordForm(RecordFields, NewForm):
    """The same, asked of who works here and writes down a plan of somebody else."""


class CostForm(MoneyFields):
    """Another cost of a plan that was handed in, and why."""

    why = forms.CharField(
        label=_("Why does it change?"),
        max_length=300,
        help_text=_("Everyone can read this, and who proposes it is told."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cost"].required = True
        self.fields["cost"].help_text = ""
        self.order_fields([name for name in self.fields if name != "why"])

    def draft(self) -> CostDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return CostDraft(in_cents(asked["cost"]) or 0, self.paid(), asked["why"])


def money_now(seen: ProposalSeen) -> dict[str, Any]:
    """Return what a plan costs as the forms show it."""
    found: dict[str, Any] = {"cost": _euros(seen.cost_cents)}
    for row, one in enumerate(seen.cofinancing, start=1):
        found |= {
            f"funder{row}": one.funder,
            f"amount{row}": _euros(one.cents),
            f"pledge{row}": one.pledge.value,
        }
    return found


def plan_now(seen: ProposalSeen) -> dict[str, Any]:
    """Return a plan as the form shows it."""
    return {
        "title": seen.title,
        "plan": seen.plan,
        "area": seen.area.id if seen.area else "",
        "hours": seen.hours,
        **money_now(seen),
    }


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / 100


def _funder(label: str, known: Sequence[str], *, free: bool) -> forms.Field:
    if free:
        return forms.CharField(
            label=label, max_length=120, required=False, widget=Offered(offered=known)
        )
    choices = [("", gettext("Nobody")), *((name, name) for name in known)]
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        help_text=gettext("Not in the list? Tell it in your plan."),
    )
