"""Votes on paper: the letter is booked, the sheet is read by two people, the pile poured.

Letters and sheets are apart from the moment the envelope is opened. What was read of a sheet
is sealed, so that nobody sees how a pile runs.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.core import codes
from wijkregie.core.tally.canonical import encoded
from wijkregie.domain.budgets.models import PaperBatch, PaperSheet
from wijkregie.domain.budgets.queries.polling import Stand, days_of_vote, stand_of
from wijkregie.domain.budgets.queries.unsealing import (
    SheetRead,
    about_sheets,
    differs,
    holds,
    read_of,
)
from wijkregie.domain.budgets.services import finding, polling, urn
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.electorate import electorate_of
from wijkregie.domain.budgets.services.vote_drafts import ReceiptSeen
from wijkregie.domain.budgets.states import BatchState, Used
from wijkregie.domain.programme.services import finding as programme
from wijkregie.kit import audit, sealing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from random import Random

    from wijkregie.domain.budgets.models import Round
    from wijkregie.domain.budgets.services.vote_drafts import SheetDraft
    from wijkregie.kit.viewer import Viewer

MOST_SHEETS: Final = 10_000


@transaction.atomic
def book_paper(
    round_id: int, code: str, *, by: Viewer, at: datetime, chance: Random
) -> ReceiptSeen:
    """Book a letter that came back with a sheet as used, and return its receipt.

    The sheet goes on its pile without the letter. Refuses a code that voted already: then the
    sheet is not counted.
    """
    found = _round_with_paper(round_id, by, at)
    typed = urn.code_typed(code)
    urn.spend(found, typed, Used.PAPER)
    leaf = urn.give_receipt(found, typed, chance)
    audit.record("paper_booked", found, by=by, at=at)
    return ReceiptSeen(codes.grouped(leaf), leaf)


@transaction.atomic
def open_batch(round_id: int, name: str, sheets: int, *, by: Viewer, at: datetime) -> int:
    """Begin a pile of so many sheets, counted by hand, and return its number."""
    found = _round_with_paper(round_id, by, at)
    needed = _("Write down how the pile is called, for instance where it was collected.")
    said = finding.line(name, 80, "name", needed=needed)
    if found.batches.filter(name__iexact=said).exists():
        raise BudgetRefused(
            _("There is a pile “%(name)s” already. Choose another name.") % {"name": said},
            "name",
        )
    if not 0 < sheets <= MOST_SHEETS:
        raise BudgetRefused(
            _("A pile has from 1 to %(most)d sheets. Count them by hand first.")
            % {"most": MOST_SHEETS},
            "sheets",
        )
    batch = PaperBatch.objects.create(
        municipality_id=found.municipality_id, round=found, name=said, sheets_told=sheets
    )
    PaperSheet.objects.bulk_create(
        PaperSheet(municipality_id=batch.municipality_id, batch=batch, number=number)
        for number in range(1, sheets + 1)
    )
    audit.record("paper_batch_opened", found, by=by, at=at, why=str(sheets))
    return batch.pk


@transaction.atomic
def enter_sheet(
    batch_id: int, number: int, draft: SheetDraft, *, by: Viewer, at: datetime
) -> None:
    """Write down what somebody reads on a sheet: first, or second if another was first.

    Neither sees what the other read. Who was first may correct it while nobody was second;
    after that what differs is settled, and nobody reads anew. Refuses a ballot beyond its
    limits: that sheet is invalid, with the reason.
    """
    sheet = _sheet(batch_id, number, by)
    read = _sealed(sheet.batch, draft)
    me = _reader(by)
    if sheet.first_by_id is None or (sheet.first_by_id == me and sheet.second is None):
        sheet.first, sheet.first_by_id = read, me
    elif sheet.second is not None:
        raise BudgetRefused(_("Two persons read this sheet already. Take the next one."))
    else:
        sheet.second, sheet.second_by_id = read, me
    sheet.save()
    audit.record("paper_sheet_read", sheet.batch, by=by, at=at, why=str(number))


@transaction.atomic
def settle_sheet(
    batch_id: int, number: int, draft: SheetDraft, *, by: Viewer, at: datetime
) -> None:
    """Write down what holds of a sheet that two read differently, by a look at the paper.

    What a third person writes down holds. Of the two who read it neither decides alone: what
    one writes down holds once the other writes down the same. The log keeps who read and
    settled which sheet.
    """
    sheet = _sheet(batch_id, number, by)
    me = _reader(by)
    if sheet.second is None or not differs(sheet):
        raise BudgetRefused(_("Nothing is to be settled about this sheet."))
    sealed = _sealed(sheet.batch, draft)
    said, was = (read_of(batch_id, one) for one in (sealed, sheet.settled))
    readers = {sheet.first_by_id, sheet.second_by_id}
    if said == was and {me, sheet.settled_by_id} == readers:
        sheet.agreed_by_id = me
    elif holds(sheet) is not None and me in readers:
        raise BudgetRefused(_("It is settled what holds of this sheet. Ask a third person."))
    else:
        sheet.settled, sheet.settled_by_id, sheet.agreed_by_id = sealed, me, None
    sheet.save(update_fields=["settled", "settled_by", "agreed_by"])
    audit.record("paper_sheet_settled", sheet.batch, by=by, at=at, why=str(number))


@transaction.atomic
def pour(batch_id: int, *, by: Viewer, at: datetime, chance: Random) -> int:
    """Put a pile into the urn and throw what was entered away; return how many sheets.

    Refuses while a sheet was not read twice, or was read differently and not settled.
    """
    batch = _batch(batch_id, by)
    sheets = list(batch.sheets.order_by("number"))
    open_ones = [str(one.number) for one in sheets if one.second is None]
    if open_ones:
        raise BudgetRefused(_unfinished(_("Not read twice yet: %(numbers)s."), open_ones))
    read = {one.number: holds(one) for one in sheets}
    unsettled = [str(number) for number, one in read.items() if one is None]
    if unsettled:
        raise BudgetRefused(
            _unfinished(_("Read differently: %(numbers)s. Look at the paper."), unsettled)
        )
    ballots = [_ballot(one) for one in read.values() if one is not None]
    chance.shuffle(ballots)
    for ballot in ballots:
        urn.drop(batch.round, ballot, chance)
    batch.sheets.all().delete()
    batch.state = BatchState.POURED
    batch.save(update_fields=["state"])
    audit.record("paper_poured", batch, by=by, at=at, why=str(len(ballots)))
    return len(ballots)


def _sealed(batch: PaperBatch, draft: SheetDraft) -> str:
    found = batch.round
    ballot: polling.Ballot = ((), ())
    if (draft.marks or draft.points) and not draft.invalid:
        ballot = polling.checked(found, draft.marks, draft.points)
    said = finding.line(draft.invalid, 200, "invalid")
    plain = {"marks": ballot[0], "points": ballot[1], "invalid": said}
    sealed = sealing.seal(encoded(plain), about=about_sheets(batch.pk))
    return base64.b64encode(sealed).decode()


def _ballot(read: SheetRead) -> polling.Ballot:
    """Return what goes into the urn for a sheet: what is invalid counts as blank."""
    return ((), ()) if read.invalid else (read.marks, read.points)


def _reader(by: Viewer) -> int:
    """Return who reads a sheet; refuse the installation, which has no eyes."""
    finding.runner(by)
    if by.person_id is None:
        raise BudgetRefused(_("Log in first: a sheet is read by two persons."))
    return by.person_id


def _round_with_paper(round_id: int, by: Viewer, at: datetime) -> Round:
    """Return a round whose paper may come in: from the first day until the urn is opened."""
    found = _round_with_shut_urn(round_id, by)
    settled = electorate_of(found)
    if not settled.on_paper:
        raise BudgetRefused(_("In this round nobody votes on paper."))
    if stand_of(found, days_of_vote(found), at) in {Stand.NOT_DECLARED, Stand.NOT_YET}:
        raise BudgetRefused(_("Voting has not begun yet. Come back on the first day."))
    polling.hold(found)
    return found


def _round_with_shut_urn(round_id: int, by: Viewer) -> Round:
    """Return a round, held; refuse one of which somebody may know how plans stand."""
    found = finding.round_to_change(round_id, by)
    if found.urn_opened_at is not None:
        raise BudgetRefused(
            _("The urn was opened. From then on no paper comes in, and no pile changes.")
        )
    return found


def _batch(batch_id: int, by: Viewer) -> PaperBatch:
    """Return a pile that may change, locked after its round."""
    here = finding.runner(by)
    rows = PaperBatch.objects.select_related("round__electorate", "round__declaration")
    known = rows.filter(pk=batch_id, municipality_id=here).first()
    if known is not None:
        _round_with_shut_urn(known.round_id, by)
    batch = programme.found(rows, batch_id, by)
    if batch.state == BatchState.POURED:
        raise BudgetRefused(_("This pile is in the urn, so nothing of it changes any more."))
    polling.hold(batch.round)
    return batch


def _sheet(batch_id: int, number: int, by: Viewer) -> PaperSheet:
    batch = _batch(batch_id, by)
    sheet = batch.sheets.filter(number=number).first()
    if sheet is None:
        raise programme.not_there()
    sheet.batch = batch
    return sheet


def _unfinished(words: str, numbers: Sequence[str]) -> str:
    return words % {"numbers": ", ".join(numbers[:20])}
