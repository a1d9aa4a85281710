"""Two reports that are handled as one, and what somebody says of the answer to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.makers.places import AT
from tests.makers.signals import make_signal
from tests.matrix.allowed import Kind
from tests.matrix.side import mail_of, text_of
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.states import HearBack
from wijkregie.kit.viewer import follower

if TYPE_CHECKING:
    from tests.matrix.side import Side
    from tests.matrix.thread import Ground
    from wijkregie.domain.decisions.services import DecisionDraft
    from wijkregie.domain.signals.models import Signal, Theme

LATER = AT + timedelta(days=1)


def plant_bundle(side: Side, ground: Ground, theme: Theme, draft: DecisionDraft) -> None:
    """Plant a bundle: alike in words, each with a raiser of its own, answered as one."""
    lead, along, again, waiting = (_raised(side, ground, theme) for _number in range(4))
    by = ground.manager
    signals.bundle(lead.pk, [along.pk, again.pk], by=by, at=AT)
    signals.bundle(waiting.pk, [_raised(side, ground, theme).pk], by=by, at=AT)
    signals.decide(lead.pk, draft, by=by, at=AT)
    news = side.text(Kind.SIGNAL_PUBLIC, "news of the project")
    signals.project_news(lead.pk, news, by=by, at=AT)
    signals.answer(lead.pk, side.text(Kind.SIGNAL_PUBLIC, "answer to all"), by=by, at=LATER)
    _unsatisfied(side, along)
    _unsatisfied(side, again, again=True)


def _unsatisfied(side: Side, signal: Signal, *, again: bool = False) -> None:
    """Let who raised it say so, or ask to look at it again: that one then stays open."""
    said = side.add(Kind.SIGNAL_TOLD, "said of the answer")
    raiser = signal.raisers.get()
    by_link = follower(side.municipality.pk, raiser.pk)
    signals.unsatisfied(text_of(said), by=by_link, at=LATER, again=again)
    side.raised_by({raiser.pk}, [said])


def _raised(side: Side, ground: Ground, theme: Theme) -> Signal:
    told = side.add(Kind.SIGNAL_TOLD, "text of one of a bundle")
    own = side.add(Kind.RAISER, "mail, of one of a bundle")
    signal = make_signal(
        side.municipality,
        ground.spot,
        theme=theme,
        text=f"De bank bij de vijver is kapot. {text_of(told)}",
        raiser=signals.RaiserDraft(HearBack.MAIL, email=mail_of(own)),
    )
    side.raised_by({signal.raisers.get().pk}, [told, own])
    return signal
