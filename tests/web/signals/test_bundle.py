"""Handling reports as one, on the page of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.signals import MAIL, answered, decided, make_signal, raiser_of
from tests.web.seen import seen
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.signals import services
from wijkregie.domain.signals.states import State
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.seen import Seen
    from tests.web.signals.conftest import Here
    from wijkregie.domain.signals.models import Signal

WITH_LEAD = ("oppakken", "besluiten", "agenda", "toewijzen", "bundelen")


@pytest.fixture
def signal(here: Here) -> Signal:
    return make_signal(here.municipality, here.area, theme=here.theme, raiser=MAIL)


@pytest.fixture
def other(here: Here) -> Signal:
    return make_signal(
        here.municipality,
        here.area,
        theme=here.theme,
        text="Kapotte bank bij de vijver. " + "Er zitten vaak mensen op. " * 10,
        raiser=MAIL,
    )


def url_of(here: Here, signal: Signal, action: str = "") -> str:
    return here.url(f"melding/{signal.reference}{action}")


def do(client: Client, here: Here, signal: Signal, action: str, **fields: Any) -> Seen:
    return seen(client.post(url_of(here, signal, f"/{action}"), fields, follow=True))


def bundled(signal: Signal, other: Signal) -> None:
    by = installation(signal.municipality_id)
    services.bundle(signal.pk, [other.pk], by=by, at=signal.received_at)
    signal.refresh_from_db()
    other.refresh_from_db()


def test_what_looks_alike_is_offered_with_its_words_and_how_far_it_is(
    here: Here, at_work: Client, signal: Signal, other: Signal
) -> None:
    make_signal(here.municipality, here.area, theme=here.theme, text="Te hard rijden")
    page = seen(at_work.get(url_of(here, signal)))

    assert page.faults() == []
    assert "Meldingen die hierop lijken" in page.text
    assert "“Kapotte bank bij de vijver." in page.text
    assert "…” Ontvangen, gemeld op 3 maart 2026." in page.text
    assert "Te hard rijden" not in page.text


def test_a_title_goes_before_the_words(
    here: Here, at_work: Client, signal: Signal, other: Signal
) -> None:
    words = services.SignalWords("Bank bij de vijver", other.kind, here.theme.pk, here.area.pk)
    by = installation(signal.municipality_id)
    services.describe(other.pk, words, by=by, at=signal.received_at)
    page = seen(at_work.get(url_of(here, signal)))

    assert "Bank bij de vijver Ontvangen, gemeld op" in page.text


def test_words_that_were_erased_are_named_by_theme_and_area(
    here: Here, at_work: Client, signal: Signal, other: Signal
) -> None:
    type(other).objects.filter(pk=other.pk).update(text="", place="Bank bij vijver kapot")
    page = seen(at_work.get(url_of(here, signal)))

    assert "Schoon en heel in Molenwijk Ontvangen" in page.text


def test_ticked_ones_are_handled_as_one_and_both_pages_say_so(
    here: Here, at_work: Client, signal: Signal, other: Signal
) -> None:
    page = do(at_work, here, signal, "bundelen", alike=[other.pk])
    other.refresh_from_db()

    assert page.faults() == []
    assert "Deze meldingen worden samen behandeld." in page.text
    assert "Eén melding gaat mee met deze" in page.text
    assert other.bundled_in_id == signal.pk
    along = seen(at_work.get(url_of(here, other)))
    assert along.faults() == []
    assert "Het besluit en het antwoord daar gelden ook voor deze." in along.text
    assert along.url("Naar de melding die vooroploopt") == url_of(here, signal)


def test_one_that_is_known_by_its_reference_only(
    here: Here, at_work: Client, signal: Signal
) -> None:
    far = make_signal(here.municipality, here.area, theme=here.theme, text="Iets anders")
    typed = f"{far.reference[:4]} {far.reference[4:]}".lower()
    page = do(at_work, here, signal, "bundelen", reference=typed)
    far.refresh_from_db()

    assert "Deze meldingen worden samen behandeld." in page.text
    assert far.bundled_in_id == signal.pk


@pytest.mark.parametrize(
    ("reference", "words"),
    [("", "Kies minstens één andere melding"), ("x", "We kennen dit kenmerk niet.")],
)
def test_without_another_report_nothing_is_done(
    here: Here, at_work: Client, signal: Signal, reference: str, words: str
) -> None:
    assert words in do(at_work, here, signal, "bundelen", reference=reference).text
    make_signal(here.municipality, here.area, theme=here.theme)  # one that looks like it
    assert words in do(at_work, here, signal, "bundelen", reference=reference).text

    signal.refresh_from_db()
    assert signal.state == State.RECEIVED


def test_what_goes_along_is_decided_on_where_the_other_is(
    here: Here, at_work: Client, signal: Signal, other: Signal
) -> None:
    bundled(signal, other)
    html = at_work.get(url_of(here, other)).content.decode()

    for action in WITH_LEAD:
        assert url_of(here, other, f"/{action}") not in html
    assert url_of(here, other, "/losmaken") in html
    assert (
        url_of(here, signal, "/losmaken")
        not in at_work.get(url_of(here, signal)).content.decode()
    )


def test_a_project_starts_from_the_one_that_leads(
    here: Here, at_work: Client, signal: Signal, other: Signal
) -> None:
    bundled(signal, other)
    decided(signal, Outcome.FOLLOW_UP)

    assert "Project starten" in seen(at_work.get(url_of(here, signal))).text
    assert "Project starten" not in seen(at_work.get(url_of(here, other))).text


def test_it_is_taken_out_again_and_both_stories_say_so(
    here: Here, at_work: Client, signal: Signal, other: Signal
) -> None:
    bundled(signal, other)
    page = do(at_work, here, other, "losmaken")
    other.refresh_from_db()

    assert "Deze melding wordt weer apart behandeld." in page.text
    assert other.bundled_in_id is None
    grouped = f"{other.reference[:4]} {other.reference[4:]}"
    public = seen(at_work.get(url_of(here, signal)))
    assert f"We behandelen dit niet meer samen met melding {grouped}." in public.text
    assert public.url(f"Bekijk melding {grouped}") == url_of(here, other)


def test_after_the_answer_the_pages_still_say_what_went_together(
    here: Here, at_work: Client, signal: Signal, other: Signal
) -> None:
    bundled(signal, other)
    answered(signal)
    page = seen(at_work.get(url_of(here, other)))

    assert f"Samen behandeld met melding {signal.reference[:4]}" in page.text
    assert "Het besluit en het antwoord daar" not in page.text


def test_handlers_read_who_is_satisfied(here: Here, at_work: Client, signal: Signal) -> None:
    answered(signal)
    raiser = raiser_of(signal)
    for said, words in ((True, "is tevreden met"), (False, "is niet tevreden met")):
        raiser.satisfied = said
        raiser.save()
        assert words in seen(at_work.get(url_of(here, signal))).text


def test_the_work_list_names_what_leads_only(
    here: Here, at_work: Client, signal: Signal, other: Signal
) -> None:
    bundled(signal, other)
    html = at_work.get(here.url("werklijst")).content.decode()

    assert url_of(here, signal) in html
    assert url_of(here, other) not in html
