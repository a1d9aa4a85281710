"""Command ``wijkregie check_installation``."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from wijkregie.cli.checks import check_installation
from wijkregie.cli.command import WordedCommand

SIGNS = {
    "ok": gettext_lazy("good"),
    "note": gettext_lazy("note"),
    "wrong": gettext_lazy("wrong"),
}


class Command(WordedCommand):
    """Looks whether the installation is in order."""

    purpose = gettext_lazy("Look whether the installation is in order.")

    def handle(self, **_options: Any) -> None:
        """Print a line per check; the program ends with code 1 when something is wrong."""
        found = list(check_installation(at=timezone.now()))
        for check in found:
            self.stdout.write(f"{SIGNS[check.outcome]!s:7} {check.sentence}")
        if any(check.outcome == "wrong" for check in found):
            raise SystemExit(1)
