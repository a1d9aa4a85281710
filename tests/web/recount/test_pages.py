"""From declaring to the outcome that everyone reads, and nothing of it before that."""

from __future__ import annotations

import json
from datetime import timedelta
from fractions import Fraction
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from tests.makers.counting import counted, declared_vote, ready_vote, told, voted
from tests.makers.people import make_person, make_role
from tests.makers.places import AT
from tests.makers.voting import OVER
from tests.web.control.conftest import log_in
from tests.web.seen import seen
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import Count, CountAct, Declaration, Round
from wijkregie.domain.people.states import Role
from wijkregie.kit.models import LogRow
from wijkregie.web.http import how_counted
from wijkregie.web.http.how_counted import Voted

if TYPE_CHECKING:
    from tests.makers.voting import Vote
    from tests.web.control.conftest import Browser
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db
FIRST_TWO = [("1", "2"), ("1",), ("1", "2"), ("3",)]
LOT = {"family": "greedy", "utility": "cardinality", "ties": ["lot"]}
#: One ballot of each kind that chooses something, and what the page then tells of the count.
TOLD: dict[str, tuple[services.BallotDraft, str]] = {
    "approval": (services.BallotDraft(("1",)), "Ronde 1: plan 1"),
    "one": (services.BallotDraft(("2",)), "Ronde 1: plan 2"),
    "knapsack": (services.BallotDraft(("1", "2")), "Ronde 2: plan"),
    "ranking": (services.BallotDraft(("3", "1")), "de meeste punten"),
    "points": (services.BallotDraft(("1", "3"), (4, 6)), "Het had de meeste punten. "),
    "variants": (services.BallotDraft(("3",)), "Er is één plan gekozen"),
    "themes": (services.BallotDraft(("groen", "veilig"), (700, 1100)), "groen: bewoners"),
}


def url(vote: Vote, path: str) -> str:
    return f"/{vote.round.municipality.slug}/budgetronde/{vote.round.pk}/{path}"


@pytest.fixture
def passer_by() -> Browser:
    return log_in(None)


def test_a_vote_is_declared_at_its_desk(here: Municipality, manager: Browser) -> None:
    vote = ready_vote(municipality=here, voters=0)
    with time_machine.travel(AT, tick=False):
        page = seen(manager.get(url(vote, "tellen")))
        assert page.faults() == []
        assert "nog geen codes gemaakt" in page.text
        assert "Plan 3" in page.text
        asked = seen(manager.get(url(vote, "tellen/vastleggen")))
        assert "de database weigert het" in asked.text

        done = seen(manager.follow(url(vote, "tellen/vastleggen")))

    kept = Declaration.objects.get()
    assert kept.digest in done.text
    assert kept.voting_digest in done.text
    assert "De meeste stemmen" in done.text or "de meeste stemmen" in done.text
    assert done.faults() == []


def test_the_desk_tells_all_that_is_missing(here: Municipality, manager: Browser) -> None:
    vote = ready_vote(municipality=here)
    Round.objects.filter(pk=vote.round.pk).update(budget_cents=None)
    vote.round.phases.all().delete()

    page = seen(manager.get(url(vote, "tellen")))
    refused = manager.follow(url(vote, "tellen/vastleggen"))

    for told_text in ("Vul in hoeveel geld er is", "Plan de dagen van de stemming"):
        assert told_text in page.text
        assert told_text in seen(refused).text
    assert refused.status_code == 422
    assert "Stemming vastleggen" not in page.text


@pytest.mark.usefixtures("over")
def test_votes_are_counted_and_told(here: Municipality, manager: Browser) -> None:
    vote = voted(FIRST_TWO, municipality=here)
    desk = seen(manager.get(url(vote, "tellen")))
    assert "Stembus openen en tellen" in desk.text
    assert "Dit klopt: al het papier zit in de stembus" in desk.text
    assert desk.faults() == []
    asked = seen(manager.get(url(vote, "tellen/nu")))
    assert "De stembus gaat één keer open." in asked.text
    assert "Loting opschrijven" not in asked.text

    done = seen(manager.follow(url(vote, "tellen/nu")))

    assert "Uitslag bekendmaken" in done.text
    preview = seen(manager.get(url(vote, "uitslag")))
    assert "nog niet bekendgemaakt" in preview.text
    assert preview.faults() == []
    asked = seen(manager.get(url(vote, "tellen/bekendmaken")))
    assert asked.faults() == []
    page = manager.follow(
        url(vote, "tellen/bekendmaken"),
        body=f"role:{Role.DISTRICT_MANAGER}",
        taken_on=OVER.date().isoformat(),
        mandate="Besluit van het college",
        reason="De bewoners kozen zo.",
        rung="codecide",
    )
    assert page.status_code == 200
    text = seen(page).text
    for one in ("Plan 1", "€ 5", "Opkomst", "100 %", "Besluit van het college"):
        assert one in text.replace("\u00a0", " "), one
    assert Count.objects.get().seal in text
    assert seen(page).faults() == []


@pytest.mark.usefixtures("over")
def test_a_pile_that_is_not_poured_keeps_the_urn_shut(
    here: Municipality, manager: Browser
) -> None:
    vote = voted(FIRST_TWO, municipality=here)
    services.open_batch(vote.round.pk, "Buurthuis", 1, by=vote.by, at=OVER)

    page = seen(manager.get(url(vote, "tellen")))

    assert "Stapels die nog niet in de stembus zitten Buurthuis" in page.text
    assert "Dit klopt nog niet, dus de stembus blijft dicht." in page.text
    assert "Stembus openen en tellen" not in page.text
    assert page.faults() == []
    assert manager.follow(url(vote, "tellen/nu")).status_code == 422
    assert "Stapels die" in seen(manager.get(url(vote, "tellen"))).text


@pytest.mark.usefixtures("over")
def test_level_plans_lead_to_the_lot(here: Municipality, manager: Browser) -> None:
    ballots = [("1", "3"), ("3", "1")]
    vote = voted(ballots, municipality=here, prices=(1_000, 700, 900), counting=LOT)

    waits = manager.follow(url(vote, "tellen/nu"))
    assert waits.status_code == 422
    assert "1, 3" in seen(waits).text
    opened = seen(manager.get(url(vote, "tellen")))
    assert "De stembus is geopend. Er komt geen code en geen papier meer bij" in opened.text
    assert "De stembus is geopend op" in opened.text
    assert opened.faults() == []
    wrong = manager.follow(url(vote, "tellen/loting"), order="3 1", why="Zaal")
    assert wrong.status_code == 422
    done = manager.follow(url(vote, "tellen/loting"), order="3, 1 2", why="Zaal")

    assert "3, 1, 2" in seen(done).text
    assert CountAct.objects.get().order == ["3", "1", "2"]
    manager.follow(url(vote, "tellen/nu"))
    assert Count.objects.count() == 1
    told_lot = "Het lot is getrokken in deze volgorde: 3, 1, 2. Hoe: Zaal"
    assert told_lot in seen(manager.get(url(vote, "uitslag"))).text
    assert told_lot not in seen(log_in(None).get(url(vote, "uitslag"))).text


@pytest.mark.parametrize("ballot", sorted(TOLD))
@pytest.mark.usefixtures("over")
def test_everyone_reads_how_each_kind_of_vote_was_counted(
    here: Municipality, passer_by: Browser, ballot: str
) -> None:
    draft, words = TOLD[ballot]
    vote = declared_vote(ballot, here)
    vote.cast(0, draft=draft)
    told(vote)

    page = seen(passer_by.get(url(vote, "uitslag")))
    again = seen(passer_by.get(url(vote, "natellen")))

    assert words in page.text.replace("\u00a0", " "), page.text
    assert (page.faults(), again.faults()) == ([], [])


@pytest.mark.usefixtures("over")
def test_a_game_of_coins_is_told_turn_by_turn(here: Municipality, passer_by: Browser) -> None:
    vote = declared_vote("coins", here, voters=2)
    vote.give(0, ("1", 25))
    vote.give(1, ("1", 25), ("2", 5))
    told(vote)

    page = seen(passer_by.get(url(vote, "uitslag")))

    assert "Beurt 1: elk huishouden kreeg 45 munten" in page.text
    assert "Betaald: plan 1" in page.text
    why = seen(passer_by.get(url(vote, "uitslag/plan/2")))
    assert "Met 65 munten meer" in why.text


@pytest.mark.usefixtures("over")
def test_equal_shares_are_told_in_euros(here: Municipality, passer_by: Browser) -> None:
    rule = {"family": "equal shares", "utility": "cost", "greedy": True, "step": 100}
    ballots = [("1",)] * 6 + [("2",)] * 6
    vote = voted(ballots, municipality=here, counting=rule)
    told(vote)

    text = seen(passer_by.get(url(vote, "uitslag"))).text.replace("\u00a0", " ")

    assert "6 mensen betalen elk ongeveer € 0,83" in text
    assert "Stembiljetten (JSON)" not in text
    assert "Alle stembiljetten (JSON)" in text


@pytest.mark.usefixtures("over")
def test_nothing_is_there_before_it_was_told(here: Municipality, passer_by: Browser) -> None:
    vote = voted([("1",)] * 5 + [("3",)] * 6, municipality=here)
    counted(vote)

    page = seen(passer_by.get(url(vote, "uitslag")))
    assert "Er is nog geen uitslag" in page.text
    assert "Plan 3" not in page.text
    files = ("telbestand.json", "stembiljetten.json", "stemming.pb", "plannen.csv", "plan/3")
    for path in (*(f"uitslag/{one}" for one in files), "natellen"):
        assert passer_by.get(url(vote, path)).status_code == 404, path
    assert passer_by.get(url(vote, "tellen")).status_code == 302


@pytest.mark.usefixtures("over")
def test_the_files_are_those_of_the_count(here: Municipality, passer_by: Browser) -> None:
    vote = voted([("1",)] * 5 + [("3", "1")] * 6, municipality=here)
    made = told(vote)

    audit = passer_by.get(url(vote, "uitslag/telbestand.json"))
    ballots = passer_by.get(url(vote, "uitslag/stembiljetten.json"))
    pabulib = passer_by.get(url(vote, "uitslag/stemming.pb"))
    table = passer_by.get(url(vote, "uitslag/plannen.csv"))

    assert (audit.content.decode(), ballots.content.decode()) == (made.audit, made.ballots)
    assert "attachment" in audit["Content-Disposition"]
    assert "num_votes;11" in pabulib.content.decode()
    assert "1. Plan 1" in table.content.decode("utf-8-sig")


@pytest.mark.usefixtures("over")
def test_few_people_are_not_told_exactly(here: Municipality, passer_by: Browser) -> None:
    vote = voted(FIRST_TWO, municipality=here)
    told(vote)

    page = seen(passer_by.get(url(vote, "uitslag")))
    table = passer_by.get(url(vote, "uitslag/plannen.csv")).content.decode("utf-8-sig")

    assert "minder dan 5" in page.text
    assert "minder dan 5" in table
    assert passer_by.get(url(vote, "uitslag/stembiljetten.json")).status_code == 404
    assert passer_by.get(url(vote, "uitslag/stemming.pb")).status_code == 404


@pytest.mark.usefixtures("over")
def test_a_plan_tells_why_it_was_chosen_or_not(here: Municipality, passer_by: Browser) -> None:
    vote = voted(FIRST_TWO, municipality=here)
    told(vote)

    lost = seen(passer_by.get(url(vote, "uitslag/plan/3")))
    won = seen(passer_by.get(url(vote, "uitslag/plan/1")))

    assert "Met 2 stemmen meer was het gekozen" in lost.text
    assert "Dit plan is gekozen" in won.text
    assert "Ronde 1: plan 1" in won.text
    assert passer_by.get(url(vote, "uitslag/plan/9")).status_code == 404
    assert (lost.faults(), won.faults()) == ([], [])


@pytest.mark.usefixtures("over")
def test_an_auditor_who_was_named_fetches_the_ballots(
    here: Municipality, manager: Browser
) -> None:
    vote = voted(FIRST_TWO, municipality=here)
    named = make_role(here, Role.SPECIALIST).person
    fields: dict[str, Any] = {"least_group": "6", "auditors": [str(named.pk)]}
    page = manager.follow(url(vote, "tellen/openbaar"), **fields)
    assert "minstens 6 mensen" in seen(page).text
    assert manager.follow(url(vote, "tellen/openbaar"), least_group="5").status_code == 422
    counted(vote)
    auditor, other = log_in(named), log_in(make_role(here, Role.SPECIALIST).person)

    assert "staat in het logboek" in seen(auditor.get(url(vote, "tellen/stembiljetten"))).text
    given = auditor.post(url(vote, "tellen/stembiljetten"))
    refused = other.post(url(vote, "tellen/stembiljetten"))

    assert json.loads(given.content)["kind"] == "approval"
    assert refused.status_code == 422
    assert LogRow.objects.get(what="ballots_handed_out").by_id == named.pk


def test_outsiders_do_not_come_behind_the_desk(here: Municipality, passer_by: Browser) -> None:
    vote = declared_vote(municipality=here)
    outsider = log_in(make_person(municipality=here))
    paths = ("", "/vastleggen", "/nu", "/loting", "/bekendmaken", "/openbaar")
    for path in paths:
        assert passer_by.get(url(vote, f"tellen{path}")).status_code == 302
        assert outsider.get(url(vote, f"tellen{path}")).status_code == 403
    assert outsider.get(url(vote, "tellen/stembiljetten")).status_code == 403


def test_a_round_without_a_vote_has_no_count(here: Municipality, manager: Browser) -> None:
    vote = ready_vote(municipality=here)
    Round.objects.filter(pk=vote.round.pk).update(ballot="none", counting={})

    for path in ("tellen", "uitslag", "natellen"):
        assert manager.get(url(vote, path)).status_code == 404


@pytest.mark.usefixtures("over")
def test_the_round_leads_to_its_outcome_and_its_desk(
    here: Municipality, manager: Browser, passer_by: Browser
) -> None:
    vote = voted(FIRST_TWO, municipality=here)
    assert "Uitslag van de stemming" not in seen(passer_by.get(url(vote, "")[:-1])).text
    assert "Teltafel" in seen(manager.get(url(vote, "")[:-1])).text
    told(vote)

    links = dict(seen(passer_by.get(url(vote, "")[:-1])).links)

    assert any(one.endswith("/uitslag") for pair in links.items() for one in pair)


@pytest.mark.usefixtures("over")
def test_pages_cost_a_fixed_number_of_queries(
    here: Municipality, passer_by: Browser, django_assert_max_num_queries: Any
) -> None:
    vote = voted([tuple(map(str, range(1, 13)))] * 2, municipality=here, prices=(100,) * 12)
    told(vote)
    passer_by.get(url(vote, "uitslag"))

    with django_assert_max_num_queries(20):
        passer_by.get(url(vote, "uitslag"))


def test_ended_votes_tell_how(here: Municipality, passer_by: Browser) -> None:
    vote = declared_vote("variants", here, counting={"voters": 5})
    vote.cast(0, "1")
    told(vote)
    with time_machine.travel(OVER + timedelta(days=1), tick=False):
        text = seen(passer_by.get(url(vote, "uitslag"))).text

    assert "minder mensen dan vooraf" in text


@pytest.mark.usefixtures("over")
def test_who_lost_reads_not_chosen_wherever_they_look(
    here: Municipality, passer_by: Browser
) -> None:
    vote = voted(FIRST_TWO, municipality=here)
    told(vote)
    lost, won = (vote.round.proposals.get(number=number) for number in (3, 1))
    root = f"/{here.slug}"
    why_url = url(vote, "uitslag/plan/3")

    for one, says in ((lost, "niet gekozen"), (won, "gekozen")):
        assert one.signal is not None
        report = seen(passer_by.get(f"{root}/melding/{one.signal.reference}"))
        thread = seen(passer_by.get(f"{root}/draad/melding/{one.signal_id}"))
        plan = seen(passer_by.get(f"{root}/voorstel/{one.signal.reference}"))
        assert says in report.text
        for page in (report, thread, plan):
            assert "dit pakken we" not in page.text.lower(), page.text
            assert "oppakken" not in page.text
            assert page.faults() == []
        if one is lost:
            assert "Met 2 stemmen meer was het gekozen" in plan.text
            assert "Bewoners stemden en kozen dit plan niet" in thread.text
            assert why_url in dict(report.links)
            assert why_url in dict(plan.links)


@pytest.mark.usefixtures("over")
def test_the_outcome_tells_votes_and_money_that_were_short(
    here: Municipality, passer_by: Browser
) -> None:
    vote = voted(FIRST_TWO, municipality=here)
    told(vote)

    text = seen(passer_by.get(url(vote, "uitslag"))).text.replace("\u00a0", " ")

    assert "Met 2 stemmen meer was het gekozen" in text
    assert "€ 3 minder" in text


@pytest.mark.usefixtures("over")
def test_equal_shares_are_told_with_the_figures_of_the_round(
    here: Municipality, passer_by: Browser
) -> None:
    rule = {
        "family": "equal shares",
        "utility": "cost",
        "until": "until overspent",
        "step": 100,
    }
    vote = voted([("1",)] * 6 + [("2",)] * 5, municipality=here, counting=rule)
    told(vote)

    text = seen(passer_by.get(url(vote, "uitslag"))).text.replace("\u00a0", " ")

    assert "Er stemden 11 mensen. Dat was dus voor ieder" in text
    assert "Stemmen er 100 mensen" not in text
    assert "Staan ze dan nog gelijk? Dan beslist het lot" in text


@pytest.mark.parametrize(
    ("voted_", "words"),
    [
        (
            Voted(17, Fraction(58824), Fraction(100), 148),
            "148 keer € 1 bij en werd die € 736,24",
        ),
        (Voted(17, Fraction(58824), Fraction(100), 1), "kreeg elke stem er € 1 bij"),
        (Voted(17, Fraction(58824)), "hoefde niet omhoog"),
        (None, "Stemmen er 100 mensen"),
        (Voted(17), "Stemmen er 100 mensen"),
    ],
)
def test_raised_shares_are_told(voted_: Voted | None, words: str) -> None:
    rule = {
        "family": "equal shares",
        "utility": "cost",
        "until": "until overspent",
        "step": 100,
    }

    lines = how_counted.told("approval", rule, 1_000_000, voted_)

    assert words in " ".join(lines).replace("\u00a0", " ")


@pytest.mark.usefixtures("over")
def test_half_a_percent_is_rounded_as_everywhere(
    here: Municipality, passer_by: Browser
) -> None:
    vote = voted([("1",)] * 17, municipality=here, voters=40)
    told(vote)

    assert "43 % van de 40" in seen(passer_by.get(url(vote, "uitslag"))).text


@pytest.mark.usefixtures("over")
def test_the_script_has_words_for_all_that_a_count_tells(
    here: Municipality, passer_by: Browser
) -> None:
    vote = voted([("1",)] * 6, municipality=here)
    made = told(vote)

    html = passer_by.get(url(vote, "natellen")).content.decode()
    parts = json.loads(unescape(html.split('data-parts="')[1].split('"')[0]))

    names = set(json.loads(made.audit)) - {"file", "version"}
    assert names <= set(parts)
    assert parts["seal"] == "het getal van de hele telling"
    assert "De uitslag klopt niet. Dit volgt niet uit de stembiljetten:" in html
