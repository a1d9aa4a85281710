"""A report to the council as a document: the same words for a page and for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme import queries
from wijkregie.web.http.addresses import programme_url
from wijkregie.web.programme.report_parts import sections
from wijkregie.web.programme.report_told import Told
from wijkregie.web.programme.words import date_text, period_text

if TYPE_CHECKING:
    from wijkregie.core.reporting import Facts
    from wijkregie.domain.programme.queries import ProgrammeSeen, ReportListed, ReportSeen
    from wijkregie.web.programme.desk import Desk


def document(desk: Desk, seen: ReportSeen, facts: Facts) -> dict[str, Any]:
    """Return a report as ``programme/document.html`` and ``document.typ`` ask for it."""
    programme, listed = seen.programme, seen.listed
    told = Told(
        scope=desk.scope,
        key=programme.key,
        facts=facts,
        before=seen.before,
        goal_ids=frozenset(
            one.id for one in queries.goals_visible_to(desk.viewer, programme_id=programme.id)
        ),
        project_ids=frozenset(
            one.id
            for one in queries.projects_visible_to(
                desk.viewer, queries.ProjectFilter(programme_id=programme.id)
            )
        ),
    )
    kind = _("Progress report %(number)d") % {"number": listed.number}
    day = date_text(facts.as_of)
    return {
        "title": listed.title,
        "kind": kind,
        "kicker": f"{programme.name} · {kind}",
        "subtitle": _("As it was on %(day)s") % {"day": day},
        "lead": _(
            "How %(programme)s (%(years)s) stood on %(day)s: goals, projects, money, answers, "
            "and what changed."
        )
        % {
            "programme": programme.name,
            "years": period_text(programme.from_year, programme.until_year),
            "day": day,
        },
        "note": made(listed),
        "sections": sections(told, seen.words),
    }


def made(listed: ReportListed) -> str:
    """Tell whether a report is settled, and since when."""
    if listed.settled_at is None:
        return _("Draft: not settled yet. The figures are those of today.")
    return _("Settled on %(day)s. It does not change any more.") % {
        "day": date_text(timezone.localdate(listed.settled_at))
    }


def crumbs(desk: Desk, key: str, name: str, *rest: dict[str, str]) -> list[dict[str, str]]:
    """Return the way from the programmes to a page of one of them."""
    return [
        {"name": _("Programme"), "url": desk.url("index")},
        {"name": name, "url": programme_url(desk.scope, key)},
        *rest,
    ]


def inside(desk: Desk, programme: ProgrammeSeen, heading: str) -> list[dict[str, str]]:
    """Return the way to a page behind the list of reports."""
    return crumbs(
        desk,
        programme.key,
        programme.name,
        {"name": _("Progress reports"), "url": desk.url("reports", programme.key)},
        {"name": heading, "url": ""},
    )
