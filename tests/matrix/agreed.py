"""Planted in both sides: what partners agreed, reported, took over or refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.makers.agreements import (
    TODAY,
    make_activity,
    make_agreement,
    make_covenant,
    make_offer,
    report,
)
from tests.makers.people import make_organisation, viewer_for
from tests.makers.places import AT
from tests.makers.programme import make_project
from tests.matrix.allowed import Kind
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Programme

if TYPE_CHECKING:
    from tests.matrix.side import Side
    from tests.matrix.thread import Ground
    from wijkregie.domain.people.models import Organisation
    from wijkregie.kit.viewer import Viewer


def plant_agreed(side: Side, ground: Ground) -> None:
    """Plant what is public of it, a proposal, and an offer that was refused."""
    programme = Programme.objects.get(municipality=side.municipality)
    partner = make_organisation(side.municipality, side.text(Kind.ORGANISATION, "partner"))
    chair = viewer_for(ground.chair, side.municipality)
    speaker = replace(chair, organisation_ids=frozenset({partner.pk}))
    made = make_agreement(
        programme,
        partner,
        due=(TODAY,),
        title=side.text(Kind.PROGRAMME, "agreement"),
        what=side.text(Kind.PROGRAMME, "what of an agreement"),
        free_room=side.text(Kind.PROGRAMME, "free room"),
    )
    told = side.text(Kind.PROGRAMME, "report of a partner")
    used = side.text(Kind.PROGRAMME, "use of the free room")
    report(made.reports.get(), speaker, text=told, free_room_used=used)
    make_agreement(
        programme,
        partner,
        agreed=False,
        due=(TODAY,),
        title=side.text(Kind.IDEA, "proposed agreement"),
        what=side.text(Kind.IDEA, "what of a proposal"),
    )
    _regular(side, programme, partner, speaker)
    make_covenant(
        ground.group,
        side.text(Kind.GROUP, "covenant"),
        until_on=TODAY + timedelta(days=800),
        mandates=(side.text(Kind.GROUP, "mandate"),),
        parties=((partner.pk, side.text(Kind.GROUP, "role of a party")),),
        document=side.text(Kind.GROUP, "document of a covenant"),
    )


def _regular(side: Side, programme: Programme, partner: Organisation, speaker: Viewer) -> None:
    """Plant regular work that goes on and that stopped, and a refused hand-over to it."""
    holder = side.text(Kind.PROGRAMME, "holder of regular work")
    work = make_activity(programme, side.text(Kind.PROGRAMME, "regular work"), holder=holder)
    gone = make_activity(programme, side.text(Kind.PROGRAMME, "stopped work"))
    why = side.text(Kind.PROGRAMME, "why work stopped")
    services.stop_activity(gone.pk, services.RegularStopDraft(TODAY, why), by=side.by, at=AT)
    project = make_project(programme, side.text(Kind.PROGRAMME, "finished project"))
    services.finish(project.pk, "Klaar.", by=side.by, at=AT)
    budget = side.text(Kind.IDEA, "budget of an offer")
    offer = make_offer(project, work, organisation_id=partner.pk, budget_line=budget)
    no = side.text(Kind.IDEA, "why an offer was refused")
    services.refuse_hand_over(offer.pk, no, by=speaker, at=AT)
