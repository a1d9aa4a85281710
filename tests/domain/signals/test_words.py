"""Words that lead to a person are refused wherever text comes in, and nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.decisions import a_decision
from tests.makers.offers import ASKED, by_partner_link, make_offer
from tests.makers.places import AT
from tests.makers.signals import (
    LATER,
    MAIL,
    a_signal,
    answered,
    by_link,
    decided,
    make_signal,
    send,
)
from wijkregie.core.free_text import Kind
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Signal
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.makers.signal_town import Town
    from wijkregie.kit.viewer import Viewer

PHONE = "Bel 06-12345678 als je meer wilt weten."
NAME = "Kees Bakker van nummer 12 laat afval liggen."
LATER_ON = (LATER.date()).replace(month=6)


@pytest.fixture
def signal(town: Town) -> Signal:
    return make_signal(town.municipality, town.noord, theme=town.theme, raiser=MAIL)


@pytest.mark.parametrize("field", ["text", "place"])
@pytest.mark.parametrize("keep", [False, True])
def test_a_report_with_contact_data_is_not_kept(town: Town, field: str, *, keep: bool) -> None:
    draft = a_signal(town.theme, town.noord, keep_words=keep, **{field: PHONE})

    with pytest.raises(services.WordsRefused, match="06-12345678") as no:
        send(draft, town.municipality)

    assert (no.value.field, no.value.may_keep) == (field, False)
    assert not Signal.objects.exists()


def test_a_report_with_a_name_is_kept_only_after_the_warning(town: Town) -> None:
    draft = a_signal(town.theme, town.noord, text=NAME)

    with pytest.raises(services.WordsRefused, match="Kees Bakker") as no:
        send(draft, town.municipality)

    assert no.value.may_keep
    assert not Signal.objects.exists()
    send(a_signal(town.theme, town.noord, text=NAME, keep_words=True), town.municipality)
    assert Signal.objects.get().text == NAME


def test_who_handles_a_report_is_warned_and_nobody_else(town: Town) -> None:
    draft = a_signal(town.theme, town.noord, text=NAME, keep_words=True, raiser=MAIL)
    send(draft, town.municipality)
    signal = Signal.objects.get()
    on = AT.date()

    def warned(viewer: Viewer) -> tuple[Kind, ...]:
        found = queries.signal_by_id(viewer, signal.pk, on=on)
        assert found is not None
        return found.warnings

    assert warned(town.worker()) == (Kind.NAME, Kind.HOUSE_NUMBER)
    assert warned(anonymous(town.municipality.pk)) == ()
    assert warned(by_link(signal)) == ()
    Signal.objects.update(text="De lamp is stuk.")
    assert warned(town.worker()) == ()


def _described(signal: Signal, words: str) -> None:
    wanted = services.SignalWords(words, signal.kind, signal.theme_id, signal.area_id)
    services.describe(signal.pk, wanted, by=installation(signal.municipality_id), at=LATER)


def _postponed(signal: Signal, words: str) -> None:
    by = installation(signal.municipality_id)
    services.promise_later(signal.pk, LATER_ON, words, by=by, at=LATER)


def _decided(signal: Signal, words: str) -> None:
    by = installation(signal.municipality_id)
    services.decide(signal.pk, a_decision(reason=words), by=by, at=LATER)


def _answered(signal: Signal, words: str) -> None:
    decided(signal)
    services.answer(signal.pk, words, by=installation(signal.municipality_id), at=LATER)


def _reopened(signal: Signal, words: str) -> None:
    answered(signal)
    services.reopen(signal.pk, words, by=installation(signal.municipality_id), at=LATER)


def _refused(signal: Signal, words: str) -> None:
    offer = make_offer(signal)
    services.refuse(offer.pk, words, by=by_partner_link(offer), at=LATER)


def _withdrawn(signal: Signal, words: str) -> None:
    offer = make_offer(signal)
    services.withdraw(offer.pk, words, by=installation(signal.municipality_id), at=LATER)


def _asked(signal: Signal, words: str) -> None:
    make_offer(signal, draft=services.OfferDraft(words, ASKED.email))


def _standard(signal: Signal, words: str) -> None:
    by = installation(signal.municipality_id)
    services.save_standard(None, services.StandardDraft("Lamp", words), by=by, at=LATER)


PUBLIC = (
    _described, _postponed, _decided, _answered, _reopened, _refused, _withdrawn, _asked,
    _standard,
)  # fmt: skip


@pytest.mark.parametrize("write", PUBLIC)
@pytest.mark.parametrize("words", [PHONE, NAME])
def test_what_everyone_reads_names_nobody(
    signal: Signal, write: Callable[[Signal, str], None], words: str
) -> None:
    with pytest.raises(services.WordsRefused) as no:
        write(signal, words)

    assert no.value.field
    assert not no.value.may_keep


def test_the_same_in_other_words_is_kept(signal: Signal) -> None:
    """The control: it is the words that were refused above, nothing else."""
    _answered(signal, "De bewoner van wie het afval was, heeft het opgeruimd.")

    signal.refresh_from_db()
    assert signal.answered_at == LATER


def _own_no(signal: Signal, words: str) -> None:
    answered(signal)
    services.reopen(signal.pk, words, by=by_link(signal), at=LATER)


def _unsatisfied(signal: Signal, words: str) -> None:
    answered(signal)
    services.unsatisfied(words, by=by_link(signal), at=LATER)


def _joined(signal: Signal, words: str) -> None:
    draft = services.JoinDraft(submission="f" * 32, said=words)
    by = anonymous(signal.municipality_id)
    services.join(signal.pk, draft, by=by, at=LATER, seed=9)


def _reported(signal: Signal, words: str) -> None:
    offer = make_offer(signal)
    by = by_partner_link(offer)
    services.accept(offer.pk, by=by, at=LATER)
    services.report_outcome(offer.pk, words, by=by, at=LATER)


@pytest.mark.parametrize("write", [_own_no, _unsatisfied, _joined, _reported])
def test_what_only_handlers_read_may_hold_a_name_but_no_contact_data(
    signal: Signal, write: Callable[[Signal, str], None]
) -> None:
    with pytest.raises(services.WordsRefused, match="telefoonnummer"):
        write(signal, PHONE)


@pytest.mark.parametrize("write", [_own_no, _unsatisfied, _joined, _reported])
def test_a_name_for_handlers_only_is_kept(
    signal: Signal, write: Callable[[Signal, str], None]
) -> None:
    write(signal, NAME)
