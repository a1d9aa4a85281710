"""A real browser on the pages of a town, and a record of what it asked and what it refused."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tools.browser import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Request

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)
EVERY_RULE = "axe.run({rules: {'target-size': {enabled: true}}})"


def need(what: object, reason: str) -> None:
    """Skip where a thing is not there, but fail where nothing may be skipped."""
    if what:
        return
    if os.environ.get("WIJKREGIE_TEST_REQUIRE") == "all":
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass
class Seen:
    """What a browser did: the hosts it asked, what did not come, what it refused or shouted."""

    hosts: set[str] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)
    shouted: list[str] = field(default_factory=list)


@contextmanager
def opened(
    base_url: str, *, width: int = 1280, script: bool = True, **more: Any
) -> Iterator[tuple[Page, Seen]]:
    """Open an empty page; it knows nothing of earlier visits."""
    need(find(), "no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=[*ARGUMENTS])
        context = browser.new_context(
            base_url=base_url,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            locale="nl-NL",
            **more,
        )
        page, seen = context.new_page(), Seen()
        record(page, seen)
        yield page, seen
        browser.close()


def record(page: Page, seen: Seen) -> None:
    """Write down every request, every answer that says no, and every word in the console."""
    page.on("request", lambda request: seen.hosts.add(urlsplit(request.url).netloc))
    page.on("requestfailed", lambda request: _note(seen, request))
    page.on(
        "response",
        lambda answer: seen.failed.append(answer.url) if answer.status >= 400 else None,
    )
    page.on("console", lambda line: seen.shouted.append(line.text))
    page.on("pageerror", lambda error: seen.shouted.append(str(error)))


def _note(seen: Seen, request: Request) -> None:
    """Write down what did not come; what was dropped for the next page does not count."""
    if request.failure != "net::ERR_ABORTED":
        seen.failed.append(request.url)


def findings(page: Page) -> list[str]:
    """Return what axe finds on a page, in one line each."""
    need(AXE.is_file(), "the front-end files are not installed")
    page.evaluate(AXE.read_text(encoding="utf-8"))  # not in the page: its policy refuses that
    found: dict[str, Any] = page.evaluate(EVERY_RULE)
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def too_wide(page: Page) -> int:
    """Return how far one must scroll sideways, in pixels."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
