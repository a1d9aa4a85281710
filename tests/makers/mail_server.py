"""A mail server for tests: it speaks SMTP and keeps what it accepted."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import EmailMessage

GREETING = "220 ready"
FINE = "250 fine"


@dataclass(frozen=True)
class Accepted:
    """A mail that the server took, and for whom."""

    to: str
    mail: EmailMessage

    @property
    def message_id(self) -> str:
        return str(self.mail["Message-ID"])


@dataclass
class MailServer:
    """What it answers can be set for a moment of the talk (``mail``, ``rcpt``, ``data``,
    ``end``) or for somebody it is told to mail to; an empty answer hangs up.

    ``watch`` is called with the moment before it answers; ``taken`` after that.
    """

    accepted: list[Accepted] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    watch: Callable[[str], object] = lambda _moment: None
    port: int = 0
    connections: int = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def message_ids(self) -> list[str]:
        return [one.message_id for one in self.accepted]


class HangUp(Exception):
    pass


class Talk(socketserver.StreamRequestHandler):
    """One connection."""

    keeper: MailServer

    def handle(self) -> None:
        self.keeper.connections += 1
        self.to = ""
        try:
            self._say(self.keeper.answers.get("hello", GREETING))
            while line := self.rfile.readline():
                if not self._answer(line.decode().strip()):
                    return
        except (HangUp, ConnectionError):
            return

    def _answer(self, line: str) -> bool:
        word = line[:4].upper()
        if word == "RCPT":
            self.to = line.partition("<")[2].partition(">")[0]
            self._reply("rcpt", self.keeper.answers.get(self.to, FINE))
        elif word == "DATA":
            if self._reply("data", "354 go on").startswith("354"):
                self._take()
        elif word == "MAIL":
            self._reply("mail", FINE)
        elif word == "QUIT":
            self._say("221 goodbye")
        else:
            self._say(FINE)
        return word != "QUIT"

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if not line:
            raise HangUp
        answer = self.keeper.answers.get("end", FINE)
        if answer.startswith("2") or not answer:
            mail = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
            self.keeper.accepted.append(Accepted(self.to, mail))
        self._reply("end", answer)
        self.keeper.watch("taken")

    def _reply(self, moment: str, usual: str) -> str:
        self.keeper.watch(moment)
        answer = self.keeper.answers.get(moment, usual)
        self._say(answer)
        return answer

    def _say(self, answer: str) -> None:
        if not answer:
            raise HangUp
        self.wfile.write(f"{answer}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def mail_server(port: int = 0) -> Iterator[MailServer]:
    """Run a mail server on this machine."""
    keeper = MailServer()
    talk = type("KeptTalk", (Talk,), {"keeper": keeper})
    with _Server(("127.0.0.1", port), talk) as server:
        keeper.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        try:
            yield keeper
        finally:
            server.shutdown()
