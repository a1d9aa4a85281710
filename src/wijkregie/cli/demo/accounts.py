"""Tell who can be tried in the demo, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.people import queries as people
from wijkregie.domain.places import queries as places
from wijkregie.domain.signals import queries as signals
from wijkregie.kit import installation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijkregie.domain.people.queries import Account


def account_lines(address: str) -> Iterator[str]:
    """Yield the lines that tell the address and the demo accounts per role."""
    accounts = people.demo_accounts(on=timezone.localdate())
    several = len({place.slug for one in accounts for place in one.places}) > 1
    rows = [(_work(account, several=several), account.email) for account in accounts]
    width = max((len(work) for work, _email in rows), default=0)
    yield ""
    yield _("The demo is ready at %(address)s/") % {"address": address}
    yield ""
    yield _("You can try it as:")
    for work, email in rows:
        yield f"  {work:<{width}}  {email}"
    yield ""
    if link := _follow_link():
        yield _("Or follow what a resident raised: %(address)s%(link)s") % {
            "address": address,
            "link": link,
        }
        yield ""
    yield _(
        "Choose a role on %(address)s/demo/. Or log in with an address: no real mail is "
        "sent, read the code on %(address)s/demo/post/."
    ) % {"address": address}
    yield ""


def _follow_link() -> str:
    """Return the private link of a resident; nothing where the demo has no signals."""
    raiser = installation.recall(installation.DEMO_RAISER)
    facts = signals.mail_facts(int(raiser)) if raiser else None
    scope = places.scope_of(facts.municipality_id) if facts else None
    token = facts.token if facts else ""
    return reverse("signals:follow", args=[scope.slug, token]) if scope and token else ""


def _work(account: Account, *, several: bool) -> str:
    """Return what somebody does, and where if there are ``several`` municipalities.

    Roles go before seats, and each is told once. Who only holds a seat is named by the name
    too: it tells for whom.
    """
    if account.operator:
        return _("operator of the installation")
    roles = [str(role.label) for place in account.places for role in place.roles]
    seats = [
        f"{account.name} ({function.label}, {group})"
        for place in account.places
        for function, group in place.seats
    ]
    work = ", ".join(roles or seats[:1])
    here = ", ".join(place.municipality for place in account.places)
    return f"{work} ({here})" if several else work
