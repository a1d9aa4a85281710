"""No list of a vote tells anything to who looks from another municipality."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.makers.counting import told, voted
from tests.makers.places import AT, make_municipality
from tests.makers.voting import make_vote
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Proposal, Remark
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


class Asked(NamedTuple):
    """Who looks, and at what: a vote that was told, an open one with paper, and a game."""

    viewer: Viewer
    told: int
    open: int
    batch: int
    game: int
    closed: int


LISTS: dict[str, Callable[[Asked], Any]] = {
    "audit_file": lambda on: queries.audit_file(on.viewer, on.told),
    "ballots_file": lambda on: queries.ballots_file(on.viewer, on.told),
    "pabulib_file": lambda on: queries.pabulib_file(on.viewer, on.told),
    "outcome_seen": lambda on: queries.outcome_seen(on.viewer, on.told),
    "is_told": lambda on: queries.is_told(on.viewer, on.told),
    "declaration_seen": lambda on: queries.declaration_seen(on.viewer, on.open),
    "count_desk": lambda on: queries.count_desk(on.viewer, on.open, AT),
    "voting_seen": lambda on: queries.voting_seen(on.viewer, on.open, AT),
    "turnout_of": lambda on: queries.turnout_of(on.viewer, on.open),
    "open_votes": lambda on: queries.open_votes(on.viewer, AT),
    "batch_seen": lambda on: queries.batch_seen(on.viewer, on.batch),
    "batches_of": lambda on: queries.batches_of(on.viewer, on.open),
    "sheets_of": lambda on: queries.sheets_of(on.viewer, on.batch),
    "remarks_of": lambda on: queries.remarks_of(on.viewer, on.told)[0:],
    "remarks_shown": lambda on: queries.remarks_shown(
        on.viewer, Remark.objects.values_list("proposal_id", flat=True)
    ),
    "prices_in_coins": lambda on: queries.prices_in_coins(on.viewer, on.game),
    "going_ahead": lambda on: queries.going_ahead(on.viewer, on.game),
    "turns_of": lambda on: queries.turns_of(on.viewer, on.game, AT),
    "vetoes_of": lambda on: queries.vetoes_of(on.viewer, on.game),
    "reopens_until": lambda on: queries.reopens_until(on.viewer, on.closed),
    "voted_on": lambda on: queries.voted_on(
        on.viewer, Proposal.objects.exclude(decision=None).values_list("decision", flat=True)
    ),
}
#: These tell nothing of what was planted here: no sheet was read twice, no lot was drawn.
QUIET: dict[str, Callable[[Asked], Any]] = {
    "differences": lambda on: queries.differences(on.viewer, on.batch),
    "lot_of": lambda on: queries.lot_of(on.viewer, on.told),
}
#: Of who holds the code of a letter, whoever that is; or of values that were seen.
HELD = {"purse_of", "receipt_of", "is_code_shaped", "ballot_limits", "contest_of_round"}
WORDS = {"missing_text", "why_lines", "why_words"}


def fill(here: Municipality) -> Asked:
    done = voted([("1",)] * 6, municipality=here, title="Geteld", voters=7)
    said = services.BallotDraft(("1",), remarks=(("1", "Nog een goed plan"),))
    done.cast(6, draft=said)
    told(done)
    vote = make_vote("approval", here, title="Open")
    draft = services.BallotDraft(("1",), remarks=(("1", "Mooi plan"), ("2", "Ook mooi")))
    vote.cast(0, draft=services.BallotDraft(("1", "2"), remarks=draft.remarks))
    Remark.objects.filter(text="Mooi plan").update(shown=True)
    batch = services.open_batch(vote.round.pk, "Buurthuis", 2, by=vote.by, at=AT)
    game = make_vote("coins", here, title="Spel")
    plan = game.round.proposals.get(number=1)
    services.veto(plan.pk, "Dit kan hier niet.", by=game.by, at=AT)
    for code in range(3):
        game.give(code, ("2", 30))
    services.close_turn(game.round.pk, 1, by=game.by, at=AT + timedelta(days=5))
    closed = make_vote("approval", here, title="Gesloten")
    services.close_round(closed.round.pk, "Het ging niet goed.", by=closed.by, at=AT)
    rounds = (done.round.pk, vote.round.pk, batch, game.round.pk, closed.round.pk)
    return Asked(installation(here.pk), *rounds)


def test_no_list_of_a_vote_crosses_municipalities() -> None:
    here, there = make_municipality(), make_municipality()
    theirs = fill(there)

    for viewer in (anonymous(here.pk), installation(here.pk), anonymous()):
        asked = theirs._replace(viewer=viewer)
        assert {name: found(asked) for name, found in (LISTS | QUIET).items()} == {
            name: found(asked) for name, found in (LISTS | QUIET).items() if not found(asked)
        }
    assert [name for name, found in LISTS.items() if not found(theirs)] == []
