"""Who sees what of a hand-over, by seat, by link and by role; never who raised it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.offers import EMAIL, by_partner_link, make_offer, seated_for
from tests.makers.people import make_group, make_person, make_seat, viewer_for
from tests.makers.places import make_municipality
from tests.makers.signal_town import NOORD
from tests.makers.signals import LATER, make_signal
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.states import HearBack, OfferState

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.makers.signal_town import Town
    from wijkregie.domain.signals.models import HandOver, Signal
    from wijkregie.domain.signals.queries import OfferSeen
    from wijkregie.kit.viewer import Viewer

SECRETS = ("Kanarie", "kanarie")
RAISER = services.RaiserDraft(
    hear_back=HearBack.MAIL, email="kanarie@voorbeeld.nl", name="Kanarie"
)
SOON = LATER + timedelta(days=1)


@pytest.fixture
def signal(town: Town) -> Signal:
    return make_signal(
        town.municipality,
        theme=town.theme,
        point=NOORD,
        text="De kanarie van de buren.",
        place="Bij Kanarie",
        raiser=RAISER,
    )


@pytest.fixture
def offer(signal: Signal) -> HandOver:
    return make_offer(signal)


def seen(viewer: Viewer, offer: HandOver) -> OfferSeen:
    found = queries.offer_seen(viewer, offer.pk)
    assert found is not None
    return found


def test_who_has_the_link_sees_what_was_asked_and_may_answer(
    town: Town, signal: Signal, offer: HandOver
) -> None:
    found = seen(by_partner_link(offer), offer)

    assert found.message == "Willen jullie de lamp herstellen?"
    assert (found.may_reply, found.may_report) == (True, False)
    assert (found.email, found.outcome) == (None, None)
    assert found.promised_on == signal.promised_on
    assert (found.reference, found.theme_name) == (signal.reference, "Groen en grijs")


def test_who_has_the_link_sees_the_public_part_only(
    town: Town, signal: Signal, offer: HandOver
) -> None:
    """The planted words of who raised it are seen by who handles it, and by no link."""
    viewer = by_partner_link(offer)

    def everything(by: Viewer) -> str:
        return repr(
            (
                queries.signal_by_id(by, signal.pk, on=SOON.date()),
                queries.story_of(by, signal.pk),
                queries.events_of(by, signal.pk),
                queries.answers_of(by, signal.pk),
                queries.offers_of(by, signal.pk),
                queries.facts_to_tell(by, [signal.raisers.get().pk]),
            )
        )

    assert not [word for word in SECRETS if word in everything(viewer)]
    assert not [word for word in SECRETS if word in everything(seated_for(offer))]
    assert all(word in everything(town.worker()) for word in SECRETS)


def test_after_the_answer_the_link_shows_no_question_any_more(
    town: Town, offer: HandOver
) -> None:
    viewer = by_partner_link(offer)
    services.accept(offer.pk, by=viewer, at=SOON)
    assert (seen(viewer, offer).may_reply, seen(viewer, offer).may_report) == (False, True)
    assert seen(viewer, offer).message
    services.report_outcome(offer.pk, "De lamp brandt.", by=viewer, at=SOON)

    done = seen(viewer, offer)

    assert (done.state, done.may_reply, done.may_report) == (OfferState.DONE, False, False)
    assert (done.message, done.outcome) == (None, None)
    assert done.outcome_at == SOON


def test_who_handles_it_sees_all_of_it_and_does_not_answer(town: Town, offer: HandOver) -> None:
    services.accept(offer.pk, by=by_partner_link(offer), at=SOON)
    services.report_outcome(offer.pk, "De lamp brandt.", by=by_partner_link(offer), at=SOON)

    (found,) = queries.offers_of(town.worker(), offer.signal_id)

    assert (found.outcome, found.email) == ("De lamp brandt.", EMAIL)
    assert found.message == "Willen jullie de lamp herstellen?"
    assert (found.may_reply, found.may_report) == (False, False)


@pytest.mark.parametrize("who", ["passer-by", "other wijk", "council", "other organisation"])
def test_nobody_else_sees_it(town: Town, offer: HandOver, who: str) -> None:
    other = make_offer(make_signal(town.municipality, theme=town.theme))
    viewer = {
        "passer-by": lambda: town.passer_by,
        "other wijk": lambda: town.worker(area=town.rivierenwijk),
        "council": lambda: town.worker(Role.COUNCIL_MEMBER),
        "other organisation": lambda: seated_for(other),
    }[who]()

    assert queries.offer_seen(viewer, offer.pk) is None
    assert queries.offers_of(viewer, offer.signal_id) == ()
    assert offer.pk not in [one.id for one in queries.offers_waiting(viewer)]


def test_an_organisation_finds_what_it_is_asked_first_what_waits_longest(
    town: Town, offer: HandOver, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    asked = offer.organisation
    later = make_signal(town.municipality, theme=town.theme, at=LATER + timedelta(days=3))
    second = make_offer(later, asked, at=LATER + timedelta(days=3))
    accepted = make_offer(make_signal(town.municipality, theme=town.theme), asked)
    services.accept(accepted.pk, by=by_partner_link(accepted), at=SOON)
    done = make_offer(make_signal(town.municipality, theme=town.theme), asked)
    services.refuse(done.pk, "Nee", by=by_partner_link(done), at=SOON)
    viewer = seated_for(offer)

    with django_assert_num_queries(2):
        found = queries.offers_waiting(viewer)[:50]

    assert [one.id for one in found] == [offer.pk, second.pk, accepted.pk]
    assert [one.may_reply for one in found] == [True, True, False]


def test_a_seat_elsewhere_shows_nothing_here(town: Town, offer: HandOver) -> None:
    elsewhere = make_municipality()
    person = make_person()
    offer.organisation.municipalities.add(elsewhere)
    make_seat(make_group(elsewhere), person, organisation=offer.organisation)

    assert not list(queries.offers_waiting(viewer_for(person, elsewhere)))
    assert queries.offer_seen(viewer_for(person, elsewhere), offer.pk) is None


@pytest.mark.parametrize("token", ["", "0" * 26, "É"])
def test_a_wrong_link_is_none(town: Town, offer: HandOver, token: str) -> None:
    here = town.municipality.pk

    assert queries.offer_of_link(here, token, on=SOON.date()) is None


def test_a_link_says_when_it_works_no_more_and_is_of_one_municipality(
    town: Town, offer: HandOver
) -> None:
    here, token = town.municipality.pk, offer.token()

    last = queries.offer_of_link(here, token, on=offer.link_until)
    after = queries.offer_of_link(here, token, on=offer.link_until + timedelta(days=1))

    assert last == queries.OfferLink(offer.pk, works=True)
    assert after == queries.OfferLink(offer.pk, works=False)
    assert queries.offer_of_link(make_municipality().pk, token, on=SOON.date()) is None


def test_the_link_goes_to_who_sends_it_only(town: Town, offer: HandOver) -> None:
    facts: Any = queries.offer_mail(offer.pk)

    assert (facts.token, facts.email) == (offer.token(), EMAIL)
    assert offer.token() not in repr(queries.offers_of(town.worker(), offer.signal_id))
    assert queries.offer_mail(0) is None


def test_without_a_mailed_link_there_is_no_token(town: Town) -> None:
    signal = make_signal(town.municipality, theme=town.theme)
    offer = make_offer(signal, draft=services.OfferDraft())
    facts: Any = queries.offer_mail(offer.pk)

    assert facts.token == ""
