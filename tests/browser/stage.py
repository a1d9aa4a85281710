"""One play in a real browser: people at their pages, from the first day of a round to its last.

Nothing but pages: a page is opened, its form filled in by name and sent. Only the town, its
people and logging in come from the makers.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.browser.opened import opened
from tests.browser.test_signals import log_in
from tests.makers.places import AT
from tests.web.signals.conftest import browser_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import time_machine
    from playwright.sync_api import Locator, Page

    from tests.makers.small_town import Town
    from wijkregie.domain.people.models import Person

PHONE = 375
#: What a browser says of a form that came back with what is wrong: a play expects that.
_REFUSED = "422"
ID = re.compile(r"/(?:budget|budgetronde)/(\d+)")


@dataclass
class Stage:
    """A town, the page at which somebody sits, and the clock."""

    town: Town
    page: Page
    clock: time_machine.Traveller
    base_url: str
    logins: Mapping[tuple[int, int], Any]
    """What a browser keeps of a login, by day and person: made before it was opened."""
    today: int = 0

    def day(self, number: int) -> datetime:
        """Go to so many days after the first, at eleven in the morning."""
        self.today, moment = number, noon(number)
        self.clock.move_to(moment)
        self.page.context.clear_cookies()
        return moment

    def as_(self, person: Person | None) -> None:
        """Let somebody sit down at the page; nobody without an account."""
        self.page.context.clear_cookies()
        if person is not None:
            log_in(self.page, self.logins[self.today, person.pk], self.base_url)

    def go(self, path: str) -> str:
        """Open a page of the town and return what one reads there."""
        whole = path.startswith(("/", "http"))
        self.page.goto(path if whole else self.town.url(path))
        return self.text

    @property
    def text(self) -> str:
        return self.page.inner_text("main").replace("\u00a0", " ")

    def send(self, path: str, button: str = "", /, **fields: Any) -> str:
        """Open a page, fill its form in by the names of its fields, send it, and read on."""
        if path:
            self.go(path)
        for name, value in fields.items():
            self.fill(name, value)
        form = self.page.locator("main form")
        if fields:
            named = next(iter(fields))
            form = form.filter(has=self.page.locator(f"[name='{named}']"))
        buttons = form.first.locator("button[type=submit], button:not([type])")
        chosen = buttons.filter(has_text=button) if button else buttons
        before = self.page.url
        with self.page.expect_navigation():
            chosen.first.click()
        refused = self.page.locator("main [role=alert], main .utrecht-form-field-error-message")
        told = " ".join(refused.all_inner_texts()) if self.page.url == before else ""
        assert not told, f"{path} refused: {told}"
        return self.text

    def fill(self, name: str, value: Any) -> None:
        """Fill one field in, whatever it is; of boxes and circles those with these values."""
        field = self.page.locator(f"main [name='{name}']")
        kind = field.first.evaluate("one => one.type || one.localName")
        if kind in {"checkbox", "radio"}:
            for one in value if isinstance(value, list) else [value]:
                self._tick(field, one)
        elif kind.startswith("select"):
            field.first.select_option(value)
        else:
            field.first.fill(str(value))

    def _tick(self, field: Locator, value: Any) -> None:
        if value is True:
            field.first.check()
            return
        field.and_(self.page.locator(f"[value='{value}']")).check()

    def choices(self, name: str) -> dict[str, str]:
        """Return what a list offers: its values by their words."""
        found: dict[str, str] = self.page.locator(f"main [name='{name}']").first.evaluate(
            "one => Object.fromEntries([...one.options].map(o => [o.label.trim(), o.value]))"
        )
        return found

    @property
    def number(self) -> str:
        """The number of the fund or round in the address of this page."""
        found = ID.search(self.page.url)
        assert found is not None, self.page.url
        return found[1]


def noon(number: int) -> datetime:
    return AT + timedelta(days=number, hours=2)


@contextmanager
def staged(
    town: Town,
    base_url: str,
    clock: time_machine.Traveller,
    people: Sequence[Person],
    days: Sequence[int],
) -> Iterator[Stage]:
    """Open the pages of a town on a phone; these people log in on these days."""
    logins = {}
    for day in days:
        clock.move_to(noon(day))
        for one in people:
            logins[day, one.pk] = browser_of(one).cookies
    clock.move_to(noon(0))
    with opened(base_url, width=PHONE, accept_downloads=True) as (page, seen):
        yield Stage(town, page, clock, base_url, logins)
        assert seen.hosts == {base_url.removeprefix("http://")}
        shouted = [one for one in seen.shouted if _REFUSED not in one]
        assert shouted == []
