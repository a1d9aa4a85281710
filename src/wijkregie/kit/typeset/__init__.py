"""PDFs that a screen reader can read, made by a process that lives as long as one PDF.

A template is a ``.typ`` file of the product, named by its path in the package. It imports
``/kit/typeset/look.typ`` for the look and finds its values in ``values`` there.
"""

from __future__ import annotations

import functools
import hashlib
import json
import logging
import os
import re
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from wijkregie.kit.typeset import signs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

ROOT: Final = Path(__file__).resolve().parents[2]
FONTS: Final = Path(__file__).with_name("fonts")
PRESS: Final = Path(__file__).with_name("press.py")
SECONDS: Final = 20
MEGABYTES: Final = 1500
KEPT_SECONDS: Final = 24 * 60 * 60
logger = logging.getLogger(__name__)
_SPLIT: Final = re.compile(r"(?<=\d) (?=%)|(?<=€) (?=\d)")


class TypesetFault(Exception):
    """A document could not be made. Its message is one plain sentence for who asked for it.

    ``diagnostic`` is what typst said; it may repeat personal values and is for no log: there
    ``signs.told`` stands.
    """

    def __init__(self, diagnostic: str = "") -> None:
        super().__init__(
            _("The document could not be made just now. Try again, or tell the operator.")
        )
        self.diagnostic = diagnostic


def pdf(
    template: str, values: Mapping[str, Any], *, lang: str = "nl", keep: bool = True
) -> bytes:
    """Return a tagged PDF (PDF/UA-1) of a template with these values.

    ``values`` is what JSON can hold: write dates and amounts out as words. The same template
    with the same values is made once a day; with ``keep=False`` it is kept nowhere, as a
    letter with a name and an address must be. For a sign that no font of ours draws stands a
    square. Raises ``TypesetFault``, which is in the log.
    """
    asked = {
        "root": str(ROOT),
        "template": template,
        "fonts": str(FONTS) if FONTS.is_dir() else "",
        "values": signs.each(values, _together),
        "lang": lang,
        "megabytes": MEGABYTES,
        "seconds": SECONDS,
    }
    if not keep:
        return drawn(asked)
    path = folder() / f"{_fingerprint(_sent(asked))}.pdf"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        made = drawn(asked)
        _store(path, made)
        return made


def drawn(asked: dict[str, Any]) -> bytes:
    """Return what the press makes of this, with a square for each sign without a letter.

    Raises ``TypesetFault`` for what cannot be made at all, and logs it.
    """
    for fewest in (False, False, True):
        try:
            return pressed(_sent(asked))
        except TypesetFault as fault:
            lacking = signs.lacking(fault.diagnostic)
            if not lacking:
                _log(asked, fault)
                raise
            fewer = signs.barest if fewest else functools.partial(signs.without, signs=lacking)
            asked = {**asked, "values": signs.each(asked["values"], fewer)}
    try:
        return pressed(_sent(asked))
    except TypesetFault as fault:
        _log(asked, fault)
        raise


def _log(asked: dict[str, Any], fault: TypesetFault) -> None:
    logger.error("%s could not be made: %s", asked["template"], signs.told(fault.diagnostic))


def _sent(asked: dict[str, Any]) -> str:
    return json.dumps(asked, sort_keys=True)


def _together(text: str) -> str:
    """Return a text that prints, no line of which ends between a number and its sign."""
    return _SPLIT.sub("\N{NO-BREAK SPACE}", signs.printable(text))


def folder() -> Path:
    """Return where PDFs are kept for a day."""
    return Path(settings.MEDIA_ROOT).parent / "typeset"


def tidy(*, at: datetime) -> int:
    """Throw away what was kept for a day; return how many that were."""
    old = [
        path
        for path in folder().glob("*.pdf")
        if path.stat().st_mtime < at.timestamp() - KEPT_SECONDS
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def pressed(asked: str) -> bytes:
    """Return what the press makes of this; it is kept nowhere. Raises ``TypesetFault``."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-I", "-X", "utf8", str(PRESS)],
            input=asked.encode(),
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env={"PATH": os.defpath},
        )
    except subprocess.TimeoutExpired as fault:
        raise TypesetFault(f"it took longer than {SECONDS} seconds") from fault
    if done.returncode:
        raise TypesetFault(done.stderr.decode(errors="replace") or f"code {done.returncode}")
    return done.stdout


def _store(path: Path, made: bytes) -> None:
    """Keep a PDF whole or not at all; only the installation itself can read it."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}-{time.monotonic_ns()}")
    beside.touch(mode=0o600)
    beside.write_bytes(made)
    beside.replace(path)


def _fingerprint(asked: str) -> str:
    found = hashlib.sha256(asked.encode())
    found.update(_edition().encode())
    return found.hexdigest()


@functools.cache
def _edition() -> str:
    """Return a number that changes with typst and with every template of ours."""
    found = hashlib.sha256(version("typst").encode())
    for path in sorted(ROOT.glob("**/*.typ")):
        found.update(path.read_bytes())
    return found.hexdigest()
