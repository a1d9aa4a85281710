"""Facts that hold for the whole installation."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from wijkregie.kit.models import Fact, LogRow
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

_site: Final = ContextVar("site", default="")
DEMO = "demo"
#: Who raised the signal of which the demo shows the private link.
DEMO_RAISER = "demo.raiser"
#: The codes of letters with which a visitor of a demo can vote, by round.
DEMO_CODES = "demo.codes"


class DemoMixed(Refusal):
    """A demo and real work in one database."""


def reached_at() -> str:
    """Return the address at which others find the pages.

    Nothing where the address leads no further than this machine: then nobody told it yet.
    """
    url = _site.get() or settings.WIJKREGIE_URL
    host = urlsplit(url).hostname or ""
    own = host in {"localhost", "::1"} or host.startswith("127.")
    return "" if own else url


@contextmanager
def reached_as(url: str) -> Iterator[None]:
    """Let others find the pages at this address while something is made for paper."""
    before = _site.set(url.rstrip("/"))
    try:
        yield
    finally:
        _site.reset(before)


def mark_demo() -> None:
    """Mark the database as one that holds made-up persons only.

    Raises ``DemoMixed`` when someone already works in it.
    """
    if not is_demo_database() and not is_unused():
        raise DemoMixed(_in_use())
    Fact.objects.update_or_create(key=DEMO, defaults={"value": "yes"})


def is_demo_database() -> bool:
    """Tell whether the database was made for the demo."""
    return Fact.objects.filter(key=DEMO, value="yes").exists()


def is_unused() -> bool:
    """Tell whether nobody has worked in this database yet."""
    return not get_user_model()._default_manager.exists() and not LogRow.objects.exists()


def refuse_mixture() -> None:
    """Refuse to run the demo on real work, or real work on the demo.

    Raises ``DemoMixed``.
    """
    if settings.WIJKREGIE_DEMO and not is_demo_database() and not is_unused():
        raise DemoMixed(_in_use())
    if not settings.WIJKREGIE_DEMO and is_demo_database():
        raise DemoMixed(
            _(
                "This database belongs to the demo, with made-up persons. Set "
                "WIJKREGIE_DEMO=1 to see the demo, or give another database in DATABASE_URL."
            )
        )


def recall(key: str) -> str:
    """Return the fact that was kept under this key, empty if there is none."""
    return Fact.objects.filter(key=key).values_list("value", flat=True).first() or ""


def remember(key: str, value: str) -> None:
    """Keep a fact of the whole installation; an earlier one under this key is replaced."""
    Fact.objects.update_or_create(key=key, defaults={"value": value})


def _in_use() -> str:
    return _(
        "The demo does not start in a database that is already in use. Leave WIJKREGIE_DEMO "
        "out, or give the demo a database of its own in DATABASE_URL."
    )
