"""Regular work, and what was agreed with partners, out of a file."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import (
    AgreementReport,
    PerformanceAgreement,
    RegularActivity,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from wijkregie.domain.programme.models import Goal
    from wijkregie.domain.programme.services.importing.merge import Fields, Merge
    from wijkregie.domain.programme.services.importing.names import Names
    from wijkregie.sources.programme import (
        AgreementRow,
        PartnerReportRow,
        ProgrammeFile,
        RegularRow,
    )

_NOON: Final = time(12)


def merge_regular(merge: Merge, goals: Mapping[str, Goal]) -> None:
    """Bring the regular work up to date, with the goals it serves."""
    old, new = _regular(merge.old), _regular(merge.new)
    rows = {one.name: one for one in merge.programme.regular_activities.all()}
    for order, (name, row) in enumerate(new.items()):
        what = _("regular work “%(name)s”") % {"name": name}
        fields: Fields = {"holder": row.holder}
        if name not in old and name not in rows:
            rows[name] = merge.make(
                RegularActivity, programme=merge.programme, name=name, order=order, **fields
            )
            merge.added += 1
        elif name in old or row.holder:
            before = {"holder": old[name].holder} if name in old else None
            merge.row(what, rows.get(name), before, fields)
        if name in rows:
            was = old[name].goals if name in old else ()
            _goals(merge, rows[name], was, row.goals, goals)
    for name in old:
        if name not in new and name in rows:
            linked = rows[name].projects.values_list("title", flat=True)
            merge.remove(_("regular work “%(name)s”") % {"name": name}, rows[name], linked)


def merge_agreements(merge: Merge, goals: Mapping[str, Goal]) -> None:
    """Bring the agreements and their reports up to date; each is known by its name."""
    old, new = _agreements(merge.old), _agreements(merge.new)
    rows = {one.title: one for one in merge.programme.agreements.all()}
    for order, (title, row) in enumerate(new.items()):
        what = _("agreement “%(title)s”") % {"title": title}
        fields = _fields(row, merge.names, strict=True)
        if title not in old and title not in rows:
            if fields["partner_id"] is None:
                continue  # noted as a fault: nothing of the file is stored
            rows[title] = merge.make(
                PerformanceAgreement,
                programme=merge.programme,
                title=title,
                order=order,
                made_at=merge.at,
                **fields,
            )
            merge.added += 1
        else:
            before = _fields(old[title], merge.old_names) if title in old else None
            merge.row(what, rows.get(title), before, fields)
        if title in rows:
            _merge_around(merge, rows[title], old.get(title), row, goals)
    for title in old:
        if title not in new and title in rows:
            sent = rows[title].reports.filter(by__isnull=False)
            merge.remove(
                _("agreement “%(title)s”") % {"title": title},
                rows[title],
                [_("a report") for _one in sent],
            )


def _merge_around(
    merge: Merge,
    agreement: PerformanceAgreement,
    before: AgreementRow | None,
    after: AgreementRow,
    goals: Mapping[str, Goal],
) -> None:
    _goals(merge, agreement, before.goals if before else (), after.goals, goals)
    was = set(merge.old_names.areas(before.areas)) if before else set()
    now = set(merge.names.areas(after.areas))
    agreement.areas.add(*(now - was))
    agreement.areas.remove(*(was - now))
    merge.changed += was != now and before is not None
    old = {one.due_on: one for one in before.reports} if before else {}
    new = {one.due_on: one for one in after.reports}
    rows = {one.due_on: one for one in agreement.reports.all()}
    for due_on, row in new.items():
        what = _("report of “%(title)s”") % {"title": agreement.title}
        if due_on not in old and due_on not in rows:
            merge.make(
                AgreementReport, agreement=agreement, due_on=due_on, **_report_fields(row)
            )
            merge.added += 1
        else:
            had = _report_fields(old[due_on]) if due_on in old else None
            merge.row(what, rows.get(due_on) if due_on else None, had, _report_fields(row))
    for due_on in old:
        if due_on not in new and due_on in rows:
            gone = rows[due_on]
            told = [str(gone.due_on)] if gone.by_id is not None else []
            merge.remove(_("report of “%(title)s”") % {"title": agreement.title}, gone, told)


def _goals(
    merge: Merge,
    row: RegularActivity | PerformanceAgreement,
    before: Iterable[str],
    after: Iterable[str],
    goals: Mapping[str, Goal],
) -> None:
    was, now = ({goals[key].pk for key in keys if key in goals} for keys in (before, after))
    row.goals.add(*(now - was))
    row.goals.remove(*(was - now))
    merge.changed += was != now and merge.old is not None


def _fields(row: AgreementRow, names: Names, *, strict: bool = False) -> Fields:
    partner = names.organisation(row.partner.name) if row.partner else None
    if strict and partner is None and row.partner:
        names.note(row.partner, _("no organisation of this municipality has this name."))
    return {
        "partner_id": partner,
        "what": row.what,
        "quantity": row.quantity,
        "unit": row.unit,
        "cents": row.cents,
        "hours": row.hours,
        "free_room": row.free_room,
        "free_hours": row.free_hours,
        "free_cents": row.free_cents,
        "from_on": row.from_on,
        "until_on": row.until_on,
        "state": row.state,
        "agreed_on": row.agreed_on,
    }


def _report_fields(row: PartnerReportRow) -> Fields:
    return {
        "text": row.text,
        "quantity": row.quantity,
        "free_room_used": row.free_room_used,
        "free_hours_used": row.free_hours_used,
        "free_cents_used": row.free_cents_used,
        "sent_at": _noon(row.sent_on) if row.sent_on else None,
    }


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, _NOON))


def _regular(file: ProgrammeFile | None) -> dict[str, RegularRow]:
    return {row.name: row for row in file.regular} if file else {}


def _agreements(file: ProgrammeFile | None) -> dict[str, AgreementRow]:
    return {row.title: row for row in file.agreements} if file else {}
