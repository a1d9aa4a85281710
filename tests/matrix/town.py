"""Two municipalities with one of everything, each with words of its own planted in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db.models import Q

from tests.makers.people import (
    make_group,
    make_operator,
    make_organisation,
    make_person,
    make_role,
    make_seat,
)
from tests.makers.places import AT, area_row, make_areas, make_municipality, make_own_area
from tests.matrix.allowed import Canary, Kind, Look, Who
from wijkregie.domain.indicators import services as indicators
from wijkregie.domain.indicators.models import Indicator
from wijkregie.domain.people import services as people
from wijkregie.domain.people.models import Group, Organisation, Person, RoleHeld, Seat
from wijkregie.domain.people.states import GroupKind, Role, SeatFunction, Shell
from wijkregie.domain.places.models import Area, Municipality, PhoneNumber
from wijkregie.domain.places.states import Level
from wijkregie.domain.signals.models import Theme
from wijkregie.kit import audit
from wijkregie.kit.models import DemoMessage
from wijkregie.kit.viewer import installation
from wijkregie.web.http.addresses import area_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_numbers = count(1)


COUNTRY = "nederland"


@dataclass
class Town:
    """What is planted, who looks, and what the parts of addresses may be."""

    canaries: tuple[Canary, ...] = ()
    looks: tuple[Look, ...] = ()
    numbers: dict[str, tuple[int, ...]] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    homes: dict[str, int] = field(default_factory=dict)


def plant() -> Town:
    """Plant everything; the words are new every time."""
    sides = [_Side(make_municipality()) for _side in range(2)]
    for side in sides:
        side.plant()
    canaries = [canary for side in sides for canary in side.canaries]
    # The sides are alike, and everybody looks at both: the roles of one side are enough.
    looks = sides[0].looks
    operator = make_operator()
    post = _canary(Kind.POST, None)
    DemoMessage.objects.create(
        at=AT, sender="van@x.nl", recipient="aan@x.nl", subject=_text(post), body=_text(post)
    )
    return Town(
        canaries=(*canaries, post),
        looks=(
            Look(Who.PASSER_BY, None),
            Look(Who.OPERATOR, None, operator.pk),
            *looks,
        ),
        numbers=_numbers_of_rows(),
        words=_words(side.municipality for side in sides),
        homes={
            name: side.municipality.pk for side in sides for name in _names(side.municipality)
        },
    )


def _canary(
    kind: Kind, municipality: Municipality | None, person: Person | None = None
) -> Canary:
    number = next(_numbers)
    return Canary(
        kind,
        word=f"zqvink{number:04}",
        mark=f"zqmees{number:04}",
        municipality_id=municipality.pk if municipality else None,
        person_id=person.pk if person else None,
    )


def _text(canary: Canary) -> str:
    return f"{canary.word} {canary.mark}"


def _mail(canary: Canary) -> str:
    return f"{canary.word}.{canary.mark}@voorbeeld.nl"


class _Side:
    """One municipality."""

    def __init__(self, municipality: Municipality) -> None:
        self.municipality = municipality
        self.by = installation(municipality.pk)
        self.canaries: list[Canary] = []
        self.looks: list[Look] = []

    def plant(self) -> None:
        hidden = self._places()
        self._people(hidden)
        self._figures(hidden)
        log = self._add(Kind.LOG)
        audit.record("settings.changed", self.municipality, by=self.by, at=AT, why=_text(log))
        Theme.objects.create(municipality=self.municipality, name="Groen")
        PhoneNumber.objects.create(municipality=self.municipality, label="Nood", number="112")

    def _add(self, kind: Kind, person: Person | None = None) -> Canary:
        canary = _canary(kind, self.municipality, person)
        self.canaries.append(canary)
        return canary

    def _places(self) -> Area:
        self.code = self.municipality.codes.get().code
        rows = (f"GM{self.code[2:]}", f"WK{self.code[2:]}01", f"BU{self.code[2:]}0101")
        make_areas(*(area_row(row, f"Gebied {row}") for row in rows))
        make_own_area(self.municipality, _text(self._add(Kind.OWN_AREA)), rows[2])
        hidden = self._add(Kind.HIDDEN_AREA)
        return make_own_area(self.municipality, _text(hidden), rows[2], public=False)

    def _person(self, who: str, names: tuple[Kind, Kind] = (Kind.NAME, Kind.MAIL)) -> Person:
        """Make somebody who looks, with a planted name and address."""
        name, mail = (_canary(kind, self.municipality) for kind in names)
        person = make_person(_text(name), email=_mail(mail), municipality=self.municipality)
        for canary in (name, mail):
            self.canaries.append(
                Canary(canary.kind, canary.word, canary.mark, canary.municipality_id, person.pk)
            )
        self.looks.append(Look(who, self.municipality.pk, person.pk))
        return person

    def _people(self, hidden: Area) -> None:
        group = make_group(self.municipality, _text(self._add(Kind.GROUP)), areas=[hidden])
        draft = people.GroupDraft(
            GroupKind.PANEL, group.name, _text(self._add(Kind.GROUP)), (hidden.pk,)
        )
        people.change_group(group.pk, draft, by=self.by, at=AT)
        make_seat(
            group,
            organisation=make_organisation(
                self.municipality, _text(self._add(Kind.ORGANISATION))
            ),
        )
        make_seat(group, self._person(Who.CHAIR), function=SeatFunction.CHAIR)
        make_seat(group, self._person(Who.SECOND_SHELL), shell=Shell.SECOND)
        for role in Role:
            make_role(self.municipality, role, person=self._person(role))
        make_role(self.municipality, Role.SPECIALIST, area=hidden)
        weak = self._person(Who.WEAK)
        make_role(self.municipality, person=weak)
        Authenticator.objects.create(
            user=weak,
            type=Authenticator.Type.TOTP,
            data={"secret": _text(self._add(Kind.SECRET))},
        )
        self._person(Who.IDLE, (Kind.IDLE_NAME, Kind.IDLE_MAIL))
        self._somebody_who_left(group)

    def _somebody_who_left(self, group: Group) -> None:
        name, mail = self._add(Kind.LEFT_NAME), self._add(Kind.LEFT_MAIL)
        person = make_person(_text(name), email=_mail(mail), municipality=self.municipality)
        make_seat(group, person)
        people.end_person(person.pk, by=self.by, at=AT)

    def _figures(self, hidden: Area) -> None:
        planted = self._add(Kind.OWN_FIGURE)
        made = indicators.define_own_indicator(
            self.municipality.pk,
            indicators.NewIndicator(
                key=f"eigen_{self.municipality.pk}",
                name=_text(planted),
                definition="Hoe vaak het voorkomt.",
                source="Eigen telling",
                unit="aantal",
            ),
            by=self.by,
            at=AT,
        )
        figures = [
            indicators.NewFigure(code, 2025, 12.0)
            for code in (f"BU{self.code[2:]}0101", hidden.code)
        ]
        indicators.record_own_figures(made.pk, figures, by=self.by, at=AT)


def _numbers_of_rows() -> dict[str, tuple[int, ...]]:
    """Return the numbers that an address may name: of rows of both sides.

    By the name of the part, or by the word before it; ``pk`` after any other word is that
    of anything at all, so that a new page is tested with all of them.
    """
    persons = Person.objects.values_list("pk", flat=True)
    found = {
        "mensen": (
            *_ends(persons.filter(seats__isnull=False, is_active=True)),
            *_ends(persons.filter(seats=None, roles_held=None, operator=False)),
            *_ends(persons.filter(is_active=False)),
        ),
        "seat_pk": _ends(Seat.objects.exclude(person=None).values_list("pk", flat=True)),
        "role_pk": _ends(RoleHeld.objects.values_list("pk", flat=True)),
        "groepen": _ends(Group.objects.values_list("pk", flat=True)),
        "organisaties": _ends(Organisation.objects.values_list("pk", flat=True)),
        "themas": _ends(Theme.objects.values_list("pk", flat=True)),
        "telefoonnummers": _ends(PhoneNumber.objects.values_list("pk", flat=True)),
    }
    return {**found, "pk": tuple(sorted({pk for numbers in found.values() for pk in numbers}))}


def _ends(numbers: Iterable[int]) -> tuple[int, ...]:
    """Return the first, of one side, and the last, of the other."""
    ordered = sorted(numbers)
    return (ordered[0], ordered[-1])


def _names(municipality: Municipality) -> tuple[str, str]:
    return municipality.slug, municipality.codes.get().code


def _words(municipalities: Iterable[Municipality]) -> dict[str, tuple[str, ...]]:
    """Return what each named part of an address may be."""
    found = list(municipalities)
    smallest = Q(level=Level.OWN) | Q(level=Level.NEIGHBOURHOOD)
    areas = tuple(Area.objects.filter(smallest).order_by("pk"))
    keys = tuple(Indicator.objects.exclude(municipality=None).values_list("key", flat=True))
    return {
        "slug": (*(one.slug for one in found), COUNTRY),
        "gemeente": (found[0].slug, found[1].codes.get().code),
        "code": tuple(area.code for area in areas),
        "words": tuple(area_words(area) for area in areas),
        "key": keys,
        "sleutel": keys,
        "levering": ("1",),
        "name": ("logo.png",),
    }
