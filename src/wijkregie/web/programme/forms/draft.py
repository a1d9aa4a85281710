"""From what was filled in about a project to what is asked of the service, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wijkregie.domain.programme.services import ProjectDraft
from wijkregie.domain.programme.states import Part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.domain.programme.queries import ProjectSeen


def draft_of(asked: Mapping[str, Any], programme_id: int, **more: Any) -> ProjectDraft:
    """Return the draft of a project; a field that was not asked stays empty."""
    return ProjectDraft(
        programme_id=programme_id,
        title=asked["title"],
        goal_ids=tuple(asked.get("goals", ())),
        bottleneck_ids=tuple(asked.get("bottlenecks", ())),
        area_ids=tuple(asked.get("areas", ())),
        from_year=asked["from_year"],
        until_year=asked["until_year"],
        intended_result=asked["intended_result"],
        reason=asked["reason"],
        target_group=asked["target_group"],
        decision_point=asked.get("decision_point", ""),
        remark=asked.get("remark", ""),
        holder_ids=tuple(asked.get("holders", ())),
        partner_ids=tuple(asked.get("partners", ())),
        lead_id=asked.get("lead"),
        **more,
    )


def as_asked(seen: ProjectSeen) -> dict[str, Any]:
    """Return a project as its form shows it."""
    return {
        "version": seen.version,
        "title": seen.title,
        "intended_result": seen.intended_result,
        "reason": seen.reason,
        "goals": [one.id for one in seen.goals],
        "bottlenecks": [one.id for one in seen.bottlenecks],
        "areas": [one.id for one in seen.areas],
        "target_group": seen.target_group,
        "holders": _organisations(seen, Part.HOLDER),
        "partners": _organisations(seen, Part.PARTNER),
        "lead": seen.lead_id or "",
        "from_year": seen.from_year,
        "until_year": seen.until_year,
        "remark": seen.remark,
    }


def _organisations(seen: ProjectSeen, part: Part) -> list[int]:
    found = (one.organisation_id for one in seen.parties if one.part == part)
    return [pk for pk in found if pk is not None]
