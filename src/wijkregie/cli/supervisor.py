"""Keep the web process and the worker running, and stop them together."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import urlopen

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

THREADS = 4
TICK = 0.1
LONGEST_PAUSE = 30.0
GOOD_SECONDS = 60.0
STOP_SECONDS = 20.0
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


@dataclass
class Child:
    """A process that is started again when it ends, after a pause that doubles."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    keep: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 1.0
    restarts: int = 0
    due: float = field(default=0.0)

    def tend(self, now: float) -> str | None:
        """Start what does not run and is due; return a sentence when it had stopped."""
        if self.process is None:
            if now >= self.due:
                self._start(now)
            return None
        code = self.process.poll()
        if code is None:
            return None
        self.kill_rest()
        self.pause = 1.0 if now - self.started > GOOD_SECONDS else self.pause
        self.due, self.process = now + self.pause, None
        sentence = _("%(name)s stopped with code %(code)d; again in %(pause)d s.") % {
            "name": self.name,
            "code": code,
            "pause": self.pause,
        }
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        self.restarts += 1
        return sentence

    def ask_to_stop(self) -> None:
        """Ask the process to finish what it is doing."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def kill_rest(self) -> None:
        """End whatever the process left behind."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return

    def _start(self, now: float) -> None:
        self.started = now
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            self.command,
            env={**os.environ, **self.environment},
            start_new_session=True,
            pass_fds=self.keep,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - the supervisor has one thread
        )


class Supervisor:
    """Runs until it is told to stop, by SIGTERM or Ctrl-C."""

    def __init__(self, children: Sequence[Child], *, say: Callable[[str], Any]) -> None:
        self.children = children
        self.say = say
        self.stopping = False

    def run(self, *, address: str, ready: Callable[[], Any]) -> None:
        """Start the processes, call ``ready`` once the pages answer, and watch over them."""
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, self._stop)
        waiting = True  # the first gets the whole machine until it answers
        try:
            while not self.stopping:
                self._tend(self.children[:1] if waiting else self.children)
                if waiting and answers(address):
                    waiting = False
                    ready()
                time.sleep(TICK)
        finally:
            self._end()

    def _tend(self, children: Sequence[Child]) -> None:
        for child in children:
            if sentence := child.tend(time.monotonic()):
                self.say(sentence)

    def _stop(self, _signal: int, _frame: Any) -> None:
        self.stopping = True

    def _end(self) -> None:
        for child in self.children:
            child.ask_to_stop()
        until = time.monotonic() + STOP_SECONDS
        for child in self.children:
            if child.process is not None:
                try:
                    child.process.wait(max(0.0, until - time.monotonic()))
                except subprocess.TimeoutExpired:
                    self.say(_("%(name)s did not stop and was ended.") % {"name": child.name})
                child.kill_rest()
                child.process.wait()


def children(host: str, port: int, *, url: str, lock: int) -> tuple[Child, Child]:
    """Return the web process and the worker."""
    shared = {"WIJKREGIE_URL": url}
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host]
    web += ["--port", str(port), "--workers", "1", "--blocking-threads", str(THREADS)]
    web += ["--no-ws", "--no-access-log", "--log-level", "warning"]
    web += ["--workers-kill-timeout", "10", "wijkregie.config.wsgi:application"]
    work = [sys.executable, "-m", "wijkregie.config.main", "work"]
    return (
        Child("web", web, {**shared, "WIJKREGIE_PROCESS": "web"}, (lock,)),
        Child("worker", work, shared, (lock,)),
    )


def is_free(host: str, port: int) -> bool:
    """Tell whether we may listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers(address: str) -> bool:
    """Tell whether the pages answer, well or not."""
    try:
        with urlopen(f"{address}/gezond", timeout=5):  # noqa: S310 - our own address
            return True
    except URLError as fault:
        return hasattr(fault, "code")
    except OSError:
        return False


def _die_with_parent() -> None:
    """On Linux the kernel stops the process when ours is killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
