"""Who sees what of a signal: canaries that may not show, and controls where they must."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.decisions import a_decision
from tests.makers.people import (
    make_group,
    make_person,
    make_role,
    make_seat,
    viewer_for,
)
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.signal_town import NOORD, RIVIER
from tests.makers.signals import LATER, by_link, make_signal, raiser_of
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import queries, rules, services
from wijkregie.domain.signals.states import HearBack
from wijkregie.kit.viewer import anonymous, follower, installation

if TYPE_CHECKING:
    from tests.makers.signal_town import Town
    from wijkregie.domain.signals.models import Signal
    from wijkregie.kit.viewer import Viewer

TEXT, PLACE, NAME, STREET, ANSWER, SAID, WORKER = (f"Kanarie{number}" for number in range(7))
ADDRESS = f"{STREET}, 1234 AB Dorp"
CONTENT = {TEXT, PLACE}
CONTACT = {NAME, ADDRESS}
PRIVATE = CONTENT | {ANSWER, SAID}


@pytest.fixture
def signal(town: Town) -> Signal:
    """A signal in which everything that is not public is a canary."""
    raiser = services.RaiserDraft(HearBack.LETTER, name=NAME, address=ADDRESS)
    made = make_signal(
        town.municipality,
        theme=town.theme,
        text=TEXT,
        place=PLACE,
        point=NOORD,
        raiser=raiser,
    )
    person = make_person(WORKER, municipality=town.municipality)
    make_role(town.municipality, Role.COMMUNITY_WORKER, person=person)
    by = viewer_for(person, town.municipality)
    services.decide(made.pk, a_decision(reason="Openbare reden."), by=by, at=LATER)
    services.answer(made.pk, ANSWER, by=by, at=LATER, public=False)
    services.reopen(made.pk, SAID, by=by_link(made), at=LATER)
    services.decide(made.pk, a_decision(), by=by, at=LATER)
    services.answer(made.pk, "Openbaar antwoord.", by=by, at=LATER)
    return made


def told(viewer: Viewer, signal: Signal) -> str:
    """Everything that any query about signals shows to this viewer."""
    on = AT.date()
    return repr(
        [
            list(queries.signals_visible_to(viewer, on=on)),
            queries.signals_visible_to(viewer, on=on).get(signal.pk),
            queries.signal_seen(viewer, signal.reference, on=on),
            queries.signal_by_id(viewer, signal.pk, on=on),
            queries.story_of(viewer, signal.pk),
            queries.answers_of(viewer, signal.pk),
        ]
    )


def canaries(shown: str) -> set[str]:
    every = CONTENT | CONTACT | {ANSWER, SAID, WORKER}
    return {one for one in every if one in shown} | (
        {"point"} if str(NOORD) in shown else set()
    )


def test_the_matrix_of_who_sees_what(town: Town, signal: Signal) -> None:
    here = town.municipality
    elsewhere = make_municipality()
    other = make_signal(here, theme=town.theme, point=RIVIER)
    table = make_group(here, "Wijktafel")
    reads = PRIVATE | {"point"}
    expected: dict[str, tuple[Viewer, set[str]]] = {
        "passer-by": (town.passer_by, set()),
        "another raiser": (by_link(other), set()),
        "an unknown link": (follower(here.pk, 999_999), set()),
        "resident in a group": (viewer_for(make_seat(table).person, here), {WORKER}),
        "chair of the team": (town.chair(), {WORKER}),
        "council": (town.worker(Role.COUNCIL_MEMBER), {WORKER}),
        "administrator": (town.worker(Role.ADMINISTRATOR), {WORKER}),
        "worker of another wijk": (town.worker(area=town.rivierenwijk), {WORKER}),
        "specialist of another wijk": (
            town.worker(Role.SPECIALIST, town.rivierenwijk),
            {WORKER},
        ),
        "specialist": (town.worker(Role.SPECIALIST, town.noord), reads | {WORKER}),
        "operator": (installation(here.pk), reads | {WORKER}),
        "worker": (town.worker(area=town.molenwijk), reads | CONTACT | {WORKER}),
        "manager": (town.worker(Role.DISTRICT_MANAGER), reads | CONTACT | {WORKER}),
        "who raised it": (by_link(signal), reads | CONTACT),
    }

    for who, (viewer, wanted) in expected.items():
        shown = told(viewer, signal)
        assert canaries(shown) == wanted, who
        assert "Openbare reden." in shown, who
        assert "Openbaar antwoord." in shown, who
        assert signal.reference in shown, who

    for viewer in (
        anonymous(),
        anonymous(elsewhere.pk),
        installation(elsewhere.pk),
        follower(elsewhere.pk, raiser_of(signal).pk),
        viewer_for(make_role(elsewhere, Role.DISTRICT_MANAGER).person, elsewhere),
    ):
        shown = told(viewer, signal)
        assert canaries(shown) == set()
        assert signal.reference not in shown
        assert "Openbaar antwoord." not in shown


def test_a_rule_that_always_says_yes_is_noticed(
    town: Town, signal: Signal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: were the rules asleep, the matrix would show it."""
    assert canaries(told(town.passer_by, signal)) == set()

    monkeypatch.setattr(rules, "may_handle", lambda *_anyone: True)
    assert canaries(told(_member(town), signal)) >= CONTENT
    monkeypatch.setattr(rules, "may_see_raiser", lambda *_anyone: True)
    assert canaries(told(_member(town), signal)) >= CONTACT


def _member(town: Town) -> Viewer:
    return town.worker(area=town.rivierenwijk)


def test_a_list_never_holds_who_raised_it(town: Town, signal: Signal) -> None:
    by = town.worker()

    shown = repr(list(queries.signals_visible_to(by, on=AT.date())))

    assert canaries(shown) == CONTENT | {"point", WORKER}


def test_one_of_several_who_raised_it_sees_oneself_only(town: Town, signal: Signal) -> None:
    raiser = raiser_of(signal)
    raiser.pk, raiser.name, raiser.link_digest = None, "Ander", None
    raiser.save()

    mine = queries.signal_by_id(by_link(signal), signal.pk, on=AT.date())
    every = queries.signal_by_id(town.worker(), signal.pk, on=AT.date())

    assert mine is not None
    assert every is not None
    assert [one.name for one in mine.raisers] == [NAME]
    assert [one.name for one in every.raisers] == [NAME, "Ander"]


def test_an_area_that_is_not_public_is_named_to_who_works_here(town: Town) -> None:
    hidden = make_own_area(town.municipality, "Geheim plan", "BU93980101", public=False)
    signal = make_signal(town.municipality, town.noord, theme=town.theme)
    by = town.worker()
    words = services.SignalWords("", signal.kind, signal.theme_id, hidden.pk)
    services.describe(signal.pk, words, by=by, at=LATER)

    def seen(viewer: Viewer) -> Any:
        return queries.signal_by_id(viewer, signal.pk, on=AT.date())

    assert seen(by).area.name == "Geheim plan"
    assert hidden.pk in seen(by).area_ids
    assert seen(town.passer_by).area is None
    assert hidden.pk not in seen(town.passer_by).area_ids
    facts = queries.mail_facts(raiser_of(signal).pk)
    assert facts is not None
    assert facts.area_name == ""


def test_a_private_link_leads_to_its_own_signal(town: Town, signal: Signal) -> None:
    make_signal(town.municipality, theme=town.theme)

    mine = queries.followed(by_link(signal), on=AT.date())

    assert mine == queries.signal_by_id(by_link(signal), signal.pk, on=AT.date())
    assert mine is not None
    assert mine.text == TEXT
    assert queries.followed(town.worker(), on=AT.date()) is None
    assert queries.followed(follower(town.municipality.pk, 999_999), on=AT.date()) is None


def test_only_the_whole_link_is_known(town: Town, signal: Signal) -> None:
    token, here = queries.link_of(raiser_of(signal).pk), town.municipality.pk
    on = AT.date()

    assert queries.raiser_of_link(here, token, on=on) == raiser_of(signal).pk
    for wrong in ("", token[:-1], token + "0", raiser_of(signal).link_digest or "", "x" * 9999):
        assert queries.raiser_of_link(here, wrong, on=on) is None
    assert queries.raiser_of_link(make_municipality().pk, token, on=on) is None


def test_what_a_letter_needs_is_in_one_value(town: Town, signal: Signal) -> None:
    facts = queries.mail_facts(raiser_of(signal).pk)

    assert facts is not None
    assert (facts.name, facts.address, facts.answer) == (NAME, ADDRESS, "Openbaar antwoord.")
    assert (facts.reference, facts.area_name) == (signal.reference, "Molenwijk-Noord")
    assert facts.token == queries.link_of(raiser_of(signal).pk)
    assert queries.mail_facts(999_999) is None


def test_before_there_is_an_answer_or_area_a_letter_says_none(town: Town) -> None:
    raiser = raiser_of(make_signal(town.municipality, theme=town.theme))
    facts = queries.mail_facts(raiser.pk)
    assert facts is not None
    assert (facts.area_name, facts.answer, facts.area_ids) == ("", "", ())

    type(raiser).objects.filter(pk=raiser.pk).update(link_digest=None)

    erased = queries.mail_facts(raiser.pk)
    assert erased is not None
    assert (erased.token, queries.link_of(raiser.pk)) == ("", "")
