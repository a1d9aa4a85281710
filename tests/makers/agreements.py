"""Regular work, hand-overs, performance agreements and covenants for tests."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.makers.people import make_organisation, make_person, make_seat, viewer_for
from tests.makers.places import AT
from wijkregie.domain.people import services as people
from wijkregie.domain.people.models import Covenant
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import (
    HandOver,
    PerformanceAgreement,
    RegularActivity,
)
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.people.models import Group, Organisation
    from wijkregie.domain.programme.models import AgreementReport, Programme, Project
    from wijkregie.kit.viewer import Viewer

TODAY = AT.date()
_numbers = count(1)


def make_activity(programme: Programme, name: str = "", **more: Any) -> RegularActivity:
    by = installation(programme.municipality_id)
    draft = services.RegularDraft(name or f"Lijnwerk {next(_numbers)}", **more)
    made = services.add_activity(programme.pk, draft, by=by, at=AT)
    return RegularActivity.objects.get(pk=made)


def make_offer(project: Project, activity: RegularActivity, **more: Any) -> HandOver:
    """A finished project, offered to a team that has no account here unless one is named."""
    if not {"team", "group_id", "organisation_id"} & set(more):
        more["team"] = "Team Beheer"
    known: dict[str, Any] = {"budget_line": "Exploitatie welzijn", "on": TODAY}
    draft = services.HandOverDraft(activity.pk, **known | more)
    by = installation(project.municipality_id)
    made = services.offer_hand_over(project.pk, draft, by=by, at=AT)
    return HandOver.objects.get(pk=made)


def hand_over(project: Project, activity: RegularActivity, **more: Any) -> HandOver:
    """The whole way: offered to a team without an account, which accepted it."""
    made = make_offer(project, activity, **more)
    by = installation(project.municipality_id)
    services.note_acceptance(made.pk, "teamleider", TODAY, by=by, at=AT)
    return HandOver.objects.get(pk=made.pk)


def speaker_for(organisation: Organisation, group: Group) -> Viewer:
    """Somebody who sits in a group for an organisation."""
    person = make_person(municipality=group.municipality)
    make_seat(group, person, organisation=organisation)
    return viewer_for(person, group.municipality)


def agreement_draft(partner: Organisation, **more: Any) -> services.AgreementDraft:
    asked: dict[str, Any] = {
        "title": f"Afspraak {next(_numbers)}",
        "from_on": date(TODAY.year, 1, 1),
        "until_on": date(TODAY.year, 12, 31),
    }
    return services.AgreementDraft(partner_id=partner.pk, **asked | more)


def make_agreement(
    programme: Programme,
    partner: Organisation | None = None,
    *,
    due: Iterable[date] = (),
    agreed: bool = True,
    **more: Any,
) -> PerformanceAgreement:
    """An agreement that holds, with planned reports."""
    by = installation(programme.municipality_id)
    with_whom = partner or make_organisation(programme.municipality)
    draft = agreement_draft(with_whom, **more)
    made = services.propose_agreement(programme.pk, draft, by=by, at=AT)
    for day in due:
        services.plan_report(made, day, by=by, at=AT)
    if agreed:
        services.agree(made, services.AgreedDraft(on=TODAY), by=by, at=AT)
    return PerformanceAgreement.objects.get(pk=made)


def report(one: AgreementReport, by: Viewer, **more: Any) -> None:
    draft = services.PartnerReportDraft(**{"text": "Dit is gedaan."} | more)
    services.send_report(one.pk, draft, by=by, at=AT)


def make_covenant(group: Group, title: str = "", **more: Any) -> Covenant:
    """A covenant that began a year ago and holds for another year."""
    asked: dict[str, Any] = {
        "from_on": TODAY - timedelta(days=365),
        "until_on": TODAY + timedelta(days=365),
        "mandates": ("Afhandelen van meldingen", "Convenant wijkteam"),
    }
    if "parties" not in more:
        asked["parties"] = ((make_organisation(group.municipality).pk, "tekent mee"),)
    draft = people.CovenantDraft(
        group.pk, title or f"Convenant {next(_numbers)}", **asked | more
    )
    made = people.make_covenant(draft, by=installation(group.municipality_id), at=AT)
    return Covenant.objects.get(pk=made)
