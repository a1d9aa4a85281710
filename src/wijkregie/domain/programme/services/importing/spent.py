"""What was ordered and paid, and how the costs are divided, out of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import Commitment, Payment
from wijkregie.domain.programme.services import citing, finding
from wijkregie.domain.programme.services.dividing import divided
from wijkregie.domain.programme.services.funding import funder
from wijkregie.domain.programme.services.importing.card import merge_lines
from wijkregie.domain.programme.services.money_drafts import DivisionDraft, ShareDraft
from wijkregie.domain.programme.states import Pledge, ShareKind
from wijkregie.kit.words import checked_words
from wijkregie.sources.programme import SpentRows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from wijkregie.domain.programme.models import Division, Project
    from wijkregie.domain.programme.services.importing.merge import Fields, Merge
    from wijkregie.sources.programme import DivisionRow, OrderRow, PaymentRow, ProjectRow

_NONE = SpentRows()


def merge_spent(
    merge: Merge,
    what: str,
    project: Project,
    before: ProjectRow | None,
    after: ProjectRow | None,
) -> None:
    """Bring divisions, orders and payments up to date; what was paid is never taken away.

    Orders that a room above keeps, and what is paid on them, stay as they are: a file that
    says otherwise is refused. The coverage that follows from the divisions is reckoned with
    the costs.
    """
    old, new = (row.spent if row else _NONE for row in (before, after))
    if old == new:
        return
    _divisions(merge, _("%(what)s, division") % {"what": what}, project, old, new)
    ordered = _("%(what)s, orders") % {"what": what}
    rows = {_order_name(one): one for one in project.commitments.all()}
    was, now = _without_held(
        merge,
        ordered,
        rows,
        (_orders(merge, ordered, old), _orders(merge, ordered, new)),
        {one.pk for one in rows.values() if one.held},
    )
    of = {"project": project, "recorded_at": merge.at}
    merge_lines(
        merge,
        ordered,
        rows,
        ({name: was[name] for name in was if name in now}, now),
        lambda _key, fields, _at: merge.make(Commitment, **of, **fields),
    )
    _payments(merge, _("%(what)s, payments") % {"what": what}, project, old, new)
    for name in was:
        if name not in now and name in rows:
            paid = rows[name].payments.values_list("document", flat=True)
            merge.remove(f"{ordered}, “{name}”", rows[name], paid)


def _payments(
    merge: Merge, what: str, project: Project, old: SpentRows, new: SpentRows
) -> None:
    orders = {one.reference: one.pk for one in project.commitments.exclude(reference="")}
    was = {one.name: _payment(merge, what, one, orders) for one in old.payments}
    now = {one.name: _payment(merge, what, one, orders) for one in new.payments}
    rows = {
        f"{one.document}, {one.what}, {one.paid_on}, {one.cents}": one
        for one in project.payments.all()
    }
    held = set(project.commitments.filter(held=True).values_list("pk", flat=True))
    was, now = _without_held(merge, what, rows, (was, now), held)
    told = {one.name: one for one in new.payments}
    of = {"project": project, "recorded_at": merge.at}
    merge_lines(
        merge,
        what,
        rows,
        ({name: was[name] for name in was if name in now}, now),
        lambda name, fields, _at: merge.make(
            Payment,
            what=told[name].what,
            cents=told[name].cents,
            paid_on=told[name].paid_on,
            document=told[name].document,
            **of,
            **fields,
        ),
    )
    merge.conflicts += [
        _("%(what)s: “%(name)s” was paid. Write in the file when and why it was taken back.")
        % {"what": what, "name": f"{one.document}, {one.what}"}
        for one in old.payments
        if one.name not in told
    ]


def _without_held(
    merge: Merge,
    what: str,
    rows: Mapping[str, Commitment | Payment],
    versions: tuple[dict[str, Fields], dict[str, Fields]],
    held: Collection[int],
) -> tuple[dict[str, Fields], dict[str, Fields]]:
    """Leave out what hangs on the ``held`` orders, and write down where a file changes it."""
    was, now = versions
    kept = {name for name, row in rows.items() if _order_id(row) in held}
    kept |= {name for name, fields in now.items() if fields.get("commitment_id") in held}
    merge.conflicts += [
        _("%(what)s: “%(name)s” is paid with money that the plan was given. Change it there.")
        % {"what": what, "name": name}
        for name, fields in now.items()
        if name in kept and not _as_it_is(rows.get(name), fields)
    ]
    before, after = (
        {name: fields for name, fields in one.items() if name not in kept} for one in (was, now)
    )
    return before, after


def _order_id(row: Commitment | Payment) -> int | None:
    return row.pk if isinstance(row, Commitment) else row.commitment_id


def _as_it_is(row: Commitment | Payment | None, fields: Fields) -> bool:
    return row is not None and all(
        getattr(row, name) == value for name, value in fields.items()
    )


def _divisions(
    merge: Merge, what: str, project: Project, old: SpentRows, new: SpentRows
) -> None:
    """Bring the divisions up to date: each is taken as a whole."""
    was = {one.year: _draft(one) for one in old.divisions}
    now = {one.year: _draft(one) for one in new.divisions}
    rows = {one.year: one for one in project.divisions.prefetch_related("shares__funder")}
    for year in dict.fromkeys((*was, *now)):
        before, after = was.get(year), now.get(year)
        if before == after:
            continue
        here = _stands(rows[year]) if year in rows else None
        wanted = _payers(merge, what, after)
        if here == wanted:
            continue
        if here != _payers(merge, what, before):
            merge.conflicts.append(_("%(what)s: was changed here too.") % {"what": what})
        elif after is None:
            rows[year].delete()
            merge.removed += 1
        else:
            _divide(merge, what, project, after)
            merge.changed += before is not None
            merge.added += before is None


def _divide(merge: Merge, what: str, project: Project, draft: DivisionDraft) -> None:
    value = ", ".join(one.funder for one in draft.shares)
    merge.fitting(what, value, lambda: divided(project, draft, at=merge.at))


def _draft(row: DivisionRow) -> DivisionDraft:
    return DivisionDraft(
        tuple(
            ShareDraft(
                one.funder,
                _kind(one.percent, one.cents),
                one.percent,
                one.cents,
                Pledge(one.pledge),
            )
            for one in row.shares
        ),
        row.year,
    )


def _kind(percent: object, cents: object) -> ShareKind:
    if percent is not None:
        return ShareKind.PERCENT
    return ShareKind.REST if cents is None else ShareKind.FIXED


def _payers(merge: Merge, what: str, draft: DivisionDraft | None) -> list[Any] | None:
    """Return the shares of a draft as those of a division stand, by funder."""
    if draft is None:
        return None
    return [
        (_funder(merge, what, one.funder), one.kind, one.percent, one.cents, one.pledge)
        for one in draft.shares
    ]


def _stands(division: Division) -> list[Any]:
    lines = sorted(division.shares.all(), key=lambda one: (one.order, one.pk))
    return [(one.funder_id, one.kind, one.percent, one.cents, one.pledge) for one in lines]


def _funder(merge: Merge, what: str, name: str) -> int:
    made = merge.fitting(what, name, lambda: funder(name, merge.programme.municipality_id))
    return made.pk


def _orders(merge: Merge, what: str, spent: SpentRows) -> dict[str, Fields]:
    return {one.name: _order(merge, what, one) for one in spent.orders}


def _order(merge: Merge, what: str, row: OrderRow) -> Fields:
    fields = {"what": row.what, "supplier": row.supplier, "reference": row.reference}
    days = {"ordered_on": row.ordered_on, "ended_on": row.ended_on}
    _check(merge, what, fields | {"document": row.document}, days)
    return {
        **fields,
        **days,
        "year": row.year,
        "cents": row.cents,
        "funder_id": _funder(merge, what, row.funder) if row.funder else None,
        "document": row.document,
        "address": merge.fitting(what, row.address, lambda: citing.address(row.address)),
    }


def _payment(merge: Merge, what: str, row: PaymentRow, orders: Mapping[str, int]) -> Fields:
    words = {"what": row.what, "document": row.document, "why": row.taken_back_because}
    _check(merge, what, words, {"paid_on": row.paid_on, "taken_back_on": row.taken_back_on})
    return {
        "address": merge.fitting(what, row.address, lambda: citing.address(row.address)),
        "commitment_id": orders.get(row.order) if row.order else None,
        "taken_back_on": row.taken_back_on,
        "taken_back_because": row.taken_back_because,
    }


def _check(
    merge: Merge, what: str, words: Mapping[str, str], days: Mapping[str, date | None]
) -> None:
    """Refuse words with a person in them, and what would happen after today."""
    for name, value in words.items():
        merge.fitting(what, value, lambda: checked_words(value, field=name))  # noqa: B023 - asked at once
    for name, on in days.items():
        merge.fitting(what, str(on), lambda: finding.day(on, name, happened=merge.at))  # noqa: B023 - asked at once


def _order_name(one: Commitment) -> str:
    return one.reference or f"{one.what}, {one.supplier}, {one.ordered_on}"
