"""The lines of a card, what is said beside it, and what somebody left half-typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from django.db.models import F

from wijkregie.core.merging import Change
from wijkregie.domain.people.models import Person
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import CardDraft, ProgressNote
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.seen_card import (
    ActivitySeen,
    CardParts,
    ChangeSeen,
    CommentSeen,
    DecisionPointSeen,
    EffortSeen,
    HalfWaySeen,
    LessonSeen,
    NoteSeen,
    RiskSeen,
)
from wijkregie.domain.programme.queries.stated import stated_of
from wijkregie.domain.programme.states import ActivityKind, Size

if TYPE_CHECKING:
    from wijkregie.domain.programme.models import (
        Activity,
        DecisionPoint,
        Project,
        ProjectChange,
        ProjectComment,
        Risk,
    )
    from wijkregie.kit.viewer import Viewer

#: The last of what is said and changed; older is not shown on the card.
MOST: Final = 60


def card_parts(viewer: Viewer, pk: int) -> CardParts | None:
    """Return what stands on a card beside its words; ``None`` where it is not there.

    Eight queries; eleven for who works along.
    """
    project = door.projects(viewer).filter(pk=pk).first()
    if project is None:
        return None
    inside = rules.may_see_ideas(viewer)
    history = _history(project) if inside else ()
    return CardParts(
        activities=_activities(project),
        efforts=tuple(
            EffortSeen(*row)
            for row in project.efforts.order_by("party__order", "party_id", "year").values_list(
                "party_id", "year", "hours"
            )
        ),
        risks=tuple(map(_risk, project.risks.order_by("order", "pk"))),
        notes=_notes(project, inside=inside),
        lessons=tuple(
            LessonSeen(one.pk, one.text, one.learned_on)
            for one in project.lessons.order_by("learned_on", "pk")
        ),
        comments=_comments(project, viewer) if inside else (),
        history=history,
        people=_people(history),
        may_comment=rules.may_comment(viewer),
        stated=stated_of(project),
    )


def half_way_of(viewer: Viewer, pk: int) -> tuple[HalfWaySeen, ...]:
    """Return what the viewer left half-typed of a card; nobody sees that of another."""
    rows = CardDraft.objects.filter(
        project__in=door.projects(viewer), project_id=pk, person_id=viewer.person_id or 0
    )
    return tuple(
        HalfWaySeen(
            one.step,
            {name: tuple(values) for name, values in one.data.items()},
            one.saved_at,
        )
        for one in rows.order_by("step")
    )


def note_photo(viewer: Viewer, pk: int, note_id: int) -> str | None:
    """Return the stored name of the photo of a note, if the viewer may see the project."""
    found = ProgressNote.objects.filter(
        pk=note_id, project_id=pk, project__in=door.projects(viewer)
    ).exclude(photo="")
    return found.values_list("photo", flat=True).first()


def point_seen(one: DecisionPoint) -> DecisionPointSeen:
    """Return a moment to decide."""
    return DecisionPointSeen(
        id=one.pk,
        year=one.year,
        on=one.on,
        question=one.question,
        then=one.then,
        outcome=one.outcome,
        decided_on=one.decided_on,
        decision_id=one.decision_id,
    )


def points_of(project: Project) -> tuple[DecisionPointSeen, ...]:
    """Return the moments to decide, the first one first; one without a year last."""
    rows = project.decision_points.order_by(
        F("year").asc(nulls_last=True), F("on").asc(nulls_last=True), "order", "pk"
    )
    return tuple(map(point_seen, rows))


def _activities(project: Project) -> tuple[ActivitySeen, ...]:
    """Return the timeline, the first one first; what has no day comes last."""
    rows = project.activities.select_related("party").order_by("order", "pk")
    return tuple(sorted(map(_activity, rows), key=_first_day))


def _first_day(one: ActivitySeen) -> tuple[date, date]:
    last = one.ends_on or date.max
    return one.begins_on or last, last


def _activity(one: Activity) -> ActivitySeen:
    return ActivitySeen(
        id=one.pk,
        kind=ActivityKind(one.kind),
        title=one.title,
        begins_on=one.begins_on,
        ends_on=one.ends_on,
        done_on=one.done_on,
        party_key=f"{one.party.part}:{one.party.name}" if one.party else "",
        party_name=one.party.name if one.party else "",
    )


def _risk(one: Risk) -> RiskSeen:
    return RiskSeen(
        one.pk, one.what, Size(one.chance), Size(one.harm), one.measure, one.over_on
    )


def _notes(project: Project, *, inside: bool) -> tuple[NoteSeen, ...]:
    rows = project.notes.select_related("by").order_by("-at", "-pk")[:MOST]
    return tuple(
        NoteSeen(
            id=one.pk,
            text=one.text,
            has_photo=bool(one.photo),
            shows=one.shows,
            at=one.at,
            by_name=one.by.name if inside and one.by else None,
        )
        for one in rows
    )


def _comments(project: Project, viewer: Viewer) -> tuple[CommentSeen, ...]:
    rows = project.comments.select_related("by").order_by("-at", "-pk")[:MOST]
    return tuple(_comment(one, viewer) for one in rows)


def _comment(one: ProjectComment, viewer: Viewer) -> CommentSeen:
    mine = one.by_id == viewer.person_id
    return CommentSeen(one.pk, one.text, one.at, one.by.name, mine)


def _history(project: Project) -> tuple[ChangeSeen, ...]:
    rows = project.changes.select_related("by").order_by("-version")[:MOST]
    return tuple(map(_change, rows))


def _change(one: ProjectChange) -> ChangeSeen:
    found = tuple(Change(tuple(row["name"]), row["before"], row["after"]) for row in one.fields)
    return ChangeSeen(one.version, one.at, one.by.name if one.by else "", found)


def _people(history: tuple[ChangeSeen, ...]) -> dict[int, str]:
    """Return who led the project, by the name of today: no name is kept in the history."""
    led = {
        pk
        for seen in history
        for one in seen.changes
        for pk in (one.before, one.after)
        if one.path == ("lead_id",) and pk is not None
    }
    if not led:
        return {}
    return dict(Person.objects.filter(pk__in=led).values_list("pk", "name"))
