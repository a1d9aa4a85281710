"""What a round asks of proposals, and who decides on which amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import services
from wijkregie.domain.people import queries as people
from wijkregie.web.budgets.desk import answered, done, for_work
from wijkregie.web.budgets.forms.rounds import CriteriaForm, RulesForm, rules_now
from wijkregie.web.budgets.views.rounds import asked
from wijkregie.web.http.kept import Kept
from wijkregie.web.http.money import euro_text

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from wijkregie.domain.budgets.queries import RoundSeen
    from wijkregie.web.budgets.desk import Desk


@for_work
def criteria(desk: Desk, pk: int) -> HttpResponse:
    """Write down what a proposal must keep to."""
    seen = desk.round(pk)
    form = _criteria(desk.sent, seen)
    kept = Kept(form, lambda: _criteria(None, desk.round(pk)))

    def act() -> None:
        lines = form.cleaned_data["criteria"].splitlines()
        services.set_criteria(pk, lines, by=desk.viewer, at=timezone.now())

    def held() -> None:
        services.holding_round(pk, kept.act(act), by=desk.viewer)

    if answered(form, held, field="criteria"):
        return done(desk, _("The criteria are saved."), desk.url("round", pk))
    return asked(desk, seen, form, heading=_("Criteria"), **kept.told())


@for_work
def rules(desk: Desk, pk: int) -> HttpResponse:
    """Write down who decides on which amount, after which checks and by what right."""
    seen = desk.round(pk)
    form = _rules(desk, desk.sent, seen)
    kept = Kept(form, lambda: _rules(desk, None, desk.round(pk)))

    def act() -> None:
        services.set_amount_rules(pk, form.drafts(), by=desk.viewer, at=timezone.now())

    def held() -> None:
        services.holding_round(pk, kept.act(act), by=desk.viewer)

    if answered(form, held, field="path1"):
        said = _("It is saved who decides.")
        return done(desk, f"{said} {_beyond(form, seen)}".strip(), desk.url("round", pk))
    intro = _("A rule holds up to and including its amount, above that of the rule before it.")
    return asked(desk, seen, form, heading=_("Who decides"), intro_text=intro, **kept.told())


def _beyond(form: RulesForm, seen: RoundSeen) -> str:
    """Return a word about rules for more than there is: nobody can get so much."""
    money = seen.listed.money_cents
    told = [one.up_to_cents for one in form.drafts() if one.up_to_cents is not None]
    if money is None or max(told, default=0) <= money:
        return ""
    told_ = {"most": euro_text(max(told)), "money": euro_text(money)}
    text = _("Look at it again: a rule goes up to %(most)s, and this round has %(money)s.")
    return text % told_


def _criteria(sent: QueryDict | None, seen: RoundSeen) -> CriteriaForm:
    return CriteriaForm(sent, initial={"criteria": "\n".join(seen.criteria)})


def _rules(desk: Desk, sent: QueryDict | None, seen: RoundSeen) -> RulesForm:
    groups = people.group_names(desk.viewer, on=desk.on)
    known = {pk for pk, _name in groups}
    gone = [
        (one.group_id, one.group_name)
        for one in seen.rules
        if one.group_id is not None and one.group_id not in known
    ]
    return RulesForm(
        sent, groups=[*groups, *gone], rows=len(seen.rules), initial=rules_now(seen)
    )
