"""Who may vote, and the limits of a ballot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.states import BallotKind, VoterUnit
from wijkregie.web.voting import offered, words
from wijkregie.web.voting.desk import answered, ask, done, for_work
from wijkregie.web.voting.forms.roll import ElectorateForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import VotingSeen
    from wijkregie.web.voting.desk import Desk


@for_work
def electorate(desk: Desk, pk: int) -> HttpResponse:
    """Settle who may vote; once the vote was declared it stays."""
    found = desk.round(pk)
    seen = queries.voting_seen(desk.viewer, pk, desk.at)
    if seen is not None and _stays(desk, seen):
        return _settled(desk, seen)
    areas = offered.areas(desk)
    limits = queries.ballot_limits(found.ballot)
    form = ElectorateForm(desk.sent, areas=areas, limits=limits, initial=_now(seen, areas))
    if found.ballot is BallotKind.COINS:
        del form.fields["on_paper"]

    def act() -> None:
        services.set_electorate(pk, form.draft(), by=desk.viewer, at=timezone.now())

    if answered(form, act, field="unit"):
        return done(desk, _("It is saved who may vote."), desk.url("bureau", pk))
    heading = _("Who may vote")
    return ask(
        desk,
        form,
        crumbs=desk.crumbs(pk, found.listed.title, heading, behind=True),
        heading=heading,
        intro_text=_("Everyone reads this where one votes. It stays once letters are made."),
        submit_text=_("Save"),
        cancel_url=desk.url("bureau", pk),
    )


def _stays(desk: Desk, seen: VotingSeen) -> bool:
    """Tell whether letters were made or the vote was declared: then nothing changes."""
    turnout = queries.turnout_of(desk.viewer, seen.round_id)
    return bool(seen.digest) or (turnout is not None and turnout.letters > 0)


def _settled(desk: Desk, seen: VotingSeen) -> HttpResponse:
    heading = _("Who may vote")
    rows = [
        (_("Who can vote"), words.who(seen)),
        (_("On paper"), _("yes") if seen.on_paper else _("no")),
        *((words.limit(name), words.limit_text(name, n)) for name, n in seen.limits.items()),
    ]
    if seen.text:
        rows.append((_("Good to know"), seen.text))
    return ask(
        desk,
        None,
        crumbs=desk.crumbs(seen.round_id, seen.title, heading, behind=True),
        heading=heading,
        intro_text=_("Letters were made or the vote was declared, so this stays as it is."),
        facts=[{"name": name, "text": text, "url": ""} for name, text in rows],
        cancel_url=desk.url("bureau", seen.round_id),
    )


def _now(seen: VotingSeen | None, areas: Any) -> dict[str, Any]:
    """Return who may vote, as the form shows it."""
    if seen is None:
        return {"unit": VoterUnit.HOUSEHOLD, "on_paper": True}
    chosen = [pk for pk, name in areas if name in seen.areas]
    return {
        "unit": seen.unit,
        "least_age": seen.least_age,
        "areas": chosen,
        "on_paper": seen.on_paper,
        "text": seen.text,
        **seen.limits,
    }
