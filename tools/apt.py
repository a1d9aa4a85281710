"""Packages of Debian and Ubuntu, where this user may install them without being asked."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess

from tools.steps import run


def is_possible() -> bool:
    """Tell whether apt-get is here and may be used: by root, or by sudo without a password."""
    return shutil.which("apt-get") is not None and prefix() is not None


@functools.cache
def prefix() -> tuple[str, ...] | None:
    """Return what to put before apt-get, or nothing where it may not be used."""
    if os.geteuid() == 0:
        return ()
    sudo = shutil.which("sudo")
    if (
        sudo
        and not subprocess.run(
            [sudo, "-n", "true"], capture_output=True, check=False
        ).returncode
    ):
        return (sudo, "-n")
    return None


@functools.cache
def update() -> None:
    """Fetch the list of packages, once per run."""
    run([*(prefix() or ()), "apt-get", "update"])


def install(*names: str) -> None:
    """Install packages, and say so."""
    print(f"\n    apt-get install {' '.join(names)}", flush=True)
    update()
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    run(
        [
            *(prefix() or ()),
            *quiet,
            "apt-get",
            "install",
            "-y",
            "--no-install-recommends",
            *names,
        ]
    )
