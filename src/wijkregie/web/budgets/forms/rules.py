"""All settings of a way of counting, as one form each; empty is the plain way."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.budgets.states import BallotKind
from wijkregie.web.budgets.forms import rule_fields
from wijkregie.web.budgets.forms.shared import Asked, long_text
from wijkregie.web.http.money import EuroField, cents_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.core.tally.declared import Family

#: So many areas more than have a limit can get one at once.
_MORE: Final = 3
_EUROS: Final = ("step", "unit")
_PERCENTS: Final = ("reserve", "least_share", "majority")


@dataclass(frozen=True, slots=True)
class Places:
    """The names of themes, and of areas by their codes."""

    themes: tuple[str, ...]
    areas: Mapping[str, str]


class RuleForm(Asked):
    """A way of counting: ``now`` are the settings that stand, ``settings`` those filled in."""

    def __init__(self, *args: Any, now: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, initial=_shown(now), **kwargs)

    def settings(self) -> dict[str, Any]:
        """Return the settings that were filled in, as ``queries.counting_of`` reads them."""
        return {
            name: _setting(name, value)
            for name, value in self.cleaned_data.items()
            if value not in (None, "", False, [])
        }


class NobodyForm(RuleForm):
    """Nothing to set: nobody votes."""


class VariantsForm(RuleForm):
    """One whole plan is chosen: what the winner needs."""

    majority = rule_fields.percent(
        gettext_lazy("Which share of the votes must a plan have more than?"),
        gettext_lazy("In percent, for instance 50. Leave it empty: the most votes will do."),
    )
    short = forms.ChoiceField(
        label=gettext_lazy("What if no plan has that?"),
        widget=forms.RadioSelect,
        choices=[
            ("highest", gettext_lazy("The plan with the most votes wins all the same")),
            ("second vote", gettext_lazy("The two highest go on to a second vote")),
        ],
    )
    voters = rule_fields.number(
        gettext_lazy("How many people must vote at least?"),
        gettext_lazy("With fewer no plan wins. Leave it empty if any number will do."),
    )

    def __init__(self, *args: Any, now: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, now={"short": "highest"} | dict(now), **kwargs)


class CoinsForm(RuleForm):
    """A game of coins."""

    rounds = rule_fields.number(
        gettext_lazy("How many turns are there?"), "", required=True, least=1, most=99
    )
    coins = rule_fields.number(
        gettext_lazy("How many coins are there in each turn, for all households together?"),
        gettext_lazy("They are divided equally. All coins together are worth all the money."),
        required=True,
        least=1,
    )
    unspent = forms.ChoiceField(
        label=gettext_lazy("What about coins that a household does not give in a turn?"),
        widget=forms.RadioSelect,
        choices=[
            ("kept", gettext_lazy("It keeps them for the next turn")),
            ("expires", gettext_lazy("They go back to the pot, for all households")),
        ],
    )
    pool = forms.ChoiceField(
        label=gettext_lazy("What about coins behind a plan that has not enough of them?"),
        widget=forms.RadioSelect,
        choices=[
            ("stays", gettext_lazy("They stay there, and it grows in the next turn")),
            ("returns", gettext_lazy("They go back to the households that gave them")),
        ],
    )

    def __init__(self, *args: Any, now: Mapping[str, Any], **kwargs: Any) -> None:
        plain = {"unspent": "kept", "pool": "stays"}
        super().__init__(*args, now=plain | dict(now), **kwargs)


class ThemesForm(RuleForm):
    """The whole amount is divided over themes."""

    themes = long_text(
        gettext_lazy("Over which themes?"), 2000, help_text=gettext_lazy("One per line.")
    )
    least = rule_fields.number(
        gettext_lazy("Over how many themes must a voter divide at least?"),
        "",
        required=True,
        least=1,
    )
    step = EuroField(
        label=gettext_lazy("In steps of how much?"),
        help_text=gettext_lazy("The amount of the round must be made of whole steps."),
    )

    def __init__(self, *args: Any, now: Mapping[str, Any], **kwargs: Any) -> None:
        lines = "\n".join(now.get("themes", ()))
        shown = {"themes": lines, "least": now.get("least", 1)}
        super().__init__(*args, now=shown | {"step": now.get("step_cents")}, **kwargs)

    def settings(self) -> dict[str, Any]:
        """Return the themes, the least number of them, and the step in cents."""
        asked = self.cleaned_data
        lines = [one.strip() for one in asked["themes"].splitlines()]
        return {
            "themes": [one for one in lines if one],
            "least": asked["least"],
            "step_cents": cents_of(asked["step"]),
        }


SETTINGS: Final[Mapping[BallotKind, type[RuleForm]]] = {
    BallotKind.NONE: NobodyForm,
    BallotKind.VARIANTS: VariantsForm,
    BallotKind.COINS: CoinsForm,
    BallotKind.THEMES: ThemesForm,
}


class ProjectsForm(RuleForm):
    """A count over plans: what a mark is worth, what a plan needs, ties, limits, the rest."""

    def __init__(
        self,
        *args: Any,
        kind: BallotKind,
        family: Family,
        now: Mapping[str, Any],
        places: Places,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, now=rule_fields.plain(kind, family) | dict(now), **kwargs)
        self.family, self.places = family, places
        self.fields.update(rule_fields.fields_of(kind, family))
        self._ask_limits(now)

    def settings(self) -> dict[str, Any]:
        """Return the settings, with the order of ties and the limits."""
        asked = self.cleaned_data
        limited = ("theme_", "area_", "most_", "tie_")
        found = {
            name: _setting(name, value)
            for name, value in asked.items()
            if value not in (None, "", False, []) and not name.startswith(limited)
        }
        ties = [asked[name] for name in ("tie_1", "tie_2", "ties") if asked[name]]
        themes = {
            name: cents_of(asked[f"theme_{at}"])
            for at, name in enumerate(self.places.themes)
            if asked[f"theme_{at}"] is not None
        }
        areas = {
            asked[f"area_{row}"]: cents_of(asked[f"most_{row}"])
            for row in range(self.rows)
            if asked[f"area_{row}"] and asked[f"most_{row}"] is not None
        }
        limits = {"limits_per_theme": themes, "limits_per_area": areas}
        known = {name: most for name, most in limits.items() if most}
        return found | {"family": self.family.value, "ties": ties} | known

    def _ask_limits(self, now: Mapping[str, Any]) -> None:
        help_text = _("In euros. Leave it empty if there is no limit.")
        per_theme: Mapping[str, int] = now.get("limits_per_theme", {})
        for at, name in enumerate(self.places.themes):
            self.fields[f"theme_{at}"] = EuroField(
                label=_("What may plans about %(theme)s cost together at most?")
                % {"theme": name},
                required=False,
                initial=_euros(per_theme.get(name)),
                help_text=help_text,
            )
        per_area = list(now.get("limits_per_area", {}).items())
        self.rows = min(len(per_area) + _MORE, len(self.places.areas))
        choices = [("", _("No area")), *self.places.areas.items()]
        for row in range(self.rows):
            code, most = per_area[row] if row < len(per_area) else ("", None)
            told = {"row": row + 1}
            self.fields[f"area_{row}"] = forms.ChoiceField(
                label=_("Limit %(row)d: for plans in which area?") % told,
                choices=choices,
                required=False,
                initial=code,
            )
            self.fields[f"most_{row}"] = EuroField(
                label=_("Limit %(row)d: what may they cost together at most?") % told,
                required=False,
                initial=_euros(most),
                help_text=help_text,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse half a limit, and two limits for one area."""
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        named: set[str] = set()
        for row in range(self.rows):
            area, most = asked.get(f"area_{row}"), asked.get(f"most_{row}")
            if f"most_{row}" in asked and bool(area) != (most is not None):
                self.add_error(f"most_{row}", _("Choose an area and fill in an amount."))
            elif area and area in named:
                self.add_error(f"area_{row}", _("This area has a limit already. Keep one."))
            named.add(area or "")
        return asked


def _setting(name: str, value: Any) -> Any:
    if name in _EUROS:
        return cents_of(value)
    if name in _PERCENTS:
        return str(value)
    return value


def _shown(now: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings as the form shows them: euros and percents, and ties in three parts."""
    shown = dict(now)
    shown |= {name: _euros(now[name]) for name in _EUROS if now.get(name) is not None}
    shown |= {name: Fraction(str(now[name])) for name in _PERCENTS if now.get(name) is not None}
    shown["rank_points"] = ", ".join(str(one) for one in now.get("rank_points", ()))
    if now.get("ties"):
        *first, last = now["ties"]
        shown |= dict(zip(("tie_1", "tie_2"), [*first, "", ""], strict=False)) | {"ties": last}
    return shown


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / 100
