"""Bring rows up to date with a changed file, without losing what was entered here since.

Three versions are compared: the file as it was read before, the file now, and the row. Only
what changed in the file is changed in the row. Where both changed, nothing is stored and
the import says which.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext as _

from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from django.db.models import Model

    from wijkregie.domain.programme.models import Programme
    from wijkregie.domain.programme.services.importing.names import Names
    from wijkregie.kit.viewer import Viewer
    from wijkregie.sources.programme import ProgrammeFile

    AnyRow = TypeVar("AnyRow", bound=Model)

Answer = TypeVar("Answer")
Key = TypeVar("Key", bound=Hashable)
Fields = dict[str, Any]


@dataclass(slots=True)
class Merge:
    """One import under way."""

    programme: Programme
    new: ProgrammeFile
    old: ProgrammeFile | None
    names: Names
    old_names: Names
    by: Viewer
    at: datetime
    added: int = 0
    changed: int = 0
    removed: int = 0
    conflicts: list[str] = field(default_factory=list)

    def row(
        self, what: str, row: AnyRow | None, old: Fields | None, new: Fields
    ) -> AnyRow | None:
        """Bring a row up to date; return it if there was something to change.

        ``None`` for ``row`` where it is not there although the file had it before.
        """
        if old == new:
            return None
        if old is None or row is None:
            self.conflicts.append(_("%(what)s: was changed here too.") % {"what": what})
            return None
        wanted = {name: value for name, value in new.items() if old[name] != value}
        dirty = []
        for name, value in wanted.items():
            current = getattr(row, name)
            if current not in (old[name], value):
                self.conflicts.append(_("%(what)s: was changed here too.") % {"what": what})
            elif current != value:
                setattr(row, name, value)
                dirty.append(name)
        if not dirty:
            return None
        row.save(update_fields=dirty)
        self.changed += 1
        return row

    def links(
        self,
        there: Mapping[Key, Any],
        old: Iterable[Key],
        new: Iterable[Key],
        make: Callable[[Key], object],
    ) -> None:
        """Make the links that are new in the file, and take away those that left it."""
        before, after = dict.fromkeys(old), dict.fromkeys(new)
        for key in after:
            if key not in before and key not in there:
                make(key)
                self.added += 1
        for key in before:
            if key not in after and key in there:
                there[key].delete()
                self.removed += 1

    def remove(self, what: str, row: Model, linked: Iterable[str]) -> None:
        """Take away what left the file, unless something is linked to it here."""
        names = list(dict.fromkeys(linked))
        if names:
            self.conflicts.append(
                _("%(what)s is no longer in the file, but is linked to: %(names)s.")
                % {"what": what, "names": ", ".join(names)}
            )
            return
        row.delete()
        self.removed += 1

    def fitting(self, what: str, value: str, make: Callable[[], Answer]) -> Answer:
        """Return what ``make`` makes of a value in the file; where it is refused, say where."""
        try:
            return make()
        except Refusal as refused:
            raise ProgrammeRefused(
                _("%(file)s, %(what)s, value “%(value)s”: %(why)s")
                % {"file": self.new.file, "what": what, "value": value, "why": refused}
            ) from refused

    def make(self, model: type[AnyRow], **fields: Any) -> AnyRow:
        """Make a row of this municipality."""
        return model._default_manager.create(
            municipality_id=self.programme.municipality_id, **fields
        )
