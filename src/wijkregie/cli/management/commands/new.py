"""``wijkregie new NAME --code GM0398``: start an empty municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli import municipality, readiness
from wijkregie.cli.command import WordedCommand
from wijkregie.cli.running import running
from wijkregie.core.names import slug as slug_of
from wijkregie.domain.people.services import PersonDraft
from wijkregie.domain.places.services import NewMunicipality
from wijkregie.kit import installation
from wijkregie.kit.health import is_migrated
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from argparse import ArgumentParser

_SINCE = 1995


class Command(WordedCommand):
    """Start a municipality with settings to begin with, and nothing else in it."""

    purpose = gettext_lazy("Start an empty municipality.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the name and the CBS code, and for who will administer it."""
        parser.add_argument("name", help=_("the name, such as IJsselstein"))
        parser.add_argument("--code", required=True, help=_("the CBS code, such as GM0353"))
        parser.add_argument(
            "--since",
            type=int,
            default=_SINCE,
            help=_("the first year of the code (default: %(year)d)") % {"year": _SINCE},
        )
        parser.add_argument("--address", default="", help=_("its word in web addresses"))
        parser.add_argument("--admin", default="", help=_("mail of the first administrator"))
        parser.add_argument(
            "--admin-name",
            default=_("Administrator"),
            help=_("name of the first administrator"),
        )

    def handle(self, *, name: str, code: str, **options: Any) -> None:
        """Start it with its administrator, or nothing at all."""
        wanted = NewMunicipality(name, ((code, options["since"], None),), options["address"])
        at = timezone.now()
        if not is_migrated():  # whoever begins here need not know that there is a database
            with running():
                readiness.prepare(self.say)
        try:
            with transaction.atomic():
                installation.refuse_mixture()
                by = municipality.start(wanted, at=at)
                if options["admin"]:
                    draft = PersonDraft(options["admin_name"], options["admin"])
                    municipality.appoint(draft, by=by, at=at)
        except Refusal as refusal:
            sentence = _("%(why)s Nothing was stored.") % {"why": refusal}
            raise CommandError(sentence) from refusal
        self._tell(wanted, options["admin"])

    def _tell(self, wanted: NewMunicipality, admin: str) -> None:
        address = wanted.slug or slug_of(wanted.name)
        self.stdout.write(
            self.style.SUCCESS(
                _("%(name)s is there, at /%(address)s/.")
                % {"name": wanted.name, "address": address}
            )
        )
        if admin:
            self.stdout.write(
                _("%(mail)s logs in with a code by mail and sets up a second step.")
                % {"mail": admin}
            )
        else:
            self.stdout.write(
                _("Nobody administers it yet. An operator appoints someone on the page Beheer.")
            )
