"""Hand a project over to regular work: offered, and accepted or refused by who receives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.people.models import Group
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import HandOver, Project, RegularActivity
from wijkregie.domain.programme.queries.handing import receivers_of
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.regular_work import RegularDraft, make_activity
from wijkregie.domain.programme.services.steps import refuse_unless, take_step, tell_signals
from wijkregie.domain.programme.states import ProjectState
from wijkregie.domain.signals.states import DONE
from wijkregie.kit import audit, outbox
from wijkregie.kit.outbox_states import Way
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from wijkregie.kit.viewer import Viewer

_NOON: Final = time(12)


@dataclass(frozen=True, slots=True)
class HandOverDraft:
    """To which regular work a project goes, who takes it, from which budget, and when.

    The work is there (``activity_id``), or new (``work``). Who takes it is a group or an
    organisation that works here, or else a name (``team``). Budget and day may be open
    still: the checks ask for them.
    """

    activity_id: int | None = None
    team: str = ""
    group_id: int | None = None
    organisation_id: int | None = None
    budget_line: str = ""
    on: date | None = None
    work: RegularDraft | None = None


@transaction.atomic
def offer_hand_over(project_id: int, draft: HandOverDraft, *, by: Viewer, at: datetime) -> int:
    """Offer a finished project to who is to go on with it, and return the offer's number.

    Who attends the group, or sits somewhere for the organisation, gets a mail. Nothing is
    handed over before they accept. Raises ``ProgrammeRefused`` while an offer waits.
    """
    project = finding.project_to_change(project_id, by)
    refuse_unless(project, ProjectState.HANDED_OVER)
    before = HandOver.objects.select_for_update(no_key=True).filter(project=project).first()
    if before is not None and before.accepted is None:
        raise ProgrammeRefused(
            _("This project was offered already. Wait for the answer, or take the offer back.")
        )
    made = before or HandOver(municipality_id=project.municipality_id, project=project)
    made.activity = _activity(draft, project, by, at)
    _receiver(made, draft, by, at)
    made.budget_line = checked_words(finding.line(draft.budget_line, 160), field="budget_line")
    finding.day(draft.on, "on")
    made.on = draft.on
    made.offered_at, made.offered_by_id = at, by.person_id
    made.answered_at = made.answered_by = made.accepted = None
    made.answered_as = made.why_not = ""
    made.save()
    _tell_receivers(made, at)
    audit.record("project_hand_over_offered", project, by=by, at=at)
    return made.pk


@transaction.atomic
def take_back_hand_over(hand_over_id: int, *, by: Viewer, at: datetime) -> None:
    """Take an offer back that nobody answered yet."""
    made = _waiting(hand_over_id, by)
    project = finding.project_to_change(made.project_id, by)
    audit.record("project_hand_over_withdrawn", project, by=by, at=at)
    made.delete()


@transaction.atomic
def accept_hand_over(hand_over_id: int, *, by: Viewer, at: datetime) -> None:
    """Accept a project for the group or organisation that it was offered to.

    From now it is regular work, and who raised its signals hears so. Raises
    ``ProgrammeRefused`` for anybody who does not belong to who receives it, and
    ``DecisionRefused`` for a group of which the covenant has ended: it decides nothing.
    """
    made = _waiting(hand_over_id, by)
    _refuse_others(made, by)
    _refuse_stopped(made)
    today = timezone.localdate(at)
    decisions.check_covenant(made.group_id, on=today, today=today)
    _accept(made, by=by, at=at, why=_("%(team)s accepted it.") % {"team": name_of(made)})


@transaction.atomic
def refuse_hand_over(hand_over_id: int, why: str, *, by: Viewer, at: datetime) -> None:
    """Refuse a project with the reason; it stays finished, and may be offered again."""
    made = _waiting(hand_over_id, by)
    _refuse_others(made, by)
    needed = _("Write down why you do not take it. Who offered it gets to read this.")
    made.why_not = checked_words(finding.line(why, 400, needed=needed), field="why_not")
    made.accepted = False
    made.answered_at, made.answered_by_id = at, by.person_id
    made.save()
    audit.record("project_hand_over_refused", made.project, by=by, at=at)
    if made.offered_by_id is not None:
        _mail("project_offer_refused", made, [made.offered_by_id], at)


@transaction.atomic
def note_acceptance(hand_over_id: int, who: str, on: date, *, by: Viewer, at: datetime) -> None:
    """Write down that a team without an account here accepted: who (a role), on which day.

    For the wijkregisseur. Raises ``ProgrammeRefused`` where somebody can accept it here.
    """
    finding.steer(by)
    made = _waiting(hand_over_id, by)
    if receivers_of(made, timezone.localdate(at)):
        raise ProgrammeRefused(
            _("%(team)s works along here and accepts this itself. Ask them to open the page.")
            % {"team": name_of(made)}
        )
    needed = _("Write down who accepted it, such as “team leader”.")
    made.answered_as = checked_words(finding.line(who, 120, needed=needed), field="who")
    if not timezone.localdate(made.offered_at) <= on <= timezone.localdate(at):
        raise ProgrammeRefused(
            _("Fill in the day on which they accepted: since the offer, and not to come.")
        )
    told = {"team": name_of(made), "who": made.answered_as}
    _accept(made, by=by, at=at, why=_("%(team)s accepted it: %(who)s.") % told, on=on)


def name_of(made: HandOver) -> str:
    """Return the name of who receives a project."""
    if made.group is not None:
        return made.group.name
    return made.organisation.name if made.organisation is not None else made.team


def _accept(
    made: HandOver, *, by: Viewer, at: datetime, why: str, on: date | None = None
) -> None:
    project = Project.objects.select_for_update(no_key=True).get(pk=made.project_id)
    refuse_unless(project, ProjectState.HANDED_OVER)
    made.accepted = True
    made.answered_by_id = by.person_id
    made.answered_at = at if on is None else min(at, _noon(on))
    made.save()
    project.handed_to = made.activity
    take_step(project, ProjectState.HANDED_OVER, by=by, at=at, why=why)
    words = {"title": project.title, "work": made.activity.name}
    text = _("The project “%(title)s” goes on as regular work: %(work)s.") % words
    tell_signals(project, text, DONE, by=by, at=at)
    audit.record("project_handed_over", project, by=by, at=at)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, _NOON))


def _waiting(hand_over_id: int, by: Viewer) -> HandOver:
    """Return an offer that nobody answered, locked; it is for who works along."""
    if not rules.may_see_ideas(by):
        raise finding.not_there()
    rows = HandOver.objects.select_related("project", "activity", "group", "organisation")
    made = finding.found(rows, hand_over_id, by)
    if made.accepted is not None:
        raise ProgrammeRefused(_("This was answered already. Reload the page to read it."))
    return made


def _refuse_others(made: HandOver, by: Viewer) -> None:
    receives = rules.may_answer_hand_over(
        by, group_id=made.group_id, organisation_id=made.organisation_id
    )
    if not receives:
        raise ProgrammeRefused(
            _("Only who works along in %(team)s can answer this. Ask one of them.")
            % {"team": name_of(made)}
        )


def _refuse_stopped(made: HandOver) -> None:
    if made.activity.stopped_on is not None:
        raise ProgrammeRefused(
            _("This regular work has stopped since. Ask who offered it to choose other work.")
        )


def _activity(
    draft: HandOverDraft, project: Project, by: Viewer, at: datetime
) -> RegularActivity:
    """Return the work that takes a project over, made where it is new: who offers names it."""
    if (draft.activity_id is None) == (draft.work is None):
        raise ProgrammeRefused(
            _("Choose one regular work that takes it over, or write down a new one."),
            "activity",
        )
    if draft.work is not None:
        return make_activity(project.programme, draft.work, by=by, at=at)
    rows = RegularActivity.objects.filter(programme_id=project.programme_id)
    activity = finding.found(rows, draft.activity_id or 0, by)
    if activity.stopped_on is not None:
        raise ProgrammeRefused(_("This regular work has stopped. Choose other work."))
    return activity


def _receiver(made: HandOver, draft: HandOverDraft, by: Viewer, at: datetime) -> None:
    team = checked_words(finding.line(draft.team, 160), field="team")
    given = [bool(team), draft.group_id is not None, draft.organisation_id is not None]
    if sum(given) != 1:
        raise ProgrammeRefused(
            _("Choose who takes the project over: one group, one organisation, or a name.")
        )
    made.team, made.group, made.organisation = team, None, None
    if draft.group_id is not None:
        here = Group.objects.current(timezone.localdate(at))
        made.group = finding.found(here, draft.group_id, by)
    if draft.organisation_id is not None:
        wanted = [draft.organisation_id]
        made.organisation = finding.known_organisations(wanted, made.municipality_id)[0]


def _tell_receivers(made: HandOver, at: datetime) -> None:
    _mail("project_offered", made, receivers_of(made, timezone.localdate(at)), at)


def _mail(what: str, made: HandOver, person_ids: list[int], at: datetime) -> None:
    key = f"{what}:{made.pk}:{made.offered_at.isoformat()}"
    each: dict[str, Any] = {
        f"{key}:{person_id}": {"project_hand_over": made.pk, "person": person_id}
        for person_id in person_ids
    }
    outbox.put_each(what, each, way=Way.MAIL, municipality_id=made.municipality_id, at=at)
