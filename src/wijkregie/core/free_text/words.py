"""A text as words, each with what a name is known by: capitals, neighbours, lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from wijkregie.core.free_text import given, places, surnames
from wijkregie.core.free_text.listed import listed
from wijkregie.core.names import normal

_WORD: Final = re.compile(r"'t|[^\W\d_]+(?:['-][^\W\d_]+)*")
_OWNED: Final = re.compile(r"'s?$")
_ENDS: Final = frozenset('.!?:\n;"(')

#: Words after which a person is named.
TITLES: Final = listed(
    """
    meneer mijnheer heer mevrouw mevr mw mvr dhr juffrouw juf fam familie gezin buurman
    buurvrouw buurjongen buurmeisje overbuurman overbuurvrouw bovenbuurman bovenbuurvrouw
    onderbuurman onderbuurvrouw oom tante opa oma weduwe broer zoon dochter collega vriend
    vriendin neef nicht zus zusje broertje zoontje dochtertje dokter huisarts wijkagent
    wijkverpleegkundige meester voorzitter bewoner bewoonster huurder huurster conciërge
    echtpaar echtgenoot echtgenote ex partner oud-bewoner verhuurder
    """
)

#: Words with a capital that are no name, though they stand where one could.
NO_NAMES: Final = listed(
    """
    ik je jij hij zij ze we wij wie wat waar wanneer hoe als dan daar dit dat deze die het
    een er en maar want ook nog niet geen al alle alles de der den van op in bij aan uit
    voor met na naar om over tot te zo zou zijn is was wordt graag hallo beste geachte
    groet groeten goed goede maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    januari februari maart april mei juni juli augustus september oktober november
    december gemeente politie wijkteam team bewoners buren buurtbewoners bewonerscommissie
    bewonersvereniging bestuur namens samen nederland nederlandse kerst pasen pinksteren
    iedereen niemand alvast bedankt dank hartelijk stichting vereniging school straat laan
    wijk buurt noord zuid oost west centrum mijn onze ons uw u hun haar veel kunnen kunt
    kan willen wil moet mag heeft hebben ligt staat omdat terwijl sinds soms steeds vaak
    verder vanaf vandaag vanavond morgen gisteren nu toen tussen volgens zelfs wel helaas
    misschien mogelijk vorige volgende elke ieder iedere sommige andere klankbordgroep
    burgers laat midden
    kerngroep wijkplatform werkgroep commissie huurders omwonenden ouders leerlingen
    """
)


@dataclass(frozen=True, slots=True)
class Form:
    """What a word is by itself, wherever it stands."""

    raw: str
    small: str
    plain: str
    capital: bool
    given: bool
    surname: bool
    particle: bool
    place: bool
    title: bool
    nameable: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its place: ``first`` of a sentence, ``joined`` to the word before it."""

    start: int
    end: int
    form: Form
    first: bool
    joined: bool


def words_of(text: str) -> list[Word]:
    """Return the words of a text. Two are joined if only a blank or a dash is between them."""
    words: list[Word] = []
    end = 0
    for found in _WORD.finditer(text):
        form, between = form_of(found.group()), text[end : found.start()]
        short = bool(words) and between == ". " and words[-1].form.title
        first = not words or (not short and not _ENDS.isdisjoint(between))
        joined = bool(words) and (between in (" ", "-") or short)
        words.append(Word(found.start(), found.end(), form, first, joined))
        end = found.end()
    return words


@lru_cache(maxsize=4096)
def form_of(raw: str) -> Form:
    """Return what a word can be: the same words come back in every text."""
    small, plain = raw.casefold(), normal(_OWNED.sub("", raw))
    loud = len(raw) > 1 and raw.isupper()
    capital, surname = raw[0].isupper() and not loud, plain in surnames.SURNAMES
    particle = small in surnames.PARTICLES
    return Form(
        raw=raw,
        small=small,
        plain=plain,
        capital=capital,
        given=plain in given.GIVEN or _is_double(plain, raw),
        surname=surname,
        particle=particle,
        place=any(places.is_place(part, surname=surname) for part in plain.split()),
        title=small in TITLES,
        nameable=capital and not particle and plain not in NO_NAMES,
    )


def _is_double(plain: str, raw: str) -> bool:
    """Tell whether a word is a double given name, like Harm-Jan."""
    parts = plain.split()
    return "-" in raw and len(parts) > 1 and given.GIVEN.issuperset(parts)
