"""Divisions of costs as the checks ask for them (L18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.core import logframe
from wijkregie.domain.programme.models import Division
from wijkregie.domain.programme.queries.funding import shares_in_order
from wijkregie.domain.programme.states import ShareKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.programme.models import Project


def divisions_for_checks(projects: Sequence[Project]) -> tuple[logframe.Division, ...]:
    """Return the divisions that are percentages only, as others add up: two queries."""
    names = {one.pk: one.title for one in projects}
    rows = Division.objects.filter(project__in=projects).prefetch_related(shares_in_order())
    found: list[Any] = list(rows.order_by("project_id", "pk"))
    return tuple(
        logframe.Division(
            id=one.pk,
            about=logframe.About(logframe.Kind.PROJECT, one.project_id, names[one.project_id]),
            title=_("costs of %(year)s") % {"year": one.year} if one.year else _("costs"),
            shares=tuple(share.percent for share in one.shares_seen),
        )
        for one in found
        if all(share.kind == ShareKind.PERCENT for share in one.shares_seen)
    )
