"""How residents vote and how it is counted is chosen in steps, until the vote is declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from tests.makers.budgets import make_fund, make_round
from tests.makers.counting import ready_vote
from tests.makers.people import make_role
from tests.makers.places import AT, area_row, make_areas, make_municipality
from tests.makers.signals import make_theme
from tests.web.control.conftest import log_in
from tests.web.control.test_details_and_look import errors
from tests.web.seen import seen
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import Electorate, Round
from wijkregie.domain.budgets.queries import counting_of
from wijkregie.domain.people.states import Role
from wijkregie.domain.places.models import MunicipalityCode
from wijkregie.web.http import how_counted

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db
TIES = {"tie_1": "lowest cost", "tie_2": "most votes", "ties": "lot"}
GREEDY = {"utility": "cardinality", "misfit": "skip", "leftover": "none"} | TIES
PLAIN = {"family": "greedy", "utility": "cardinality", "misfit": "skip", "leftover": "none"}


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad")


@pytest.fixture
def manager(here: Municipality) -> Browser:
    return log_in(make_role(here, Role.DISTRICT_MANAGER).person)


@pytest.fixture
def made(here: Municipality) -> Round:
    return make_round(make_fund(here, "Wijkbudget"), "Voorjaar", budget_cents=500_000)


def path(made: Round, *words: str) -> str:
    return "/".join([f"/{made.municipality.slug}/budgetronde/{made.pk}/kiezen", *words])


def chosen(made: Round) -> tuple[str, dict[str, Any]]:
    made.refresh_from_db()
    return made.ballot, made.counting


def test_one_comes_to_the_settings_in_steps_with_a_sentence_for_each_choice(
    manager: Browser, made: Round
) -> None:
    start = seen(manager.get(f"/{made.municipality.slug}/budgetronde/{made.pk}"))
    assert start.url("Hoe wordt gekozen") == path(made)
    text = seen(manager.get(path(made))).text
    assert "makkelijk, en er gaat geen stem verloren" in text
    assert "Niemand stemt" in text

    step = manager.post(path(made), ballot="ranking")
    assert step["Location"] == path(made, "volgorde")
    text = seen(manager.get(path(made, "volgorde"))).text
    assert "De meeste stemmen" in text
    assert "Phragmén" not in text, "it cannot count an order"
    step = manager.post(path(made, "volgorde"), family="greedy")
    assert step["Location"] == path(made, "volgorde", "meeste-stemmen")
    assert manager.post(path(made), ballot="coins")["Location"] == path(
        made, "munten", "instellen"
    )
    assert manager.post(path(made), ballot="").status_code == 422
    assert manager.post(path(made, "volgorde"), family="phragmen").status_code == 422
    assert chosen(made) == ("none", {})


@pytest.mark.parametrize(
    ("words", "sent", "wanted"),
    [
        (("geen", "instellen"), {}, ("none", {})),
        (
            ("aankruisen", "meeste-stemmen"),
            GREEDY
            | {"per_cost": "on", "misfit": "stop", "reserve": "80", "leftover": "fit"}
            | {"least_votes": "3", "least_share": "5", "cost_factor": "2", "tie_2": ""},
            (
                "approval",
                PLAIN
                | {"per_cost": True, "misfit": "stop", "reserve": "4/5", "leftover": "fit"}
                | {"least_votes": 3, "least_share": "1/20", "cost_factor": 2}
                | {"ties": ["lowest cost", "lot"]},
            ),
        ),
        (
            ("een-plan", "om-de-beurt"),
            {"utility": "cardinality", "misfit": "stop if any"} | TIES | {"ties": "published"},
            (
                "one",
                {"family": "phragmen", "utility": "cardinality", "misfit": "stop if any"}
                | {"ties": ["lowest cost", "most votes", "published"]},
            ),
        ),
        (
            ("tot-het-geld-op-is", "gelijke-delen"),
            {"utility": "cost", "until": "until exhaustive", "step": "2,50", "start": "floor"}
            | {"unit": "5", "greedy": "on", "compare": "cost"}
            | TIES,
            (
                "knapsack",
                {"family": "equal shares", "utility": "cost", "until": "until exhaustive"}
                | {
                    "step": 250,
                    "start": "floor",
                    "unit": 500,
                    "greedy": True,
                    "compare": "cost",
                }
                | {"ties": ["lowest cost", "most votes", "lot"]},
            ),
        ),
        (
            ("volgorde", "meeste-stemmen"),
            GREEDY | {"utility": "rank", "rank_points": "3, 2,1", "least_score": "4"},
            (
                "ranking",
                PLAIN
                | {"utility": "rank", "rank_points": [3, 2, 1], "least_score": 4}
                | {"ties": ["lowest cost", "most votes", "lot"]},
            ),
        ),
        (
            ("hele-plannen", "instellen"),
            {"majority": "50", "short": "second vote", "voters": "20"},
            (
                "variants",
                {"majority": "1/2", "short": "second vote", "voters": 20},
            ),
        ),
        (
            ("munten", "instellen"),
            {"rounds": "3", "coins": "400", "unspent": "expires", "pool": "returns"},
            (
                "coins",
                {"rounds": 3, "coins": 400, "unspent": "expires", "pool": "returns"},
            ),
        ),
        (
            ("themas", "instellen"),
            {"themes": "Groen\r\n\r\n Spelen \r\n", "least": "2", "step": "100"},
            (
                "themes",
                {"themes": ["Groen", "Spelen"], "least": 2, "step_cents": 10_000},
            ),
        ),
    ],
)
def test_every_way_can_be_chosen_with_all_of_its_settings(
    manager: Browser,
    made: Round,
    words: tuple[str, ...],
    sent: dict[str, str],
    wanted: tuple[str, dict[str, Any]],
) -> None:
    page = manager.follow(path(made, *words), **sent)

    assert "Bewaard hoe er wordt gekozen." in seen(page).text
    assert chosen(made) == wanted
    counting_of(*wanted)
    again = manager.get(path(made, *words)).context["form"]
    manager.follow(path(made, *words), **shown(again))
    assert chosen(made) == wanted, "what stands is the starting value"


def shown(form: Any) -> dict[str, str]:
    """Return what a form shows at first, as a browser sends it."""
    found = {}
    for one in form:
        value = one.field.prepare_value(one.initial)
        if value not in (None, "", False):
            found[one.html_name] = (
                str(value).replace(".", ",") if one.name in MONEY else str(value)
            )
    return found


MONEY = ("step", "unit")


def test_the_choice_of_a_template_is_the_starting_value(manager: Browser, made: Round) -> None:
    Round.objects.filter(pk=made.pk).update(
        ballot="variants", counting={"majority": "0", "short": "highest", "voters": 0}
    )

    assert manager.get(path(made)).context["form"]["ballot"].value() == "variants"
    form = manager.get(path(made, "hele-plannen", "instellen")).context["form"]
    assert (form["short"].value(), form["majority"].value()) == ("highest", "0")
    other = manager.get(path(made, "punten", "gelijke-delen")).context["form"]
    assert (other["utility"].value(), other["until"].value()) == ("points", "until overspent")


def test_limits_hold_per_theme_and_per_area(
    here: Municipality, manager: Browser, made: Round
) -> None:
    theme = make_theme(here)
    gemeente = MunicipalityCode.objects.get(municipality=here).code
    code = f"WK{gemeente[2:]}01"
    make_areas(area_row(gemeente), area_row(code))
    words = ("aankruisen", "meeste-stemmen")
    sent = GREEDY | {"theme_0": "600", "area_0": code, "most_0": "250,50"}

    manager.follow(path(made, *words), **sent)

    limits = {"limits_per_theme": {theme.name: 60_000}, "limits_per_area": {code: 25_050}}
    ties = {"ties": ["lowest cost", "most votes", "lot"]}
    assert chosen(made) == ("approval", PLAIN | ties | limits)
    form = manager.get(path(made, *words)).context["form"]
    assert (form["theme_0"].initial, form["area_0"].initial) == (600, code)
    page = manager.post(path(made, *words), **GREEDY, most_0="5")
    assert "Kies een gebied en vul een bedrag in." in str(errors(page))
    twice = {"area_0": code, "most_0": "5", "area_1": code, "most_1": "5"}
    Round.objects.filter(pk=made.pk).update(
        counting=PLAIN | ties | {"limits_per_area": {code: 1, "BU99": 2}}
    )
    page = manager.post(path(made, *words), **GREEDY, **twice)
    assert "Dit gebied heeft al een grens." in str(errors(page))


def test_a_voter_reads_every_setting_and_the_area_of_a_limit_by_its_name() -> None:
    vote = ready_vote()
    twins = [area_row(code, "West") for code in ("WK039802", "WK039803")]
    make_areas(area_row("GM0398"), area_row("WK039801", "Oost"), *twins)
    limits = {"WK039801": 100, "WK039802": 200, "WK039803": 300, "WK99": 400}
    counting = (
        {"family": "greedy", "utility": "cardinality", "misfit": "stop", "reserve": "4/5"}
        | {"leftover": "part", "least_share": "1/20", "cost_factor": 2, "least_score": 3}
        | {"limits_per_area": limits}
    )
    Round.objects.filter(pk=vote.round.pk).update(counting=counting)

    where = f"/{vote.round.municipality.slug}/budgetronde/{vote.round.pk}/stemmen"
    text = seen(log_in(None).get(where)).text.replace("\u00a0", " ")

    assert "Oost € 1, WK039802 € 2, WK039803 € 3, WK99 € 4" in text
    for told in ("80% van de prijs", "5% van de kiezers", "hoogstens 2 keer", "3 punten"):
        assert told in text
    assert "eerste plan dat niets kreeg" in text
    fits = how_counted.told("approval", counting | {"leftover": "fit"}, None)
    assert any("andere plannen die passen" in one for one in fits)
    shares = {"family": "equal shares", "utility": "cost", "compare": "cost"}
    assert any("beter af" in one for one in how_counted.told("approval", shares, None))


@pytest.mark.parametrize(
    ("words", "sent", "told"),
    [
        (
            ("aankruisen", "meeste-stemmen"),
            {"reserve": "50"},
            ("reserve", "stopt bij het eerste"),
        ),
        (("aankruisen", "meeste-stemmen"), {"tie_2": "lowest cost"}, ("ties", "één keer")),
        (("volgorde", "meeste-stemmen"), {"utility": "rank"}, ("rank_points", "elke plaats")),
        (
            ("volgorde", "meeste-stemmen"),
            {"rank_points": "3, x"},
            ("rank_points", "hele getallen"),
        ),
    ],
)
def test_what_does_not_go_together_is_refused_at_the_field(
    manager: Browser,
    made: Round,
    words: tuple[str, ...],
    sent: dict[str, str],
    told: tuple[str, str],
) -> None:
    field, said = told
    utility = {"utility": "borda"} if words[0] == "volgorde" else {}
    page = manager.post(path(made, *words), **GREEDY | utility | sent)

    assert page.status_code == 422
    assert said in str(page.context["form"].errors[field])
    assert chosen(made) == ("none", {})


def test_themes_must_be_enough_and_name_nobody(manager: Browser, made: Round) -> None:
    where, sent = path(made, "themas", "instellen"), {"least": "2", "step": "100"}
    for themes, said in (("Groen", "die verschillen"), ("Groen\nbel 0612345678", "")):
        page = manager.post(where, **sent, themes=themes)
        assert page.status_code == 422
        assert said in str(page.context["form"].errors["themes"])


def test_an_address_of_no_way_is_not_there(manager: Browser, made: Round) -> None:
    for words in (
        ("feest",),
        ("munten",),
        ("munten", "gelijke-delen"),
        ("punten", "instellen"),
        ("punten", "feest"),
    ):
        assert manager.get(path(made, *words)).status_code == 404


def test_a_ballot_that_is_counted_otherwise_in_the_address_is_refused(
    manager: Browser, made: Round
) -> None:
    page = manager.post(
        path(made, "volgorde", "om-de-beurt"), utility="borda", misfit="skip", **TIES
    )

    assert page.status_code == 422
    assert "Om de beurt tellen kan alleen met aankruisen" in seen(page).text


def test_another_ballot_takes_its_limits_along_and_never_after_codes_were_drawn() -> None:
    vote = ready_vote("approval", voters=0)
    Electorate.objects.filter(round=vote.round).update(limits={"least": 1, "most": 2})
    vote.round.phases.update(opens_on="2030-01-01", closes_on="2030-01-09")
    counting = {"rounds": 2, "coins": 90}

    services.set_choosing(vote.round.pk, "coins", counting, by=vote.by, at=AT)
    settled = Electorate.objects.get(round=vote.round)
    assert (settled.limits, settled.on_paper) == ({}, False)
    services.draw_roll(
        vote.round.pk, [services.RollEntry()], by=vote.by, at=AT, chance=vote.chance
    )
    with pytest.raises(services.BudgetRefused, match="al codes gemaakt") as refused:
        services.set_choosing(vote.round.pk, "variants", {}, by=vote.by, at=AT)
    assert refused.value.field == "ballot"
    services.set_choosing(vote.round.pk, "coins", counting | {"coins": 9}, by=vote.by, at=AT)
    with pytest.raises(services.BudgetRefused, match="manier van tellen"):
        services.set_choosing(vote.round.pk, "coins", {"rounds": 2}, by=vote.by, at=AT)


def test_after_declaring_nothing_is_chosen_any_more() -> None:
    vote = ready_vote()
    services.declare(vote.round.pk, by=vote.by, at=AT)
    manager = log_in(make_role(vote.round.municipality, Role.DISTRICT_MANAGER).person)

    page = manager.post(path(vote.round, "aankruisen", "meeste-stemmen"), **GREEDY)

    assert page.status_code == 422
    assert "De stemming is vastgelegd" in seen(page).text
    assert "Deze poging staat in het logboek" in seen(page).text
    for words in ((), ("aankruisen",)):
        page = manager.post(path(vote.round, *words), ballot="one", family="greedy")
        assert page.status_code == 422
        assert "er is niets gewijzigd" in seen(page).text


def test_after_declaring_every_step_shows_what_stands() -> None:
    vote = ready_vote()
    declared = services.declare(vote.round.pk, by=vote.by, at=AT)
    manager = log_in(make_role(vote.round.municipality, Role.DISTRICT_MANAGER).person)

    for words in ((), ("volgorde",), ("aankruisen", "meeste-stemmen")):
        page = seen(manager.get(path(vote.round, *words)))
        assert (page.status, page.faults()) == (200, [])
        assert f"vastgelegd op {date_format(timezone.localdate(AT), 'j F Y')}" in page.text
        assert declared in page.text
        assert "De meeste stemmen" not in page.text, "what cannot be chosen is not offered"
        assert "Het plan met de meeste stemmen" in page.text
        assert "<form" not in page.html.partition("<main")[2]


@pytest.mark.parametrize(
    ("typed", "kept", "shows"),
    [
        ("12,5", "1/8", "12,5"),
        ("12.5 %", "1/8", "12,5"),
        ("1/3", "1/3", "33 1/3"),
        ("33 1/3", "1/3", "33 1/3"),
        ("0,0625", "1/1600", "0,0625"),
        ("80", "4/5", "80"),
    ],
)
def test_a_share_that_is_no_whole_percent_stays_exact(
    manager: Browser, made: Round, typed: str, kept: str, shows: str
) -> None:
    where = path(made, "aankruisen", "meeste-stemmen")
    sent = GREEDY | {"misfit": "stop"}

    page = manager.follow(where, **sent, reserve=typed, least_share=typed)

    assert "Bewaard" in seen(page).text
    _ballot, counting = chosen(made)
    assert (counting["reserve"], counting["least_share"]) == (kept, kept)
    form = manager.get(where).context["form"]
    assert form["reserve"].value() == shows
    sentences = how_counted.told("approval", counting, None)
    assert sum(f"{shows}%" in one for one in sentences) == 2
    manager.follow(where, **shown(form))
    assert chosen(made)[1] == counting


def test_what_is_no_share_is_refused_at_its_field(manager: Browser, made: Round) -> None:
    where, sent = path(made, "hele-plannen", "instellen"), {"short": "highest"}
    for typed, said in (
        ("veel", "bijvoorbeeld 50 of 12,5"),
        ("1/0", "bijvoorbeeld 50 of 12,5"),
        ("100", "onder 100"),
        ("4/3", "onder 100"),
    ):
        page = manager.post(where, **sent, majority=typed)
        assert page.status_code == 422
        assert said in str(page.context["form"].errors["majority"]), typed
