"""``wijkregie fetch kwb --year 2024``: get open data from the national services, and import it.

The only command, and the only part of Wijkregie, that asks something of the outside world.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tqdm import tqdm

from wijkregie.cli import readiness
from wijkregie.cli.command import WordedCommand
from wijkregie.cli.fetching import plan, saying
from wijkregie.cli.fetching.asking import Asker, Patience
from wijkregie.cli.fetching.faults import FetchFault, Kind
from wijkregie.cli.fetching.keeping import Shelf
from wijkregie.cli.running import running
from wijkregie.cli.wording import database_sentence
from wijkregie.domain.places import queries as places
from wijkregie.sources.records import Level, clean_code, level_of

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from wijkregie.cli.fetching.keeping import State
    from wijkregie.cli.fetching.pages import Part

_PLANS: Final = {"kwb": plan.kwb, "borders": plan.borders}
_SERVICES: Final = {"kwb": plan.KWB_SERVICES, "borders": plan.BORDER_SERVICES}


class Command(WordedCommand):
    """Fetch key figures or borders of a year, then import them as a file would be."""

    purpose = gettext_lazy("Fetch open data of a year from CBS or PDOK, and import it.")
    patience = Patience()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask what, of which year and of which municipalities."""
        parser.add_argument("what", choices=[*_PLANS], help=_("key figures (kwb) or borders"))
        parser.add_argument("--year", type=int, required=True, help=_("the year"))
        parser.add_argument(
            "--municipality",
            action="append",
            default=[],
            metavar="GM0000",
            help=_("only this municipality; may be given more than once"),
        )
        parser.add_argument(
            "--level",
            action="append",
            choices=[*plan.LEVELS],
            help=_("only the borders of this level"),
        )
        parser.add_argument(
            "--service",
            choices=[*plan.KWB_SERVICES, *plan.BORDER_SERVICES],
            default="",
            help=_("another service than usual"),
        )
        parser.add_argument("--table", default="", help=_("another table than usual"))
        parser.add_argument(
            "--again",
            action="store_true",
            help=_("ask for everything again, also what is here"),
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help=_("also when less comes than what is known now"),
        )
        parser.add_argument(
            "--report", type=Path, help=_("where to write the rejected cells (CSV)")
        )

    def handle(self, *, what: str, **options: Any) -> None:
        """Fetch and import; each level of borders by itself."""
        wish = self._wish(what, options)
        folder = Path(settings.MEDIA_ROOT).parent / "fetched"
        with running():
            readiness.require_ready()
            job = None
            try:
                folder.mkdir(parents=True, exist_ok=True)
                for job in _PLANS[what](wish, settings.WIJKREGIE_SERVICES):
                    path, rows = self._fetched(job, wish, folder, again=options["again"])
                    if not options["replace"]:
                        _refuse_less(job, rows)
                    self._import(job, path, options)
            except FetchFault as fault:
                page = job.page if job else fault.address
                told = saying.refused(
                    fault,
                    going_on=job is not None and bool(Shelf(folder / job.folder).parts()),
                    instructions=saying.by_hand(what, wish.year, page, folder),
                )
                raise CommandError(told) from fault
            except OSError as fault:
                raise CommandError(database_sentence(fault)) from fault

    def _wish(self, what: str, options: dict[str, Any]) -> plan.Wish:
        codes = {clean_code(code.upper()): code for code in options["municipality"]}
        for code, typed in codes.items():
            if code is None or level_of(code) is not Level.MUNICIPALITY:
                raise CommandError(
                    _("“%(code)s” is no code of a municipality. Type it as GM0353.")
                    % {"code": typed}
                )
        service = options["service"]
        if service and service not in _SERVICES[what]:
            raise CommandError(
                _("%(service)s does not give %(what)s. Choose from: %(services)s.")
                % {"service": service, "what": what, "services": ", ".join(_SERVICES[what])}
            )
        return plan.Wish(
            options["year"],
            tuple(sorted(filter(None, codes))),
            service,
            options["table"],
            tuple(options["level"] or plan.LEVELS),
        )

    def _fetched(
        self, job: plan.Job, wish: plan.Wish, folder: Path, *, again: bool
    ) -> tuple[Path, int]:
        """Return the file of a job, of pages that were here or came, and its rows."""
        shelf = Shelf(folder / job.folder)
        if again:
            for name in shelf.parts():
                shelf.forget(name)
        wanted = _with_earlier(shelf, wish.municipalities)
        with Asker(self.patience, self._tell_waiting) as asker:
            parts = job.parts(asker, wanted)
            asked = asker.asked
            for part in parts:
                self._fill(shelf, part, asker)
            news = asker.asked > asked
        path = folder / job.file
        rows = job.write(shelf, parts, wanted, path)
        if not rows:
            raise FetchFault(Kind.NO_AREAS, parts[-1].first, ", ".join(wanted) or job.name)
        told = _("%(name)s: fetched, and kept in %(path)s.")
        if not news and parts[0].about.modified:
            told = _("%(name)s: not changed since last time. It is in %(path)s.")
        elif not news:
            told = _("%(name)s: fetched before, in %(path)s. Use --again to fetch it anew.")
        self.say(told % {"name": job.name, "path": path})
        return path, rows

    def _fill(self, shelf: Shelf, part: Part, asker: Asker) -> None:
        with tqdm(desc=part.name, unit=" rows", disable=None, leave=False) as bar:

            def tell(_part: Part, state: State) -> None:
                bar.update(state.rows - bar.n)

            state = shelf.fill(part, asker, tell)
        if part.areas and not state.rows:
            shelf.forget(part.name)
            raise FetchFault(Kind.NO_AREAS, part.first, part.name)

    def _tell_waiting(self, fault: FetchFault, seconds: float) -> None:
        self.say(saying.waiting(fault, seconds))

    def _import(self, job: plan.Job, path: Path, options: dict[str, Any]) -> None:
        chosen = {name: options[name] for name in ("report", "replace")} | {"year": job.year}
        call_command(job.command, path, **chosen, stdout=self.stdout, stderr=self.stderr)


def _refuse_less(job: plan.Job, rows: int) -> None:
    """Refuse borders of fewer areas than are known: the import of figures sees to its own."""
    known = places.bordered(job.level, job.year) if job.level else 0
    if rows < known:
        raise CommandError(
            _(
                "%(name)s: the borders of %(known)d areas are known, and these are only "
                "%(rows)d. Nothing was stored. Use --replace if this is meant."
            )
            % {"name": job.name, "known": known, "rows": rows}
        )


def _with_earlier(shelf: Shelf, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the municipalities wanted with those fetched before: one file holds them all."""
    if not wanted:
        return ()
    earlier = {name for name in shelf.parts() if name.startswith("GM")}
    return tuple(sorted({*wanted, *earlier}))
