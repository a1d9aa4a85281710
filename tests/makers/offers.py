"""Hand-overs for tests: offered to an organisation, with who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.makers.decisions import a_decision
from tests.makers.people import (
    make_group,
    make_organisation,
    make_person,
    make_seat,
    viewer_for,
)
from tests.makers.signals import LATER
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import GroupKind
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import HandOver
from wijkregie.kit.viewer import installation, partner

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.people.models import Organisation
    from wijkregie.domain.signals.models import Signal
    from wijkregie.kit.viewer import Viewer

EMAIL = "wijkbeheer@woonstichting.example"
ASKED = services.OfferDraft("Willen jullie de lamp herstellen?", EMAIL)


def make_offer(
    signal: Signal,
    organisation: Organisation | None = None,
    *,
    draft: services.OfferDraft = ASKED,
    at: datetime = LATER,
) -> HandOver:
    """A signal that was decided to be handed over, and so is offered."""
    asked = organisation or make_organisation(signal.municipality)
    decision = a_decision(
        Outcome.HAND_OVER, handed_to_id=asked.pk, reason="De lamp is van hen."
    )
    by = installation(signal.municipality_id)
    services.decide(signal.pk, decision, by=by, at=at, offer=draft)
    signal.refresh_from_db()
    return HandOver.objects.filter(signal=signal).latest("pk")


def by_partner_link(offer: HandOver) -> Viewer:
    """Who came by the link that was mailed to the organisation."""
    return partner(offer.municipality_id, offer.pk)


def seated_for(offer: HandOver) -> Viewer:
    """Who holds a seat here on behalf of the organisation, and no role."""
    group = make_group(offer.municipality, kind=GroupKind.SOUNDING_BOARD)
    person = make_person(municipality=offer.municipality)
    make_seat(group, person, organisation=offer.organisation)
    return viewer_for(person, offer.municipality)
