"""A report to the council: in short, what changed, and the goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.core.reporting import Course, Subject, changes, course, exceptional
from wijkregie.domain.programme.states import GoalLevel
from wijkregie.web.programme import blocks, change_words
from wijkregie.web.programme import report_work as work
from wijkregie.web.programme.blocks import cell, row, section
from wijkregie.web.programme.fact_words import (
    baseline_cell,
    course_cell,
    lack_text,
    now_cell,
    share_text,
    sum_text,
    targets_cell,
)
from wijkregie.web.programme.words import (
    capital,
    date_text,
)

if TYPE_CHECKING:
    from wijkregie.core.reporting import (
        Change,
        GoalFact,
        IndicatorFact,
    )
    from wijkregie.web.programme.blocks import Block
    from wijkregie.web.programme.report_told import Told


def sections(found: Told, words: str) -> list[Block]:
    """Return all sections of a report."""
    return [
        section("kort", _("In short"), *_short(found), blocks.text(words)),
        section("veranderd", _("What changed since the last report"), *_changed(found)),
        section("doelen", _("Goals, with what is measured"), *_goals(found)),
        section("projecten", _("Projects that stand out"), *work.projects(found)),
        section("geld", _("Money"), *work.money(found)),
        section("antwoorden", _("Answered in time"), *work.answers(found)),
        section("besluiten", _("Decisions that are coming"), *work.points(found)),
        section("lessen", _("What we learned"), *work.lessons(found)),
        section("lezen", _("How to read this report"), *work.reading()),
    ]


# ---------------------------------------------------------------------------- in short


def _short(found: Told) -> list[Block | None]:
    facts = found.facts
    coming = sum(one.is_coming for one in facts.points)
    outstanding = len(exceptional(facts, found.before))
    return [
        blocks.tiles(
            [
                _measured_tile(found),
                _projects_tile(outstanding, len(facts.projects)),
                _money_tile(found),
                _answers_tile(found),
                blocks.tile(
                    str(coming),
                    ngettext("decision is coming", "decisions are coming", coming),
                    url="#besluiten",
                ),
            ]
        )
    ]


def _projects_tile(outstanding: int, of: int) -> Block:
    rest = ngettext("the other goes as planned", "the others go as planned", of - outstanding)
    if not outstanding:
        rest = _("all go as planned") if of else ""
    return blocks.tile(
        _("%(part)d of %(of)d") % {"part": outstanding, "of": of},
        _("projects stand out"),
        rest if outstanding < of else "",
        "#projecten",
    )


def _measured_tile(found: Told) -> Block:
    courses = [course(line) for goal in found.facts.goals for line in goal.indicators]
    forward = courses.count(Course.REACHED) + courses.count(Course.FORWARD)
    vague, unsure = courses.count(Course.UNKNOWN), courses.count(Course.UNSURE)
    words = ngettext("of %(n)d too little is known", "of %(n)d too little is known", vague)
    lacks = words % {"n": vague}
    if unsure:
        told = ngettext(
            "of %(n)d the margin is unknown", "of %(n)d the margin is unknown", unsure
        )
        lacks = f"{told % {'n': unsure}}; {lacks}"
    return blocks.tile(
        _("%(part)d of %(of)d") % {"part": forward, "of": len(courses)},
        _("figures on the way to their target, or there"),
        lacks,
        "#doelen",
    )


def _money_tile(found: Told) -> Block:
    total = found.facts.total
    if not found.facts.years:
        return blocks.tile(_("not known"), _("costs in all years"), url=found.money_url)
    lacks = _("not covered: %(amount)s") % {"amount": lack_text(total.gap)}
    return blocks.tile(sum_text(total.costs), _("costs in all years"), lacks, found.money_url)


def _answers_tile(found: Told) -> Block:
    answers, name = found.facts.answers, _("reports answered in time")
    if answers is None or not answers.of:
        why = _("no answer was promised in this period")
        return blocks.tile(_("not known"), name, why, "#antwoorden")
    return blocks.tile(share_text(answers.part, answers.of), name, url="#antwoorden")


# ------------------------------------------------------------------------ what changed


def _changed(found: Told) -> list[Block | None]:
    if found.before is None:
        return [blocks.text(_("This is the first report. The next one tells what changed."))]
    since = date_text(found.before.as_of)
    told_of = changes(found.before, found.facts)
    if not told_of:
        return [blocks.text(_("Nothing that we count changed since %(day)s.") % {"day": since})]
    lead = _("Beside the report of %(day)s. What is not named here is still the same.")
    return [
        blocks.text(lead % {"day": since}, quiet=True),
        *change_words.blocks_of(told_of, lambda one: _leads(found, one)),
    ]


def _leads(found: Told, one: Change) -> str:
    """Return where a change comes from."""
    if one.subject == Subject.GOAL:
        return found.goal_url(one.id or 0)
    if one.subject == Subject.INDICATOR:
        fact: IndicatorFact = one.after or one.before
        goal = next((each.id for each in found.facts.goals if fact in each.indicators), 0)
        return found.goal_url(goal)
    if one.subject == Subject.POINT:
        return found.project_url((one.after or one.before).project_id)
    others = {
        Subject.PROJECT: found.project_url(one.id),
        Subject.MONEY: found.money_url,
        Subject.ANSWERS: found.answers_url,
    }
    return others[one.subject]


# ------------------------------------------------------------------------------- goals


def _goals(found: Told) -> list[Block | None]:
    if not found.facts.goals:
        return [blocks.text(_("The programme names no goals yet."))]
    return [_goal(found, one) for one in found.facts.goals]


def _goal(found: Told, one: GoalFact) -> Block:
    why = ""
    if not one.indicators:
        why = _("Nothing is measured of this goal.")
    if one.open_because:
        why = _("Left open on purpose: %(why)s") % {"why": one.open_because}
    return blocks.goal(
        one.title,
        str(GoalLevel(one.level).label),
        found.goal_url(one.id),
        blocks.table(
            _("What is measured of “%(goal)s”") % {"goal": one.title},
            [_("Figure"), _("Baseline"), _("Now"), _("Target"), _("How far")],
            [_measured(found, one.id, line) for line in one.indicators],
            (26, 18, 19, 18, 19),
        ),
        why=why,
    )


def _measured(found: Told, goal: int, one: IndicatorFact) -> Block:
    url = found.measured_url(goal)
    return row(
        cell(capital(one.title), note=one.source),
        baseline_cell(one, url),
        now_cell(found.scope, one),
        targets_cell(one.targets, one.unit, url, lower=one.lower_is_better),
        course_cell(one),
    )
