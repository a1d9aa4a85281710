"""Guards in the database itself: rows that stand, whatever the program around it does.

A guard refuses a change, a removal or an addition of a row by a trigger, alike on SQLite and
PostgreSQL. It looks at ``OLD`` and ``NEW`` of its own row, and where it must at the row that
this one belongs to. SQLite makes a table anew when its columns change. One that is made anew
loses its guards: the migration that does so puts them back, and a test per guard finds it. One
that a guard of another table looks at is not made anew before that guard is lifted (``Lift``):
SQLite stops at such a migration.

Nothing in the program takes a municipality or a round away that has guarded rows, and neither
does the night. Whoever owns the database and has to, lifts the guards first and is seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from django.db.migrations.operations.base import Operation

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState

    On = Literal["UPDATE", "DELETE", "INSERT"]

ALWAYS: Final = "1 = 1"
_SQLITE: Final = """
CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW WHEN {when}
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""
# The condition stands in the function: one of a trigger may look at no other row.
_POSTGRES: Final = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
IF {when} THEN
RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
END $guard$;
CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
"""


class Guard(Operation):
    """Refuse an update of a row ``when`` this holds: ``IntegrityError`` with our ``name``.

    ``when`` is plain SQL over columns of ``OLD`` and ``NEW`` that both databases read. ``on``
    says what else it refuses: a ``DELETE`` knows only ``OLD``, an ``INSERT`` only ``NEW``.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, name: str, table: str, when: str = ALWAYS, on: On = "UPDATE") -> None:
        self.name, self.table, self.when, self.on = name, table, when, on

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how this is written down."""
        return type(self).__name__, [self.name, self.table, self.when, self.on], {}

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
        made = form.format(name=self.name, table=self.table, when=self.when, on=self.on)
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


class Once(Guard):
    """Refuse to write a row over another one: SQLite's ``INSERT OR REPLACE`` asks no guard.

    ``keys`` are columns of which each is unique, or several with a plus between them that are
    unique together. PostgreSQL has no such statement, so nothing is put there.
    """

    def __init__(self, name: str, table: str, *keys: str) -> None:
        self.keys = keys
        same = " OR ".join(
            "(" + " AND ".join(f"{part} = NEW.{part}" for part in key.split("+")) + ")"
            for key in ("id", *keys)
        )
        when = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names of ours
        super().__init__(name, table, when, "INSERT")

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how this is written down."""
        return type(self).__name__, [self.name, self.table, *self.keys], {}

    def database_forwards(
        self, _app_label: str, schema_editor: BaseDatabaseSchemaEditor, *states: ProjectState
    ) -> None:
        """Put the guard at its table, where a row can be written over."""
        if schema_editor.connection.vendor == "sqlite":
            super().database_forwards(_app_label, schema_editor, *states)

    def database_backwards(
        self, _app_label: str, schema_editor: BaseDatabaseSchemaEditor, *states: ProjectState
    ) -> None:
        """Take it away again."""
        if schema_editor.connection.vendor == "sqlite":
            super().database_backwards(_app_label, schema_editor, *states)


class Lift(Guard):
    """Take a guard away, before a table is made anew or the guard looks at something else."""

    database_forwards = Guard.database_backwards
    database_backwards = Guard.database_forwards

    def describe(self) -> str:
        """Return what this does, for who looks at a plan."""
        return f"Lift the guard of {self.table}: {self.name}"


def standing(
    name: str, table: str, *keys: str, when: str = ALWAYS, gone: str = ALWAYS
) -> list[Guard]:
    """Return the guards of a row that is not changed ``when``, and not taken away if ``gone``.

    Nor is it written over: ``keys`` are those of ``Once``.
    """
    return [
        Guard(name, table, when),
        Guard(f"{name}_there", table, gone, "DELETE"),
        Once(f"{name}_once", table, *keys),
    ]


def belonging(name: str, table: str, frozen: str) -> list[Guard]:
    """Return the guards of rows that are part of another one, which stands where ``frozen``.

    None is added, changed or taken away. ``frozen`` is SQL with ``ROW`` for ``OLD`` or ``NEW``.
    """
    old, new = frozen.replace("ROW", "OLD"), frozen.replace("ROW", "NEW")
    return [
        Guard(name, table, f"{old} OR {new}"),
        Guard(f"{name}_there", table, old, "DELETE"),
        Guard(f"{name}_whole", table, new, "INSERT"),
    ]
