"""No list of hand-overs, or of whom to give a signal to, crosses municipalities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.offers import make_offer
from tests.makers.people import make_group, make_organisation, make_person, make_role
from tests.makers.places import AT, make_municipality
from tests.makers.signals import make_signal
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import queries
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.makers.signal_town import Town
    from wijkregie.domain.signals.models import HandOver

ON = AT.date()

LISTS: dict[str, Callable[[Viewer, HandOver], Any]] = {
    "offer_of_link": lambda by, one: queries.offer_of_link(
        by.municipality_id or 0, one.token(), on=ON
    ),
    "offer_seen": lambda by, one: queries.offer_seen(by, one.pk),
    "offers_of": lambda by, one: queries.offers_of(by, one.signal_id),
    "offers_waiting": lambda by, _one: [
        one.organisation_name for one in queries.offers_waiting(by)
    ],
    "groups_to_give": lambda by, _one: [
        name for _pk, name in queries.groups_to_give(by, on=ON) if "Wijkteam" not in name
    ],
    "persons_to_give": lambda by, _one: queries.persons_to_give(by, [], on=ON),
}
#: For who sends: it takes a hand-over that a row of the outbox names.
FOR_SENDING = {"offer_mail"}


@pytest.fixture
def canary(db: None) -> HandOver:
    """A hand-over elsewhere, to an organisation that works there, with who works there."""
    elsewhere = make_municipality()
    make_group(elsewhere, "Kanarie")
    worker = make_person("Kanarie", municipality=elsewhere)
    make_role(elsewhere, Role.COMMUNITY_WORKER, person=worker)
    return make_offer(make_signal(elsewhere), make_organisation(elsewhere, "Kanarie"))


def whoever_answers(municipality_id: int, offer: HandOver) -> Viewer:
    """Somebody with every right there is, who holds a seat for the same organisation."""
    return Viewer(
        municipality_id,
        person_id=1,
        operator=True,
        organisation_ids=frozenset({offer.organisation_id}),
    )


@pytest.mark.parametrize("name", LISTS)
def test_no_list_crosses_municipalities(name: str, town: Town, canary: HandOver) -> None:
    here = town.municipality.pk
    for by in (town.passer_by, whoever_answers(here, canary), installation(here)):
        assert not LISTS[name](by, canary), name
    assert not LISTS[name](anonymous(), canary)


@pytest.mark.parametrize("name", LISTS)
def test_the_canary_can_be_seen_at_home(name: str, canary: HandOver) -> None:
    """The control: each of these shows something to who works in its municipality."""
    assert LISTS[name](whoever_answers(canary.municipality_id, canary), canary)
