"""Who looks at the funds, in which municipality, and who may change them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.http import Http404
from django.utils import timezone

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.rules import may_run_funds
from wijkregie.web.http import desks
from wijkregie.web.http.desks import answered, done, opened_at, worked_at

if TYPE_CHECKING:
    from datetime import date

    from django import forms
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import FundSeen, PotSeen, RoundSeen

__all__ = ["Desk", "answered", "ask", "done", "for_work", "open_to_all"]
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Desk(desks.Desk):
    """The municipality, who looks, and what is asked of a fund."""

    pages: ClassVar[str] = "budgets"

    @property
    def on(self) -> date:
        """Today."""
        return timezone.localdate()

    @property
    def may_change(self) -> bool:
        """Tell whether who looks may make and change funds."""
        return may_run_funds(self.viewer)

    def fund(self, pk: int) -> FundSeen:
        """Return a fund. Raises ``Http404`` where it is not there."""
        return _there(queries.fund_seen(self.viewer, pk, on=self.on))

    def pot(self, pk: int) -> PotSeen:
        """Return the formula of a year. Raises ``Http404`` where it is not there."""
        return _there(queries.pot_seen(self.viewer, pk))

    def round(self, pk: int) -> RoundSeen:
        """Return a round. Raises ``Http404`` where it is not there."""
        return _there(queries.round_seen(self.viewer, pk))


def _there(found: Found | None) -> Found:
    if found is None:
        raise Http404
    return found


open_to_all = opened_at(Desk)
for_work = worked_at(Desk, may=lambda desk: desk.may_change)


def ask(desk: Desk, form: forms.Form | None, **context: Any) -> HttpResponse:
    """Answer with a page around one form, if any; 422 when it was sent and holds errors."""
    return desks.asked(desk, "budgets/form.html", form, {"once": True} | context)
