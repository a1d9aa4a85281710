"""What a private page says of who follows it: how they hear, and whether they joined in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy

from wijkregie.domain.signals.states import HearBack

if TYPE_CHECKING:
    from wijkregie.domain.signals.queries import SignalSeen

_WAYS: Final = {
    HearBack.MAIL: gettext_lazy("The answer comes by mail."),
    HearBack.LETTER: gettext_lazy("The answer comes by letter."),
    HearBack.CALL: gettext_lazy("We phone you with the answer."),
    HearBack.NONE: gettext_lazy("The answer comes on this page. Keep the link, and look here."),
}


def receipt_of(signal: SignalSeen) -> dict[str, Any]:
    """Return the words for who came by a private link, and whether they joined in later."""
    own = signal.raisers[0]
    return {"way_text": _WAYS[own.hear_back], "joined": own.joined}
