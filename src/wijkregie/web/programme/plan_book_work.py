"""The plan of a programme: when, what it costs, with whom, and how it is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wijkregie.core.counting import unit_for
from wijkregie.domain.programme.states import ProjectState
from wijkregie.web.http.addresses import project_url
from wijkregie.web.http.deciding import rung_text
from wijkregie.web.http.money import euro_text
from wijkregie.web.programme import blocks, checks, tables
from wijkregie.web.programme.blocks import cell, point, row, section, unknown
from wijkregie.web.programme.measuring.plan_section import measured
from wijkregie.web.programme.sentences import sentence
from wijkregie.web.programme.words import (
    amount_text,
    capital,
    date_text,
    gap_cell,
    joined,
    period_text,
    plain_text,
    project_name,
    state_badge,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.programme.queries import (
        AgreementInPlan,
        Amount,
        ChecksSeen,
        FunderMoney,
        MoneyTable,
        PlanProject,
        ProgrammePlan,
        RegularInPlan,
        YearMoney,
    )
    from wijkregie.web.programme.blocks import Block
    from wijkregie.web.programme.desk import Desk

#: A cell in which there is nothing to tell: a dash.
_NONE: Final = "\u2013"
_TONES: Final = {
    ProjectState.IDEA: "planned",
    ProjectState.APPROVED: "planned",
    ProjectState.RUNNING: "running",
    ProjectState.FINISHED: "over",
    ProjectState.HANDED_OVER: "over",
    ProjectState.STOPPED: "over",
}


def sections(desk: Desk, plan: ProgrammePlan, found: ChecksSeen | None) -> list[Block]:
    """Return the sections of the plan after those of its projects."""
    made = [
        section("planning", _("Planning"), *_planning(desk, plan)),
        section("geld", _("What it costs, and who pays"), *_money(desk, plan)),
        section("afspraken", _("Agreements with partners"), *_agreements(desk, plan)),
        section("lijnwerk", _("Regular work beside the projects"), *_regular(plan)),
        section("bewoners", _("How residents take part"), *_taking_part(plan)),
        section("meten", _("How we measure"), *measured(desk, plan)),
    ]
    accepted = _accepted(found) if found else None
    if accepted:
        made.append(section("punten", _("Points that may stay as they are, and why"), accepted))
    return made


# ----------------------------------------------------------------------------- planning


def _planning(desk: Desk, plan: ProgrammePlan) -> list[Block | None]:
    programme = plan.programme
    known = [year for one in plan.projects for year in (one.from_year, one.until_year) if year]
    first = min([programme.from_year, *known])
    last = max([programme.until_year, *known])
    years = range(first, last + 1)
    rows = [_bar(desk, one, years) for one in plan.projects]
    alt = _("When each project runs, from %(first)d to %(last)d") % {
        "first": first,
        "last": last,
    }
    none = blocks.text(_("There are no projects yet."))
    return [blocks.gantt(alt, years, rows) or none]


def _bar(desk: Desk, one: PlanProject, years: range) -> Block:
    bar = None
    if one.from_year is not None or one.until_year is not None:
        begin = (one.from_year or years.start) - years.start
        end = (one.until_year or years.stop - 1) - years.start + 1
        bar = blocks.bar(begin / len(years), end / len(years))
    state = state_badge(one.state)["state_text"]
    return {
        "name": project_name(one.number, one.title),
        "url": project_url(desk.scope, one.id),
        "text": f"{period_text(one.from_year, one.until_year)}, {state.lower()}",
        "tone": _TONES[one.state],
        "bar": bar,
    }


# -------------------------------------------------------------------------------- money


def _money(desk: Desk, plan: ProgrammePlan) -> list[Block | None]:
    money = plan.money
    told = " ".join(piece["text"] for piece in tables.sentences_of_programme(money))
    url = desk.url("money", plan.programme.key)
    years = [one.year for one in money.years]
    heads = ["", *(str(year or _("no year")) for year in years), _("Together")]
    rows = _lines(money, years, url) if years else []
    widths = (30, *((70 // (len(years) + 1),) * (len(years) + 1)))
    note = _(
        "Covered is what a funder promised or committed. What was only asked for does not "
        "count. What one project or year has left does not pay for another."
    )
    return [
        blocks.text(told),
        blocks.table(_("Costs, funders and years"), heads, rows, widths),
        blocks.text(note, quiet=True) if rows else None,
    ]


def _lines(money: MoneyTable, years: Sequence[int | None], url: str) -> list[Block]:
    columns = [*money.years, money.total]
    return [
        row(cell(_("Costs"), url), *(_sum(one.costs) for one in columns)),
        *(_funder(one, years) for one in money.funders),
        row(cell(_("Covered")), *(_sum(one.covered) for one in columns), whole=True),
        row(cell(_("Not covered yet")), *(_gap(one) for one in columns), whole=True),
    ]


def _funder(one: FunderMoney, years: Sequence[int | None]) -> Block:
    by_year = {each.year: each for each in one.years}
    cells = [_paid(by_year.get(year)) for year in years]
    return row(cell(one.name), *cells, _paid(one.total))


def _paid(found: YearMoney | None) -> Block:
    if found is None:
        return cell(_NONE, number=True)
    asked = found.asked
    note = ""
    if asked.cents or asked.unknown:
        note = _("asked: %(amount)s") % {"amount": amount_text(asked)}
    return _sum(found.covered) | {"note": note}


def _sum(amount: Amount) -> Block:
    vague = bool(amount.unknown and not amount.cents)
    nothing = not amount.cents and not amount.unknown
    text = _NONE if nothing else amount_text(amount)
    return cell(text, number=True, unknown=vague)


def _gap(one: YearMoney) -> Block:
    loose = one.year is None and not (one.costs.cents or one.costs.unknown)
    if loose and not one.gap.known_cents:
        return cell(_NONE, number=True)
    found = gap_cell(one)
    return cell(
        found["text"],
        number=True,
        open=found.get("open", False),
        unknown=found.get("unknown", False),
    )


# --------------------------------------------------------- agreements and regular work


def _agreements(desk: Desk, plan: ProgrammePlan) -> list[Block | None]:
    rows = [_agreement(desk, one) for one in plan.agreements]
    heads = [_("Partner"), _("What was agreed"), _("How much"), _("When")]
    table = blocks.table(_("Agreements with partners"), heads, rows, (22, 40, 20, 18))
    return [table or blocks.text(_("No agreements with partners are written down yet."))]


def _agreement(desk: Desk, one: AgreementInPlan) -> Block:
    room = _("Free for what was not planned: %(room)s") % {"room": one.free_room}
    days = {"first": date_text(one.from_on), "last": date_text(one.until_on)}
    return row(
        cell(one.partner),
        cell(
            capital(one.title),
            desk.url("agreement", one.id),
            note=". ".join(filter(None, (joined(one.goals), one.free_room and room))),
        ),
        _how_much(one),
        cell(
            _("%(first)s up to and including %(last)s") % days,
            note=capital(str(one.state.label)),
        ),
    )


def _how_much(one: AgreementInPlan) -> Block:
    words = []
    if one.quantity is not None:
        words.append(f"{plain_text(one.quantity)} {unit_for(one.quantity, one.unit)}".strip())
    if one.hours is not None:
        words.append(_("%(hours)d hours") % {"hours": one.hours})
    if one.cents is not None:
        words.append(euro_text(one.cents))
    return cell(", ".join(words)) if words else unknown()


def _regular(plan: ProgrammePlan) -> list[Block | None]:
    items = [point(capital(one.name), _served(one)) for one in plan.regular]
    none = blocks.text(_("No regular work is written down yet."))
    return [blocks.points(items) or none]


def _served(one: RegularInPlan) -> str:
    words = [one.holder]
    if one.goals:
        words.append(_("for: %(goals)s") % {"goals": joined(one.goals)})
    if one.stopped_on is not None:
        words.append(
            _("stopped on %(day)s: %(why)s")
            % {"day": date_text(one.stopped_on), "why": one.stopped_because}
        )
    return "; ".join(filter(None, words))


# ------------------------------------------------------------------------- taking part


def _taking_part(plan: ProgrammePlan) -> list[Block | None]:
    programme = plan.programme
    rung = programme.rung_planned
    found = blocks.facts(
        [
            (_("How residents take part"), rung_text(rung) if rung else _("not known")),
            (_("What we aim for"), programme.rung_ambition),
            (_("Prepared by"), programme.group_name),
            (_("Sounding board"), joined(programme.sounding_board)),
            (_("Answers to"), joined(programme.accountable_to)),
        ]
    )
    return [found]


def _accepted(found: ChecksSeen) -> Block | None:
    items = []
    for one in found.checks:
        if one.acceptance is None or not one.acceptance.holds:
            continue
        given = checks.accepted(one.acceptance)
        why = _("Accepted because: %(reason)s (%(by)s)") % {
            "reason": given["reason"],
            "by": given["by_text"],
        }
        items.append(point(capital(one.finding.about.name), f"{sentence(one.finding)} {why}"))
    return blocks.points(items)
