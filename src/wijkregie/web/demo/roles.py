"""What the page with the roles of the demo says about each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.people.states import Role
from wijkregie.domain.places import queries as places
from wijkregie.domain.signals import queries as signals
from wijkregie.kit import installation

if TYPE_CHECKING:
    from wijkregie.domain.people.queries import Account

COMES_FOR: dict[str, Any] = {
    Role.ADMINISTRATOR: _("sets up the municipality: areas, groups, themes and accounts"),
    Role.DISTRICT_MANAGER: _("follows a wijk from signal to result, and sees where it sticks"),
    Role.COMMUNITY_WORKER: _("hears what residents notice, and brings it further"),
    Role.SPECIALIST: _("answers questions from the neighbourhood about one subject"),
    Role.COUNCIL_MEMBER: _("sees whether goals, money and answers are on course"),
}
OPERATOR = _("looks after the whole installation")
RESIDENT = _("works along for the own neighbourhood in a group")


@dataclass(frozen=True, slots=True)
class DemoRole:
    """One account of the demo, in words."""

    person_id: int
    name: str
    titles: tuple[str, ...]
    comes_for: str
    works_in: str


def shown(account: Account) -> DemoRole:
    """Return what to say about an account: its titles, and what it comes for first."""
    roles = [role for place in account.places for role in place.roles]
    seats = [seat for place in account.places for seat in place.seats]
    reasons = [COMES_FOR[role] for role in roles]
    if account.operator:
        reasons.insert(0, OPERATOR)
    return DemoRole(
        person_id=account.person_id,
        name=account.name,
        titles=(
            *(str(role.label) for role in roles),
            *(f"{function.label}, {group}" for function, group in seats),
        ),
        comes_for=str((reasons or [RESIDENT])[0]),
        works_in=", ".join(place.municipality for place in account.places),
    )


def resident_url() -> str:
    """Return the private link of the demo's resident; nothing where none raised anything."""
    raiser = installation.recall(installation.DEMO_RAISER)
    facts = signals.mail_facts(int(raiser)) if raiser else None
    scope = places.scope_of(facts.municipality_id) if facts else None
    return reverse("signals:follow", args=[scope.slug, facts.token]) if scope and facts else ""
