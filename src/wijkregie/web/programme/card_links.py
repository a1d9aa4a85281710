"""What a project hangs on: goals, bottlenecks, signals and the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.web.http.addresses import programme_url, signal_url, thread_url
from wijkregie.web.programme.words import capital, date_text, with_source

if TYPE_CHECKING:
    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.programme.queries import ProjectSeen


def links(scope: Scope, seen: ProjectSeen) -> list[dict[str, Any]]:
    """Return what the project hangs on: goals, bottlenecks, signals and the decision."""
    found = {
        _("Goals"): (_goals(scope, seen), _("No goal is linked yet.")),
        _("Bottlenecks"): (_bottlenecks(scope, seen), _("No bottleneck is linked.")),
        _("Signals of residents"): (_signals(scope, seen), _("No signal is linked.")),
        _("Decision"): (_decision(scope, seen), _("No decision is recorded.")),
    }
    return [
        {"name": name, "items": items, "none_text": none}
        for name, (items, none) in found.items()
    ]


def _goals(scope: Scope, seen: ProjectSeen) -> list[dict[str, str]]:
    programme = programme_url(scope, seen.programme_key)
    return [
        {
            "name": one.title,
            "url": f"{programme}#doel-{one.id}",
            "text": capital(str(one.level.label)),
        }
        for one in seen.goals
    ]


def _bottlenecks(scope: Scope, seen: ProjectSeen) -> list[dict[str, str]]:
    programme = programme_url(scope, seen.programme_key)
    return [
        {"name": capital(one.title), "url": f"{programme}#knelpunt-{one.id}"}
        for one in seen.bottlenecks
    ]


def _signals(scope: Scope, seen: ProjectSeen) -> list[dict[str, str]]:
    return [
        {
            "name": one.title or _("Signal %(mark)s") % {"mark": one.reference},
            "url": signal_url(scope, one.reference),
            "text": capital(str(one.state.label)),
        }
        for one in seen.signals
    ]


def _decision(scope: Scope, seen: ProjectSeen) -> list[dict[str, str]]:
    decision = seen.decision
    if decision is None:
        return []
    words = _("%(body)s decided on %(day)s: %(reason)s") % {
        "body": decision.body_name,
        "day": date_text(decision.taken_on),
        "reason": decision.reason,
    }
    url = thread_url(scope, "besluit", decision.id)
    return [
        {"name": decision.subject, "url": url, "text": with_source(capital(words), decision)}
    ]
