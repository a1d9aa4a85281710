"""The mail server: one connection for many mails, and what became of each of them."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from typing import TYPE_CHECKING, Self

from wijkregie.kit.mail import postbox

if TYPE_CHECKING:
    from types import TracebackType

    from django.core.mail import EmailMessage


class ServerAway(Exception):
    """The server takes no mail at all now. No fault of the mail: it may go later."""


class ConnectionLost(ServerAway):
    """The connection broke while a mail went. Whether it arrived nobody knows."""


class MailRefused(Exception):
    """The server did not take this mail; ``final``: it never will.

    Says so in words and codes of ours: a server's own words repeat the address.
    """

    def __init__(self, words: str, *, final: bool) -> None:
        super().__init__(words)
        self.final = final


class Server:
    """A connection that is made with the first mail, and made anew after every fault."""

    def __init__(self) -> None:
        self._box = postbox()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _fault: BaseException | None,
        _where: TracebackType | None,
    ) -> None:
        self._close()

    def send(self, mail: EmailMessage) -> None:
        """Hand over one mail; when this returns, the server has it.

        Raises ``ServerAway``, ``ConnectionLost`` or ``MailRefused``.
        """
        try:
            self._box.open()
        except (SMTPException, OSError) as fault:
            raise ServerAway(_named("no connection", fault)) from None
        try:
            self._box.send_messages([mail])
        except (SMTPException, OSError, ValueError) as fault:
            self._close()
            raise _verdict(fault) from None

    def _close(self) -> None:
        with suppress(SMTPException, OSError):
            self._box.close()


def _verdict(fault: Exception) -> ServerAway | MailRefused:
    """Return what a fault says of the mail at hand."""
    if isinstance(fault, SMTPSenderRefused):  # our own address: no mail would be taken
        return ServerAway(_named("sender refused", fault))
    if isinstance(fault, ValueError | SMTPNotSupportedError):
        return MailRefused(_named("address cannot be used", fault), final=True)
    code = _refusal(fault)
    if code is None:
        return ConnectionLost(_named("connection lost", fault))
    return MailRefused(f"refused ({code})", final=_is_final(code))


def _refusal(fault: Exception) -> int | None:
    """Return with which code the server refused this mail or whom it is for."""
    if isinstance(fault, SMTPRecipientsRefused):
        return max(code for code, _words in fault.recipients.values())
    return fault.smtp_code if isinstance(fault, SMTPDataError) else None


def _is_final(code: int) -> bool:
    return code >= HTTPStatus.INTERNAL_SERVER_ERROR  # SMTP, too, says so with 500 and up


def _named(words: str, fault: Exception) -> str:
    code = fault.smtp_code if isinstance(fault, SMTPResponseException) else ""
    return f"{words} ({code or type(fault).__name__})"
