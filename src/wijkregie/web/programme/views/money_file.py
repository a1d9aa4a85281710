"""Read in a controller's table of money: first what it changes, then the confirmation."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme import queries, services
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.spreadsheets import as_text
from wijkregie.sources import money_file
from wijkregie.sources.records import SourceFault
from wijkregie.web.programme.desk import done, for_work
from wijkregie.web.programme.finances import carried, reading
from wijkregie.web.programme.forms.money_file import ConfirmForm, MoneyFileForm

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import ProgrammeSeen
    from wijkregie.sources.money_file import MoneyFile
    from wijkregie.web.programme.desk import Desk


@for_work
def read_in(desk: Desk, key: str) -> HttpResponse:
    """Ask for the table, show what it changes, and store it when that is confirmed."""
    seen = queries.programme_seen(desk.viewer, key)
    if seen is None:
        raise Http404
    if not seen.may_steer:
        return desk.refuse()
    if desk.sent is not None and "mark" in desk.sent:
        return _confirmed(desk, seen)
    form = MoneyFileForm(desk.sent, desk.request.FILES if desk.sent is not None else None)
    if form.is_bound and form.is_valid():
        table = _read(form)
        if table is not None:
            return _looked_at(desk, seen, table, form)
    return _page(desk, seen, {"form": form}, wrong=bool(form.errors))


def _read(form: MoneyFileForm) -> MoneyFile | None:
    file: UploadedFile[Any] = form.cleaned_data["file"]
    name, raw = file.name or "", file.read()
    try:
        text = as_text(raw, file=name)
        return money_file.read(text, file=name, sheet=text is not raw)
    except SourceFault as fault:
        form.add_error("file", reading.fault_sentence(fault))
    return None


def _looked_at(
    desk: Desk, seen: ProgrammeSeen, table: MoneyFile, form: MoneyFileForm
) -> HttpResponse:
    """Show what a table changes; or everything that is wrong with it."""
    try:
        report = services.try_money(seen.id, table, by=desk.viewer, at=timezone.now())
    except services.MoneyFileRefused as refused:
        faults = [one.sentence for one in refused.faults]
        form.add_error(
            "file", _("Nothing was stored. Mend the rows named above, and try again.")
        )
        return _page(desk, seen, {"form": form, "faults": faults}, wrong=True)
    confirm = ConfirmForm(
        initial={"table": carried.packed(seen.id, table), "mark": report.mark}
    )
    shown = reading.shown(report) | {"confirm": confirm if report.changes else None}
    return _page(desk, seen, {"form": None, "report": shown})


def _confirmed(desk: Desk, seen: ProgrammeSeen) -> HttpResponse:
    form = ConfirmForm(desk.sent)
    table = None
    if form.is_valid():
        table = carried.unpacked(seen.id, form.cleaned_data["table"])
    if table is None:
        again = MoneyFileForm()
        words = _("This can be confirmed no more. Send the table once more.")
        return _page(desk, seen, {"form": again, "faults": [words]}, wrong=True)
    try:
        report = services.import_money(
            seen.id, table, by=desk.viewer, at=timezone.now(), mark=form.cleaned_data["mark"]
        )
    except Refusal as refusal:
        context = {"form": MoneyFileForm(), "faults": str(refusal).split("\n")}
        return _page(desk, seen, context, wrong=True)
    words = _("The table is read in. New: %(added)d, changed: %(changed)d, away: %(removed)d.")
    told = {"added": report.added, "changed": report.changed, "removed": report.removed}
    return done(desk, words % told, desk.url("money", seen.key))


def _page(
    desk: Desk, seen: ProgrammeSeen, context: dict[str, Any], *, wrong: bool = False
) -> HttpResponse:
    heading = _("Read in a table")
    frame = {
        "crumbs": [
            {"name": seen.name, "url": desk.url("detail", seen.key)},
            {"name": _("Money"), "url": desk.url("money", seen.key)},
            {"name": heading, "url": ""},
        ],
        "kicker": seen.name,
        "heading": heading,
        "lines_url": desk.url("money_book", seen.key),
        "again_url": desk.url("money_file", seen.key),
        "cancel_url": desk.url("money", seen.key),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(desk.request, "programme/money_file.html", frame | context, status=status)
