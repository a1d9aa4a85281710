"""Declare a vote: freeze all that decides the outcome, before anybody can vote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core.tally.canonical import digest, encoded
from wijkregie.domain.budgets.models import Declaration, Electorate
from wijkregie.domain.budgets.queries.contests import (
    LEAST_GROUP,
    contest_of_round,
    voting_of,
)
from wijkregie.domain.budgets.queries.declared import missing_of
from wijkregie.domain.budgets.queries.missing_words import missing_text
from wijkregie.domain.budgets.services import finding, outcomes
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.electorate import settle_areas
from wijkregie.domain.budgets.services.frozen import refuse_declared, watched
from wijkregie.domain.budgets.states import PhaseKind
from wijkregie.domain.people import queries as people
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from wijkregie.domain.budgets.models import Round
    from wijkregie.domain.budgets.queries.declared import Missing
    from wijkregie.kit.viewer import Viewer

MOST_AUDITORS: Final = 20
_MOST_GROUP: Final = 1000


class NotReady(BudgetRefused):
    """A vote that cannot be declared yet; ``missing`` is all that it lacks."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        told = " ".join(missing_text(one) for one in missing)
        super().__init__(_("The vote cannot be declared yet. %(missing)s") % {"missing": told})
        self.missing = tuple(missing)


@watched
@transaction.atomic
def declare(round_id: int, *, by: Viewer, at: datetime) -> str:
    """Freeze rules, money, plans with their prices, days and who may vote; return the hash.

    What fits goes onto the ballot, and where no areas were named the area of the fund is the
    area of the vote. From here on voting opens on its first day, and neither a
    service nor the database changes any of it. Raises ``NotReady`` with all that is missing,
    and ``BudgetRefused`` for a vote that was declared before.
    """
    found = finding.round_to_change(round_id, by)
    refuse_declared(found, "declaration", by=by, at=at)
    missing = missing_of(found, at)
    if missing:
        raise NotReady(missing)
    outcomes.to_ballot(found, by=by, at=at)
    settle_areas(found)
    contest, voting = contest_of_round(found).declaration(), voting_of(found)
    made = Declaration.objects.create(
        municipality_id=found.municipality_id,
        round=found,
        text=encoded(contest).decode(),
        digest=digest(contest),
        voting=encoded(voting).decode(),
        voting_digest=digest(voting),
        frozen_at=at,
        frozen_by_id=by.person_id,
    )
    _freeze(found, at)
    both = f"{made.digest} {made.voting_digest}"
    audit.record("round_declared", found, by=by, at=at, why=both)
    return made.digest


@transaction.atomic
def set_publishing(
    round_id: int, least_group: int, auditor_ids: Sequence[int], *, by: Viewer, at: datetime
) -> None:
    """Settle from which group on ballots may be published, and who may have them always.

    Raises ``BudgetRefused`` for a group below five, and for a smaller group than was declared.
    """
    found = finding.round_to_change(round_id, by)
    least = max(LEAST_GROUP, (found.least_group or 0) if found.declared else 0)
    if not least <= least_group <= _MOST_GROUP:
        raise BudgetRefused(
            _("Fill in a whole number from %(least)d to %(most)d: it can only be raised.")
            % {"least": least, "most": _MOST_GROUP},
            "least_group",
        )
    known = {one.id for one in people.persons_visible_to(by, on=timezone.localdate(at))}
    if len(auditor_ids) > MOST_AUDITORS or not set(auditor_ids) <= known:
        raise BudgetRefused(_("Choose people who work here, twenty at most."), "auditors")
    found.least_group = least_group
    found.save(update_fields=["least_group"])
    found.auditors.set(auditor_ids)
    audit.record("publishing_set", found, by=by, at=at)


def _freeze(found: Round, at: datetime) -> None:
    found.declared = True
    found.save(update_fields=["declared"])
    Electorate.objects.filter(round=found).update(frozen_at=at)
    found.phases.filter(kind=PhaseKind.VOTE).update(frozen_at=at)
