"""A backup holds everything, and only a whole one of ours is put back."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tarfile
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection
from django_tasks_db.models import DBTaskResult

from tests.makers.people import make_person
from tests.makers.places import make_municipality
from wijkregie.domain.people.models import Person
from wijkregie.domain.places.models import Municipality
from wijkregie.kit.audit import record
from wijkregie.kit.backup import make, postgres, restore, sqlite
from wijkregie.kit.backup.archive import MANIFEST, BackupRefused
from wijkregie.kit.models import LogRow

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
CHANGING = {"django_session", "kit_workerbeat", "django_tasks_database_dbtaskresult"}


def all_rows() -> dict[str, list[Any]]:
    """Return every row of every table, but for those that a restore empties."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            if table not in CHANGING:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - its own name
                rows = [tuple(_plain(value) for value in row) for row in cursor]
                found[table] = sorted(rows, key=repr)
        return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


@pytest.fixture
def filled(own_database: str, settings: Any) -> str:
    """A municipality with a person, log rows and an uploaded file."""
    municipality = make_municipality()
    person = make_person(municipality=municipality)
    for _each in range(200):
        record("test.done", person, by=None, at=AT)
    logo = settings.MEDIA_ROOT / "logos" / "picture.png"
    logo.parent.mkdir(parents=True)
    logo.write_bytes(b"a picture")
    return own_database


def test_a_restored_backup_is_what_was_backed_up(
    filled: str, tmp_path: Path, settings: Any
) -> None:
    before = all_rows()
    made = make.back_up(tmp_path / "one.tar.gz", at=AT)

    LogRow.objects.all().delete()
    Municipality.objects.update(name="Elders")
    shutil.rmtree(settings.MEDIA_ROOT)
    assert all_rows() != before  # the comparison can fail
    restore.restore(tmp_path / "one.tar.gz", at=AT)

    assert all_rows() == before
    assert made.rows["kit_logrow"] == LogRow.objects.count() > 200
    assert (settings.MEDIA_ROOT / "logos" / "picture.png").read_bytes() == b"a picture"
    assert not restore.unfinished()


def test_people_may_go_on_writing_while_a_backup_is_made(
    file_database: Path, tmp_path: Path
) -> None:
    record("test.before", make_person(), by=None, at=AT)
    stop = threading.Event()
    faults: list[Exception] = []

    def write() -> None:
        try:
            with sqlite3.connect(file_database, timeout=20) as other:
                while not stop.is_set():
                    other.execute(
                        "INSERT INTO kit_logrow (at, what, kind, why) "
                        "VALUES ('2026-01-01', 'x', 'y', '')"
                    )
                    other.commit()
        except sqlite3.Error as fault:
            faults.append(fault)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = make.back_up(tmp_path / "one.tar.gz", at=AT)
    finally:
        stop.set()
        writer.join()
    restore.restore(tmp_path / "one.tar.gz", at=AT)

    assert faults == []
    assert LogRow.objects.count() == made.rows["kit_logrow"]


def test_what_is_past_its_term_is_gone_before_anyone_sees_it(
    filled: str, tmp_path: Path
) -> None:
    Person.objects.update(
        is_active=False, ended_at=AT, name="Kanarie", email="kanarie@voorbeeld.nl"
    )
    Session.objects.create(session_key="k" * 32, session_data="x", expire_date=AT)
    job = {
        "args_kwargs": {"args": [], "kwargs": {}},
        "backend_name": "default",
        "task_path": "a.b",
    }
    DBTaskResult.objects.create(**job, traceback="", exception_class_path="")
    make.back_up(tmp_path / "one.tar.gz", at=AT)

    counts = restore.restore(tmp_path / "one.tar.gz", at=AT + timedelta(days=731))

    assert set(Person.objects.values_list("name", "email")) == {("", None)}
    assert counts["people.Person.name"] == 1
    assert not Session.objects.exists()
    assert DBTaskResult.objects.get().status == "FAILED"


@pytest.mark.parametrize("damage", ["cut", "flipped", "foreign", "empty", "missing"])
def test_a_damaged_or_foreign_file_changes_nothing(
    filled: str, tmp_path: Path, damage: str
) -> None:
    file = tmp_path / "one.tar.gz"
    make.back_up(file, at=AT)
    spoil(file, damage)
    before = all_rows()

    with pytest.raises(BackupRefused) as refusal:
        restore.restore(file, at=AT)

    assert "Wijkregie" in str(refusal.value) or str(file) in str(refusal.value)
    assert all_rows() == before
    assert not restore.unfinished()


def spoil(file: Path, damage: str) -> None:
    content = file.read_bytes()
    if damage == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif damage == "flipped":
        middle = len(content) // 2
        file.write_bytes(
            content[:middle] + bytes([content[middle] ^ 255]) + content[middle + 1 :]
        )
    elif damage == "foreign":
        with tarfile.open(file, "w:gz") as tar:
            tar.add(__file__, arcname="../../outside.py")
    elif damage == "empty":
        file.write_bytes(b"")
    else:
        file.unlink()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": 2}, "nieuwere"),
        ({"migrations": [["kit", "9999_of_the_future"]]}, "nieuwere"),
        ({"product": "other"}, "geen back-up"),
        ({"rows": {"kit_logrow": 1}}, "niet wat"),
        ({"demo": True}, "demo"),
        ({"engine": "other"}, "other"),
        ({"surprise": 1}, "geen back-up"),
    ],
)
def test_a_backup_that_does_not_fit_changes_nothing(
    filled: str, tmp_path: Path, change: dict[str, Any], sentence: str
) -> None:
    file = tmp_path / "one.tar.gz"
    make.back_up(file, at=AT)
    rewrite(file, change)
    before = all_rows()

    with pytest.raises(BackupRefused, match=sentence):
        restore.restore(file, at=AT)

    assert all_rows() == before
    assert not restore.unfinished()


def rewrite(file: Path, change: dict[str, Any]) -> None:
    """Pack the same parts again with another manifest."""
    folder = file.parent / "again"
    with tarfile.open(file) as tar:
        tar.extractall(folder, filter="data")
    manifest = folder / MANIFEST
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), **change}))
    with tarfile.open(file, "w:gz") as tar:
        for path in folder.rglob("*"):
            if path.is_file():
                tar.add(path, arcname=str(path.relative_to(folder)))


def test_a_fault_after_the_exchange_puts_the_old_rows_back(
    server_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_person()
    make.back_up(tmp_path / "one.tar.gz", at=AT)
    make_person(name="Later gekomen")
    before = all_rows()

    def stumble(_at: datetime) -> dict[str, int]:
        raise DatabaseError("planted")

    monkeypatch.setattr(restore, "_settle", stumble)
    with pytest.raises(DatabaseError, match="planted"):
        restore.restore(tmp_path / "one.tar.gz", at=AT)

    assert all_rows() == before
    assert not restore.unfinished()


def test_a_killed_restore_is_known_and_done_again(server_database: str, tmp_path: Path) -> None:
    make_person()
    make.back_up(tmp_path / "one.tar.gz", at=AT)
    before = all_rows()
    postgres._put_aside()  # killed here: no table is left where we look for it
    restore._mark().touch()

    restore.restore(tmp_path / "one.tar.gz", at=AT)

    assert all_rows() == before
    assert not restore.unfinished()


def test_a_backup_needs_no_room_that_is_not_there(
    file_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil._ntuple_diskusage(100, 100, 0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)

    with pytest.raises(BackupRefused, match="ruimte"):
        make.back_up(tmp_path / "one.tar.gz", at=AT)

    assert list(tmp_path.glob("*.gz*")) == []


def test_a_backup_that_cannot_be_written_leaves_no_file(
    file_database: Path, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file, no folder")

    with pytest.raises(BackupRefused, match="geen nieuwe back-up"):
        make.back_up(tmp_path / "taken" / "one.tar.gz", at=AT)


def test_a_backup_holds_no_key_and_is_for_this_user_only(
    file_database: Path, tmp_path: Path
) -> None:
    (file_database.parent / "secret_key").write_text("GEHEIM" * 10)

    make.back_up(tmp_path / "one.tar.gz", at=AT)

    assert (tmp_path / "one.tar.gz").stat().st_mode & 0o077 == 0
    with tarfile.open(tmp_path / "one.tar.gz") as tar:
        assert {member.name for member in tar} == {"database", MANIFEST}


def test_an_older_backup_gets_the_tables_of_today(file_database: Path, tmp_path: Path) -> None:
    call_command("migrate", "django_tasks_database", "0020", verbosity=0)
    make.back_up(tmp_path / "old.tar.gz", at=AT)
    call_command("migrate", verbosity=0)

    restore.restore(tmp_path / "old.tar.gz", at=AT)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations WHERE name LIKE '0021%'")
        assert cursor.fetchone() == (1,)


def test_what_a_restore_kept_goes_after_a_week(file_database: Path, tmp_path: Path) -> None:
    now = datetime.now(UTC)  # noqa: TID251 - files get the time of the machine
    make.back_up(tmp_path / "one.tar.gz", at=now)
    restore.restore(tmp_path / "one.tar.gz", at=now)
    kept = sqlite.database().with_name(sqlite.database().name + restore.KEPT)
    assert kept.exists()

    assert restore.discard_kept(at=now + timedelta(days=6)) == {}
    assert restore.discard_kept(at=now + timedelta(days=8)) == {"kept": 1}
    assert not kept.exists()


def test_only_the_newest_backups_are_kept(tmp_path: Path) -> None:
    for day in range(1, 6):
        (tmp_path / f"wijkregie-2026110{day}-030000.tar.gz").touch()
    (tmp_path / "of the operator.tar.gz").touch()

    assert make.keep_newest(tmp_path, 2) == 3

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "of the operator.tar.gz",
        "wijkregie-20261104-030000.tar.gz",
        "wijkregie-20261105-030000.tar.gz",
    ]
