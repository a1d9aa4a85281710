"""What happens with a signal besides its steps, each one sentence among the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.signals.states import EventKind
from wijkregie.web.http.addresses import signal_url
from wijkregie.web.signals.words import dated, grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.signals.queries import EventSeen

_TEXTS: Final = {
    EventKind.ASSIGNED: gettext_lazy("Somebody else handles the report now."),
    EventKind.REROUTED: gettext_lazy("The report goes to who is there for it."),
    EventKind.RULE_FAILED: gettext_lazy("A rule for who handles what could not be followed."),
    EventKind.BUNDLED: gettext_lazy("Handled together with report %(reference)s from now on."),
    EventKind.UNBUNDLED: gettext_lazy("No longer handled together with report %(reference)s."),
    EventKind.JOINED: gettext_lazy("Somebody else reports the same."),
    EventKind.OFFERED: gettext_lazy("%(who)s is asked to take the report over."),
    EventKind.ACCEPTED: gettext_lazy("%(who)s takes the report over."),
    EventKind.REFUSED: gettext_lazy("%(who)s does not take the report over."),
    EventKind.WITHDRAWN: gettext_lazy("%(who)s is no longer asked to take the report over."),
    EventKind.REPORTED: gettext_lazy("%(who)s tells what it did."),
    EventKind.SATISFIED: gettext_lazy("Somebody who reported this is satisfied."),
    EventKind.UNSATISFIED: gettext_lazy("Somebody who reported this is not satisfied."),
    EventKind.PROJECT: gettext_lazy("There is news of the project."),
    EventKind.PROPOSAL: gettext_lazy("There is news of the proposal."),
}
_BY_GROUP: Final = {
    EventKind.ASSIGNED: gettext_lazy("%(who)s handles the report now."),
    EventKind.REROUTED: gettext_lazy("The report goes to %(who)s."),
    EventKind.RULE_FAILED: gettext_lazy("The rule that leads to %(who)s was not followed."),
    EventKind.JOINED: gettext_lazy("%(who)s reports the same."),
}
#: What leads to a step at the same moment, and so stands before it.
_BEFORE: Final = frozenset(
    {
        EventKind.BUNDLED,
        EventKind.UNBUNDLED,
        EventKind.REFUSED,
        EventKind.REPORTED,
        EventKind.SATISFIED,
        EventKind.UNSATISFIED,
        EventKind.WITHDRAWN,
    }
)


def dot(event: EventSeen, scope: Scope) -> dict[str, Any]:
    """Return an event as a dot of the story; ``first``: it stands before a step."""
    who = event.group_name or event.organisation_name
    text = _BY_GROUP.get(event.what, _TEXTS[event.what]) if who else _TEXTS[event.what]
    words = {"who": who or _("An organisation"), "reference": grouped(event.reference)}
    return {
        **dated(event.at),
        "at": event.at,
        "text": str(text) % words,
        "why": event.why,
        "said": event.said or "",
        "url": signal_url(scope, event.reference) if event.reference else "",
        "url_text": _("See report %(reference)s") % words,
        "before": event.what in _BEFORE,
    }


def among(
    steps: Sequence[dict[str, Any]], events: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return steps and events as one story; nothing happened before the first step."""
    first, later = steps[:1], steps[1:]
    ranked = [
        *((one["at"], 1, place, one) for place, one in enumerate(later)),
        *(
            (one["at"], 0 if one["before"] else 2, place, one)
            for place, one in enumerate(events)
        ),
    ]
    return [*first, *(one for *_rank, one in sorted(ranked, key=lambda row: row[:3]))]
