"""The desk of a vote: what is to be done, and how many voted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.web.http.addresses import optional
from wijkregie.web.voting import words
from wijkregie.web.voting.desk import for_work

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import RoundSeen, TurnoutSeen, VotingSeen
    from wijkregie.web.voting.desk import Desk


@for_work
def bureau(desk: Desk, pk: int) -> HttpResponse:
    """Show what a vote still needs, and how many codes were used."""
    round_ = desk.round(pk)
    seen = queries.voting_seen(desk.viewer, pk, desk.at)
    turnout = queries.turnout_of(desk.viewer, pk)
    here = _("Voting desk")
    first = _("Begin with who may vote. Then you make the letters with a code.")
    there_is = turnout is not None and turnout.letters + turnout.void > 0
    context = {
        "crumbs": desk.crumbs(pk, round_.listed.title, here),
        "round": {"name": round_.listed.title, "fund": round_.fund_name},
        "lead": first if seen is None else words.lead(seen),
        "steps": _steps(desk, round_, seen),
        "turnout": _turnout(turnout) if there_is and turnout else [],
        "areas": _areas(turnout),
        "left_out": _left_out(turnout),
    }
    return render(desk.request, "voting/bureau.html", context)


def _steps(desk: Desk, found: RoundSeen, seen: VotingSeen | None) -> list[dict[str, str]]:
    pk, game = found.listed.id, found.ballot is BallotKind.COINS
    rows = [(_("Who may vote, and the limits of a ballot"), "electorate", "")]
    if game:
        rows.append((_("Turns and jury"), "turns", ""))
    if seen is not None:
        rows += [
            (_("Letters with a code"), "letters", ""),
            (_("Hand out a code at the table"), "hand_out", _("on days of the vote")),
        ]
        if seen.on_paper:
            rows.append((_("Votes on paper"), "paper", _("from the first day on")))
        rows += [
            (_("Words for the makers"), "remarks", ""),
            (_("The page where one votes"), "vote", ""),
        ]
    steps = [
        {"name": name, "url": desk.url(page, pk), "text": "", "side_text": side}
        for name, page, side in rows
    ]
    declare = optional("recount:desk", desk.scope.slug, pk)
    if declare:
        last = {"name": _("Declare, count and publish"), "url": declare}
        steps.append(last | {"text": "", "side_text": ""})
    return steps


def _turnout(found: TurnoutSeen) -> list[dict[str, str]]:
    voted = sum(found.used.values())
    rows = [(_("Codes that can vote"), _number(found.letters))]
    rows.append((_("Voted"), _share_text(voted, found.letters)))
    rows += [(words.label(how.label), _number(found.used[how])) for how in found.used]
    if found.void:
        rows.append((_("Replaced letters"), _number(found.void)))
    return [{"name": name, "text": text, "url": ""} for name, text in rows]


def _areas(found: TurnoutSeen | None) -> dict[str, Any]:
    told = [] if found is None else [one for one in found.areas if one.used is not None]
    rows = [
        {
            "name": one.name,
            "letters": _number(one.letters),
            "used": _number(one.used or 0),
            "share": _percent(one.used or 0, one.letters),
        }
        for one in told
    ]
    return {"caption": _("Votes per area of the letters"), "rows": rows}


def _left_out(found: TurnoutSeen | None) -> str:
    left = 0 if found is None else sum(one.used is None for one in found.areas)
    if not left:
        return ""
    words_ = ngettext(
        "%(number)d area has fewer than ten letters: of that we do not tell how many voted.",
        "%(number)d areas have fewer than ten letters: of those we do not tell how many voted.",
        left,
    )
    return words_ % {"number": left}


def _share_text(part: int, whole: int) -> str:
    told = {"part": _number(part), "share": _percent(part, whole)}
    return _("%(part)s (%(share)s)") % told if whole else _number(part)


def _percent(part: int, whole: int) -> str:
    share = f"{100 * part / whole:.1f}".replace(".", ",") if whole else "0"
    return _("%(share)s%%") % {"share": share}


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")
