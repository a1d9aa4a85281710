"""A fund as one writes it down, or starts it as a town did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.budgets.services import FundDraft, OwnerDraft, StartDraft
from wijkregie.domain.budgets.states import FundForm
from wijkregie.web.budgets.forms.shared import Asked, day_field, long_text
from wijkregie.web.budgets.words import form_name, form_text

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import FundSeen


def _forms() -> list[tuple[str, str]]:
    return [(one.value, f"{form_name(one)}: {form_text(one)}") for one in FundForm]


class _Owned(Asked):
    """A name, an area and an owner."""

    name = forms.CharField(
        label=_("How is the fund called?"),
        max_length=120,
        help_text=_("For example: wijkbudget Molenwijk."),
    )
    area = forms.TypedChoiceField(
        label=_("For which area?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Choose none if it is for the whole municipality."),
    )
    owner = forms.ChoiceField(
        label=_("Whose is it?"),
        help_text=_("Who sees to it that rounds are held and that money is accounted for."),
    )

    def owner_draft(self) -> OwnerDraft:
        """Return whose it is."""
        kind, _colon, which = self.cleaned_data["owner"].partition(":")
        return OwnerDraft(
            group_id=int(which) if kind == "group" else None,
            organisation_id=int(which) if kind == "organisation" else None,
            officer=which if kind == "role" else "",
        )


class WriteFundForm(_Owned):
    """What a fund is."""

    form = forms.ChoiceField(
        label=_("Which form does it have?"), choices=_forms, widget=forms.RadioSelect
    )
    purpose = long_text(
        _("What is it for?"),
        2000,
        required=False,
        help_text=_("Everyone can read this. Name no persons."),
    )

    field_order = ("name", "form", "area", "owner", "purpose")

    def draft(self) -> FundDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return FundDraft(
            asked["name"],
            asked["form"],
            self.owner_draft(),
            area_id=asked["area"],
            purpose=asked["purpose"],
        )


class StartForm(_Owned):
    """Start as a town did: what is told of the case needs no asking."""

    first_day = day_field(
        _("On which day does the first phase begin?"),
        help_text=_("The other phases follow. You can move all of them."),
    )

    def draft(self, case: str) -> StartDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return StartDraft(
            case, asked["name"], self.owner_draft(), asked["first_day"], asked["area"]
        )


def fund_now(seen: FundSeen) -> dict[str, Any]:
    """Return a fund as the form shows it."""
    listed = seen.listed
    return {
        "name": listed.name,
        "form": listed.form.value,
        "area": listed.area.id if listed.area else None,
        "owner": owner_word(seen),
        "purpose": listed.purpose,
    }


def owner_word(seen: FundSeen) -> str:
    """Return the owner of a fund as its choice is sent."""
    if seen.group_id is not None:
        return f"group:{seen.group_id}"
    if seen.organisation_id is not None:
        return f"organisation:{seen.organisation_id}"
    return f"role:{seen.officer}"
