"""Planted in both sides: a plan that everyone reads, and one that nobody read yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.makers.budgets import TODAY, make_fund, set_rules
from tests.makers.places import AT
from tests.makers.proposals import answer, ask, open_round, propose
from tests.matrix.allowed import Kind, Look, Who
from tests.matrix.side import mail_of, text_of
from wijkregie.domain.budgets import services
from wijkregie.domain.signals.services import RaiserDraft
from wijkregie.domain.signals.states import HearBack

if TYPE_CHECKING:
    from tests.matrix.allowed import Canary
    from tests.matrix.side import Side
    from tests.matrix.thread import Ground
    from wijkregie.domain.budgets.models import Proposal, Round


def plant_proposals(side: Side, ground: Ground) -> None:
    """Plant plans with who proposes them, what was found of one, and a question to join."""
    fund = make_fund(side.municipality, side.text(Kind.PROGRAMME, "fund with proposals"))
    found = open_round(side.municipality, fund=fund)
    rule = services.AmountRuleDraft("weighty_advice", "Mandaat", None, ("policy", "cost"))
    set_rules(found, rule)
    made = _public(side, ground, found)
    _unread(side, ground, found)
    other = _proposed(side, ground, found, (Kind.PROGRAMME, Kind.PROGRAMME))
    services.publish(other.pk, by=ground.manager, at=AT)
    why = side.text(Kind.UNREAD, "why two plans would be one")
    services.ask_merge(made.pk, other.pk, why, by=side.by, at=AT)


def _public(side: Side, ground: Ground, found: Round) -> Proposal:
    text = side.text
    made = _proposed(side, ground, found, (Kind.PROGRAMME, Kind.PROGRAMME))
    by = ground.manager
    services.publish(made.pk, by=by, at=AT)
    services.hand_in(made.pk, by=by, at=AT)
    check = ask(made, "policy", group_id=ground.group.pk)
    answer(check, "no", text(Kind.PROGRAMME, "why a check came to a no"))
    services.hand_in(made.pk, by=by, at=AT)
    ask(made, "cost", group_id=ground.group.pk)
    said = services.CounselDraft(
        "advice", text(Kind.PROGRAMME, "advice on a plan"), TODAY, favours=True
    )
    services.record_counsel(made.pk, said, by=by, at=AT)
    return made


def _unread(side: Side, ground: Ground, found: Round) -> None:
    made = _proposed(side, ground, found, (Kind.UNREAD, Kind.UNREAD))
    assert made.signal is not None
    raiser = made.signal.raisers.get()
    here = side.municipality.pk
    side.looks.append(Look(Who.RAISER, here, raiser_id=raiser.pk, token=raiser.token()))


def _proposed(side: Side, ground: Ground, found: Round, kinds: tuple[Kind, Kind]) -> Proposal:
    words: list[Canary] = [side.add(kind, "plan for a budget") for kind in kinds]
    own = [side.add(Kind.RAISER, name) for name in ("name, of a plan", "mail, of a plan")]
    raiser = RaiserDraft(HearBack.MAIL, name=text_of(own[0]), email=mail_of(own[1]))
    made = propose(
        found,
        text_of(words[0]),
        plan=text_of(words[1]),
        area_id=ground.spot.pk,
        raiser=raiser,
    )
    assert made.signal is not None
    side.raised_by({made.signal.raisers.get().pk}, [*words, *own])
    return made
