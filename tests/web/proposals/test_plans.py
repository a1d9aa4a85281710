"""Plans on pages: proposed without an account, followed by the own link, looked at, decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.makers.budgets import TODAY, make_fund, set_rules
from tests.makers.people import make_group, make_person, make_role
from tests.makers.places import AT, make_municipality
from tests.makers.proposals import (
    a_decision_on,
    again,
    answer,
    ask,
    by_link,
    desk,
    fitting,
    on_ballot,
    open_round,
    propose,
    shown,
    signal_of,
    token_of,
    whole,
)
from tests.makers.signal_town import make_signal_town
from tests.makers.signals import make_signal, make_theme
from tests.web.control.conftest import log_in
from tests.web.control.test_details_and_look import errors
from tests.web.seen import seen
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import Cofinancing, Merge, Proposal, ProposalCheck
from wijkregie.domain.budgets.services import AmountRuleDraft, outcomes
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme.models import Funder
from wijkregie.domain.signals.models import Raiser
from wijkregie.domain.signals.states import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.control.conftest import Browser
    from tests.web.seen import Seen
    from wijkregie.domain.budgets.models import Round
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db
WORDS = "We zetten bankjes langs de vijver."


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def here() -> Municipality:
    made = make_municipality("Heuvelstad")
    make_theme(made, "Groen")
    return made


@pytest.fixture
def found(here: Municipality) -> Round:
    made = open_round(here, title="Voorjaar")
    set_rules(
        made,
        AmountRuleDraft("municipality", "Mandaat van het college", 150_000, ("cost",)),
        AmountRuleDraft("table", "Convenant", None, (), make_group(here, "Wijktafel").pk),
    )
    return made


@pytest.fixture
def manager(here: Municipality) -> Browser:
    return log_in(make_role(here, Role.DISTRICT_MANAGER).person)


def url(here: Municipality, path: str) -> str:
    return f"/{here.slug}/{path}"


def sent(here: Municipality, **more: Any) -> dict[str, Any]:
    theme = here.themes.get(name="Groen")
    known = {
        "title": "Bankjes bij de vijver",
        "plan": WORDS,
        "theme": theme.pk,
        "cost": "1.000",
    }
    return known | {"hear_back": "mail", "email": "ik@voorbeeld.nl"} | more


def whole_page(response: Any) -> Seen:
    page = seen(response)
    assert page.faults() == [], page.faults()
    return page


def of(here: Municipality, made: Proposal, path: str = "") -> str:
    return url(here, f"voorstel/{signal_of(made).reference}{path}")


def own(here: Municipality, made: Proposal, path: str = "") -> str:
    return url(here, f"volgen/{token_of(made)}/voorstel{path}")


def test_the_round_leads_to_its_plans(here: Municipality, found: Round) -> None:
    page = whole_page(Client().get(url(here, f"budgetronde/{found.pk}")))

    assert page.url("Ik heb een plan") == url(here, f"budgetronde/{found.pk}/voorstel/nieuw")
    listed = whole_page(Client().get(page.url("Alle plannen")))
    assert "Hier is nog geen plan" in listed.text
    services.close_round(found.pk, "Klaar.", by=desk(found), at=AT)
    closed = Client().get(url(here, f"budgetronde/{found.pk}/voorstel/nieuw"))
    assert "vraagt nu niet om plannen" in whole_page(closed).text


def test_a_resident_proposes_and_follows_it(here: Municipality, found: Round) -> None:
    services.set_criteria(found.pk, ["Voor iedereen"], by=desk(found), at=AT)
    Funder.objects.create(municipality=here, name="Buurtfonds")
    client, form = Client(), url(here, f"budgetronde/{found.pk}/voorstel/nieuw")
    page = whole_page(client.get(form))
    assert "Voor iedereen" in page.text

    wrong = client.post(form, sent(here, title="", cost="veel"))
    assert wrong.status_code == 422
    paid = {"funder1": "Buurtfonds", "amount1": "250", "pledge1": "promised"}
    answer_ = client.post(form, sent(here, **paid, hours="40"))

    made = Proposal.objects.get()
    assert answer_["Location"] == own(here, made)
    assert (made.cost_cents, made.hours, made.cofinancing.get().cents) == (100_000, 40, 25_000)
    mine = client.get(own(here, made))
    text = whole_page(mine).text.replace("\u00a0", " ")
    for told in ("Bankjes bij de vijver", "€ 750", "Nog niet openbaar", "22 april 2026"):
        assert told in text, told
    assert "Bewaar het adres van deze pagina" in text
    assert "uiterlijk op 2 april 2026" in text
    assert mine["Referrer-Policy"] == "strict-origin"
    assert "no-store" in mine["Cache-Control"]
    assert client.get(of(here, made)).status_code == 404
    follow = whole_page(client.get(url(here, f"volgen/{token_of(made)}")))
    assert follow.url("Je plan") == own(here, made)


def test_what_looks_like_it_is_shown_once(here: Municipality, found: Round) -> None:
    there = shown(found, "Bankjes bij de vijver")
    form = url(here, f"budgetronde/{found.pk}/voorstel/nieuw")

    page = Client().post(form, sent(here))
    assert "Je plan is nog niet verstuurd" in whole_page(page).text
    assert Proposal.objects.count() == 1
    assert Client().post(form, sent(here, shown=[str(there.number)])).status_code == 302
    assert Proposal.objects.count() == 2


def test_a_refusal_stands_at_its_field(here: Municipality, found: Round) -> None:
    form = url(here, f"budgetronde/{found.pk}/voorstel/nieuw")

    for more, field in (
        ({"plan": "Bel mij op 06 12345678."}, "plan"),
        ({"cost": "90.000"}, "cost"),
    ):
        page = Client().post(form, sent(here, **more))
        assert page.status_code == 422
        assert page.context["form"].errors.keys() == {field}


def test_a_worker_writes_down_a_plan_on_paper(
    here: Municipality, found: Round, manager: Browser
) -> None:
    form = url(here, f"budgetronde/{found.pk}/voorstel/nieuw")
    assert "Waar komt het vandaan?" in whole_page(manager.get(form)).text
    how = {"channel": "letter", "hear_back": "letter", "name": "J. Jansen"}
    how |= {"address": "Molenweg 1, 1234 AB Heuvelstad", "received_on": "2026-03-02"}

    page = manager.post(form, **sent(here, **how, funder1="Nieuw fonds", amount1="10"))

    assert page.status_code == 302
    raiser = Raiser.objects.get()
    assert (raiser.channel, raiser.hear_back) == ("letter", "letter")
    assert Cofinancing.objects.get().funder.name == "Nieuw fonds"
    with time_machine.travel(AT.replace(month=4), tick=False):
        assert "vraagt nu niet" in seen(Client().get(form)).text
        how["received_on"] = "2026-03-10"
        later = log_in(make_role(here, Role.COMMUNITY_WORKER).person)
        late = sent(here, **how, title="Schommels", plan="Schommels op het plein.")
        page = later.post(form, **late)
        assert page.status_code == 302, errors(page)


def test_the_own_link_changes_and_hands_in(here: Municipality, found: Round) -> None:
    made = propose(found, "Bankjes")
    client = Client()
    form = whole_page(client.get(own(here, made, "/wijzigen")))
    assert "Bankjes" in form.html
    data = {"title": "Stoelen", "plan": WORDS, "cost": "900", "hours": ""}

    stale = client.post(own(here, made, "/wijzigen"), data | {"version": "7"})
    assert stale.status_code == 422
    assert "Iemand anders" in seen(stale).text
    changed = client.post(own(here, made, "/wijzigen"), data | {"version": "1"}, follow=True)
    assert "Het plan is opgeslagen" in whole_page(changed).text
    assert (again(made).title, again(made).cost_cents) == ("Stoelen", 90_000)
    form = whole_page(client.get(own(here, made, "/indienen")))
    assert "Vakspecialisten kijken naar" in form.text
    handed = client.post(own(here, made, "/indienen"), follow=True)
    assert "Het plan is ingediend" in whole_page(handed).text
    assert "Bewaar het adres" not in whole_page(handed).text
    for word in ("wijzigen", "openbaar", "vraag-toets", "besluiten"):
        assert client.get(own(here, made, f"/{word}")).status_code == 403
    assert client.get(own(here, made, "/onzin")).status_code == 404
    gone = client.post(own(here, made, "/intrekken"), {"why": "We verhuizen."}, follow=True)
    assert "Dit plan is ingetrokken: We verhuizen." in whole_page(gone).text


def test_a_link_that_leads_nowhere(here: Municipality, found: Round) -> None:
    made = shown(found)
    assert Client().get(url(here, "volgen/onzin/voorstel")).status_code == 404
    joined = Raiser.objects.get()
    Raiser.objects.update(joined=True)
    assert Client().get(own(here, made)).status_code == 404
    follow = seen(Client().get(url(here, f"volgen/{joined.token()}")))
    assert follow.url("Lees het plan in de budgetronde") == of(here, made)


def test_somebody_reads_it_and_then_everyone(
    here: Municipality, found: Round, manager: Browser
) -> None:
    made = propose(found, "Bankjes")
    work = whole_page(manager.get(url(here, "voorstellen/te-bekijken")))
    assert "uiterlijk 4 maart 2026" in work.text
    assert work.url("Bankjes") == of(here, made)
    page = whole_page(manager.get(of(here, made)))
    assert "Lees uiterlijk 4 maart 2026" in page.text
    assert WORDS[:10] in whole_page(manager.get(of(here, made, "/openbaar"))).text

    manager.follow(of(here, made, "/openbaar"))

    everyone = whole_page(Client().get(of(here, made)))
    assert "Iedereen kan het plan lezen" in everyone.text
    assert "Openbaar" not in everyone.text
    for word in ("wijzigen", "openbaar", "intrekken"):
        answer_ = Client().get(of(here, made, f"/{word}"))
        assert answer_["Location"].startswith("/inloggen")
    stranger = log_in(make_person(municipality=here))
    assert stranger.get(of(here, made, "/wijzigen")).status_code == 403
    assert stranger.get(url(here, "voorstellen/te-bekijken")).status_code == 403


def test_somebody_is_asked_to_look(here: Municipality, found: Round, manager: Browser) -> None:
    specialist = make_role(here, Role.SPECIALIST).person
    made = shown(found, "Bankjes")
    services.hand_in(made.pk, by=desk(made), at=AT)
    form = of(here, made, "/vraag-toets")
    assert "Kies wie" in whole_page(manager.get(form)).text
    asked = {"kind": "cost", "asked": f"person:{specialist.pk}", "answer_by": "2026-03-10"}
    manager.follow(form, **asked)
    late = asked | {"asked": f"group:{make_group(here).pk}", "answer_by": "2026-03-01"}
    assert manager.post(form, **late).status_code == 422

    check = ProposalCheck.objects.get()
    assert check.person == specialist
    work = whole_page(log_in(specialist).get(url(here, "voorstellen/te-bekijken")))
    assert of(here, made, f"/toets/{check.pk}") in {where for where, _text in work.links}


def test_a_specialist_answers_with_the_reason(here: Municipality, found: Round) -> None:
    specialist = make_role(here, Role.SPECIALIST).person
    made = shown(found, "Bankjes")
    services.hand_in(made.pk, by=desk(made), at=AT)
    link = of(here, made, f"/toets/{ask(made, 'cost', person_id=specialist.pk).pk}")
    browser = log_in(specialist)

    whole_page(browser.get(link))
    assert browser.post(link, verdict="no", reason="").status_code == 422
    page = browser.follow(link, verdict="no", reason="Het hout is duurder.")
    text = whole_page(page).text
    assert "Het hout is duurder." in text
    assert "hersteld worden tot en met 17 maart 2026" in text
    assert Client().get(link).status_code == 302
    assert browser.get(of(here, made, "/toets/99999")).status_code == 404
    again_ = Client().post(own(here, made, "/indienen"), follow=True)
    assert "(opnieuw)" in whole_page(again_).text
    second = ProposalCheck.objects.get(turn=2)
    browser.follow(of(here, made, f"/toets/{second.pk}"), verdict="yes", cost="1.100")
    assert (again(made).state, again(made).cost_cents) == ("fits", 110_000)


def test_the_manager_decides_and_who_proposed_hears(
    here: Municipality, found: Round, manager: Browser
) -> None:
    made = fitting(found, "Bankjes")
    page = whole_page(manager.get(of(here, made)))
    assert "Mandaat van het college" in page.text
    form = manager.get(of(here, made, "/besluiten"))
    assert form.context["form"]["mandate"].value() == "Mandaat van het college"
    taken = {
        "outcome": "follow_up",
        "body": "role:district_manager",
        "taken_on": "2026-03-03",
        "reason": "Goed plan.",
        "mandate": "Mandaat van het college",
        "rung": "codecide",
    }

    page = manager.follow(of(here, made, "/besluiten"), **taken)

    text = whole_page(page).text
    assert "Goed plan." in text
    assert "Dit plan gaat door" in text
    assert "Je plan gaat door" in seen(Client().get(url(here, f"volgen/{token_of(made)}"))).text
    large = fitting(found, "Groot", cost_cents=200_000)
    body = manager.get(of(here, large, "/besluiten")).context["form"]["body"].field.choices
    assert [name for _value, name in body] == ["Wijktafel"]


def test_after_a_second_no_it_is_declined(
    here: Municipality, found: Round, manager: Browser
) -> None:
    made = shown(found, "Bankjes")
    services.hand_in(made.pk, by=desk(made), at=AT)
    answer(ask(made, "cost"), "no", "Te duur.")
    services.hand_in(made.pk, by=by_link(made), at=AT)
    answer(made.checks.get(turn=2), "no", "Nog te duur.")
    form = manager.get(of(here, made, "/afwijzen"))
    assert form.context["form"]["reason"].value() == "Nog te duur."

    page = manager.follow(
        of(here, made, "/afwijzen"),
        body="role:district_manager",
        taken_on="2026-03-03",
        reason="Het blijft te duur.",
        mandate="Mandaat",
        rung="inform",
    )

    assert "Het blijft te duur." in whole_page(page).text
    assert again(made).state == "declined"


def test_the_cost_and_what_was_said(here: Municipality, found: Round, manager: Browser) -> None:
    made = fitting(found, "Bankjes")
    form = manager.get(of(here, made, "/kosten"))
    assert form.context["form"]["cost"].value() == "1.000"
    money = {"cost": "1.200", "why": "Duurder hout.", "version": str(again(made).version)}
    manager.follow(of(here, made, "/kosten"), **money)
    assert again(made).cost_cents == 120_000
    said = {"kind": "advice", "favours": "no", "text": "Liever niet.", "given_on": "2026-03-03"}

    page = manager.follow(of(here, made, "/advies"), **said)

    assert "Liever niet." in whole_page(page).text
    assert manager.post(of(here, made, "/advies"), **said | {"favours": ""}).status_code == 422


def test_two_plans_go_on_as_one(here: Municipality, found: Round, manager: Browser) -> None:
    one, two = shown(found, "Bankjes bij de vijver"), shown(found, "Bankje bij de vijver")
    page = whole_page(Client().get(own(here, one)))
    assert "Plannen die erop lijken" in page.text
    asked = Client().post(
        own(here, one, "/samen"), {"other": two.pk, "why": "Zelfde plek."}, follow=True
    )
    assert "Deze kant zei ja" in whole_page(asked).text
    merge = Merge.objects.get()
    assert (
        "Zelfde plek." in whole_page(Client().get(own(here, two, f"/antwoord/{merge.pk}"))).text
    )
    by_hand = manager.post(of(here, two, f"/antwoord/{merge.pk}"), reply="yes")
    assert by_hand.status_code == 422
    done = Client().post(own(here, two, f"/antwoord/{merge.pk}"), {"reply": "yes"}, follow=True)
    assert "Komt ook voort uit plan 1" in whole_page(done).text
    assert "Gaat verder in plan 2" in whole_page(Client().get(of(here, one))).text
    assert Client().get(own(here, two, "/antwoord/99999")).status_code == 404
    assert Client().get(own(here, two, f"/antwoord/{merge.pk}")).status_code == 403


def test_a_no_to_joining_and_plans_that_exclude(
    here: Municipality, found: Round, manager: Browser
) -> None:
    one, two = shown(found, "Speelplek"), shown(found, "Parkeerplek")
    merge = services.ask_merge(one.pk, two.pk, "Zelfde plek.", by=desk(one), at=AT)
    no = {"reply": "no", "why": "Iets anders."}
    assert manager.post(of(here, two, f"/antwoord/{merge}"), **no).status_code == 422
    no |= {"said_by": "wie het indiende", "heard": "phone", "heard_on": TODAY.isoformat()}
    page = manager.follow(of(here, two, f"/antwoord/{merge}"), **no)
    assert "Iets anders." in whole_page(page).text
    assert "antwoordde telefonisch" in whole_page(page).text

    page = manager.follow(of(here, one, "/sluit-uit"), other=str(two.pk))
    link = whole_page(page).url("Kan niet samen met plan 2")
    assert Client().get(link)["Location"] == of(here, two)
    manager.follow(of(here, one, "/sluit-uit"), other=str(two.pk))
    assert whole(one).seen.conflicts == ()


def test_the_list_is_narrowed_and_taken_along(
    here: Municipality, found: Round, manager: Browser
) -> None:
    fitting(found, "Bankjes")
    shown(found, "=Stoelen", cost_cents=None)
    propose(found, "Verborgen")
    place = url(here, f"budgetronde/{found.pk}/voorstellen")

    listed = whole_page(Client().get(place))
    assert "Bankjes" in listed.text
    assert "Verborgen" not in listed.text
    assert "nog niet openbaar" in seen(manager.get(place)).text
    assert "Stoelen" not in seen(Client().get(f"{place}?stand=past")).text
    assert "Bankjes" not in seen(Client().get(f"{place}?gebied=77")).text
    for asked in ("stand=onzin", "gebied=x", "pagina=9"):
        assert Client().get(f"{place}?{asked}").status_code == 404
    rows = Client().get(f"{place}.csv").content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("Nummer;Plan;")
    assert rows[1].startswith("1;Bankjes;")
    assert ";1000;0;1000;40;" in rows[1]
    assert "'=Stoelen" in rows[2]
    assert len(rows) == 3


def test_a_list_costs_the_same_however_long_it_is(here: Municipality, found: Round) -> None:
    place = url(here, f"budgetronde/{found.pk}/voorstellen")
    costs = []
    for _more in range(2):
        shown(found)
        shown(found)
        with CaptureQueriesContext(connection) as queried:
            Client().get(place)
        costs.append(len(queried))
    assert costs[0] == costs[1]


def test_an_idea_goes_into_a_round(here: Municipality, found: Round, manager: Browser) -> None:
    idea = make_signal(here, kind=Kind.IDEA, theme=here.themes.get(name="Groen"))
    place = url(here, f"idee/{idea.reference}/in-een-ronde")
    link = seen(manager.get(url(here, f"melding/{idea.reference}")))
    assert link.url("Dit idee in een budgetronde opnemen") == place
    assert Client().get(place).status_code == 302
    assert Client().get(url(here, "idee/AAAAAAAA/in-een-ronde")).status_code == 404
    assert "Voorjaar" in whole_page(manager.get(place)).text

    page = manager.follow(place, round=str(found.pk))

    assert "Het idee is nu een plan" in whole_page(page).text
    assert manager.post(place, round=str(found.pk)).status_code == 422
    made = Proposal.objects.get()
    link = seen(manager.get(url(here, f"melding/{idea.reference}")))
    assert link.url("Lees het plan in de budgetronde") == of(here, made)


def test_every_stage_reads_well(here: Municipality, found: Round) -> None:
    won, lost, gone = on_ballot(found, "Gekozen", "Verloren", "Weg")
    waiting = whole_page(Client().get(of(here, won)))
    assert "Bewoners stemmen over dit plan" in waiting.text
    services.withdraw_proposal(gone.pk, "Stopt.", by=by_link(gone), at=AT)
    taken = a_decision_on(won)
    for made, chosen in ((won, True), (lost, False)):
        outcomes.tell_outcome(
            made, chosen=chosen, decision=taken, words="Zo.", by=desk(made), at=AT
        )
        whole_page(Client().get(of(here, made)))
    assert "Wat er van het geld is geworden" in seen(Client().get(of(here, won))).text
    Proposal.objects.filter(pk=lost.pk).update(imported=True, signal=None)
    place = url(here, f"budgetronde/{found.pk}/voorstel/nr/{lost.number}")
    assert "Verloren" in whole_page(Client().get(place)).text
    assert place in {
        where
        for where, _text in seen(
            Client().get(url(here, f"budgetronde/{found.pk}/voorstellen"))
        ).links
    }
    assert Client().get(url(here, f"budgetronde/{found.pk}/voorstel/nr/99")).status_code == 404


def test_one_chooses_within_the_area_of_the_fund() -> None:
    town = make_signal_town()
    fund = make_fund(town.municipality, area_id=town.molenwijk.pk)
    there = open_round(town.municipality, fund=fund)
    made = propose(there, area_id=town.noord.pk, theme_id=town.theme.pk)

    form = Client().get(own(town.municipality, made, "/wijzigen")).context["form"]

    names = [name for _value, name in form["area"].field.choices]
    assert names == ["Heel Molenwijk", "Molenwijk-Noord", "Molenwijk-Zuid"]
    assert form["area"].value() == town.noord.pk
    changed = Client().post(
        own(town.municipality, made, "/wijzigen"),
        {"title": "Bankjes", "plan": WORDS, "area": ""},
    )
    assert changed.status_code == 302
    assert again(made).area == town.molenwijk
