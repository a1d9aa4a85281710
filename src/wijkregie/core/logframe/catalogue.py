"""The checks with their faults, and how bad each is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.core.logframe.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.core.logframe.findings import About, Value

_WRONG, _MISSING, _ADVICE = Severity.WRONG, Severity.MISSING, Severity.ADVICE

#: Per check its faults. What a programme lacks is ``missing``; what contradicts is ``wrong``.
FAULTS: Final[Mapping[str, Mapping[str, Severity]]] = {
    "L01": {"no_indicator": _MISSING},
    "L02": {"lacks": _MISSING},
    "L03": {"no_baseline": _MISSING, "lacks": _MISSING},
    "L04": {"equal": _WRONG, "against": _WRONG},
    "L05": {
        "no_target": _MISSING,
        "no_date": _MISSING,
        "outside": _WRONG,
        "before": _WRONG,
    },
    "L06": {"no_source": _MISSING},
    "L07": {"not_asked": _MISSING},
    "L08": {"changed": _WRONG},
    "L09": {"too_small": _WRONG},
    "L10": {"no_goal": _MISSING},
    "L11": {"no_project": _MISSING},
    "L12": {"vague": _ADVICE, "means": _ADVICE},
    "L13": {"lacks": _MISSING, "after": _WRONG, "activity": _WRONG},
    "L14": {
        "no_costs": _MISSING,
        "unknown_costs": _MISSING,
        "unknown_coverage": _MISSING,
        "gap": _WRONG,
        "over": _WRONG,
        "over_all": _WRONG,
        "idle": _WRONG,
        "outside": _WRONG,
        "unconfirmed": _MISSING,
    },
    "L15": {"too_late": _WRONG, "activity": _WRONG},
    "L16": {"twice": _WRONG},
    "L17": {"no_counts": _WRONG},
    "L18": {"not_whole": _WRONG},
    "L19": {"cycle": _WRONG, "orphan": _WRONG, "upside_down": _WRONG, "no_top": _MISSING},
    "L20": {
        "no_project": _MISSING,
        "no_bottleneck": _MISSING,
        "none_at_all": _MISSING,
        "untouched": _ADVICE,
        "no_project_here": _ADVICE,
        "single": _ADVICE,
    },
    "L21": {"unused": _ADVICE},
    "L22": {"no_evidence": _MISSING},
    "L23": {"overdue": _MISSING},
    "L24": {"lacks": _MISSING},
    "L25": {
        "no_comparison": _MISSING,
        "few_treated": _WRONG,
        "same_wave": _WRONG,
        "mode": _WRONG,
    },
    "L26": {"goals": _ADVICE, "projects": _ADVICE, "crossings": _ADVICE},
    "L27": {"differ": _WRONG},
}


def found(rule: str, about: About, *, place: str = "", **data: Value) -> Finding:
    """Return a finding of a rule, written as "L14 gap"."""
    check, fault = rule.split()
    return Finding(check, fault, FAULTS[check][fault], about, tuple(data.items()), place)
