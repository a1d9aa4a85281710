"""Set up the clone: `python -m tools.setup [--test]` does what is missing and nothing else."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from tools import environment, frontend, stylesheet
from tools.environment import PYTHON, REQUIREMENTS
from tools.steps import ROOT, VENV, Phase, Step, only_one, perform, plain_errors, run


def steps(*, test: bool) -> list[Step]:
    """Return the steps of ``./start``, or with ``test`` those of ``./test``."""
    return [
        Step(
            "environment",
            [Phase("Making the Python environment", environment.make)],
            outputs=[VENV / "bin/python"],
        ),
        packages("base", "Python packages"),
        *([packages("test", "Python packages for tests")] if test else []),
        Step(
            "project",
            [Phase("Installing Wijkregie itself", environment.install_project)],
            inputs=[ROOT / "pyproject.toml"],
            outputs=[VENV / "bin/wijkregie"],
        ),
        Step(
            "front-end",
            [Phase("Fetching front-end files", frontend.fetch, downloads=True)],
            inputs=frontend.INPUTS,
            outputs=frontend.FETCHED,
        ),
        Step(
            "front-end-copy",
            [Phase("Copying front-end files", frontend.copy)],
            inputs=[
                *(ROOT / "tools" / name for name in ("frontend.py", "stylesheet.py")),
                *stylesheet.written(),
            ],
            outputs=frontend.OUTPUTS,
        ),
        messages(),
    ]


def packages(name: str, title: str) -> Step:
    """Return the step that installs what requirements/``name``.txt pins."""
    lock = REQUIREMENTS / f"{name}.txt"
    return Step(
        f"packages-{name}",
        [
            Phase(f"Fetching {title}", partial(environment.download, lock), downloads=True),
            Phase(f"Installing {title}", partial(environment.unpack, lock)),
        ],
        inputs=[lock],
    )


def messages() -> Step:
    """Return the step that compiles the catalogues of the interface."""
    catalogues = sorted(Path(ROOT / "src").glob("**/locale/*/LC_MESSAGES/django.po"))
    return Step(
        "messages",
        [
            Phase(
                "Compiling messages", partial(run, [PYTHON, "-m", "tools.messages", "compile"])
            )
        ],
        inputs=catalogues,
        outputs=[path.with_suffix(".mo") for path in catalogues],
    )


def set_up(*, test: bool) -> None:
    """Do what is missing; a second set-up at the same time waits and then finds it done."""
    with plain_errors(), only_one():
        perform(steps(test=test))


if __name__ == "__main__":
    set_up(test="--test" in sys.argv[1:])
