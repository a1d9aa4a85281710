"""Each town of the casebook is played: as it started, on its own rules, to its account.

What a play asserts is what the casebook tells of that town. A template without a play fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.domain.budgets.plays import bodies, votes
from wijkregie.domain.budgets import queries

if TYPE_CHECKING:
    from collections.abc import Callable

PLAYS: dict[str, Callable[[], None]] = {
    "deventer": votes.deventer,
    "breda": bodies.breda,
    "gouda": bodies.gouda,
    "groningen": votes.groningen,
    "emmen": bodies.emmen,
    "dordrecht": votes.dordrecht,
    "hoogeveen": votes.hoogeveen,
    "lombardijen": votes.lombardijen,
    "zaanstad": bodies.zaanstad,
    "arnhem": bodies.arnhem,
    "leeuwarden": bodies.leeuwarden,
    "den-bosch": bodies.den_bosch,
    "zwolle": bodies.zwolle,
    "ijsselstein": bodies.ijsselstein,
    "heerhugowaard": bodies.heerhugowaard,
    "porto-alegre": votes.porto_alegre,
    "venlo": votes.venlo,
    "voucher": bodies.voucher,
}


def test_every_template_has_its_own_play() -> None:
    assert set(PLAYS) == {one.key for one in queries.cases()}
    assert len(set(PLAYS.values())) == len(PLAYS)


@pytest.mark.django_db
@pytest.mark.parametrize("key", [one.key for one in queries.cases()])
def test_a_town_is_played_from_its_first_idea_to_its_account(key: str) -> None:
    PLAYS[key]()
