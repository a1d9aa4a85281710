"""How much of a short title stands in a text that somebody types, typing mistakes and all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.core.names import grams, normal

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMON: Final = """
aan alle als bij daar dan dat den der deze die dit door een elke erg gaat geen graag haar heb
hebben heeft heel hele het hier hij hoe iets ieder iedereen iemand ons onze kan komt laat maar
meer mensen met mij mijn moet naar net niet niets nog ook omdat onder over staat steeds snel
soms tegen toch tot uit van vaak veel voor vol waar want was wat weer wel wij wil willen wordt
worden zeer zelf zich zij zijn zit zonder zou wijk buurt straat gemeente gebeurt
"""
#: Words that stand in every report: they tell nothing of what it is about.
COMMON: Final = frozenset(_COMMON.split())
_SHORTEST: Final = 3
#: Of a text that is longer, these first words are compared.
_MOST_WORDS: Final = 200
#: Two words that share less than this of their letters are different words.
_SAME: Final = 0.5


class Typed:
    """A text to compare titles with. Comparing with many titles costs each word once."""

    def __init__(self, text: str) -> None:
        words = list(dict.fromkeys(_telling(text)))[:_MOST_WORDS]
        self._sizes = [len(grams(word)) for word in words]
        self._holding: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            for gram in grams(word):
                self._holding.setdefault(gram, []).append(place)
        self._best: dict[str, float] = {}

    def holds(self, title: str) -> float:
        """Return the share of a title that stands in the text, from 0 to 1.

        >>> typed = Typed("Het bankje bij de vijver is kapott gegaan")
        >>> typed.holds("Kapotte bank") > 0.6
        True
        >>> typed.holds("Te hard rijden")
        0.0
        """
        words = [*_telling(title)]
        return sum(map(self._likeness, words)) / len(words) if words else 0.0

    def _likeness(self, word: str) -> float:
        """Return how alike the most alike word of the text is (Dice), 0 for another word."""
        if word not in self._best:
            asked = grams(word)
            shared: dict[int, int] = {}
            for gram in asked:
                for place in self._holding.get(gram, ()):
                    shared[place] = shared.get(place, 0) + 1
            found = (
                2 * count / (len(asked) + self._sizes[place]) for place, count in shared.items()
            )
            best = max(found, default=0.0)
            self._best[word] = best if best >= _SAME else 0.0
        return self._best[word]


def _telling(text: str) -> Iterator[str]:
    """Return the words of a text that tell what it is about, as they are compared."""
    for word in normal(text).split():
        if len(word) >= _SHORTEST and word not in COMMON:
            yield word
