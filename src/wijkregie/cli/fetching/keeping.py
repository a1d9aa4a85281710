"""Pages that came are kept in the data directory, so that a broken run goes on where it was."""

from __future__ import annotations

import gzip
import json
import shutil
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from wijkregie.cli.fetching.faults import FetchFault, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from wijkregie.cli.fetching.asking import Asker
    from wijkregie.cli.fetching.pages import Page, Part

_STATE: Final = "state.json"
_LEVEL: Final = 5


@dataclass(frozen=True, slots=True)
class State:
    """How far a part came: ``following`` is the address to ask next, empty when it is whole.

    ``rows`` counts the rows on the pages, ``modified`` is the edition that they belong to.
    """

    first: str
    modified: str
    following: str
    addresses: tuple[str, ...] = ()
    rows: int = 0

    @property
    def whole(self) -> bool:
        """Tell whether every page is here."""
        return not self.following


class Shelf:
    """A folder with the pages of one table, a folder in it for each part."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def parts(self) -> list[str]:
        """Return the names of the parts of which something is kept."""
        return sorted(path.parent.name for path in self.folder.glob(f"*/{_STATE}"))

    def state(self, part: Part) -> State | None:
        """Return how far a part came; None for a start, as after another edition."""
        found = self._state(part.name)
        if found is None or found.first != part.first:
            return None
        return found if found.modified == part.about.modified else None

    def _state(self, name: str) -> State | None:
        try:
            kept: dict[str, Any] = json.loads((self.folder / name / _STATE).read_bytes())
            return State(**{**kept, "addresses": tuple(kept["addresses"])})
        except (FileNotFoundError, ValueError, TypeError, KeyError):
            return None

    def fill(self, part: Part, asker: Asker, tell: Callable[[Part, State], None]) -> State:
        """Ask for the pages of a part that are not here yet; ``tell`` hears of each.

        Raises ``FetchFault`` when patience is over. The pages that came stay for the next
        time, but not those of a table of which fewer rows came than it has.
        """
        state = self.state(part)
        if state is None:
            self.forget(part.name)
            state = State(part.first, part.about.modified, part.first)
        while not state.whole:
            asked = state.following
            raw, page = asker.ask(asked, lambda raw: (raw, part.read(raw, asked)))  # noqa: B023 - it is called at once
            state = replace(
                state,
                following=page.following or "",
                addresses=(*state.addresses, asked),
                rows=state.rows + len(page.rows),
            )
            self._keep(part.name, state, raw)
            tell(part, state)
        return state

    def pages(self, part: Part) -> Iterator[Page]:
        """Return the kept pages of a part in the order in which they came."""
        state = self._state(part.name)
        for number, asked in enumerate(state.addresses if state else (), start=1):
            try:
                raw = gzip.decompress(self._page(part.name, number).read_bytes())
            except (OSError, EOFError) as fault:
                self.forget(part.name)
                raise FetchFault(Kind.BROKEN_OFF, asked, fault) from fault
            yield part.read(raw, asked)

    def forget(self, name: str) -> None:
        """Throw away what is kept of a part."""
        shutil.rmtree(self.folder / name, ignore_errors=True)

    def _keep(self, name: str, state: State, raw: bytes) -> None:
        """Keep a page, and only then that it is here."""
        path = self._page(name, len(state.addresses))
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, gzip.compress(raw, _LEVEL))
        write_whole(path.with_name(_STATE), json.dumps(asdict(state)).encode())

    def _page(self, name: str, number: int) -> Path:
        return self.folder / name / f"{number:04}.json.gz"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_bytes(content)
    unfinished.replace(path)
