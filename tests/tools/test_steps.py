"""A step is done once, again when something changed, and never half."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tools import steps
from tools.steps import ROOT, Phase, SetUpError, Step, perform, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that the steps take for the clone."""
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "VENV", tmp_path / ".venv")
    return tmp_path


class Baker:
    """Makes a loaf of flour, and counts how often."""

    def __init__(self, clone: Path) -> None:
        self.flour, self.loaf, self.times = clone / "flour", clone / "loaf", 0
        self.flour.write_text("rye")

    def bake(self) -> None:
        self.times += 1
        self.loaf.write_text("bread")

    def step(self) -> Step:
        return Step("bread", [Phase("Baking", self.bake)], [self.flour], [self.loaf])


def test_a_step_is_done_once_and_a_warm_start_says_nothing(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    baker = Baker(clone)
    perform([baker.step()])
    assert "Baking" in capsys.readouterr().out

    perform([baker.step()])

    assert baker.times == 1
    assert capsys.readouterr().out == ""


def test_a_changed_input_is_noticed(clone: Path) -> None:
    baker = Baker(clone)
    perform([baker.step()])

    baker.flour.write_text("wheat")
    perform([baker.step()])

    assert baker.times == 2


def test_a_lost_output_is_made_again(clone: Path) -> None:
    baker = Baker(clone)
    perform([baker.step()])

    baker.loaf.unlink()
    perform([baker.step()])

    assert baker.loaf.is_file()


def test_a_moved_clone_is_set_up_anew(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    baker = Baker(clone)
    perform([baker.step()])

    monkeypatch.setattr(steps, "ROOT", clone / "elsewhere")
    perform([baker.step()])

    assert baker.times == 2


def test_a_step_that_breaks_off_is_done_again(clone: Path) -> None:
    baker = Baker(clone)
    perform([baker.step()])
    baker.flour.write_text("wheat")

    def burn() -> None:
        raise SetUpError("The oven is on fire.")

    burning = Step("bread", [Phase("Baking", burn)], [baker.flour], [baker.loaf])
    with pytest.raises(SetUpError, match="on fire"):
        perform([burning])
    baker.flour.write_text("rye")  # even what was done before is not trusted any more
    perform([baker.step()])

    assert baker.times == 2


def test_downloads_are_told_apart(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fetch = Phase("Fetching", lambda: time.sleep(0.01), downloads=True)

    perform([Step("flour", [fetch, Phase("Grinding", lambda: None)])])

    out = capsys.readouterr().out.splitlines()
    assert out[1].startswith("  Fetching ...")
    assert out[1].endswith("(download)")
    assert not out[2].endswith("(download)")
    assert "of work and" in out[3]


def test_a_program_that_fails_shows_how_it_ended() -> None:
    with pytest.raises(SetUpError, match="no flour") as caught:
        run([sys.executable, "-c", "print('no flour'); raise SystemExit(3)"])
    assert "This failed: " in str(caught.value)


def test_a_second_set_up_waits_for_the_first(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tools import steps\n"
        "steps.ROOT = Path(sys.argv[1])\n"
        "with steps.only_one():\n"
        "    print('in', flush=True); sys.stdin.read()\n"
    )

    def set_up() -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 - this very Python
            [sys.executable, "-c", program, str(tmp_path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    with set_up() as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "in\n"
        with set_up() as second:
            assert second.stdout is not None
            assert "waiting for it" in second.stdout.readline()
            first.communicate()  # it ends
            assert second.stdout.readline() == "in\n"
