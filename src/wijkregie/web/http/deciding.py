"""Decisions in the same words on every page: how residents take part, and how a vote went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.decisions.states import Rung
from wijkregie.domain.people import queries as people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django import forms
    from django.utils.functional import _StrPromise

    from wijkregie.domain.decisions.states import Votes
    from wijkregie.kit.viewer import Viewer

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


def offer_mandates(
    form: forms.Form, viewer: Viewer, group_ids: Iterable[int], *, on: date
) -> None:
    """Offer in a form what the covenants of these groups let them decide. One query.

    What the first group may decide is filled in; the mandates of all stand as a hint. A
    group without a covenant writes its mandate down itself.
    """
    groups = list(group_ids)
    found = people.authorities(viewer, groups, on=on) if groups else {}
    told = dict.fromkeys(one for each in found.values() for one in each.mandates)
    if not told:
        return
    hint = _("By covenant: %(mandates)s.") % {"mandates": "; ".join(told)}
    form.fields["mandate"].help_text = hint
    if found[groups[0]].mandates:
        form.initial["mandate"] = found[groups[0]].mandates[0]


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
