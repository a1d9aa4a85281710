"""Everyone finds what was declared and what proves a count; of a few no page tells how many."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.makers.counting import declared_vote, told, voted
from tests.makers.guarded import lift
from tests.makers.people import make_role
from tests.makers.places import AT
from tests.makers.voting import OVER
from tests.web.control.conftest import log_in
from tests.web.seen import seen
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import Count, Declaration
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from tests.makers.voting import Vote
    from wijkregie.domain.places.models import Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("over")]
SHARES = {"family": "equal shares", "utility": "cardinality", "greedy": True, "step": 100}


def url(vote: Vote, path: str = "") -> str:
    return f"/{vote.round.municipality.slug}/budgetronde/{vote.round.pk}{path}"


def test_the_hashes_of_the_declaration_stand_on_every_page_of_a_vote(
    here: Municipality,
) -> None:
    vote = voted([("1",)] * 5, municipality=here)
    kept = Declaration.objects.get()
    everyone = log_in(None)
    before = seen(everyone.get(url(vote)))
    told(vote)

    pages = [
        before,
        *(seen(everyone.get(url(vote, path))) for path in ("/uitslag", "/natellen")),
    ]

    for page in pages:
        assert kept.digest in page.text
        assert kept.voting_digest in page.text
        assert page.faults() == []


def test_another_count_is_held_against_the_declaration_itself(here: Municipality) -> None:
    """The page hands the verifier the hash that was declared, not that of the file."""
    vote = voted([("1",)] * 5, municipality=here)
    made = told(vote)
    other = json.loads(made.audit) | {"declared": "0" * 64}
    lift("count_stands")
    Count.objects.update(audit=json.dumps(other))

    page = seen(log_in(None).get(url(vote, "/natellen")))

    assert f'data-declared="{Declaration.objects.get().digest}"' in page.html
    assert "0" * 64 not in page.html


def test_counting_again_without_a_browser_is_told_with_the_seal(here: Municipality) -> None:
    vote = voted([("1",)] * 5, municipality=here)
    made = told(vote)

    page = seen(log_in(None).get(url(vote, "/natellen")))

    command = f"wijkregie recount telbestand.json stembiljetten.json --seal {made.seal}"
    assert command in page.text


def test_a_file_that_tells_of_a_few_is_not_on_the_page_that_does_not(
    here: Municipality,
) -> None:
    vote = voted([("1",)] * 5 + [("3",)] * 2, municipality=here, counting=SHARES)
    auditor = make_role(here, Role.SPECIALIST).person
    services.set_publishing(vote.round.pk, 5, [auditor.pk], by=vote.by, at=OVER)
    told(vote)
    everyone, named = log_in(None), log_in(auditor)
    file = url(vote, "/uitslag/telbestand.json")

    outcome, again = (seen(everyone.get(url(vote, path))) for path in ("/uitslag", "/natellen"))

    assert "minder dan 5" in outcome.text
    assert everyone.get(file).status_code == 404
    assert file not in outcome.html + again.html
    assert "Daarom is het voor de aangewezen controleurs" in again.text
    assert (outcome.faults(), again.faults()) == ([], [])
    assert named.get(file).status_code == 200
    assert file in seen(named.get(url(vote, "/uitslag"))).html


def test_neither_a_price_nor_points_tell_how_few_they_were(here: Municipality) -> None:
    shares = voted([("1",)] * 2, municipality=here, counting=SHARES)
    told(shares)
    points = declared_vote("points", here)
    draft = services.BallotDraft(("1", "3"), (4, 6))
    points.cast(0, draft=draft, at=AT)
    told(points)
    everyone = log_in(None)

    paid, given = (seen(everyone.get(url(vote, "/uitslag"))).text for vote in (shares, points))

    assert "minder dan 5 mensen betalen het samen" in paid
    assert "betalen elk ongeveer" not in paid
    assert "Het had de meeste punten." in given
    assert "meeste punten: 6" not in given
