"""How well the rules of `core.free_text` find: `python -m tools.free_text` writes the page.

The sentences stand in `tests/core/free_text`, with what must be found as `{kind|text}`; a
test compares the page with what the rules do now.
"""

from __future__ import annotations

import math
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tools.steps import ROOT

sys.path.insert(0, str(ROOT / "src"))
from wijkregie.core.free_text import BLOCKING, Found, Kind, scan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

FOLDER: Final = ROOT / "tests" / "core" / "free_text"
PAGE: Final = ROOT / "docs" / "privacy" / "vrije-tekst.md"
MAKING: Final = "making.txt"
HELD_BACK: Final = "held_back.txt"
_LABEL: Final = re.compile(r"\{(\w+)\|([^}]*)\}")
_WORDS: Final = {
    Kind.MAIL: "mailadres",
    Kind.PHONE: "telefoonnummer",
    Kind.PLATE: "kenteken",
    Kind.BSN: "burgerservicenummer",
    Kind.IBAN: "rekeningnummer",
    Kind.NAME: "naam van een persoon",
    Kind.HOUSE_NUMBER: "huisnummer met een persoon",
}

_PAGE: Final = """\
# Persoonsgegevens in vrije tekst

Een melding gaat over een plek, een thema of een groep, nooit over een persoon. Daarom leest
Wijkregie elke vrije tekst na voordat die wordt bewaard. Dat gebeurt met vaste regels op de
eigen server: geen netwerk, geen taalmodel, en dezelfde tekst geeft altijd dezelfde uitkomst.

| Wat staat er in de tekst | Wat gebeurt er |
| --- | --- |
| mailadres, telefoonnummer, kenteken, BSN of rekeningnummer | we vragen om een andere tekst |
| waarschijnlijk een naam, of een huisnummer met een persoon | we waarschuwen |

Na een waarschuwing mag wie meldt de tekst zo laten; wie de melding behandelt, ziet de
waarschuwing erbij. In een tekst die iedereen leest (titel, antwoord, reden van een besluit)
vragen we ook dan om een andere tekst. Een burgerservicenummer (BSN) telt alleen als het aan
de elfproef voldoet. Nummers van diensten (112, 0800, 0900, 088, 14 0xx), postcodes, straten
die naar iemand heten, winkels en huisnummers zonder persoon mogen blijven staan.

## Hoe goed werkt het

We meten met {count} zinnen die met de hand zijn gemarkeerd: in {caught} staan
persoonsgegevens, {traps} zijn valkuilen waarin niets gevonden mag worden, zoals
“Wilhelminastraat” of “Bomenwijk”. Van die valkuilen blijven er {quiet} ongemoeid. Precisie is
het deel van wat we vinden dat klopt; vangst is het deel van wat erin staat dat we vinden.
Beide zijn naar beneden afgerond.

| soort | aantal | precisie | vangst | apart gehouden | precisie | vangst |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
{table}

De laatste drie kolommen gaan over {held} zinnen die pas na de regels zijn geschreven. Bij hun
eerste meting vonden we 30 van de 31 gegevens die een tekst tegenhouden, 26 van de 31 waarvoor
we waarschuwen, en twee dingen ten onrechte. Twee fouten die zo bleken, zijn daarna hersteld:
“Elke” aan het begin van een zin en dubbele voornamen. Wie de regels schreef, schreef ook de
zinnen; in echte meldingen is de vangst lager, vooral bij namen. Een tekst waarin niets is
gevonden, is dus niet bewezen vrij van persoonsgegevens.

Van de namen van gemeenten, wijken en buurten in heel Nederland (CBS, 2024: 14.592 namen) geeft
minder dan 1 op de 300 een waarschuwing, zoals de buurt Fatima; geen enkele wordt tegengehouden.

De zinnen staan in `tests/core/free_text`. Deze bladzijde is gemaakt met `python -m
tools.free_text`; een test vergelijkt haar met wat de regels nu doen.
"""


@dataclass(frozen=True)
class Sentence:
    """A sentence as somebody typed it, and what must be found in it; nothing in a trap."""

    text: str
    wanted: tuple[Found, ...]


@dataclass(frozen=True)
class Score:
    """How much had to be found, how much of that was, and how much was found wrongly."""

    wanted: int
    caught: int
    wrong: int

    @property
    def recall(self) -> float:
        """The share of what had to be found that was."""
        return self.caught / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """The share of what was found that had to be."""
        found = self.caught + self.wrong
        return self.caught / found if found else 1.0


def sentences(path: Path) -> list[Sentence]:
    """Read the labelled sentences of a file; lines with # are for the reader."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_sentence(line) for line in lines if line.strip() and not line.startswith("# ")]


def _sentence(line: str) -> Sentence:
    text, wanted, end = "", [], 0
    for label in _LABEL.finditer(line):
        text += line[end : label.start()]
        wanted.append(Found(Kind(label.group(1)), len(text), len(text) + len(label.group(2))))
        text += label.group(2)
        end = label.end()
    return Sentence(text + line[end:], tuple(wanted))


def misses(one: Sentence) -> tuple[list[Found], list[Found]]:
    """Return what had to be found and was not, and what was found and should not be."""
    found = scan(one.text)
    missed = [want for want in one.wanted if not any(_same(want, have) for have in found)]
    wrong = [have for have in found if not any(_same(want, have) for want in one.wanted)]
    return missed, wrong


def _same(want: Found, have: Found) -> bool:
    return want.kind == have.kind and want.start < have.end and have.start < want.end


def score(them: Iterable[Sentence], kinds: Collection[Kind]) -> Score:
    """Count over these sentences how well these kinds are found."""
    wanted = missed = wrong = 0
    for one in them:
        lost, extra = misses(one)
        wanted += sum(want.kind in kinds for want in one.wanted)
        missed += sum(want.kind in kinds for want in lost)
        wrong += sum(have.kind in kinds for have in extra)
    return Score(wanted, wanted - missed, wrong)


def page() -> str:
    """Return the page, as the rules do on this day."""
    making, held_back = sentences(FOLDER / MAKING), sentences(FOLDER / HELD_BACK)
    every = making + held_back
    rows = [
        *((words, (kind,)) for kind, words in _WORDS.items()),
        ("**alles wat een melding tegenhoudt**", tuple(BLOCKING)),
        ("**alles waarvoor we waarschuwen**", tuple(set(Kind) - BLOCKING)),
    ]
    table = [_row(words, score(every, kinds), score(held_back, kinds)) for words, kinds in rows]
    return _PAGE.format(
        count=len(every),
        held=len(held_back),
        caught=sum(bool(one.wanted) for one in every),
        traps=sum(not one.wanted for one in every),
        quiet=sum(not one.wanted and not scan(one.text) for one in every),
        table="\n".join(table),
    )


def _row(words: str, all_of_it: Score, held_back: Score) -> str:
    cells = [words, str(all_of_it.wanted), _share(all_of_it.precision)]
    cells += [_share(all_of_it.recall), str(held_back.wanted)]
    cells += [_share(held_back.precision), _share(held_back.recall)]
    return f"| {' | '.join(cells)} |"


def _share(value: float) -> str:
    """Return a share with two decimals, rounded down: nothing is made to look better."""
    return f"{math.floor(value * 100 + 1e-9) / 100:.2f}".replace(".", ",")


def main() -> None:
    """Write the page, and name each sentence that goes wrong."""
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.relative_to(ROOT))
    for name in (MAKING, HELD_BACK):
        for one in sentences(FOLDER / name):
            lost, extra = misses(one)
            for sign, them in (("missed", lost), ("wrong", extra)):
                for it in them:
                    print(sign, it.kind, repr(one.text[it.start : it.end]), one.text)


if __name__ == "__main__":
    main()
