"""The areas of a programme beside each other, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.programme.queries import tracks_of
from wijkregie.domain.programme.states import AnalysisState, Score, StatementKind
from wijkregie.web.http.addresses import area_url, programme_url, thread_url
from wijkregie.web.programme.bridge import links, tracks
from wijkregie.web.programme.ways import ways
from wijkregie.web.programme.words import capital, period_text

if TYPE_CHECKING:
    from wijkregie.domain.programme.queries import Districts, DistrictSeen, Standing
    from wijkregie.web.programme.desk import Desk

_SCORES: Final = {
    Score.ABOVE: gettext_lazy("Above average"),
    Score.AVERAGE: gettext_lazy("Average"),
    Score.BELOW: gettext_lazy("Below average"),
}
_BADGES: Final = {
    Score.ABOVE: ("safe", "up"),
    Score.AVERAGE: ("neutral", "info"),
    Score.BELOW: ("warning", "down"),
}
_KINDS: Final = {
    StatementKind.STRENGTH: gettext_lazy("strength"),
    StatementKind.WEAKNESS: gettext_lazy("weakness"),
    StatementKind.OPPORTUNITY: gettext_lazy("opportunity"),
    StatementKind.THREAT: gettext_lazy("threat"),
}


def page(desk: Desk, seen: Districts, *, living: bool) -> dict[str, Any]:
    """Return all areas of a programme, as ``programme/areas.html`` asks for it."""
    programme = seen.programme
    return {
        "crumbs": [
            {"name": _("Programme"), "url": desk.url("index")},
            {"name": programme.name, "url": programme_url(desk.scope, programme.key)},
            {"name": _("Areas"), "url": ""},
        ],
        "kicker": _("%(name)s, %(years)s")
        % {
            "name": programme.name,
            "years": period_text(programme.from_year, programme.until_year),
        },
        "lead": _lead(seen),
        "summary": [_count(score, seen) for score in Score],
        "groups": _groups(desk, seen, living=living),
        "compared": any(one.standing for one in seen.districts),
        "new_url": desk.url("analysis_new", programme.key) if living else "",
        "ways": ways(desk, programme.key, "areas"),
    }


def _lead(seen: Districts) -> str:
    if not any(one.score for one in seen.districts):
        return _(
            "What stands out in each area, what holds it back, and which projects work on it."
        )
    return _("The programme sorts its areas, so that one sees where most is needed.")


def _count(score: Score, seen: Districts) -> dict[str, Any]:
    number = sum(one.score == score for one in seen.districts)
    return {"value": number, "text": str(_SCORES[score]), "url": f"#{score.value}"}


def _groups(desk: Desk, seen: Districts, *, living: bool) -> list[dict[str, Any]]:
    def cards(score: Score | None) -> list[dict[str, Any]]:
        return [
            _card(desk, seen, one, living=living)
            for one in seen.districts
            if one.score == score
        ]

    sorted_ones = [
        {"id": score.value, "title": str(_SCORES[score]), "cards": cards(score)}
        for score in Score
    ]
    rest = {"id": "rest", "title": _("Not sorted"), "cards": cards(None)}
    if not any(group["cards"] for group in sorted_ones):
        rest["title"] = _("The areas")
    return [group for group in [*sorted_ones, rest] if group["cards"]]


def _card(desk: Desk, seen: Districts, one: DistrictSeen, *, living: bool) -> dict[str, Any]:
    steers = living and seen.programme.may_steer
    scored = steers and desk.url("score", seen.programme.key, one.area.code)
    return {
        "name": one.area.name or one.area.code,
        "url": area_url(desk.scope, one.area),
        "badge": badge(one.score),
        "remark": capital(one.remark),
        "main_points": [
            {
                "text": each.text,
                "kind_text": kind_text(each.kind),
                "url": desk.url("analysis", each.analysis_id),
            }
            for each in one.main_points
        ],
        "bottlenecks": [
            {
                "text": capital(each.title),
                "url": thread_url(desk.scope, "knelpunt", each.id),
            }
            for each in one.bottlenecks
        ],
        "heavy": any(each.priority == "high" for each in one.bottlenecks),
        "tracks": tracks(desk, tracks_of(one.projects)),
        "unsorted": links(desk, tracks_of(one.projects).unsorted),
        "plan_url": desk.url("area_plan", seen.programme.key, one.area.code),
        "standing_text": standing_text(one.standing) if one.standing else "",
        "analysis": _analysis(desk, one),
        "score_url": scored or "",
    }


def kind_text(kind: StatementKind) -> str:
    """Return in which corner a statement stands, in a word."""
    return str(_KINDS[kind])


def badge(score: Score | None) -> dict[str, str] | None:
    """Return a score as ``partials/badge.html`` asks for it."""
    if score is None:
        return None
    kind, icon = _BADGES[score]
    return {"text": str(_SCORES[score]), "kind": kind, "icon": icon}


def standing_text(standing: Standing) -> str:
    """Tell what the figures of now say of an area."""
    if standing.score is None:
        return _("The figures of now are too few to sort this area.")
    counts = _(
        "Of %(known)d figures of now %(better)d are better than those of the municipality "
        "and %(worse)d worse; of %(alike)d one cannot tell."
    ) % {
        "known": standing.known,
        "better": standing.better,
        "worse": standing.worse,
        "alike": standing.alike,
    }
    verdicts = {
        Score.ABOVE: _("That is above average."),
        Score.AVERAGE: _("That is average: the difference can be chance."),
        Score.BELOW: _("That is below average."),
    }
    return f"{counts} {verdicts[standing.score]}"


def _analysis(desk: Desk, one: DistrictSeen) -> dict[str, str] | None:
    if one.analysis is None:
        return None
    decided = one.analysis.state == AnalysisState.DECIDED
    text = _("How the group chose this") if decided else _("Analysis under way")
    return {"text": text, "url": desk.url("analysis", one.analysis.id)}
