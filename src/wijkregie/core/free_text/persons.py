"""Names of persons, by what stands around them: a title, a given name, initials, a surname."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.core.free_text import given, places, surnames
from wijkregie.core.free_text.listed import listed
from wijkregie.core.free_text.phrases import introduced
from wijkregie.core.free_text.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wijkregie.core.free_text.words import Word

_LONGEST: Final = 6
_FOLLOWING: Final = 3
#: After these a name in small letters follows so often that a known one is enough.
_FORMS: Final = listed(
    "meneer mijnheer mevrouw mevr mw dhr fam familie buurman buurvrouw oom tante juf"
)
#: Before a single given name these make it a thing: "de Iris".
_ARTICLES: Final = listed("de het een 't")
#: Particles and surnames that are one without anything before them.
_ONE_BY_ONE: Final = {
    "de": listed(
        """
        vries jong boer groot wit bruijn bruin haan graaf graaff lange ruiter rooij wilde vos
        klerk gruijter jager kok koning jonge leeuw haas
        """
    ),
    "van": surnames.SURNAMES
    - listed(
        """
        aalst deventer utrecht tilburg vught rossum dongen gent lent zuilen santen bakkum waal
        zon zee kerk winkel water
        """
    ),
    "el": surnames.SURNAMES,
    "ter": surnames.SURNAMES,
}
_PAIRS: Final = frozenset({"van de", "van den", "van der"})
_NO_PAIRS: Final = listed("zon zee kerk winkel wijk water markt linde")


def names(text: str) -> Iterator[tuple[int, int]]:
    """Yield what probably are names of persons; names of streets, schools and shops stay."""
    yield from introduced(text)
    words = words_of(text)
    at = 0
    while at < len(words):
        last, is_name = _read(words, at)
        if is_name:
            begin = at + 1 if words[at].form.title else at
            yield words[begin].start, words[last].end
        at = last + 1


def _read(words: Sequence[Word], at: int) -> tuple[int, bool]:
    """Return the last word of what begins at ``at``, and whether that is a person's name."""
    form = words[at].form
    if form.title:
        return _after_title(words, at)
    if form.capital and form.given:
        return _after_given(words, at)
    if form.capital or form.particle:
        return _surname_alone(words, at)
    return _in_small_letters(words, at)


def _run(words: Sequence[Word], at: int, *, titled: bool) -> int:
    """Return the last word of a row of names: capitals, with particles in between.

    A street that comes after a full name ("Kuipers van Vijverweg") is no part of it.
    """
    last, look = at, at + 1
    while look < len(words) and look - at < _LONGEST and words[look].joined:
        form = words[look].form
        full = titled or last > at
        if form.nameable and form.place and full and words[look - 1].form.particle:
            break
        if form.nameable:
            last = look
        elif not form.particle:
            break
        look += 1
    return last


def _is_elsewhere(words: Sequence[Word], at: int, last: int) -> bool:
    """Tell whether the names from ``at`` to ``last`` are of a place or an organisation."""
    before = words[at - 1].form.plain if at and words[at].joined else ""
    if before in places.LEADS or before in places.CROWNS:
        return True
    row = [word.form for word in words[at : last + 1]]
    if any(form.place for form in row) or " ".join(form.plain for form in row) in places.KNOWN:
        return True
    if last > at and row[-1].plain in places.TAILS and not row[-1].surname:
        return True
    behind = words[last + 1] if last + 1 < len(words) else None
    return behind is not None and behind.joined and behind.form.plain in places.TAILS


def _past_particles(words: Sequence[Word], at: int) -> int:
    """Return the first word from ``at`` on that is joined and no particle, or nought."""
    for look, word in enumerate(words[at : at + _FOLLOWING], start=at):
        if not word.joined or not word.form.particle:
            return look if word.joined else 0
    return 0


def _after_title(words: Sequence[Word], at: int) -> tuple[int, bool]:
    """Read what follows mevrouw, buurman or familie."""
    look = _past_particles(words, at + 1)
    if not look:
        return at, False
    if words[look].form.nameable:
        last = _run(words, look, titled=True)
        return last, not _is_elsewhere(words, at + 1, last)
    known = _is_known_small(words[look], alone=look == at + 1)
    return (look, True) if known and words[at].form.small in _FORMS else (at, False)


def _is_known_small(word: Word, *, alone: bool) -> bool:
    """Tell whether a word in small letters is a name; ``alone``: no particle before it."""
    if word.form.given and word.form.plain not in given.ALSO_WORDS:
        return True
    return word.form.plain in (surnames.ONLY_NAMES if alone else surnames.SURNAMES)


def _after_given(words: Sequence[Word], at: int) -> tuple[int, bool]:
    """Read a given name, with or without a surname behind it."""
    last = _run(words, at, titled=False)
    if _is_elsewhere(words, at, last):
        return last, False
    if last > at:
        return last, True
    before = words[at - 1].form.small if at and words[at].joined else ""
    return at, before not in _ARTICLES and words[at].form.plain not in given.ALSO_WORDS


def _surname_alone(words: Sequence[Word], at: int) -> tuple[int, bool]:
    """Read a surname without a given name: De Vries, Van den Berg, Hendriks."""
    form = words[at].form
    if not form.particle:
        last = _run(words, at, titled=False)
        if _is_elsewhere(words, at, last):
            return last, False
        return at, form.plain in surnames.ONLY_NAMES
    look = _past_particles(words, at + 1)
    is_name = look > 0 and _is_surname(words, at, look)
    return (look, True) if is_name else (at, False)


def _is_surname(words: Sequence[Word], at: int, look: int) -> bool:
    """Tell whether particles from ``at`` on and the word at ``look`` are a surname."""
    form = words[look].form
    behind = words[look + 1] if look + 1 < len(words) else None
    part = behind is not None and behind.joined and behind.form.capital and behind.form.place
    if part or not form.nameable or _is_elsewhere(words, at, look):
        return False
    before = " ".join(word.form.small for word in words[at:look])
    pair = before in _PAIRS and form.surname and form.plain not in _NO_PAIRS
    return pair or form.plain in _ONE_BY_ONE.get(before, ())


def _in_small_letters(words: Sequence[Word], at: int) -> tuple[int, bool]:
    """Read a full name that somebody typed without capitals, or in capitals only."""
    form = words[at].form
    if not form.given or form.plain in given.ALSO_WORDS:
        return at, False
    look = _past_particles(words, at + 1)
    if not look or words[look].form.place:
        return at, False
    known = surnames.SURNAMES if look > at + 1 else surnames.ONLY_NAMES
    return (look, True) if words[look].form.plain in known else (at, False)
