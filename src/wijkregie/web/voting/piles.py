"""Piles of paper as their pages show them. What another read is shown only where it differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.states import BallotKind, BatchState
from wijkregie.web.voting import ballots, page, words
from wijkregie.web.voting.desk import there
from wijkregie.web.voting.sheet import MANY, SINGLE

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import (
        BatchSeen,
        DifferenceSeen,
        SheetRead,
        SheetSeen,
        VotingSeen,
    )
    from wijkregie.web.voting.desk import Desk
    from wijkregie.web.voting.sheet import Sheet


def sheets_text(number: int) -> str:
    """Return how many sheets there are."""
    return ngettext("%(number)d sheet", "%(number)d sheets", number) % {"number": number}


def state_text(one: BatchSeen) -> str:
    """Return how far a pile is."""
    if one.state is BatchState.POURED:
        return _("in the urn")
    told = {"once": one.read_once, "twice": one.read_twice}
    return _("read once: %(once)d, read twice: %(twice)d") % told


def context(desk: Desk, seen: VotingSeen, found: BatchSeen) -> dict[str, Any]:
    """Return all that the page of a pile shows."""
    pk, paper = seen.round_id, there(ballots.sheet_of(desk, seen))
    entering = found.state is BatchState.ENTERING
    differing = queries.differences(desk.viewer, found.id) if entering else []
    next_ = next_number(desk, found.id) if entering else None
    rows = [
        (_("Sheets"), str(found.sheets)),
        (_("Read once"), str(found.read_once)),
        (_("Read twice"), str(found.read_twice)),
    ]
    open_ = sum(not one.holds for one in differing)
    return {
        "crumbs": desk.crumbs(pk, seen.title, found.name, behind=True),
        "round": page.named(seen),
        "heading": found.name,
        "lead": _lead(found),
        "facts": [{"name": name, "text": text, "url": ""} for name, text in rows]
        if entering
        else [],
        "next_url": desk.url("sheet", pk, found.id, next_) if next_ else "",
        "next_text": _("Read sheet %(number)d") % {"number": next_ or 0},
        "differences": [
            {
                "number": one.number,
                "first": read_text(paper, one.first),
                "second": read_text(paper, one.second),
                "settled": _settled_text(paper, one),
                "url": "" if one.mine else desk.url("settle", pk, found.id, one.number),
            }
            for one in differing
        ],
        "waiting": _waiting(found, open_),
    }


def _settled_text(sheet: Sheet, one: DifferenceSeen) -> str:
    """Return what was written down of a sheet, and whether it holds."""
    if one.settled is None:
        return ""
    told = {"what": read_text(sheet, one.settled)}
    if one.holds:
        return told["what"]
    return _("%(what)s (does not hold yet: the other reader, or a third, looks too)") % told


def _lead(found: BatchSeen) -> str:
    if found.state is BatchState.POURED:
        return _("This pile is in the urn. Nobody can look at single sheets any more.")
    return _(
        "Two people read each sheet, apart from each other. Number the sheets as they lie: the "
        "top one is sheet 1."
    )


def _waiting(found: BatchSeen, differing: int) -> str:
    """Return what a pile waits for before it can be poured; empty if for nothing."""
    if found.read_twice < found.sheets:
        return _("This can be done once two people read every sheet.")
    return _("Settle first what was read differently.") if differing else ""


def sheet_of(desk: Desk, batch: int, number: int) -> SheetSeen:
    """Return a sheet as who looks may read it. Raises ``Http404`` where there is none."""
    found = {one.number: one for one in queries.sheets_of(desk.viewer, batch)}
    return there(found.get(number))


def next_number(desk: Desk, batch: int, *, after: int = 0) -> int | None:
    """Return the next sheet that who looks did not read yet, and may."""
    open_ = [
        one.number
        for one in queries.sheets_of(desk.viewer, batch)
        if one.may_read and one.mine is None
    ]
    later = [one for one in open_ if one > after]
    return next(iter(later or open_), None)


def read_text(sheet: Sheet, read: SheetRead) -> str:
    """Return what somebody read on a sheet."""
    names = [sheet.names.get(mark, mark) for mark in read.marks]
    if read.invalid or not names:
        return _("not valid: %(why)s") % {"why": read.invalid} if read.invalid else _("blank")
    if read.points:
        given = zip(names, read.points, strict=True)
        return ", ".join(f"{name}: {words.amount(sheet, number)}" for name, number in given)
    if sheet.kind is BallotKind.RANKING:
        names = [f"{place}. {name}" for place, name in enumerate(names, start=1)]
    return ", ".join(names)


def initial(sheet: Sheet, read: SheetRead) -> dict[str, Any]:
    """Return what somebody read, as the form shows it."""
    if sheet.kind in MANY:
        chosen: dict[str, Any] = {"plans": list(read.marks)}
    elif sheet.kind in SINGLE:
        chosen = {"plans": next(iter(read.marks), "")}
    elif sheet.kind is BallotKind.RANKING:
        chosen = {f"place{place}": mark for place, mark in enumerate(read.marks, start=1)}
    else:
        given = dict(zip(read.marks, read.points, strict=True))
        chosen = {
            f"amount{at}": given[one.mark]
            for at, one in enumerate(sheet.options)
            if one.mark in given
        }
    return chosen | {"invalid": read.invalid}
