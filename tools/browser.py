"""The browser of the system, for the tests that open one; none is downloaded."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
VARIABLE = "WIJKREGIE_CHROMIUM"  # tests read the path here; set it to use another browser


def find() -> str | None:
    """Return the path of a Chromium or Chrome, if there is one."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return chosen
    found = (shutil.which(name) for name in NAMES)
    return next(filter(None, found), None) or next(filter(os.path.exists, ON_MACOS), None)


def has_package() -> bool:
    """Tell whether apt-get can install Chromium here: Debian can, Ubuntu has a snap instead."""
    release = Path("/etc/os-release")
    return release.is_file() and "ID=debian" in release.read_text(encoding="utf-8").split()
