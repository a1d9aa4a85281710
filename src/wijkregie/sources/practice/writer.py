"""Write a template as the file that ``reader`` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from wijkregie.sources.practice.records import VERSION

if TYPE_CHECKING:
    from wijkregie.sources.practice.records import (
        TemplateFile,
        TemplateGoal,
        TemplateIndicator,
    )


def write(template: TemplateFile) -> str:
    """Return the text of a template file; what is empty is left out."""
    whole = {
        "wijkregie_template": VERSION,
        "name": template.name,
        "municipality": _filled(name=template.municipality, cbs_code=template.code),
        "exported_on": template.exported_on,
        "licence": template.licence,
        "note": template.note,
        "vision": [{"id": one.key, "text": one.text} for one in template.vision],
        "goals": [_goal(one) for one in template.goals],
        "indicators": [_indicator(one) for one in template.indicators],
    }
    written: str = yaml.safe_dump(
        _filled(**whole), allow_unicode=True, sort_keys=False, width=96
    )
    return written


def _goal(one: TemplateGoal) -> dict[str, Any]:
    return _filled(
        id=one.key,
        level=one.level,
        title=one.title,
        parent=one.parent,
        aims=list(one.aims),
        open_because=one.open_because,
        indicators=[_indicator(each) for each in one.indicators],
    )


def _indicator(one: TemplateIndicator) -> dict[str, Any]:
    return _filled(
        id=one.key,
        title=one.title,
        unit=one.unit,
        direction="lower" if one.lower_is_better else "higher",
        source=one.source,
        series=one.series,
    )


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", [], {})}
