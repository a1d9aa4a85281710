"""Decisions for tests; what a test is not about is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.makers.people import make_group
from tests.makers.places import AT
from wijkregie.domain.decisions import services
from wijkregie.domain.decisions.states import Outcome
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from wijkregie.domain.decisions.models import Decision
    from wijkregie.domain.places.models import Municipality


def a_decision(outcome: str = Outcome.FOLLOW_UP, **more: Any) -> services.DecisionDraft:
    """A complete decision by the community worker, unless said otherwise."""
    given = {
        "subject": "De kapotte bank",
        "reason": "Er is budget voor dit jaar.",
        "mandate": "Convenant wijkgericht werken, artikel 4",
        "taken_on": AT.date(),
        "officer": "" if more.get("body_id") else "community_worker",
    }
    return services.DecisionDraft(outcome=outcome, **{**given, **more})


def make_decision(
    municipality: Municipality, outcome: str = Outcome.FOLLOW_UP, **more: Any
) -> Decision:
    if not {"body_id", "officer"} & set(more):
        more["body_id"] = make_group(municipality).pk
    draft = a_decision(outcome, **more)
    return services.record(draft, by=installation(municipality.pk), at=AT)
