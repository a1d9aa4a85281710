"""What happens in an area: what residents say, what is done about it, and what is coming."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.budgets import queries as budgets
from wijkregie.domain.places.states import Level
from wijkregie.domain.programme.queries import Bound
from wijkregie.domain.reports import queries as reports
from wijkregie.web.http.addresses import meeting_url, optional, project_url
from wijkregie.web.http.money import euro_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.budgets.queries import OpenVote
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.reports.queries import AreaStory, MeetingLine, ProjectLine, Share
    from wijkregie.kit.viewer import Viewer

# They stand beside the figures, in the first screen; the rest is behind a link.
_THEMES: Final = 3
_MEETINGS: Final = 2


def blocks(
    viewer: Viewer, scope: Scope, area: Area, around: Iterable[Area]
) -> list[dict[str, Any]]:
    """Return the three blocks; none for an area of another municipality. Six queries."""
    if scope.is_country or not (area.level == Level.OWN or area.gm_code in scope.codes):
        return []
    here = {area.pk, *(one.pk for one in around)}
    found = reports.area_story(
        viewer,
        None if area.level == Level.MUNICIPALITY else area.pk,
        here,
        on=timezone.localdate(),
        at=timezone.now(),
    )
    votes = budgets.open_votes(
        viewer, timezone.now(), area_ids=None if area.level == Level.MUNICIPALITY else here
    )
    return [
        _said(scope, area, found),
        _done(scope, area, found),
        _coming(scope, found, votes),
    ]


def _said(scope: Scope, area: Area, found: AreaStory) -> dict[str, Any]:
    slug = [scope.slug]
    begin = reverse("signals:report_place", args=slug) + f"?gebied={area.code}"
    everything = reverse("reports:list", args=[*slug, "meldingen"]) + f"?gebied={area.code}"
    return {
        "id": "said",
        "title": _("What residents say"),
        "lead": _answered(found.answered) if found.signals else "",
        "items": [
            {
                "name": theme.name,
                "url": "",
                "side_text": ngettext("%(number)d report", "%(number)d reports", theme.number)
                % {"number": theme.number},
            }
            for theme in found.themes[:_THEMES]
        ],
        "all_url": everything if found.signals else "",
        "all_text": ngettext(
            "See %(number)d report", "See all %(number)d reports", found.signals
        )
        % {"number": found.signals},
        "empty_text": _("Nobody has raised anything here yet."),
        "begin_url": begin,
        "begin_text": _("Report what could be better"),
    }


def _answered(share: Share) -> str:
    if not share.of:
        return _("No answer was due in the last four quarters.")
    told = {"part": share.part, "of": share.of}
    return (
        ngettext(
            "%(part)d of %(of)d answer came in time in the last four quarters.",
            "%(part)d of %(of)d answers came in time in the last four quarters.",
            share.of,
        )
        % told
    )


def _done(scope: Scope, area: Area, found: AreaStory) -> dict[str, Any]:
    url = reverse("programme:index", args=[scope.slug])
    more = ngettext(
        "and %(number)d project more", "and %(number)d projects more", found.more_projects
    )
    return {
        "id": "done",
        "title": _("What we do"),
        "lead": "",
        "items": [_project(scope, one) for one in found.projects],
        "more_text": more % {"number": found.more_projects} if found.more_projects else "",
        "all_url": url if found.projects else "",
        "all_text": _("See all projects"),
        "money_url": _money_url(scope, area) if found.projects else "",
        "money_text": _("See what it costs and who pays"),
        "empty_text": _("No project runs here. What residents raise can become one."),
        "begin_url": "" if found.projects else url,
        "begin_text": _("See what the municipality works on"),
    }


def _money_url(scope: Scope, area: Area) -> str:
    if area.level == Level.MUNICIPALITY:
        return reverse("programme:town_money", args=[scope.slug])
    return reverse("programme:area_money", args=[scope.slug, area.code])


def _project(scope: Scope, one: ProjectLine) -> dict[str, str]:
    return {
        "name": one.title,
        "url": project_url(scope, one.id),
        "text": f"{capfirst(one.state.label)}. {_money(one)}",
        "side_text": "",
    }


def _money(one: ProjectLine) -> str:
    if not one.costs.cents:
        return _("What it costs is not known yet.") if one.costs.unknown else _("No costs yet.")
    costs = _("Costs at least %(amount)s.") if one.costs.unknown else _("Costs %(amount)s.")
    told = costs % {"amount": euro_text(one.costs.cents)}
    if not one.gap.known_cents:
        return told
    words = {
        Bound.EXACT: _("%(amount)s of it has no coverage."),
        Bound.AT_LEAST: _("At least %(amount)s of it has no coverage."),
        Bound.AT_MOST: _("At most %(amount)s of it has no coverage."),
        Bound.UNSURE: _("%(amount)s of it has no coverage, as far as we know."),
    }
    return f"{told} {words[one.gap.bound] % {'amount': euro_text(one.gap.known_cents)}}"


def _coming(scope: Scope, found: AreaStory, votes: Iterable[OpenVote]) -> dict[str, Any]:
    url = reverse("meetings:index", args=[scope.slug])
    return {
        "id": "coming",
        "title": _("What is coming"),
        "lead": "",
        "items": [
            *(_vote(scope, one) for one in votes),
            *(_meeting(scope, one) for one in found.meetings[:_MEETINGS]),
        ],
        "all_url": url if found.meetings else "",
        "all_text": _("See all meetings"),
        "empty_text": _(
            "No meeting is planned. As soon as there is one, its date stands here."
        ),
        "begin_url": "" if found.meetings else url,
        "begin_text": _("See earlier meetings"),
    }


def _vote(scope: Scope, one: OpenVote) -> dict[str, str]:
    return {
        "name": _("Vote now: %(round)s") % {"round": one.title},
        "url": optional("voting:vote", scope.slug, one.round_id),
        "text": _("until %(day)s") % {"day": date_format(one.closes_on, "j F Y")},
        "side_text": "",
    }


def _meeting(scope: Scope, one: MeetingLine) -> dict[str, str]:
    at = timezone.localtime(one.starts_at)
    return {
        "name": one.group,
        "url": meeting_url(scope, one.id) if one.open else "",
        "text": date_format(at, "l j F Y, H.i"),
        "side_text": "",
    }
