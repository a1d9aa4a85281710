"""Decisions in the same words on every page: how residents take part, and how a vote went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.decisions.states import Rung
from wijkregie.domain.people import queries as people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

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


class Offered(forms.TextInput):
    """One line with words to choose from; others may be typed."""

    template_name = "django/forms/widgets/offered.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, offered: Iterable[str]) -> None:
        super().__init__(attrs)
        self.offered = list(offered)

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        """Return what the template asks for: the words, and the name of their list."""
        found = super().get_context(name, value, attrs)
        one = found["widget"]
        one["offered"] = self.offered
        one["attrs"]["list"] = f"{one['attrs'].get('id') or name}_offered"
        return found


def offer_mandates(
    form: forms.Form, viewer: Viewer, group_ids: Iterable[int], *, on: date
) -> None:
    """Offer in a form what the covenants of these groups let them decide. One query.

    What the first group may decide is filled in; the mandates of all can be chosen. A group
    without a covenant, and a role, write their mandate down themselves.
    """
    groups = list(group_ids)
    found = people.authorities(viewer, groups, on=on) if groups else {}
    told = dict.fromkeys(one for each in found.values() for one in each.mandates)
    if not told:
        return
    hint = _("By covenant: %(mandates)s.") % {"mandates": "; ".join(told)}
    field = form.fields["mandate"]
    field.help_text = hint
    field.widget = Offered(field.widget.attrs, offered=told)
    field.widget.is_required = field.required
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
