"""Towns in which a body decides, the group spends, or a voucher does; amounts are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.budgets import cents_of, make_fund, make_pot, part, settle, tally
from tests.makers.plays import Play
from tests.makers.proposals import again, proposal_draft, whole
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Proposal
from wijkregie.domain.budgets.services import BudgetRefused, CounselDraft
from wijkregie.domain.people.states import GroupKind
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from wijkregie.domain.budgets.models import Award


def breda() -> None:
    """Residents hold the right to spend and are the client; businesses may support a plan."""
    play = Play.begin("breda")
    play.settle(25_000)
    residents = play.body("Bewonersgroep Heuvelstraat", kind=GroupKind.RESIDENTS)
    shop = services.CofinancingDraft("Bakkerij (verzonnen)", 50_000, "promised")
    made = play.plan("Pleintje", 6_000, "meeting", cofinancing=(shop,))
    assert play.rule(5_500).path == "client"

    made = play.decide(made)
    with pytest.raises(BudgetRefused, match="contract"):
        play.award(made, group_id=residents.pk)
    award = play.award(
        made,
        group_id=residents.pk,
        contract="Contract 12",
        contract_on=play.at("carry_out").date(),
    )
    assert (award.way, award.receiver) == ("client", "Bewonersgroep Heuvelstraat")
    # 5.500 in their hands, 5.200 shown, 300 came back.
    play.pay(award, 5_500)
    with pytest.raises(BudgetRefused, match="€ 300"):
        play.account(award, 5_200)
    assert play.account(award, back=300) == 30_000
    year = play.year()
    assert (year.spent_cents, year.returned_cents) == (520_000, 30_000)
    assert year.left_cents == 2_500_000 - 520_000


def gouda() -> None:
    """A wijkteam advises on a plan of the city that touches its wijk; the board decides."""
    play = Play.begin("gouda")
    play.settle(10_000)
    team = play.idea("Weg door het park", 4_000, "professional")
    assert play.check(team) == {"criteria", "policy"}

    with pytest.raises(BudgetRefused, match="welk advies"):
        play.decide(again(team))
    play.advise(team, favours=True)

    assert play.decide(again(team)).state == "chosen"
    assert whole(team).counsels[0].kind == "advice"
    play.bought(again(team), 4_000, left=6_000)


def emmen() -> None:
    """A recognised group has a fixed base and an amount per inhabitant, and buys itself."""
    play = Play.begin("emmen")
    assert play.settle(5_000, 2, inhabitants=1_204) == 500_000 + 2 * 120_400
    group = play.body("Erkende groep Barger", kind=GroupKind.RESIDENTS)
    made = play.decide(play.plan("Speelbos", 3_000, "meeting", group_id=group.pk))

    award = play.award(made)

    assert (award.way, award.receiver) == ("group", "Erkende groep Barger")
    play.pay(award, 3_000)
    assert play.account(award, 3_000) == 0
    assert play.year().left_cents == 740_800 - 300_000


def zaanstad() -> None:
    """Up to 10,000 euro the municipality decides; above it the neighbourhood is asked first."""
    play = Play.begin("zaanstad")
    play.settle(40_000)
    small, large = play.idea("Bank", 10_000), play.idea("Speelplek", 10_001)
    # Up to the bound only the criteria of the fund are looked at.
    assert play.check(small) == {"criteria"}
    assert play.check(large) == {"criteria", "feasible", "reasonable", "cost"}
    assert play.decide(again(small)).state == "chosen"
    with pytest.raises(BudgetRefused, match="wat de buurt heeft gezegd"):
        play.decide(again(large))

    said = CounselDraft("neighbourhood", "Veel steun op de avond.", play.at("check").date())
    services.record_counsel(large.pk, said, by=play.by, at=play.at("check", 2))

    assert play.decide(again(large)).state == "chosen"
    play.bought(again(large), 10_001, left=40_000 - 20_001)


def arnhem() -> None:
    """A plan is held against policy first; then the wijkplatform decides."""
    play = Play.begin("arnhem")
    play.settle(30_000)
    platform = play.body("Wijkplatform Presikhaaf", kind=GroupKind.DISTRICT_PLATFORM)
    made, against = play.idea("Buurtmoestuin", 2_500, "letter"), play.idea("Parkeren", 900)
    assert play.check(made) == {"criteria", "policy"}
    play.check(against, no="policy", reason="Het groenplan staat dit niet toe.")
    assert again(against).state == "repaired"
    assert again(against).repair_until is not None

    with pytest.raises(BudgetRefused, match="stand van dit voorstel"):
        play.decide(again(against))
    with pytest.raises(BudgetRefused, match="Wijkplatform Presikhaaf"):
        play.decide(again(made), body_id=None, officer="district_manager")
    made = play.decide(again(made))

    assert made.decision is not None
    assert made.decision.body_id == platform.pk
    play.bought(made, 2_500, left=27_500)


def leeuwarden() -> None:
    """A platform of the panels gives weighty advice; the board differs only with a reason."""
    play = Play.begin("leeuwarden")
    play.settle(20_000)
    one, other = play.plan("Buurthuis verven", 4_000), play.plan("Vlaggen", 1_000)
    for made, favours in ((one, True), (other, True)):
        play.advise(made, favours=favours)
    assert play.decide(one).state == "chosen"

    with pytest.raises(BudgetRefused, match="advies was anders"):
        play.decide(other, yes=False)
    why = "Vlaggen hangen er al."
    declined = play.decide(other, yes=False, otherwise_because=why)

    assert declined.state == "declined"
    (counsel,) = whole(declined, anonymous(play.here.pk)).counsels
    assert (counsel.favours, counsel.otherwise_because) == (True, why)
    play.bought(again(one), 4_000, left=16_000)


def den_bosch() -> None:
    """A wijktafel of residents decides."""
    play = Play.begin("den-bosch")
    play.settle(15_000)
    table = play.body("Wijktafel Noord", kind=GroupKind.TABLE)
    made = play.plan("Buurtfeest", 1_500, "stall")
    assert play.rule(1_500).path == "table"

    made = play.decide(made)

    assert made.decision is not None
    assert made.decision.body_id == table.pk
    play.bought(made, 1_500, left=13_500)


def zwolle() -> None:
    """Three amounts of together 240,000, and 5 euro of the corporation per home in an area."""
    play = Play.begin("zwolle")
    # Invented: 2,417 corporation homes.
    assert play.settle(corporation_homes=2_417) == 10_000_000 + 2_417 * 500
    gardens, social = make_fund(play.here, "Pad & Tuin"), make_fund(play.here, "Sociaal")
    homes = part("per_corporation_home", 5, ("Woningcorporatie", 100))
    pot = make_pot(gardens, parts=(part("fixed", 100_000, ("Gemeente", 100)), homes))
    other = make_pot(social, parts=(part("fixed", 40_000, ("Gemeente", 100)),))
    tally(pot, gardens, corporation_homes=388)
    settle(pot)
    settle(other)
    assert cents_of(pot) | cents_of(other) == {"Pad & Tuin": 10_194_000, "Sociaal": 4_000_000}
    fixed = 10_000_000 + 10_000_000 + 4_000_000
    assert fixed == 24_000_000

    play.body("Platform Holtenbroek", kind=GroupKind.DISTRICT_PLATFORM)
    award = play.bought(play.decide(play.plan("Portieken", 1_000)), 1_000)

    # Gemeente 10,000,000 and corporation 1,208,500 of 11,208,500, the largest remainder.
    shares = award.project.coverage.values_list("funder__name", "cents")
    assert dict(shares) == {"Gemeente": 89_218, "Woningcorporatie": 10_782}


def ijsselstein() -> None:
    """By households, and 1,000 euro of the corporation where there is social rent."""
    play = Play.begin("ijsselstein")
    # Invented: 3 euro per household, 3,250 households, 810 corporation homes.
    assert play.settle(3, households=3_250, corporation_homes=810) == 975_000 + 100_000
    group = play.body("Bewonersgroep West", kind=GroupKind.RESIDENTS)
    made = play.decide(play.plan("Geveltuinen", 2_000, "walk", group_id=group.pk))

    award = play.award(made)

    assert award.way == "group"
    play.pay(award, 2_000, paid=1_500)
    assert play.account(award, 1_400, back=100) == 60_000
    year = play.year()
    assert (year.spent_cents, year.left_cents) == (140_000, 1_075_000 - 140_000)


def heerhugowaard() -> None:
    """The wijkpanel spends the wijkbudget and the klusbudget, with the wijkbeheerder."""
    play = Play.begin("heerhugowaard")
    play.settle(12_000)
    panel = play.body("Wijkpanel", kind=GroupKind.PANEL)
    jobs = make_fund(play.here, "Klusbudget")
    pot = make_pot(jobs, parts=(part("fixed", 3_000, ("Gemeente", 100)),))
    settle(pot)
    assert cents_of(pot) == {"Klusbudget": 300_000}

    made = play.decide(play.plan("Hek bij de school", 800, "phone"))

    assert made.decision is not None
    assert made.decision.body_id == panel.pk
    assert "wijkbeheerder" in made.decision.mandate
    play.bought(made, 800, left=11_200)


def voucher() -> None:
    """An initiative hands a voucher in, has the money at once, and gives account of it."""
    play = Play.begin("voucher")
    # Invented: 150 euro each, twenty of them.
    assert play.settle(150, vouchers=20) == 300_000
    place = play.fund.years.get()
    at = play.at("ideas", 3)
    new = services.hand_out_vouchers(place.pk, 2, by=play.by, at=at, chance=play.chance)
    draft = proposal_draft(play.round, "Straatfeest", cost_cents=None)
    receipt = services.redeem(
        play.fund.pk,
        new[0].code,
        draft,
        by=anonymous(play.here.pk),
        at=at,
        seed=1,
        submission="a" * 32,
    )
    made = Proposal.objects.get(signal_id=receipt.signal_id)
    assert (made.state, made.cost_cents) == ("chosen", 15_000)
    with pytest.raises(BudgetRefused, match="al ingeleverd"):
        services.redeem(
            play.fund.pk,
            new[0].code,
            draft,
            by=anonymous(play.here.pk),
            at=at,
            seed=2,
            submission="b" * 32,
        )

    services.publish(made.pk, by=play.by, at=at)
    award: Award = play.award(again(made), receiver="De straat")
    play.pay(award, 150)
    assert play.account(award, 140, back=10) == 1_000
    year = play.year()
    assert (year.vouchers.handed_out, year.vouchers.used) == (2, 1)
    assert year.left_cents == 300_000 - 14_000
    (plan,) = queries.chosen_of(anonymous(play.here.pk), play.round.pk)
    assert plan.title == "Straatfeest"
