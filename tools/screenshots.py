"""The pictures of the README, from a demo that runs: `python -m tools.screenshots [ADDRESS]`.

Start the demo first (`./start`). The pictures are made small enough to live in the repository.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from tools import browser
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
    """One page at one size; ``height`` of nothing is the whole page."""

    name: str
    path: str
    width: int = 1280
    height: int = 900
    sharpness: int = 1


PICTURES = (
    Picture("voorpagina", "/heerhugowaard/"),
    Picture("gebied", "/heerhugowaard/gebied/EG009-molenwijk", height=1500),
    Picture("gebied-telefoon", "/heerhugowaard/gebied/EG009-molenwijk", 375, 1500, 2),
    Picture("kaart", "/heerhugowaard/kaart?cijfer=aged_65_plus", height=1100),
    Picture("cijfer", "/heerhugowaard/cijfers/aged_65_plus", height=1300),
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


def main(words: list[str]) -> int:
    """Make every picture; return the exit code."""
    path = browser.find()
    if path is None:
        sys.exit("There is no Chromium here to make pictures with.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS])
        for picture in PICTURES:
            content = smaller(taken(chromium, words[0] if words else ADDRESS, picture))
            if len(content) > LARGEST:
                sys.exit(f"{picture.name} is too large: {len(content)} bytes")
            (FOLDER / f"{picture.name}.png").write_bytes(content)
            print(f"{picture.name}.png: {len(content) // 1000} kB")
        chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
