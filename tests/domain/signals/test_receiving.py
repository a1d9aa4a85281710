"""Receive what somebody raises: kept once, promised a day, in the right areas, for a team."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.people import make_group
from tests.makers.places import AT, make_own_area
from tests.makers.signal_town import ELSEWHERE, NOORD, RIVIER
from tests.makers.signals import (
    MAIL,
    a_signal,
    answered,
    make_signal,
    make_theme,
    raiser_of,
    send,
)
from wijkregie.core import reference
from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import GroupKind
from wijkregie.domain.places import services as places
from wijkregie.domain.places.models import Municipality
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import Raiser, Signal, SignalArea, Step, Theme
from wijkregie.domain.signals.services import placing
from wijkregie.domain.signals.states import Kind, State
from wijkregie.kit import tokens
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from tests.makers.signal_town import Town


def codes(signal: Signal) -> set[str]:
    return set(SignalArea.objects.filter(signal=signal).values_list("area__code", flat=True))


LETTER = services.RaiserDraft(hear_back="letter", address="Molenweg 1, 1701 AB Heuvelstad")


def test_a_report_gets_a_reference_a_promised_day_and_a_private_link(town: Town) -> None:
    draft = a_signal(
        town.theme, town.noord, kind=Kind.WISH, place=" bij de\nvijver ", raiser=MAIL
    )

    receipt = send(draft, town.municipality)

    signal = Signal.objects.get()
    assert reference.clean(receipt.reference) == receipt.reference == signal.reference
    assert receipt.promised_on == signal.promised_on == signal.expected_on == date(2026, 3, 17)
    assert (signal.kind, signal.place, signal.state) == (Kind.WISH, "bij de vijver", "received")
    assert (signal.area, signal.unanswered, signal.invented) == (town.noord, 1, False)
    assert raiser_of(signal).link_digest == tokens.digest(receipt.token)
    (step,) = Step.objects.all()
    assert (step.from_state, step.to_state, step.by_id) == ("", State.RECEIVED, None)
    row = LogRow.objects.get(what="signal_received")
    assert (row.object_id, row.by_id, row.municipality_id) == (
        signal.pk,
        None,
        town.municipality.pk,
    )


def test_a_mail_confirms_the_report_and_holds_numbers_only(town: Town) -> None:
    signal = make_signal(town.municipality, theme=town.theme, raiser=MAIL)

    row = OutboxRow.objects.get()
    assert (row.template, row.way, row.municipality_id) == (
        "signal_received",
        "mail",
        town.municipality.pk,
    )
    assert row.ids == {"signal": signal.pk, "raiser": raiser_of(signal).pk}
    assert "melder" not in repr(OutboxRow.objects.values())


def test_who_wants_to_hear_nothing_or_by_phone_gets_no_receipt_apart(town: Town) -> None:
    make_signal(town.municipality, theme=town.theme)
    call = services.RaiserDraft(hear_back="call", phone="06 12345678")
    make_signal(town.municipality, theme=town.theme, raiser=call)

    assert not OutboxRow.objects.exists()


def test_who_hears_by_letter_gets_a_receipt_by_letter(town: Town) -> None:
    signal = make_signal(town.municipality, theme=town.theme, raiser=LETTER)
    (row,) = OutboxRow.objects.all()
    assert (row.template, row.way, row.stand) == ("signal_received", "letter", "waiting")

    answered(signal)  # before it was posted: the answer takes its place

    row.refresh_from_db()
    assert row.stand == "void"
    (left,) = OutboxRow.objects.filter(stand="waiting")
    assert left.template == "signal_answered"


def test_the_promised_day_passes_over_weekends_and_dutch_holidays(town: Town) -> None:
    """From Thursday 2 April 2026: Good Friday and Easter Monday do not count."""
    theme = make_theme(town.municipality, days=2)
    signal = make_signal(town.municipality, theme=theme, at=datetime(2026, 4, 2, 9, tzinfo=UTC))

    assert signal.promised_on == date(2026, 4, 8)


def test_the_promised_day_passes_over_new_year(town: Town) -> None:
    theme = make_theme(town.municipality, days=5)
    at = datetime(2026, 12, 23, 9, tzinfo=UTC)

    assert make_signal(town.municipality, theme=theme, at=at).promised_on == date(2026, 12, 31)
    at = datetime(2026, 12, 24, 9, tzinfo=UTC)
    assert make_signal(town.municipality, theme=theme, at=at).promised_on == date(2027, 1, 4)


def test_the_day_begins_in_amsterdam(town: Town) -> None:
    theme = make_theme(town.municipality, days=1)
    late = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)  # the fourth already, where people live

    assert make_signal(town.municipality, theme=theme, at=late).promised_on == date(2026, 3, 5)


def test_the_same_form_again_is_the_same_report(town: Town) -> None:
    draft = a_signal(town.theme, town.noord, raiser=MAIL)
    first = send(draft, town.municipality, seed=1)
    rows = LogRow.objects.count()

    again = send(replace(draft, text="Anders"), town.municipality, seed=2)

    assert again == first
    assert (Signal.objects.count(), Raiser.objects.count()) == (1, 1)
    assert (OutboxRow.objects.count(), LogRow.objects.count()) == (1, rows)


def test_a_form_that_was_sent_elsewhere_is_refused(town: Town) -> None:
    """Nobody gets the receipt, and with it the private link, of another municipality."""
    draft = a_signal(town.theme)
    send(draft, town.municipality)
    elsewhere = make_own_theme_elsewhere()

    with pytest.raises(services.SignalRefused, match="al eerder verstuurd"):
        send(replace(draft, theme_id=elsewhere.pk), elsewhere.municipality)

    assert Signal.objects.count() == 1


def make_own_theme_elsewhere() -> Theme:
    return make_theme(Municipality.objects.get(slug="elders"))


@pytest.mark.parametrize("submission", ["", "a" * 33])
def test_a_form_without_a_key_is_a_mistake_of_ours(submission: str, town: Town) -> None:
    with pytest.raises(ValueError, match="key of its form"):
        send(a_signal(town.theme, submission=submission), town.municipality)


def test_one_reports_in_the_municipality_one_looks_at(town: Town) -> None:
    with pytest.raises(ValueError, match="in one municipality"):
        send(a_signal(town.theme), town.municipality, by=anonymous())


def test_references_that_meet_make_way(town: Town) -> None:
    """The same chance twice is another reference, and another link."""
    first = send(a_signal(town.theme), town.municipality, seed=7)
    second = send(a_signal(town.theme), town.municipality, seed=7)

    assert first.reference != second.reference
    assert first.token != second.token


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": ""}, "Schrijf op wat er aan de hand is"),
        ({"text": " \r\n\0 "}, "Schrijf op wat er aan de hand is"),
        ({"text": "a" * 4001}, "langer dan 4000 tekens"),
        ({"text": "a" * 5_000_000}, "langer dan 4000 tekens"),
        ({"place": "a" * 201}, "langer dan 200 tekens"),
        ({"kind": "joke"}, "Kies wat voor soort melding"),
        ({"theme_id": 999_999}, "Kies een thema"),
        ({"area_id": 999_999}, "ligt niet in deze gemeente"),
        ({"point": ELSEWHERE}, "Deze plek ligt in Elders. Meld het daar"),
        ({"point": (140_000, 450_000)}, "Deze plek ligt niet in Heuvelstad"),
        ({"point": (-50_000, 450_000)}, "buiten Nederland. Kies een plek in Heuvelstad"),
        ({"point": (140_000, 10**9)}, "buiten Nederland"),
    ],
)
def test_a_report_that_cannot_be_is_refused_and_nothing_is_kept(
    wrong: dict[str, Any], said: str, town: Town
) -> None:
    rows = LogRow.objects.count()

    with pytest.raises(services.SignalRefused, match=said):
        make_signal(town.municipality, theme=town.theme, **wrong)

    assert not Signal.objects.exists()
    assert (OutboxRow.objects.count(), LogRow.objects.count()) == (0, rows)


def test_a_text_of_just_four_thousand_is_kept(town: Town) -> None:
    assert len(make_signal(town.municipality, theme=town.theme, text="a" * 4000).text) == 4000


def test_a_theme_out_of_use_or_of_elsewhere_is_refused(town: Town) -> None:
    by, old = installation(town.municipality.pk), make_theme(town.municipality, "Oud")
    unused = services.ThemeDraft("Oud", active=False)
    services.change_theme(old.pk, unused, by=by, at=AT)

    for theme in (old, make_own_theme_elsewhere()):
        with pytest.raises(services.SignalRefused, match="Kies een thema"):
            make_signal(town.municipality, theme=theme)


def test_a_point_lies_in_its_buurt_wijk_municipality_and_own_areas(town: Town) -> None:
    make_own_area(town.municipality, "Vijverproject", "BU93980101", public=False)

    signal = make_signal(town.municipality, theme=town.theme, point=NOORD)

    own = SignalArea.objects.get(area__name="Vijverproject").area.code
    assert codes(signal) == {"BU93980101", "WK939801", "GM9398", own}
    assert (signal.area, signal.x, signal.y) == (town.noord, *NOORD)


def test_a_point_goes_before_an_area_from_the_list(town: Town) -> None:
    signal = make_signal(town.municipality, town.rivierenwijk, theme=town.theme, point=NOORD)

    assert signal.area == town.noord
    assert "WK939802" not in codes(signal)


def test_an_area_from_the_list_lies_in_what_is_around_it(town: Town) -> None:
    own = make_own_area(town.municipality, "Twee wijken", "WK939801", "WK939802")

    assert codes(make_signal(town.municipality, town.noord, theme=town.theme)) == {
        "BU93980101",
        "WK939801",
        "GM9398",
        own.code,
    }
    assert codes(make_signal(town.municipality, own, theme=town.theme)) == {own.code, "GM9398"}


def test_an_own_area_may_go_while_a_report_lies_in_it_but_not_while_it_names_it(
    town: Town,
) -> None:
    around = make_own_area(town.municipality, "Rondom", "BU93980101")
    named = make_own_area(town.municipality, "Genoemd", "BU93980102")
    signal = make_signal(town.municipality, theme=town.theme, point=NOORD)
    make_signal(town.municipality, named, theme=town.theme)
    by = installation(town.municipality.pk)

    places.remove_own_area(around.pk, by=by, at=AT)
    with pytest.raises(places.OwnAreaRefused, match="nog in gebruik"):
        places.remove_own_area(named.pk, by=by, at=AT)

    assert codes(signal) == {"BU93980101", "WK939801", "GM9398"}


def test_a_point_in_a_drawing_of_ours_only_lies_there(town: Town) -> None:
    own = make_own_area(town.municipality, "Schets")
    places.draw_schematic(
        own.pk,
        ((113_100, 520_000), (113_900, 520_000), (113_900, 520_900)),
        by=installation(town.municipality.pk),
        at=AT,
    )

    signal = make_signal(town.municipality, theme=town.theme, point=(113_800, 520_100))

    assert codes(signal) == {own.code}


def test_a_report_about_no_place_is_about_a_theme(town: Town) -> None:
    signal = make_signal(town.municipality, theme=town.theme)

    assert (signal.area, codes(signal), signal.owner) == (None, set(), None)


def test_nobody_picks_an_area_of_elsewhere_or_one_they_may_not_see(town: Town) -> None:
    hidden = make_own_area(town.municipality, "Plan", "BU93980101", public=False)

    for area in (hidden, town.area("BU90770101"), town.area("NL00")):
        with pytest.raises(services.SignalRefused, match="ligt niet in deze gemeente"):
            make_signal(town.municipality, area, theme=town.theme)

    draft = a_signal(town.theme, hidden)
    assert send(draft, town.municipality, by=town.worker()).reference


def test_it_is_for_the_team_of_the_smallest_area_that_has_one(town: Town) -> None:
    here = town.municipality
    make_group(here, "Platform", kind=GroupKind.DISTRICT_PLATFORM, areas=[town.noord])

    def owner(point: tuple[int, int]) -> str:
        owner = make_signal(here, theme=town.theme, point=point).owner
        return owner.name if owner else "nobody"

    assert (owner(NOORD), owner(RIVIER)) == ("Wijkteam Molenwijk", "nobody")
    make_group(here, "Team van alles")
    assert (owner(NOORD), owner(RIVIER)) == ("Wijkteam Molenwijk", "Team van alles")
    noord = make_group(here, "Team Noord", areas=[town.noord, town.rivierenwijk])
    assert (owner(NOORD), owner(RIVIER)) == ("Team Noord", "Team Noord")
    people.end_group(noord.pk, by=installation(here.pk), at=AT)
    assert owner(NOORD) == "Wijkteam Molenwijk"


def test_a_report_costs_a_fixed_number_of_queries(
    town: Town, django_assert_max_num_queries: Any
) -> None:
    make_signal(town.municipality, theme=town.theme, point=NOORD)
    draft = a_signal(town.theme, point=NOORD, raiser=MAIL)

    with django_assert_max_num_queries(32):
        send(draft, town.municipality)


def test_there_is_no_report_in_no_municipality(db: None) -> None:
    with pytest.raises(ValueError, match="no municipality"):
        placing.areas_of_point(NOORD, 999_999)
    with pytest.raises(services.SignalRefused, match="ligt niet in deze gemeente"):
        placing.areas_of_area(1, 999_999, by=anonymous(999_999))
