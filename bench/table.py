"""The table of what was measured beside what it may cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD = ("what", "budget", "measured", "", "remark")


@dataclass(frozen=True)
class Row:
    """One number; without a budget it is only told."""

    what: str
    measured: float
    unit: str
    budget: float | None = None
    remark: str = ""

    @property
    def is_over(self) -> bool:
        """Tell whether it cost more than it may."""
        return self.budget is not None and self.measured > self.budget

    def cells(self) -> tuple[str, ...]:
        """Return the row as texts."""
        digits = 0 if self.unit in {"MB", "areas"} or self.measured >= 100 else 1
        verdict = "" if self.budget is None else "over" if self.is_over else "ok"
        budget = "" if self.budget is None else f"{self.budget:g} {self.unit}"
        measured = f"{self.measured:.{digits}f} {self.unit}"
        return (self.what, budget, measured, verdict, self.remark)


def lines(rows: Iterable[Row]) -> list[str]:
    """Return the table as Markdown."""
    texts = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(text[at]) for text in texts) for at in range(len(HEAD))]
    rule = tuple("-" * width for width in widths)
    return [
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(text, widths, strict=True))
        + " |"
        for text in (texts[0], rule, *texts[1:])
    ]


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value that ``share`` of the values do not pass.

    >>> percentile([5, 1, 4, 2, 3], 0.8)
    4
    """
    ordered = sorted(values)
    return ordered[max(0, -(-round(share * 1000) * len(ordered) // 1000) - 1)]
