"""Decisions as one may see them: all of it is public, but who wrote it down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.decisions.states import Outcome, Rung, Votes
from wijkregie.domain.people.rules import may_see_names
from wijkregie.domain.people.states import Role
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class DecisionSeen:
    """A decision. ``body_name`` is that of a group, or the word for a role.

    ``recorded_by_name`` is for members only: ``None`` for everybody else, and empty where
    the installation itself wrote it down. ``document`` is where one can look it up;
    ``recorded_on`` the day on which it was written down here.
    """

    id: int
    subject: str
    outcome: Outcome
    reason: str
    body_id: int | None
    body_name: str
    mandate: str
    rung_planned: Rung
    rung_realised: Rung | None
    dissent: str
    handed_to_name: str
    taken_on: date
    recorded_on: date
    recorded_by_name: str | None
    votes: Votes | None = None
    document: str = ""

    @property
    def is_positive(self) -> bool:
        """Tell whether something is done with it."""
        return self.outcome in {Outcome.FOLLOW_UP, Outcome.HAND_OVER}


def visible_to(viewer: Viewer) -> Rows[DecisionSeen]:
    """Return the decisions of this municipality, the last first. One query."""
    rows = (
        Decision.objects.filter(municipality_id=viewer.municipality_id or 0)
        .select_related("body", "handed_to", "recorded_by")
        .order_by("-taken_on", "-pk")
    )
    return Rows(rows, lambda decision: decision_seen(decision, viewer))


def decision_seen(decision: Decision, viewer: Viewer) -> DecisionSeen:
    """Return a decision as this viewer may see it.

    No query, if body, organisation and recorder were selected along. For rooms only: the
    caller has seen to it that the decision is of the municipality looked at.
    """
    officer = "" if decision.body_id else str(Role(decision.officer).label)
    recorder = decision.recorded_by.name if decision.recorded_by else ""
    return DecisionSeen(
        id=decision.pk,
        subject=decision.subject,
        outcome=Outcome(decision.outcome),
        reason=decision.reason,
        body_id=decision.body_id,
        body_name=decision.body.name if decision.body else officer,
        mandate=decision.mandate,
        rung_planned=Rung(decision.rung_planned),
        rung_realised=Rung(decision.rung_realised) if decision.rung_realised else None,
        dissent=decision.dissent,
        handed_to_name=decision.handed_to.name if decision.handed_to else "",
        taken_on=decision.taken_on,
        recorded_by_name=recorder if may_see_names(viewer) else None,
        votes=_votes(decision),
        document=decision.document,
        recorded_on=timezone.localdate(decision.recorded_at),
    )


def source_text(decision: DecisionSeen | Decision) -> str:
    """Tell where one can look a decision up and when it was recorded here, if that was said."""
    if not decision.document:
        return ""
    recorded_on = (
        timezone.localdate(decision.recorded_at)
        if isinstance(decision, Decision)
        else decision.recorded_on
    )
    return _("recorded on %(recorded)s, decided on %(taken)s according to “%(document)s”") % {
        "recorded": date_format(recorded_on, "j F Y"),
        "taken": date_format(decision.taken_on, "j F Y"),
        "document": decision.document,
    }


def _votes(decision: Decision) -> Votes | None:
    if decision.votes_for is None:
        return None
    return Votes(decision.votes_for, decision.votes_against or 0, decision.votes_abstained or 0)
