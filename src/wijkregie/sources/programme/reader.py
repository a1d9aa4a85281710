"""Read a whole programme file, or refuse it with everything that is wrong in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.sources.programme.agreed import agreements, regular_work
from wijkregie.sources.programme.bottlenecks import bottlenecks
from wijkregie.sources.programme.bridge import bridge
from wijkregie.sources.programme.goals import once, programme
from wijkregie.sources.programme.measuring import measured
from wijkregie.sources.programme.page import Page, Table, meant
from wijkregie.sources.programme.projects import projects
from wijkregie.sources.programme.records import Mention, ProgrammeFile, ScoreRow
from wijkregie.sources.programme.tree import tree_of
from wijkregie.sources.programme.troubles import Problem, ProgrammeFault, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    class Located(Protocol):
        """A row that names areas."""

        @property
        def areas(self) -> tuple[Mention, ...]:
            """The areas that it names."""


_TOP: Final = (
    "municipality",
    "programme",
    "areas",
    "custom_areas",
    "bottlenecks",
    "projects",
    "line_activities",
    "agreements",
    "perspectives",
    "initiatives",
    "area_plans",
    "waves",
    "evaluations",
    "expected_findings",
)  # fmt: skip - the keys of a file, as in its description

_SCORES: Final = {
    "above": "above",
    "average": "average",
    "below": "below",
    "boven": "above",
    "gemiddeld": "average",
    "onder": "below",
}


def read(raw: bytes, *, file: str) -> ProgrammeFile:
    """Return what a programme file tells.

    Raises ``ProgrammeFault`` with each problem in it, by row and column.
    """
    text, node = tree_of(raw, file)
    page = Page()
    top = Table(page, node, _TOP)
    plan = programme(top)
    goals = {goal.key for goal in plan.goals}
    regular = regular_work(top, goals)
    rows = projects(top, plan, {one.name for one in regular})
    found = bottlenecks(top, goals, {row.number for row in rows})
    agreed = agreements(top, goals)
    between = bridge(top, goals, {row.number for row in rows})
    told = measured(top, plan)
    parts = [one.how for goal in plan.goals for one in goal.indicators]
    named, scores = _areas(top)
    _check_areas(page, named, [*rows, *found, *agreed, *between, *told, *parts])
    if page.problems:
        ordered = sorted(page.problems, key=lambda one: (one.row, one.column))
        raise ProgrammeFault(file, tuple(ordered))
    return ProgrammeFile(
        file=file,
        text=text,
        rows=text.count("\n") + (not text.endswith("\n")),
        municipality_code=_municipality(top),
        programme=plan,
        areas=named,
        scores=scores,
        bottlenecks=found,
        projects=rows,
        regular=regular,
        agreements=agreed,
        bridge=between,
        measured=told,
    )


def _municipality(top: Table) -> Mention | None:
    part = top.table("municipality", ("name", "cbs_code", "note"))
    return part.mention("cbs_code") if part else None


def _areas(top: Table) -> tuple[tuple[Mention, ...], tuple[ScoreRow, ...]]:
    """Return the areas that the file names itself, and how it sorts them; maybe none."""
    parts = [
        *top.tables("areas", ("name", "score", "cbs_2015", "remark")),
        *top.tables("custom_areas", ("name", "within", "remark")),
    ]
    for part in parts:
        part.need("name")
    names = [part.mention("name") for part in parts]
    once(
        [(part, name.name if name else "") for part, name in zip(parts, names, strict=True)],
        "name",
    )
    found = [(name, part) for name, part in zip(names, parts, strict=True) if name is not None]
    scores = (
        ScoreRow(name, part.choice("score", _SCORES), part.text("remark", 400))
        for name, part in found
    )
    return tuple(name for name, _part in found), tuple(one for one in scores if one.score)


def _check_areas(
    page: Page,
    named: tuple[Mention, ...],
    rows: Iterable[Located],
) -> None:
    """Note areas that a file which names its areas refers to without naming them."""
    known = {one.name for one in named}
    for row in rows if known else ():
        for area in row.areas:
            if area.name not in known:
                hint = meant(area.name, known)
                problem = Problem(
                    Trouble.UNKNOWN_REFERENCE, area.row, area.column, "areas", area.name, hint
                )
                if problem not in page.problems:
                    page.problems.append(problem)
