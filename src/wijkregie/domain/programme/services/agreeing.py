"""Performance agreements with partners: proposed, agreed, ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme.models import AgreementReport, Goal, PerformanceAgreement
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.programmes import next_place
from wijkregie.domain.programme.states import AGREEMENT_STEPS, AgreementState
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer

MOST_HOURS: Final = 10**7
_DECIMALS: Final = 2
_MOST: Final = 10**11


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """What a partner is to do. What is not known or not agreed is ``None``, never nought.

    ``quantity`` counts ``unit``. ``free_room`` says what the free hours and money are for:
    what nobody planned.
    """

    partner_id: int
    title: str
    from_on: date
    until_on: date
    what: str = ""
    goal_ids: tuple[int, ...] = ()
    area_ids: tuple[int, ...] = ()
    quantity: Decimal | None = None
    unit: str = ""
    cents: int | None = None
    hours: int | None = None
    free_room: str = ""
    free_hours: int | None = None
    free_cents: int | None = None


@dataclass(frozen=True, slots=True)
class AgreedDraft:
    """On which day both agreed, or with which decision."""

    on: date | None = None
    decision: decisions.DecisionDraft | None = None


@transaction.atomic
def propose_agreement(
    programme_id: int, draft: AgreementDraft, *, by: Viewer, at: datetime
) -> int:
    """Propose an agreement with a partner and return its number; it binds nobody yet."""
    programme = finding.programme_to_steer(programme_id, by)
    made = PerformanceAgreement(
        municipality_id=programme.municipality_id,
        programme=programme,
        made_at=at,
        order=next_place(programme.agreements.all()),
    )
    _fill(made, draft, programme)
    audit.record("agreement_proposed", made, by=by, at=at)
    return made.pk


@transaction.atomic
def change_agreement(
    agreement_id: int, draft: AgreementDraft, *, by: Viewer, at: datetime
) -> None:
    """Change a proposal. What was agreed stands: raises ``ProgrammeRefused``."""
    agreement = to_steer(agreement_id, by)
    if agreement.state != AgreementState.PROPOSED:
        raise ProgrammeRefused(
            _("What was agreed stands. End this agreement and propose a new one.")
        )
    _fill(agreement, draft, agreement.programme)
    audit.record("agreement_changed", agreement, by=by, at=at)


@transaction.atomic
def agree(agreement_id: int, draft: AgreedDraft, *, by: Viewer, at: datetime) -> None:
    """Write down that both agreed: on a day, or with a decision of a group or officer.

    From now on everyone may read it, and the partner reports on it.
    """
    agreement = to_steer(agreement_id, by)
    _step(agreement, AgreementState.AGREED)
    if draft.decision is not None:
        if draft.decision.outcome != Outcome.FOLLOW_UP:
            raise ProgrammeRefused(_("This decision is not to follow it up, so nothing holds."))
        agreement.decision = decisions.record(
            draft.decision, by=by, at=at, since=agreement.made_at, elsewhere=True
        )
        agreement.agreed_on = draft.decision.taken_on
    else:
        agreement.agreed_on = _day_of(draft.on, agreement, at)
    agreement.save()
    audit.record("agreement_agreed", agreement, by=by, at=at)


@transaction.atomic
def end_agreement(agreement_id: int, *, by: Viewer, at: datetime) -> None:
    """End an agreement or drop a proposal; what was reported stays, nothing is due any more."""
    agreement = to_steer(agreement_id, by)
    _step(agreement, AgreementState.ENDED)
    agreement.save()
    audit.record("agreement_ended", agreement, by=by, at=at)


@transaction.atomic
def plan_report(agreement_id: int, due_on: date, *, by: Viewer, at: datetime) -> int:
    """Plan a report of the partner for a day, and return its number."""
    agreement = to_steer(agreement_id, by)
    if agreement.state == AgreementState.ENDED:
        raise ProgrammeRefused(_("This agreement has ended, so no report is planned any more."))
    finding.day(due_on, "due_on")
    if due_on < agreement.from_on:
        raise ProgrammeRefused(_("Choose a day after the agreement begins."))
    if agreement.reports.filter(due_on=due_on).exists():
        raise ProgrammeRefused(_("A report is planned for this day already."))
    made = AgreementReport.objects.create(
        municipality_id=agreement.municipality_id, agreement=agreement, due_on=due_on
    )
    audit.record("agreement_report_planned", made, by=by, at=at)
    return made.pk


@transaction.atomic
def drop_report(report_id: int, *, by: Viewer, at: datetime) -> None:
    """Take a planned report away. One that was sent stays: raises ``ProgrammeRefused``."""
    finding.steer(by)
    row = finding.found(AgreementReport.objects.all(), report_id, by)
    if row.sent_at is not None:
        raise ProgrammeRefused(_("This report was sent, so it stays."))
    audit.record("agreement_report_dropped", row, by=by, at=at)
    row.delete()


def to_steer(agreement_id: int, by: Viewer) -> PerformanceAgreement:
    """Return an agreement that ``by`` may change, locked."""
    finding.steer(by)
    rows = PerformanceAgreement.objects.select_related("programme")
    return finding.found(rows, agreement_id, by)


def check_amount(
    *,
    quantity: Decimal | None = None,
    cents: int | None = None,
    hours: int | None = None,
    fields: tuple[str, str] = ("amount", "hours"),
) -> None:
    """Refuse an amount below nought, or one that cannot be kept exactly.

    ``fields`` are where money and hours were filled in.
    """
    if quantity is not None and (
        not quantity.is_finite()
        or not 0 <= quantity < _MOST
        or quantity != round(quantity, _DECIMALS)
    ):
        raise ProgrammeRefused(
            _("Fill in how many: a number from 0 on, with at most two decimals."), "quantity"
        )
    if cents is not None and not 0 <= cents < finding.MOST_CENTS:
        raise ProgrammeRefused(_("Fill in an amount of 0 or more."), fields[0])
    if hours is not None and not 0 <= hours < MOST_HOURS:
        raise ProgrammeRefused(_("Fill in hours: a whole number from 0 on."), fields[1])


def _day_of(on: date | None, agreement: PerformanceAgreement, at: datetime) -> date:
    """Return the day on which both agreed; refuse none, and one that cannot be."""
    if on is None:
        raise ProgrammeRefused(_("Fill in the day on which both agreed; it is not to come."))
    finding.day(on, "on", happened=at)
    begun = agreement.programme.from_year
    finding.not_before(on, begun, agreement.made_at, field="on")
    return on


def _step(agreement: PerformanceAgreement, state: AgreementState) -> None:
    now = AgreementState(agreement.state)
    if state not in AGREEMENT_STEPS[now]:
        raise ProgrammeRefused(
            _("This agreement is “%(state)s” now, so this cannot be done. Reload the page.")
            % {"state": now.label}
        )
    agreement.state = state


def _fill(made: PerformanceAgreement, draft: AgreementDraft, programme: Programme) -> None:
    finding.day(draft.from_on, "from_on")
    finding.day(draft.until_on, "until_on")
    if draft.until_on < draft.from_on:
        raise ProgrammeRefused(_("The last day cannot come before the first day."), "until_on")
    check_amount(quantity=draft.quantity, cents=draft.cents, hours=draft.hours)
    free = ("free_amount", "free_hours")
    check_amount(cents=draft.free_cents, hours=draft.free_hours, fields=free)
    unit = finding.line(draft.unit, 60)
    if draft.quantity is not None and not unit:
        raise ProgrammeRefused(_("Fill in what is counted, such as “home visits”."), "unit")
    needed = _("Give the agreement a name.")
    made.title = checked_words(finding.line(draft.title, 200, needed=needed), field="title")
    made.what = checked_words(finding.text(draft.what, 2000), field="what")
    made.unit = checked_words(unit, field="unit")
    made.free_room = checked_words(finding.line(draft.free_room, 400), field="free_room")
    for name in (
        "from_on",
        "until_on",
        "quantity",
        "cents",
        "hours",
        "free_hours",
        "free_cents",
    ):
        setattr(made, name, getattr(draft, name))
    wanted = [draft.partner_id]
    made.partner = finding.known_organisations(wanted, made.municipality_id)[0]
    goals = finding.all_found(Goal.objects.all(), draft.goal_ids, programme=programme)
    areas = finding.known_areas(draft.area_ids, made.municipality_id)
    made.save()
    made.goals.set(goals)
    made.areas.set(areas)
