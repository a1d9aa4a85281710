"""Reports that an organisation is asked to take over, and who looks for the organisation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tests.makers.people import make_group, make_organisation, make_seat
from tests.makers.places import AT
from tests.makers.signals import make_signal
from tests.matrix.allowed import Kind, Look, Who
from tests.matrix.side import mail_of, text_of
from wijkregie.domain.people.states import GroupKind
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.models import HandOver, Signal
from wijkregie.domain.signals.states import HearBack
from wijkregie.kit.viewer import partner

if TYPE_CHECKING:
    from tests.matrix.side import Side
    from tests.matrix.thread import Ground
    from wijkregie.domain.decisions.services import DecisionDraft
    from wijkregie.domain.people.models import Organisation
    from wijkregie.domain.signals.models import Theme
    from wijkregie.kit.viewer import Viewer

#: The pages are looked at long after the day of the makers: till then the links work.
FAR = date(2099, 1, 1)


def plant_offers(side: Side, ground: Ground, theme: Theme, draft: DecisionDraft) -> None:
    """Plant a question that waits, one that was refused, and one of which all was done.

    ``draft`` is a decision to hand over. Who has a link sees the question that it is about,
    and the public part; who holds a seat for the organisation those of the organisation.
    """
    asked = make_organisation(side.municipality, side.text(Kind.ORGANISATION, "asked"))
    _colleague(side, asked)
    waiting = _offered(side, ground, theme, replace(draft, handed_to_id=asked.pk))
    refused = _offered(side, ground, theme, replace(draft, handed_to_id=asked.pk))
    reason = side.text(Kind.SIGNAL_PUBLIC, "reason of a no")
    signals.refuse(refused.pk, reason, by=_by_link(refused), at=AT)
    done = _offered(side, ground, theme, replace(draft, handed_to_id=asked.pk))
    signals.accept(done.pk, by=_by_link(done), at=AT)
    told = side.text(Kind.OUTCOME, "what was done")
    signals.report_outcome(done.pk, told, by=_by_link(done), at=AT)
    HandOver.objects.filter(municipality=side.municipality).update(link_until=FAR)
    for made in (waiting, refused, done):
        look = Look(Who.PARTNER, side.municipality.pk, offer_id=made.pk, token=made.token())
        side.looks.append(look)


def _colleague(side: Side, asked: Organisation) -> None:
    group = make_group(side.municipality, kind=GroupKind.SOUNDING_BOARD)
    make_seat(group, side.person(Who.COLLEAGUE), organisation=asked)


def _offered(side: Side, ground: Ground, theme: Theme, draft: DecisionDraft) -> HandOver:
    told = [side.add(Kind.SIGNAL_TOLD, name) for name in ("text, offered", "place, offered")]
    own = [side.add(Kind.RAISER, name) for name in ("name, offered", "mail, offered")]
    signal = make_signal(
        side.municipality,
        ground.spot,
        theme=theme,
        text=text_of(told[0]),
        place=text_of(told[1]),
        raiser=signals.RaiserDraft(HearBack.MAIL, name=text_of(own[0]), email=mail_of(own[1])),
    )
    side.raised_by({signal.raisers.get().pk}, [*told, *own])
    question, address = side.add(Kind.OFFER, "question"), side.add(Kind.OUTCOME, "address")
    offer = signals.OfferDraft(text_of(question), mail_of(address))
    signals.decide(signal.pk, draft, by=ground.manager, at=AT, offer=offer)
    made = HandOver.objects.get(signal=Signal.objects.get(pk=signal.pk))
    side.offered_to(made.pk, question)
    return made


def _by_link(made: HandOver) -> Viewer:
    return partner(made.municipality_id, made.pk)
