"""``wijkregie atlas --municipality X --out FOLDER``: print the wijkatlas of every area."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from tqdm import tqdm

from wijkregie.cli import readiness
from wijkregie.cli.command import WordedCommand
from wijkregie.cli.running import running
from wijkregie.domain.places import queries as places
from wijkregie.kit import installation, typeset
from wijkregie.kit.typeset import documents
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from concurrent.futures import Future

    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.typeset.documents import Document, Series

_PRESSES: Final = 2
_WAITING: Final = 6


class Command(WordedCommand):
    """Prints what everybody may see: nothing that only members may."""

    purpose = gettext_lazy(
        "Print the wijkatlas of every wijk and buurt of a municipality (PDF)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask of which municipality, of which areas, and where the documents go."""
        parser.add_argument(
            "--municipality", required=True, help=_("its name, its address or its CBS code")
        )
        parser.add_argument(
            "--out", required=True, type=Path, help=_("the folder for the PDFs")
        )
        parser.add_argument(
            "--area",
            action="append",
            default=[],
            help=_("only the area with this code; may be given more than once"),
        )

        parser.add_argument(
            "--site",
            default="",
            help=_("where people find the site, for the sheets: https://wijk.example"),
        )

    def handle(self, *, municipality: str, out: Path, **options: Any) -> None:
        """Make both documents of each area, two at a time."""
        with running(), installation.reached_as(_site(options.get("site") or "")):
            addressed = bool(installation.reached_at())
            readiness.require_ready()
            scope = _found(municipality)
            codes = {code.upper() for code in options["area"]}
            viewer = anonymous(scope.municipality_id)
            series = documents.asked("wijkatlas")(
                viewer, scope.slug, at=timezone.now(), codes=codes
            )
            if not series.total:
                raise CommandError(
                    _("%(name)s has no such areas yet. First run: wijkregie import kwb FILE")
                    % {"name": scope.name}
                )
            _print(series, _folder(out), scope)
        if not addressed:
            self.stderr.write(
                self.style.WARNING(
                    _(
                        "Note: no address of the site and no code for a phone stand on the "
                        "sheets. Say where people find it, and print again: --site https://…"
                    )
                )
            )
        told = ngettext(
            "%(number)d document in %(folder)s.",
            "%(number)d documents in %(folder)s.",
            series.total,
        )
        self.stdout.write(self.style.SUCCESS(told % {"number": series.total, "folder": out}))


def _site(asked: str) -> str:
    """Return the address of the site as it was given, if a phone can go there."""
    found = urlsplit(asked)
    if asked and (found.scheme not in {"http", "https"} or not found.hostname):
        raise CommandError(
            _("“%(asked)s” is no address of a site. Write it like https://wijk.example")
            % {"asked": asked}
        )
    return asked


def _found(asked: str) -> Scope:
    """Return the municipality with this name, address or CBS code."""
    wanted = asked.strip().casefold()
    for scope in places.scopes():
        known = (scope.slug, scope.name, *scope.codes)
        if wanted in {word.casefold() for word in known}:
            return scope
    raise CommandError(
        _(
            "There is no municipality “%(asked)s” here. "
            "Start one: wijkregie new NAME --code CODE"
        )
        % {"asked": asked}
    )


def _folder(out: Path) -> Path:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise CommandError(
            _("The folder %(folder)s cannot be made: %(why)s.")
            % {"folder": out, "why": fault.strerror}
        ) from fault
    return out


def _print(series: Series, out: Path, scope: Scope) -> None:
    """Press two documents at a time while the next one is put together."""
    waiting: deque[Future[None]] = deque()
    bar = tqdm(series.documents, desc=scope.name, total=series.total, unit="PDF", disable=None)
    with ThreadPoolExecutor(_PRESSES) as pool:
        for document in bar:
            waiting.append(pool.submit(_press, document, out))
            if len(waiting) > _WAITING:
                waiting.popleft().result()
        for one in waiting:
            one.result()


def _press(document: Document, out: Path) -> None:
    """Make one document; it stands in the folder whole, or not."""
    try:
        made = typeset.pdf(document.template, document.values, keep=False)
        beside = out / f"{document.name}.partial"
        beside.write_bytes(made)
        beside.replace(out / document.name)
    except (typeset.TypesetFault, OSError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else str(fault)
        raise CommandError(
            _("%(name)s was not made: %(why)s") % {"name": document.name, "why": why}
        ) from fault
