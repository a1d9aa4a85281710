"""The lines of a project card out of a file: who does what, when, decisions, risks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.core.moments import moments_of
from wijkregie.domain.programme.models import (
    Activity,
    DecisionPoint,
    Effort,
    Party,
    Risk,
    Stated,
)
from wijkregie.domain.programme.states import ActivityKind, Part
from wijkregie.sources.programme.records import PointRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wijkregie.domain.programme.models import Project
    from wijkregie.domain.programme.services.importing.merge import Fields, Merge
    from wijkregie.sources.programme import ProjectRow

    Lines = Mapping[Any, Fields]


def merge_card(
    merge: Merge,
    what: str,
    project: Project,
    before: ProjectRow | None,
    after: ProjectRow | None,
) -> None:
    """Bring parties, hours, timeline, moments to decide and risks up to date."""
    _merge_parties(merge, what, project, before, after)
    parties = {one.name: one.pk for one in project.parties.order_by("-part")}
    of = {"project": project}
    merge_lines(
        merge,
        _("%(what)s, hours") % {"what": what},
        {(one.party_id, one.year): one for one in project.efforts.all()},
        (_efforts(before, parties), _efforts(after, parties)),
        lambda key, fields, _at: merge.make(
            Effort, party_id=key[0], year=key[1], **of, **fields
        ),
    )
    merge_lines(
        merge,
        _("%(what)s, timeline") % {"what": what},
        {(one.kind, one.title): one for one in project.activities.all()},
        (_activities(before, parties), _activities(after, parties)),
        lambda key, fields, at: merge.make(
            Activity, kind=key[0], title=key[1], order=at, **of, **fields
        ),
    )
    merge_lines(
        merge,
        _("%(what)s, moments to decide") % {"what": what},
        {one.question: one for one in project.decision_points.all()},
        (_points(before), _points(after)),
        lambda key, fields, at: merge.make(
            DecisionPoint, question=key, order=at, **of, **fields
        ),
    )
    merge_lines(
        merge,
        _("%(what)s, risks") % {"what": what},
        {one.what: one for one in project.risks.all()},
        (_risks(before), _risks(after)),
        lambda key, fields, at: merge.make(Risk, what=key, order=at, **of, **fields),
    )
    _merge_stated(merge, what, project, before, after)


def _merge_stated(
    merge: Merge,
    what: str,
    project: Project,
    before: ProjectRow | None,
    after: ProjectRow | None,
) -> None:
    of = {"project": project}
    merge_lines(
        merge,
        _("%(what)s, what another paper states") % {"what": what},
        {(one.source, one.fact): one for one in project.stated.all()},
        (_stated(before), _stated(after)),
        lambda key, fields, _at: merge.make(Stated, source=key[0], fact=key[1], **of, **fields),
    )


def _merge_parties(
    merge: Merge,
    what: str,
    project: Project,
    before: ProjectRow | None,
    after: ProjectRow | None,
) -> None:
    count = project.parties.count()
    merge_lines(
        merge,
        _("%(what)s, parties") % {"what": what},
        {(one.part, one.name): one for one in project.parties.all()},
        (_parties(before), _parties(after)),
        lambda key, fields, at: merge.make(
            Party,
            project=project,
            part=key[0],
            name=key[1],
            organisation_id=merge.names.organisation(key[1]),
            order=count + at,
            **fields,
        ),
    )


def recognise(merge: Merge) -> bool:
    """Link parties that are there to an organisation that works here since; tell of any."""
    rows = [one for row in merge.new.projects for one in (*row.holders, *row.parties)]
    there = Party.objects.filter(project__programme=merge.programme, organisation=None)
    linked = 0
    for one in there.filter(name__in={row.name for row in rows}):
        one.organisation_id = merge.names.organisation(one.name)
        if one.organisation_id is not None:
            one.save(update_fields=["organisation"])
            linked += 1
    merge.changed += linked
    return linked > 0


def merge_lines(
    merge: Merge,
    what: str,
    there: Mapping[Any, Any],
    versions: tuple[Lines, Lines],
    make: Callable[[Any, Fields, int], object],
) -> None:
    """Bring lines up to date that are known by what they say."""
    old, new = versions
    for at, (key, fields) in enumerate(new.items()):
        row = there.get(key)
        if key in old:
            merge.row(what, row, old[key], fields)
        elif row is None:
            make(key, fields, at)
            merge.added += 1
        elif any(getattr(row, name) != value for name, value in fields.items()):
            merge.row(what, row, None, fields)
    for key in old:
        if key not in new and key in there:
            there[key].delete()
            merge.removed += 1


def _parties(row: ProjectRow | None) -> Lines:
    if row is None:
        return {}
    named = [(Part.HOLDER.value, one) for one in row.holders]
    named += [(Part.PARTNER.value, one) for one in row.parties]
    return {(part, one.name): {"does": one.does} for part, one in named}


def _efforts(row: ProjectRow | None, parties: Mapping[str, int]) -> Lines:
    return {
        (parties[one.party], one.year): {"hours": one.hours}
        for one in (row.efforts if row else ())
        if one.party in parties
    }


def _activities(row: ProjectRow | None, parties: Mapping[str, int]) -> Lines:
    return {
        (_kind(milestone=one.milestone), one.title): {
            "begins_on": one.begins_on,
            "ends_on": one.ends_on,
            "done_on": one.done_on,
            "party_id": parties.get(one.party),
        }
        for one in (row.activities if row else ())
    }


def _kind(*, milestone: bool) -> str:
    return ActivityKind.MILESTONE.value if milestone else ActivityKind.ACTIVITY.value


def _points(row: ProjectRow | None) -> Lines:
    """Return the moments to decide: those told in words, and those with keys of their own."""
    told = [
        PointRow(words, "", year, None, "", None)
        for year, words in moments_of(row.decision_point if row else "")
    ]
    return {
        one.question: {
            "then": one.then,
            "year": one.year,
            "on": one.on,
            "outcome": one.outcome,
            "decided_on": one.decided_on,
        }
        for one in (*told, *(row.points if row else ()))
    }


def _stated(row: ProjectRow | None) -> Lines:
    return {
        (one.source, one.fact): {
            "cents": one.cents,
            "from_year": one.from_year,
            "until_year": one.until_year,
        }
        for one in (row.stated if row else ())
    }


def _risks(row: ProjectRow | None) -> Lines:
    return {
        one.what: {
            "chance": one.chance,
            "harm": one.harm,
            "measure": one.measure,
            "over_on": one.over_on,
        }
        for one in (row.risks if row else ())
    }
