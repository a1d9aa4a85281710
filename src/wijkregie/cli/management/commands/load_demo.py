"""``wijkregie load_demo``: fill a database that is there for it with the demo town."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tqdm import tqdm

from wijkregie.cli.command import WordedCommand
from wijkregie.cli.demo.files import DemoFault
from wijkregie.cli.demo.load import load_demo
from wijkregie.cli.running import running
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable


class Command(WordedCommand):
    """Load the demo town."""

    purpose = gettext_lazy("Load the demo town; a second time changes nothing.")

    def handle(self, **_options: Any) -> None:
        """Load all of it or nothing, and tell which."""
        try:
            with running():
                loaded = load_demo(at=timezone.now(), progress=_bar)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        except (DemoFault, DatabaseError) as fault:
            raise CommandError(
                _("The demo cannot be loaded: %(why)s. Nothing was stored.") % {"why": fault}
            ) from fault
        self.stdout.write(
            self.style.SUCCESS(_("The demo town is loaded."))
            if loaded
            else _("The demo town was here already; what was entered stays.")
        )


def _bar(steps: Iterable[Any]) -> Iterable[Any]:
    bar: Iterable[Any] = tqdm(steps, desc=_("Loading the demo"), unit=_("step"), disable=None)
    return bar
