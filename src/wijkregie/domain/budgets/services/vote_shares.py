"""Keep how many took part in a vote, as closed totals: the roll itself goes after a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from wijkregie.domain.budgets.models import Voter, VoteShare

if TYPE_CHECKING:
    from wijkregie.domain.budgets.models import Round


def keep_vote_shares(found: Round) -> int:
    """Write down per area and age band how many votes there were, and how many were used.

    Part of counting, which holds the round. A second time nothing changes. Where the roll
    has no areas or no ages there are no such totals.
    """
    if found.vote_shares.exists():
        return 0
    roll = Voter.objects.filter(round=found, void=False).order_by()
    rows = [
        *_rows(found, roll.filter(area__isnull=False), "area_id"),
        *_rows(found, roll.exclude(age_band=""), "age_band"),
    ]
    VoteShare.objects.bulk_create(rows)
    return len(rows)


def _rows(found: Round, roll: Any, name: str) -> list[VoteShare]:
    told = roll.values_list(name).annotate(
        letters=Count("pk"), used=Count("pk", filter=~Q(used=""))
    )
    return [
        VoteShare(
            municipality_id=found.municipality_id,
            round=found,
            letters=letters,
            used=used,
            **{name: value},
        )
        for value, letters, used in told.order_by(name)
    ]
