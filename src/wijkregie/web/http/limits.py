"""How long a question may be, and how often one client may ask."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import caches

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

QUERY_LENGTH = 4000
SEARCH_LENGTH = 200
DAY = 86_400
REPORT_ROUTE = "signals:report_place"
REPORT_ROUTES = frozenset({REPORT_ROUTE, "concerns:new", "proposals:new"})
CODE_ROUTES = frozenset({"voting:vote", "voting:proof", "awards:redeem"})
SIMILAR_ROUTE = "signals:similar"
PRESSED_ROUTES = frozenset({"areas:figure_png", "areas:map_png", "atlas:pdf", "atlas:short"})
LOGIN_ROUTES = ("account_", "mfa_", "accounts:")


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times in so many seconds, for the requests that it is about."""

    name: str
    times: int
    seconds: int
    is_about: Callable[[HttpRequest, str], bool]


def _is_login(request: HttpRequest, route: str) -> bool:
    return request.method == "POST" and route.startswith(LOGIN_ROUTES)


def _is_upload(request: HttpRequest, route: str) -> bool:
    sends_files = request.method == "POST" and request.content_type == "multipart/form-data"
    return sends_files and route != REPORT_ROUTE


def _is_report(request: HttpRequest, route: str) -> bool:
    """Tell whether somebody reports something; a whole town hall may be one client."""
    return request.method == "POST" and route in REPORT_ROUTES


def _is_code(request: HttpRequest, route: str) -> bool:
    """Tell whether somebody types a code of a letter; a voting place may be one client."""
    return request.method == "POST" and route in CODE_ROUTES


def _is_similar(_request: HttpRequest, route: str) -> bool:
    """Tell whether a page asks along while somebody types."""
    return route == SIMILAR_ROUTE


def _is_search(request: HttpRequest, _route: str) -> bool:
    return "q" in request.GET


def _is_pressed(_request: HttpRequest, route: str) -> bool:
    """Tell whether a process of its own makes what is asked for: a PDF or a picture."""
    return route in PRESSED_ROUTES


def _is_api(request: HttpRequest, _route: str) -> bool:
    return request.path_info.startswith("/api/")


LIMITS = {
    limit.name: limit
    for limit in (
        Limit("login", 120, 300, _is_login),
        Limit("upload", 30, 600, _is_upload),
        Limit("report", 120, 600, _is_report),
        Limit("code", 240, 600, _is_code),
        Limit("similar", 600, 600, _is_similar),
        Limit("search", 60, 60, _is_search),
        Limit("pressed", 60, 60, _is_pressed),
        Limit("api", 300, 60, _is_api),
    )
}


class DailyKey:
    """The key under which clients are counted: in memory only, another one every day."""

    def __init__(self) -> None:
        self.day = -1
        self.key = b""

    def name_of(self, client: str, *, at: float) -> str:
        """Return a name for ``client`` that nobody can lead back to it tomorrow."""
        if int(at // DAY) != self.day:
            self.day, self.key = int(at // DAY), secrets.token_bytes(32)
        return hmac.new(self.key, client.encode(), hashlib.sha256).hexdigest()[:32]


_key = DailyKey()


def is_readable(request: HttpRequest) -> bool:
    """Tell whether the address and the question are ones that a person could have asked."""
    if len(request.META.get("QUERY_STRING", "")) > QUERY_LENGTH or "\x00" in request.path_info:
        return False
    if len(request.GET.get("q", "")) > SEARCH_LENGTH:
        return False
    return not any(
        "\x00" in text for name, texts in request.GET.lists() for text in (name, *texts)
    )


def exceeded(request: HttpRequest, route: str, *, at: float) -> int | None:
    """Count the request; return the seconds to wait when it is one too many."""
    client = ""
    wait = None
    for name, limit in LIMITS.items():
        if not limit.is_about(request, route):
            continue
        client = client or _key.name_of(client_of(request), at=at)
        times = getattr(settings, "WIJKREGIE_LIMITS", {}).get(name, limit.times)
        if _count(f"{name}:{client}:{int(at // limit.seconds)}", limit.seconds) > times:
            wait = max(wait or 0, limit.seconds - int(at % limit.seconds))
    return wait


def _count(key: str, seconds: int) -> int:
    counters = caches["process"]
    if counters.add(key, 1, timeout=seconds):
        return 1
    try:
        return counters.incr(key)
    except ValueError:  # it expired between the two
        return 1


def client_of(request: HttpRequest) -> str:
    """Return the address that our own proxies saw; what a client says itself does not count.

    One network of IPv6 (a home) is one client.
    """
    hops: int = settings.WIJKREGIE_PROXIES
    passed = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    seen = passed[-hops] if 0 < hops <= len(passed) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(seen)
    except ValueError:
        return seen
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((address, 64), strict=False))
    return str(address)
