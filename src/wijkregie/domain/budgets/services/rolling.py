"""Draw the codes of those who may vote, replace a lost one, hand one out at a table.

A code is handed back once, to be printed, and is kept nowhere: the roll holds a fingerprint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from wijkregie.core import codes
from wijkregie.domain.budgets.models import Voter
from wijkregie.domain.budgets.queries.electorate import areas_of, band_of
from wijkregie.domain.budgets.queries.polling import Stand, days_of_vote, stand_of
from wijkregie.domain.budgets.queries.unsealing import fingerprint
from wijkregie.domain.budgets.services import finding, urn
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.electorate import electorate_of
from wijkregie.domain.budgets.services.vote_drafts import NewCode, RollEntry
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.domain.places.models import Area
from wijkregie.domain.programme.queries.door import around_each
from wijkregie.domain.programme.services import finding as programme
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from random import Random

    from wijkregie.domain.budgets.models import Electorate, Round
    from wijkregie.kit.viewer import Viewer

#: The most letters of one list: those of a large city.
MOST: Final = 500_000


@transaction.atomic
def draw_roll(
    round_id: int, entries: Sequence[RollEntry], *, by: Viewer, at: datetime, chance: Random
) -> Sequence[NewCode]:
    """Draw a code for each of these, and return them in their order; nowhere do they stay.

    A second list adds to the first. Raises ``BudgetRefused`` with the row of what is not in
    the area of the vote, or too young: then nothing was drawn.
    """
    found = _round_with_letters(round_id, by, at)
    settled = electorate_of(found)
    _refuse_grown_game(found)
    if not 0 < len(entries) <= MOST:
        raise BudgetRefused(
            _("A list has from 1 to %(most)d letters. Divide it, or choose another file.")
            % {"most": MOST},
            "file",
        )
    areas = _areas(found, settled, entries)
    new = _draw(found, [(areas.get(one.area_code or ""), one.age) for one in entries], chance)
    audit.record("roll_drawn", found, by=by, at=at, why=str(len(new)))
    return new


@transaction.atomic
def replace_code(  # noqa: PLR0913 - which, why, and the three that all changes ask
    round_id: int, letter: int, why: str, *, by: Viewer, at: datetime, chance: Random
) -> NewCode:
    """Make the code of a lost letter void, and return a new one; refuse one that was used."""
    found = _round_with_letters(round_id, by, at)
    electorate_of(found)
    needed = _("Write down why this letter gets another code, without a name or an address.")
    said = finding.line(why, 200, "why", needed=needed)
    lost = Voter.objects.filter(round=found, letter=letter, void=False)
    old = lost.first()
    if old is None:
        raise BudgetRefused(_("There is no such letter, or it was replaced already."), "letter")
    if lost.filter(used="").update(void=True) == 0:
        raise urn.used_already()
    (new,) = _draw(found, [(old.area_id, None)], chance)
    Voter.objects.filter(round=found, letter=new.letter).update(age_band=old.age_band)
    audit.record("code_replaced", found, by=by, at=at, why=said)
    return new


@transaction.atomic
def hand_out_code(  # noqa: PLR0913 - who, where, how old, and the three that all changes ask
    round_id: int,
    area_id: int | None,
    age: int | None,
    *,
    by: Viewer,
    at: datetime,
    chance: Random,
) -> NewCode:
    """Return a code for somebody at a table on a day of the vote, who has none yet."""
    found = _round_with_letters(round_id, by, at)
    settled = electorate_of(found)
    _refuse_grown_game(found)
    if stand_of(found, days_of_vote(found), at) is not Stand.OPEN:
        raise BudgetRefused(_("Codes are handed out on the days of the vote."))
    areas = programme.known_areas([] if area_id is None else [area_id], found.municipality_id)
    _refuse_outside(found, settled, areas, {})
    _refuse_young(settled, age, None)
    (new,) = _draw(found, [(area_id, age)], chance)
    audit.record("code_handed_out", found, by=by, at=at)
    return new


def _round_with_letters(round_id: int, by: Viewer, at: datetime) -> Round:
    found = finding.round_to_change(round_id, by)
    if stand_of(found, days_of_vote(found), at) is Stand.CLOSED:
        raise BudgetRefused(_("Voting is over, so no codes go out any more."))
    return found


def _refuse_grown_game(found: Round) -> None:
    if found.declared and found.ballot == BallotKind.COINS:
        raise BudgetRefused(
            _(
                "The number of households was declared: the coins of a turn are divided by it. "
                "Only a lost letter can be replaced."
            )
        )


def _draw(
    found: Round, wanted: Sequence[tuple[int | None, int | None]], chance: Random
) -> list[NewCode]:
    """Write down fingerprints of new codes, by area and age, under the next numbers."""
    last = Voter.objects.filter(round=found).aggregate(last=Max("letter"))["last"] or 0
    new = [NewCode(last + at, codes.drawn(chance)) for at in range(1, len(wanted) + 1)]
    Voter.objects.bulk_create(
        [
            Voter(
                municipality_id=found.municipality_id,
                round=found,
                digest=fingerprint(found.pk, one.code),
                letter=one.letter,
                area_id=area_id,
                age_band=band_of(age),
            )
            for one, (area_id, age) in zip(new, wanted, strict=True)
        ],
        batch_size=500,
    )
    return new


def _areas(found: Round, settled: Electorate, entries: Sequence[RollEntry]) -> dict[str, int]:
    """Return the areas of a list by code; refuse a row that is outside, or too young."""
    rows: dict[str, int] = {}
    for row, one in enumerate(entries, start=1):
        _refuse_young(settled, one.age, row)
        if one.area_code:
            rows.setdefault(one.area_code, row)
    gm_codes = found.municipality.codes.values("code")
    areas = list(
        Area.objects.filter(code__in=rows, municipality_id=found.municipality_id)
    ) + list(Area.objects.filter(code__in=rows, municipality=None, gm_code__in=gm_codes))
    by_code = {area.code: area.pk for area in areas}
    for code, row in rows.items():
        if code not in by_code:
            said = _("%(code)s is no area of this municipality.") % {"code": code}
            raise BudgetRefused(_in_list(said, row), "file")
    _refuse_outside(found, settled, areas, rows)
    return by_code


def _refuse_outside(
    found: Round, settled: Electorate, areas: Iterable[Area], rows: dict[str, int]
) -> None:
    """Refuse an area that is not in the area of the vote; ``rows`` say where each stands."""
    allowed = {area.pk for area in areas_of(found, settled)}
    named = {area.pk: area for area in areas}
    for pk, inside in around_each(named).items() if allowed else ():
        if not inside & allowed:
            area = named[pk]
            row = rows.get(area.code)
            said = _("%(code)s lies outside the area of this vote.") % {"code": area.code}
            raise BudgetRefused(_in_list(said, row), "area" if row is None else "file")


def _refuse_young(settled: Electorate, age: int | None, row: int | None) -> None:
    if age is not None and settled.least_age is not None and age < settled.least_age:
        said = _("One may vote from %(age)d years on.") % {"age": settled.least_age}
        raise BudgetRefused(_in_list(said, row), "age" if row is None else "file")


def _in_list(said: str, row: int | None) -> str:
    if row is None:
        return said
    return _("Row %(row)d of the list: %(what)s") % {"row": row, "what": said}
