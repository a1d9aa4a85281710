"""The page of an analysis: what was said, what it weighs, and what the group chose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.programme.states import (
    TROUBLES,
    AnalysisState,
    StatementKind,
    StatementSource,
)
from wijkregie.web.http.addresses import area_url, programme_url, thread_url
from wijkregie.web.http.deciding import rung_text
from wijkregie.web.programme.cited import cited
from wijkregie.web.programme.words import capital, date_text, hidden_text

if TYPE_CHECKING:
    from wijkregie.domain.programme.queries import (
        AnalysisSeen,
        EvidenceSeen,
        Shared,
        StatementSeen,
    )
    from wijkregie.web.programme.desk import Desk

_CORNERS: Final = {
    StatementKind.STRENGTH: gettext_lazy("Strong"),
    StatementKind.WEAKNESS: gettext_lazy("Weak"),
    StatementKind.OPPORTUNITY: gettext_lazy("Opportunities"),
    StatementKind.THREAT: gettext_lazy("Threats"),
}
_KINDS: Final = {
    StatementKind.STRENGTH: gettext_lazy("Strength"),
    StatementKind.WEAKNESS: gettext_lazy("Weakness"),
    StatementKind.OPPORTUNITY: gettext_lazy("Opportunity"),
    StatementKind.THREAT: gettext_lazy("Threat"),
}
_SOURCES: Final = {
    StatementSource.FIGURES: gettext_lazy("say the figures"),
    StatementSource.PROFESSIONALS: gettext_lazy("say professionals"),
    StatementSource.RESIDENTS: gettext_lazy("say residents"),
}
_STEPS: Final = (
    (AnalysisState.GATHERING, gettext_lazy("Gather statements")),
    (AnalysisState.DIVIDING, gettext_lazy("Divide points")),
    (AnalysisState.WEIGHED, gettext_lazy("Look at the result")),
    (AnalysisState.DECIDED, gettext_lazy("Choose main points")),
)
_INTROS: Final = {
    AnalysisState.GATHERING: gettext_lazy(
        "The group writes down what is strong and weak here, and what shows it."
    ),
    AnalysisState.DIVIDING: gettext_lazy(
        "Each member divides points over what weighs most. Nobody sees what another gave."
    ),
    AnalysisState.WEIGHED: gettext_lazy(
        "The points are in. The group talks them over and chooses at most three main points."
    ),
    AnalysisState.DECIDED: gettext_lazy(
        "The group chose what comes first here. These are the main points, and why."
    ),
    AnalysisState.DROPPED: gettext_lazy("This analysis was stopped. It has no result."),
}


def page(desk: Desk, seen: AnalysisSeen) -> dict[str, Any]:
    """Return all of an analysis, as ``programme/analysis.html`` asks for it."""
    scope = desk.scope
    return {
        "crumbs": crumbs(desk, seen),
        "analysis": {
            "title": title(seen),
            "kicker": seen.programme_name,
            "intro": str(_INTROS[seen.state]),
            "facts": facts(desk, seen),
            "decided": seen.state == AnalysisState.DECIDED,
        },
        "steps": steps(seen),
        "actions": actions(desk, seen),
        "main_points": [_main_point(desk, seen, one) for one in seen.main_points],
        "decision": decision(seen),
        "result": result(seen),
        "hidden_text": hidden_text(seen),
        "corners": [_corner(desk, seen, kind) for kind in StatementKind],
        "waiting_text": waiting(seen),
        "area_url": area_url(scope, seen.area),
    }


def title(seen: AnalysisSeen) -> str:
    """Return what the page is called."""
    return _("Strong and weak in %(area)s") % {"area": seen.area.name or seen.area.code}


def crumbs(desk: Desk, seen: AnalysisSeen, last: str = "") -> list[dict[str, str]]:
    """Return the way to the page, or to a page behind it."""
    found = [
        {"name": seen.programme_name, "url": programme_url(desk.scope, seen.programme_key)},
        {"name": _("Areas"), "url": desk.url("areas", seen.programme_key)},
        {"name": title(seen), "url": desk.url("analysis", seen.id) if last else ""},
    ]
    return [*found, {"name": last, "url": ""}] if last else found


def facts(desk: Desk, seen: AnalysisSeen) -> list[dict[str, str]]:
    """Return of which area it is, who does it and when."""
    day = timezone.localtime(seen.begun_at).date()
    area = seen.area.name or seen.area.code
    return [
        {"name": _("Area"), "text": area, "url": area_url(desk.scope, seen.area)},
        {"name": _("By"), "text": seen.group_name, "url": ""},
        {"name": _("Begun on"), "text": date_text(day), "url": ""},
        {
            "name": _("Statements"),
            "text": ngettext("%(n)d statement", "%(n)d statements", len(seen.statements))
            % {"n": len(seen.statements)},
            "url": "",
        },
    ]


def steps(seen: AnalysisSeen) -> list[dict[str, Any]]:
    """Return the steps of the evening: which are done, and where the group is."""
    states = [state for state, _text in _STEPS]
    if seen.state not in states:
        return []
    at = states.index(seen.state)
    last = len(states) - 1
    return [
        {
            "text": str(text),
            "done": number < at or at == last,
            "now": number == at and at < last,
        }
        for number, (_state, text) in enumerate(_STEPS)
    ]


def waiting(seen: AnalysisSeen) -> str:
    """Tell how many have divided points, while that goes on."""
    if seen.state != AnalysisState.DIVIDING:
        return ""
    words = ngettext("%(n)d sheet is in.", "%(n)d sheets are in.", seen.sheets)
    if not seen.sheets:
        return _("Nobody has divided points yet.")
    return words % {"n": seen.sheets}


def actions(desk: Desk, seen: AnalysisSeen) -> list[dict[str, Any]]:
    """Return what the viewer may do now; the first stands out."""
    found: list[tuple[bool, str, str]] = [
        (seen.may_fill, "statement_new", _("Add a statement")),
        (seen.may_give, "points", _("Change my points") if seen.own else _("Divide my points")),
    ]
    if seen.may_lead:
        found += _leading(seen)
    shown = [(name, text) for allowed, name, text in found if allowed]
    return [
        {"text": text, "url": desk.url(name, seen.id), "first": not number}
        for number, (name, text) in enumerate(shown)
    ]


def _leading(seen: AnalysisSeen) -> list[tuple[bool, str, str]]:
    state = seen.state
    dividing, weighed = state == AnalysisState.DIVIDING, state == AnalysisState.WEIGHED
    return [
        (weighed, "settle", _("Choose the main points")),
        (state == AnalysisState.GATHERING, "to_points", _("Let members divide points")),
        (dividing, "paper", _("Enter a sheet of paper")),
        (dividing, "to_result", _("Show the result")),
        (dividing and not seen.sheets, "to_gather", _("Back to gathering")),
        (weighed and not seen.result, "to_points", _("Divide points once more")),
        (True, "analysis_stop", _("Stop this analysis")),
    ]


def kind_text(one: StatementSeen) -> str:
    """Return what a statement is and who says so: "Weakness, say residents"."""
    return _("%(kind)s, %(source)s") % {
        "kind": _KINDS[one.kind],
        "source": _SOURCES[one.source],
    }


def decision(seen: AnalysisSeen) -> list[dict[str, str]]:
    """Return who decided, on what mandate, and why."""
    taken = seen.decision
    if taken is None:
        return []
    found = {
        _("Decided by"): taken.body_name,
        _("On"): date_text(taken.taken_on),
        _("By what right"): taken.mandate,
        _("Why"): taken.reason,
        _("How residents took part"): rung_text(taken.rung_realised or taken.rung_planned),
        _("Who thought otherwise"): taken.dissent,
        _("To be found in"): taken.document,
    }
    return [{"name": name, "text": text} for name, text in found.items() if text]


def result(seen: AnalysisSeen) -> dict[str, Any] | None:
    """Return the points of each statement in a table, the heaviest first."""
    if not seen.result:
        return None
    texts = {one.id: one for one in seen.statements}
    most = max(one.points for one in seen.result) or 1
    return {
        "caption": ngettext(
            "The points of %(n)d sheet", "The points of %(n)d sheets", seen.sheets
        )
        % {"n": seen.sheets},
        "rows": [_shared(texts[one.statement_id], one, most) for one in seen.result],
    }


def _shared(one: StatementSeen, got: Shared, most: int) -> dict[str, Any]:
    return {
        "text": one.text,
        "kind_text": kind_text(one),
        "place": one.place,
        "points": got.points,
        "width": round(100 * got.points / most, 1),
        "kind": "this" if one.place else "other",
        "givers_text": _("%(n)d of %(all)d") % {"n": got.givers, "all": got.sheets},
        "spread_text": _spread(got),
        "divided": got.divided,
    }


def _spread(got: Shared) -> str:
    if got.lowest == got.highest:
        return str(got.highest)
    return _("%(low)d to %(high)d") % {"low": got.lowest, "high": got.highest}


def _main_point(desk: Desk, seen: AnalysisSeen, one: StatementSeen) -> dict[str, Any]:
    return statement(desk, seen, one) | {"place": one.place}


def _corner(desk: Desk, seen: AnalysisSeen, kind: StatementKind) -> dict[str, Any]:
    return {
        "id": kind.value,
        "title": str(_CORNERS[kind]),
        "statements": [
            statement(desk, seen, one) for one in seen.statements if one.kind == kind
        ],
    }


def statement(desk: Desk, seen: AnalysisSeen, one: StatementSeen) -> dict[str, Any]:
    """Return a statement, as ``programme/statement.html`` asks for it."""
    decided = seen.state == AnalysisState.DECIDED
    there = one.bottleneck_id or one.alike_id
    may_grow = decided and seen.may_steer and one.kind in TROUBLES and not there
    return {
        "id": one.id,
        "text": one.text,
        "kind_text": kind_text(one),
        "source_text": capital(str(_SOURCES[one.source])),
        "evidence": [
            cited(desk.scope, each) | {"remove_url": _remove_url(desk, seen, one, each)}
            for each in one.evidence
        ],
        "bottleneck_url": thread_url(desk.scope, "knelpunt", one.bottleneck_id)
        if one.bottleneck_id
        else "",
        "alike_url": thread_url(desk.scope, "knelpunt", one.alike_id)
        if one.alike_id and not one.bottleneck_id
        else "",
        "to_bottleneck_url": desk.url("to_bottleneck", seen.id, one.id) if may_grow else "",
        "actions": _statement_actions(desk, seen, one) if seen.may_fill else [],
    }


def _remove_url(desk: Desk, seen: AnalysisSeen, one: StatementSeen, proof: EvidenceSeen) -> str:
    return desk.url("proof_remove", seen.id, one.id, proof.id) if seen.may_fill else ""


def _statement_actions(
    desk: Desk, seen: AnalysisSeen, one: StatementSeen
) -> list[dict[str, str]]:
    names = {
        "statement_change": _("Change"),
        "statement_cite": _("Show why"),
        "statement_merge": _("Put together"),
        "statement_remove": _("Remove"),
    }
    return [
        {"text": text, "url": desk.url(name, seen.id, one.id)} for name, text in names.items()
    ]
