"""Hold a row while somebody changes it, so that nobody else can meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from wijkregie.domain.budgets.models import Award, Fund, Pot, Round
from wijkregie.domain.budgets.services.frozen import watched
from wijkregie.domain.programme.services.finding import found

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def holding_fund(fund_id: int, act: Callable[[], object], *, by: Viewer) -> None:
    """Do ``act`` while nobody else can change this fund; that looks at who may."""
    found(Fund.objects.all(), fund_id, by)
    act()


@transaction.atomic
def holding_pot(pot_id: int, act: Callable[[], object], *, by: Viewer) -> None:
    """Do ``act`` while nobody else can change this formula; that looks at who may."""
    found(Pot.objects.all(), pot_id, by)
    act()


@transaction.atomic
def holding_award(award_id: int, act: Callable[[], object], *, by: Viewer) -> None:
    """Do ``act`` while nobody else can change this award; that looks at who may."""
    found(Award.objects.all(), award_id, by)
    act()


@watched
@transaction.atomic
def holding_round(round_id: int, act: Callable[[], object], *, by: Viewer) -> None:
    """Do ``act`` while nobody else can change this round; that looks at who may."""
    found(Round.objects.all(), round_id, by)
    act()
