"""Set up what is missing and start the demo: `./start [words for the demo]` runs this."""

from __future__ import annotations

import os
import sys

from tools.setup import set_up
from tools.steps import VENV


def main() -> None:
    """Set up, and become the program itself."""
    set_up(test=False)
    program = str(VENV / "bin/wijkregie")
    os.execv(program, [program, "demo", *sys.argv[1:]])  # noqa: S606 - the product itself


if __name__ == "__main__":
    main()
