"""Set up what tests need and run them: `./test [part ...]` runs this.

Every part runs, also after one that failed. The output of each check is kept in
``test-results``, and the end of what failed is repeated below the table.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import deque
from contextlib import ExitStack
from dataclasses import dataclass, field

from tools.parts import PARTS, Check, Part, SkippedError, is_required
from tools.setup import set_up
from tools.steps import ROOT, SetUpError, clean_environment

RESULTS = ROOT / "test-results"
TAIL = 60


@dataclass
class Result:
    """What came of a part; ``failed`` holds the end of the output of each check that failed."""

    part: str
    seconds: float = 0.0
    skipped: str = ""
    failed: dict[str, str] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """Return the result in one word."""
        if self.failed:
            return "FAILED"
        return "skipped" if self.skipped else "passed"


def run_part(part: Part) -> Result:
    """Run all checks of a part."""
    result = Result(part.name)
    print(f"\n== {part.name} ".ljust(80, "="), flush=True)
    began = time.monotonic()
    with ExitStack() as stack:
        try:
            variables = part.needs(stack)
        except SkippedError as reason:
            result.skipped = str(reason)
        except (SetUpError, RuntimeError) as error:
            result.failed["what it needs"] = str(error)
        else:
            for check in part.checks():
                run_check(check, variables, result)
    if result.skipped and is_required():
        result.failed["what it needs"] = result.skipped
    result.seconds = time.monotonic() - began
    print(
        f"-- {part.name}: {result.word} in {result.seconds:.1f} s {result.skipped}", flush=True
    )
    return result


def run_check(check: Check, variables: dict[str, str], result: Result) -> None:
    """Run one check, keep its output and show it when asked or when it failed."""
    began = time.monotonic()
    last: deque[str] = deque(maxlen=TAIL)
    log = RESULTS / f"{result.part}-{check.name.replace(' ', '-')}.txt"
    with (
        log.open("w", encoding="utf-8") as kept,
        subprocess.Popen(
            check.command,
            cwd=ROOT,
            env=clean_environment(PYTHONUNBUFFERED="1", **variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as program,
    ):
        assert program.stdout is not None  # noqa: S101 - asked for with PIPE
        for line in program.stdout:
            kept.write(line)
            last.append(line)
            if check.shown:
                print(line, end="", flush=True)
    if program.returncode:
        result.failed[check.name] = "".join(last)
        if not check.shown:
            print(result.failed[check.name], end="")
    word = "FAILED" if program.returncode else "passed"
    print(f"{check.name:28}{word:8}{time.monotonic() - began:7.1f} s", flush=True)


def table(results: list[Result]) -> str:
    """Return the results as a table, with the names of the checks that failed."""
    lines = [f"{'part':12}{'result':10}{'time':>8}"]
    for result in results:
        remark = ", ".join(result.failed) or result.skipped
        line = f"{result.part:12}{result.word:10}{result.seconds:6.1f} s  {remark}"
        lines.append(line.rstrip())
    return "\n".join(lines)


def what_failed(results: list[Result]) -> str:
    """Return the end of the output of every check that failed."""
    return "\n".join(
        f"\n-- {result.part}: {name} failed; it ended with:\n{output.rstrip()}"
        for result in results
        for name, output in result.failed.items()
    )


def chosen(words: list[str]) -> list[Part]:
    """Return the parts that are named, all without names."""
    known = {part.name: part for part in PARTS}
    unknown = [word for word in words if word not in known]
    if unknown:
        sys.exit(f"./test [{'|'.join(known)} ...]: there is no part {' '.join(unknown)}.")
    return [part for part in PARTS if not words or part.name in words]


def main(words: list[str]) -> int:
    """Run the parts; return 1 if one failed."""
    parts = chosen(words)
    set_up(test=True)
    RESULTS.mkdir(exist_ok=True)
    results = [run_part(part) for part in parts]
    failures = what_failed(results)
    if failures:
        print(failures)
    print(f"\n{table(results)}", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nBroken off.")
