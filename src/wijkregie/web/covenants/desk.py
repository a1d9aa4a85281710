"""Who looks at the covenants, in which municipality, and who may change them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404
from django.utils import timezone

from wijkregie.domain.people import queries
from wijkregie.domain.people.rules import may_set_covenants
from wijkregie.web.http import desks
from wijkregie.web.http.desks import answered, done, opened_at, worked_at

if TYPE_CHECKING:
    from datetime import date

    from django import forms
    from django.http import HttpResponse

    from wijkregie.domain.people.queries import CovenantSeen

__all__ = ["Desk", "answered", "ask", "done", "for_work", "open_to_all"]


@dataclass(frozen=True, slots=True)
class Desk(desks.Desk):
    """The municipality, who looks, and what is asked of a covenant."""

    pages: ClassVar[str] = "covenants"

    @property
    def on(self) -> date:
        """Today."""
        return timezone.localdate()

    @property
    def may_change(self) -> bool:
        """Tell whether who looks may make and change covenants."""
        return may_set_covenants(self.viewer)

    def found(self, pk: int) -> CovenantSeen:
        """Return a covenant of this municipality.

        Raises ``Http404`` where it is not there.
        """
        one = queries.covenant_seen(self.viewer, pk, on=self.on)
        if one is None:
            raise Http404
        return one


open_to_all = opened_at(Desk)
for_work = worked_at(Desk, may=lambda desk: desk.may_change)


def ask(desk: Desk, form: forms.Form, **context: Any) -> HttpResponse:
    """Answer with a page around one form; 422 when it was sent and holds errors."""
    return desks.asked(desk, "covenants/form.html", form, {"once": True} | context)
