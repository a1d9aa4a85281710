"""A worker that is killed while it mails loses nothing and mails nobody twice, but for the
one mail that the server had taken and that was not written down yet: that goes again under
the same Message-ID.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.utils import timezone

from tests.faults.mailing import Mailing, killed_again_and_again, message_ids, send_the_rest
from tests.makers.decisions import a_decision
from tests.makers.places import make_municipality
from tests.makers.signals import a_signal, make_theme
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import Signal
from wijkregie.domain.signals.states import State
from wijkregie.kit.models import LogRow
from wijkregie.kit.outbox_states import Stand
from wijkregie.kit.viewer import anonymous
from wijkregie.kit.viewer import installation as the_installation

if TYPE_CHECKING:
    from tests.faults.installation import Installation
    from tests.makers.mail_server import MailServer

#: Each gets a receipt and an answer: two hundred mails.
REPORTS = 100
#: When the worker is killed: after so many mails, at this moment of the talk with the server.
#: "end": taken, and the worker does not know; "taken": it is told just now; "data": before.
KILLS = ((50, "end"), (100, "taken"), (150, "data"))


@pytest.mark.usefixtures("inside")
def test_a_worker_killed_while_it_mails_loses_nothing(
    installation: Installation, server: MailServer
) -> None:
    report_and_answer()
    mailing = killed_again_and_again(installation, server, KILLS)

    assert mailing.open[0]  # killed when the server had it and the worker did not know
    assert not mailing.open[-1]  # killed before the server had it
    send_the_rest(installation)

    assert replace(mailing, arrived=server.message_ids()).faults() == []
    assert message_ids(Stand.SENT) == mailing.wanted
    assert {one.state for one in Signal.objects.all()} == {State.CLOSED}
    assert LogRow.objects.filter(what="signal_heard").count() == REPORTS


@pytest.mark.parametrize(
    ("arrived", "open_at_a_kill", "fault"),
    [
        ([], [], "lost: 2"),
        (["one", "two", "three"], [], "not asked for: 1"),
        (["one", "two", "two"], [set[str]()], "twice outside the window: 1"),
        (["one", "one", "one", "two"], [{"one"}], "three times: 1"),
        (["one", "two"], [{"one", "two"}], "2 open at once"),
    ],
)
def test_a_broken_promise_is_seen(
    arrived: list[str], open_at_a_kill: list[set[str]], fault: str
) -> None:
    assert Mailing({"one", "two"}, arrived, open_at_a_kill).faults() == [fault]


def test_the_window_alone_is_no_broken_promise() -> None:
    assert Mailing({"one", "two"}, ["one", "one", "two"], [{"one"}]).faults() == []


@transaction.atomic
def report_and_answer() -> None:
    """Let a hundred residents report something, and give each an answer."""
    at = timezone.now() - timedelta(minutes=1)  # noqa: TID251 - the worker looks at the clock
    here = make_municipality()
    theme, by = make_theme(here), the_installation(here.pk)
    for number in range(REPORTS):
        raiser = services.RaiserDraft(hear_back="mail", email=f"m{number}@voorbeeld.nl")
        receipt = services.receive(
            a_signal(theme, raiser=raiser),
            municipality_id=here.pk,
            by=anonymous(here.pk),
            at=at,
            seed=number,
        )
        services.decide(receipt.signal_id, a_decision(), by=by, at=at)
        services.answer(receipt.signal_id, "Het is gemaakt.", by=by, at=at)
