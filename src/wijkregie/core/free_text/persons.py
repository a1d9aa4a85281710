"""Names of persons, by what stands around them: a title, a given name, initials, a surname."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijkregie.core.free_text import given, places, surnames
from wijkregie.core.free_text.listed import listed
from wijkregie.core.names import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD: Final = re.compile(r"'t|[^\W\d_]+(?:['-][^\W\d_]+)*")
_OWNED: Final = re.compile(r"'s?$")
_LONGEST: Final = 6
_FOLLOWING: Final = 3

#: Words after which a person is named.
_TITLES: Final = listed(
    """
    meneer mijnheer heer mevrouw mevr mw mvr dhr juffrouw juf fam familie gezin buurman
    buurvrouw buurjongen buurmeisje overbuurman overbuurvrouw bovenbuurman bovenbuurvrouw
    onderbuurman onderbuurvrouw oom tante opa oma weduwe broer zoon dochter collega vriend
    vriendin neef nicht zus zusje broertje zoontje dochtertje dokter huisarts wijkagent
    wijkverpleegkundige meester voorzitter bewoner bewoonster huurder huurster conciërge
    echtpaar echtgenoot echtgenote ex partner oud-bewoner verhuurder
    """
)
#: Of these a name in small letters follows so often that a known surname is enough.
_FORMS: Final = listed(
    """
    meneer mijnheer mevrouw mevr mw dhr fam familie buurman buurvrouw oom tante juf
    """
)
#: Words with a capital that are no name, though they stand where one could.
_NO_NAMES: Final = listed(
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
    verder vanaf vandaag vanavond morgen gisteren nu toen tussen volgens zelfs wel wij'r
    helaas misschien mogelijk vorige volgende elke ieder iedere sommige andere
    """
)

_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ]"
_SMALL: Final = r"[a-zß-öø-ÿ]"
_PARTICLES: Final = r"(?:(?:[Vv]an|[Dd]e[rn]?|[Tt]e[rn]?|'t|[Hh]et|[Ee]l|[Aa]l|in) ){0,3}"
_INITIALS: Final = re.compile(
    rf"(?<![\w.])((?:(?:Th|Ch|Ph|Chr|Fr|Joh|{_CAPITAL})\. ?){{1,5}})"
    rf"({_PARTICLES})({_CAPITAL}{_SMALL}+(?:-{_CAPITAL}{_SMALL}+)?)"
)
_NO_INITIALS: Final = listed(
    """
    bv nv vv sv vof asv rkc rk cv kvk hsv ps nb og br ca dd sc fc ov wc tv ab ad rkvv
    """
)
_NUMBERED: Final = listed(
    """
    blok vak gebouw lijn ingang groep categorie punt optie plan zone trap kant bus deel
    fase variant model bijlage perron spoor dr mr ir drs prof st burg
    """
)
_CALLED: Final = re.compile(
    rf"\b(?:(?:[Mm]ijn|[Zz]ijn|[Hh]aar|[Dd]e) (?:voor|achter)?naam is|(?:[Hh]ij|[Zz]ij|[Zz]e|[Ii]k|"
    rf"die|man|vrouw|jongen|meisje|zoon|dochter|buurman|buurvrouw|hond van) heet|"
    rf"genaamd|met de naam|[Nn]aam:|[Nn]aam bewoner:|[Mm]elder:|[Cc]ontactpersoon:?) "
    rf"((?:{_CAPITAL}\.\s?)*{_PARTICLES}{_CAPITAL}[\w'-]+(?: {_PARTICLES}{_CAPITAL}[\w'-]+){{0,2}})"
)
_SIGNED: Final = re.compile(
    r"\b(?:groet|groeten|groetjes|hoogachtend|mvg|vr\.? ?gr\.?|gr\.|liefs|ondertekend|getekend)"
    r"(?:,|\.|!|:|-|\s)\s*(?:van\s+)?"
    rf"((?:{_CAPITAL}\.\s?)*{_PARTICLES}{_CAPITAL}[\w'-]+(?: {_PARTICLES}{_CAPITAL}[\w'-]+){{0,2}})"
    r"(?=\s*(?:[.,!\n(]|$|- |en ))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Word:
    """One word: where it stands, in plain letters, with what it could be."""

    start: int
    end: int
    raw: str
    plain: str
    capital: bool
    first: bool
    joined: bool

    @property
    def surname(self) -> bool:
        return self.plain in surnames.SURNAMES

    @property
    def particle(self) -> bool:
        return self.raw.casefold() in surnames.PARTICLES

    @property
    def place(self) -> bool:
        return places.is_place(self.plain, surname=self.surname)

    @property
    def nameable(self) -> bool:
        return self.capital and not self.particle and self.plain not in _NO_NAMES


def names(text: str) -> Iterator[tuple[int, int]]:
    """Yield what probably are names of persons; names of streets, schools and shops stay."""
    for found in (*_initialled(text), *_introduced(text)):
        yield found
    words = _words(text)
    at = 0
    while at < len(words):
        last, is_name = _read(words, at)
        if is_name:
            begin = at + 1 if _is_title(words[at]) else at
            yield words[begin].start, words[last].end
        at = last + 1


def _words(text: str) -> list[_Word]:
    """Return the words of a text; ``joined`` if only a blank is between it and the last."""
    words: list[_Word] = []
    end = 0
    for found in _WORD.finditer(text):
        raw, between = found.group(), text[end : found.start()]
        loud = len(raw) > 1 and raw.isupper()
        plain = normal(_OWNED.sub("", raw))
        first = not words or any(sign in between for sign in '.!?:\n;"(')
        short = bool(words) and between == ". " and words[-1].plain in _TITLES
        words.append(
            _Word(
                found.start(),
                found.end(),
                raw,
                plain,
                capital=raw[0].isupper() and not loud,
                first=first and not short,
                joined=bool(words) and (between in (" ", "-") or short),
            )
        )
        end = found.end()
    return words


def _is_title(word: _Word) -> bool:
    return word.raw.casefold() in _TITLES


def _read(words: Sequence[_Word], at: int) -> tuple[int, bool]:
    """Return the last word of what begins at ``at``, and whether that is a person's name."""
    word = words[at]
    if _is_title(word):
        return _after_title(words, at)
    if word.capital and word.plain in given.GIVEN:
        return _after_given(words, at)
    if word.capital or word.particle:
        return _surname_alone(words, at)
    return _in_small_letters(words, at)


def _run(words: Sequence[_Word], at: int) -> int:
    """Return the last word of a row of names: capitals, with particles in between."""
    last, look = at, at + 1
    while look < len(words) and look - at < _LONGEST and words[look].joined:
        if words[look].nameable:
            last = look
        elif not words[look].particle:
            break
        look += 1
    return last


def _is_elsewhere(words: Sequence[_Word], at: int, last: int) -> bool:
    """Tell whether the row of names from ``at`` to ``last`` names a place or an organisation."""
    before = words[at - 1].plain if at and words[at].joined else ""
    if before in places.LEADS or before in places.CROWNS or words[last].place:
        return True
    if any(word.place for word in words[at : last + 1]):
        return True
    if " ".join(word.plain for word in words[at : last + 1]) in places.KNOWN:
        return True
    behind = words[last + 1] if last + 1 < len(words) else None
    return behind is not None and behind.joined and behind.plain in places.TAILS


def _after_title(words: Sequence[_Word], at: int) -> tuple[int, bool]:
    """Read what follows mevrouw, buurman, familie, …"""
    look = at + 1
    while look < len(words) and words[look].joined and words[look].particle:
        look += 1
    if look >= len(words) or not words[look].joined or look - at > _FOLLOWING:
        return at, False
    if words[look].nameable:
        last = _run(words, look)
        return last, not _is_elsewhere(words, at + 1, last)
    known = words[look].plain in given.GIVEN - given.ALSO_WORDS or (
        words[look].plain in (surnames.SURNAMES if look > at + 1 else surnames.ONLY_NAMES)
    )
    return (look, True) if known and words[at].plain in _FORMS else (at, False)


def _after_given(words: Sequence[_Word], at: int) -> tuple[int, bool]:
    """Read a given name, with or without a surname behind it."""
    last = _run(words, at)
    if _is_elsewhere(words, at, last):
        return last, False
    if last > at:
        return last, not (words[at].first and last == at + 1 and words[last].plain in _NO_NAMES)
    before = words[at - 1].raw.casefold() if at and words[at].joined else ""
    thing = before in {"de", "het", "een", "'t", "op", "in"}
    return at, not thing and words[at].plain not in given.ALSO_WORDS


def _surname_alone(words: Sequence[_Word], at: int) -> tuple[int, bool]:
    """Read a surname without a given name: De Vries, Van den Berg, Hendriks."""
    look = at
    while look < len(words) and words[look].particle and (look == at or words[look].joined):
        look += 1
    if look >= len(words) or (look > at and not words[look].joined) or look - at > _FOLLOWING:
        return at, False
    word = words[look]
    if not word.nameable or _is_elsewhere(words, at, look):
        return max(at, look - 1) if look > at else at, False
    if look == at:
        return at, word.plain in surnames.ONLY_NAMES
    return look, word.surname and _is_surname_form(words, at, look)


def _is_surname_form(words: Sequence[_Word], at: int, look: int) -> bool:
    """Tell whether particles and a word are a surname: not "op de Berg"."""
    form = [word.raw.casefold() for word in words[at:look]]
    return form in (
        ["de"],
        ["van"],
        ["van", "de"],
        ["van", "den"],
        ["van", "der"],
        ["el"],
        ["ter"],
    )


def _in_small_letters(words: Sequence[_Word], at: int) -> tuple[int, bool]:
    """Read a full name that somebody typed without capitals, or in capitals only."""
    if words[at].plain not in given.GIVEN - given.ALSO_WORDS:
        return at, False
    look = at + 1
    while look < len(words) and words[look].joined and words[look].particle:
        look += 1
    if look >= len(words) or not words[look].joined or words[look].place:
        return at, False
    known = surnames.SURNAMES if look > at + 1 else surnames.ONLY_NAMES
    return (look, True) if words[look].plain in known else (at, False)


def _initialled(text: str) -> Iterator[tuple[int, int]]:
    """Yield initials with a surname: J.P. van den Berg."""
    for found in _INITIALS.finditer(text):
        short = normal(found.group(1)).replace(" ", "")
        before = text[: found.start()].split()[-1:]
        last = normal(found.group(3))
        if short in _NO_INITIALS or last in _NO_NAMES:
            continue
        if normal("".join(before)) in _NUMBERED | places.LEADS or places.is_place(
            last, surname=last in surnames.SURNAMES
        ):
            continue
        yield found.span()


def _introduced(text: str) -> Iterator[tuple[int, int]]:
    """Yield what somebody says is a name, or signs with."""
    for pattern in (_CALLED, _SIGNED):
        for found in pattern.finditer(text):
            plain = normal(found.group(1)).split()
            strange = any(
                word in _NO_NAMES or places.is_place(word, surname=False) for word in plain
            )
            if not strange and found.group(1)[0].isupper():
                yield found.span(1)
