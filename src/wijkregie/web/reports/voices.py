"""Who is heard: five complaints of residents' groups, each beside the figure for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.reports import queries as reports
from wijkregie.web.http.wording import number
from wijkregie.web.reports.trends import FEW

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.reports.queries import Days, Share, Side, ToldBack, Voice
    from wijkregie.web.reports.asked import Asked


def page(asked: Asked) -> dict[str, Any]:
    """Return what ``reports/voices.html`` asks for, but for who takes part."""
    found = reports.voice(asked.viewer, on=asked.on, area_id=asked.area_id)
    told = reports.told_back(asked.viewer, on=asked.on, area_id=asked.area_id)
    return {
        "crumbs": [
            {"name": asked.scope.name, "url": reverse("home:index", args=[asked.scope.slug])},
            {"name": _("Who is heard")},
        ],
        "title": _("Who is heard in %(area)s?") % {"area": asked.area_name},
        "since_text": date_format(found.since, "j F Y"),
        "date_text": date_format(found.on, "j F Y"),
        "choices": asked.choices,
        "cards": [
            _told_back(told),
            _sooner(found),
            _declined(asked, found),
            _by_whom(asked, found),
            _set_aside(asked),
        ],
        "download_url": asked.address("voices_csv"),
    }


def table(asked: Asked) -> tuple[list[str], list[list[Any]]]:
    """Return the five figures as rows: which question, what, how many, of how many."""
    found = reports.voice(asked.viewer, on=asked.on, area_id=asked.area_id)
    told = reports.told_back(asked.viewer, on=asked.on, area_id=asked.area_id)
    plans = reports.team_plans(asked.viewer, on=asked.on, area_id=asked.area_id)
    head = [_("question"), _("what is counted"), _("counted"), _("out of")]
    rows: list[list[Any]] = [[1, _("came back to the group"), told.told.part, told.told.of]]
    for name, side in _sides(found):
        rows += [
            [2, f"{name}: {_('taken up')}", side.honoured.part, side.honoured.of],
            [
                2,
                f"{name}: {_('wishes and ideas taken up')}",
                side.wishes_honoured.part,
                side.wishes_honoured.of,
            ],
            [
                2,
                f"{name}: {_('days until the decision, the middle one')}",
                side.to_decision.middle,
                side.to_decision.of,
            ],
            [3, f"{name}: {_('not taken up')}", side.declined.part, side.declined.of],
        ]
    whole = sum(count for _who, count in found.by_whom)
    rows += [[4, str(who.label), count, whole] for who, count in found.by_whom]
    aside = reports.set_aside(plans)
    return head, [*rows, [5, _("set aside by the town hall"), aside.part, aside.of]]


def _told_back(told: ToldBack) -> dict[str, Any]:
    return {
        "claim": _("What individual residents report does not come back to our group."),
        "answer": _of(
            told.told,
            _("%(share)s of what individual residents were answered came back to the group."),
            _("No answered reports of individual residents in the area of a residents' group."),
        ),
        "heads": [_("Group"), _("Came back"), _("Answered")],
        "rows": [
            [group.name, share_text(group.told), str(group.told.of)] for group in told.groups
        ],
        "how": _(
            "A report came back when it stood on the agenda of a meeting of the group, or when "
            "the group met after the answer: the agenda of a residents' group lists what was "
            "answered since its last meeting."
        ),
        "links": [],
    }


def _sooner(found: Voice) -> dict[str, Any]:
    lines: list[tuple[str, Callable[[Side], str]]] = [
        (_("Taken up"), lambda side: share_text(side.honoured)),
        (_("Wishes and ideas taken up"), lambda side: share_text(side.wishes_honoured)),
        (_("Days until the decision"), lambda side: days_text(side.to_decision)),
        (_("Days until the answer"), lambda side: days_text(side.to_answer)),
    ]
    rows = [[name, *(text(side) for _who, side in _sides(found))] for name, text in lines]
    return {
        "claim": _("Wishes of individuals are honoured sooner than those of a group."),
        "answer": _compared(found),
        "heads": ["", *(name for name, _side in _sides(found))],
        "rows": rows if found.people.decided or found.of_groups.decided else [],
        "how": _(
            "Of the reports that were decided on. Of the days the middle one is shown: half "
            "took shorter, half took longer. We only call it a difference when the numbers are "
            "large enough to be sure (95 %)."
        ),
        "links": [],
    }


def _compared(found: Voice) -> str:
    if found.apart is None:
        return _("There is nothing to compare yet: one of the two has no decisions.")
    if not found.apart.tells:
        return _("No difference that these numbers can carry.")
    if found.apart.low > 0:
        return _("Reports of individuals are taken up more often than those of groups.")
    return _("Reports of groups are taken up more often than those of individuals.")


def _declined(asked: Asked, found: Voice) -> dict[str, Any]:
    return {
        "claim": _("Almost all our wishes and signals are swept off the table."),
        "answer": _of(
            found.of_groups.declined,
            _("%(share)s of what groups raised was not taken up; each time with a reason."),
            _("Nothing that groups raised was decided on yet."),
        ),
        "heads": [_("Group"), _("Decisions"), _("Taken up"), _("Not taken up")],
        "rows": [
            [one.name, str(one.decided), share_text(one.honoured), share_text(one.declined)]
            for one in found.groups
        ],
        "how": _("The others were taken up, handed over, or are being looked into."),
        "links": [{"url": asked.address("list", "van-groepen"), "text": _("Read the reasons")}],
    }


def _by_whom(asked: Asked, found: Voice) -> dict[str, Any]:
    whole = sum(count for _who, count in found.by_whom)
    words = ngettext(
        "%(of)d decision on what groups raised or had on their agenda.",
        "%(of)d decisions on what groups raised or had on their agenda.",
        whole,
    )
    return {
        "claim": _("We may raise things in the wijkplatform, but the wijkteam decides."),
        "answer": words % {"of": whole} if whole else _("Nothing was decided on yet."),
        "heads": [_("Who decided"), _("How often")],
        "rows": [[str(who.label), str(count)] for who, count in found.by_whom],
        "how": _("Every decision names who took it, and on which mandate."),
        "links": [
            {"url": asked.address("list", "van-groepen"), "text": _("See these decisions")}
        ],
    }


def _set_aside(asked: Asked) -> dict[str, Any]:
    plans = reports.team_plans(asked.viewer, on=asked.on, area_id=asked.area_id)
    return {
        "claim": _("The town hall sets the plans of the wijkteam aside too easily."),
        "answer": _of(
            reports.set_aside(plans),
            _("%(share)s of the plans of wijkteams was set aside by the town hall."),
            _("The town hall had no say yet about a plan of a wijkteam."),
        ),
        "heads": [_("Plan"), _("What the town hall did"), _("Why")],
        "rows": [
            [one.title, str(one.how.label), one.why or _("no reason is known")]
            for one in plans
            if one.aside
        ],
        "how": _(
            "Plans are what a wijkteam handed over to the municipality, what it raised itself "
            "and the town hall decided on, and projects that came out of it."
        ),
        "links": [],
    }


def _sides(found: Voice) -> list[tuple[str, Side]]:
    return [(_("Individuals"), found.people), (_("Residents' groups"), found.of_groups)]


def _of(share: Share, words: str, none: str) -> str:
    return words % {"share": share_text(share)} if share.of else none


def share_text(share: Share) -> str:
    """Return a share in words: of few only how many, for a percentage would say too much."""
    if not share.of:
        return _("none")
    told = {"part": share.part, "of": share.of, "percent": share.percent}
    if share.of < FEW:
        return _("%(part)d of %(of)d") % told
    return _("%(percent)d %% (%(part)d of %(of)d)") % told


def days_text(days: Days) -> str:
    """Return the middle number of days in words."""
    if days.middle is None:
        return _("none")
    whole = days.middle == int(days.middle)
    return _("%(days)s (of %(of)d)") % {
        "days": number(days.middle, 0 if whole else 1),
        "of": days.of,
    }
