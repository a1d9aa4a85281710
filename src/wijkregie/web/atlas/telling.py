"""What stands out, what residents say, what is done and what is coming, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.places.states import Level
from wijkregie.web.atlas.figures import here_text, median_text
from wijkregie.web.http.money import euro_text
from wijkregie.web.http.wording import cited, level_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.indicators.queries import Line, Standing
    from wijkregie.domain.reports.queries import (
        AreaStory,
        MeetingLine,
        ProjectLine,
        Share,
    )
    from wijkregie.web.atlas.gathered import Gathered


def strong(found: Gathered) -> dict[str, Any]:
    """Return what goes well here."""
    return {
        "title": _("What goes well"),
        "none": _("No figure is clearly better than in similar areas."),
        "items": _points(found, found.strong),
    }


def weak(found: Gathered) -> dict[str, Any]:
    """Return what could be better here."""
    return {
        "title": _("What could be better"),
        "none": _("No figure is clearly less good than in similar areas."),
        "items": _points(found, found.weak),
    }


def similar(found: Gathered) -> str:
    """Return what the areas are called that this one is laid beside: "vergelijkbare wijken"."""
    return {
        Level.NEIGHBOURHOOD: _("similar buurten"),
        Level.DISTRICT: _("similar wijken"),
        Level.MUNICIPALITY: _("similar municipalities"),
    }.get(Level(found.area.level), _("similar areas"))


def kind_name(found: Gathered) -> str:
    """Return what sort of area this is, without a capital."""
    return level_name(found.area).lower()


def _points(found: Gathered, standings: Sequence[Standing]) -> list[dict[str, str]]:
    return [
        _point(found, found.by_key[one.key], one)
        for one in standings
        if one.key in found.by_key
    ]


def _point(found: Gathered, line: Line, standing: Standing) -> dict[str, str]:
    return {
        "name": line.indicator.name,
        "value": here_text(line.indicator, line.now),
        "sentence": _where(found, line, standing),
        "source": cited(line.indicator.source_nl, line.now.period),
    }


def _where(found: Gathered, line: Line, standing: Standing) -> str:
    """Tell where a figure stands: above or below how many of the similar areas."""
    words = (
        _("Higher than in %(count)d of the %(known)d %(places)s. The middle one: %(median)s.")
        if (standing.gap or 0.0) > 0
        else _(
            "Lower than in %(count)d of the %(known)d %(places)s. The middle one: %(median)s."
        )
    )
    among_peers = standing.among == "peers"
    return words % {
        "count": standing.passed,
        "known": standing.of - 1,
        "places": similar(found) if among_peers else _("other areas here"),
        "median": median_text(line.indicator, standing),
    }


def happening(found: Gathered) -> list[dict[str, Any]]:
    """Return what residents say, what is done and what is coming; nothing of elsewhere."""
    story = found.story
    if story is None:
        return []
    return [_said(story), _done(story), _coming(story)]


def _said(story: AreaStory) -> dict[str, Any]:
    more = ngettext("%(number)d report in all.", "%(number)d reports in all.", story.signals)
    return {
        "title": _("What residents say"),
        "lead": _answered(story.answered) if story.signals else "",
        "none": _(
            "Nobody has raised anything here yet. Everybody can: on the site or by phone."
        ),
        "items": [
            {
                "name": theme.name,
                "text": ngettext("%(number)d report", "%(number)d reports", theme.number)
                % {"number": theme.number},
            }
            for theme in story.themes
        ],
        "more": more % {"number": story.signals} if story.signals else "",
    }


def _answered(share: Share) -> str:
    if not share.of:
        return _("No answer was due in the last four quarters.")
    told = ngettext(
        "%(part)d of %(of)d answer came in time in the last four quarters.",
        "%(part)d of %(of)d answers came in time in the last four quarters.",
        share.of,
    )
    return told % {"part": share.part, "of": share.of}


def _done(story: AreaStory) -> dict[str, Any]:
    more = ngettext(
        "And %(number)d project more.", "And %(number)d projects more.", story.more_projects
    )
    return {
        "title": _("What we do"),
        "lead": "",
        "none": _("No project runs here. What residents raise can become one."),
        "items": [project_item(one) for one in story.projects],
        "more": more % {"number": story.more_projects} if story.more_projects else "",
    }


def project_item(one: ProjectLine) -> dict[str, str]:
    """Return a project with its state and what it costs, as far as that is known."""
    words = _("costs at least %(amount)s") if one.costs.unknown else _("costs %(amount)s")
    money = words % {"amount": euro_text(one.costs.cents)}
    if not one.costs.cents:
        money = _("costs not known") if one.costs.unknown else ""
    told = ", ".join(filter(None, (str(one.state.label), money)))
    return {"name": one.title, "text": f"{capfirst(told)}."}


def _coming(story: AreaStory) -> dict[str, Any]:
    return {
        "title": _("What is coming"),
        "lead": "",
        "none": _("No meeting is planned. The dates stand on the site as soon as there are."),
        "items": [_meeting(one) for one in story.meetings],
        "more": "",
    }


def _meeting(one: MeetingLine) -> dict[str, str]:
    at = timezone.localtime(one.starts_at)
    return {"name": one.group, "text": date_format(at, "l j F Y, H.i")}
