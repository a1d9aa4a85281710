"""Words for programmes, projects and money. What is not known says so; it is never nought."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, Final, Protocol

from django.utils.formats import date_format, number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.core import units
from wijkregie.core.counting import unit_for
from wijkregie.domain.decisions.queries import source_text
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.queries import SHOWN_FROM, Bound
from wijkregie.domain.programme.states import AnalysisState, ProjectState, where_known
from wijkregie.web.http.addresses import project_url
from wijkregie.web.http.money import euro_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.programme.queries import (
        Amount,
        AnalysisSeen,
        Gap,
        PlanProject,
        ProjectInPlan,
        ProjectNamed,
        YearMoney,
    )
    from wijkregie.domain.programme.states import Pledge

_BADGES: Final = {
    ProjectState.IDEA: ("neutral", "info"),
    ProjectState.APPROVED: ("neutral", "ok"),
    ProjectState.RUNNING: ("safe", "arrow"),
    ProjectState.FINISHED: ("safe", "ok"),
    ProjectState.HANDED_OVER: ("safe", "ok"),
    ProjectState.STOPPED: ("warning", "error"),
}
_GAPS: Final = {
    Bound.EXACT: gettext_lazy("%(amount)s not covered yet"),
    Bound.AT_LEAST: gettext_lazy("at least %(amount)s not covered yet"),
    Bound.AT_MOST: gettext_lazy("at most %(amount)s not covered yet"),
    Bound.UNSURE: gettext_lazy("%(amount)s not covered yet, as far as we know"),
}
_UNITS: Final = {
    "percent": "%",
    "score_0_10": gettext_lazy("on a scale of 0 to 10"),
}


def capital(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]


def with_source(text: str, decision: DecisionSeen) -> str:
    """Add in which document a decision of before its recording stands, where that was said."""
    found = source_text(decision)
    return f"{text} ({found})" if found else text


def joined(names: Iterable[str]) -> str:
    """Return names as they are summed up in a sentence: "a, b en c"."""
    return get_text_list([*names], _("and"))


def date_text(day: date) -> str:
    """Return a day as it is written: "3 maart 2026"."""
    return date_format(day, "j F Y")


def period_text(first: int | None, last: int | None) -> str:
    """Return from which year up to which a thing runs."""
    if first is None and last is None:
        return _("years not known yet")
    if last is None:
        return _("from %(year)s") % {"year": first}
    if first is None:
        return _("up to and including %(year)s") % {"year": last}
    return str(first) if first == last else f"{first}\u2013{last}"


def where_text(areas: Iterable[AreaNamed]) -> str:
    """Return where a project is; without areas it is there for everybody."""
    return joined(area.name or area.code for area in areas) or _("whole municipality")


class Placed(Protocol):
    """A project in a list or on a card, with what is known of where it is."""

    @property
    def state(self) -> ProjectState:
        """How far it is."""

    @property
    def areas(self) -> tuple[AreaNamed, ...]:
        """The areas that it names."""

    @property
    def has_card(self) -> bool:
        """Whether it has a card; else it stands in a list only."""


def project_where(one: Placed) -> str:
    """Return where a project is; of an idea or without a card it may not be known yet."""
    if where_known(one.state, one.areas, has_card=one.has_card):
        return where_text(one.areas)
    return _("area not known yet")


def state_badge(state: ProjectState) -> dict[str, str]:
    """Return the state of a project as ``partials/badge.html`` asks for it."""
    kind, icon = _BADGES[state]
    return {
        "state_text": capital(str(state.label)),
        "state_kind": kind,
        "state_icon": icon,
    }


def pledge_text(pledge: Pledge) -> str:
    """Return how sure an amount is, in a word."""
    return str(pledge.label)


def project_name(number: str, title: str) -> str:
    """Return a project as it is named in a list: with its number, where that is one."""
    return f"{number}. {title}" if number.isdigit() else title


def project_links(scope: Scope, projects: Iterable[ProjectInPlan]) -> list[dict[str, str]]:
    """Return links to projects."""
    return [
        {"name": project_name(one.number, one.title), "url": project_url(scope, one.id)}
        for one in projects
    ]


def apart_text(projects: Iterable[PlanProject | ProjectInPlan | ProjectNamed]) -> str:
    """Name ideas and what was stopped, nothing without any: nobody works on those now."""
    named = joined(
        f"\u201c{project_name(one.number, one.title)}\u201d ({one.state.label})"
        for one in projects
        if one.state in rules.UNCOUNTED
    )
    return _("Not counted in this: %(projects)s.") % {"projects": named} if named else ""


def amount_text(amount: Amount) -> str:
    """Return a sum; what is not known in it makes it "at least"."""
    if not amount.unknown:
        return euro_text(amount.cents) if amount.cents else _("none")
    if not amount.cents:
        return _("not known")
    return _("at least %(amount)s") % {"amount": euro_text(amount.cents)}


def line_text(cents: int | None) -> str:
    """Return the amount of one line."""
    return _("not known") if cents is None else euro_text(cents)


def gap_text(money: YearMoney) -> str:
    """Tell in words what is not covered."""
    if money.gap.known_cents:
        amount = euro_text(money.gap.known_cents)
        return str(_GAPS[money.gap.bound]) % {"amount": amount}
    if money.gap.all_unknown:
        return _("not known yet what lacks")
    return _("all covered") if money.costs.cents else _("no costs named")


def lack_text(gap: Gap) -> str:
    """Return the amount that is known to lack, with how to read it."""
    words = {
        Bound.EXACT: "%(amount)s",
        Bound.AT_LEAST: _("at least %(amount)s"),
        Bound.AT_MOST: _("at most %(amount)s"),
        Bound.UNSURE: _("%(amount)s, as far as we know"),
    }
    return words[gap.bound] % {"amount": euro_text(gap.known_cents)}


def gap_cell(money: YearMoney) -> dict[str, Any]:
    """Return what is not covered as a cell of a table, without the words of its head."""
    if money.gap.known_cents:
        return {"text": lack_text(money.gap), "open": True}
    if money.gap.all_unknown:
        return {"text": _("not known"), "unknown": True}
    return {"text": _("nothing")}


def value_text(value: Decimal | None, unit: str) -> str:
    """Return a value with its unit, nothing if it is not known."""
    if value is None:
        return ""
    return f"{plain_text(value)} {_UNITS.get(unit) or unit_for(value, unit)}".strip()


def change_text(change: Decimal, unit: str) -> str:
    """Return a difference of two values: of percentages in percentage points."""
    if units.match(unit, "%") is units.Match.SAME:
        return _("%(change)s percentage points") % {"change": plain_text(change)}
    return plain_text(change) if unit in _UNITS else value_text(change, unit)


def margin_text(margin: Decimal, value: Decimal | None, unit: str) -> str:
    """Return how far a value can be off, in its unit and one decimal finer than it at most."""
    places = 0 if value is None else min(0, int(value.normalize().as_tuple().exponent))
    shown = margin.quantize(Decimal(1).scaleb(places - 1), ROUND_HALF_UP) or margin
    return _("margin ± %(margin)s") % {"margin": change_text(shown, unit)}


def plain_text(value: Decimal) -> str:
    """Return a number with as many decimals as it has."""
    plain = value.normalize()
    decimals = max(0, -int(plain.as_tuple().exponent))
    return number_format(plain, decimals, use_l10n=True, force_grouping=True)


def hidden_text(seen: AnalysisSeen) -> str:
    """Tell why no points are shown where there are too few sheets for that; else nothing."""
    shown = {AnalysisState.WEIGHED, AnalysisState.DECIDED}
    if seen.state not in shown or seen.result:
        return ""
    why = _(
        "With fewer than five we show no points: those would tell who gave what. The group "
        "talks over what comes first."
    )
    if seen.state == AnalysisState.DECIDED and not seen.sheets:
        return why
    sheets = ngettext("%(n)d sheet is in.", "%(n)d sheets are in.", seen.sheets)
    if seen.sheets >= SHOWN_FROM:
        why = _(
            "Somebody typed in so many of them that fewer than five are left: the points would "
            "tell that person who gave what, so we show none. The group talks over what comes "
            "first."
        )
    return f"{sheets % {'n': seen.sheets}} {why}"
