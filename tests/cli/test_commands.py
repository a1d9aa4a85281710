"""The operator's commands say what they did, or in one sentence what to do."""

from __future__ import annotations

import json
import os
import tarfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.makers.installations import ROOT
from tests.makers.people import make_person
from wijkregie.cli import checks, data_protection, readiness
from wijkregie.cli.running import alone, running
from wijkregie.kit import health, installation, outbox
from wijkregie.kit.backup import restore
from wijkregie.kit.models import LogRow
from wijkregie.kit.outbox_states import Way
from wijkregie.kit.privacy import Personal, personal_fields

if TYPE_CHECKING:
    from collections.abc import Callable

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _asked_anew() -> None:
    health._migrated.clear()


def test_a_backup_is_made_and_put_back_by_command(
    file_database: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    make_person()
    call_command("backup", keep=3)
    (file,) = Path(settings.WIJKREGIE_BACKUP_DIR).iterdir()
    assert str(file) in capsys.readouterr().out
    with tarfile.open(file) as tar:
        member = tar.extractfile("manifest.json")
        assert member is not None
        assert json.load(member)["rows"]["people_person"] == 1
    LogRow.objects.all().delete()

    call_command("restore", file, yes=True)

    assert "Iedereen logt opnieuw in." in capsys.readouterr().out
    assert LogRow.objects.exists()


@pytest.mark.usefixtures("file_database")
def test_a_restore_must_be_meant(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--yes"):
        call_command("restore", tmp_path / "one.tar.gz")
    with pytest.raises(CommandError, match="Er is geen bestand"):
        call_command("restore", tmp_path / "one.tar.gz", yes=True)


@pytest.mark.usefixtures("file_database")
def test_a_backup_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(CommandError, match="geen nieuwe back-up"):
        call_command("backup", tmp_path / "taken" / "one.tar.gz")
    with pytest.raises(CommandError, match="minstens één"):
        call_command("backup", keep=0)


@pytest.mark.usefixtures("file_database")
def test_many_run_beside_each_other_but_a_restore_runs_alone() -> None:
    with running(), running(), pytest.raises(CommandError, match="Stop het eerst"), alone():
        pass
    with alone(), pytest.raises(CommandError, match="teruggezet"), running():
        pass
    with running():
        pass


@pytest.fixture
def installed(file_database: Path, settings: Any, tmp_path: Path) -> Path:
    """An installation with a cache table to make and files to collect."""
    cache = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kit_cache"}
    settings.CACHES = {**settings.CACHES, "default": cache}
    settings.STATIC_ROOT = tmp_path / "static"
    return file_database


@pytest.mark.usefixtures("installed")
def test_a_new_municipality_needs_no_other_command_before_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("migrate", "kit", "zero", verbosity=0)
    health._migrated.clear()

    call_command("new", "IJsselstein", code="GM0353")

    told = capsys.readouterr().out.splitlines()
    assert told[0] == "De database wordt klaargemaakt"
    assert "IJsselstein staat klaar op /ijsselstein/." in told


@pytest.mark.usefixtures("installed")
def test_preparing_twice_does_nothing_the_second_time(
    capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    call_command("migrate", "kit", "zero", verbosity=0)
    health._migrated.clear()
    call_command("prepare")
    assert capsys.readouterr().out.splitlines() == [
        "De database wordt klaargemaakt",
        "Opmaak en beelden worden verzameld",
    ]
    assert "kit_cache" in connection.introspection.table_names()
    assert (settings.STATIC_ROOT / "wijkregie" / "tokens.css").exists()

    began = time.process_time()
    call_command("prepare")

    assert capsys.readouterr().out == ""
    assert time.process_time() - began < 1


@pytest.mark.usefixtures("installed")
def test_a_changed_static_file_is_collected_again(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    readiness.collect_static(said.append)
    readiness.collect_static(said.append)
    assert len(said) == 1

    monkeypatch.setattr(readiness, "fingerprint", lambda: "another")
    readiness.collect_static(said.append)

    assert len(said) == 2


@pytest.mark.usefixtures("installed")
def test_a_missing_font_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_words: Any, **_options: Any) -> None:
        raise ValueError("The file 'vendor/font.woff2' could not be found")

    monkeypatch.setattr(readiness, "call_command", missing)
    with pytest.raises(CommandError, match=r"Voer uit: \./start"):
        readiness.collect_static(str)


def _demo_on_real_work(_patch: Any, settings: Any) -> None:
    make_person()
    settings.WIJKREGIE_DEMO = True


def refusals() -> list[tuple[str, Callable[[Any, Any], None], str]]:
    return [
        (
            "restore half way",
            lambda patch, _settings: patch.setattr(readiness, "unfinished", lambda: True),
            "halverwege",
        ),
        (
            "not migrated",
            lambda patch, _settings: patch.setattr(readiness, "is_migrated", lambda: False),
            "wijkregie prepare",
        ),
        (
            "demo on real work",
            _demo_on_real_work,
            "al in gebruik",
        ),
        (
            "real work on the demo",
            lambda _patch, _settings: installation.mark_demo(),
            "hoort bij de demo",
        ),
    ]


@pytest.mark.usefixtures("file_database")
@pytest.mark.parametrize(("_name", "spoil", "sentence"), refusals())
def test_what_is_not_ready_does_not_start(
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
    _name: str,
    spoil: Callable[[Any, Any], None],
    sentence: str,
) -> None:
    readiness.require_ready()
    spoil(monkeypatch, settings)

    with pytest.raises(CommandError, match=sentence):
        readiness.require_ready()


def test_words_that_were_not_compiled_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readiness.require_catalogues()

    monkeypatch.setattr(Path, "exists", lambda path: path.suffix != ".mo")
    with pytest.raises(CommandError, match="is niet omgezet"):
        readiness.require_catalogues()


def outcomes(*, at: datetime = AT) -> dict[str, str]:
    return {check.sentence: check.outcome for check in checks.check_installation(at=at)}


@pytest.mark.usefixtures("file_database")
def test_the_check_names_what_an_operator_should_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKREGIE_MAILURL", "x")
    monkeypatch.setenv("WIJKREGIE_TEST_REQUIRE", "all")

    found = outcomes()

    assert found[
        "De instelling WIJKREGIE_MAILURL is niet bekend. Bedoel je WIJKREGIE_MAIL_URL?"
    ]
    assert not any("REQUIRE" in sentence for sentence in found)
    assert found["De database antwoordt en past bij deze versie."] == "ok"
    assert found["Er is nog geen back-up. Maak er een: wijkregie backup"] == "note"
    assert any("geen werker" in sentence for sentence in found)
    assert "wrong" not in found.values()


@pytest.mark.usefixtures("file_database")
def test_the_check_names_mail_that_does_not_go_out() -> None:
    outbox.put("x", {}, way=Way.MAIL, once="x", municipality_id=None, at=AT)
    late = "1 mail wacht te lang. Controleer de mailserver in WIJKREGIE_MAIL_URL."

    assert outcomes(at=AT + timedelta(minutes=11))[late] == "note"
    assert late not in outcomes(at=AT + timedelta(minutes=9))


@pytest.mark.usefixtures("file_database")
def test_the_check_ends_with_a_code_when_something_is_wrong(
    capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    call_command("check_installation")
    assert "goed" in capsys.readouterr().out

    installation.mark_demo()
    with pytest.raises(SystemExit):
        call_command("check_installation")
    assert "fout" in capsys.readouterr().out
    settings.WIJKREGIE_DEMO = True
    assert outcomes()["De demo zou echte mail versturen."] == "wrong"


@pytest.mark.usefixtures("file_database")
def test_the_check_tells_when_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "answers", lambda: False)
    assert outcomes()["De database antwoordt niet."] == "wrong"

    monkeypatch.undo()
    monkeypatch.setattr(health, "is_migrated", lambda: False)
    assert "wrong" in outcomes().values()


@pytest.mark.usefixtures("file_database")
def test_the_check_tells_how_old_the_backup_is() -> None:
    call_command("backup")
    now = datetime.now(UTC)  # noqa: TID251 - files get the time of the machine

    assert outcomes(at=now)["De nieuwste back-up is 0 dagen oud."] == "ok"
    assert outcomes(at=now.replace(year=now.year + 1))["De nieuwste back-up is 365 dagen oud."]


def test_every_setting_that_is_read_is_known_to_the_check() -> None:
    read = (ROOT / "src/wijkregie/config/environment.py").read_text(encoding="utf-8")

    for name in checks.NAMES:
        assert name in read or name == "WIJKREGIE_PROCESS"
    assert {
        word for word in read.replace('"', " ").split() if word.startswith("WIJKREGIE_")
    } <= {*checks.NAMES}


def test_the_document_on_data_protection_says_what_the_fields_say() -> None:
    written = ROOT / "docs/privacy/gegevensbescherming.md"

    assert written.read_text(encoding="utf-8") == data_protection.document(), (
        "run: wijkregie data_protection"
    )


def test_the_document_names_every_mark_in_dutch() -> None:
    text = data_protection.document()

    for model, field, mark in personal_fields():
        assert f"`{model._meta.label}`" in text
        assert f"| `{field.name}` | " in text
        assert str(mark.purpose) in text
    assert "[te bevestigen door de privacyfunctionaris]" in text
    assert "%" not in text


def test_a_document_that_says_something_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "docs" / "document.md"
    with pytest.raises(CommandError, match="wijkt af"):
        call_command("data_protection", out=file, check=True)
    call_command("data_protection", out=file)
    call_command("data_protection", out=file, check=True)

    file.write_text(file.read_text(encoding="utf-8") + "en nog iets", encoding="utf-8")

    with pytest.raises(CommandError, match="wijkt af"):
        call_command("data_protection", out=file, check=True)


@pytest.mark.parametrize(
    ("days", "since", "erased", "words"),
    [
        (0, "user__ended_at", None, ("tot `user.ended_at`", "het veld wordt leeggemaakt")),
        (30, "at", "weg", ("30 dagen na `at`", "vervangen door “weg”")),
        (730, "at", "", ("2 jaar na `at`", "het veld wordt leeggemaakt")),
    ],
)
def test_a_term_is_told_in_words(
    days: int, since: str, erased: str | None, words: tuple[str, str]
) -> None:
    mark = Personal(purpose="x", ground="6(1)(e)", days=days, since=since, erased=erased)

    assert (data_protection.term(mark), data_protection.after(mark)) == words


def test_help_is_in_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("prepare", "serve", "work", "nightly", "erase", "backup", "restore"):
        with pytest.raises(SystemExit):
            call_command(name, "--help")
    said = capsys.readouterr().out

    assert "Maak een back-up: de database en de bestanden in één bestand." in said
    assert "wacht zoveel seconden op de database" in said


def test_a_killed_restore_is_known(file_database: Path) -> None:
    assert not restore.unfinished()
    (file_database.parent / restore.MARK).touch()
    assert restore.unfinished()
    assert os.path.exists(file_database)  # noqa: PTH110 - the name, not the test's patch
