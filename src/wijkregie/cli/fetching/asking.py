"""Ask one address, politely and with patience."""

from __future__ import annotations

import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, Self, TypeVar

import httpx

from wijkregie.cli.fetching.faults import FetchFault, Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

T = TypeVar("T")

LIMIT: Final = 400_000_000
"""The most bytes of one answer; a page of the largest service counts a tenth of it."""

_AGENT: Final = "Wijkregie (wijkregie fetch)"
_TIMEOUT: Final = httpx.Timeout(60.0, connect=10.0)
_TOO_MANY_RECORDS: Final = b"more than 10000 records"
_SHOWN: Final = 200
_LONGEST_ANSWER: Final = 300.0
_BUSY: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_GONE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how fast to ask, in seconds; waits double after each failure.

    A service that nobody reached yet is asked ``first_tries`` times: then there is no network.
    """

    tries: int = 6
    first_tries: int = 2
    wait: float = 2.0
    longest: float = 120.0
    between: float = 0.5
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def after(self, attempt: int, fault: FetchFault) -> float:
        """Return how long to wait after a failed attempt, the first being 1."""
        growing = self.wait * 2.0 ** (attempt - 1)
        return min(self.longest, max(growing, fault.wait or 0.0))


class Asker:
    """Asks addresses one after another; ``tell`` hears of each wait and its reason.

    ``asked`` counts the requests, also those that failed.
    """

    def __init__(self, patience: Patience, tell: Callable[[FetchFault, float], None]) -> None:
        self.asked = 0
        self._patience = patience
        self._tell = tell
        self._reached = False
        self._last = float("-inf")
        self._client = httpx.Client(
            timeout=_TIMEOUT,
            headers={"User-Agent": _AGENT, "Accept": "application/json"},
            limits=httpx.Limits(max_connections=1),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def ask(self, address: str, read: Callable[[bytes], T]) -> T:
        """Return what ``read`` makes of the answer of an address.

        Asks again, after growing waits, when the connection breaks, the service is busy or
        fails, or ``read`` finds that the answer is no whole answer. Raises the last
        ``FetchFault`` when patience is over, and one that does not pass at once.
        """
        attempt = 0
        while True:
            attempt += 1
            try:
                return read(self._once(address))
            except FetchFault as fault:
                told = FetchFault(fault.kind, address, fault.detail, wait=fault.wait)
                if not fault.passes or attempt >= self._tries():
                    raise told from fault
                seconds = self._patience.after(attempt, told)
            self._tell(told, seconds)
            self._patience.sleep(seconds)

    def _tries(self) -> int:
        return self._patience.tries if self._reached else self._patience.first_tries

    def _once(self, address: str) -> bytes:
        early = self._last + self._patience.between - self._patience.clock()
        if early > 0:
            self._patience.sleep(early)
        self._last = self._patience.clock()
        self.asked += 1
        try:
            with self._client.stream("GET", address) as answer:
                self._reached = True
                body = self._body(answer)
                _check(answer, body)
                return body
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as fault:
            raise FetchFault(Kind.UNREACHABLE, address, fault) from fault
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as fault:
            raise FetchFault(Kind.REFUSED, address, fault) from fault
        except httpx.RequestError as fault:
            raise FetchFault(Kind.BROKEN_OFF, address, fault) from fault

    def _body(self, answer: httpx.Response) -> bytes:
        """Return the whole answer; one that is too large or trickles for ever is left."""
        pieces: list[bytes] = []
        size = 0
        until = self._patience.clock() + _LONGEST_ANSWER
        for piece in answer.iter_bytes():
            size += len(piece)
            if size > LIMIT:
                raise FetchFault(Kind.TOO_LARGE)
            if self._patience.clock() > until:
                raise FetchFault(Kind.BROKEN_OFF)
            pieces.append(piece)
        return b"".join(pieces)


def _check(answer: httpx.Response, body: bytes) -> None:
    """Raise ``FetchFault`` unless the answer is what was asked for."""
    status = answer.status_code
    if answer.is_success:
        return
    if answer.is_redirect:
        raise FetchFault(Kind.MOVED, detail=answer.headers.get("Location", ""))
    kind = Kind.FAILED if answer.is_server_error else Kind.REFUSED
    if status in _GONE:
        kind = Kind.NOT_THERE
    elif status in _BUSY:
        kind = Kind.BUSY
    elif _TOO_MANY_RECORDS in body:
        kind = Kind.REFUSED
    told = body[:_SHOWN].decode("utf-8", "replace").strip()
    raise FetchFault(kind, detail=f"{status} {told}".strip(), wait=_wait(answer))


def _wait(answer: httpx.Response) -> float | None:
    """Return the seconds that a service asks us to wait; a date is left to our own pace."""
    asked = answer.headers.get("Retry-After", "")
    return float(asked) if asked.isdecimal() else None
