"""The keys of the installation, to sign and to seal: given, or made at the first start."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from wijkregie.config.refused import SettingRefused, refuse

if TYPE_CHECKING:
    from pathlib import Path

LENGTH = 50
DIFFERENT = 8


def checked_secret(key: str, name: str = "WIJKREGIE_SECRET_KEY") -> str:
    """Return the key if it is long and varied enough; it is never repeated in a message."""
    if len(key) < LENGTH or len(set(key)) < DIFFERENT:
        raise refuse(
            name,
            f"geef minstens {LENGTH} willekeurige tekens, of laat de instelling weg: dan "
            "maakt Wijkregie zelf een sleutel.",
        )
    return key


def stored_secret(data_dir: Path) -> str:
    """Return the key in the data directory; the first start makes it, readable by us only."""
    return _stored(
        data_dir / "secret_key",
        "Zet het terug, of gooi het weg: dan maakt Wijkregie een nieuwe sleutel en logt "
        "iedereen opnieuw in.",
    )


def stored_sealed_key(data_dir: Path) -> str:
    """Return the key that seals concerns about persons; it lies in no backup of ours."""
    return _stored(
        data_dir / "sealed.key",
        "Zet het terug. Zonder deze sleutel kan niemand de zorgsignalen lezen die nog wachten.",
    )


def _stored(path: Path, what_to_do: str) -> str:
    if not path.exists():
        _make(path)
    key = path.read_text(encoding="ascii", errors="replace").strip()
    if len(key) < LENGTH or len(set(key)) < DIFFERENT:
        raise SettingRefused(
            f"Het bestand {path} hoort een sleutel te bevatten, maar is beschadigd. "
            f"{what_to_do}"
        )
    return key


def _make(path: Path) -> None:
    """Make the file whole or not at all, also when two processes start at once."""
    own = path.with_name(f".{path.name}-{os.getpid()}")
    own.unlink(missing_ok=True)
    handle = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(LENGTH))
    try:
        os.link(own, path)
    except FileExistsError:
        return  # the other process was first; its key holds
    finally:
        own.unlink(missing_ok=True)
