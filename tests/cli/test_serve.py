"""One command runs the pages and the worker, keeps them alive and stops them together."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests.makers.installations import ROOT, need_postgres, program, ran
from tools import postgres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HEAVY = ("polars", "shapely", "pyogrio", "pyproj", "fastexcel")
PATIENCE = 60
WEB_MEGABYTES = 200


@pytest.fixture
def data(tmp_path: Path, prepared_file: Path) -> Path:
    """The data directory of an installation that was prepared."""
    folder = tmp_path / "data"
    (folder / "static").mkdir(parents=True)
    shutil.copy(prepared_file, folder / "wijkregie.sqlite3")
    return folder


class Running:
    """A running installation."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.port = postgres.free_port()
        self.process = program("serve", "--port", str(self.port), data=data, settings=settings)
        assert self.process.stdout is not None
        self.said = []
        for line in self.process.stdout:
            self.said.append(line)
            if "staat klaar" in line:
                break

    def health(self) -> tuple[int, dict[str, Any]]:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/gezond", timeout=15) as answer:
                return answer.status, json.load(answer)
        except HTTPError as fault:
            with fault:
                return fault.code, json.load(fault)
        except (URLError, OSError):
            return 0, {}

    def until(self, is_so: Callable[[int, dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait until the health page says so."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            status, found = self.health()
            if is_so(status, found):
                return found
            time.sleep(0.2)
        raise AssertionError(f"it did not come so far: {self.health()} {self.said}")

    def children(self) -> dict[str, list[int]]:
        """Return the processes below the supervisor, by what they do."""
        web = [pid for pid in below(self.process.pid) if "granian" in words_of(pid)]
        work = [pid for pid in below(self.process.pid) if words_of(pid).endswith("main work")]
        return {"web": [*web, *(one for pid in web for one in below(pid))], "work": work}

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=PATIENCE)
        return self.process.returncode


def ps(*words: str) -> str:
    """Ask the machine about its processes."""
    done = subprocess.run(["ps", *words], capture_output=True, text=True, check=False)  # noqa: S603, S607 - the machine's own
    return done.stdout


def below(parent: int) -> list[int]:
    rows = [line.split() for line in ps("-A", "-o", "pid=,ppid=").splitlines()]
    return [int(pid) for pid, ppid in rows if int(ppid) == parent]


def words_of(pid: int) -> str:
    return ps("-o", "args=", "-p", str(pid)).strip()


def megabytes(pid: int) -> float:
    return int(ps("-o", "rss=", "-p", str(pid))) / 1024


def is_alive(pid: int) -> bool:
    return bool(words_of(pid))


@pytest.fixture
def installation(data: Path) -> Iterator[Running]:
    running = Running(data)
    yield running
    if running.process.poll() is None:
        running.stop()


def test_it_serves_survives_a_crash_and_stops_whole(installation: Running) -> None:
    assert f"http://127.0.0.1:{installation.port}/" in installation.said[-1]
    found = installation.until(lambda _status, found: found.get("worker_seconds") is not None)
    assert found["status"] == "ok"

    first = installation.children()
    assert first["web"]
    assert len(first["work"]) == 1
    assert sum(megabytes(pid) for pid in first["web"]) < WEB_MEGABYTES
    os.kill(first["web"][0], signal.SIGKILL)
    installation.until(lambda status, _found: status == 0)
    installation.until(lambda status, _found: status == 200)
    assert installation.children()["work"] == first["work"]

    last = installation.children()
    assert installation.stop() == 0
    assert not [
        pid for pids in (*first.values(), *last.values()) for pid in pids if is_alive(pid)
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that we died")
def test_nothing_stays_behind_when_it_is_killed_outright(installation: Running) -> None:
    installation.until(lambda _status, found: found.get("worker_seconds") is not None)
    processes = installation.children()

    installation.process.kill()
    installation.process.communicate()

    end = time.monotonic() + PATIENCE
    while any(is_alive(pid) for pids in processes.values() for pid in pids):
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_restore_waits_until_it_has_stopped(installation: Running, data: Path) -> None:
    code, said = ran("restore", "one.tar.gz", "--yes", data=data)

    assert code == 1
    assert said.strip() == "Wijkregie draait. Stop het eerst."


def test_a_port_in_use_is_one_sentence(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        code, said = ran("serve", "--port", str(port), data=data)

    assert code == 1
    assert said.strip() == (
        f"Poort {port} is bezet: misschien draait Wijkregie al. Stop dat, of kies een andere "
        f"poort: --port {port + 1}"
    )


def test_a_port_that_is_none_is_refused(data: Path) -> None:
    code, said = ran("serve", "--port", "99999", data=data)

    assert code == 2
    assert "99999 is geen poort" in said


def test_what_was_not_prepared_does_not_start(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()

    code, said = ran("serve", data=tmp_path / "data")

    assert code == 1
    assert said.strip() == (
        "De database is niet klaar voor deze versie. Voer uit: wijkregie prepare"
    )


def test_the_web_process_loads_no_heavy_library(data: Path) -> None:
    asked = (
        "import sys, wijkregie.config.wsgi\n"
        "from django.urls import get_resolver\n"
        "get_resolver().url_patterns\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    env = {**os.environ, "WIJKREGIE_DATA_DIR": str(data), "PYTHONPATH": str(ROOT / "src")}
    env["DJANGO_SETTINGS_MODULE"] = "wijkregie.config.settings"

    said = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", asked], env=env, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "[]"


def test_a_database_that_is_away_at_the_start_is_one_sentence(data: Path) -> None:
    nobody = {"DATABASE_URL": f"postgres://wijk:geheim@127.0.0.1:{postgres.free_port()}/wijk"}
    sentence = "De database antwoordt niet. Kijk of die draait en of DATABASE_URL klopt."

    assert ran("serve", data=data, settings=nobody) == (1, f"{sentence}\n")
    began = time.monotonic()
    assert ran("prepare", "--wait", "2", data=data, settings=nobody) == (1, f"{sentence}\n")
    assert time.monotonic() - began > 2


def test_a_database_that_is_restarted_is_found_again(data: Path) -> None:
    need_postgres()
    with postgres.cluster() as server:
        settings = {"DATABASE_URL": server.url}
        code, said = ran("migrate", "--verbosity=0", data=data, settings=settings)
        assert code == 0, said
        running = Running(data, **settings)
        try:
            running.until(lambda _status, found: found.get("status") == "ok")
            server.stop()
            assert running.health()[0] == 503
            time.sleep(3)  # the worker meets it too
            server.start()
            began = time.monotonic()
            found = running.until(lambda status, _found: status == 200)
            assert found["database"] is True
            assert time.monotonic() - began < 10
            assert found["status"] == "ok"
            assert running.children()["work"]
        finally:
            assert running.stop() == 0
