"""The fields of a count over plans, by ballot and way of counting, each with its sentence."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkregie.core.tally.declared import Family
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.web.http.money import EuroField
from wijkregie.web.http.shares import ShareField

_MOST: Final = 10**6
_WEIGHED: Final = (BallotKind.RANKING, BallotKind.POINTS)
_KEYS: Final = (
    ("", _("Nothing more")),
    ("lowest cost", _("The cheapest goes first")),
    ("highest cost", _("The dearest goes first")),
    ("most votes", _("What most people chose goes first")),
)
_LAST: Final = (
    ("lot", _("A lot, drawn in public and recorded")),
    ("published", _("The lowest number of a plan goes first")),
    ("id", _("The number of a plan, read as letters, goes first")),
)


def number(label: Any, help_text: Any, **more: Any) -> forms.IntegerField:
    """Return a field for a whole number."""
    least, most = more.pop("least", 0), more.pop("most", _MOST)
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=least,
        max_value=most,
        **{"required": False} | more,
    )


def percent(label: Any, help_text: Any) -> ShareField:
    """Return a field for a share in percents, which need not be whole ones."""
    return ShareField(label=label, help_text=help_text, required=False)


class PointsField(forms.CharField):
    """Whole numbers with commas between; the answer is a list of them."""

    def clean(self, value: Any) -> list[int]:
        """Return the numbers, none where nothing was filled in."""
        text = super().clean(value)
        parts = [one.strip() for one in text.split(",")] if text else []
        if not all(one.isascii() and one.isdigit() and 0 < int(one) < _MOST for one in parts):
            raise ValidationError(gettext("Write whole numbers above 0 with commas between."))
        return [int(one) for one in parts]


def fields_of(kind: BallotKind, family: Family) -> dict[str, forms.Field]:
    """Return what is asked of this ballot, counted in this way."""
    ways = {Family.GREEDY: _greedy, Family.EQUAL_SHARES: _shares, Family.PHRAGMEN: _turns}
    return _worth(kind) | ways[family]() | _threshold(kind) | _ties()


def plain(kind: BallotKind, family: Family) -> dict[str, Any]:
    """Return what the form shows where nothing was chosen yet."""
    utility = {BallotKind.RANKING: "borda", BallotKind.POINTS: "points"}
    shares = family is Family.EQUAL_SHARES and kind not in utility
    found: dict[str, Any] = {
        "utility": utility.get(kind, "cost" if shares else "cardinality"),
        "ties": ["lowest cost", "most votes", "lot"],
        "misfit": "skip",
        "leftover": "none",
    }
    if family is Family.EQUAL_SHARES:
        found |= {"until": "until overspent", "start": "exact", "step": 100}
    return found


def _choice(label: Any, choices: Any, help_text: Any = "", **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, help_text=help_text, **more)


def _worth(kind: BallotKind) -> dict[str, forms.Field]:
    if kind is BallotKind.POINTS:
        choices = [("points", _("The points that a voter gave it"))]
    elif kind is BallotKind.RANKING:
        choices = [
            ("borda", _("A point for each plan that a voter put below it")),
            ("rank", _("The points of its place, which you fill in below")),
        ]
    else:
        choices = [
            ("cardinality", _("One, whatever the plan costs")),
            ("cost", _("As much as the plan costs")),
        ]
    found: dict[str, forms.Field] = {
        "utility": _choice(
            _("What is a mark for a plan worth?"), choices, widget=forms.RadioSelect
        )
    }
    if kind is BallotKind.RANKING:
        found["rank_points"] = PointsField(
            label=_("How many points does each place get?"),
            max_length=200,
            required=False,
            help_text=_("From the first place on, for instance 3, 2, 1."),
        )
    return found


def _greedy() -> dict[str, forms.Field]:
    return {
        "per_cost": forms.BooleanField(
            label=_("Count votes for each euro, so that cheap plans go before dear ones"),
            required=False,
        ),
        "misfit": _choice(
            _("What happens at a plan that costs more than what is left?"),
            [("skip", _("It is passed over")), ("stop", _("Counting stops there"))],
            widget=forms.RadioSelect,
        ),
        "reserve": percent(
            _("From which share of its price on is the plan at the stop paid all the same?"),
            _("In percent, with money from a reserve. Leave it empty if there is none."),
        ),
        "leftover": _choice(
            _("What happens with money that limits or a stop leave over?"),
            [
                ("none", _("It stays over")),
                ("fit", _("Further plans that fit get it, without the limits")),
                ("part", _("The first plan that got nothing gets what is left")),
            ],
        ),
    }


def _shares() -> dict[str, forms.Field]:
    return {
        "until": _choice(
            _("What if money is left because nobody can pay for a plan together?"),
            [
                ("never", _("It stays over")),
                ("until overspent", _("Every voter gets more, until a step costs too much")),
                ("until exhaustive", _("Every voter gets more, until no plan fits any more")),
            ],
        ),
        "step": EuroField(
            label=_("How much more does every voter get in each step?"), initial="1"
        ),
        "start": _choice(
            _("With how much does every voter begin?"),
            [
                ("exact", _("With the money divided by the voters, to the cent")),
                ("floor", _("With that, rounded down")),
            ],
        ),
        "unit": EuroField(
            label=_("Rounded down to a multiple of how much?"),
            required=False,
            help_text=_("Only where it is rounded down."),
        ),
        "greedy": forms.BooleanField(
            label=_("What is left then goes to plans that fit, most votes first"),
            required=False,
        ),
        "compare": _choice(
            _("Is it compared with most votes first?"),
            [
                ("", _("No")),
                ("cardinality", _("Yes: the outcome with more plans for more voters holds")),
                ("cost", _("Yes: the outcome with more money for more voters holds")),
            ],
            required=False,
        ),
    }


def _turns() -> dict[str, forms.Field]:
    return {
        "misfit": _choice(
            _("What happens at a plan that costs more than what is left?"),
            [
                ("skip", _("It is passed over")),
                ("stop", _("Counting stops there")),
                ("stop if any", _("Counting stops as soon as one of level plans does not fit")),
            ],
            widget=forms.RadioSelect,
        ),
    }


def _threshold(kind: BallotKind) -> dict[str, forms.Field]:
    empty = _("A plan with less is not counted. Leave it empty if anything will do.")
    found: dict[str, forms.Field] = {
        "least_votes": number(_("How many votes must a plan have at least?"), empty),
        "least_share": percent(
            _("Which share of the voters, in percent, must be for a plan?"), empty
        ),
        "cost_factor": number(
            _("How many times its share of the voters may a plan take of the money?"),
            _("With 2 a plan of half the money needs a quarter of the voters."),
        ),
    }
    if kind in _WEIGHED:
        found["least_score"] = number(_("How many points must a plan have at least?"), empty)
    return found


def _ties() -> dict[str, forms.Field]:
    return {
        "tie_1": _choice(_("If plans stand level, what decides first?"), _KEYS, required=False),
        "tie_2": _choice(_("And if that does not help?"), _KEYS, required=False),
        "ties": _choice(_("And what decides in the end?"), _LAST),
    }
