"""Decisions in the same words on every page: how residents take part, and how a vote went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.decisions.states import Rung

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    from wijkregie.domain.decisions.states import Votes

RUNGS: Final[Mapping[Rung, _StrPromise]] = {
    Rung.INFORM: gettext_lazy("Inform: residents hear about it"),
    Rung.CONSULT: gettext_lazy("Consult: residents say what they think"),
    Rung.ADVISE: gettext_lazy("Advise: residents give advice"),
    Rung.COPRODUCE: gettext_lazy("Coproduce: residents make the plan along"),
    Rung.CODECIDE: gettext_lazy("Codecide: residents decide along"),
}


def rung_text(rung: Rung) -> str:
    """Return a rung as it reads: the word of the ladder, and what it means."""
    return str(RUNGS[rung])


def rung_choices() -> list[tuple[str, str]]:
    """Return the rungs to choose from, the lowest first."""
    return [(rung.value, rung_text(rung)) for rung in Rung]


def votes_text(votes: Votes | None) -> str:
    """Return how a vote went: "5 voor, 2 tegen, 1 onthouding"; empty without one."""
    if votes is None:
        return ""
    told = [
        _("%(n)d for") % {"n": votes.in_favour},
        _("%(n)d against") % {"n": votes.against},
    ]
    if votes.abstained:
        told.append(
            ngettext("%(n)d abstained", "%(n)d abstained", votes.abstained)
            % {"n": votes.abstained}
        )
    return ", ".join(told)
