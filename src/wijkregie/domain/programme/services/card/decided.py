"""What was decided on stands: no other question is written under its outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wijkregie.domain.programme.services.drafts import ProgrammeRefused

if TYPE_CHECKING:
    from wijkregie.core.merging import Tree

#: What of a moment to decide stands once it was decided on.
ASKED: Final = ("question", "then", "year", "on")


def refuse_decided(now: Tree, wanted: Tree) -> None:
    """What was decided stays, with what was asked: it is part of how the project went."""
    for key, row in now.items():
        if not row["decided_on"]:
            continue
        if key not in wanted:
            raise ProgrammeRefused(
                _("“%(question)s” was decided on, so it stays on the card.")
                % {"question": row["question"]}
            )
        if any(wanted[key][name] != row[name] for name in ASKED):
            raise ProgrammeRefused(
                _(
                    "“%(question)s” was decided on, so the question stays as it was asked. "
                    "Add a new moment to decide for what comes next."
                )
                % {"question": row["question"]}
            )
