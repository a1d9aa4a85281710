"""Facts of a report in words and cells. What is not known says so; it is never nought."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.core.proportions import whole_percent
from wijkregie.core.reporting import Course, course
from wijkregie.domain.programme.queries import Amount
from wijkregie.web.http.money import euro_text
from wijkregie.web.programme.blocks import badge, cell, unknown
from wijkregie.web.programme.measured import target_text
from wijkregie.web.programme.tracks import track
from wijkregie.web.programme.words import amount_text, date_text, margin_text, value_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal
    from typing import Protocol

    from wijkregie.core.reporting import IndicatorFact, Lack, Sum
    from wijkregie.domain.places.queries import Scope
    from wijkregie.web.programme.blocks import Block

    class Based(Protocol):
        """What has a baseline: a fact of a report, or a line of the plan."""

        @property
        def unit(self) -> str:
            """The unit of its values."""

        @property
        def baseline(self) -> Decimal | None:
            """The value from before."""

        @property
        def baseline_year(self) -> int | None:
            """The year of it."""

        @property
        def baseline_on(self) -> date | None:
            """The day of it, where that is known."""

        @property
        def baseline_n(self) -> int | None:
            """How many answered."""

        @property
        def baseline_margin(self) -> Decimal | None:
            """How far it can be off."""

    class Aimed(Protocol):
        """A value aimed at."""

        @property
        def value(self) -> Decimal:
            """The value."""

        @property
        def year(self) -> int | None:
            """The year in which it has to be there."""

        @property
        def on(self) -> date | None:
            """The day, where that is known."""


_COURSES: Final = {
    Course.REACHED: (gettext_lazy("target reached"), "safe", "ok"),
    Course.FORWARD: (gettext_lazy("on the way"), "safe", "up"),
    Course.UNCLEAR: (gettext_lazy("within the margin"), "neutral", "info"),
    Course.SAME: (gettext_lazy("unchanged"), "neutral", "info"),
    Course.AWAY: (gettext_lazy("further away"), "warning", "down"),
    Course.UNSURE: (gettext_lazy("margin not known"), "neutral", "unknown"),
    Course.UNKNOWN: (gettext_lazy("too little known"), "neutral", "unknown"),
}
_LACKS: Final = {
    "exact": gettext_lazy("%(amount)s"),
    "at_least": gettext_lazy("at least %(amount)s"),
    "at_most": gettext_lazy("at most %(amount)s"),
    "unsure": gettext_lazy("%(amount)s, as far as we know"),
}


def baseline_cell(one: Based, url: str, source: str = "") -> Block:
    """Return the value from before, with when and how sure it is; it leads to ``url``."""
    if one.baseline is None:
        return unknown(_("no baseline yet"))
    return cell(
        value_text(one.baseline, one.unit),
        url,
        note=told(
            when(one.baseline_year, one.baseline_on),
            *sureness(one.baseline_margin, one.baseline_n, one.baseline, one.unit),
            source,
        ),
    )


def now_cell(scope: Scope, one: IndicatorFact) -> Block:
    """Return the last known value; it leads to the figure."""
    if one.now is None:
        why = _("no value yet") if one.series else _("no figure linked")
        return unknown(why)
    url = reverse("reports:figure", args=[scope.slug, one.series, one.area])
    return cell(
        value_text(one.now, one.unit),
        url,
        note=told(
            one.area_name,
            when(one.period, None),
            *sureness(one.margin, one.n, one.now, one.unit),
        ),
    )


def targets_cell(targets: Iterable[Aimed], unit: str, url: str, *, lower: bool) -> Block:
    """Return the values aimed at by date, with when each has to be there."""
    words = _("at most %(value)s") if lower else _("at least %(value)s")
    found = [
        told(words % {"value": value_text(one.value, unit)}, when(one.year, one.on))
        for one in targets
    ]
    if not found:
        return unknown(_("no target yet"))
    return cell(found[0], url, note="; ".join(found[1:]))


def course_cell(one: IndicatorFact) -> Block:
    """Return how far it came on the way to its target, with the interval."""
    found = course(one)
    words, kind, icon = _COURSES[found]
    share = _share_text(one)
    return cell("", badge=badge(str(words), kind, icon), track=track(one), note=share)


def _share_text(one: IndicatorFact) -> str:
    if one.progress is None:
        return ""
    words = {"share": percent(one.progress), "target": _last_target(one)}
    if one.low is not None and one.high is not None:
        words |= {"low": percent(one.low), "high": percent(one.high)}
        return _("%(share)s of the way to %(target)s, between %(low)s and %(high)s") % words
    if one.margin is not None:
        return _("%(share)s of the way to %(target)s, all of it within the margin") % words
    return _("%(share)s of the way to %(target)s; margin unknown, so we cannot tell") % words


def _last_target(one: IndicatorFact) -> str:
    """Return the target that the way leads to."""
    if one.targets:
        last = one.targets[-1]
        return target_text(last.value, one.unit, when(last.year, last.on))
    return target_text(one.target, one.unit, when(one.target_year, None))


def percent(share: Fraction) -> str:
    """Return a share in whole percents."""
    return _("%(share)d %%") % {"share": whole_percent(share)}


def sureness(
    margin: Decimal | None, n: int | None, value: Decimal | None, unit: str
) -> list[str]:
    """Return how far a value can be off, and how many answered."""
    found = [] if margin is None else [margin_text(margin, value, unit)]
    if n:
        found.append(ngettext("%(n)d answer", "%(n)d answers", n) % {"n": n})
    return found


def when(year: int | None, on: date | None) -> str:
    """Return a day or a year as exactly as it is known, nothing where it is not."""
    if on is not None:
        return date_text(on)
    return "" if year is None else str(year)


def told(*words: str) -> str:
    """Return what is told, with commas."""
    return ", ".join(filter(None, words))


def sum_text(found: Sum) -> str:
    """Return a sum of money; what is not known in it makes it "at least"."""
    return amount_text(Amount(found.cents, found.unknown))


def sum_cell(found: Sum, url: str = "") -> Block:
    """Return a sum of money as a cell."""
    lacks = bool(found.unknown and not found.cents)
    return cell(sum_text(found), "" if lacks else url, number=True, unknown=lacks)


def cents_cell(cents: int | None, url: str = "") -> Block:
    """Return an amount as a cell."""
    if cents is None:
        return unknown(number=True)
    return cell(amount_text(Amount(cents, 0)), url, number=True)


def lack_text(lack: Lack) -> str:
    """Return what is not covered."""
    if lack.cents:
        return str(_LACKS[lack.bound]) % {"amount": euro_text(lack.cents)}
    return _("not known") if lack.bound in {"at_least", "unsure"} else _("nothing")


def lack_cell(lack: Lack, url: str = "") -> Block:
    """Return what is not covered as a cell."""
    vague = not lack.cents and lack.bound in {"at_least", "unsure"}
    return cell(
        lack_text(lack), url if lack.cents else "", number=True, open=bool(lack.cents)
    ) | {"unknown": vague}


def share_text(part: int, of: int) -> str:
    """Return so many of so many, with the share in whole percents."""
    return _("%(part)d of %(of)d (%(share)d %%)") % {
        "part": part,
        "of": of,
        "share": whole_percent(Fraction(part, of)),
    }
