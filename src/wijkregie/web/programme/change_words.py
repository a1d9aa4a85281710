"""What changed since the last report, each thing in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.core.reporting import NO_YEAR, Aspect, Sort, Subject, Verdict
from wijkregie.domain.programme.queries import Amount
from wijkregie.domain.programme.states import ProjectState
from wijkregie.web.programme.blocks import badge, heading, point, points
from wijkregie.web.programme.fact_words import (
    lack_text,
    share_text,
    sum_text,
    told,
    when,
)
from wijkregie.web.programme.words import (
    amount_text,
    capital,
    date_text,
    period_text,
    value_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wijkregie.core.reporting import Change, PointFact
    from wijkregie.web.programme.blocks import Block

_HEADINGS: Final = {
    Subject.GOAL: gettext_lazy("Goals and figures"),
    Subject.INDICATOR: gettext_lazy("Goals and figures"),
    Subject.PROJECT: gettext_lazy("Projects"),
    Subject.MONEY: gettext_lazy("Money"),
    Subject.ANSWERS: gettext_lazy("Answers to reports"),
    Subject.POINT: gettext_lazy("Decisions"),
}
_VERDICTS: Final = {
    Verdict.BETTER: (gettext_lazy("better"), "safe", "up"),
    Verdict.WORSE: (gettext_lazy("less good"), "warning", "down"),
    Verdict.SAME: (gettext_lazy("the same"), "neutral", "info"),
    Verdict.UNCLEAR: (gettext_lazy("within the margin"), "neutral", "info"),
    Verdict.UNSURE: (gettext_lazy("margin not known"), "neutral", "unknown"),
}
#: What a part of something is called: at the begin of "…: from a to b".
_ASPECTS: Final = {
    Aspect.TITLE: gettext_lazy("Name"),
    Aspect.NOW: gettext_lazy("Value"),
    Aspect.BASELINE: gettext_lazy("Baseline"),
    Aspect.TARGET: gettext_lazy("Target"),
    Aspect.STATE: gettext_lazy("State"),
    Aspect.YEARS: gettext_lazy("Period"),
    Aspect.COSTS: gettext_lazy("Costs"),
    Aspect.COVERED: gettext_lazy("Covered"),
    Aspect.ASKED: gettext_lazy("Asked"),
    Aspect.GAP: gettext_lazy("Not covered"),
    Aspect.COMMITTED: gettext_lazy("Ordered"),
    Aspect.PAID: gettext_lazy("Paid"),
    Aspect.SHARE: gettext_lazy("In time"),
    Aspect.DAY: gettext_lazy("When"),
}
_MOVED: Final = {
    Sort.KNOWN: gettext_lazy("%(what)s was not known, and is now: %(after)s."),
    Sort.UNKNOWN: gettext_lazy("%(what)s was %(before)s, and is not known now."),
    Sort.CHANGED: gettext_lazy("%(what)s: from %(before)s to %(after)s."),
}


def blocks_of(found: Sequence[Change], leads: Callable[[Change], str]) -> list[Block]:
    """Return what changed by subject; ``leads`` tells where a change leads to."""
    groups: dict[str, dict[tuple[Subject, int | None], list[Change]]] = {}
    for one in found:
        things = groups.setdefault(str(_HEADINGS[one.subject]), {})
        things.setdefault((one.subject, one.id), []).append(one)
    made: list[Block] = []
    for title, things in groups.items():
        items = points([_point(each, leads(each[0])) for each in things.values()])
        made += [heading(title), *([items] if items else [])]
    return made


def _point(found: Sequence[Change], url: str) -> Block:
    verdicts = [one.verdict for one in found if one.verdict]
    mark = None
    if verdicts:
        words, kind, icon = _VERDICTS[verdicts[0]]
        mark = badge(str(words), kind, icon)
    return point(_name(found[0]), " ".join(sentence(one) for one in found), url, mark)


def _name(one: Change) -> str:
    if one.subject == Subject.MONEY:
        if one.id == NO_YEAR:
            return capital(_("no year named"))
        return _("All years together") if one.id is None else str(one.id)
    return capital(one.name) or _("Answered in time")


def sentence(one: Change) -> str:
    """Return one change as a sentence."""
    if one.aspect == Aspect.WHOLE:
        return _came_or_went(one)
    if one.aspect == Aspect.OUTCOME:
        return _decided(one.after)
    words = {
        "what": str(_ASPECTS[one.aspect]),
        "before": _value(one, one.before),
        "after": _value(one, one.after),
    }
    if one.sort == Sort.CHANGED and words["before"] == words["after"]:
        return _("%(what)s was told again: %(after)s.") % words
    return f"{str(_MOVED[one.sort]) % words} {_overlap(one)}".strip()


def _came_or_went(one: Change) -> str:
    if one.subject == Subject.POINT and one.after:
        return _decided(one.after) if one.after.outcome else _("This has to be decided.")
    if one.sort == Sort.NEW:
        return _("New in the programme.")
    if one.subject == Subject.POINT:
        return _("This does not have to be decided any more.")
    return _("It is not in the programme any more.")


def _decided(point: PointFact) -> str:
    return _("Decided on %(day)s: %(outcome)s") % {
        "day": when(None, point.decided_on),
        "outcome": point.outcome,
    }


def _value(one: Change, fact: Any) -> str:
    """Return what a change is from or to, in words."""
    if fact is None:
        return _("not known")
    return _SAID[one.aspect](fact)


def _amount(name: str) -> Callable[[Any], str]:
    def said(fact: Any) -> str:
        cents = getattr(fact, name)
        return _("not known") if cents is None else amount_text(Amount(cents, 0))

    return said


def _measured(value: str, year: str, on: str = "") -> Callable[[Any], str]:
    def said(fact: Any) -> str:
        day = when(getattr(fact, year), getattr(fact, on) if on else None)
        words = value_text(getattr(fact, value), fact.unit)
        return f"{words} ({day})" if day else words

    return said


def _targets(fact: Any) -> str:
    return " / ".join(
        told(value_text(one.value, fact.unit), when(one.year, one.on)) for one in fact.targets
    ) or _measured("target", "target_year")(fact)


def _title(fact: Any) -> str:
    """Return the name between quotation marks; of a decision it is the question."""
    name = getattr(fact, "question", "") or fact.title
    return f"\u201c{name}\u201d"


def _share(fact: Any) -> str:
    if not fact.of:
        return _("no answers promised")
    return _("%(share)s between %(since)s and %(until)s") % {
        "share": share_text(fact.part, fact.of),
        "since": date_text(fact.since),
        "until": date_text(fact.until),
    }


def _overlap(one: Change) -> str:
    """Tell of shares of two periods where the same reports count in both."""
    if one.aspect != Aspect.SHARE or one.sort != Sort.CHANGED:
        return ""
    before, after = one.before, one.after
    if after.since > before.until:
        return ""
    return _(
        "Both tell of the days from %(since)s up to %(until)s: do not read it as a change "
        "between two separate periods."
    ) % {"since": date_text(after.since), "until": date_text(before.until)}


_SAID: Final[dict[Aspect, Callable[[Any], str]]] = {
    Aspect.NOW: _measured("now", "period"),
    Aspect.BASELINE: _measured("baseline", "baseline_year", "baseline_on"),
    Aspect.TARGET: _targets,
    Aspect.STATE: lambda fact: str(ProjectState(fact.state).label),
    Aspect.YEARS: lambda fact: period_text(fact.from_year, fact.until_year),
    Aspect.COSTS: lambda fact: sum_text(fact.costs),
    Aspect.TITLE: _title,
    Aspect.ASKED: lambda fact: sum_text(fact.asked),
    Aspect.DAY: lambda fact: when(fact.year, fact.on) or _("no date yet"),
    Aspect.COVERED: lambda fact: sum_text(fact.covered),
    Aspect.GAP: lambda fact: lack_text(fact.gap),
    Aspect.COMMITTED: _amount("committed"),
    Aspect.PAID: _amount("paid"),
    Aspect.SHARE: _share,
}
