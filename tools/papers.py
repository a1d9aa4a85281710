"""The pages of documents on paper, as pictures for the docs.

`python -m tools.papers [ADDRESS]` makes them of a demo that runs (`./start` first), with the
program `pdftoppm` (package poppler-utils).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass

from playwright.sync_api import sync_playwright

from tools import browser
from tools.screenshots import ADDRESS, ARGUMENTS, keep

#: Dots per inch: a page that one can read, and that is small enough to keep.
SHARPNESS = 105
PLAN = "/heerhugowaard/programma/samen-wonen-samen-doen"
OLD = "/heerhugowaard/programma/meedoen-is-winnen"


@dataclass(frozen=True)
class Page:
    """One page of a document, and the name of its picture."""

    name: str
    path: str
    number: int


PAGES = (
    Page("plan-voorkant", f"{PLAN}/plan.pdf", 1),
    Page("plan-doelen", f"{PLAN}/plan.pdf", 2),
    Page("plan-planning", f"{PLAN}/plan.pdf", 4),
    Page("voortgang-kort", f"{PLAN}/voortgang/2.pdf", 2),
    Page("voortgang-doelen", f"{PLAN}/voortgang/2.pdf", 3),
    Page("plan-2010-voorkant", f"{OLD}/plan.pdf", 1),
    Page("plan-2010-doelen", f"{OLD}/plan.pdf", 2),
    Page("plan-2010-geld", f"{OLD}/plan.pdf", 5),
    Page("voortgang-2010-kort", f"{OLD}/voortgang/1.pdf", 2),
    Page("voortgang-2010-doelen", f"{OLD}/voortgang/1.pdf", 3),
    Page("wijkplan", f"{PLAN}/wijkplan/EG009.pdf", 1),
)


def drawn(program: str, made: bytes, number: int) -> bytes:
    """Return one page of a PDF as PNG."""
    asked = [program, "-png", "-r", str(SHARPNESS), "-f", str(number), "-l", str(number), "-"]
    return subprocess.run(asked, input=made, capture_output=True, check=True).stdout


def main(words: list[str]) -> int:
    """Make every picture; return the exit code."""
    path, program = browser.find(), shutil.which("pdftoppm")
    if path is None or program is None:
        sys.exit("There is no Chromium, or no pdftoppm, here to make pictures with.")
    address = words[0] if words else ADDRESS
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS])
        page = chromium.new_page(locale="nl-NL")
        page.goto(f"{address}/demo/")
        role = page.locator("section.wr-card", has_text="wijkregisseur").first
        role.get_by_role("button").click()
        page.wait_for_load_state()
        for one in PAGES:
            answer = page.request.get(address + one.path)
            if not answer.ok:
                sys.exit(f"{address}{one.path} is not there. Does the demo run?")
            keep(one.name, drawn(program, answer.body(), one.number))
        chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
