"""Spreadsheets as text, made by a process that lives as long as one spreadsheet.

So the web process loads no heavy library, and a spreadsheet made to do harm ends alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from wijkregie.sources.formulas import check_formulas
from wijkregie.sources.records import Problem, SourceFault
from wijkregie.sources.unpack import ZIP, checked_zip

UNFOLDER: Final = Path(__file__).with_name("unfolder.py")
SECONDS: Final = 30
MEGABYTES: Final = 3000
UNPACKED: Final = 200_000_000
"""The most bytes that a spreadsheet of one municipality may count when it is unpacked."""

_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def as_text(raw: bytes, *, file: str) -> bytes:
    """Return the first sheet of a spreadsheet as CSV, and any other file as it is.

    Raises ``SourceFault`` for a spreadsheet that is damaged, or larger than one of a
    municipality can be.
    """
    if not raw.startswith((ZIP, _OLD)):
        return raw
    if raw.startswith(ZIP):
        check_formulas(checked_zip(raw, file=file, limit=UNPACKED), file=file)
    return _unfolded(raw, file)


def _unfolded(raw: bytes, file: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [
                sys.executable,
                "-I",
                "-X",
                "utf8",
                str(UNFOLDER),
                str(MEGABYTES),
                str(SECONDS),
            ],
            input=raw,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env={"PATH": os.defpath, "POLARS_MAX_THREADS": "1"},
        )
    except subprocess.TimeoutExpired as fault:
        raise SourceFault(Problem.TOO_LARGE, file=file) from fault
    if done.returncode:
        raise SourceFault(Problem.WRONG_KIND, file=file)
    return done.stdout
