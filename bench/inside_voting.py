"""The inside of the measurement of voting: a round with letters, and all of them are used.

Run by ``bench.voting`` in a process of its own; prints one line of JSON. With ``cast`` it is
one of two that vote at once: it says that it is ready, reads what to cast, and casts it.
"""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import django

django.setup()

from django.core.management import call_command

from tests.makers.places import AT
from tests.makers.voting import OVER, make_vote
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.services import BallotDraft, BudgetRefused
from wijkregie.domain.budgets.states import Used

if TYPE_CHECKING:
    from collections.abc import Sequence

DRAFT = BallotDraft(("1", "2", "3"), (5, 3, 2))
WORKERS = 2


def main(number: int) -> dict[str, Any]:
    """Prepare the installation and measure; ``number`` votes for each process."""
    call_command("prepare", stdout=sys.stderr)
    vote = make_vote("points", voters=(1 + WORKERS) * number)
    pk, codes = vote.round.pk, vote.codes
    begun = time.perf_counter()
    faults = cast_all(pk, codes[:number])
    one = time.perf_counter() - begun
    two, lost = _at_once(
        pk, [codes[number * at : number * (at + 1)] for at in range(1, 1 + WORKERS)]
    )
    begun = time.perf_counter()
    services.shuffle(pk)
    shuffled = time.perf_counter() - begun
    told = services.open_urn(pk, at=OVER).ballots.voters
    return {
        "one": 1000 * one / number,
        "one_remark": f"{number / one:.0f} votes a second",
        "two": 1000 * two / (WORKERS * number),
        "two_remark": f"{WORKERS * number / two:.0f} votes a second together",
        "faults": faults + lost + abs(len(codes) - told),
        "faults_remark": f"{told} of {len(codes)} letters are in the urn",
        "shuffle": shuffled,
    }


def cast_all(round_id: int, codes: Sequence[str]) -> int:
    """Cast a vote with each code; return how many were refused."""
    faults, chance = 0, secrets.SystemRandom()
    for code in codes:
        try:
            services.cast(round_id, code, DRAFT, how=Used.WEB, at=AT, chance=chance)
        except BudgetRefused:
            faults += 1
    return faults


def _at_once(round_id: int, parts: Sequence[Sequence[str]]) -> tuple[float, int]:
    """Let a process for each part vote; return how long all of it took, and how many failed."""
    command = [sys.executable, "-m", "bench.inside_voting", "cast"]
    workers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
        for _part in parts
    ]
    pipes = [(one.stdin, one.stdout) for one in workers if one.stdin and one.stdout]
    for _given, told in pipes:
        told.readline()
    begun = time.perf_counter()
    for (given, _told), part in zip(pipes, parts, strict=True):
        given.write(json.dumps([round_id, part]) + "\n")
        given.flush()
    faults = sum(int(told.readline() or len(parts[0])) for _given, told in pipes)
    took = time.perf_counter() - begun
    for one in workers:
        one.communicate()
    return took, faults


def _vote() -> None:
    print("ready", flush=True)
    round_id, codes = json.loads(sys.stdin.readline())
    print(cast_all(round_id, codes), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "cast":
        _vote()
    else:
        print(json.dumps(main(int(sys.argv[1]))))
