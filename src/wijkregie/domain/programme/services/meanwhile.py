"""Two people change the same thing: the second sees what the first changed."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wijkregie.domain.programme.services.drafts import ProgrammeRefused

if TYPE_CHECKING:
    from wijkregie.domain.programme.services.drafts import (
        GoalDraft,
        IndicatorDraft,
        ProgrammeDraft,
    )
    from wijkregie.domain.programme.services.measuring_drafts import (
        EvaluationDraft,
        MeasuringDraft,
    )

    Draft = GoalDraft | IndicatorDraft | ProgrammeDraft | MeasuringDraft | EvaluationDraft

#: The key of a thing is chosen once, when it is made.
_FIXED: Final = frozenset({"key"})


class ChangedMeanwhile(ProgrammeRefused):
    """Somebody else changed it since it was read: ``changed`` names what, ``now`` how it is."""

    def __init__(self, changed: frozenset[str], now: Draft) -> None:
        super().__init__(
            _(
                "Somebody else changed this while you were at it. Below stands what is "
                "different now. Look at it, and save again."
            )
        )
        self.changed, self.now = changed, now


def check_unchanged(before: Draft, now: Draft) -> None:
    """Refuse where a thing is no longer as it was when it was read.

    Raises ``ChangedMeanwhile``.
    """
    names = [one.name for one in fields(now) if one.name not in _FIXED]
    changed = frozenset(name for name in names if getattr(before, name) != getattr(now, name))
    if changed:
        raise ChangedMeanwhile(changed, now)
