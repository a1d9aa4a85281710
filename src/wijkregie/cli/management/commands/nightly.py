"""Command ``wijkregie nightly``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli import nights, readiness
from wijkregie.cli.command import WordedCommand
from wijkregie.kit import nightly

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(WordedCommand):
    """Does the work of last night now, unless it was done."""

    purpose = gettext_lazy("Do the work of the night now, if it was not done.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask whether to do it again."""
        parser.add_argument("--again", action="store_true", help=_("also when it was done"))

    def handle(self, *, again: bool, **_options: Any) -> None:
        """Do it and print the counts."""
        readiness.require_ready()
        at = timezone.now()
        on = nightly.claim(at=at) or (nightly.night_of(at) if again else None)
        if on is None:
            self.stdout.write(_("The work of this night has been done, or is being done."))
            return
        report = nightly.work(on, nights.PARTS, clock=timezone.now)
        self.stdout.write(json.dumps(report, indent=1))
