"""Who raises something is asked for what is needed to hear back, and for nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.makers.people import make_group, make_seat, viewer_for
from tests.makers.places import AT, make_municipality
from tests.makers.signals import LATER, MAIL, a_signal, make_signal, raiser_of, send
from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import GroupKind
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Raiser, Signal
from wijkregie.domain.signals.services.raising import checked
from wijkregie.domain.signals.states import Channel, HearBack
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.makers.signal_town import Town

ON = AT.date()
ALL: dict[str, Any] = {
    "name": "Jo  Voorbeeld",
    "email": " jo@voorbeeld.nl ",
    "phone": "06-12 34 56 78",
    "address": "Molenweg 1\r\n\r\n 1701 AB  Heuvelstad ",
}


@pytest.mark.parametrize(
    ("way", "kept"),
    [
        (HearBack.NONE, {}),
        (HearBack.MAIL, {"name": "Jo Voorbeeld", "email": "jo@voorbeeld.nl"}),
        (HearBack.CALL, {"name": "Jo Voorbeeld", "phone": "0612345678"}),
        (
            HearBack.LETTER,
            {"name": "Jo Voorbeeld", "address": "Molenweg 1\n\n1701 AB Heuvelstad"},
        ),
    ],
)
def test_only_what_is_needed_to_hear_back_is_kept(
    way: str, kept: dict[str, str], town: Town
) -> None:
    draft = replace(services.RaiserDraft(hear_back=way), **ALL)

    raiser = raiser_of(make_signal(town.municipality, theme=town.theme, raiser=draft))

    found = {name: getattr(raiser, name) for name in ALL}
    assert found == {**dict.fromkeys(ALL, ""), **kept}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"hear_back": "pigeon"}, "Kies hoe je wilt horen"),
        ({"channel": "smoke"}, "Kies hoe je wilt horen"),
        ({"hear_back": HearBack.MAIL}, "Vul je e-mailadres zo in"),
        ({"hear_back": HearBack.MAIL, "email": "jo@"}, "Vul je e-mailadres zo in"),
        ({"hear_back": HearBack.MAIL, "email": "a" * 190 + "@voorbeeld.nl"}, "langer dan 200"),
        ({"hear_back": HearBack.MAIL, "email": "a@b.nl\nBcc: c@d.nl"}, "Vul je e-mailadres"),
        ({"hear_back": HearBack.CALL}, "Vul je telefoonnummer zo in"),
        ({"hear_back": HearBack.CALL, "phone": "bel maar"}, "Vul je telefoonnummer zo in"),
        ({"hear_back": HearBack.CALL, "phone": "1" * 99}, "langer dan 40"),
        ({"hear_back": HearBack.LETTER, "address": " \n "}, "Vul je adres in"),
        ({"hear_back": HearBack.LETTER, "address": "x"}, "straat en huisnummer"),
        ({"hear_back": HearBack.LETTER, "address": "12"}, "straat en huisnummer"),
        ({"hear_back": HearBack.LETTER, "address": "Molenweg 1, Heuvelstad"}, "postcode"),
        ({"received_on": AT.date()}, "Alleen wie hier werkt"),
        ({"hear_back": HearBack.LETTER, "address": "laan 1" + "a" * 301}, "adres is te lang"),
        ({"hear_back": HearBack.MAIL, "email": "a@b.nl", "name": "n" * 121}, "langer dan 120"),
    ],
)
def test_what_we_cannot_answer_to_is_refused(
    wrong: dict[str, Any], said: str, town: Town
) -> None:
    with pytest.raises(services.SignalRefused, match=said):
        make_signal(town.municipality, theme=town.theme, raiser=services.RaiserDraft(**wrong))

    assert not Signal.objects.exists()


def test_a_professional_writes_down_what_came_by_phone(town: Town) -> None:
    by = town.worker()
    draft = services.RaiserDraft(channel=Channel.PHONE)

    send(a_signal(town.theme, raiser=draft), town.municipality, by=by)

    raiser = Raiser.objects.get()
    assert (raiser.channel, raiser.recorded_by_id) == (Channel.PHONE, by.person_id)


def test_what_came_in_before_is_promised_from_that_day(town: Town) -> None:
    by, days = town.worker(), (None, AT.date(), AT.date() - timedelta(days=30))
    made = []
    for day in days:
        raiser = services.RaiserDraft(channel=Channel.LETTER, received_on=day)
        receipt = send(a_signal(town.theme, raiser=raiser), town.municipality, by=by)
        made.append(Signal.objects.get(pk=receipt.signal_id))

    assert [one.received_at == AT for one in made] == [True, True, False]
    assert timezone.localdate(made[2].received_at) == days[2]
    assert made[2].promised_on < made[1].promised_on == made[0].promised_on
    assert made[2].raisers.get().raised_at == made[2].received_at
    assert made[2].steps.get().at == made[2].received_at


@pytest.mark.parametrize("days", [-1, 367])
def test_a_day_to_come_or_long_ago_is_refused(town: Town, days: int) -> None:
    day = AT.date() - timedelta(days=days)
    draft = services.RaiserDraft(channel=Channel.LETTER, received_on=day)

    with pytest.raises(services.SignalRefused, match="vandaag of een dag in het afgelopen"):
        send(a_signal(town.theme, raiser=draft), town.municipality, by=town.worker())


@pytest.mark.parametrize("at", [datetime(2026, 3, 29, 1, tzinfo=UTC), AT])
def test_at_the_change_to_summer_time_a_day_stays_that_day(town: Town, at: datetime) -> None:
    day = timezone.localdate(at) - timedelta(days=1)
    raiser = services.RaiserDraft(channel=Channel.LETTER, received_on=day)
    receipt = send(
        a_signal(town.theme, raiser=raiser), town.municipality, by=town.worker(), at=at
    )

    made = Signal.objects.get(pk=receipt.signal_id)
    assert timezone.localdate(made.received_at) == day


def test_who_fills_in_the_form_alone_is_not_written_down(town: Town) -> None:
    send(a_signal(town.theme), town.municipality, by=town.worker())

    assert Raiser.objects.get().recorded_by is None


def test_a_passer_by_does_not_report_as_somebody_who_works_here(town: Town) -> None:
    draft = services.RaiserDraft(channel=Channel.LETTER)

    with pytest.raises(services.SignalRefused, match="Alleen wie hier werkt"):
        make_signal(town.municipality, theme=town.theme, raiser=draft)


def test_a_group_raises_something_through_its_members_and_who_handles(town: Town) -> None:
    here = town.municipality
    table = make_group(here, "Wijktafel", kind=GroupKind.TABLE)
    draft = services.RaiserDraft(group_id=table.pk)
    member = viewer_for(make_seat(table).person, here)

    for by in (member, town.worker(), installation(here.pk)):
        receipt = send(a_signal(town.theme, raiser=draft), here, by=by)
        assert Raiser.objects.get(signal_id=receipt.signal_id).group == table

    for by in (anonymous(here.pk), viewer_for(make_seat(town.team).person, here)):
        with pytest.raises(services.SignalRefused, match="Alleen leden van deze groep"):
            send(a_signal(town.theme, raiser=draft), here, by=by)


def test_a_group_that_ended_or_is_elsewhere_raises_nothing(town: Town) -> None:
    here = town.municipality
    ended = make_group(here)
    people.end_group(ended.pk, by=installation(here.pk), at=AT)

    for group in (ended, make_group(make_municipality())):
        draft = services.RaiserDraft(group_id=group.pk)
        with pytest.raises(services.SignalRefused, match="Alleen leden van deze groep"):
            send(a_signal(town.theme, raiser=draft), here, by=installation(here.pk))


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_contact_is_kept_clean_or_refused(email: str, phone: str, address: str) -> None:
    for way in (HearBack.MAIL, HearBack.CALL, HearBack.LETTER):
        draft = services.RaiserDraft(way, email=email, phone=phone, address=address)
        try:
            kept = checked(draft, by=anonymous(1), at=AT)
        except services.SignalRefused:
            continue
        used = {
            HearBack.MAIL: kept.email,
            HearBack.CALL: kept.phone,
            HearBack.LETTER: kept.address,
        }
        assert used.pop(way)
        assert not any(used.values())
        assert "\n" not in kept.email + kept.phone
        assert "\0" not in kept.email + kept.phone + kept.address


def test_after_another_key_the_next_message_carries_a_link_that_works(
    town: Town, settings: Settings
) -> None:
    signal = make_signal(town.municipality, town.noord, raiser=MAIL)
    raiser = raiser_of(signal)
    old = queries.link_of(raiser.pk)
    here = town.municipality.pk
    services.renew_link(raiser.pk, at=LATER)
    assert queries.raiser_of_link(here, old, on=ON) == raiser.pk
    assert not LogRow.objects.filter(what="signal_link_renewed").exists()

    settings.SECRET_KEY = "another-" + "y" * 50
    new = queries.link_of(raiser.pk)
    assert queries.raiser_of_link(here, new, on=ON) is None
    services.renew_link(raiser.pk, at=LATER)

    assert queries.raiser_of_link(here, new, on=ON) == raiser.pk
    assert queries.raiser_of_link(here, old, on=ON) is None
    assert LogRow.objects.filter(what="signal_link_renewed").count() == 1


def test_a_link_that_was_erased_stays_away(town: Town) -> None:
    raiser = raiser_of(make_signal(town.municipality, town.noord, raiser=MAIL))
    Raiser.objects.update(link_digest=None)

    services.renew_link(raiser.pk, at=LATER)
    services.renew_link(999_999, at=LATER)

    raiser.refresh_from_db()
    assert raiser.link_digest is None
