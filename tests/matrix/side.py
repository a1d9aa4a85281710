"""One of the two municipalities: what is planted in it, and who of it looks."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from tests.makers.people import make_person
from tests.matrix.allowed import Canary, Kind, Look
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.people.models import Person
    from wijkregie.domain.places.models import Municipality

_numbers = count(1)


def canary_of(kind: Kind, municipality: Municipality | None, name: str = "") -> Canary:
    number = next(_numbers)
    return Canary(
        kind,
        word=f"zqvink{number:04}",
        mark=f"zqmees{number:04}",
        municipality_id=municipality.pk if municipality else None,
        name=name,
    )


def text_of(canary: Canary) -> str:
    return f"{canary.word} {canary.mark}"


def mail_of(canary: Canary) -> str:
    return f"{canary.word}.{canary.mark}@voorbeeld.nl"


class Side:
    """One municipality, with its canaries and who of it looks."""

    def __init__(self, municipality: Municipality) -> None:
        self.municipality = municipality
        self.code = municipality.codes.get().code
        self.by = installation(municipality.pk)
        self.canaries: list[Canary] = []
        self.looks: list[Look] = []

    def add(self, kind: Kind, name: str = "") -> Canary:
        """Plant a word of this kind; ``name`` tells where, for who reads of a leak."""
        canary = canary_of(kind, self.municipality, name)
        self.canaries.append(canary)
        return canary

    def text(self, kind: Kind, name: str = "") -> str:
        """Plant a word of this kind and return it as text."""
        return text_of(self.add(kind, name))

    def raised_by(self, raiser_ids: set[int], planted: Iterable[Canary]) -> None:
        """Let these canaries be of who raised a signal."""
        marks = {one.mark for one in planted}
        of = frozenset(raiser_ids)
        self.canaries = [
            replace(one, raiser_ids=of) if one.mark in marks else one for one in self.canaries
        ]

    def offered_to(self, offer_id: int, planted: Canary) -> None:
        """Let a canary be of who has the link of a hand-over."""
        self.canaries = [
            replace(one, offer_ids=frozenset({offer_id})) if one == planted else one
            for one in self.canaries
        ]

    def person(self, who: str, names: tuple[Kind, Kind] = (Kind.NAME, Kind.MAIL)) -> Person:
        """Make somebody who looks, with a planted name and address."""
        name, mail = (self.add(kind, who) for kind in names)
        person = make_person(text_of(name), email=mail_of(mail), municipality=self.municipality)
        self.canaries[-2:] = [replace(one, person_id=person.pk) for one in (name, mail)]
        self.looks.append(Look(who, self.municipality.pk, person.pk))
        return person
