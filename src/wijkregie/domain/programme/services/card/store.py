"""Bring the rows of a project to what its card should say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core.names import which_works_here
from wijkregie.domain.people.models import Organisation
from wijkregie.domain.people.queries import persons_visible_to
from wijkregie.domain.programme.models import (
    Activity,
    Bottleneck,
    DecisionPoint,
    Effort,
    Goal,
    Party,
    ProjectBottleneck,
    ProjectGoal,
    Risk,
)
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.card.decided import refuse_decided
from wijkregie.domain.programme.services.card.drafts import party_key
from wijkregie.domain.programme.services.card.fields import LINES, NUMBERS, ROLES, TEXTS
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.states import ActivityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from django.db.models import Model

    from wijkregie.core.merging import Tree
    from wijkregie.domain.programme.models import Project
    from wijkregie.kit.viewer import Viewer

DAYS = ("begins_on", "ends_on", "done_on", "on", "decided_on", "over_on")


def store(
    project: Project, now: Tree, wanted: Tree, *, by: Viewer, at: datetime
) -> dict[str, dict[str, str]]:
    """Bring a project from ``now`` to ``wanted``; what is the same in both is left alone.

    Returns of each sort of line the numbers that the new ones got.
    """
    _scalars(project, now, wanted, by, at)
    _areas(project, now, wanted, by)
    _links(project, now, wanted, at)
    _refuse_done(project, now["activities"], _there(wanted["activities"]), at)
    names = _parties(project, now["parties"], wanted["parties"])
    _refuse_hours_outside(project, now["parties"])
    activities = {
        key: _activity(row, (now["activities"].get(key) or {}).get("party"), names)
        for key, row in _there(wanted["activities"]).items()
    }
    points = {key: _point(row) for key, row in _there(wanted["decision_points"]).items()}
    refuse_decided(now["decision_points"], _there(wanted["decision_points"]))
    return {
        "parties": {},
        "activities": _rows(Activity, project, activities),
        "decision_points": _rows(DecisionPoint, project, points),
        "risks": _rows(Risk, project, _there(wanted["risks"])),
    }


def _scalars(project: Project, now: Tree, wanted: Tree, by: Viewer, at: datetime) -> None:
    scalars = (*LINES, *TEXTS, "track", ROLES, *NUMBERS)
    names = [name for name in scalars if wanted[name] != now[name]]
    for name in names:
        value = wanted[name].splitlines() if name == ROLES else wanted[name]
        setattr(project, name, value)
    finding.years(project.from_year, project.until_year)
    if "lead_id" in names:
        check_lead(project.lead_id, by, at)
    if names:
        project.save(update_fields=names)


def check_lead(person_id: int | None, by: Viewer, at: datetime) -> None:
    """Refuse somebody who does not work here."""
    on = timezone.localdate(at)
    if person_id is not None and persons_visible_to(by, on=on).get(person_id) is None:
        raise ProgrammeRefused(_("This person does not work here. Choose another."))


def _areas(project: Project, now: Tree, wanted: Tree, by: Viewer) -> None:
    """Nobody takes a project to areas in which he could not have started it."""
    pks = _pks(wanted["areas"])
    if pks != _pks(now["areas"]):
        areas = finding.known_areas(pks, project.municipality_id)
        body_id = project.decision.body_id if project.decision else None
        finding.may_run(by, pks, body_id=body_id)
        project.areas.set(areas)


def _links(project: Project, now: Tree, wanted: Tree, at: datetime) -> None:
    """Link the goals and bottlenecks that are wanted; old links keep their day."""
    of = {"municipality_id": project.municipality_id, "project": project, "linked_at": at}
    inside = {"programme_id": project.programme_id}
    old, new = _pks(now["goals"]), _pks(wanted["goals"])
    project.goal_links.filter(goal__in=old - new).delete()
    for goal in finding.all_found(Goal.objects.all(), new - old, **inside):
        ProjectGoal.objects.create(goal=goal, **of)
    old, new = _pks(now["bottlenecks"]), _pks(wanted["bottlenecks"])
    project.bottleneck_links.filter(bottleneck__in=old - new).delete()
    for one in finding.all_found(Bottleneck.objects.all(), new - old, **inside):
        ProjectBottleneck.objects.create(bottleneck=one, **of)


def _parties(project: Project, now: Tree, wanted: Tree) -> dict[str, int]:
    """Bring the parties up to date with their hours; return their ids by name."""
    rows = {party_key(one.part, one.name): one for one in project.parties.all()}
    there = _there(wanted)
    for key in set(rows) - set(there):
        rows.pop(key).delete()
    fresh = set(there) - set(rows)
    organisations = _organisations(project, fresh)
    for order, (key, row) in enumerate(there.items()):
        part, _colon, name = key.partition(":")
        if key in fresh:
            rows[key] = Party.objects.create(
                municipality_id=project.municipality_id,
                project=project,
                part=part,
                name=name,
                organisation_id=which_works_here(name, organisations),
                does=row.get("does") or "",
                order=order,
            )
        elif rows[key].does != row["does"]:
            rows[key].does = row["does"]
            rows[key].save(update_fields=["does"])
        before = (now.get(key) or {}).get("hours", {})
        _hours(rows[key], before, row.get("hours", {}))
    return {key: one.pk for key, one in rows.items()}


def _organisations(project: Project, keys: Iterable[str]) -> dict[str, int]:
    if not keys:
        return {}
    here = Organisation.objects.filter(municipalities=project.municipality_id)
    return dict(here.values_list("name", "pk"))


def _hours(party: Party, now: Tree, wanted: Tree) -> None:
    for year, hours in wanted.items():
        if hours == now.get(year):
            continue
        if hours is None:
            party.efforts.filter(year=int(year)).delete()
            continue
        Effort.objects.update_or_create(
            party=party,
            year=int(year),
            defaults={
                "hours": hours,
                "project_id": party.project_id,
                "municipality_id": party.municipality_id,
            },
        )


def _refuse_hours_outside(project: Project, now: Tree) -> None:
    """Hours stand in years in which the project runs, like its money."""
    first, last = project.money_years
    years = project.efforts.exclude(hours=None).values_list("year", flat=True)
    outside = sorted({year for year in years if not first <= year <= last})
    if not outside:
        return
    before = {year for row in now.values() for year in row["hours"]}
    if all(str(year) in before for year in outside):
        raise ProgrammeRefused(
            _("There are hours in %(years)s. Move those first, or keep those years.")
            % {"years": ", ".join(map(str, outside))}
        )
    raise ProgrammeRefused(
        _("This project runs from %(first)s to %(last)s. %(year)s lies outside.")
        % {"first": first, "last": last, "year": outside[0]}
    )


def _activity(row: Tree, before: str | None, names: Mapping[str, int]) -> dict[str, Any]:
    """Return the columns; of a party that was taken away nothing stays behind."""
    made = dict(row)
    key = made.pop("party")
    if key and key not in names and key != before:
        raise finding.not_there()
    if made["kind"] == ActivityKind.MILESTONE:
        made["begins_on"] = None
    begins, ends = made["begins_on"], made["ends_on"]
    if begins and ends and ends < begins:
        raise ProgrammeRefused(
            _("“%(title)s” ends before it begins. Change one of the two days.")
            % {"title": made["title"]}
        )
    for name in ("begins_on", "ends_on", "done_on"):
        _refuse_odd_year(made[name])
    return {**made, "party_id": names.get(key)}


def _refuse_done(project: Project, now: Tree, wanted: Tree, at: datetime) -> None:
    """Work is done on a day that came, in a project that had begun; what stood so stays."""
    today, first = timezone.localdate(at), project.from_year
    for key, row in wanted.items():
        done = row["done_on"]
        if not done or done == (now.get(key) or {}).get("done_on"):
            continue
        day = date.fromisoformat(done)
        if day > today:
            raise ProgrammeRefused(
                _("“%(title)s” cannot be done on a day that has yet to come. Change that day.")
                % {"title": row["title"]}
            )
        if first is not None and day.year < first:
            raise ProgrammeRefused(
                _(
                    "“%(title)s” cannot be done in %(year)s: the project begins in %(first)s. "
                    "Change that day, or the years of the project."
                )
                % {"title": row["title"], "year": day.year, "first": first}
            )


def _point(row: Tree) -> dict[str, Any]:
    finding.years(row["year"], None)
    _refuse_odd_year(row["on"])
    made = dict(row)
    if row["on"]:
        made["year"] = date.fromisoformat(row["on"]).year
    return made


def _refuse_odd_year(day: str | None) -> None:
    if day is not None:
        finding.years(date.fromisoformat(day).year, None)


def _rows(model: type[Any], project: Project, wanted: Tree) -> dict[str, str]:
    """Bring numbered rows up to date: new ones made, changed ones written, others gone.

    Returns the numbers of the new ones.
    """
    there: dict[str, Model] = {
        str(one.pk): one for one in model._default_manager.filter(project=project)
    }
    for key, row in there.items():
        if key not in wanted:
            row.delete()
    order, numbers = len(there), {}
    for key, fields in wanted.items():
        values = {
            name: _day(value) if name in DAYS else value for name, value in fields.items()
        }
        if key not in there:
            order += 1
            made = model._default_manager.create(
                municipality_id=project.municipality_id,
                project=project,
                order=order,
                **values,
            )
            numbers[key] = str(made.pk)
        elif any(getattr(there[key], name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(there[key], name, value)
            there[key].save()
    return numbers


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _there(rows: Tree) -> dict[str, Any]:
    return {key: row for key, row in rows.items() if row is not None}


def _pks(named: Tree) -> set[int]:
    return {int(pk) for pk, value in named.items() if value is not None}
