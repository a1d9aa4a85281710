"""What is stuck in a programme, in words: since when, who is to move, and where."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.programme import queries
from wijkregie.domain.programme.queries import Cause
from wijkregie.domain.programme.states import ProjectState
from wijkregie.web.http.addresses import optional, project_url
from wijkregie.web.programme.narrowing import Choice, frame, none_here
from wijkregie.web.programme.plan_words import ago_text, cell
from wijkregie.web.programme.words import date_text, joined, lack_text, project_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wijkregie.domain.programme.queries import StuckSeen
    from wijkregie.web.programme.narrowing import Asked

#: As it stands in an address, in the numbers on top, and in a line of the list.
CAUSES: Final = {
    "looptijd": Cause.OVER,
    "werk": Cause.LATE,
    "besluit": Cause.UNDECIDED,
    "niet-begonnen": Cause.NOT_BEGUN,
    "stil": Cause.SILENT,
    "geld": Cause.GAP,
    "overdracht": Cause.UNANSWERED,
    "verslag": Cause.REPORT,
}
_NAMES: Final = {
    Cause.OVER: gettext_lazy("past their last year"),
    Cause.LATE: gettext_lazy("work past its day"),
    Cause.UNDECIDED: gettext_lazy("decisions past their day"),
    Cause.NOT_BEGUN: gettext_lazy("approved, not begun"),
    Cause.SILENT: gettext_lazy("silent for three months"),
    Cause.GAP: gettext_lazy("without all money this year"),
    Cause.UNANSWERED: gettext_lazy("hand-overs without an answer"),
    Cause.REPORT: gettext_lazy("reports past their day"),
}
_SENTENCES: Final = {
    Cause.OVER: gettext_lazy("The last year on the card is over, but the project goes on."),
    Cause.LATE: gettext_lazy("This had to be done: %(what)s"),
    Cause.UNDECIDED: gettext_lazy("This is not decided yet: %(what)s"),
    Cause.NOT_BEGUN: gettext_lazy("It was approved, but it did not begin."),
    Cause.SILENT: gettext_lazy("Nobody noted a step, a message or a change since."),
    Cause.UNANSWERED: gettext_lazy("It was offered to “%(what)s”, and nobody answered."),
    Cause.REPORT: gettext_lazy("The report on what was agreed is not there yet."),
}
_DO: Final = {
    Cause.OVER: gettext_lazy("Finish the project, or give it another year"),
    Cause.LATE: gettext_lazy("Tell on the card that it is done, or give it another day"),
    Cause.UNDECIDED: gettext_lazy("Write down what was decided"),
    Cause.NOT_BEGUN: gettext_lazy("Let it begin, or stop it"),
    Cause.SILENT: gettext_lazy("Write how it goes"),
    Cause.GAP: gettext_lazy("Look for coverage"),
    Cause.UNANSWERED: gettext_lazy("Ask for an answer"),
    Cause.REPORT: gettext_lazy("Ask for the report"),
}
#: Of an approved project that is past its last year: it cannot go on, for it never began.
_NEVER_BEGAN: Final = gettext_lazy("The last year on the card is over, and it never began.")
_LATE_BEGIN: Final = gettext_lazy("Give it another year to begin in, or stop it")


def asked_for(asked: Asked) -> Asked:
    """Return the question with the choice that only this page has."""
    causes = {word: str(_NAMES[cause]) for word, cause in CAUSES.items()}
    return asked.with_choices([Choice("waarom", _("What is stuck"), causes, _("Everything"))])


def page(asked: Asked, on: date) -> dict[str, Any]:
    """Return what is stuck, as ``programme/stuck.html`` asks for it."""
    everything = [] if asked.wrong else found_in(asked, on)
    kept = narrowed(asked, everything)
    here = frame(
        asked, "stuck", _("What is stuck"), {"stuck_csv": _("This list as a table (CSV)")}
    )
    return here | {
        "lead": _("On %(day)s, the oldest first.") % {"day": date_text(on)},
        "counts": _counts(asked, everything),
        "table": _table(asked, kept, on) if kept else None,
        "none": none_text(asked),
    }


def found_in(asked: Asked, on: date) -> list[StuckSeen]:
    """Return all that is stuck among the projects asked for."""
    return list(queries.stuck_in(asked.desk.viewer, asked.planning, asked.wanted, on=on))


def narrowed(asked: Asked, found: Sequence[StuckSeen]) -> list[StuckSeen]:
    """Return what is stuck for the reason asked for."""
    cause = CAUSES.get(asked.values["waarom"])
    return [one for one in found if cause in {None, one.cause}]


def none_text(asked: Asked) -> dict[str, str]:
    """Tell why the list is empty: nothing is stuck, or there is nothing at all."""
    if not asked.projects and asked.planning.projects:
        return none_here(asked)
    return {
        "title": _("Nothing is stuck"),
        "text": _("What waits too long comes here by itself. You have to do nothing for it."),
        "url": asked.desk.url("timeline", asked.planning.programme.key),
        "url_text": _("Look at the timeline"),
    }


def _counts(asked: Asked, found: Sequence[StuckSeen]) -> list[dict[str, Any]]:
    counts = Counter(one.cause for one in found)
    here = asked.desk.url("stuck", asked.planning.programme.key)
    made = []
    for word, cause in CAUSES.items():
        if not counts[cause]:
            continue
        query = asked.desk.request.GET.copy()
        query["waarom"] = word
        made.append(
            {
                "value": counts[cause],
                "text": str(_NAMES[cause]),
                "url": f"{here}?{query.urlencode()}",
            }
        )
    return made


def _table(asked: Asked, found: Sequence[StuckSeen], on: date) -> dict[str, Any]:
    heads = [_("Project"), _("What is stuck"), _("Since"), _("Who is to move"), _("What to do")]
    return {
        "caption": _("What is stuck, the oldest first"),
        "heads": heads,
        "rows": [_row(asked, one, on, heads) for one in found],
    }


def _row(asked: Asked, one: StuckSeen, on: date, heads: Sequence[str]) -> dict[str, Any]:
    since = _("%(day)s (%(ago)s)") % {
        "day": date_text(one.since),
        "ago": ago_text(one.since, on),
    }
    who = joined(one.who)
    return {
        "name": name(one),
        "url": url(asked, one),
        "cells": [
            cell(sentence(one), heads[1]),
            cell(since, heads[2]),
            cell(who or _("not known"), heads[3], unknown=not who),
            cell(do(one), heads[4]),
        ],
    }


def name(one: StuckSeen) -> str:
    """Return what is stuck by its name."""
    return project_name(one.project.number, one.project.title) if one.project else one.what


def url(asked: Asked, one: StuckSeen) -> str:
    """Return where one does something about it."""
    scope = asked.desk.scope
    if one.project is None:
        return optional("programme:agreement", scope.slug, one.agreement_id)
    mark = "#money" if one.cause == Cause.GAP else ""
    return f"{project_url(scope, one.project.id)}{mark}"


def sentence(one: StuckSeen) -> str:
    """Tell what is stuck."""
    if one.gap is not None:
        return _("In %(year)d %(amount)s is not covered.") % {
            "year": one.since.year,
            "amount": lack_text(one.gap),
        }
    words = _NEVER_BEGAN if _never_began(one) else _SENTENCES[one.cause]
    return str(words) % {"what": one.what}


def do(one: StuckSeen) -> str:
    """Tell what one does about it."""
    return str(_LATE_BEGIN if _never_began(one) else _DO[one.cause])


def _never_began(one: StuckSeen) -> bool:
    waits = one.project is not None and one.project.state == ProjectState.APPROVED
    return waits and one.cause == Cause.OVER


def csv_head() -> list[str]:
    """Return the heads of the list as a file."""
    return [
        _("project"),
        _("sort"),
        _("what is stuck"),
        _("since"),
        _("days"),
        _("who is to move"),
        _("what to do"),
        _("where"),
    ]


def csv_rows(asked: Asked, on: date) -> list[list[Any]]:
    """Return a row for each thing that is stuck."""
    found = [] if asked.wrong else narrowed(asked, found_in(asked, on))
    return [
        [
            name(one),
            str(_NAMES[one.cause]),
            sentence(one),
            one.since,
            (on - one.since).days,
            joined(one.who),
            do(one),
            asked.desk.request.build_absolute_uri(url(asked, one)),
        ]
        for one in found
    ]
