"""Pin the Python packages: `python -m tools.lock [--upgrade]` writes requirements/*.txt.

The files carry hashes and no address of a package index, so that they hold with any mirror.
They are compiled for every platform and every Python from 3.11 on.
The front-end files are pinned by npm itself, in package-lock.json.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from tools.environment import PYTHON, install
from tools.steps import ROOT

FOLDER = ROOT / "requirements"
NAMES = ("base", "test", "node", "pip", "lock")  # test follows the pins of base
OPTIONS = (
    "--no-config",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-annotate",
    "--no-header",
    "--quiet",
)
HEADER = "# Pinned from {name}.in by `python -m tools.lock`; not edited by hand.\n"


def compile_one(name: str, *, upgrade: bool) -> None:
    """Compile one ``.in`` file to its ``.txt`` file and put the header above it."""
    target = FOLDER / f"{name}.txt"
    command = [PYTHON, "-m", "uv", "pip", "compile", *OPTIONS]
    command += ["--upgrade"] * upgrade
    command += [f"requirements/{name}.in", f"--output-file=requirements/{name}.txt"]
    subprocess.run(command, cwd=ROOT, check=True)
    pins = target.read_text(encoding="utf-8")
    target.write_text(HEADER.format(name=name) + pins, encoding="utf-8")


def main() -> None:
    """Compile all files, in the order in which they lean on each other."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions")
    arguments = parser.parse_args()
    if not Path(PYTHON).exists():
        sys.exit("There is no environment yet: run ./start or ./test once.")
    install(FOLDER / "lock.txt")
    for name in NAMES:
        compile_one(name, upgrade=arguments.upgrade)
        print(f"requirements/{name}.txt")


if __name__ == "__main__":
    main()
