"""Who looks at the money of plans, in which municipality, and who may change it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.rules import may_run_funds
from wijkregie.domain.signals import queries as signals
from wijkregie.kit.viewer import follower
from wijkregie.web.http import desks
from wijkregie.web.http.addresses import optional
from wijkregie.web.http.desks import answered, done, opened_at, shown_and_sent, worked_at
from wijkregie.web.http.viewer import scope_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.budgets.queries import AwardSeen, FundSeen, RoundSeen

__all__ = [
    "Desk",
    "answered",
    "ask",
    "by_link",
    "done",
    "for_account",
    "for_work",
    "open_to_all",
    "there",
]
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Desk(desks.Desk):
    """The municipality, who looks, and what is asked; with ``token`` by a private link."""

    pages: ClassVar[str] = "awards"

    token: str = ""

    @property
    def on(self) -> date:
        """Today."""
        return timezone.localdate()

    @property
    def may_run(self) -> bool:
        """Tell whether who looks runs the funds of this municipality."""
        return may_run_funds(self.viewer)

    @property
    def way_back(self) -> str:
        """Where to go on to after logging in."""
        return self.request.get_full_path()

    def fund(self, pk: int) -> FundSeen:
        """Return a fund. Raises ``Http404`` where it is not there."""
        return there(queries.fund_seen(self.viewer, pk, on=self.on))

    def round(self, pk: int) -> RoundSeen:
        """Return a round. Raises ``Http404`` where it is not there."""
        return there(queries.round_seen(self.viewer, pk))

    def award(self, pk: int) -> AwardSeen:
        """Return an award. Raises ``Http404`` where it is not there."""
        return there(queries.award_seen(self.viewer, pk))

    def of_award(self, name: str, pk: int, *args: object) -> str:
        """Return the address of a page of an award, by the private link where that was used.

        Without a name it is the award itself.
        """
        if self.token:
            words = [self.scope.slug, self.token, *args]
            return reverse(f"awards:own_{name}" if name else "awards:own", args=words)
        return self.url(name or "award", pk, *args)

    def crumbs(self, *steps: tuple[str, str], here: str = "") -> list[dict[str, str]]:
        """Return the way to a page: the municipality, its budgets, and these steps."""
        slug = self.scope.slug
        way = [
            (self.scope.name, optional("home:index", slug)),
            (_("Budgets"), optional("budgets:index", slug)),
            *steps,
        ]
        if here:
            way.append((here, ""))
        return [{"name": name, "url": url} for name, url in way]

    def fund_step(self, pk: int, name: str) -> tuple[str, str]:
        """Return a fund as a step on the way."""
        return name, optional("budgets:fund", self.scope.slug, pk)

    def round_step(self, pk: int, name: str) -> tuple[str, str]:
        """Return a round as a step on the way."""
        return name, optional("budgets:round", self.scope.slug, pk)


def there(found: Found | None) -> Found:
    """Return what was found. Raises ``Http404`` for nothing."""
    if found is None:
        raise Http404
    return found


open_to_all = opened_at(Desk)
for_work = worked_at(Desk, may=lambda desk: desk.may_run)
#: Who gives account is known by the award itself: the view looks at that.
for_account = worked_at(Desk)


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the desk of who proposed a plan, by the private link, and its award.

    Nothing of it is kept on the way, and no other page hears of the link. Raises ``Http404``
    for a link that does not work, or whose plan has no money.
    """

    @wraps(view)
    def opened(
        request: HttpRequest, slug: str, token: str, *args: object, **kwargs: object
    ) -> HttpResponse:
        scope = scope_of(request, slug)
        here = scope.municipality_id or 0
        raiser_id = signals.raiser_of_link(here, token, on=timezone.localdate())
        if raiser_id is None:
            raise Http404
        desk = Desk(request, scope, follower(here, raiser_id), token)
        found = there(queries.own_award(desk.viewer))
        answer = view(desk, found.id, *args, **kwargs)
        answer["Referrer-Policy"] = "strict-origin"
        answer["Cache-Control"] = "private, no-store"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return never_cache(shown_and_sent(opened))


def ask(desk: Desk, form: forms.Form, **context: Any) -> HttpResponse:
    """Answer with a page around one form; 422 when it was sent and holds errors."""
    return desks.asked(desk, "awards/form.html", form, {"once": not desk.token} | context)
