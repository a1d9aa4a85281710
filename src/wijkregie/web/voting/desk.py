"""Who looks at a vote, in which municipality, and who prepares one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.rules import may_run_funds
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.web.http import desks
from wijkregie.web.http.addresses import optional
from wijkregie.web.http.desks import answered, done, opened_at, shown_and_sent, worked_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django import forms
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import RoundSeen, VotingSeen

__all__ = ["Desk", "answered", "ask", "at_urn", "done", "for_work", "open_to_all"]
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Desk(desks.Desk):
    """The municipality, who looks, and what is asked of a vote."""

    pages: ClassVar[str] = "voting"

    @property
    def at(self) -> datetime:
        """Now."""
        return timezone.now()

    @property
    def may_run(self) -> bool:
        """Tell whether who looks prepares votes here."""
        return may_run_funds(self.viewer)

    @property
    def may_help(self) -> bool:
        """Tell whether who looks works here, and so may help somebody to vote."""
        return self.viewer.is_member

    @property
    def at_table(self) -> bool:
        """Tell whether one voter after another votes here, on one screen."""
        return self.request.GET.get("tafel") == "1"

    def voting(self, pk: int) -> VotingSeen:
        """Return the vote of a round. Raises ``Http404`` where there is none to be seen."""
        return there(queries.voting_seen(self.viewer, pk, self.at))

    def round(self, pk: int) -> RoundSeen:
        """Return a round that has a vote. Raises ``Http404`` where it is not there."""
        found = there(queries.round_seen(self.viewer, pk))
        if found.ballot is BallotKind.NONE:
            raise Http404
        return found

    def round_url(self, pk: int) -> str:
        """Return the address of the round itself."""
        return optional("budgets:round", self.scope.slug, pk)

    def crumbs(
        self, pk: int, title: str, here: str, *, behind: bool = False
    ) -> list[dict[str, str]]:
        """Return the way to a page of the vote of a round, or to one behind its desk."""
        way = [
            {"name": self.scope.name, "url": optional("home:index", self.scope.slug)},
            {"name": _("Budgets"), "url": optional("budgets:index", self.scope.slug)},
            {"name": title, "url": self.round_url(pk)},
        ]
        if behind:
            way.append({"name": _("Voting desk"), "url": self.url("bureau", pk)})
        return [*way, {"name": here, "url": ""}]


def there(found: Found | None) -> Found:
    """Return what was found. Raises ``Http404`` for nothing."""
    if found is None:
        raise Http404
    return found


open_to_all = opened_at(Desk)
for_work = worked_at(Desk, may=lambda desk: desk.may_run)


def at_urn(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view of a voter its desk. Nothing of what is sent stays anywhere on the way.

    Not even that something was sent from this page is written down.
    """
    guarded = sensitive_post_parameters()(shown_and_sent(open_to_all(view)))
    return never_cache(guarded)


def ask(desk: Desk, form: forms.Form | None, **context: Any) -> HttpResponse:
    """Answer with a page around one form; 422 when it was sent and holds errors."""
    return desks.asked(desk, "voting/form.html", form, {"once": True} | context)
