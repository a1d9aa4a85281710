"""Two questions to a fund in plain sentences: the toy of a few, or an obstacle course."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.core.proportions import whole_percent
from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.queries.taking_part import FEW
from wijkregie.domain.budgets.states import VoterUnit
from wijkregie.web.budgets.words import money_text
from wijkregie.web.http.wording import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.budgets.queries import Course, Days, GroupTurnout, Spread, TookPart
    from wijkregie.web.budgets.desk import Desk


def context(desk: Desk, fund_id: int) -> dict[str, Any]:
    """Return both questions with what is known; none for a fund that is not to be seen."""
    found = queries.guards_of(desk.viewer, fund_id)
    if found is None:
        return {"guards": []}
    return {
        "guards": [
            {
                "question": _("Is it the toy of a few?"),
                "told": _spread(found.spread),
                "tables": tables(found.spread.turnout) if found.spread.turnout else [],
            },
            {
                "question": _("Is it an obstacle course?"),
                "told": _course(found.course),
                "tables": [],
            },
        ]
    }


def _spread(found: Spread) -> list[str]:
    return [*_voters(found.turnout), _proposers(found), _money(found)]


def _voters(found: TookPart | None) -> list[str]:
    """Return how many voted, and of whom nobody or nearly nobody is heard."""
    if found is None:
        return [_("No vote was counted yet, so nobody knows who votes.")]
    told = {"used": number(found.used), "round": found.round_title}
    if not found.letters:
        lines = [_("In the vote of %(round)s %(used)s votes were cast.") % told]
    else:
        told |= {
            "letters": number(found.letters),
            "percent": str(whole_percent(Fraction(found.used, found.letters))),
        }
        words = {
            VoterUnit.HOUSEHOLD: _(
                "In the vote of %(round)s %(used)s of %(letters)s households voted "
                "(%(percent)s %%)."
            ),
            VoterUnit.PERSON: _(
                "In the vote of %(round)s %(used)s of %(letters)s people voted "
                "(%(percent)s %%)."
            ),
        }
        lines = [words[found.unit] % told]
    silent = ", ".join(_group(one) for one in found.silent)
    if silent:
        words_ = _("Of these groups fewer than %(few)d voted, or nobody: %(groups)s.")
        lines.append(words_ % {"few": FEW, "groups": silent})
    return lines


def _group(one: GroupTurnout) -> str:
    if one.area is not None:
        return one.area.name or one.area.code
    return _("%(band)s years") % {"band": one.age_band}


def _proposers(found: Spread) -> str:
    if found.proposals < FEW:
        return _("Too few plans yet to say where they come from (%(number)d).") % {
            "number": found.proposals
        }
    placed = [one for one in found.proposers if one.area is not None]
    if not placed:
        return _("%(number)d plans are for the whole area of the fund.") % {
            "number": found.proposals
        }
    return _("%(number)d plans, for %(areas)d areas; most (%(most)d) for %(area)s.") % {
        "number": found.proposals,
        "areas": len(placed),
        "most": placed[0].number,
        "area": placed[0].name,
    }


def _money(found: Spread) -> str:
    share = found.largest_share
    if share is None or found.awards < FEW:
        return _("Too few plans got money yet to say whom it goes to (%(number)d).") % {
            "number": found.awards
        }
    told = {
        "who": found.money[0].name,
        "percent": whole_percent(share),
        "money": money_text(found.money_cents),
        "groups": len(found.money),
    }
    return (
        _("%(money)s went to %(groups)d groups; %(who)s got most: %(percent)d %% of it.") % told
    )


def _course(found: Course) -> list[str]:
    return [
        _days(
            found.to_decision,
            _(
                "From idea to decision it took %(middle)s days for the middle plan, and at "
                "most %(longest)d."
            ),
            _("Too few decisions yet to say how long it takes from idea to decision."),
        ),
        _days(
            found.to_payment,
            _(
                "From idea to the first payment it took %(middle)s days for the middle plan, "
                "and at most %(longest)d."
            ),
            _("Too few payments yet to say how long it takes from idea to money."),
        ),
        _steps(found),
        _declined(found),
        _repaired(found),
    ]


def _days(found: Days, words: str, few: str) -> str:
    if not found.enough or found.middle is None:
        return few
    return words % {"middle": _middle(found.middle), "longest": found.longest}


def _middle(value: Fraction) -> str:
    return number(float(value), 0 if value.denominator == 1 else 1)


def _steps(found: Course) -> str:
    words = ngettext(
        "A plan goes through %(steps)d phase until there is money.",
        "A plan goes through %(steps)d phases until there is money.",
        found.steps,
    )
    told = words % {"steps": found.steps}
    if not found.checks.enough or found.checks.middle is None:
        return told
    looked = _("The middle plan was looked at %(times)s times.") % {
        "times": _middle(found.checks.middle)
    }
    return f"{told} {looked}"


def _declined(found: Course) -> str:
    if found.decided < FEW:
        return _("Too few decisions yet to say how often it is a no (%(number)d).") % {
            "number": found.decided
        }
    told: dict[str, Any] = {"decided": found.decided, "declined": found.declined}
    if not found.declined:
        return _("Of %(decided)d plans that were decided on none was declined.") % told
    told["why"] = ", ".join(
        f"{kind.label if kind else _('another reason')} ({times})"
        for kind, times in found.why_declined
    )
    return _("Of %(decided)d plans %(declined)d were declined, because of: %(why)s.") % told


def _repaired(found: Course) -> str:
    if not found.repairable:
        return _("No plan got a no that could be repaired.")
    words = ngettext(
        "%(number)d plan got a no that could be repaired; %(repaired)d went on.",
        "%(number)d plans got a no that could be repaired; %(repaired)d went on.",
        found.repairable,
    )
    return words % {"number": found.repairable, "repaired": found.repaired}


def tables(found: TookPart) -> list[dict[str, Any]]:
    """Return who voted per area beside who lives there, and per age band if that is known."""
    living = {
        VoterUnit.HOUSEHOLD: _("Households that live there"),
        VoterUnit.PERSON: _("People who live there"),
    }
    made = []
    if found.areas:
        made.append(
            {
                "caption": _("Who voted, beside who lives there"),
                "heads": [_("Area"), living[found.unit], _("Letters"), _("Voted"), _("Share")],
                "rows": [[_group(one), _living(one), *_cells(one)] for one in found.areas],
            }
        )
    if found.bands:
        made.append(
            {
                "caption": _("Who voted, by age"),
                "heads": [_("Age"), _("Letters"), _("Voted"), _("Share")],
                "rows": [[_group(one), *_cells(one)] for one in found.bands],
            }
        )
    return made


def _living(one: GroupTurnout) -> str:
    if one.living is None:
        return _("not known")
    told = {"number": number(one.living), "year": one.period}
    return _("%(number)s (%(year)s)") % told


def _cells(one: GroupTurnout) -> Sequence[str]:
    share = one.share
    if one.used is None or one.letters is None or share is None:
        why = _("fewer than %(few)d") % {"few": FEW} if one.few else _("held back")
        return [_("held back"), why, _("held back")]
    text = _("%(share)d %%") % {"share": whole_percent(share)}
    return [number(one.letters), number(one.used), text]
