"""A browser that logs in as people do: with the code from the mail and from the phone."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import caches
from django.test import Client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

    from wijkregie.domain.people.models import Person


@pytest.fixture(autouse=True)
def _fresh_counters(settings: Settings) -> Iterator[None]:
    """Requests of an earlier test do not count, and the limit on pages is not the subject."""
    settings.WIJKREGIE_LIMITS = {"login": 10_000}
    for cache in caches.all(initialized_only=False):
        cache.clear()
    yield
    for cache in caches.all(initialized_only=False):
        cache.clear()


def code_in(message: mail.EmailMessage) -> str:
    """Return the code in a mail."""
    found = re.search(r"\d{4}-\d{4}", str(message.body))
    assert found is not None, message.body
    return found.group()


def phone_code(secret: str, *, steps: int = 0) -> str:
    """Return what an app on a phone shows now, or some steps of thirty seconds later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


@dataclass
class Browser:
    """One browser with its own cookies."""

    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=False))
    secret: str = ""

    def get(self, path: str) -> Any:
        return self.client.get(path)

    def post(self, path: str, **fields: str) -> Any:
        return self.client.post(path, fields)

    def ask_code(self, email: str, *, next_url: str = "") -> Any:
        address = f"/inloggen/?next={next_url}" if next_url else "/inloggen/"
        return self.client.post(address, {"email": email})

    def log_in(self, person: Person) -> Any:
        """Log in with the code from the mail, as far as that leads."""
        mail.outbox.clear()
        self.ask_code(person.email or "")
        return self.post("/inloggen/code/", code=code_in(mail.outbox[-1]))

    def set_up(self) -> Any:
        """Set up the second step that the page offers."""
        page = self.get("/account/tweede-stap/instellen/")
        self.secret = page.context["form"].secret
        return self.post("/account/tweede-stap/instellen/", code=phone_code(self.secret))

    @property
    def person_id(self) -> int | None:
        """Return who is logged in."""
        found = self.client.session.get("_auth_user_id")
        return int(found) if found else None


@pytest.fixture
def browser() -> Browser:
    return Browser()
