"""The nine pilots: each fact of their programmes has a field of its own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import yaml

from tests.makers.people import make_group, make_organisation
from tests.makers.places import AT, make_municipality, make_own_area
from wijkregie.domain.people.states import GroupKind, OrganisationKind
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.states import Part, ProjectState, Size, Track
from wijkregie.kit.viewer import installation
from wijkregie.sources import programme as reader

if TYPE_CHECKING:
    from wijkregie.domain.programme.queries import CardParts, ProgrammeWhole, ProjectSeen
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db

FILES: Final = Path(__file__).parent / "pilots"
DOCS: Final = Path(__file__).resolve().parents[3] / "docs/negen-pilots.md"
CASEBOOK: Final = Path(__file__).resolve().parents[4] / "shared/casebook/pilots.yaml"
ON: Final = AT.date()
PARTNERS: Final = {
    "Woningcorporatie": OrganisationKind.HOUSING,
    "Maatschappelijk werk": OrganisationKind.WELFARE,
    "Dagopvang": OrganisationKind.CARE,
    "Werkgroep kruispunt": OrganisationKind.RESIDENTS,
}
GROUPS: Final = ("Kerngroep Geitenkamp", "Kwartiermakers")


class Pilot:
    """One pilot, taken over from its file."""

    def __init__(self, name: str) -> None:
        raw = (FILES / f"{name}.yaml").read_bytes()
        told = yaml.safe_load(raw)
        municipality = make_municipality()
        for area in sorted(
            {one for row in told.get("projects", ()) for one in row.get("areas", ())}
        ):
            make_own_area(municipality, area)
        for partner, kind in PARTNERS.items():
            make_organisation(municipality, partner, kind=kind)
        for group in GROUPS:
            make_group(municipality, group, kind=GroupKind.CORE_GROUP)
        self.by: Viewer = installation(municipality.pk)
        reading = reader.read(raw, file=f"{name}.yaml")
        report = services.import_programme(
            reading, municipality_id=municipality.pk, by=self.by, at=AT
        )
        self.key = report.key
        found = queries.programme_whole(self.by, report.key)
        assert found is not None
        self.whole: ProgrammeWhole = found

    def project(self, title: str) -> ProjectSeen:
        pk = next(one.id for one in self.whole.projects if one.title == title)
        found = queries.project_seen(self.by, pk)
        assert found is not None
        return found

    def parts(self, title: str) -> CardParts:
        found = queries.card_parts(self.by, self.project(title).id)
        assert found is not None
        return found

    def agreement(self) -> queries.AgreementSeen:
        rows = queries.agreements_visible_to(self.by, queries.AgreementFilter(), on=ON)
        (found,) = rows[:9]
        return found


def test_arnhem_has_four_goals_money_of_a_partner_and_130_doors() -> None:
    pilot = Pilot("arnhem")
    (top,) = pilot.whole.goals
    money = pilot.project("Kan wel!").money
    agreed = pilot.agreement()

    assert pilot.whole.programme.name == "Geitenkamp voor elkaar!"
    assert pilot.whole.programme.group_name == "Kerngroep Geitenkamp"
    assert len(pilot.whole.programme.sounding_board) == len(top.children) == 4
    assert [(one.funder, one.cents) for one in money.coverage] == [("Woningcorporatie", None)]
    assert agreed.partner_name == "Maatschappelijk werk"
    assert (agreed.quantity, agreed.unit) == (Decimal(130), "huishoudens")


def test_dronten_is_led_by_two_and_counts_the_hours_of_the_corporation() -> None:
    pilot = Pilot("dronten")
    seen, parts = pilot.project("Van foto naar keuze"), pilot.parts("Van foto naar keuze")

    holders = [one.name for one in seen.parties if one.part == Part.HOLDER]
    assert holders == ["Gemeente Dronten", "Woningcorporatie"]
    assert {one.does for one in seen.parties if one.part == Part.PARTNER} == {"maken foto's"}
    (effort,) = parts.efforts
    (corporation,) = [one.id for one in seen.parties if one.name == "Woningcorporatie"]
    assert effort == queries.EffortSeen(corporation, 2007, 15 * 52)
    assert [one.title for one in parts.activities] == ["Fotowedstrijd", "Expositie", "Debat"]
    assert [one.year for one in seen.decision_points] == [2007]
    assert len(seen.goals) == 4


def test_delft_knows_since_when_for_whom_and_who_does_what() -> None:
    pilot = Pilot("delft")
    parts = pilot.parts("Sociaal vangnet in de buurt")

    assert pilot.whole.programme.from_year == 1998
    assert pilot.project("Sociaal vangnet in de buurt").target_group == "kwetsbare groepen"
    assert [one.party_name for one in parts.activities] == ["Dagopvang"]


def test_eindhoven_has_a_structural_project_beside_three_that_are_regular() -> None:
    pilot = Pilot("eindhoven")

    assert pilot.project("Vierde woonservicezone").track == Track.STRUCTURAL
    assert len(pilot.whole.activities) == 3


def test_enschede_names_what_holds_it_up() -> None:
    (risk,) = Pilot("enschede").parts("Leefsturing").risks

    assert (risk.chance, risk.harm) == (Size.LARGE, Size.LARGE)


def test_heeze_leende_measures_before_and_agrees_with_residents() -> None:
    pilot = Pilot("heeze-leende")
    (goal,) = pilot.whole.goals
    give, contact = goal.indicators

    assert [str(one.baseline) for one in (give, contact)] == ["33.3000", "90.0000"]
    assert (give.baseline_year, give.baseline_n, give.target) == (None, None, None)
    assert pilot.whole.programme.baseline_source == "Enquête bij 180 woningen"
    assert pilot.agreement().partner_name == "Werkgroep kruispunt"


def test_lopik_has_nine_villages_of_its_own() -> None:
    assert len(Pilot("lopik").project("Dorpskr8").areas) == 9


def test_den_helder_has_something_to_see_soon_and_something_that_lasts() -> None:
    pilot = Pilot("den-helder")

    assert pilot.whole.programme.group_name == "Kwartiermakers"
    assert pilot.project("Kort programma").track == Track.NOW
    assert pilot.project("Lang programma").track == Track.STRUCTURAL
    assert pilot.parts("Kort programma").activities[0].party_name.startswith("vijf groepen")


def test_amsterdam_pays_the_market_master_together() -> None:
    pilot = Pilot("amsterdam")
    total = pilot.project("Marktmeester").money.total

    assert len(pilot.whole.projects) == 4
    assert {one.state for one in pilot.whole.projects} == {ProjectState.APPROVED}
    assert (total.costs.cents, total.gap.known_cents) == (14_000_000, 0)


def test_the_table_tells_of_each_pilot() -> None:
    if not CASEBOOK.exists():
        pytest.skip("the casebook is not on this machine")
    pilots = yaml.safe_load(CASEBOOK.read_text("utf-8"))["pilots"]
    heads = [line for line in DOCS.read_text("utf-8").splitlines() if line.startswith("## ")]

    assert [f"## {one['municipality']}, {one['area']}" for one in pilots] == heads[:9]
