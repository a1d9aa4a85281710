"""The process that makes one PDF or picture and ends. It knows typst, and nothing else of ours.

Run as a file, not as a module, so that it starts without loading anything of the product.
From its input it reads one JSON object: ``root``, ``template``, ``fonts``, ``values``,
``lang``, ``megabytes``, ``seconds``, and for a picture ``ppi``, its dots per inch. It writes
the PDF, or the PNG, to its output. When that cannot be, it writes what typst says to its
error output and ends with code 1.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

MEGABYTE = 1 << 20


def limit(megabytes: int, seconds: int) -> None:
    """Let the system end this process when it takes more than it may."""
    for kind, most in (
        (resource.RLIMIT_AS, megabytes * MEGABYTE),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, hard))


def press(asked: dict[str, Any]) -> bytes:
    """Return the PDF, tagged as PDF/UA-1 asks, or a picture of the one page there is."""
    import typst  # noqa: PLC0415 - only once the limits hold

    wanted: dict[str, Any] = {"format": "pdf", "pdf_standards": ["ua-1"]}
    if "ppi" in asked:
        wanted = {"format": "png", "ppi": asked["ppi"]}
    made = typst.compile(
        f"{asked['root']}/{asked['template']}",
        root=asked["root"],
        font_paths=typst.Fonts(
            include_system_fonts=False, font_paths=[asked["fonts"]] if asked["fonts"] else []
        ),
        sys_inputs={"values": json.dumps(asked["values"]), "lang": asked["lang"]},
        **wanted,
    )
    if not isinstance(made, bytes):
        raise TypeError("typst made several files of one template")
    return made


def main() -> int:
    """Read what is asked, write the PDF; return the code of the process."""
    asked = json.load(sys.stdin)
    limit(asked["megabytes"], asked["seconds"])
    try:
        made = press(asked)
    except Exception as fault:  # noqa: BLE001 - whatever went wrong, it is told in one line
        sys.stderr.write(getattr(fault, "diagnostic", "") or repr(fault))
        return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
