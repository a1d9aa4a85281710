"""Command ``wijkregie erase``."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli import readiness
from wijkregie.cli.command import WordedCommand
from wijkregie.kit.erasure import erase


class Command(WordedCommand):
    """Erases now what is past its term."""

    purpose = gettext_lazy("Erase now the personal data whose term has passed.")

    def handle(self, **_options: Any) -> None:
        """Erase and print how many values went, per field."""
        readiness.require_ready()
        counts = erase(at=timezone.now())
        for name, count in counts.items():
            self.stdout.write(f"{count:6} {name}")
        self.stdout.write(_("%(count)d values erased.") % {"count": sum(counts.values())})
