"""A PostgreSQL for the length of a test run, in its own folder, open to this machine only.

It refuses to run as root; where we are root it runs as the user ``postgres`` or ``nobody``.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "wijkregie"
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
QUICK = ("fsync=off", "full_page_writes=off", "max_connections=60")


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL that can be stopped and started again."""

    programs: Path
    folder: Path
    port: int
    password: str

    @property
    def url(self) -> str:
        """Return the address of the database, as the setting ``DATABASE_URL`` wants it."""
        return f"postgres://{NAME}:{self.password}@127.0.0.1:{self.port}/{NAME}"

    def create(self) -> None:
        """Make the files of the cluster; texts sort by code point, as in SQLite."""
        password = self.folder / "password"
        password.write_text(self.password, encoding="utf-8")
        give_away(self.folder, password)
        self.call(
            "initdb",
            f"--username={NAME}",
            f"--pwfile={password}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
        )

    def start(self) -> None:
        """Start the server and wait until it answers."""
        places = [f"port={self.port}", "listen_addresses=127.0.0.1"]
        places += [f"unix_socket_directories={self.folder}"]
        options = " ".join(f"-c {option}" for option in (*places, *QUICK))
        self.call("pg_ctl", "start", "--wait", f"--log={self.folder / 'log'}", f"-o {options}")

    def stop(self) -> None:
        """Stop the server at once, as a restart of the machine would."""
        self.call("pg_ctl", "stop", "--mode=immediate", "--wait")

    def create_database(self) -> None:
        """Make the empty database that ``url`` names."""
        where = ["--host=127.0.0.1", f"--port={self.port}", f"--username={NAME}"]
        self.call("createdb", *where, NAME, cluster=False)

    def call(self, program: str, *words: str, cluster: bool = True) -> None:
        """Run one of PostgreSQL's programs as a user that PostgreSQL accepts."""
        command = [str(self.programs / program), *words]
        command += [f"--pgdata={self.folder / 'data'}"] if cluster else []
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={
                "PATH": os.environ.get("PATH", ""),
                "PGPASSWORD": self.password,
                "LC_ALL": "C",
            },
            user=user(),
            extra_groups=[] if user() else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}{self.log()}")

    def log(self) -> str:
        """Return what the server wrote so far."""
        path = self.folder / "log"
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Run a fresh PostgreSQL with an empty database, and leave nothing of it behind."""
    found = programs()
    if found is None:
        raise FileNotFoundError("There is no PostgreSQL on this machine.")
    folder = Path(tempfile.mkdtemp(prefix="wijkregie-pg-"))
    server = Cluster(found, folder, free_port(), secrets.token_urlsafe(12))
    try:
        server.create()
        server.start()
        try:
            server.create_database()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def programs() -> Path | None:
    """Return the folder with the newest PostgreSQL that can make a cluster, if there is one."""
    found = [path for place in PLACES for path in Path("/").glob(f"{place[1:]}/initdb")]
    on_path = shutil.which("initdb")
    if found:
        return max(found, key=version_of).parent
    return Path(on_path).resolve().parent if on_path else None


def version_of(path: Path) -> int:
    """Return the version in a path such as ``/usr/lib/postgresql/15/bin/initdb``."""
    return int("".join(sign for sign in path.parents[1].name if sign.isdigit()) or 0)


def user() -> str | None:
    """Return the user to run as, where we are root and PostgreSQL would refuse."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def give_away(*paths: Path) -> None:
    """Hand files over to the user that PostgreSQL runs as."""
    name = user()
    if name:
        for path in paths:
            shutil.chown(path, name)


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
