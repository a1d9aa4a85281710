"""A sentence for each fault of the checks (``core.logframe``). The rules stand there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from wijkregie.core.logframe import Kind, Severity, Span
from wijkregie.web.http.money import euro_text
from wijkregie.web.programme.words import (
    change_text,
    date_text,
    joined,
    period_text,
    plain_text,
    value_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    from wijkregie.core.logframe import Finding

_SHOWN: Final = 3
SEVERITIES: Final[Mapping[Severity, _StrPromise]] = {
    Severity.WRONG: _("This does not add up"),
    Severity.MISSING: _("This is still missing"),
    Severity.ADVICE: _("To think about"),
}
KINDS: Final[Mapping[Kind, _StrPromise]] = {
    Kind.PROGRAMME: _("Programme"),
    Kind.GOAL: _("Goal"),
    Kind.INDICATOR: _("Indicator"),
    Kind.PROJECT: _("Project"),
    Kind.BOTTLENECK: _("Bottleneck"),
    Kind.AREA: _("Area"),
    Kind.ANALYSIS: _("Analysis"),
    Kind.AGREEMENT: _("Performance agreement"),
}
#: Words for what is named in the data of a finding.
WORDS: Final[Mapping[str, _StrPromise]] = {
    "unit": _("unit"),
    "direction": _("direction"),
    "owner": _("owner"),
    "holder": _("project holder"),
    "lead": _("lead"),
    "end": _("end date"),
    "date": _("the date"),
    "source": _("the source"),
    "n": _("the number of answers"),
    "team": _("who takes it over"),
    "budget": _("the line in the budget"),
    "wording": _("the question itself"),
    "scale": _("the scale"),
    "answers": _("the answers to choose from"),
    "plan": _("the programme says"),
    "figures": _("the figures say"),
}
SENTENCES: Final[Mapping[str, _StrPromise]] = {
    "L01 no_indicator": _("Nothing shows whether this goal is reached: it has no indicator."),
    "L02 lacks": _("This indicator has no %(lacks)s yet."),
    "L03 no_baseline": _("There is no baseline. Later nobody can see what has changed."),
    "L03 lacks": _("Of the baseline this is missing: %(lacks)s."),
    "L04 equal": _("The target is the same as the baseline, so nothing has to change."),
    "L04 against": _("The target (%(target)s) is worse than the baseline (%(baseline)s)."),
    "L05 no_target": _("There is no target, so nobody knows when it is enough."),
    "L05 no_date": _("The target has no year, so nobody knows when to measure."),
    "L05 outside": _("The target is for %(when)s, but the programme runs in %(programme)s."),
    "L05 before": _("The target is for %(when)s, before the baseline of %(baseline)s."),
    "L06 no_source": _("Where this figure comes from is not known. Name its source."),
    "L07 not_asked": _("The question for this figure is not in “%(wave)s”."),
    "L08 changed": _(
        "“%(wave)s” asks this differently from “%(baseline)s”: %(changed)s. The answers cannot "
        "be compared."
    ),
    "L09 too_small": _(
        "With %(n)s answers in “%(wave)s” a change of %(change)s cannot be told from chance."
    ),
    "L10 no_goal": _("This project works for no goal of the programme."),
    "L11 no_project": _("No project works for this goal."),
    "L12 vague": _("This goal names no number, year or area. Is it exact enough?"),
    "L12 means": _("“%(word)s” tells what you do. A goal tells what has to change."),
    "L13 lacks": _("This project has no %(lacks)s yet."),
    "L13 after": _("This project ends %(ends)s, but the programme runs in %(programme)s."),
    "L13 activity": _("“%(activity)s” ends %(ends)s, but this project ends %(project)s."),
    "L14 no_costs": _("Nobody wrote down what this project costs."),
    "L14 unknown_costs": _("The costs of %(years)s are not known yet."),
    "L14 unknown_coverage": _("How much comes from %(funders)s is not known yet."),
    "L14 gap": _("In %(year)s %(cents)s is not covered."),
    "L14 over": _("In %(year)s there is %(cents)s more coverage than costs."),
    "L14 over_all": _("There is %(cents)s more coverage than costs."),
    "L14 idle": _("In %(year)s there is coverage (%(funders)s), but there are no costs."),
    "L14 outside": _("There is money in %(year)s, but the project does not run then."),
    "L14 unconfirmed": _("%(cents)s is promised, but not fixed yet (%(funders)s)."),
    "L15 too_late": _(
        "This project ends %(ends)s, but “%(goal)s” is measured for the last time %(measured)s."
    ),
    "L15 activity": _(
        "“%(activity)s” ends %(ends)s, but “%(goal)s” is measured for the last time "
        "%(measured)s."
    ),
    "L16 twice": _("The same result counts for “%(other)s” as well."),
    "L17 no_counts": _(
        "This percentage takes %(areas)s areas together without the numbers of people."
    ),
    "L18 not_whole": _("The shares of “%(division)s” make %(sum)s percent, not 100."),
    "L19 cycle": _("These goals hang in a circle: %(goals)s."),
    "L19 orphan": _("This goal does not hang under another goal."),
    "L19 upside_down": _("This goal is of a higher level than “%(parent)s” above it."),
    "L19 no_top": _("There is no societal effect above the goals."),
    "L20 no_project": _("No project works on this bottleneck."),
    "L20 no_bottleneck": _("This project works on no bottleneck."),
    "L20 none_at_all": _("The programme has projects, but names no bottleneck."),
    "L20 untouched": _("This area has no bottleneck and no project. Is that meant?"),
    "L20 no_project_here": _("This area has bottlenecks, but no project."),
    "L20 single": _("Here is only “%(project)s”, and no bottleneck is named."),
    "L21 unused": _("Of the %(of)s statements these were not used: %(items)s."),
    "L22 no_evidence": _("This project is done, but nothing tells what it brought."),
    "L23 overdue": _("The report on “%(report)s” should have been in on %(due)s."),
    "L24 lacks": _("Of the hand-over this is missing: %(lacks)s."),
    "L25 no_comparison": _("“%(plan)s” names no areas to compare with."),
    "L25 few_treated": _("“%(plan)s” looks at too few areas (%(treated)s); take at least two."),
    "L25 same_wave": _(
        "“%(plan)s” uses the measurement by which the areas were chosen as baseline. Use "
        "another one."
    ),
    "L25 mode": _("In “%(plan)s” only one group of areas starts to answer in another way."),
    "L26 goals": _("%(count)s goals hang under this one. Seven is a good maximum."),
    "L26 projects": _("%(count)s projects work for this goal. Seven is a good maximum."),
    "L26 crossings": _(
        "The %(lines)s lines between goals and projects are in a tangle. Keep the main ones."
    ),
    "L27 differ": _("Two sources differ: %(told)s."),
}
#: Facts of which the sources tell an amount in cents.
_MONEY: Final = frozenset({"costs", "coverage"})
#: Names in a sentence that exclude each other: "no holder or lead".
_EITHER: Final = frozenset({"L02 lacks", "L13 lacks"})
#: Findings that tell when something happens: in a year, on a day.
_WHEN: Final = frozenset({"L13 after", "L13 activity", "L15 too_late", "L15 activity"})


def sentence(found: Finding) -> str:
    """Return what was found as one sentence."""
    rule = f"{found.check} {found.fault}"
    values = found.values
    told: dict[str, Any] = {name: _text(value) for name, value in values.items()}
    if rule in _WHEN:
        told |= {
            name: _when(values[name])
            for name in ("ends", "measured", "project")
            if name in values
        }
    if "lacks" in values:
        names = [str(WORDS[one]) for one in _tuple(values["lacks"])]
        told["lacks"] = (
            get_text_list(names, gettext("or")) if rule in _EITHER else joined(names)
        )
    if "changed" in values:
        told["changed"] = joined(str(WORDS[one]) for one in _tuple(values["changed"]))
    if "cents" in values:
        told["cents"] = _amount(values)
    if "unit" in values:
        told |= _measured(values)
    if "items" in values:
        told["items"] = _items(_tuple(values["items"]))
    if "sources" in values:
        told["told"] = _sources(values)
    text = str(SENTENCES[rule]) % told
    return text[:1].upper() + text[1:]


def _text(value: Any) -> str:
    if isinstance(value, Span):
        return span_text(value)
    if isinstance(value, tuple):
        return joined(_text(one) for one in value)
    if isinstance(value, Decimal):
        return plain_text(value)
    return date_text(value) if isinstance(value, date) else str(value)


def _when(value: Any) -> str:
    """Return when something happens: in a year or years, on a day."""
    told = {"when": _text(value)}
    if isinstance(value, Span) and value != Span.of_years(value.first.year, value.last.year):
        if value.first != value.last:
            return gettext("in the time of %(when)s") % told
        return gettext("on %(when)s") % told
    return gettext("in %(when)s") % told


def span_text(span: Span) -> str:
    """Return a year, years, or days, as exactly as they are known."""
    if span == Span.of_years(span.first.year, span.last.year):
        return period_text(span.first.year, span.last.year)
    if span.first == span.last:
        return date_text(span.first)
    return gettext("%(first)s to %(last)s") % {
        "first": date_text(span.first),
        "last": date_text(span.last),
    }


def _tuple(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else ()


def _amount(values: Mapping[str, Any]) -> str:
    cents = values["cents"]
    if cents is None:
        return gettext("an amount")
    amount = euro_text(cents)
    return (
        gettext("at least %(amount)s") % {"amount": amount}
        if values.get("at_least")
        else amount
    )


def _measured(values: Mapping[str, Any]) -> dict[str, str]:
    unit = values["unit"]
    texts = {"baseline": value_text, "target": value_text, "change": change_text}
    return {
        name: text(values[name], unit)
        for name, text in texts.items()
        if isinstance(values.get(name), Decimal)
    }


def _items(items: tuple[str, ...]) -> str:
    shown = [gettext("“%(text)s”") % {"text": one} for one in items[:_SHOWN]]
    more = len(items) - _SHOWN
    if more > 0:
        shown.append(ngettext("%(n)d more", "%(n)d more", more) % {"n": more})
    return joined(shown)


def _sources(values: Mapping[str, Any]) -> str:
    pairs = zip(values["sources"], values["told"], strict=True)
    money = values.get("fact") in _MONEY
    return joined(
        f"{WORDS[source]} {_said(told, money=money)}"
        if source in WORDS
        else gettext("%(source)s says %(told)s")
        % {"source": source, "told": _said(told, money=money)}
        for source, told in pairs
    )


def _said(told: Any, *, money: bool) -> str:
    return euro_text(told) if money and isinstance(told, int) else _text(told)
