"""Private links, and what is needed to tell who raised a signal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q

from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import Answer, Raiser, SignalArea
from wijkregie.domain.signals.queries.seen import MailFacts
from wijkregie.domain.signals.states import HearBack
from wijkregie.kit import tokens

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


def raiser_of_link(municipality_id: int, token: str, *, on: date) -> int | None:
    """Return who came by this private link, ``None`` for a wrong or expired one. One query.

    A link works while the signal is open, and then until its day.
    """
    works = Q(signal__closed_at__isnull=True) | Q(link_until__gte=on)
    rows = Raiser.objects.filter(
        works, municipality_id=municipality_id, link_digest=tokens.digest(token)
    )
    return rows.values_list("pk", flat=True).first()


def link_of(raiser_id: int) -> str:
    """Return the token of somebody's private link, for a message to that person only.

    Empty where it is there no more. One query.
    """
    found = Raiser.objects.filter(pk=raiser_id, link_digest__isnull=False).first()
    return found.token() if found else ""


def mail_facts(raiser_id: int) -> MailFacts | None:
    """Return what is needed to tell somebody. For who sends only. Three queries."""
    raiser = _raisers().filter(pk=raiser_id).first()
    return None if raiser is None else _facts(raiser)


def facts_to_tell(viewer: Viewer, raiser_ids: Collection[int]) -> dict[int, MailFacts]:
    """Return what is needed to tell these by hand, by letter or phone. Three queries.

    Only of those whose contact the viewer may know: the others are left out.
    """
    rows = _raisers().filter(pk__in=raiser_ids, municipality_id=viewer.municipality_id or 0)
    found = (_facts(raiser) for raiser in rows)
    return {
        facts.raiser_id: facts
        for facts in found
        if rules.may_see_raiser(viewer, facts.area_ids)
    }


def _raisers() -> QuerySet[Raiser]:
    answers = Answer.objects.order_by("-at", "-pk")
    areas = SignalArea.objects.order_by("pk")
    return Raiser.objects.select_related("signal__theme", "signal__area").prefetch_related(
        Prefetch("signal__answers", answers, to_attr="answers_newest"),
        Prefetch("signal__in_areas", areas, to_attr="areas_in_order"),
    )


def _facts(raiser: Raiser) -> MailFacts:
    signal: Any = raiser.signal
    answer = signal.answers_newest[0] if signal.answers_newest else None
    area = signal.area if signal.area and signal.area.public else None
    return MailFacts(
        raiser_id=raiser.pk,
        signal_id=signal.pk,
        municipality_id=signal.municipality_id,
        reference=signal.reference,
        theme_name=signal.theme.name,
        area_name=area.name if area else "",
        title=signal.title,
        area_ids=tuple(one.area_id for one in signal.areas_in_order),
        received_at=signal.received_at,
        promised_on=signal.promised_on,
        expected_on=signal.expected_on,
        expected_why=signal.expected_why,
        hear_back=HearBack(raiser.hear_back),
        name=raiser.name,
        email=raiser.email,
        phone=raiser.phone,
        address=raiser.address,
        heard_at=raiser.heard_at,
        token=raiser.token() if raiser.link_digest else "",
        answer=answer.text if answer else "",
    )
