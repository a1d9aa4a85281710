"""A backup holds what was sealed, never the key: who finds one reads nothing."""

from __future__ import annotations

import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from tests.makers.places import AT
from wijkregie.kit import sealing
from wijkregie.kit.backup import make, restore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

SECRET = "Mevrouw Zqkanarie komt haar huis niet meer uit."
KEY = "Zqsleutel" * 8


@pytest.fixture
def key(file_database: Path, settings: Settings) -> str:
    """The key as an installation has it: in its file, beside the database."""
    settings.WIJKREGIE_SEALED_KEY = KEY
    (file_database.parent / "sealed.key").write_text(KEY)
    return KEY


def contents(archive: Path) -> Iterator[bytes]:
    with tarfile.open(archive) as tar:
        for member in tar:
            file = tar.extractfile(member)
            yield member.name.encode()
            yield file.read() if file else b""


def holds(archive: Path, word: str) -> bool:
    return any(word.encode() in content for content in contents(archive))


def test_the_key_is_in_no_backup(key: str, tmp_path: Path) -> None:
    make.back_up(tmp_path / "one.tar.gz", at=AT)

    assert not holds(tmp_path / "one.tar.gz", key)
    assert not holds(tmp_path / "one.tar.gz", "sealed.key")


def test_a_key_that_got_into_a_backup_is_found(key: str, tmp_path: Path) -> None:
    """The planted fault: the key lies among the uploaded files."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sealed.key").write_text(key)

    make.back_up(tmp_path / "one.tar.gz", at=AT)

    assert holds(tmp_path / "one.tar.gz", key)


def test_a_restore_leaves_the_key_where_it_is(
    key: str, file_database: Path, tmp_path: Path
) -> None:
    sealed = sealing.seal(SECRET.encode(), about="row")
    make.back_up(tmp_path / "one.tar.gz", at=AT)

    restore.restore(tmp_path / "one.tar.gz", at=AT)

    assert (file_database.parent / "sealed.key").read_text() == key
    assert sealing.unseal(sealed, about="row").decode() == SECRET
