"""What can be found in free text, and what of it must be written otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """A kind of personal data that one can know by its form or by the words around it."""

    MAIL = "mail"
    PHONE = "phone"
    PLATE = "plate"
    BSN = "bsn"
    IBAN = "iban"
    NAME = "name"
    HOUSE_NUMBER = "house_number"


#: Kinds that lead to one person or household by themselves: a text with these is not kept.
BLOCKING: Final = frozenset({Kind.MAIL, Kind.PHONE, Kind.PLATE, Kind.BSN, Kind.IBAN})


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was found: ``text[start:end]`` of the text as it came in."""

    kind: Kind
    start: int
    end: int
