"""Lines of a card to fill in: each a small form, with empty ones below them to add more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.programme.services import (
    ActivityDraft,
    CostDraft,
    CoverageDraft,
    PartyDraft,
    PointDraft,
    RiskDraft,
)
from wijkregie.domain.programme.states import ActivityKind, Part, Pledge, Size
from wijkregie.web.programme.filling.lines import Slip
from wijkregie.web.programme.forms.money import AmountForm, YearField
from wijkregie.web.programme.forms.steps import Asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Choices = Sequence[tuple[object, object]]

HOURS: Final = "hours_"
MOST_YEARS: Final = 8


def day(label: Any, help_text: Any = "") -> forms.DateField:
    """Return a field for a day that may not be known."""
    return forms.DateField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def words(label: Any, longest: int, help_text: Any = "", **more: Any) -> forms.CharField:
    """Return a field for one line."""
    return forms.CharField(label=label, max_length=longest, help_text=help_text, **more)


def hidden_number() -> forms.IntegerField:
    """Return the number of a line that is there already."""
    return forms.IntegerField(required=False, widget=forms.HiddenInput)


class ActivityRow(Asked):
    """Work from day to day, or a milestone."""

    pk = hidden_number()
    slip = Slip()
    title = words(_("What is done?"), 200)
    kind = forms.ChoiceField(
        label=_("Work that takes a while, or a milestone?"), initial=ActivityKind.ACTIVITY
    )
    begins_on = day(_("From"), _("A milestone has one day: fill in only the last one."))
    ends_on = day(_("Up to and including"))
    done_on = day(_("Done on"))
    party = forms.ChoiceField(label=_("Who does it?"), required=False)

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = ActivityKind.choices  # type: ignore[attr-defined] # has
        if parties:
            self.fields["party"].choices = [("", _("Not known yet")), *parties]  # type: ignore[attr-defined] # it has
        else:
            del self.fields["party"]

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        asked = super().clean() or {}
        first, last = asked.get("begins_on"), asked.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The end comes before the beginning."))
        return asked

    def draft(self) -> ActivityDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return ActivityDraft(
            title=asked["title"],
            kind=asked["kind"],
            begins_on=asked["begins_on"],
            ends_on=asked["ends_on"],
            done_on=asked["done_on"],
            party=asked.get("party", ""),
            id=asked["pk"],
            slip=asked["slip"],
        )


class PointRow(Asked):
    """A moment to decide: "if ... then ..."."""

    pk = hidden_number()
    slip = Slip()
    year = forms.IntegerField(
        label=_("In which year?"), required=False, min_value=1990, max_value=2100
    )
    on = day(_("On which day, if you know it?"))
    question = words(
        _("What do you decide then?"),
        400,
        _("For example: do fewer than ten people come after the summer?"),
    )
    then = words(_("And then?"), 400, _("For example: then we stop."), required=False)

    def draft(self) -> PointDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return PointDraft(
            question=asked["question"],
            then=asked["then"],
            year=asked["year"],
            on=asked["on"],
            id=asked["pk"],
            slip=asked["slip"],
        )


class PartyRow(Asked):
    """Who takes part, what it does, and how many hours of its own that takes a year."""

    slip = Slip()
    organisation = forms.ChoiceField(label=_("Which organisation?"), required=False)
    name = words(
        _("Or another name"),
        120,
        _("For a group that does not stand in the list, such as residents of a street."),
        required=False,
    )
    part = forms.ChoiceField(label=_("What is it in the project?"), initial=Part.PARTNER)
    does = words(_("What does it do?"), 400, required=False)

    def __init__(
        self, *args: Any, organisations: Choices, years: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.years = list(years)[:MOST_YEARS]
        self.fields["organisation"].choices = [  # type: ignore[attr-defined] # it has choices
            ("", _("Another one")),
            *((name, name) for _pk, name in organisations),
        ]
        self.fields["part"].choices = Part.choices  # type: ignore[attr-defined] # it has
        for year in self.years:
            self.fields[f"{HOURS}{year}"] = forms.IntegerField(
                label=_("Own hours in %(year)s") % {"year": year},
                required=False,
                min_value=0,
                max_value=1_000_000,
            )

    def clean(self) -> dict[str, Any]:
        """Ask for a name where no organisation was chosen."""
        asked = super().clean() or {}
        if not asked.get("organisation") and not asked.get("name"):
            self.add_error("name", _("Choose an organisation, or write a name."))
        return asked

    def draft(self) -> PartyDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        hours = {year: asked[f"{HOURS}{year}"] for year in self.years}
        name = asked["organisation"] or asked["name"]
        return PartyDraft(name, asked["part"], asked["does"], hours, asked["slip"])


class CostRow(AmountForm):
    """What the project costs in a year."""

    slip = Slip()
    what = words(_("What is it for?"), 160, required=False)
    year = YearField(label=_("In which year?"))
    field_order = ("what", "year", "amount")

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].offer(years)  # type: ignore[attr-defined] # a YearField

    def draft(self) -> CostDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return CostDraft(asked["year"], self.cents(), asked["what"], asked["slip"])


class CoverageRow(AmountForm):
    """What a funder pays."""

    slip = Slip()
    funder = words(_("Who pays?"), 120)
    year = YearField(label=_("In which year?"), required=False)
    pledge = forms.ChoiceField(label=_("How sure is it?"), initial=Pledge.ASKED)
    field_order = ("funder", "year", "amount", "pledge")

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].offer(years, none=_("The plan names no year"))  # type: ignore[attr-defined] # idem
        self.fields["pledge"].choices = Pledge.choices  # type: ignore[attr-defined] # it has

    def draft(self) -> CoverageDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        pledge = Pledge(asked["pledge"])
        amount = self.cents()
        return CoverageDraft(asked["funder"], asked["year"], amount, pledge, asked["slip"])


class RiskRow(Asked):
    """What may go wrong."""

    pk = hidden_number()
    slip = Slip()
    what = words(_("What may go wrong?"), 200)
    chance = forms.TypedChoiceField(
        label=_("How likely is it?"), coerce=int, initial=Size.MEDIUM
    )
    harm = forms.TypedChoiceField(
        label=_("How bad would it be?"), coerce=int, initial=Size.MEDIUM
    )
    measure = words(_("What do you do about it?"), 400, required=False)
    over_on = day(_("It cannot happen any more since"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("chance", "harm"):
            self.fields[name].choices = Size.choices  # type: ignore[attr-defined] # it has

    def draft(self) -> RiskDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return RiskDraft(
            what=asked["what"],
            chance=asked["chance"],
            harm=asked["harm"],
            measure=asked["measure"],
            over_on=asked["over_on"],
            id=asked["pk"],
            slip=asked["slip"],
        )
