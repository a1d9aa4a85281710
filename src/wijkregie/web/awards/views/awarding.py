"""Make a chosen plan a project with its money, and change how that goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.states import WAYS, AwardWay
from wijkregie.domain.people import queries as people
from wijkregie.domain.programme import queries as programme
from wijkregie.web.awards import page
from wijkregie.web.awards.desk import answered, ask, done, for_work
from wijkregie.web.awards.forms import AwardForm
from wijkregie.web.awards.words import money_text

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import AwardNamed, RoundSeen
    from wijkregie.web.awards.desk import Desk


@for_work
def award(desk: Desk, pk: int, number: int) -> HttpResponse:
    """Start the project of a chosen plan with its money."""
    seen = desk.round(pk)
    plan = _plan(desk, pk, number)
    form = AwardForm(desk.sent, **_choices(desk), initial=_first(desk, seen, plan))
    made: list[int] = []

    def act() -> None:
        draft = form.draft()
        by, at = desk.viewer, timezone.now()
        made.append(services.award(plan.proposal_id, draft, by=by, at=at))

    if answered(form, act, field="way"):
        said = _("The plan is a project now. Who proposed it hears that.")
        return done(desk, said, desk.url("award", made[0]))
    heading = _("Make the plan a project")
    told = {"amount": money_text(plan.asked_cents), "fund": seen.fund_name}
    return ask(
        desk,
        form,
        crumbs=desk.crumbs(
            desk.round_step(pk, seen.listed.title),
            (_("Chosen plans"), desk.url("chosen", pk)),
            here=heading,
        ),
        heading=f"{heading}: {plan.title or number}",
        consequences=[
            _("The project gets the costs of the plan; %(fund)s pays %(amount)s.") % told,
            _("The project runs from today on the decision that chose the plan."),
        ],
        submit_text=heading,
        cancel_url=desk.url("chosen", pk),
    )


@for_work
def change(desk: Desk, pk: int) -> HttpResponse:
    """Change in whose hands the money comes, the contract, or the day of the account."""
    seen = desk.award(pk)
    initial = {
        "way": seen.way.value,
        "group": seen.group_id,
        "receiver": seen.receiver,
        "contract": seen.contract,
        "contract_on": seen.contract_on,
        "address": seen.address,
        "account_by": seen.account_by,
    }
    choices = _choices(desk) | {"programmes": []}
    form = AwardForm(desk.sent, **choices, initial=initial)

    def act() -> None:
        services.change_award(pk, form.draft(), by=desk.viewer, at=timezone.now())

    if answered(form, act, field="way"):
        return done(desk, _("The agreement is saved."), desk.url("award", pk))
    heading = _("Change the agreement")
    return ask(
        desk,
        form,
        crumbs=page.crumbs(desk, seen, heading),
        heading=f"{heading}: {seen.named.title}",
        submit_text=_("Save"),
        cancel_url=desk.url("award", pk),
    )


def _plan(desk: Desk, round_id: int, number: int) -> AwardNamed:
    for one in queries.chosen_of(desk.viewer, round_id):
        if one.number == number:
            return one
    raise Http404


def _choices(desk: Desk) -> dict[str, Any]:
    programmes = programme.programmes_visible_to(desk.viewer)
    return {
        "groups": list(people.group_names(desk.viewer, on=desk.on)),
        "programmes": [(one.id, one.name) for one in programmes],
    }


def _first(desk: Desk, seen: RoundSeen, plan: AwardNamed) -> dict[str, Any]:
    """Return what the rule for the amount says of how the money goes out."""
    rule = queries.who_decides(seen.rules, plan.asked_cents or 0)
    found = queries.proposal_by_number(desk.viewer, plan.round_id, plan.number, on=desk.on)
    way = WAYS.get(rule.path, AwardWay.MUNICIPALITY) if rule else AwardWay.MUNICIPALITY
    return {
        "way": way.value,
        "group": found.seen.group_id if found else None,
        "receiver": found.seen.group_name if found else "",
    }
