"""Each contract of the import linter is seen to break on a planted import."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.rules import ROOT

# Per contract: the module that gets an import it may not have, and that import.
PLANTED = {
    "floors": ("kit/images.py", "from wijkregie.web.http import limits"),
    "rooms": ("domain/places/rules.py", "from wijkregie.domain.people import states"),
    "shelves": ("domain/people/states.py", "from wijkregie.domain.people import rules"),
    "ground": ("core/names.py", "from django.utils import text"),
    "models": ("web/areas/parts.py", "from wijkregie.domain.places.models import Area"),
    "circles": ("sources/records.py", "from wijkregie.sources import areas"),
    "web": ("web/home/views.py", "from wijkregie.web.demo import roles"),
    "api": ("api/areas.py", "from wijkregie.api import figures"),
    "light": ("kit/typeset/__init__.py", "from wijkregie.kit.typeset import press"),
    "outside": ("cli/readiness.py", "import httpx"),
}
# A new floor, room or area without a place in the contract breaks it too.
NEW = {"floors": "attic", "rooms": "domain/attic", "web": "web/attic", "api": "api/attic"}


def contracts() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [one["id"] for one in settings["tool"]["importlinter"]["contracts"]]


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the linter remembers of the modules between its runs."""
    return tmp_path_factory.mktemp("linter")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house to plant something in."""
    shutil.copytree(
        ROOT / "src/wijkregie",
        tmp_path / "src/wijkregie",
        ignore=lambda folder, names: [
            name for name in names if not (Path(folder, name).is_dir() or name.endswith(".py"))
        ],
    )
    shutil.copy2(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(house: Path, memory: Path, *words: str) -> tuple[int, str]:
    told = subprocess.run(  # noqa: S603 - the linter of this environment
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            f"--cache-dir={memory}",
            *words,
        ],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house / "src"), "COVERAGE_PROCESS_START": ""},
        check=False,
        capture_output=True,
        text=True,
    )
    return told.returncode, told.stdout + told.stderr


def test_the_house_as_it_is_keeps_them(house: Path, memory: Path) -> None:
    code, told = lint(house, memory)

    assert code == 0, told
    assert "0 broken" in told


@pytest.mark.parametrize("contract", contracts())
def test_a_planted_import_breaks_the_contract(contract: str, house: Path, memory: Path) -> None:
    place, planted = PLANTED[contract]
    path = house / "src/wijkregie" / place
    path.write_text(path.read_text(encoding="utf-8") + f"\n{planted}\n", encoding="utf-8")

    code, told = lint(house, memory, f"--contract={contract}")

    assert (code, "1 broken" in told) == (1, True), told


@pytest.mark.parametrize("contract", NEW)
def test_what_has_no_place_in_the_house_breaks_the_contract(
    contract: str, house: Path, memory: Path
) -> None:
    attic = house / "src/wijkregie" / NEW[contract]
    attic.mkdir()
    (attic / "__init__.py").touch()

    code, told = lint(house, memory, f"--contract={contract}")

    assert code == 1, told
    assert "attic" in told
