"""What all imports share: read the file whole, store it whole, and tell what came of it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from wijkregie.cli import readiness
from wijkregie.cli.command import WordedCommand
from wijkregie.cli.running import running
from wijkregie.cli.wording import (
    database_sentence,
    fault_sentence,
    file_sentence,
    note_sentences,
    reason_sentence,
)
from wijkregie.domain.indicators import services as indicators
from wijkregie.kit.refusals import Refusal
from wijkregie.sources.records import Problem, SourceFault

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Iterable, Sequence

    from django.utils.functional import _StrPromise

    from wijkregie.domain.indicators.services import SheetStored
    from wijkregie.sources.records import Reading, Rejection

TEXT_LIMIT = 250_000_000
"""More bytes than any table of the country counts, and what a small machine can hold."""
_SHOWN = 10


class ImportCommand(WordedCommand):
    """An import: ``read`` gives records, ``keep`` stores them and returns what to tell."""

    limit = TEXT_LIMIT
    unknown_hint: str | _StrPromise = ""
    """What to do with a file of which no column is known."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file, and where the report of rejected cells goes."""
        parser.add_argument("file", type=Path, help=_("the file to import"))
        parser.add_argument(
            "--report", type=Path, help=_("where to write the rejected cells (CSV)")
        )

    def read(self, raw: bytes, file: str, options: dict[str, Any]) -> Any:
        """Return the records of a file."""
        raise NotImplementedError

    def keep(self, records: Any, options: dict[str, Any]) -> list[str]:
        """Store the records in one transaction; return sentences for who ran the command."""
        raise NotImplementedError

    def handle(self, *, file: Path, **options: Any) -> None:
        """Import one file, all or nothing."""
        with running():
            readiness.require_ready()
            records = self._read(file, options)
            told = self._keep(records, options)
        for sentence in told:
            self.stdout.write(self.style.SUCCESS(sentence))
        for sentence in note_sentences(getattr(records, "notes", ())):
            self.stdout.write(sentence)
        self._tell_rejections(self.rejected(records), options["report"])

    def rejected(self, records: Any) -> Sequence[Rejection]:
        """Return the cells and rows that were not taken over."""
        found: Sequence[Rejection] = records.rejections
        return found

    def _read(self, file: Path, options: dict[str, Any]) -> Any:
        try:
            return self.read(self._bytes(file), file.name, options)
        except SourceFault as fault:
            unknown = fault.problem is Problem.NO_KNOWN_COLUMN
            hint = str(self.unknown_hint) if unknown else ""
            parts = (fault_sentence(fault), hint, _("Nothing was stored."))
            raise CommandError(" ".join(filter(None, parts))) from fault
        except OSError as fault:
            raise CommandError(file_sentence(file, fault)) from fault
        except MemoryError as fault:
            raise CommandError(
                _("%(file)s is too large for the memory of this machine. Nothing was stored.")
                % {"file": file}
            ) from fault

    def _bytes(self, file: Path) -> bytes:
        """Return the file; of one without end no more is read than may be."""
        with file.open("rb") as opened:
            raw = opened.read(self.limit + 1)
        if len(raw) > self.limit:
            raise SourceFault(Problem.TOO_LARGE, file=file.name)
        return raw

    def _keep(self, records: Any, options: dict[str, Any]) -> list[str]:
        try:
            return self.keep(records, options)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        except (DatabaseError, OSError) as fault:
            raise CommandError(database_sentence(fault)) from fault

    def _tell_rejections(self, rejections: Sequence[Rejection], report: Path | None) -> None:
        if not rejections:
            return
        self.stdout.write(
            ngettext(
                "%(number)d cell or row was not taken over:",
                "%(number)d cells or rows were not taken over:",
                len(rejections),
            )
            % {"number": len(rejections)}
        )
        for one in rejections[:_SHOWN]:
            self.stdout.write(
                _("  row %(row)s, column %(column)s, value “%(value)s”: %(reason)s")
                % {
                    "row": one.row,
                    "column": one.column or "-",
                    "value": one.value,
                    "reason": reason_sentence(one.reason, one.candidates),
                }
            )
        path = report or _report_path(rejections[0].file)
        try:
            write_report(rejections, path)
        except OSError as fault:
            raise CommandError(
                _("The rest is stored, but the list cannot be written to %(path)s: %(why)s.")
                % {"path": path, "why": fault.strerror or fault}
            ) from fault
        self.stdout.write(_("All of them stand in %(path)s.") % {"path": path})


class FigureCommand(ImportCommand):
    """An import of figures: ``read`` returns a ``Reading``."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask also whether a smaller delivery may replace a larger one."""
        super().add_arguments(parser)
        parser.add_argument(
            "--replace",
            action="store_true",
            help=_("also when this file holds less than what is known now"),
        )

    def keep(self, records: Reading, options: dict[str, Any]) -> list[str]:
        """Store the sheets and tell of each."""
        stored = indicators.store_reading(
            records,
            at=timezone.now(),
            replace=options["replace"],
            progress=progress(_("areas")),
        )
        return [sheet_sentence(sheet) for sheet in stored]


def progress(unit: str) -> Callable[[Iterable[Any]], Iterable[Any]]:
    """Return a wrapper that shows a bar while something long is gone through."""

    def wrapped(rows: Iterable[Any]) -> Iterable[Any]:
        bar: Iterable[Any] = tqdm(rows, unit=f" {unit}", disable=None, leave=False)
        return bar

    return wrapped


def sheet_sentence(sheet: SheetStored) -> str:
    """Tell what became of one sheet of figures."""
    told = {
        "new": _(
            "%(source)s %(period)d: %(areas)d areas, %(known)d of %(cells)d figures known."
        ),
        "replaced": _(
            "%(source)s %(period)d: replaced; %(areas)d areas, %(known)d of %(cells)d known."
        ),
        "unchanged": _("%(source)s %(period)d: was here already, nothing changed."),
    }[sheet.outcome]
    return told % {
        "source": sheet.source,
        "period": sheet.period,
        "areas": sheet.areas,
        "known": sheet.known,
        "cells": sheet.cells,
    }


def write_report(rejections: Sequence[Rejection], path: Path) -> None:
    """Write every rejected cell with file, row, column, value and reason."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_("file"), _("row"), _("column"), _("value"), _("reason")])
        for one in rejections:
            reason = reason_sentence(one.reason, one.candidates)
            writer.writerow([one.file, one.row, one.column, one.value, reason])


def _report_path(file: str) -> Path:
    moment = timezone.localtime().strftime("%Y%m%d-%H%M%S")
    return Path(settings.MEDIA_ROOT).parent / "reports" / f"{Path(file).stem}-{moment}.csv"
