"""Words for who made a plan: kept apart from the vote, and shown once somebody looked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import Proposal, Remark
from wijkregie.domain.budgets.queries.remarks import readable
from wijkregie.domain.budgets.services import finding, urn
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.programme.services import finding as programme
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from random import Random

    from wijkregie.domain.budgets.models import Round
    from wijkregie.kit.viewer import Viewer

LONGEST: Final = 300


def checked_remarks(
    remarks: Sequence[tuple[str, str]], marks: Sequence[str]
) -> list[tuple[str, str]]:
    """Return words for plans that were chosen; refuse any for another, or with a person in."""
    kept = []
    for number, text in remarks:
        said = finding.text(text, LONGEST, f"remark_{number}")
        if said:
            if number not in marks:
                raise BudgetRefused(
                    _("Write words only for the makers of a plan that you chose."),
                    f"remark_{number}",
                )
            kept.append((number, said))
    return kept


def keep_remarks(found: Round, remarks: Sequence[tuple[str, str]], chance: Random) -> None:
    """Write them down; nobody reads them before somebody looked."""
    if not remarks:
        return
    wanted = [int(number) for number, _text in remarks]
    proposals = Proposal.objects.filter(round=found, number__in=wanted)
    by_number = {str(one.number): one for one in proposals}
    Remark.objects.bulk_create(
        Remark(
            id=urn.drawn_number(chance),
            municipality_id=found.municipality_id,
            proposal=by_number[number],
            text=text,
        )
        for number, text in remarks
    )


@transaction.atomic
def judge_remark(remark_id: int, *, shown: bool, by: Viewer, at: datetime) -> None:
    """Show the words to everyone, or to nobody; one may come back on it.

    Refused as long as the urn is shut: words are given for plans that were chosen.
    """
    finding.runner(by)
    rows = Remark.objects.select_related("proposal").filter(readable())
    remark = programme.found(rows, remark_id, by)
    remark.shown = shown
    remark.save(update_fields=["shown"])
    proposal = remark.proposal
    audit.record("remark_shown" if shown else "remark_kept_back", proposal, by=by, at=at)
