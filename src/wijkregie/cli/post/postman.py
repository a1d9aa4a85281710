"""The postman: takes what is due out of the outbox, sends it, and writes down that it went.

What it promises: no mail is lost, and each goes once. One window is left: ends the process
after the server took a mail and before that is written down, then the mail goes again under
the same Message-ID, by which mail programs know it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from django.db import DatabaseError, InterfaceError, OperationalError, connections, transaction
from django.utils import timezone

from wijkregie.cli.post.saying import Needless
from wijkregie.cli.post.server import ConnectionLost, MailRefused, Server, ServerAway
from wijkregie.cli.post.writing import write
from wijkregie.domain.signals import services as signals
from wijkregie.kit import outbox

if TYPE_CHECKING:
    import threading
    from datetime import datetime

    from django.core.mail import EmailMessage

    from wijkregie.kit.outbox import Message

logger = logging.getLogger(__name__)

PAUSE: Final = 2.0
LONGEST_PAUSE: Final = 60.0
AWAY: Final = (OperationalError, InterfaceError)


class Postman:
    """Sends mail until ``ended`` is set. Any number of them may work beside each other."""

    def __init__(self, ended: threading.Event) -> None:
        self.name = uuid4().hex
        self.ended = ended
        self.pause = PAUSE
        self._left_behind = False

    def run(self) -> None:
        """Look every few seconds; less often while the server or the database is away."""
        while not self.ended.is_set():
            if not self.go():
                self.ended.wait(self.pause)
        connections.close_all()

    def empty(self) -> None:
        """Send all that is due now, and be done."""
        while self.go():
            pass

    def go(self) -> bool:
        """Go round once; tell whether there may be more to send at once.

        What goes wrong is logged and is not the end: the mails wait for the next round.
        """
        try:
            return self._round()
        except ServerAway as fault:
            logger.warning("Mail waits: %s", fault)
        except Exception:
            logger.exception("Mail waits: the round was broken off")
            connections.close_all()
        self._left_behind = True
        self.pause = min(2 * self.pause, LONGEST_PAUSE)
        return False

    def _round(self) -> bool:
        if self._left_behind:
            outbox.let_go(self.name)
            self._left_behind = False
        taken = outbox.take(self.name, at=timezone.now())
        if not taken or self.ended.is_set():
            return False
        try:
            with Server() as server:
                for message in taken:
                    if not self.ended.is_set():
                        self._bring(message, server)
        finally:
            outbox.let_go(self.name)
        self.pause = PAUSE
        return not self.ended.is_set()

    def _bring(self, message: Message, server: Server) -> None:
        """Write and send one mail, if it is still ours to send."""
        at = timezone.now()
        if not outbox.hold(message.id, self.name, at=at):
            return
        mail = _written(message, at)
        if mail is None:
            return
        try:
            server.send(mail)
        except MailRefused as refusal:
            outbox.failed(message.id, str(refusal), at=at, final=refusal.final)
        except ConnectionLost as fault:
            outbox.failed(message.id, str(fault), at=at)
            raise
        else:
            self._note(message, timezone.now())

    def _note(self, message: Message, at: datetime) -> None:
        """Write down that a mail went; as it went, only the end of the process stops this.

        What keeps the answer from being noted as heard does not make the mail go again.
        """
        hears = message.template == "signal_answered"
        while True:
            try:
                _write_down(message, at, hears=hears)
            except Exception as fault:
                logger.exception("A mail went, but that cannot be written down yet")
                connections.close_all()
                hears = hears and isinstance(fault, AWAY)
                if self.ended.wait(PAUSE):
                    raise
            else:
                return


def _written(message: Message, at: datetime) -> EmailMessage | None:
    """Return the mail; where there is none to send, write down why."""
    try:
        if "raiser" in message.ids:
            signals.renew_link(message.ids["raiser"], at=at)
        if "offer" in message.ids:
            signals.renew_offer_link(message.ids["offer"], at=at)
        return write(message, on=timezone.localdate(at))
    except Needless as reason:
        outbox.drop(message.id, str(reason), at=at)
    except DatabaseError:
        raise
    except Exception as fault:
        logger.exception("A mail could not be written")
        outbox.failed(message.id, f"cannot be written ({type(fault).__name__})", at=at)
    return None


@transaction.atomic
def _write_down(message: Message, at: datetime, *, hears: bool) -> None:
    """Note that a mail went, and that who got it has heard: both or neither.

    The signal goes first, as everywhere: who reopens one locks it and then its messages. A
    message that was put aside meanwhile is about an answer that counts no more.
    """
    if hears:
        signals.heard(message.ids["raiser"], by=None, at=at)
    if not outbox.sent(message.id, at=at):
        transaction.set_rollback(True)
