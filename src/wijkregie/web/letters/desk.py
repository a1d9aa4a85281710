"""Who opens the post, and what still has to go out by hand as far as they may reach whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.views.decorators.cache import never_cache

from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import queries as signals
from wijkregie.kit import outbox
from wijkregie.kit.outbox_states import Stand, Way
from wijkregie.web.http.viewer import scope_of, viewer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.signals.queries import MailFacts
    from wijkregie.kit.outbox import Message
    from wijkregie.kit.viewer import Viewer

Args = ParamSpec("Args")
#: The oldest that are looked at; whoever does them sees the next.
MOST: Final = 100
TEMPLATES: Final = ("signal_answered", "signal_postponed", "signal_moved", "signal_received")
_WORKERS: Final = frozenset({Role.COMMUNITY_WORKER, Role.DISTRICT_MANAGER})


@dataclass(frozen=True, slots=True)
class Item:
    """A message with what is needed to bring it."""

    message: Message
    facts: MailFacts


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose page, who looks, and when."""

    request: HttpRequest
    scope: Scope
    viewer: Viewer
    municipality_id: int
    at: datetime

    @property
    def on(self) -> date:
        """The day on which somebody looks."""
        return timezone.localdate(self.at)

    def letters(self) -> list[Item]:
        """Return the letters to post, the oldest first."""
        return self._items(outbox.waiting(Way.LETTER, self.municipality_id)[:MOST])

    def calls(self) -> list[Item]:
        """Return the calls to make, the oldest first."""
        return self._items(outbox.waiting(Way.CALL, self.municipality_id)[:MOST])

    def returned(self) -> list[Item]:
        """Return the mails that could not be delivered, to be made good by letter or phone."""
        return self._items(outbox.undelivered(self.municipality_id, TEMPLATES)[:MOST])

    def item(self, pk: int) -> Item:
        """Return one of them, also after it was posted; not found for who may not know."""
        message = outbox.message(pk)
        if message is None or message.municipality_id != self.municipality_id:
            raise Http404
        found = self._items([message])
        if not found or message.stand == Stand.VOID:
            raise Http404
        return found[0]

    def _items(self, messages: Sequence[Message]) -> list[Item]:
        raisers = [one.ids["raiser"] for one in messages if "raiser" in one.ids]
        facts = signals.facts_to_tell(self.viewer, raisers)
        return [
            Item(message, facts[message.ids["raiser"]])
            for message in messages
            if message.ids.get("raiser") in facts
        ]


def for_workers(
    view: Callable[Concatenate[Desk, Args], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Let only who may reach residents open a view; who is not logged in is asked to."""

    @never_cache
    @wraps(view)
    def guarded(
        request: HttpRequest, slug: str, *args: Args.args, **words: Args.kwargs
    ) -> HttpResponse:
        scope = scope_of(request, slug)
        if scope.municipality_id is None:
            raise Http404
        viewer = viewer_of(request, scope)
        if viewer.is_anonymous:
            return redirect_to_login(request.get_full_path())
        works = any(grant.role in _WORKERS for grant in viewer.grants)
        if not (works or viewer.operator):
            raise PermissionDenied
        desk = Desk(request, scope, viewer, scope.municipality_id, timezone.now())
        return view(desk, *args, **words)

    return guarded
