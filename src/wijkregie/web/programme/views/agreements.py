"""Performance agreements: the card of one, and its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.states import AgreementState
from wijkregie.web.http.deciding import offer_mandates
from wijkregie.web.http.kept import Kept
from wijkregie.web.programme import agreed, agreed_reports, choices
from wijkregie.web.programme.around import ask_of_agreement
from wijkregie.web.programme.desk import answered, ask, done, for_work, open_to_all
from wijkregie.web.programme.editing import held
from wijkregie.web.programme.forms.agreements import (
    AgreeByDecisionForm,
    AgreeForm,
    AgreementForm,
    whole_cents,
)
from wijkregie.web.programme.forms.steps import Empty
from wijkregie.web.programme.views.agreement_list import euros
from wijkregie.web.programme.views.steps import decision_draft

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from wijkregie.domain.programme.queries import AgreementSeen
    from wijkregie.web.programme.desk import Desk


@require_safe
@open_to_all
def detail(desk: Desk, pk: int) -> HttpResponse:
    """Show an agreement: what was agreed beside what was reported."""
    one = found_agreement(desk, pk)
    context = {
        "crumbs": agreed.crumbs(desk, one),
        "agreement": agreed.listed(desk, one),
        "kicker": f"{_('Performance agreement')} · {one.partner_name}",
        "facts": agreed.facts(desk, one),
        "table": agreed_reports.reports(one) if one.reports else None,
        "stories": agreed_reports.stories(desk, one),
        "actions": agreed.actions(desk, one),
        "actions_text": _next_text(one),
    }
    return render(desk.request, "programme/agreement.html", context)


@for_work
def new(desk: Desk, key: str) -> HttpResponse:
    """Propose an agreement in a programme."""
    programme = queries.programme_seen(desk.viewer, key)
    if programme is None:
        raise Http404
    if not programme.may_steer:
        return desk.refuse()
    form = AgreementForm(desk.sent, offer=_offer(desk, programme.id))
    made: list[int] = []

    def act() -> None:
        draft = _draft(form.cleaned_data)
        pk = services.propose_agreement(programme.id, draft, by=desk.viewer, at=timezone.now())
        made.append(pk)

    if answered(form, act):
        said = _("The agreement is proposed. Only who works along sees it now.")
        return done(desk, said, desk.url("agreement", made[0]))
    return ask(
        desk,
        form,
        crumbs=agreed.crumbs(desk, here=_("Propose an agreement")),
        kicker=programme.name,
        heading=_("Propose an agreement"),
        submit_text=_("Propose"),
        cancel_url=desk.url("agreements"),
    )


@for_work
def change(desk: Desk, pk: int) -> HttpResponse:
    """Change a proposal."""
    one = found_agreement(desk, pk)
    if not one.may_change:
        return desk.refuse()
    form = _form(desk, one, desk.sent)
    kept = Kept(form, lambda: _form(desk, found_agreement(desk, pk), None))

    def act() -> None:
        draft = _draft(form.cleaned_data)
        services.change_agreement(pk, draft, by=desk.viewer, at=timezone.now())

    if answered(form, held(desk, "agreement", pk, kept, act)):
        return done(desk, _("The proposal is saved."), desk.url("agreement", pk))
    heading = _("Change the proposal")
    return ask_of_agreement(
        desk, one, form, heading=heading, submit_text=_("Save"), **kept.told()
    )


@for_work
def agree(desk: Desk, pk: int) -> HttpResponse:
    """Write down on which day both agreed."""
    one = found_agreement(desk, pk)
    if not one.may_change:
        return desk.refuse()
    form = AgreeForm(desk.sent, initial={"on": timezone.localdate()})

    def act() -> None:
        draft = services.AgreedDraft(on=form.cleaned_data["on"])
        services.agree(pk, draft, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="on"):
        return done(desk, _("The agreement holds."), desk.url("agreement", pk))
    return ask_of_agreement(
        desk,
        one,
        form,
        heading=_("Write down that it is agreed"),
        submit_text=_("Write it down"),
        consequences=_holds(one),
        other_url=desk.url("agreement_decide", pk),
        other_text=_("Write it down with a decision"),
    )


@for_work
def decide(desk: Desk, pk: int) -> HttpResponse:
    """Write down with which decision it was agreed."""
    one = found_agreement(desk, pk)
    if not one.may_change:
        return desk.refuse()
    today = timezone.localdate()
    bodies = choices.bodies(desk)
    form = AgreeByDecisionForm(desk.sent, bodies=bodies, today=today)
    offer_mandates(form, desk.viewer, choices.deciders(bodies), on=today)

    def act() -> None:
        decision = decision_draft(form.asked(), subject=one.title)
        draft = services.AgreedDraft(decision=decision)
        services.agree(pk, draft, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The agreement holds."), desk.url("agreement", pk))
    return ask_of_agreement(
        desk,
        one,
        form,
        heading=_("Decide on the agreement"),
        submit_text=_("Record decision"),
        consequences=_holds(one),
    )


@for_work
def end(desk: Desk, pk: int) -> HttpResponse:
    """Tell what ending an agreement means, and end it."""
    one = found_agreement(desk, pk)
    if not one.may_change:
        return desk.refuse()
    form = Empty(desk.sent)
    if answered(form, lambda: services.end_agreement(pk, by=desk.viewer, at=timezone.now())):
        return done(desk, _("The agreement has ended."), desk.url("agreement", pk))
    return ask_of_agreement(
        desk,
        one,
        form,
        heading=_("End the agreement"),
        submit_text=_("End it"),
        consequences=[
            _("No report is due any more. What was reported stays readable."),
            _("This cannot be taken back. You can propose a new agreement."),
        ],
    )


def found_agreement(desk: Desk, pk: int) -> AgreementSeen:
    """Return an agreement that the viewer may see.

    Raises ``Http404`` where it is not there.
    """
    one = queries.agreement_seen(desk.viewer, pk, on=timezone.localdate())
    if one is None:
        raise Http404
    return one


def _form(desk: Desk, one: AgreementSeen, sent: QueryDict | None) -> AgreementForm:
    return AgreementForm(sent, offer=_offer(desk, one.programme_id), initial=_now(one))


def _offer(desk: Desk, programme_id: int) -> dict[str, Any]:
    return {
        "partner": [("", _("Choose a partner")), *choices.organisations(desk)],
        "goals": choices.of_programme(desk, programme_id)["goals"],
        "areas": choices.areas(desk),
    }


def _draft(asked: dict[str, Any]) -> services.AgreementDraft:
    same = ("title", "what", "quantity", "unit", "hours", "free_room", "free_hours")
    days = ("from_on", "until_on")
    return services.AgreementDraft(
        partner_id=asked["partner"],
        goal_ids=tuple(asked["goals"]),
        area_ids=tuple(asked["areas"]),
        cents=whole_cents(asked["amount"]),
        free_cents=whole_cents(asked["free_amount"]),
        **{name: asked[name] for name in (*same, *days)},
    )


def _now(one: AgreementSeen) -> dict[str, Any]:
    same = ("title", "what", "quantity", "unit", "hours", "free_room", "free_hours")
    return {
        "partner": one.partner_id,
        "goals": [goal.id for goal in one.goals],
        "areas": [area.id for area in one.areas],
        "amount": euros(one.cents),
        "free_amount": euros(one.free_cents),
        "from_on": one.from_on,
        "until_on": one.until_on,
    } | {name: getattr(one, name) for name in same}


def _holds(one: AgreementSeen) -> list[str]:
    return [
        _("From now on everyone can read it, and %(partner)s reports on it.")
        % {"partner": one.partner_name},
        _("What was agreed cannot be changed. It can be ended."),
    ]


def _next_text(one: AgreementSeen) -> str:
    if one.state == AgreementState.PROPOSED:
        return _("This is a proposal: only who works along sees it.")
    return _("The partner reports on this page.")
