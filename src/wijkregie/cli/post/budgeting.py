"""Mails about funds: a phase of a round that begins soon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wijkregie.cli.post.saying import Needless, Words, page_address, person_address, written
from wijkregie.domain.budgets import queries as budgets
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.outbox import Message


def _begins(message: Message, scope: Scope, on: date) -> Words:
    by = installation(message.municipality_id)
    found = budgets.phase_of(by, message.ids["phase"])
    one = budgets.round_seen(by, found[0]) if found else None
    if found is None or one is None or found[1].opens_on < on:
        raise Needless("the phase has begun, or is not there any more")
    round_id, phase = found
    name = capfirst(str(phase.kind.label))
    return Words(
        to=person_address(message.ids["person"]),
        subject=_("A phase of a budget round begins soon"),
        lines=(
            _("The phase “%(phase)s” begins on %(day)s.")
            % {"phase": name, "day": written(phase.opens_on)},
            _(
                "See whether everything is ready, and whether its text is right. You can still "
                "move its days."
            ),
        ),
        facts=((_("Fund"), one.fund_name), (_("Round"), one.listed.title)),
        link_text=_("Open the round"),
        link=page_address("budgets:round", scope.slug, round_id),
        after=(_("You get this mail because you lead this group or the work here."),),
    )


def _account_due(message: Message, scope: Scope, on: date) -> Words:
    found = budgets.award_seen(installation(message.municipality_id), message.ids["award"])
    if found is None or found.account_by is None or found.accounted_at or found.returned_on:
        raise Needless("the account is there, or is not asked any more")
    told = {"plan": found.named.title, "day": written(found.account_by)}
    if found.is_late(on):
        first = _("The account of “%(plan)s” was due on %(day)s and is not there.") % told
    else:
        first = _("The account of “%(plan)s” is due on %(day)s.") % told
    return Words(
        to=person_address(message.ids["person"]),
        subject=_("An account of money of a fund is due"),
        lines=(
            first,
            _(
                "Write down what was bought, with the papers, and what became of the plan. "
                "What is left goes back to the fund."
            ),
        ),
        facts=((_("Fund"), found.fund_name), (_("Round"), found.round_title)),
        link_text=_("Open the money of the plan"),
        link=page_address("awards:award", scope.slug, found.id),
        after=(_("You get this mail because you lead this group or the work here."),),
    )


WORDS: Final[Mapping[str, Callable[[Message, Scope, date], Words]]] = {
    "budget_account_due": _account_due,
    "budget_phase_begins": _begins,
}
