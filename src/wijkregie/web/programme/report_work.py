"""A report to the council: projects, money, answers, decisions and lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.core.reporting import Why, exceptional
from wijkregie.domain.programme.states import ProjectState
from wijkregie.web.http.addresses import programme_url
from wijkregie.web.programme import blocks
from wijkregie.web.programme.blocks import cell, row
from wijkregie.web.programme.fact_words import (
    cents_cell,
    lack_cell,
    lack_text,
    share_text,
    sum_cell,
    told,
    when,
)
from wijkregie.web.programme.words import (
    capital,
    date_text,
    joined,
    project_name,
    state_badge,
)

if TYPE_CHECKING:
    from wijkregie.core.reporting import (
        Exceptional,
        ProjectFact,
        Reason,
        YearFact,
    )
    from wijkregie.web.programme.blocks import Block
    from wijkregie.web.programme.report_told import Told


# ---------------------------------------------------------------------------- projects


_WHYS: Final = {
    Why.LATE: gettext_lazy("Should have ended in %(year)s."),
    Why.OVERDUE: gettext_lazy("“%(text)s” should have been there on %(day)s."),
    Why.STUCK: gettext_lazy("Nothing was told of it since %(day)s."),
    Why.GAP: gettext_lazy("Not covered: %(gap)s."),
    Why.STOPPED: gettext_lazy("Stopped on %(day)s. %(text)s"),
    Why.FINISHED: gettext_lazy("Finished on %(day)s. %(text)s"),
    Why.NEW: gettext_lazy("New since the last report."),
}


def projects(found: Told) -> list[Block | None]:
    """Return the projects that stand out; the others go as planned."""
    out = exceptional(found.facts, found.before)
    names = {one.project.id for one in out}
    rest = [one for one in found.facts.projects if one.id not in names]
    table = blocks.table(
        _("Projects that stand out, and why"),
        [_("Project"), _("State"), _("Why it stands out")],
        [_exception(found, one) for one in out],
        (30, 18, 52),
    )
    none = None if table else blocks.text(_("No project stands out."))
    return [table or none, *_as_planned(found, rest)]


def _exception(found: Told, one: Exceptional) -> Block:
    mark = state_badge(ProjectState(one.project.state))
    reasons = " ".join(_why(one.project, each) for each in one.reasons)
    return row(
        cell(_named(one.project), found.project_url(one.project.id)),
        cell(
            "",
            badge=blocks.badge(mark["state_text"], mark["state_kind"], mark["state_icon"]),
        ),
        cell(reasons),
    )


def _why(project: ProjectFact, reason: Reason) -> str:
    words = {
        "year": reason.on.year if reason.on else "",
        "day": date_text(reason.on) if reason.on else "",
        "text": reason.text,
        "gap": lack_text(project.gap),
    }
    return (str(_WHYS[reason.why]) % words).strip()


def _named(one: ProjectFact) -> str:
    return project_name(one.number, one.title)


def _as_planned(found: Told, rest: list[ProjectFact]) -> list[Block | None]:
    if not rest:
        return []
    title = ngettext("%(n)d project goes as planned", "%(n)d projects go as planned", len(rest))
    url = f"{programme_url(found.scope, found.key)}#projects"
    return [
        blocks.heading(title % {"n": len(rest)}, url),
        blocks.text(f"{joined(_named(one) for one in rest)}."),
    ]


# ------------------------------------------------------------------------------- money


def money(found: Told) -> list[Block | None]:
    """Return the money per year."""
    facts = found.facts
    if not facts.years:
        return [blocks.text(_("What the programme costs is not known yet."))]
    years = [_year(found, one) for one in facts.years]
    if len(years) > 1:
        years.append(_year(found, facts.total, whole=True))
    if facts.stopped.committed:
        years.append(_stopped(found))
    heads = [
        _("Year"),
        _("Costs"),
        _("Covered"),
        _("Asked"),
        _("Not covered"),
        _("Ordered"),
        _("Paid"),
    ]
    return [
        blocks.table(_("Money per year"), heads, years, (11, 14, 14, 14, 19, 14, 14)),
        blocks.text(
            _(
                "Covered is what a funder promised or committed. What was only asked for does "
                "not count. What one project or year has left does not pay for another."
            ),
            quiet=True,
        ),
    ]


def _year(found: Told, one: YearFact, *, whole: bool = False) -> Block:
    name = _("Together") if whole else str(one.year or _("no year named"))
    url = found.money_url
    return row(
        cell(name, url),
        sum_cell(one.costs, url),
        sum_cell(one.covered, url),
        sum_cell(one.asked, url),
        lack_cell(one.gap, url),
        cents_cell(one.committed, url),
        cents_cell(one.paid, url),
        whole=whole,
    )


def _stopped(found: Told) -> Block:
    """Return what of the sums was spent on stopped projects: their costs do not count."""
    stopped, url = found.facts.stopped, found.money_url
    return row(
        cell(_("Of which on stopped projects"), url),
        *(cell("\N{EN DASH}", number=True) for _column in range(4)),
        cents_cell(stopped.committed, url),
        cents_cell(stopped.paid, url),
    )


# --------------------------------------------------------------- answers and decisions


def answers(found: Told) -> list[Block | None]:
    """Return how many reports were answered in time."""
    answers = found.facts.answers
    if answers is None or not answers.of:
        return [blocks.text(_("No answer was promised in this period."))]
    words = _(
        "Of the %(of)d reports of which the promised day came between %(since)s and "
        "%(until)s, %(part)d got an answer on that day or before. What is not answered yet "
        "counts as late."
    ) % {
        "of": answers.of,
        "since": date_text(answers.since),
        "until": date_text(answers.until),
        "part": answers.part,
    }
    counted = blocks.point(share_text(answers.part, answers.of), words, found.answers_url)
    return [blocks.points([counted])]


def points(found: Told) -> list[Block | None]:
    """Return the decisions that are coming."""
    coming = [one for one in found.facts.points if one.is_coming]
    rows = [
        row(
            cell(when(one.year, one.on) or _("no date yet")),
            cell(one.project, found.project_url(one.project_id)),
            cell(capital(one.question), note=one.then),
        )
        for one in coming
    ]
    heads = [_("When"), _("Project"), _("What has to be decided")]
    table = blocks.table(_("Decisions that are coming"), heads, rows, (18, 28, 54))
    return [table or blocks.text(_("No decision is coming that the programme knows of."))]


def lessons(found: Told) -> list[Block | None]:
    """Return what was learned since the report before."""
    since = found.before.as_of if found.before else None
    lessons = [one for one in found.facts.lessons if since is None or one.learned_on > since]
    items = [
        blocks.point(
            one.text,
            told(one.project, date_text(one.learned_on)),
            found.project_url(one.project_id),
        )
        for one in lessons
    ]
    return [blocks.points(items) or blocks.text(_("Nothing was written down this time."))]


#: How to read the figures of a report: a word, and what it means.
_READING: Final = (
    (
        gettext_lazy("How far"),
        gettext_lazy(
            "The part of the way from baseline to target. The interval tells how "
            "sure that is: with 95 percent certainty it lies in between. Where the "
            "interval holds the baseline, we do not call it progress."
        ),
    ),
    (
        gettext_lazy("Too little known"),
        gettext_lazy(
            "A baseline, a target or a value of now is missing. We never count that as 0."
        ),
    ),
    (
        gettext_lazy("Margin not known"),
        gettext_lazy(
            "We do not know how far the figure can be off, so we cannot tell whether it is on "
            "the way, better or less good. It counts as neither."
        ),
    ),
    (
        gettext_lazy("Better or less good"),
        gettext_lazy(
            "A change between two reports counts only if it is larger than the "
            "margins of both together."
        ),
    ),
    (
        gettext_lazy("Stands out"),
        gettext_lazy(
            "A project that is late, in which nothing happened for 90 days (60 if "
            "it has not begun), that lacks money, that stopped, that is finished "
            "or that is new."
        ),
    ),
    (
        gettext_lazy("Where figures come from"),
        gettext_lazy(
            "Each figure leads to its source: the figure itself, the project, the "
            "money line by line, or the list of reports."
        ),
    ),
)


def reading() -> list[Block | None]:
    """Return how to read the figures."""
    return [blocks.facts([(str(name), str(words)) for name, words in _READING])]
