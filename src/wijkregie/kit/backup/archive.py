"""The one file of a backup: packed whole or not at all, and trusted only when it is whole."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import zlib
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
PRODUCT = "wijkregie"
MANIFEST = "manifest.json"
DATABASE = "database"
FILES = "files/"
CHUNK = 1024 * 1024


class BackupRefused(Refusal):
    """A backup that cannot be made, or a file that cannot be restored."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds, written into it and compared when it is restored."""

    version: str
    made_at: str
    engine: str
    demo: bool
    migrations: list[list[str]]
    rows: dict[str, int]
    product: str = PRODUCT
    format: int = FORMAT
    parts: dict[str, str] = field(default_factory=dict)


def pack(target: Path, parts: dict[str, Path], manifest: Manifest) -> None:
    """Write all parts and the manifest with their checksums to ``target``.

    The name appears when the file is whole. Raises ``OSError`` when the disk is full.
    """
    unfinished = target.with_name(f".{target.name}.part")
    try:
        with unfinished.open("wb") as file:
            os.fchmod(file.fileno(), 0o600)
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
                for name, path in parts.items():
                    manifest.parts[name] = checksum(path)
                    tar.add(path, arcname=name, recursive=False, filter=_anonymous)
                _add_manifest(tar, manifest)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def unpack(file: Path, into: Path) -> Manifest:
    """Unpack a backup into an empty directory, and return what it should hold.

    Raises ``BackupRefused`` for a file that is no backup of ours, or not whole.
    """
    try:
        with tarfile.open(file, mode="r:gz") as tar:
            for member in tar:
                _check_name(member)
                tar.extract(member, into, filter="data")
    except FileNotFoundError as fault:
        raise BackupRefused(_("There is no file %(file)s.") % {"file": file}) from fault
    except (tarfile.TarError, EOFError, zlib.error, OSError) as fault:
        raise _damaged(file) from fault
    manifest = _read_manifest(into / MANIFEST, file)
    _check_parts(into, manifest, file)
    return manifest


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _add_manifest(tar: tarfile.TarFile, manifest: Manifest) -> None:
    text = json.dumps(asdict(manifest), indent=1).encode()
    member = tarfile.TarInfo(MANIFEST)
    member.size = len(text)
    tar.addfile(member, io.BytesIO(text))


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def _check_name(member: tarfile.TarInfo) -> None:
    known = member.name in {MANIFEST, DATABASE} or member.name.startswith(FILES)
    if not known or not member.isfile():
        raise BackupRefused(_("This file is not a backup of Wijkregie."))


def _read_manifest(path: Path, file: Path) -> Manifest:
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        product, number = found["product"], int(found["format"])
        if product == PRODUCT and number > FORMAT:
            raise BackupRefused(
                _("This backup was made by a newer Wijkregie. Install that version first.")
            )
        if product != PRODUCT:
            raise BackupRefused(_("This file is not a backup of Wijkregie."))
        return Manifest(**found)
    except FileNotFoundError as fault:
        raise _damaged(file) from fault
    except (ValueError, KeyError, TypeError) as fault:
        raise BackupRefused(_("This file is not a backup of Wijkregie.")) from fault


def _check_parts(into: Path, manifest: Manifest, file: Path) -> None:
    found = {
        str(path.relative_to(into)): checksum(path)
        for path in into.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    if found != manifest.parts or DATABASE not in found:
        raise _damaged(file)


def _damaged(file: Path) -> BackupRefused:
    return BackupRefused(
        _("The file %(file)s is damaged or is not a backup of Wijkregie. Nothing was restored.")
        % {"file": file}
    )
