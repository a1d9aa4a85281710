"""``wijkregie import pabulib FILE --gemeente SLUG --fonds NUMBER``: an earlier election."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli import readiness
from wijkregie.cli.importing import ImportCommand
from wijkregie.cli.pabulib_wording import fault_text, note_lines
from wijkregie.cli.running import running
from wijkregie.cli.slugs import municipality_of
from wijkregie.domain.budgets import services
from wijkregie.domain.decisions.services import DecisionDraft, DecisionRefused
from wijkregie.domain.decisions.states import Outcome, Rung
from wijkregie.domain.people.states import Role
from wijkregie.kit.viewer import installation
from wijkregie.sources import pabulib

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from wijkregie.sources.pabulib import PbElection


class Command(ImportCommand):
    """Take over an election from a file of Pabulib."""

    purpose = gettext_lazy(
        "Take over an earlier election (Pabulib) to read and count it again."
    )
    limit = pabulib.LIMIT

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file, the fund, and how it is counted; by default as the file says."""
        parser.add_argument("file", type=Path, help=_("the file to import"))
        parser.add_argument(
            "--gemeente",
            required=True,
            help=_("the municipality, by its word in web addresses"),
        )
        parser.add_argument(
            "--fonds", type=int, required=True, help=_("the number of the fund")
        )
        parser.add_argument("--naam", help=_("how the round is called"))
        parser.add_argument("--jaar", type=int, help=_("the year of the round"))
        parser.add_argument(
            "--namen-blijven",
            action="store_true",
            help=_("keep what looks like the name of a person in the name of a plan"),
        )
        parser.add_argument("--regel", choices=sorted(services.RULES), help=_("how to count"))

    def handle(self, *, file: Path, **options: Any) -> None:
        """Import one file, all or nothing."""
        with running():
            readiness.require_ready()
            election = self._read(file, options)
            told = self._keep(election, options)
        for sentence in [*told, *note_lines(election)]:
            self.stdout.write(sentence)

    def read(self, raw: bytes, file: str, _options: dict[str, Any]) -> PbElection:
        """Read the election; one fault with its row, column and value."""
        try:
            return pabulib.read(raw, file=file)
        except pabulib.PabulibFault as fault:
            told = [fault_text(fault), _("Nothing was stored.")]
            raise CommandError("\n".join(told)) from fault

    def keep(self, records: PbElection, options: dict[str, Any]) -> list[str]:
        """Store the round and tell where it is."""
        municipality_id = municipality_of(options["gemeente"])
        at, by = timezone.now(), installation(municipality_id)
        title = options["naam"] or records.meta.get("description", _("Election"))[:160]
        known = records.rule if records.rule in services.RULES else "greedy"
        draft = services.ElectionDraft(
            election=records,
            title=title,
            year=options["jaar"] or _year(records) or timezone.localdate(at).year,
            rule=options["regel"] or known,
            keep_names=options["namen_blijven"],
            decision=DecisionDraft(
                subject=_("Outcome of the vote: %(round)s") % {"round": title[:150]},
                outcome=Outcome.FOLLOW_UP,
                reason=_("Counted again here from a file of an earlier election."),
                mandate=_("Taken over from elsewhere"),
                taken_on=timezone.localdate(at),
                rung_planned=Rung.CODECIDE,
                officer=Role.DISTRICT_MANAGER,
            ),
        )
        try:
            made = services.take_over(options["fonds"], draft, by=by, at=at)
        except DecisionRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        told = {"number": made, "slug": options["gemeente"], "rule": draft.rule}
        return [
            _("Taken over and counted by the rule %(rule)s.") % told,
            _("The outcome: /%(slug)s/budgetronde/%(number)d/uitslag") % told,
        ]


def _year(election: PbElection) -> int | None:
    told = election.meta.get("instance", "")[:4]
    return int(told) if told.isdigit() else None
