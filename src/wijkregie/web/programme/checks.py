"""The page of what the checks find, in words, and where each is mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.core.logframe import Kind, Severity
from wijkregie.web.http.addresses import programme_url
from wijkregie.web.http.asked import page_links, page_of
from wijkregie.web.programme.mending import mend
from wijkregie.web.programme.sentences import KINDS, SEVERITIES, sentence
from wijkregie.web.programme.ways import ways
from wijkregie.web.programme.words import capital, date_text, period_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijkregie.core.logframe import About
    from wijkregie.domain.programme.queries import AcceptanceSeen, CheckSeen, ChecksSeen
    from wijkregie.web.programme.desk import Desk

PER_PAGE: Final = 100
#: Of a fingerprint, what stands in an address.
MARK: Final = 20
_ICONS: Final = {
    Severity.WRONG: ("warning", "error"),
    Severity.MISSING: ("warning", "unknown"),
    Severity.ADVICE: ("neutral", "info"),
}
_LEADS: Final = {
    Severity.WRONG: gettext_lazy("Two things contradict each other, or a sum is not right."),
    Severity.MISSING: gettext_lazy("What the programme does not tell yet."),
    Severity.ADVICE: gettext_lazy("No fault, but worth a talk in the group."),
}
_STANDS: Final = {
    "open": gettext_lazy("Still open"),
    "geaccepteerd": gettext_lazy("Accepted"),
    "alles": gettext_lazy("Everything"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """Which findings are asked for: of one severity or all, open or accepted or both."""

    severity: str = ""
    stand: str = "open"

    def narrow(self, checks: Iterable[CheckSeen]) -> list[CheckSeen]:
        """Keep what is asked for, the worst first, what is about one thing together."""
        ranks = {severity: at for at, severity in enumerate(Severity)}
        kinds = {kind: at for at, kind in enumerate(Kind)}
        kept = [
            one
            for one in checks
            if self.severity in {"", one.finding.severity}
            and (self.stand == "alles" or one.is_open == (self.stand == "open"))
        ]
        return sorted(
            kept,
            key=lambda one: (
                ranks[one.finding.severity],
                kinds[one.finding.about.kind],
                one.finding.about.id,
            ),
        )


def wish_of(desk: Desk) -> Wish:
    """Return what the address asks for; what it cannot ask for is as if it was not there."""
    severity = desk.request.GET.get("ernst", "")
    stand = desk.request.GET.get("stand", "")
    return Wish(
        severity if severity in set(Severity) else "", stand if stand in _STANDS else "open"
    )


def page(desk: Desk, seen: ChecksSeen) -> dict[str, Any]:
    """Return the findings, as ``programme/checks.html`` asks for it."""
    programme, wish = seen.programme, wish_of(desk)
    kept = wish.narrow(seen.checks)
    shown = page_of(desk.request, kept, per_page=PER_PAGE)
    return {
        "crumbs": crumbs(desk, seen),
        "kicker": _("%(name)s, %(years)s")
        % {
            "name": programme.name,
            "years": period_text(programme.from_year, programme.until_year),
        },
        "lead": lead(seen),
        "choices": choices(wish),
        "groups": [
            group(desk, severity, seen, list(shown.object_list))
            for severity in Severity
            if any(one.finding.severity == severity for one in shown.object_list)
        ],
        "none_text": none_text(wish, seen),
        "pages": page_links(desk.request, shown),
        "csv_url": _csv_url(desk, programme.key),
        "ways": ways(desk, programme.key, "checks"),
    }


def crumbs(desk: Desk, seen: ChecksSeen, here: str = "") -> list[dict[str, str]]:
    """Return the way to this page, or to one below it."""
    programme = seen.programme
    found = [
        {"name": _("Programme"), "url": desk.url("index")},
        {"name": programme.name, "url": programme_url(desk.scope, programme.key)},
        {"name": _("Checks"), "url": desk.url("checks", programme.key) if here else ""},
    ]
    return [*found, {"name": here, "url": ""}] if here else found


def lead(seen: ChecksSeen) -> str:
    """Tell how much is open and how much was accepted."""
    accepted = len(seen.checks) - seen.open
    if not seen.checks:
        return _("The checks find nothing: the programme fits together.")
    told = [
        ngettext(
            "%(n)d point asks for attention.", "%(n)d points ask for attention.", seen.open
        )
        % {"n": seen.open}
    ]
    if accepted:
        words = ngettext(
            "%(n)d point was accepted with a reason.",
            "%(n)d points were accepted with a reason.",
            accepted,
        )
        told.append(words % {"n": accepted})
    return " ".join(told)


def choices(wish: Wish) -> list[dict[str, Any]]:
    """Return the filter, as ``partials/choose.html`` asks for it."""
    severities = [("", _("Everything")), *((one.value, SEVERITIES[one]) for one in Severity)]
    return [
        _choice("ernst", _("What do you want to see?"), severities, wish.severity),
        _choice("stand", _("Open or accepted?"), list(_STANDS.items()), wish.stand),
    ]


def _choice(
    name: str, label: str, options: Sequence[tuple[str, object]], chosen: str
) -> dict[str, Any]:
    made = [
        {"value": value, "text": str(text), "selected": value == chosen}
        for value, text in options
    ]
    return {"name": name, "label": label, "options": made}


def none_text(wish: Wish, seen: ChecksSeen) -> str:
    """Tell why there is nothing in the list."""
    if wish.stand == "open" and not wish.severity and seen.checks:
        return _("Everything that the checks found was accepted with a reason.")
    if seen.checks:
        return _("Nothing fits this choice. Choose another one above.")
    return _("Nothing is missing and nothing contradicts. The checks run anew every time.")


def group(
    desk: Desk, severity: Severity, seen: ChecksSeen, checks: Sequence[CheckSeen]
) -> dict[str, Any]:
    """Return the findings of one severity, those about one thing together."""
    found: dict[About, list[CheckSeen]] = {}
    for one in checks:
        if one.finding.severity == severity:
            found.setdefault(one.finding.about, []).append(one)
    return {
        "id": severity.value,
        "title": str(SEVERITIES[severity]),
        "text": str(_LEADS[severity]),
        "things": [
            {
                "name": capital(about.name),
                "kind_text": str(KINDS[about.kind]),
                "findings": [entry(desk, one, seen) for one in each],
            }
            for about, each in found.items()
        ],
    }


def entry(desk: Desk, one: CheckSeen, seen: ChecksSeen) -> dict[str, Any]:
    """Return one finding, as ``programme/check.html`` asks for it."""
    url, text = mend(desk, one, seen)
    mark = mark_of(one)
    key = seen.programme.key
    given = one.acceptance
    return {
        "text": sentence(one.finding),
        "rule": one.finding.check,
        "url": url,
        "url_text": text,
        "accepted": accepted(given) if given else None,
        "accept_url": desk.url("check_accept", key, mark)
        if one.may_accept and one.is_open
        else "",
        "withdraw_url": desk.url("check_withdraw", key, mark)
        if one.may_accept and not one.is_open
        else "",
    }


def mark_of(one: CheckSeen) -> str:
    """Return what stands for a finding in an address; another fault has another one."""
    return one.finding.fingerprint[:MARK]


def accepted(given: AcceptanceSeen) -> dict[str, Any]:
    """Return who accepted a finding, when and why."""
    day = date_text(localtime(given.at).date())
    return {
        "holds": given.holds,
        "reason": given.reason,
        "by_text": f"{given.by_name}, {day}" if given.by_name else day,
    }


def _csv_url(desk: Desk, key: str) -> str:
    query = desk.request.GET.urlencode()
    return desk.url("checks_csv", key) + (f"?{query}" if query else "")


def csv_head() -> list[str]:
    """Return the heads of the list as a table."""
    return [
        _("check"),
        _("how bad"),
        _("sort"),
        _("name"),
        _("what we found"),
        _("where"),
        _("accepted because"),
        _("accepted by"),
        _("accepted on"),
    ]


def csv_rows(desk: Desk, seen: ChecksSeen) -> list[list[str]]:
    """Return the findings that are asked for as rows."""
    return [_row(desk, one, seen) for one in wish_of(desk).narrow(seen.checks)]


def _row(desk: Desk, one: CheckSeen, seen: ChecksSeen) -> list[str]:
    found, given = one.finding, None if one.is_open else one.acceptance
    return [
        found.check,
        str(SEVERITIES[found.severity]),
        str(KINDS[found.about.kind]),
        found.about.name,
        sentence(found),
        desk.request.build_absolute_uri(mend(desk, one, seen)[0]),
        given.reason if given else "",
        given.by_name if given else "",
        localtime(given.at).date().isoformat() if given else "",
    ]
