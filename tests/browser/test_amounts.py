"""An amount stays whole on a phone: a line never ends inside its digits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.browser.opened import opened, too_wide
from tests.makers.programme import make_cost
from tests.makers.reporting import make_report
from tests.web.programme.conftest import YEAR, make_city

if TYPE_CHECKING:
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: Return the amounts of which the digits stand on more than one line.
BROKEN: Final = r"""
() => {
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode()); ) {
    for (const match of node.data.matchAll(/€\u00a0[0-9.,]+/g)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const tops = new Set([...range.getClientRects()].map((one) => Math.round(one.top)));
      if (tops.size > 1) found.push(match[0]);
    }
  }
  return found;
}
"""


@pytest.mark.parametrize("width", [320, 375])
def test_an_amount_in_a_report_stays_whole(
    live_server: LiveServer, settings: Settings, width: int
) -> None:
    settings.WIJKREGIE_LIMITS = {}
    city = make_city()
    make_cost(city.project(), 1_281_750_50, year=YEAR)
    make_cost(city.project("tweede"), 81_750_50, year=YEAR + 1)
    report = make_report(city.programme, settled=True)

    with opened(live_server.url, width=width) as (page, _seen):
        for path in (f"voortgang/{report.number}", "per-gebied", "geld"):
            page.goto(f"{city.page}/{path}")
            assert page.evaluate(BROKEN) == [], path
            assert too_wide(page) == 0, path
