"""Who looks at a count, in which municipality, and who runs the vote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.rules import may_run_funds
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.web.http import desks
from wijkregie.web.http.addresses import optional
from wijkregie.web.http.desks import answered, done, opened_at, worked_at

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import CountDesk, OutcomeSeen, RoundSeen

__all__ = ["Desk", "answered", "ask", "done", "for_members", "for_work", "open_to_all"]
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Desk(desks.Desk):
    """The municipality, who looks, and what is asked of a count."""

    pages: ClassVar[str] = "recount"

    @property
    def at(self) -> datetime:
        """Now."""
        return timezone.now()

    @property
    def may_run(self) -> bool:
        """Tell whether who looks runs votes here."""
        return may_run_funds(self.viewer)

    def round(self, pk: int) -> RoundSeen:
        """Return a round that has a vote. Raises ``Http404`` where it is not there."""
        found = _there(queries.round_seen(self.viewer, pk))
        if found.ballot is BallotKind.NONE:
            raise Http404
        return found

    def counting(self, pk: int) -> CountDesk:
        """Return the desk of a vote. Raises ``Http404`` where there is none to see."""
        return _there(queries.count_desk(self.viewer, pk, self.at))

    def outcome(self, pk: int) -> OutcomeSeen | None:
        """Return the outcome of a vote, ``None`` before it was told."""
        return queries.outcome_seen(self.viewer, pk)

    def there(self, found: Found | None) -> Found:
        """Return what was found. Raises ``Http404`` for nothing."""
        return _there(found)

    def crumbs(
        self, seen: RoundSeen, here: str = "", *, behind: bool = False
    ) -> list[dict[str, str]]:
        """Return the way to a page of the count of a round, or to one behind its desk."""
        way = [
            {"name": self.scope.name, "url": optional("home:index", self.scope.slug)},
            {"name": _("Budgets"), "url": optional("budgets:index", self.scope.slug)},
            {
                "name": seen.listed.title,
                "url": optional("budgets:round", self.scope.slug, seen.listed.id),
            },
        ]
        if behind:
            way.append({"name": _("Counting desk"), "url": self.url("desk", seen.listed.id)})
        return [*way, {"name": here, "url": ""}]


def _there(found: Found | None) -> Found:
    if found is None:
        raise Http404
    return found


open_to_all = opened_at(Desk)
for_work = worked_at(Desk, may=lambda desk: desk.may_run)
for_members = worked_at(Desk, may=lambda desk: desk.viewer.is_member)


def ask(desk: Desk, form: forms.Form, **context: Any) -> HttpResponse:
    """Answer with a page around one form; 422 when it was sent and holds errors."""
    return desks.asked(desk, "recount/form.html", form, {"once": True} | context)
