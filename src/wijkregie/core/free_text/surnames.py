"""Surnames, and the words between a given name and a surname, in small letters."""

from __future__ import annotations

from typing import Final

from wijkregie.core.free_text.listed import listed

#: The words between a given name and a surname.
PARTICLES: Final = listed(
    """
    van de der den het 't ten ter te in op aan bij uit voor vander von el al ait ben bin
    da di do dos del della la le du des ould abu abou
    """
)

#: Surnames that are hardly anything else: alone they tell of a person.
ONLY_NAMES: Final = listed(
    """
    aarts abbink abdi adriaanse adriaansen akkermans albers alberts aldenkamp alkema
    andriessen ansems arends arslan aydin baas barends bartels beekman beekmans beumer
    bijlsma blankers bleeker boelens boersma boogaard boonstra boukhari bouman bouwmans
    bouzid brinkman brouwers bruggeman bruinsma buijs celik cetin claassen claessens
    coenen cornelissen coskun cramer cuypers daalderop dekkers demir dijkman dijkstra
    dirks dirksen dogan doornbos driessen duivenvoorden elbers elzinga evers eversen
    feenstra feijen fransen franssen geerts gerrits gerritsen gielen goossens gommers
    hamers hanssen harmsen hartman heijnen heinen hendriks hendriksen hendrikx hermans
    hermsen hoekstra hofstra hoogendoorn huizinga hulshof ietswaart jacobs jansen jansma
    janssen janssens jaspers jonkers joosten kaplan karaman kaya kilic klaassen kleijn
    kleinjan knoops kooistra kooijman koopmans kosters kowalski kramers kuijpers kuipers
    lammers leijten leenders lindeman linders loonstra lubbers mahabier manders martens
    martinez meijer meijers meyer michels mohan moerman mulders muller nguyen nieuwenhuis
    nijhof nowak oomen oosterhuis oostveen ozdemir ozturk pauwels peeters pels peters
    petersen pietersen pieterse polat postma postmus prinsen reijnders reinders rijnders
    robbemond roelofs roelofsen romeijn sahin santokhi scheepers scholten schouten
    schreuder schreurs schröder schroder schuurman sevenhuysen siebers sijtsma simons
    sinnema slegers smeets smits smulders snijders soeters stevens stoffels stolk swinkels
    teunissen theunissen thijssen thomassen tiemens timmermans tromp unal vaessen verbeek
    verberne verbruggen verburg verhaar verhagen verhoeven verhoef verkerk verkuijlen
    vermaat vermeer vermeulen verschoor verschuren verstegen vlaar volkers walraven
    westerhof wiersma willems willemsen wolters woudstra wouters yildirim yilmaz zandstra
    ramdin ramlal doekhie jagesar bhagwandin kartosen wijngaarde esajas amrani bouali
    haddou benali chaouch elkhattabi ouali yousfi ouazzani tahiri mohammadi hosseini
    ahmadi rahimi kovacs popescu ionescu lewandowski wisniewski wojcik zielinski kaminski
    """
)

#: Surnames that are also a word or a trade: a title, a given name or a particle must tell.
ALSO_WORDS: Final = listed(
    """
    aalst adel akker bakker beek beer berg berge berk bie bijl blok boer boeckel bogaard
    bomen boom boon bor bos bosch bosman boogaart braak brand breugel brink broek
    broekhoven brouwer bruijn bruin bruggen burg bij dam dijk dongen doorn drift driel
    duin duijn eck eijk elst ende ent es eijnden geer gelder gelderen gent gils goor graaf
    graaff groen groot gruijter haak haan haas hage hal ham hart haar heer heijden heide
    heiden hek helden hengel heuvel heuvels hoek hof hoff hollander horst hout houten
    houwen huis hulst jager jong jonge kamp kamer keizer kerk kerkhof keijzer klein klerk
    knecht koning kok kolk koper kort kraan kramer kroon kruijf kruis kuijper kuiper laan
    laar lange leeuw leeuwen leest lent lieshout linde linden loo loon looy maarel man
    mast meer meij meulen mey molen moor mulder munster nes nies nijs oever oord oort oost
    oosten os ouden ouwerkerk peppel pijl plas pol poel poll post pot prins putten raad
    rijn rijk rijt roode rooij roos ruiter ruijter sande sanden schaaf schans scheer
    schilder schipper schoot schrijver slot sluis smid smit smidt snel snoek spek spijker
    steen steeg stam stelt stok straaten swart tak tuin til timmerman tol valk veen veer
    velde velden veld ven verf vegt vet vinken visser vlasakker vliet vogel vogels vonk
    voort vos vries vroom vrij wal wals water waal weert weide weijden werf wetering wiel
    wijk wijngaard wild wilde winter winkel wit witte wolf worp woude zaal zand zanden
    zanten zee zon zwaan zwart zijl bakkum deventer utrecht dalen daal hoeven houtman koot
    rossum roij santen vught vugt wees zuilen oosterhout noort noord ness rhijn riet ruit
    sluijs tiggelen tilburg achterberg altena baars bakkers blom borst burgers buurman
    engels faber hagen hofman hoogland huisman jonker koopman koster langenberg maas mol
    molenaar nijland pronk rietveld rutten schoenmaker timmer vissers vrolijk wagenaar
    wester
    """
)

SURNAMES: Final = ONLY_NAMES | ALSO_WORDS
