"""Who looks at plans of a round, in which municipality, and by the private link of which."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from wijkregie.domain.budgets import queries
from wijkregie.domain.signals import queries as signals
from wijkregie.kit.viewer import follower
from wijkregie.web.http import desks
from wijkregie.web.http.addresses import optional
from wijkregie.web.http.desks import opened_at, shown_and_sent, worked_at
from wijkregie.web.http.viewer import scope_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.budgets.queries import ProposalSeen, ProposalWhole, RoundSeen

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Desk(desks.Desk):
    """The municipality, who looks, and what is asked; with ``token`` by a private link."""

    pages: ClassVar[str] = "proposals"

    token: str = ""

    @property
    def at(self) -> datetime:
        """Now."""
        return timezone.now()

    @property
    def on(self) -> date:
        """Today."""
        return timezone.localdate()

    def refuse(self) -> HttpResponse:
        """Lead who is not logged in to that; a private link never goes along to there.

        Raises ``PermissionDenied``.
        """
        if self.token:
            raise PermissionDenied
        return desks.Desk.refuse(self)

    def round(self, pk: int) -> RoundSeen:
        """Return a round. Raises ``Http404`` where it is not there."""
        return there(queries.round_seen(self.viewer, pk))

    def proposal(self, reference: str) -> ProposalWhole:
        """Return a proposal. Raises ``Http404`` where it is not there, or not to be seen."""
        return there(queries.proposal_seen(self.viewer, reference, on=self.on))

    def of(self, seen: ProposalSeen) -> str:
        """Return the address of the page of this proposal, by the link where that was used."""
        if self.token:
            return self.url("own", self.token)
        return self.url("detail", seen.reference)

    def to(self, seen: ProposalSeen, word: str) -> str:
        """Return the address where one does something with this proposal."""
        if self.token:
            return self.url("own_act", self.token, word)
        return self.url("act", seen.reference, word)

    def to_one(self, seen: ProposalSeen, name: str, pk: int) -> str:
        """Return the address of one check or question of this proposal."""
        if self.token:
            return self.url(f"own_{name}", self.token, pk)
        return self.url(name, seen.reference, pk)

    def crumbs(self, *steps: tuple[str, str], here: str = "") -> list[dict[str, str]]:
        """Return the way to a page: the municipality, its budgets, and these steps."""
        slug = self.scope.slug
        way = [
            (self.scope.name, reverse("home:index", args=[slug])),
            (_("Budgets"), optional("budgets:index", slug)),
            *steps,
        ]
        if here:
            way.append((here, ""))
        return [{"name": name, "url": url} for name, url in way]

    def of_round(self, pk: int, title: str) -> tuple[str, str]:
        """Return a round as a step on the way."""
        return title, optional("budgets:round", self.scope.slug, pk)

    def to_plan(self, whole: ProposalWhole, here: str = "") -> list[dict[str, str]]:
        """Return the way to a proposal, or to a page below it."""
        seen = whole.seen
        steps = [self.of_round(seen.round_id, whole.round_title)]
        if here:
            steps.append((seen.title, self.of(seen)))
        return self.crumbs(*steps, here=here or seen.title)


def there(found: Found | None) -> Found:
    """Return what was found. Raises ``Http404`` for nothing."""
    if found is None:
        raise Http404
    return found


open_to_all = opened_at(Desk)
#: What one may do is known by the proposal itself: the view looks at that.
for_work = worked_at(Desk)


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the desk of who proposes, by the private link, and the proposal.

    Nothing of it is kept on the way, and no other page hears of the link. Raises ``Http404``
    for a link that does not work, or that leads to no proposal.
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
        whole = there(queries.own_proposal(desk.viewer, on=desk.on))
        answer = view(desk, whole, *args, **kwargs)
        answer["Referrer-Policy"] = "strict-origin"
        answer["Cache-Control"] = "private, no-store"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return never_cache(shown_and_sent(opened))


def ask(desk: Desk, form: forms.Form, **context: Any) -> HttpResponse:
    """Answer with a page around one form; 422 when it was sent and holds errors."""
    shared = {"once": not desk.token, "private": bool(desk.token)}
    return desks.asked(desk, "proposals/form.html", form, shared | context)
