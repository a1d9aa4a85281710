"""Routing rules and standard answers for tests; what a test is not about is filled in."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from tests.makers.people import make_group, make_seat
from tests.makers.places import AT
from wijkregie.domain.people.states import GroupKind
from wijkregie.domain.signals import services
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from wijkregie.domain.people.models import Group
    from wijkregie.domain.places.models import Municipality

_numbers = count(1)


def make_desk(municipality: Municipality, name: str = "") -> Group:
    """A group with a member, to which rules can point."""
    group = make_group(
        municipality, name or f"Balie {next(_numbers)}", kind=GroupKind.CORE_GROUP
    )
    make_seat(group)
    return group


def make_rule(
    municipality: Municipality,
    group: Group | None = None,
    *,
    place: int | None = None,
    **to: Any,
) -> int:
    """A rule for a group; for all areas and themes, unless said otherwise."""
    draft = services.RuleDraft(group_id=group.pk if group else None, **to)
    by = installation(municipality.pk)
    return services.save_rule(None, draft, by=by, at=AT, place=place)


def make_standard(municipality: Municipality, name: str = "", **more: Any) -> int:
    given = {"name": name or f"Antwoord {next(_numbers)}", "text": "Het is gemaakt."}
    draft = services.StandardDraft(**{**given, **more})
    return services.save_standard(None, draft, by=installation(municipality.pk), at=AT)
