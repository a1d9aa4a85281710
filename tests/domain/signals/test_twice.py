"""The same at the same moment, in two connections: one wins, the other hears so."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from tests.makers.decisions import a_decision
from tests.makers.offers import by_partner_link, make_offer
from tests.makers.places import AT
from tests.makers.signal_town import make_signal_town
from tests.makers.signals import LATER, MAIL, a_signal, answered, make_signal, send
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import Event, Raiser, Signal
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite lets one writer in at a time; this is about PostgreSQL",
    ),
]


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Do these at the same moment, each in its own connection; return what came of them."""
    barrier = Barrier(len(acts))
    outcomes: list[Any] = []

    def act(one: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            outcomes.append(one())
        except services.SignalRefused as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=act, args=[one]) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_a_form_that_is_sent_twice_at_once_is_one_report() -> None:
    town = make_signal_town()
    draft = a_signal(town.theme, town.noord, raiser=MAIL)

    found = together(
        *(lambda seed=seed: send(draft, town.municipality, seed=seed) for seed in range(4))
    )

    assert len(set(found)) == 1
    assert found[0].reference == Signal.objects.get().reference
    assert (Raiser.objects.count(), OutboxRow.objects.count()) == (1, 1)


def test_of_two_decisions_at_once_one_is_refused() -> None:
    town = make_signal_town()
    signal = make_signal(town.municipality, theme=town.theme)
    by = installation(town.municipality.pk)

    found = together(
        *(
            lambda: services.decide(signal.pk, a_decision(), by=by, at=LATER)
            for _number in range(3)
        )
    )

    refused = [one for one in found if isinstance(one, str)]
    assert len(refused) == 2
    assert all("al besloten" in one for one in refused)
    assert Decision.objects.count() == 1


def test_the_last_two_who_hear_at_once_close_it() -> None:
    town = make_signal_town()
    signal = make_signal(town.municipality, theme=town.theme, raiser=MAIL)
    first = Raiser.objects.get()
    second = Raiser.objects.create(
        municipality=town.municipality,
        signal=signal,
        hear_back="call",
        link_until=AT.date(),
        raised_at=AT,
    )
    answered(signal)

    together(
        lambda: services.heard(first.pk, by=None, at=LATER),
        lambda: services.heard(second.pk, by=None, at=LATER),
    )

    signal.refresh_from_db()
    assert (signal.state, signal.unanswered) == ("closed", 0)


def test_of_a_yes_and_a_no_at_once_one_is_refused() -> None:
    town = make_signal_town()
    offer = make_offer(make_signal(town.municipality, theme=town.theme))
    by = by_partner_link(offer)

    found = together(
        lambda: services.accept(offer.pk, by=by, at=LATER),
        lambda: services.refuse(offer.pk, "Niet van ons.", by=by, at=LATER),
        lambda: services.accept(offer.pk, by=by, at=LATER),
    )

    refused = [one for one in found if isinstance(one, str)]
    assert len(refused) == 2
    assert all("al beantwoord" in one for one in refused)
    offer.refresh_from_db()
    assert offer.state in {"accepted", "refused"}
    assert Event.objects.filter(what__in=("accepted", "refused")).count() == 1


def test_two_that_take_each_other_in_at_once_become_one_bundle() -> None:
    town = make_signal_town()
    first, second = (make_signal(town.municipality, theme=town.theme) for _number in range(2))
    by = installation(town.municipality.pk)

    found = together(
        *(
            lambda one=one, other=other: services.bundle(one.pk, [other.pk], by=by, at=LATER)
            for one, other in [(first, second), (second, first)] * 2
        )
    )

    assert len(found) == 4
    assert sum(isinstance(one, int) for one in found) == 1
    assert Signal.objects.filter(bundled_in__isnull=False).count() == 1


@pytest.mark.parametrize("newest_leads", [True, False])
def test_a_decision_and_a_report_that_comes_along_at_once_end_at_the_same(
    *, newest_leads: bool
) -> None:
    town = make_signal_town()
    signals = [make_signal(town.municipality, theme=town.theme) for _number in range(3)]
    lead, *others = reversed(signals) if newest_leads else signals
    by = installation(town.municipality.pk)
    services.bundle(lead.pk, [others[0].pk], by=by, at=LATER)

    found = together(
        lambda: services.bundle(lead.pk, [others[1].pk], by=by, at=LATER),
        lambda: services.decide(lead.pk, a_decision(), by=by, at=LATER),
        lambda: services.put_on_agenda(
            lead.pk, on=LATER.date(), body_name="Team", by=by, at=LATER
        ),
    )

    assert len(found) == 3
    lead.refresh_from_db()
    for one in Signal.objects.filter(bundled_in=lead):
        assert (one.state, one.decision_id) == (lead.state, lead.decision_id)
