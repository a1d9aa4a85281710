"""What makes a name that of a place or an organisation: its ending, the words around it."""

from __future__ import annotations

from typing import Final

from wijkregie.core.free_text.listed import listed
from wijkregie.core.names import normal

#: How the names of streets, quarters, buildings and waters end.
_ENDINGS: Final = listed(
    """
    straat straatje straatweg laan laantje weg wegje plein pleintje pad paadje steeg hof
    hofje singel gracht kade dijk dreef park plantsoen wijk buurt brug tunnel school kerk
    huis huys haven markt veld borg burg burcht dorp waard land polder sloot vaart bos
    tuin tuinen baan ring oord stede zijde hoek wal kamp erf hoeve hoeven centrum college
    meent poort gaard gaarde akker akkers donk toren flat rode dam meer oever zoom
    kwartier horst zand duin duinen stad steen stein eiland schans werf molen staete state
    hal plaats rotonde viaduct passage wetering kolk warande hage ziekenhuis zwembad
    gebied terrein complex kliniek
    """
)
_ENDS: Final = tuple(sorted(_ENDINGS))
#: Endings that surnames share: then the words before must tell.
_SHARED: Final = tuple(
    sorted(
        listed(
            """
            dijk berg veld land burg hof kamp hoek bos meer dam horst huis steen stein poort
            oord donk hoeven molen borg waard akkers akker zand duin rode wal park kolk
            """
        )
    )
)
_SHORTEST: Final = 5

#: Words straight before a name that make it the name of a place or an organisation.
LEADS: Final = listed(
    """
    stad school basisschool kinderdagverblijf peuterspeelzaal opvang kleuterschool lyceum mavo
    park sportpark sporthal gymzaal zaal kerk kapel moskee tempel cafe café kroeg bar
    restaurant eetcafe eetcafé pizzeria lunchroom bakkerij bakker slagerij slager
    supermarkt winkel kapper kapsalon snackbar cafetaria hotel molen station halte
    bushalte winkelcentrum straat laan weg plein pad brug viaduct tunnel sluis gebouw flat
    huize huis stichting vereniging museum verpleeghuis verzorgingshuis zorgcentrum
    wooncomplex woonzorgcentrum tuincentrum garage autobedrijf firma fa bedrijf aannemer
    hoveniersbedrijf makelaar makelaardij apotheek buurthuis wijkcentrum clubhuis theater
    bibliotheek zwembad haven jachthaven camping boerderij hoeve villa landgoed
    fietsenmaker bloemist rijschool manege atelier galerie bioscoop wijk buurt hofje hof
    steeg gracht kade singel dijk complex woongroep hospice kliniek speeltuin rotonde
    toren monument standbeeld beeld buste gedenkteken stadion arena college campus gemaal
    scouting drogist drogisterij opticien notaris advocatenkantoor bouwbedrijf team
    """
)

#: Words before a name of the royal house, the calendar of saints, or history.
CROWNS: Final = listed(
    """
    prins prinses koning koningin sint st sinte heilige graaf gravin hertog hertogin
    admiraal generaal kapitein keizer keizerin paus stadhouder jonker
    """
)

#: Words straight behind a name that make it the name of a place or an organisation.
TAILS: Final = listed(
    """
    school basisschool plein park kerk brug straat laan weg tunnel stadion arena hal zaal
    huis toernooi stichting fonds college lyceum mavo museum bos hof flat viaduct
    sportpark loop bv theater pad pen ziekenhuis kliniek hoeve supermarkt makelaars
    makelaardij bouw tuin dag beker cup monument zonen groep wonen
    """
)

#: Shops, foundations and people of history that everyone knows by a full name.
_KNOWN: Final = """
    Anna Paulowna, Gerard Dou,
    Albert Heijn, Jan Linders, Hans Anders, Leen Bakker, Dirk van den Broek, Albert, Anne
    Frank, Johan Cruijff, Johan Cruyff, Willem van Oranje, Van der Valk, Vincent van Gogh,
    Jan Steen, Frans Hals, Peter Stuyvesant, Douwe Egberts, Jan Klaassen, Jan Modaal,
    Karel Appel, Piet Mondriaan, Johannes Vermeer, Michiel de Ruyter, Theo Thijssen, Jan
    Ligthart, Maria Montessori, Rudolf Steiner, Martin Luther King, Nelson Mandela, Willem
    Alexander, Jeroen Bosch, Van Gogh, Jan Huygen, Piet Hein, Dirk, Johanna, Titus
    Brandsma, Guus Hiddink, Annie M.G. Schmidt, Emma, Juliana, Beatrix, Joris Ivens, Jan
    van Schaffelaar, Julianadorp, Maria, Bartholomeus, Jozef, Jacob van Ruisdael
"""
KNOWN: Final = frozenset(normal(name) for name in _KNOWN.split(","))


def is_place(word: str, *, surname: bool) -> bool:
    """Tell whether one plain word is the name of a place; ``surname`` if it can be one too.

    >>> is_place("wilhelminastraat", surname=False), is_place("jansen", surname=True)
    (True, False)
    """
    if len(word) < _SHORTEST or not word.endswith(_ENDS) or word in _ENDINGS:
        return False
    return not (surname and word.endswith(_SHARED))
