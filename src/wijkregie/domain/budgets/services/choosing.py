"""Choose how residents vote and how their votes are counted, until that is declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.budgets.models import Electorate
from wijkregie.domain.budgets.queries.counting import Clash, CountingFault, counting_of
from wijkregie.domain.budgets.queries.polling import ballot_limits
from wijkregie.domain.budgets.services import finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.frozen import watched
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from django.utils.functional import _StrPromise

    from wijkregie.domain.budgets.models import Round
    from wijkregie.kit.viewer import Viewer

_LONGEST_THEME: Final = 60
_CLASHES: Final[Mapping[Clash, _StrPromise]] = {
    Clash.PHRAGMEN_MARKS: gettext_lazy(
        "Counting by turns knows only marks, no order and no points. Choose another way of "
        "counting, or another ballot."
    ),
    Clash.OTHER_FAMILY: gettext_lazy(
        "This does not belong to this way of counting. Leave it out."
    ),
    Clash.RESERVE: gettext_lazy(
        "A reserve is for a count that stops at the first plan that does not fit. Choose that, "
        "or leave the reserve out."
    ),
    Clash.TIES: gettext_lazy(
        "Choose each part of the order once, and let a lot or the number of the plan come last."
    ),
    Clash.RANK_POINTS: gettext_lazy(
        "Fill in points for each place where those are counted, and leave them out elsewhere."
    ),
    Clash.MAJORITY: gettext_lazy("Fill in a share from 0 percent, below 100."),
    Clash.SHARE: gettext_lazy("Fill in a share from 0 to 100 percent."),
    Clash.THEMES: gettext_lazy(
        "Write down themes that differ, and at least as many as a voter must choose."
    ),
}


@watched
@transaction.atomic
def set_choosing(
    round_id: int, ballot: str, counting: Mapping[str, Any], *, by: Viewer, at: datetime
) -> None:
    """Choose the ballot of a round, and how it is counted with all of its settings.

    Raises ``BudgetRefused``, at the setting that it is about, for what cannot be counted; for
    another ballot once codes were drawn; and once voting began. Once declared it is refused
    and logged.
    """
    found = finding.round_to_change(round_id, by)
    finding.before_the_vote(found, "money or rules", by=by, at=at)
    for name in counting.get("themes", ()):
        needed = _("Write down how the themes are called.")
        finding.line(name, _LONGEST_THEME, "themes", needed=needed)
    refuse_uncountable(ballot, counting)
    fit_ballot(found, ballot)
    found.ballot, found.counting = ballot, dict(counting)
    found.save(update_fields=["ballot", "counting"])
    audit.record("round_changed", found, by=by, at=at)


def refuse_uncountable(ballot: str, counting: Mapping[str, Any]) -> None:
    """Refuse settings that are not those of a rule, in one sentence at the setting."""
    try:
        counting_of(ballot, counting)
    except CountingFault as fault:
        if fault.clash is not None:
            raise BudgetRefused(str(_CLASHES[fault.clash]), fault.field) from None
        raise BudgetRefused(
            _("These settings are not those of a way of counting that is there."), "ballot"
        ) from None


def fit_ballot(found: Round, ballot: str) -> None:
    """Fit who may vote to another ballot: limits that it does not know fall away.

    Raises ``BudgetRefused`` once codes were drawn: letters tell what one votes with.
    """
    settled = Electorate.objects.filter(round=found).first()
    if settled is None or ballot == found.ballot:
        return
    if found.voters.exists():
        raise BudgetRefused(
            _("Codes were drawn already for this way of voting, so the ballot stays as it is."),
            "ballot",
        )
    known = ballot_limits(ballot)
    settled.limits = {name: most for name, most in settled.limits.items() if name in known}
    settled.on_paper = settled.on_paper and ballot != BallotKind.COINS
    settled.save(update_fields=["limits", "on_paper"])
