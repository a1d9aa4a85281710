"""Begin an answer with a standard one: chosen in the address, so that it needs no script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.domain.signals import queries
from wijkregie.web.signals.forms.handling import AnswerForm
from wijkregie.web.signals.words import day, day_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.signals.queries import SignalSeen, StandardSeen
    from wijkregie.web.signals.views.asked import Asked

#: The part of the address that names the answer that was chosen.
ASKED: Final = "antwoord"


def form(found: Asked, signal: SignalSeen, sent: Any) -> AnswerForm:
    """Return the form of an answer, begun with the one that the address names. One query."""
    outcome = signal.decision.outcome if signal.decision else ""
    offered = queries.answers_to_choose(found.viewer, signal.theme_id, outcome)
    wanted = found.request.GET.get(ASKED, "")
    chosen = next((one for one in offered if str(one.id) == wanted), None)
    made = AnswerForm(sent, initial={"text": filled(chosen.text, signal)} if chosen else None)
    if chosen is not None:
        made.fields["text"].widget.attrs["autofocus"] = True
    if offered:
        made.begin_with = _begin_with(found, signal, offered, chosen)
    return made


def filled(text: str, signal: SignalSeen) -> str:
    """Return a standard answer with what we know of a signal in place of its name."""
    known = {
        _("[reference]"): signal.reference,
        _("[theme]"): signal.theme_name,
        _("[area]"): signal.area.name if signal.area else "",
        _("[reported on]"): day(day_of(signal.received_at)),
    }
    for gap, word in known.items():
        text = text.replace(gap, word or gap)
    return text


def _begin_with(
    found: Asked,
    signal: SignalSeen,
    offered: Sequence[StandardSeen],
    chosen: StandardSeen | None,
) -> dict[str, Any]:
    return {
        "url": reverse("signals:detail", args=[found.scope.slug, signal.reference]),
        "name": ASKED,
        "chosen": chosen is not None,
        "options": [
            {"value": one.id, "text": one.name, "selected": one == chosen} for one in offered
        ],
    }
