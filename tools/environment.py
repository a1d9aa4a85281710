"""The Python environment in ``.venv`` and the packages in it."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from typing import TYPE_CHECKING

from tools import apt
from tools.steps import ROOT, VENV, SetUpError, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Way = tuple[Callable[[], bool], Callable[[], object]]  # is it possible, do it

PYTHON = str(VENV / "bin" / "python")
REQUIREMENTS = ROOT / "requirements"
DOWNLOADS = VENV / "downloads"
PINNED = ("--require-hashes", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check")
HAS_WHOLE_PIP = "import importlib.metadata as m; assert m.files('pip')"  # RECORD comes last


def make() -> None:
    """Make ``.venv``, or keep the one that is there if it is whole."""
    if not is_whole():
        make_by(WAYS)


def make_by(ways: Sequence[Way]) -> None:
    """Make the environment in the first way that is possible here."""
    for is_possible, way in ways:
        if is_possible():
            way()
            return
    version = f"python3.{sys.version_info.minor}-venv"
    raise SetUpError(
        f"Python here cannot make an environment. Type: sudo apt-get install {version}\n"
        f"Python kan hier geen omgeving maken. Typ: sudo apt-get install {version}"
    )


def is_whole() -> bool:
    """Tell whether ``.venv`` has a Python that runs and a pip that was installed to the end."""
    try:
        run([PYTHON, "-c", HAS_WHOLE_PIP])
    except (SetUpError, OSError):
        return False
    return True


def has(module: str) -> bool:
    """Tell whether this Python can import a module."""
    return importlib.util.find_spec(module) is not None


def with_venv() -> None:
    """Make the environment as Python itself does."""
    run([sys.executable, "-m", "venv", "--clear", VENV])


def with_virtualenv() -> None:
    """Make the environment with virtualenv, which brings its own pip."""
    run([sys.executable, "-m", "virtualenv", "--clear", VENV])


def with_uv() -> None:
    """Make the environment with uv, and put pip in it."""
    uv = shutil.which("uv") or "uv"
    python = f"--python={sys.executable}"
    run([uv, "venv", "--no-cache", "--clear", "--seed", python, VENV])


def with_pip() -> None:
    """Make the environment without pip, and let the pip of this Python put one in it."""
    run([sys.executable, "-m", "venv", "--clear", "--without-pip", VENV])
    pinned = ["--require-hashes", f"--requirement={REQUIREMENTS / 'pip.txt'}"]
    run([sys.executable, "-m", "pip", "--python", PYTHON, "install", *pinned])


def with_apt() -> None:
    """Install what Debian and Ubuntu keep apart, and then make the environment."""
    apt.install(f"python3.{sys.version_info.minor}-venv")
    with_venv()


WAYS: Sequence[Way] = (
    (lambda: has("ensurepip"), with_venv),
    (lambda: has("virtualenv"), with_virtualenv),
    (lambda: shutil.which("uv") is not None, with_uv),
    (lambda: has("pip"), with_pip),
    (apt.is_possible, with_apt),
)


def download(requirements: Path) -> None:
    """Fetch the wheels of a lock file; those that an earlier run fetched are used again."""
    target = [f"--dest={DOWNLOADS}", f"--find-links={DOWNLOADS}"]
    DOWNLOADS.mkdir(parents=True, exist_ok=True)
    run([PYTHON, "-m", "pip", "download", *PINNED, *target, f"--requirement={requirements}"])


def unpack(requirements: Path) -> None:
    """Install the wheels that ``download`` fetched; nothing is asked of the network."""
    discard_half_installed()
    source = ["--no-index", f"--find-links={DOWNLOADS}"]
    run([PYTHON, "-m", "pip", "install", *PINNED, *source, f"--requirement={requirements}"])
    shutil.rmtree(DOWNLOADS)


def install(requirements: Path) -> None:
    """Fetch and install what a lock file names."""
    download(requirements)
    unpack(requirements)


def discard_half_installed() -> None:
    """Forget packages whose installation was broken off, so that pip installs them anew.

    pip writes RECORD last: a package that has a folder of metadata without it is not whole.
    """
    for metadata in VENV.glob("lib/python3*/site-packages/*.dist-info"):
        if not (metadata / "RECORD").is_file():
            shutil.rmtree(metadata)


def install_project() -> None:
    """Install Wijkregie itself from this folder, so that changes in it count at once."""
    local = ["--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    run([PYTHON, "-m", "pip", "install", *local, "--editable", "."])
