"""What pages cost in the real server, by the server's own log, and what memory it takes."""

from __future__ import annotations

import json
import os
import random
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote
from urllib.request import Request, urlopen

from bench.imports import CITIES, is_real
from bench.place import PROGRAM
from bench.table import Row, percentile
from tools.postgres import free_port
from wijkregie.cli.supervisor import answers
from wijkregie.core.names import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.place import Place

PAGE_BUDGET: Final = 100.0
MEMORY_BUDGET: Final = 200.0
AREAS: Final = 400
COLD_AREAS: Final = 100
TIMES: Final = 40
PATIENCE: Final = 60
ASKED: Final = ("molenwijk", "molewijk", "kerkplijn", "oude haven", "binnenstat", "de", "oost")


@dataclass(frozen=True)
class Times:
    """Milliseconds that pages took by the clock, and on average of processor."""

    clock: list[float]
    processor: float


@dataclass
class Server:
    """The real server, and what its log says of the requests it answered."""

    process: subprocess.Popen[bytes]
    address: str
    log: Path
    _clients: Iterator[int] = field(default_factory=count)
    _read: int = 0

    def ask(self, path: str) -> None:
        """Ask for a page, each time as another client."""
        client = next(self._clients)
        where = {
            "X-Forwarded-For": f"10.{client >> 16 & 255}.{client >> 8 & 255}.{client & 255}"
        }
        with urlopen(Request(self.address + quote(path, safe="/?=&"), headers=where)) as page:  # noqa: S310 - our own server
            page.read()

    def times(self, paths: Sequence[str], route: str) -> Times:
        """Ask for pages one by one; return what the server took for each."""
        before = self._processor()
        for path in paths:
            self.ask(path)
        spent = self._processor() - before
        until = time.monotonic() + PATIENCE
        found: list[float] = []
        while len(found) < len(paths) and time.monotonic() < until:
            found += self._lines(route)
        return Times(found, 1000 * spent / len(paths))

    def _lines(self, route: str) -> list[float]:
        with self.log.open(encoding="utf-8") as log:
            log.seek(self._read)
            text = log.read()
        whole = text[: text.rfind("\n") + 1]
        self._read += len(whole.encode())
        lines = [json.loads(line) for line in whole.splitlines() if line.startswith("{")]
        return [
            float(line["ms"])
            for line in lines
            if line.get("route") == route and line["status"] == 200
        ]

    def megabytes(self) -> float:
        """Return the memory of the web process and the one that watches it."""
        return sum(int(_shown(pid, "rss")) for pid in self._web()) / 1024

    def _processor(self) -> float:
        """Return the seconds of processor that both used so far, nought where nobody counts."""
        told = [Path("/proc", pid, "stat") for pid in self._web()]
        counts = [path.read_text().rpartition(")")[2].split() for path in told if path.exists()]
        ticks = sum(int(tick) for fields in counts for tick in fields[11:13])
        return ticks / os.sysconf("SC_CLK_TCK")

    def _web(self) -> list[str]:
        """Return the numbers of the processes that give pages."""
        rows = [
            line.split(None, 2) for line in _shown("", "pid", "ppid", "command").splitlines()
        ]
        ours = {str(self.process.pid)}
        for _generation in range(3):
            ours |= {pid for pid, parent, _ in rows if parent in ours}
        return [pid for pid, _, command in rows if pid in ours and "granian" in command]


def _shown(pid: str, *what: str) -> str:
    which = ["-p", pid] if pid else ["-A"]
    columns = [word for name in what for word in ("-o", f"{name}=")]
    return subprocess.run(  # noqa: S603 - a list of processes
        ["ps", *which, *columns],  # noqa: S607 - where it stands differs
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def measure(place: Place) -> Iterator[Row]:
    """Ask the server for pages, just started and later."""
    chance = random.Random(3)  # noqa: S311 - no secret
    paths = chance.sample(addresses(place), COLD_AREAS + AREAS)
    with serving(place) as server:
        cold = server.times(paths[:COLD_AREAS], "areas:detail")
        first = f"first page {cold.clock[0]:.0f} ms, {COLD_AREAS} areas"
        yield row("area page, just started", cold, first)
        warm = server.times(paths[COLD_AREAS:], "areas:detail")
        yield row("area page, warm", warm, f"{AREAS} other areas")
        yield from others(server)
        yield Row(
            "web process",
            server.megabytes(),
            "MB",
            MEMORY_BUDGET,
            "after all these pages, with the process that watches it",
        )


def addresses(place: Place) -> list[str]:
    """Return the addresses of the pages of all areas."""
    return [
        f"/nederland/gebied/{'-'.join(filter(None, (code, slug(name))))}"
        for code, name in place.areas().items()
    ]


def others(server: Server) -> Iterator[Row]:
    """Tell of the other pages."""
    town = CITIES[is_real()][0].lower()
    for what, path, route in (
        ("front page of a town", f"/{town}/", "home:index"),
        ("map of a town", f"/{town}/kaart", "areas:map"),
        ("figure page of a town", f"/{town}/cijfers/inhabitants", "figures:detail"),
        ("figure page of the country", "/nederland/cijfers/inhabitants", "figures:detail"),
    ):
        yield row(what, server.times([path] * TIMES, route), f"{TIMES} times")
    for what, place in (("a town", town), ("the country", "nederland")):
        paths = [f"/{place}/zoeken?q={text}" for text in ASKED] * 6
        yield row(
            f"search in {what}", server.times(paths, "home:search"), "typing mistakes too"
        )


def row(what: str, times: Times, remark: str) -> Row:
    """Return the row of a page: the time that nineteen of twenty do not pass."""
    median, most = percentile(times.clock, 0.5), max(times.clock)
    told = f"median {median:.0f}, longest {most:.0f}, processor {times.processor:.0f} ms"
    p95 = percentile(times.clock, 0.95)
    return Row(f"{what}, p95", p95, "ms", PAGE_BUDGET, f"{told}; {remark}")


@contextmanager
def serving(place: Place) -> Iterator[Server]:
    """Start the server and wait until it answers; stop it afterwards."""
    port = free_port()
    log = place.folder / "serve.txt"
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 - the product itself
            [*PROGRAM, "serve", "--port", str(port)],
            env=place.environment,
            cwd=place.folder,
            stdout=said,
            stderr=said,
        )
    try:
        until = time.monotonic() + PATIENCE
        while not answers(f"http://127.0.0.1:{port}"):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(log.read_text(encoding="utf-8"))
            time.sleep(0.05)
        yield Server(process, f"http://127.0.0.1:{port}", log)
    finally:
        process.terminate()
        process.wait(PATIENCE)
