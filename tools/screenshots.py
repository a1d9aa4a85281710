"""The pictures of the README and the guided tour, small enough to live in the repository.

`python -m tools.screenshots [ADDRESS]` makes those of a demo that runs (`./start` first);
`python -m tools.screenshots --tour` those of the thread, while its browser test walks it.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from tools import browser
from tools.environment import PYTHON
from tools.steps import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ADDRESS = "http://127.0.0.1:8000"
FOLDER = ROOT / "docs/screenshots"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--hide-scrollbars")
COLOURS = 128
LARGEST = 250_000  # bytes a picture


@dataclass(frozen=True)
class Picture:
    """One page at one size; ``press`` is a button to press, and ``told`` what it says then."""

    name: str
    path: str
    width: int = 1280
    height: int = 900
    sharpness: int = 1
    press: str = ""
    told: str = ""


PICTURES = (
    Picture("voorpagina", "/heerhugowaard/"),
    Picture("gebied", "/heerhugowaard/gebied/EG009-molenwijk", height=1500),
    Picture("gebied-telefoon", "/heerhugowaard/gebied/EG009-molenwijk", 375, 1500, 2),
    Picture(
        "gebied-cijfer",
        "/heerhugowaard/gebied/EG009-molenwijk/cijfers/health_good",
        height=1300,
    ),
    Picture(
        "vergelijken",
        "/heerhugowaard/vergelijk?a=EG009&b=EG001&cijfer=health_good",
        height=1400,
    ),
    Picture(
        "vergelijkbaar", "/heerhugowaard/gebied/EG009-molenwijk/vergelijkbaar", height=1200
    ),
    Picture("wijken", "/heerhugowaard/programma/meedoen-is-winnen/wijken", height=1300),
    Picture("kaart", "/heerhugowaard/kaart?cijfer=aged_65_plus", height=1100),
    Picture("cijfer", "/heerhugowaard/cijfers/aged_65_plus", height=1300),
    Picture("budgetronde", "/heerhugowaard/budgetronde/3", height=1100),
    Picture("stemmen-telefoon", "/heerhugowaard/budgetronde/3/stemmen", 375, 1500, 2),
    Picture("uitslag", "/heerhugowaard/budgetronde/4/uitslag", height=1900),
    Picture("uitslag-telefoon", "/heerhugowaard/budgetronde/4/uitslag", 375, 1500, 2),
    Picture("waarom-niet", "/heerhugowaard/budgetronde/4/uitslag/plan/1", height=820),
    Picture(
        "natellen",
        "/heerhugowaard/budgetronde/4/natellen",
        height=1150,
        press="De stemmen van deze ronde natellen",
        told="De uitslag klopt",
    ),
    Picture("muntenspel", "/heerhugowaard/budgetronde/5/spel", height=1150),
    Picture("verantwoording", "/heerhugowaard/budget/1/verantwoording", height=1400),
)


def taken(chromium: Browser, address: str, picture: Picture) -> bytes:
    """Return a picture of a page as the browser makes it."""
    page = chromium.new_page(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=picture.sharpness,
        locale="nl-NL",
    )
    answer = page.goto(address + picture.path)
    if answer is None or not answer.ok:
        sys.exit(f"{address}{picture.path} cannot be shown. Does the demo run there?")
    if picture.press:
        page.get_by_role("button", name=picture.press).click()
        page.get_by_role("status").get_by_text(picture.told).first.wait_for()
    page.wait_for_function("document.fonts.ready")
    found = page.screenshot()
    page.close()
    return found


def smaller(png: bytes) -> bytes:
    """Return the same picture with fewer colours: these pages hold few."""
    image = (
        Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    )
    kept = io.BytesIO()
    image.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def keep(name: str, png: bytes) -> None:
    """Keep a picture, if it is small enough."""
    content = smaller(png)
    if len(content) > LARGEST:
        sys.exit(f"{name} is too large: {len(content)} bytes")
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.png").write_bytes(content)
    print(f"{name}.png: {len(content) // 1000} kB")


def tour() -> int:
    """Let the browser test of the thread take its pictures; return the exit code."""
    with TemporaryDirectory() as made:
        command = [PYTHON, "-m", "pytest", "-q", "-m", "story"]
        environment = {**os.environ, "WIJKREGIE_SCREENSHOTS": made}
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        for path in sorted(Path(made).glob("*.png")):
            keep(path.stem, path.read_bytes())
    return code


def main(words: list[str]) -> int:
    """Make every picture; return the exit code."""
    if words == ["--tour"]:
        return tour()
    path = browser.find()
    if path is None:
        sys.exit("There is no Chromium here to make pictures with.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS])
        for picture in PICTURES:
            keep(picture.name, taken(chromium, words[0] if words else ADDRESS, picture))
        chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
