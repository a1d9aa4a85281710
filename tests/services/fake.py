"""A server of real HTTP that answers as CBS and PDOK do, and fails as they do.

A test lays faults ready: each is used once, at the first request whose address holds its words.
"""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, quote, urlsplit

from tests.services import country

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Answer = dict[str, Any]

ELSEWHERE: Final = "http://opendata.example"
"""Where the third version believes that it lives; nobody may ask anything there."""


class Fault(StrEnum):
    """How a request goes wrong."""

    RESET = auto()
    CUT = auto()
    GARBAGE = auto()
    LIST = auto()
    BUSY = auto()
    UNAVAILABLE = auto()
    FAILED = auto()
    TEAPOT = auto()
    MOVED = auto()
    SHORT = auto()


STATUS: Final = {
    Fault.BUSY: 429,
    Fault.UNAVAILABLE: 503,
    Fault.FAILED: 500,
    Fault.TEAPOT: 418,
    Fault.MOVED: 301,
}


class NotThere(Exception):
    """Nothing lives at this address."""


@dataclass
class Fake:
    """What the services hold, how they page, and what was asked of them."""

    root: str = ""
    table: str = "83765NED"
    year: int = 2017
    modified: str = "2019-10-01T02:00:00"
    page_size: int = 4
    spelling: str = "odata.nextLink"
    overlap: bool = False
    promised: int = 0
    rows: list[country.Row] = field(default_factory=country.rows)
    observations: list[country.Row] = field(default_factory=country.observations)
    asked: list[str] = field(default_factory=list)
    faults: list[tuple[Fault, str]] = field(default_factory=list)
    after_page: Callable[[], None] | None = None

    def addresses(self) -> dict[str, str]:
        """Return the setting with the addresses of all services, which are all here."""
        return {
            "odata3": f"{self.root}/ODataFeed/odata",
            "odata4": f"{self.root}/odata/v1/CBS",
            "wfs": f"{self.root}/pdok/cbs",
            "ogc": f"{self.root}/api/cbs",
        }

    def fail(self, *faults: Fault, on: str = "") -> None:
        """Lay faults ready for the next requests whose address holds these words."""
        self.faults += [(fault, on) for fault in faults]

    def fault_for(self, address: str) -> Fault | None:
        """Take the next fault that is meant for an address."""
        for one in self.faults:
            if one[1] in address:
                self.faults.remove(one)
                return one[0]
        return None

    def answer(self, address: str) -> Answer:
        """Return what lives at an address; raises ``NotThere``."""
        parts = urlsplit(address)
        asked = {name: texts[0] for name, texts in parse_qs(parts.query).items()}
        for pattern, found in ROUTES:
            match = re.fullmatch(pattern, parts.path)
            if match:
                return found(self, asked, *match.groups())
        raise NotThere

    def checked(self, table: str) -> None:
        """Raise ``NotThere`` for a table that these services do not have."""
        if table != self.table:
            raise NotThere

    def cut(self, rows: list[country.Row], start: int) -> list[country.Row]:
        """Return a page of rows; with overlap its first is the last of the page before."""
        return rows[max(0, start - int(self.overlap)) : start + self.page_size]


def table_infos(fake: Fake, _asked: dict[str, str], table: str) -> Answer:
    fake.checked(table)
    told = {"Identifier": table, "Period": str(fake.year), "Modified": fake.modified}
    return {"odata.metadata": f"{ELSEWHERE}/$metadata", "value": [told]}


def selected(rows: list[country.Row], asked: dict[str, str], name: str) -> list[country.Row]:
    starts = re.findall(r"startswith\((\w+),'(\w+)'\)", asked.get("$filter", ""))
    if not starts:
        return rows
    return [row for row in rows if any(row[field].startswith(s) for field, s in starts)]


def third(fake: Fake, asked: dict[str, str], table: str) -> Answer:
    """Answer as the feed does: pages, and a next address on another host."""
    fake.checked(table)
    assert asked["$format"] == "json", "the feed gives XML to who does not ask for JSON"
    rows = selected(fake.rows, asked, "WijkenEnBuurten")
    start = int(asked.get("$skip", 0))
    found: Answer = {"value": fake.cut(rows, start)}
    if start + fake.page_size < len(rows):
        words = {**asked, "$skip": str(start + fake.page_size)}
        query = "&".join(f"{quote(key)}={quote(text)}" for key, text in words.items())
        path = f"/ODataFeed/odata/{table}/UntypedDataSet"
        found[fake.spelling] = f"{ELSEWHERE}{path}?{query}"
    return found


def properties(fake: Fake, _asked: dict[str, str], table: str) -> Answer:
    fake.checked(table)
    return {
        "Identifier": table,
        "Title": f"Kerncijfers wijken en buurten {fake.year}",
        "Modified": fake.modified,
        "ObservationsModified": fake.modified,
        "ObservationCount": len(fake.observations) + fake.promised,
    }


def fourth(fake: Fake, asked: dict[str, str], table: str, kind: str) -> Answer:
    fake.checked(table)
    held = {
        "Observations": fake.observations,
        "WijkenEnBuurtenCodes": country.area_codes(),
        "MeasureCodes": country.measure_codes(),
    }
    rows = selected(held[kind], asked, "WijkenEnBuurten")
    start = int(asked.get("$skip", 0))
    size = fake.page_size if kind == "Observations" else len(rows)
    found: Answer = {"@odata.context": f"{fake.root}/{table}", "value": fake.cut(rows, start)}
    if kind != "Observations":
        found["value"] = rows
    elif start + size < len(rows):
        words = {**asked, "$skip": str(start + size)}
        query = "&".join(f"{quote(key)}={quote(text)}" for key, text in words.items())
        found["@odata.nextLink"] = f"{fake.root}/odata/v1/CBS/{table}/{kind}?{query}"
    return found


def wfs(fake: Fake, asked: dict[str, str], _year: str) -> Answer:
    level = {"gemeenten": "GM", "wijken": "WK", "buurten": "BU"}.get(
        asked["typeNames"].partition(":")[2]
    )
    if level is None:
        raise NotThere
    owner = re.search(r"<Literal>(\w+)</Literal>", asked.get("filter", ""))
    rows = of_owner(country.features(level), owner.group(1) if owner else "")
    start, count = int(asked["startIndex"]), min(int(asked["count"]), fake.page_size)
    return {
        "type": "FeatureCollection",
        "numberMatched": len(rows) + fake.promised,
        "numberReturned": count,
        "features": rows[start : start + count],
    }


def of_owner(rows: list[country.Row], code: str) -> list[country.Row]:
    return [row for row in rows if code in {"", row["properties"]["gemeentecode"]}]


def ogc(fake: Fake, asked: dict[str, str], year: str, collection: str) -> Answer:
    level = {"gemeenten": "GM", "wijken": "WK", "buurten": "BU"}[collection]
    rows = of_owner(country.features(level), asked.get("gemeentecode", ""))
    start = int(asked.get("cursor", 0))
    path = f"/api/cbs/wijken-en-buurten-{year}/ogc/v1/collections/{collection}/items"
    links = [{"rel": "self", "href": f"{fake.root}{path}"}]
    if start + fake.page_size < len(rows):
        words = {**asked, "cursor": str(start + fake.page_size)}
        query = "&".join(f"{key}={quote(text, safe='')}" for key, text in words.items())
        links.append({"rel": "next", "href": f"{fake.root}{path}?{query}"})
    return {
        "type": "FeatureCollection",
        "links": links,
        "numberMatched": len(rows) + fake.promised,
        "features": fake.cut(rows, start),
    }


ROUTES: Final[list[tuple[str, Callable[..., Answer]]]] = [
    (r"/ODataFeed/odata/(\w+)/TableInfos", table_infos),
    (r"/ODataFeed/odata/(\w+)/UntypedDataSet", third),
    (r"/ODataApi/odata/(\w+)/TableInfos", table_infos),
    (r"/odata/v1/CBS/(\w+)/Properties", properties),
    (r"/odata/v1/CBS/(\w+)/(Observations|WijkenEnBuurtenCodes|MeasureCodes)", fourth),
    (r"/pdok/cbs/wijkenbuurten/(2024)/wfs/v1_0", wfs),
    (r"/api/cbs/wijken-en-buurten-(2024)/ogc/v1/collections/(\w+)/items", ogc),
]


class Handler(BaseHTTPRequestHandler):
    """Answers one request, or fails at it as was laid ready."""

    protocol_version = "HTTP/1.1"
    fake: Fake

    def do_GET(self) -> None:
        fake = self.fake
        fake.asked.append(self.path)
        fault = fake.fault_for(self.path)
        if fault is Fault.RESET:
            self._reset()
        elif fault in STATUS:
            self._refuse(STATUS[fault])
        elif "/ODataApi/" in self.path and "UntypedDataSet" in self.path:
            self._send(500, b'{"odata.error": "The query returns more than 10000 records."}')
        else:
            self._answer(fault)

    def _answer(self, fault: Fault | None) -> None:
        try:
            found = self.fake.answer(self.path)
        except NotThere:
            self._send(404, b"not found")
            return
        if fault is Fault.SHORT:
            found["features"] = found["features"][:-1]
        body = b"[1, 2]" if fault is Fault.LIST else json.dumps(found).encode()
        if fault is Fault.GARBAGE:
            body = body[: len(body) // 2]
        if fault is Fault.CUT:
            self._cut(body)
        else:
            self._send(200, body)
        if self.fake.after_page:
            self.fake.after_page()

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _refuse(self, status: int) -> None:
        self.send_response(status)
        if status in {429, 503}:
            self.send_header(
                "Retry-After", "7" if status == 429 else "Wed, 21 Oct 2026 07:28:00 GMT"
            )
        if status == 301:
            self.send_header("Location", f"{ELSEWHERE}/new")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _cut(self, body: bytes) -> None:
        """Send half a page and go, as was seen on a real table."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2])
        self.wfile.flush()
        self.close_connection = True

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def log_message(self, *words: object) -> None:
        """Say nothing: the requests are in ``asked``."""


class Server(ThreadingHTTPServer):
    """A server that keeps quiet about connections that were meant to break."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that is gone."""


@contextmanager
def serving(fake: Fake) -> Iterator[Fake]:
    """Serve on a free port of this machine for a while."""
    handler = type("Bound", (Handler,), {"fake": fake})
    server = Server(("127.0.0.1", 0), handler)
    fake.root = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
