"""Guards in the database itself: rows that stand, whatever the program around it does.

A guard refuses a change of a row by a trigger, alike on SQLite and PostgreSQL. It looks at
``OLD`` and ``NEW`` of its own row only: SQLite makes a table anew when its columns change,
and would stumble over a trigger elsewhere that names it. A table that is made anew loses its
guards: the migration that does so puts them back, and a test per guard finds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db.migrations.operations.base import Operation

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState

_SQLITE: Final = """
CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN {when}
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""
_POSTGRES: Final = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END $guard$;
CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({when})
EXECUTE FUNCTION {name}()
"""


class Guard(Operation):
    """Refuse an update of a row ``when`` this holds: ``IntegrityError`` with our ``name``.

    ``when`` is plain SQL over columns of ``OLD`` and ``NEW`` that both databases read.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, name: str, table: str, when: str) -> None:
        self.name, self.table, self.when = name, table, when

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how this is written down."""
        return type(self).__name__, [self.name, self.table, self.when], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models do not know of guards."""

    def database_forwards(
        self,
        _app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        _from_state: ProjectState,
        _to_state: ProjectState,
    ) -> None:
        """Put the guard at its table."""
        form = _POSTGRES if schema_editor.connection.vendor == "postgresql" else _SQLITE
        made = form.format(name=self.name, table=self.table, when=self.when)
        schema_editor.execute(made, params=None)

    def database_backwards(
        self,
        _app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        _from_state: ProjectState,
        _to_state: ProjectState,
    ) -> None:
        """Take it away again."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {self.name}() CASCADE", params=None)
        else:
            schema_editor.execute(f"DROP TRIGGER {self.name}", params=None)

    def describe(self) -> str:
        """Return what this does, for who looks at a plan."""
        return f"Guard the rows of {self.table}: {self.name}"


class Lift(Guard):
    """Take a guard away, before a table is made anew or the guard looks at something else."""

    database_forwards = Guard.database_backwards
    database_backwards = Guard.database_forwards

    def describe(self) -> str:
        """Return what this does, for who looks at a plan."""
        return f"Lift the guard of {self.table}: {self.name}"
