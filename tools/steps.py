"""Steps of the set-up: done once, done again only when what they are made from changes.

A step leaves a stamp in ``.venv/stamps``: a digest of its inputs and of the place of the clone.
No stamp, another digest or a missing output means that the step is done (again). A step that is
broken off leaves no stamp, so the next run repairs it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
TAIL = 40  # lines of output that are shown when a program fails
WIDTH = 44  # of the words before a time
IS_TERMINAL = sys.stdout.isatty()
SAVE, RESTORE, CLEAR = ("\0337", "\0338", "\033[K") if IS_TERMINAL else ("", "", "")
LEFT_OUT = {
    *("PYTHONPATH", "PYTHONHOME", "PYTHONSAFEPATH", "VIRTUAL_ENV", "PIP_TARGET"),
    *("DATABASE_URL", "DJANGO_SETTINGS_MODULE"),
}


class SetUpError(Exception):
    """The set-up cannot go on; the message tells the reader why and what to do."""


@dataclass(frozen=True)
class Phase:
    """A piece of a step with its own line and time; downloads are told apart from work."""

    title: str
    work: Callable[[], None]
    downloads: bool = False


@dataclass(frozen=True)
class Step:
    """Phases that together make ``outputs`` from ``inputs``."""

    name: str
    phases: Sequence[Phase]
    inputs: Sequence[Path] = ()
    outputs: Sequence[Path] = ()

    @property
    def stamp(self) -> Path:
        """Return the file that tells what the step was last done from."""
        return VENV / "stamps" / self.name

    def digest(self) -> str:
        """Return what the stamp must say for the step to be done."""
        total = hashlib.sha256(str(ROOT).encode())  # an environment cannot be moved
        for path in self.inputs:
            total.update(f"\0{path.name}\0".encode() + path.read_bytes())
        return total.hexdigest()

    def is_done(self) -> bool:
        """Tell whether nothing needs to be done."""
        return (
            self.stamp.is_file()
            and self.stamp.read_text(encoding="utf-8") == self.digest()
            and all(path.exists() for path in self.outputs)
        )

    def set_stamp(self) -> None:
        """Record that the step is done."""
        self.stamp.parent.mkdir(parents=True, exist_ok=True)
        self.stamp.write_text(self.digest(), encoding="utf-8")


@dataclass
class Clock:
    """Seconds spent on downloads and on work."""

    downloads: float = 0.0
    work: float = 0.0

    @contextmanager
    def line(self, phase: Phase) -> Iterator[None]:
        """Show a phase as one line with its time, and add the time up."""
        if not self.downloads + self.work:
            print("Setting up Wijkregie in this folder:", flush=True)
        print(f"  {phase.title} ".ljust(WIDTH, "."), end=" ", flush=True)
        began = time.monotonic()
        try:
            yield
        except BaseException:
            print(f"{CLEAR}not done", flush=True)
            raise
        took = time.monotonic() - began
        if phase.downloads:
            self.downloads += took
        else:
            self.work += took
        print(f"{CLEAR}{took:6.1f} s{'  (download)' if phase.downloads else ''}", flush=True)


def perform(steps: Sequence[Step]) -> None:
    """Do the steps that are not done, in order, and tell what each took."""
    clock = Clock()
    for step in steps:
        if step.is_done():
            continue
        step.stamp.unlink(missing_ok=True)
        for phase in step.phases:
            with clock.line(phase):
                phase.work()
        step.set_stamp()
    if clock.downloads + clock.work:
        print(
            f"Set-up done in {clock.downloads + clock.work:.0f} s:"
            f" {clock.work:.0f} s of work and {clock.downloads:.0f} s of downloads.",
            flush=True,
        )


def clean_environment(**extra: str) -> dict[str, str]:
    """Return the environment for other programs: ours, without what would mislead them."""
    inherited = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return inherited | {"PIP_NO_CACHE_DIR": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0"} | extra


def run(command: Sequence[str | Path], **extra: str) -> None:
    """Run a program silently; if it fails, raise ``SetUpError`` with the end of its output."""
    words = [str(word) for word in command]
    lines: deque[str] = deque(maxlen=TAIL)
    with subprocess.Popen(
        words,
        cwd=ROOT,
        env=clean_environment(**extra),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        close_fds=False,  # the lock is kept until the program ends, even if we are killed
    ) as program:
        assert program.stdout is not None  # noqa: S101 - asked for with PIPE
        for line in program.stdout:
            lines.append(line)
            show(line)
    if program.returncode:
        shown = "".join(f"    {line}" for line in lines)
        raise SetUpError(f"\n{shown}\nThis failed: {' '.join(words)}")


def show(line: str) -> None:
    """Show on a terminal what a program is doing; the next line takes its place."""
    if IS_TERMINAL:
        room = shutil.get_terminal_size().columns - WIDTH - 3
        print(f"{SAVE}{line.strip()[: max(room, 0)]}{CLEAR}{RESTORE}", end="", flush=True)


@contextmanager
def only_one() -> Iterator[None]:
    """Let one set-up at a time work in this clone; a second one waits for the first."""
    path = ROOT / "var" / "setup.lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as lock:
        os.set_inheritable(lock.fileno(), True)  # noqa: FBT003 - its only argument
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up is at work in this folder; waiting for it.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def plain_errors() -> Iterator[None]:
    """End the command with a message instead of a traceback."""
    try:
        yield
    except SetUpError as error:
        sys.exit(f"{error}\nMend that and run the command again; it goes on where it stopped.")
    except KeyboardInterrupt:
        sys.exit("\nBroken off. Run the command again; it goes on where it stopped.")
