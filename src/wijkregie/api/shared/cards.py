"""What stands on a project card in lines, for everyone."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from pydantic import Field

from wijkregie.api.shared.shapes import Shape
from wijkregie.api.shared.steps import TRACKS
from wijkregie.domain.programme.states import ActivityKind

if TYPE_CHECKING:
    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.programme.queries import (
        ActivitySeen,
        CardParts,
        DecisionPointSeen,
        NoteSeen,
        ProjectSeen,
        RiskSeen,
    )


class Activiteit(Shape):
    """Een activiteit of mijlpaal; een mijlpaal heeft alleen een `tot_en_met`."""

    titel: str
    mijlpaal: bool
    van: date | None
    tot_en_met: date | None
    klaar_op: date | None
    partij: str


class Beslispunt(Shape):
    """Wat onderweg beslist moet worden, en wat eruit kwam."""

    jaar: int | None
    op: date | None
    vraag: str
    dan: str
    uitkomst: str
    besloten_op: date | None


class Inzet(Shape):
    """Eigen uren van een partij in een jaar; `null` is niet bekend."""

    partij: str
    jaar: int
    uren: int | None


class Projectrisico(Shape):
    """Wat er mis kan gaan; kans en schade van 1 (klein) tot 3 (groot)."""

    wat: str
    kans: int
    schade: int
    maatregel: str
    voorbij_op: date | None


class Voortgang(Shape):
    """Hoe het gaat, voor iedereen geschreven."""

    op: datetime
    tekst: str
    foto: str = Field(description="Het adres van de foto, of leeg.")
    foto_toont: str


def lines(found: "ProjectSeen", parts: "CardParts", scope: "Scope") -> dict[str, Any]:
    """Return the lines of a card that everyone may see."""
    names = {one.id: one.name for one in found.parties}
    return {
        "in_gewone_woorden": found.plain,
        "spoor": TRACKS[found.track] if found.track else None,
        "ontstaan_uit": found.begun_from,
        "activiteiten": [_activity(one) for one in parts.activities],
        "beslispunten": [_point(one) for one in found.decision_points],
        "inzet": [
            Inzet(partij=names[one.party_id], jaar=one.year, uren=one.hours)
            for one in parts.efforts
        ],
        "risicos": [_risk(one) for one in parts.risks],
        "voortgang": [_note(one, found, scope) for one in parts.notes],
        "geleerd": [one.text for one in parts.lessons],
    }


def _activity(one: "ActivitySeen") -> Activiteit:
    return Activiteit(
        titel=one.title,
        mijlpaal=one.kind == ActivityKind.MILESTONE,
        van=one.begins_on,
        tot_en_met=one.ends_on,
        klaar_op=one.done_on,
        partij=one.party_name,
    )


def _point(one: "DecisionPointSeen") -> Beslispunt:
    return Beslispunt(
        jaar=one.year,
        op=one.on,
        vraag=one.question,
        dan=one.then,
        uitkomst=one.outcome,
        besloten_op=one.decided_on,
    )


def _risk(one: "RiskSeen") -> Projectrisico:
    return Projectrisico(
        wat=one.what,
        kans=one.chance,
        schade=one.harm,
        maatregel=one.measure,
        voorbij_op=one.over_on,
    )


def _note(one: "NoteSeen", found: "ProjectSeen", scope: "Scope") -> Voortgang:
    photo = reverse("programme:project_photo", args=[scope.slug, found.id, one.id])
    return Voortgang(
        op=one.at,
        tekst=one.text,
        foto=photo if one.has_photo else "",
        foto_toont=one.shows,
    )
