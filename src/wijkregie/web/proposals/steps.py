"""What happened with a plan, as dots on the red thread, the first first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.states import Verdict
from wijkregie.web.proposals import words

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.budgets.queries import CheckSeen, ProposalWhole


def story(whole: ProposalWhole) -> list[dict[str, Any]]:
    """Return the steps of a plan as ``partials/thread.html`` asks for them."""
    seen = whole.seen
    told: list[tuple[date, str]] = [(words.moment_day(seen.made_at), _("The plan comes in."))]
    if seen.published_at is not None:
        told.append((words.moment_day(seen.published_at), _("Everyone can read the plan.")))
    told += [
        (words.moment_day(one.answered_at), _found(one))
        for one in whole.checks
        if one.answered_at is not None
    ]
    told += [
        (
            one.given_on,
            _("%(what)s was written down.") % {"what": capfirst(str(one.kind.label))},
        )
        for one in whole.counsels
    ]
    if whole.decision is not None:
        body = {"body": capfirst(whole.decision.body_name)}
        told.append((whole.decision.taken_on, _("%(body)s decides.") % body))
    return [_dot(day, text) for day, text in sorted(told, key=lambda one: one[0])]


def _found(one: CheckSeen) -> str:
    told = {"what": capfirst(str(one.kind.label))}
    if one.verdict == Verdict.YES:
        return _("%(what)s? Yes.") % told
    return _("%(what)s? No: %(why)s") % (told | {"why": one.reason})


def _dot(day: date, text: str) -> dict[str, str]:
    return {
        "date_text": words.day_text(day),
        "date_iso": day.isoformat(),
        "text": text,
        "url": "",
        "url_text": "",
    }
