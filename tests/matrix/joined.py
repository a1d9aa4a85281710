"""Somebody who joined in with a signal: follows it, and is not who wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.makers.places import AT
from tests.matrix.allowed import Kind, Look, Who
from tests.matrix.side import mail_of, text_of
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.states import HearBack
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from tests.matrix.side import Side
    from wijkregie.domain.signals.models import Signal


def plant_joined(side: Side, signal: Signal) -> None:
    """Let somebody join, with a name, an address and words of their own.

    By their private link they may read what is theirs; what they said is for handlers only.
    """
    here = side.municipality.pk
    own = [side.add(Kind.RAISER, name) for name in ("name, joined", "mail, joined")]
    said = side.add(Kind.SIGNAL_TOLD, "said when joining")
    draft = signals.JoinDraft(
        f"{here:032x}",
        text_of(said),
        signals.RaiserDraft(HearBack.MAIL, name=text_of(own[0]), email=mail_of(own[1])),
    )
    signals.join(signal.pk, draft, by=anonymous(here), at=AT, seed=10**8 + here)
    raiser = signal.raisers.get(joined=True)
    side.raised_by({raiser.pk}, own)
    side.looks.append(Look(Who.RAISER, here, raiser_id=raiser.pk, token=raiser.token()))
