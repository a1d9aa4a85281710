"""Two municipalities with one of everything, each with words of its own planted in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator

from tests.makers.people import (
    make_group,
    make_operator,
    make_organisation,
    make_person,
    make_role,
    make_seat,
    viewer_for,
)
from tests.makers.places import AT, area_row, make_areas, make_municipality, make_own_area
from tests.matrix.agreed import plant_agreed
from tests.matrix.allowed import Canary, Kind, Look, Who
from tests.matrix.analysed import plant_analyses
from tests.matrix.awarded import plant_awards
from tests.matrix.borrowed import plant_template
from tests.matrix.bridged import plant_bridge
from tests.matrix.budgeted import plant_funds
from tests.matrix.carded import plant_cards
from tests.matrix.checked import plant_acceptances
from tests.matrix.gathered import plant_guests
from tests.matrix.measured import plant_measured
from tests.matrix.parts import (
    homes_of,
    numbers_abroad,
    numbers_of_rows,
    references_of,
    words_of,
)
from tests.matrix.proposed import plant_proposals
from tests.matrix.reported import plant_reports
from tests.matrix.routed import plant_routing
from tests.matrix.side import Side, canary_of, mail_of, text_of
from tests.matrix.spent import plant_money
from tests.matrix.thread import Ground, Thread
from tests.matrix.voted import plant_votes
from tests.matrix.worrying import plant_concern
from wijkregie.domain.indicators import services as indicators
from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import GroupKind, Role, SeatFunction, Shell
from wijkregie.domain.places.models import PhoneNumber
from wijkregie.kit import audit
from wijkregie.kit.models import DemoMessage

if TYPE_CHECKING:
    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.people.models import Group, Person


# Later than all else: the log shows the last rows first.
LAST = AT + timedelta(days=400)
#: So many reports of the other side are asked for as if they were of this one.
FEW = 4


@dataclass
class Town:
    """What is planted, who looks, and what the parts of addresses may be.

    ``abroad`` are the numbers of the second side only, ``here`` words of the first only,
    and ``there`` those of the second that are asked for there only.
    """

    canaries: tuple[Canary, ...] = ()
    looks: tuple[Look, ...] = ()
    numbers: dict[str, tuple[int, ...]] = field(default_factory=dict)
    abroad: dict[str, tuple[int, ...]] = field(default_factory=dict)
    here: frozenset[str] = frozenset()
    there: frozenset[str] = frozenset()
    second: int = 0
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    homes: dict[str, int] = field(default_factory=dict)

    def seen_by(self, look: Look) -> Town:
        """Return the town as somebody can ask for it: with the private link that one has."""
        return (
            replace(self, words={**self.words, "token": (look.token,)}) if look.token else self
        )


def plant() -> Town:
    """Plant everything; the words are new every time."""
    sides = [_Planted(make_municipality()) for _side in range(2)]
    for side in sides:
        side.plant()
    municipalities = [side.municipality for side in sides]
    canaries = [canary for side in sides for canary in side.canaries]
    # The sides are alike, and everybody looks at both: the roles of one side are enough.
    looks = sides[0].looks
    operator = make_operator()
    post = canary_of(Kind.POST, None)
    DemoMessage.objects.create(
        at=AT,
        sender="van@x.nl",
        recipient="aan@x.nl",
        subject=text_of(post),
        body=text_of(post),
    )
    return Town(
        canaries=(*canaries, post),
        looks=(Look(Who.PASSER_BY, None), Look(Who.OPERATOR, None, operator.pk), *looks),
        numbers=numbers_of_rows(municipalities),
        abroad=numbers_abroad(municipalities[1]),
        here=frozenset(references_of(municipalities[0])),
        there=frozenset(references_of(municipalities[1])[FEW:]),
        second=municipalities[1].pk,
        words=words_of(municipalities),
        homes=homes_of(municipalities),
    )


class _Planted(Side):
    """One municipality, with everything in it."""

    def plant(self) -> None:
        self._places()
        group = self._people()
        figure = self._figures()
        PhoneNumber.objects.create(municipality=self.municipality, label="Nood", number="112")
        ground = Ground(
            self.spot, self.hidden, group, self.chair, self.second, self.manager, figure
        )
        Thread(self, ground).plant()
        plant_analyses(self, ground)
        plant_cards(self, self.manager)
        plant_money(self)
        plant_agreed(self, ground)
        plant_acceptances(self)
        plant_bridge(self, ground)
        plant_template(self)
        plant_funds(self, self.hidden)
        plant_reports(self)
        plant_guests(self, ground)
        plant_concern(self, self.spot)
        plant_routing(self, group, self.hidden)
        plant_measured(self, ground)
        plant_awards(self, self.hidden)
        plant_proposals(self, ground)
        plant_votes(self)
        log = self.text(Kind.LOG)
        audit.record("settings.changed", self.municipality, by=self.by, at=LAST, why=log)

    def _places(self) -> None:
        """Make a municipality of two wijken; everything planted lies in the first."""
        number = self.code[2:]
        rows = (f"GM{number}", *(f"WK{number}0{n}" for n in (1, 2)), f"BU{number}0101")
        made = make_areas(*(area_row(row, f"Gebied {row}") for row in rows))
        self.spot, self.elsewhere = made[rows[3]], made[rows[2]]
        make_own_area(self.municipality, self.text(Kind.OWN_AREA), rows[3])
        hidden = self.text(Kind.HIDDEN_AREA)
        self.hidden = make_own_area(self.municipality, hidden, rows[3], public=False)

    def _people(self) -> Group:
        areas = [self.hidden, self.spot]
        group = make_group(self.municipality, self.text(Kind.GROUP), areas=areas)
        ids = tuple(area.pk for area in areas)
        draft = people.GroupDraft(
            GroupKind.DISTRICT_TEAM, group.name, self.text(Kind.GROUP, "purpose"), ids
        )
        people.change_group(group.pk, draft, by=self.by, at=AT)
        organisation = make_organisation(self.municipality, self.text(Kind.ORGANISATION))
        make_seat(group, organisation=organisation)
        self.chair, self.second = self.person(Who.CHAIR), self.person(Who.SECOND_SHELL)
        make_seat(group, self.chair, function=SeatFunction.CHAIR)
        make_seat(group, self.second, shell=Shell.SECOND)
        self._roles()
        self.person(Who.IDLE, (Kind.IDLE_NAME, Kind.IDLE_MAIL))
        self._somebody_who_left(group)
        return group

    def _roles(self) -> None:
        """Give the roles, for the whole municipality or for a wijk."""
        held: dict[str, Person] = {}
        for role in Role:
            held[role] = self.person(role)
            area = self.spot if role == Role.COMMUNITY_WORKER else None
            make_role(self.municipality, role, person=held[role], area=area)
        make_role(self.municipality, Role.SPECIALIST, area=self.hidden)
        other = self.person(Who.OTHER_WIJK)
        make_role(self.municipality, Role.COMMUNITY_WORKER, person=other, area=self.elsewhere)
        self.manager = viewer_for(held[Role.DISTRICT_MANAGER], self.municipality)
        weak = self.person(Who.WEAK)
        make_role(self.municipality, person=weak)
        Authenticator.objects.create(
            user=weak,
            type=Authenticator.Type.TOTP,
            data={"secret": self.text(Kind.SECRET)},
        )

    def _somebody_who_left(self, group: Group) -> None:
        name, mail = self.add(Kind.LEFT_NAME), self.add(Kind.LEFT_MAIL)
        person = make_person(text_of(name), email=mail_of(mail), municipality=self.municipality)
        make_seat(group, person)
        people.end_person(person.pk, by=self.by, at=AT)

    def _figures(self) -> Indicator:
        made = indicators.define_own_indicator(
            self.municipality.pk,
            indicators.NewIndicator(
                key=f"eigen_{self.municipality.pk}",
                name=self.text(Kind.OWN_FIGURE),
                definition="Hoe vaak het voorkomt.",
                source="Eigen telling",
                unit="aantal",
            ),
            by=self.by,
            at=AT,
        )
        figures = [
            indicators.NewFigure(area.code, 2025, 12.0) for area in (self.spot, self.hidden)
        ]
        indicators.record_own_figures(made.pk, figures, by=self.by, at=AT)
        return made
