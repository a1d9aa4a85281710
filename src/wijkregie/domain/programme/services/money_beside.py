"""A table of money beside the money of a programme: what is wrong, and what changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import (
    CostLine,
    CoverageLine,
    Funder,
    FunderAlias,
    Project,
)
from wijkregie.domain.programme.services import keeping
from wijkregie.domain.programme.services.funding import funder
from wijkregie.domain.programme.services.matching import COST_KEYS, COVERAGE_KEYS, match
from wijkregie.domain.programme.services.money_report import (
    LineChange,
    LineFault,
    LineSaid,
    faults_of,
)
from wijkregie.kit.words import WordsRefused, checked_words
from wijkregie.sources.money_file import COST, COVERAGE

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from datetime import datetime

    from wijkregie.domain.programme.models import Programme
    from wijkregie.domain.programme.services.matching import Matched
    from wijkregie.sources.money_file import MoneyFile, MoneyLine

_MOST_AT_ONCE = 500


class Funders:
    """The funders of a municipality by each of their names; ``new`` are those to make."""

    def __init__(self, municipality_id: int) -> None:
        self.municipality_id = municipality_id
        here = {"municipality_id": municipality_id}
        self._known = dict(Funder.objects.filter(**here).values_list("name", "pk"))
        rows = FunderAlias.objects.filter(**here).select_related("funder")
        self._aliases = {one.name: one.funder.name for one in rows}
        self._ids = {name.casefold(): pk for name, pk in self._known.items()}
        for one in rows:
            self._ids.setdefault(one.name.casefold(), one.funder_id)
        self._called = {pk: name for name, pk in self._known.items()}
        self.new: list[str] = []

    def names(self) -> tuple[list[str], dict[str, str]]:
        """Return the names that are known, and other names with the one they stand for."""
        return list(self._known), self._aliases

    def who(self, name: str) -> Hashable:
        """Return what tells a funder from others: its number, or a new name."""
        folded = name.casefold()
        return self._ids.get(folded, folded)

    def called(self, name: str) -> str:
        """Return the name under which a funder stands here; of a new one its own."""
        pk = self._ids.get(name.casefold())
        return name if pk is None else self._called[pk]

    def ask(self, name: str) -> bool:
        """Remember a name that is new here, and tell whether it is."""
        folded = name.casefold()
        if folded in self._ids or folded in map(str.casefold, self.new):
            return False
        self.new.append(name)
        return True

    def make(self) -> None:
        """Make the funders that are new."""
        for name in self.new:
            made = funder(name, self.municipality_id)
            self._ids[name.casefold()] = made.pk
            self._called[made.pk] = made.name

    def id_of(self, name: str) -> int:
        """Return the number of a funder that is here by now."""
        return self._ids[name.casefold()]


class Beside:
    """The lines of a file beside those of the projects that it names."""

    def __init__(self, programme: Programme, file: MoneyFile, at: datetime) -> None:
        self.programme, self.file, self.at = programme, file, at
        rows = Project.objects.filter(programme=programme).select_related("programme")
        projects = list(rows.order_by("order", "pk"))
        self._by_number = {one.number.casefold(): one for one in projects}
        named = {line.number.casefold() for line in file.lines}
        self.named = [one for one in projects if one.number.casefold() in named]
        self.funders = Funders(programme.municipality_id)
        self.changes: list[LineChange] = []
        self._costs = _by_project(CostLine.objects.filter(project__programme=programme))
        self._coverage = _by_project(
            CoverageLine.objects.filter(project__programme=programme).select_related("funder")
        )
        have = self._costs.keys() | self._coverage.keys()
        self.left_out = [
            one.number for one in projects if one.pk in have and one not in self.named
        ]
        self._matched: list[tuple[Project, str, Matched[Any, MoneyLine]]] = []

    def compare(self) -> list[LineFault]:
        """Return everything that is wrong; without faults ``changes`` tells what changes."""
        faults = faults_of(self.file.wrong)
        lines: dict[int, list[MoneyLine]] = defaultdict(list)
        for line in self.file.lines:
            project = self._by_number.get(line.number.casefold())
            found = self._wrong_place(line, project)
            faults += found
            if project is not None and not found:
                lines[project.pk].append(line)
        faults += self._doubled(lines)
        for project in self.named:
            for kind, keys, there in (
                (COST, COST_KEYS, self._costs[project.pk]),
                (COVERAGE, COVERAGE_KEYS, self._coverage[project.pk]),
            ):
                wanted = [line for line in lines[project.pk] if line.kind == kind]
                matched = match(there, wanted, keys, self._cell)
                self._matched.append((project, kind, matched))
                faults += self._changes_of(project, kind, matched)
        return [*faults, *self._words()]

    def store(self) -> None:
        """Make, change and take away lines, and the funders that are new."""
        self.funders.make()
        for model, kind in ((CostLine, COST), (CoverageLine, COVERAGE)):
            made, changed, gone = [], [], []
            for project, of, matched in self._matched:
                if of != kind:
                    continue
                made += [self._row(model, project, line) for line in matched.new]
                changed += [
                    self._filled(row, line)
                    for row, line in matched.pairs
                    if _said(row) != self._told(line)
                ]
                gone += [row.pk for row in matched.gone if not _reckoned(row)]
            manager: Any = model._default_manager
            manager.filter(pk__in=gone).delete()
            manager.bulk_create(made, batch_size=_MOST_AT_ONCE)
            if changed:
                manager.bulk_update(changed, _FIELDS[kind], batch_size=_MOST_AT_ONCE)

    def _wrong_place(self, line: MoneyLine, project: Project | None) -> list[LineFault]:
        if project is None:
            why = _("this programme has no project with this number.")
            return [self._fault(line, "number", line.number, why)]
        faults = []
        if line.title and line.title.casefold() != " ".join(project.title.split()).casefold():
            why = _("project %(number)s is called “%(title)s” here. Check the number.") % {
                "number": project.number,
                "title": project.title,
            }
            faults.append(self._fault(line, "title", line.title, why))
        first, last = project.money_years
        if line.year is not None and not first <= line.year <= last:
            why = _("project %(number)s runs from %(first)d to %(last)d.") % {
                "number": project.number,
                "first": first,
                "last": last,
            }
            faults.append(self._fault(line, "year", str(line.year), why))
        return faults

    def _doubled(self, lines: dict[int, list[MoneyLine]]) -> list[LineFault]:
        """Name lines that stand in the file more often than here, and more than once."""
        faults = []
        for pk, found in lines.items():
            there = Counter(
                _line_key(self._cell, row) for row in (*self._costs[pk], *self._coverage[pk])
            )
            seen: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
            for line in found:
                key = _line_key(self._cell, line)
                if len(seen[key]) >= max(1, there[key]):
                    why = _("this line stands in row %(row)d already; put them together.")
                    why %= {"row": seen[key][0]}
                    faults.append(self._fault(line, "what", line.what, why))
                seen[key].append(line.row)
        return faults

    def _changes_of(
        self, project: Project, kind: str, matched: Matched[Any, MoneyLine]
    ) -> list[LineFault]:
        """Note what changes in a project, and return what may not change."""
        number, title = project.number, project.title
        faults, before = [], len(self.changes)
        for row, line in matched.pairs:
            was, now = _said(row), self._told(line)
            if was == now:
                continue
            self.changes.append(LineChange(number, title, kind, was, now))
            if _reckoned(row):
                why = _("this is reckoned from the division of the costs; change it there.")
                faults.append(self._fault(line, "cents", _shown(line), why))
        for line in matched.new:
            self.changes.append(LineChange(number, title, kind, None, self._told(line)))
        for row in matched.gone:
            if not _reckoned(row):
                self.changes.append(LineChange(number, title, kind, _said(row), None))
        if len(self.changes) > before and project.state in keeping.ENDED:
            first = next(line for line in self.file.lines if self._is_of(line, project))
            why = _("this project has ended, so its money stays as it is.")
            faults.append(self._fault(first, "number", number, why))
        return faults

    def _words(self) -> list[LineFault]:
        """Return what of new texts leads to a person, and remember funders that are new."""
        faults: list[LineFault] = []
        for project, kind, matched in self._matched:
            known = {row.what for row in self._costs[project.pk]}
            for line in (*matched.new, *(line for _row, line in matched.pairs)):
                paid = kind == COVERAGE
                if self.funders.ask(line.what) if paid else line.what not in known:
                    faults += self._checked(line)
        return faults

    def _checked(self, line: MoneyLine) -> list[LineFault]:
        try:
            checked_words(line.what)
        except WordsRefused as refused:
            return [self._fault(line, "what", line.what, str(refused))]
        return []

    def _cell(self, row: Any, name: str) -> Hashable:
        if name == "who":
            is_row = isinstance(row, CoverageLine)
            return row.funder_id if is_row else self.funders.who(row.what)
        value: Hashable = getattr(row, name)
        return value

    def _told(self, line: MoneyLine) -> LineSaid:
        """Return what a line says; a funder that is known by the name it has here."""
        what = line.what
        if line.kind == COVERAGE:
            what = self.funders.called(what)
        return LineSaid(line.year, what, line.pledge, line.cents)

    def _row(self, model: Any, project: Project, line: MoneyLine) -> Any:
        row = model(
            municipality_id=project.municipality_id, project=project, recorded_at=self.at
        )
        return self._filled(row, line)

    def _filled(self, row: Any, line: MoneyLine) -> Any:
        row.year, row.cents = line.year, line.cents
        if line.kind == COST:
            row.what = line.what
        else:
            row.funder_id, row.pledge = self.funders.id_of(line.what), line.pledge
        return row

    def _is_of(self, line: MoneyLine, project: Project) -> bool:
        return self._by_number.get(line.number.casefold()) == project

    def _fault(self, line: MoneyLine, name: str, value: str, why: str) -> LineFault:
        return LineFault(line.row, self.file.columns.get(name, name), value, why)


_FIELDS = {COST: ["year", "what", "cents"], COVERAGE: ["year", "funder", "pledge", "cents"]}


def _by_project(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (one.year or 0, one.pk)):
        found[row.project_id].append(row)
    return found


def _reckoned(row: Any) -> bool:
    return getattr(row, "division_id", None) is not None


def _said(row: Any) -> LineSaid:
    if isinstance(row, CoverageLine):
        return LineSaid(row.year, row.funder.name, row.pledge, row.cents)
    return LineSaid(row.year, row.what, "", row.cents)


def _shown(line: MoneyLine) -> str:
    return "" if line.cents is None else str(Decimal(line.cents) / 100)


def _line_key(cell: Any, row: Any) -> tuple[Hashable, ...]:
    """Return what two lines may not share: all but the amount."""
    is_cost = isinstance(row, CostLine) or getattr(row, "kind", "") == COST
    names = ("year", "what") if is_cost else ("year", "who", "pledge")
    return (is_cost, *(cell(row, name) for name in names))
