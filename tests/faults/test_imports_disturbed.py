"""An import that is killed, stopped or crowded leaves all of it or nothing."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from unittest import mock
from urllib.request import urlopen

import pytest

from tests.faults.installation import Installation, ended, held_while, killed
from tests.makers.installations import ROOT
from tools import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MEGABYTE = 1 << 20
TMPFS = """
mount -t tmpfs -o size="$SIZE" tmpfs "$2" && cp -r "$1"/. "$2"/ || exit 77
export WIJKREGIE_DATA_DIR="$2"; shift 2
"$@"; code=$?
cp -r "$WIJKREGIE_DATA_DIR"/. "$OUT"/
exit $code
"""


def is_empty(installation: Installation) -> bool:
    return not any(installation.tables().values())


def test_a_server_killed_in_the_midst_leaves_nothing_half(
    installation: Installation, kwb_2024: Path
) -> None:
    started = installation.start("import", "kwb", str(kwb_2024))

    with held_while(started, installation.is_importing):
        code = killed(started)

    assert code == -signal.SIGKILL
    assert is_empty(installation)
    assert installation.is_sound()
    code, said = installation.run("import", "kwb", str(kwb_2024))
    assert (code, "kwb 2024" in said) == (0, True), said
    assert not is_empty(installation)


def test_pages_of_the_real_country_half_written_are_gone_too(
    on_file: Installation, cbs: Path
) -> None:
    """Then SQLite has moved pages from its memory to the log beside the file."""
    log = on_file.data / "wijkregie.sqlite3-wal"
    started = on_file.start("import", "kwb", str(cbs / "kwb_2024_nl_deel.csv.gz"))

    with held_while(
        started,
        lambda: log.exists() and log.stat().st_size > MEGABYTE and on_file.is_importing(),
    ):
        killed(started)

    assert is_empty(on_file)
    assert on_file.is_sound()


def test_imports_at_once_wait_for_each_other(
    installation: Installation, kwb_2024: Path, kwb_2017: Path
) -> None:
    first = installation.start("import", "kwb", str(kwb_2024))
    with held_while(first, installation.is_importing):
        same = installation.start("import", "kwb", str(kwb_2024))
        other = installation.start("import", "kwb", str(kwb_2017))
        time.sleep(0.5)  # they have begun or not: the end must be the same
    outcomes = [ended(one) for one in (first, same, other)]

    assert [code for code, _ in outcomes] == [0, 0, 0], outcomes
    assert [said.count("niets veranderd") for _, said in outcomes] == [0, 11, 0], outcomes
    tables = installation.tables()
    assert len(tables["indicators_edition"]) == 12
    codes = {row[1] for row in tables["places_area"]}
    assert len(codes) == len(tables["places_area"])
    assert installation.is_sound()


def test_readers_go_on_with_the_old_state_during_an_import(
    installation: Installation, kwb_2024: Path
) -> None:
    with serving(installation) as address:
        assert periods(address) == set()

        started = installation.start("import", "kwb", str(kwb_2024))
        with held_while(started, installation.is_importing):
            during = periods(address)

        assert ended(started)[0] == 0
        assert during == set()
        assert 2024 in periods(address)


def test_a_file_that_may_not_grow_stores_nothing(on_file: Installation, kwb_2024: Path) -> None:
    limit = MEGABYTE // 2  # the file that changes are written to first grows beyond it

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    # Python writes a compiled module as far as it may, and reads it back cut off ever after.
    with mock.patch.dict(on_file.settings, {"PYTHONDONTWRITEBYTECODE": "1"}):
        code, said = on_file.run("import", "kwb", str(kwb_2024), preexec_fn=small)

    assert code == 1
    assert "Er is niets opgeslagen" in said
    assert "Traceback" not in said
    assert is_empty(on_file)
    assert on_file.is_sound()
    assert on_file.run("import", "kwb", str(kwb_2024))[0] == 0


@pytest.mark.skipif(sys.platform != "linux", reason="a disk of our own needs Linux")
def test_a_full_disk_stores_nothing(
    on_file: Installation, kwb_2024: Path, tmp_path: Path
) -> None:
    disk, after = tmp_path / "disk", tmp_path / "after"
    disk.mkdir()
    after.mkdir()
    alone = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", TMPFS, "sh"]
    words = [*alone, str(on_file.data), str(disk)]
    words += [sys.executable, "-m", "wijkregie.config.main", "import", "kwb", str(kwb_2024)]
    ours = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    env = {**ours, **on_file.settings, "PYTHONPATH": str(ROOT / "src")}
    env |= {"OUT": str(after), "SIZE": str(on_file.file.stat().st_size + MEGABYTE)}
    env |= {"DJANGO_SETTINGS_MODULE": "wijkregie.config.settings"}
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            words, env=env, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("there is no unshare on this machine")
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("this machine lets nobody make a disk of their own")

    assert done.returncode == 1, done.stdout + done.stderr
    assert "De schijf is vol. Er is niets opgeslagen." in done.stderr
    left = Installation(after)
    assert is_empty(left)
    assert left.is_sound()


@contextmanager
def serving(installation: Installation) -> Iterator[str]:
    """Run the real server; yields its address."""
    port = postgres.free_port()
    server = installation.start("serve", "--port", str(port))
    try:
        assert server.stdout is not None
        assert any("staat klaar" in line for line in server.stdout)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.communicate(timeout=60)


def periods(address: str) -> set[int]:
    """Return the years of the tables that the server knows."""
    question = f"{address}/api/v1/leveringen"
    with urlopen(question, timeout=30) as answer:  # noqa: S310 - our own address
        return {one["periode"] for one in json.load(answer)["resultaten"]}
