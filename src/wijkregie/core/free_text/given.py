"""Given names that are heard in Dutch streets, in small letters without accents.

Of many backgrounds: who lives in a neighbourhood is not called Jan alone.
"""

from __future__ import annotations

from typing import Final

from wijkregie.core.free_text.listed import listed

GIVEN: Final = listed(
    """
    aad aaltje aart abbas abdel abdelhak abdelkader abdellah abdul abdulaziz abdullah
    abdulrahman abel abraham achmed achraf ad ada adam adem adil adina adnan adrian
    adriaan adriana adrianus aeltje agata agatha agnes agnieszka ahmad ahmed ahmet aicha
    aida aimee aisha aissa akram alain albert alberta alberto aldert alejandro aleksander
    alex alexander alexandra alexia alfons alfred ali alia alice alicia alida alie alies
    alina alisha alwin amal amalia amanda amber amel amelie amin amina amine amir amira
    amy ana anas andre andrea andreas andrei andries andrzej angela angelica angelina
    angelique anggun anh anika anil anissa anita anja anjo anke ankie ann anna anne anneke
    annelien annelies annemarie annemiek annemieke annet annette annick annie annika
    anouar anouk ans anthonie anthony antje antoine antoinette anton antonia antonie
    antonio antoon anwar appie arend arie ariane arien arif arjan arjen arjun arnaud arne
    arno arnold arnoud aron arthur artur arwin arzu asha ashley ashraf ashwin asma asmae
    asya atie auke aukje aya ayah ayan ayaan ayla aylin ayman aynur ayoub ayse aysegul
    aysel ayten aziz aziza barbara bas barry barend bart bartosz bashir bastiaan bauke beata
    beatrijs bea beer behcet bella bente berend berendina bernadette bernard bert bertha
    berthold bertus beth betsie betty bettina beyza bianca bilal birgit bjorn bo boaz bob
    bodil boris boudewijn boukje bouke bram brahim brechtje brenda brend brian brigitta
    brigitte britt bruno bulent burak burhan busra camilla can carel carin carina carla
    carlijn carlo carlos carmen carola carolien carolina caroline casper catharina
    catherine cato cecile cees celine cem cemal cengiz ceren chaima chaimae chakib chantal
    charles charlotte chayenne chiel chris christa christel christiaan christian christien
    christina christine christoffel cindy claartje claire clara claudia claus cleo clemens
    coby colin conny coba coen constantijn cora corina corine cornelia cornelis corrie
    corry cynthia cyriel daan dagmar daisy dalila damian damla damon dana dani danique
    daniel daniela danielle danny dano daphne daria dariusz dave david davy debby deborah
    debora delano delia demi deniz denise dennis derk derya desiree dewi diana dick dicky
    diederik diego diewertje dijana dilan dilara dimitri dina dineke dinie dion dionne
    dirk dirkje djamila djamel djoeke dolf dominique donald donny dora dorien dorine doris
    dorota dorothea douwe driss dunya dylan ebru eddy eda edgar edith edo edsger eduard
    edward edwin eefje eefke eelco eelke eelkje efe egbert ehsan eileen ekaterina elaine
    elena eleonora elias elif elin eline elisa elisabeth elise eliza elize elke ella ellen
    ellis elly elmar els elsbeth elsje elvira elzbieta emel emiel emil emile emilia emily
    emine emir emirhan emma emmanuel emmy emre engin enes enis erdem erdogan eric erica
    erik erika erkan erna ernst ernest erol ertugrul erwin esma esmaa esmee esra esther
    eugene eva evelien eveline evelyn evert evi ewa ewout eylem eyup ezgi fabian fabienne
    fadil fadila fadime fahima faisal faiza fanny farah farid farida fariha fatiha fatih
    fatima fatma fatou fatoumata fay faysal feike felix femke fenna fenne ferdi ferdinand
    fernando feyza fien fiene fieke fikret filip filiz finn fiona firat fleur floor
    floortje flora florian floris fokke fouad foppe fouzia francien francine francis
    francisca franciscus frank frans francois fred freddy frederik frederika freek friso
    frits fuat furkan gabriel gabriella gabrielle gea geerte geertje geertruida geeske
    geert gemma genevieve george gerald gerard gerarda gerben gerda gerhard gerlof germa
    gerrie gerrit gert gertie gertjan gertrude gerwin geurt gideon giel gijs gijsbert
    gilles gina giovanni gisela gitta gizem glenn godfried gonda gonul gosse govert grace
    grazyna greet greetje gregor greta gretha grietje guido guilherme gul gulay gulcan
    gulsen gulsum gunay guus guusje gwen habib habiba hadi hadewych hafid hafida hafsa
    hajar hakan hakim hakima halima halil hamid hamida hamza hanan hanane hang hanna
    hannah hanneke hannes hannie hans hansje haroun harald harm harmen harmke haroen
    harriet harrie harry hasan hasna hassan hassna hatice havva hayat heather hedda hedwig
    heiko hein heinrich helen helena helene helga helma hendrik hendrika hendrikus henk
    henkjan hennie henny henri henriette henrike herma herman hermien hermina hetty hicham
    hidde hidaya hieke hilal hilde hilko hilly hind hinke hoessein hubert huda hugo huib
    huibert hulya huseyin husnu hylke ian ibrahim ibtissam ida igor ihsan ikram ilham
    ilias ilja ilknur ilona ilse iman imane imke imran imre ina ineke inez inge ingeborg
    ingmar ingrid ioana irena irene irina iris irma irmak isa isaac isabel isabella
    isabelle ish ismail ismael ismet issam ivan ivana ivo iwan izabela jaap jaapjan jacco
    jack jackie jacky jacob jacoba jacobus jacqueline jacques jade jaime jalal jamal jamie
    jamila jan jana janine janna janneke jannes jannie janny janos janpeter jantien
    jantina jantje janus jarno jasmijn jasmin jasmina jason jasper javier jayden jean
    jeanette jeanine jeannette jeannine jeffrey jelena jelka jelle jelmer jennifer jenny
    jens jerney jeroen jerome jerry jesper jesse jessica jessie jesus jet jetske jetta jip
    jitske jo joan joanna joaquin jochem jody joel joelle joep joeri joey johan johanna
    johannes john johnny jolanda jolande jolanta jolien jonas jonathan joop joost joran
    jordan jordi jordy joris jorge jorien jorik jorine jorrit jos jose josef josefien
    joseph josephine joshua josien josine joyce juan juana judith julia julian juliana
    julie julien juliette julius jurgen jurre jurriaan justin justine justyna jutta kaan
    kadir kaj kamal kamil kamila karel karim karima karin karina karl karlijn karolien
    karolina karsten kasper katarina katarzyna kathleen katinka katja katrien kawtar
    kayleigh kaya kees keimpe kelly kelvin kemal kenan kenneth kerem kerim kerstin kevin
    khadija khadijah khaled khalid khalil kiki kim kirsten kitty kjeld klaas klaasje klara
    klaske koen koenraad koos koray kornelis krijn kristel kristiaan kristina krystyna
    krzysztof kubra kyra laetitia laila lamia lammert lars laszlo latifa laura laurens
    laurent laurie lea leah leen leendert leentje leila lena lennard lennart leo leon
    leona leonard leonie leonoor leontien lesley leyla lia liam lian lianne lidewij lidia
    lieke lien lies liesbeth lieselotte lieve lijsbeth lilian lily lina linda lindsey
    lineke linh lisa lisanne lisette liselotte livia liza lizzy lodewijk loes loek lola
    lonneke lorena lorenzo lotte lotje louis louisa louise loubna luca lucas lucia lucie
    lucien ludo ludwig luigi luis luisa lukas lukasz luna lutfi luuk lydia lynn maaike
    maarten maartje maas maciej madelief madelon magda magdalena mahmoud mahmut malgorzata
    malika malou manfred manon manouk manuel manuela mara marc marcel marcela marcelle
    marcin marco marcus mareike marek margaret margaretha margaux margje margo margot
    margreet margriet maria mariam marian marianne marieke marie marielle marije marijke
    marijn marika marilyn marina marinus mario marion mariska marit mariusz marja marjan
    marjo marjolein marjolijn marjon markus marleen marlies marlijn marloes marlon marlou
    marta martha martien martijn martin martina martine martinus marvin marwa marwan
    marwin mary maryam mathijs mathilde matthijs matthias mats matteo maud maureen maurice
    maurits max maxim maxime maximilian maya mehdi mehmet meike meindert meike melanie
    melek melike melina melissa melle melvin menno merve mert merten mervyn mesut meryem
    metin mia michael michal michel michele michelle michiel mick mieke mien mies miguel
    mika mike milan milou mila milena mimount mina mineke minh mira mirella miriam mirjam
    mirjana mirthe miroslav mitchell moe moenes mohamed mohamad mohammad mohammed moh moha
    mohsin moniek monika monique morad moreno moritz mostafa mounir mourad mouna muhammad
    muhammed muhammet munira murat musa mustafa mustapha mylene myra myriam myrthe nabil
    nabila nadia nadide nadine nadja nadira najat najib najiba nancy naomi nasir nasim
    nasira nassim natalia natalie natascha natasja nathalie nathan navin nawal nazan nazli
    necla nel nele nelleke nellie nelly nesrin neven nezha nicky niek nicole nicolaas
    nicolas nico niels nienke nihat nils nilgun nina nine nisa nisrine nizar noa noah noor
    noortje nora norah norbert nordin norma nouf noud noura noureddine nourdin nuray
    nurcan nurhan nuriye nurten nynke oana okan olaf oleg oleksandr olena olga olivia
    olivier omar omer onno onur orhan orlando oscar osman othman otto oualid ouafa oumaima
    oussama ozan ozgur ozlem pablo pamela pascal pascale patricia patrick patrycja patty
    paul paula paulien paulina pauline paulus pawel pedro peer peggy pelin pepijn peter
    petra petronella petrus philip philippe pia pien pier pierre piet pieter pieternel
    pietje pieterjan piotr pim pleun poul prakash priscilla priya puck quincy quinten
    rachel rachid rachida radboud rafael rafal raffael rafik ragna rahma raisa raja rajesh
    ralf ralph ramazan ramon ramona randy rania raoul raphael raquel rashid ravi raymond
    rayan rebecca recep redouan regina reinder reinier reinout reint remco remi renata
    renate rene renee renske resul reyhan reza ria rian rianne ricardo richard rick rico
    rieke rien rients rik rikkert rina rinske rineke rinke rita ritske rob robbert robbie
    robert roberto robin rocco rodney roel roelie roelof roger rogier roland romy ron
    ronald ronja ronny rosa rosalie rosalinde rosanne rosemarie rosita rowan roy ruben
    rudi rudolf rudy rufus ruth rutger ruud ruurd ryan saar saartje sabah sabine sabri
    sabrina sadik safae safia said saida sakina salah saleh salih salim salima salma
    salomon saloua sam samantha samet sami samia samir samira sammy samuel sandra sander
    sanne sanae santosh sara sarah sascha saskia sebastiaan sebastian seda sefa sefanja
    selam selcuk selim selin selina selma sem semih semra serap serdar serena sergio
    serkan servet sevda sevgi sevim sevda shanna shanti shannon shaquille sharon sharona
    sheila shirley sibel sibren sidney siebe siebren sien siem siemen siena sietse sietske
    sigrid sijmen silke silvana silvia simon simone sina sinan siska sjaak sjaan sjef
    sjoerd sjors sjoukje sofia sofie sofian sofyan sonja sonia soraya souad soufiane
    soumaya stan stanislaw stef stefan stefania stefanie steffie stella stephan stephanie
    steven stijn sulejman suleyman sultan sunita susan susanne suus suzan suzanne svetlana
    swen sven sybren sylvia sylvana taha tahir tamar tamara tanja tara tarek tarik tatiana
    taylan ted teun teunis tess tessa thea theo theodoor theodora theodorus thera theresa
    therese thijmen thijs thomas thorben tiago tibor tieme tiemen tim timo timothy tina
    tineke tjalling tjeerd tjerk tjitske tobias tom tomas tomasz ton tonnie tonny toon
    toos toussaint tristan trijntje truus trudy truusje tuana tugba tugce tugrul tygo
    tyler ufuk ugur umit umut ursula valentijn valentina valerie vanessa veerle vera
    veronique veysel victor victoria vincent viktor vikash violet vivian vladimir volkan
    wahid walid walter wanda warda wassim wendy wesley wessel wiebe wiebke wies wiesje
    wijnand wilbert wilfred wilhelm wilhelmus willeke willem willemijn willemien willemke
    willy wilma wim winston wisse wojciech wouter wubbo wytske xander xavier yahya yalda
    yara yaren yasemin yasin yasmin yasmina yasmine yassin yassine yavuz yentl yildiz
    yigit ymke yolanda youness younes youri youssef ype yuksel yunus yusuf yvette yvonne
    zahra zakaria zara zehra zeki zeynep zerrin zineb zita zoe zohra zoltan zsofia zuhal bouchra
    zuleyha zulfiya zwaan zwaantje
    """
)

#: Names that are also a word, a month, a thing or a place: a surname or a title must tell.
ALSO_WORDS: Final = listed(
    """
        ad alie ana ans beer bella bo bob can claus donald flora fleur floor gul hadi hang
    hayat hein hilal hind hinke ian ina iris isa jade jesus jet jo joop jordan kaya leen
    leo lian lien lies lieve lily linda luna maas marie mats max maxim mies mien mina moe
    moh nel nine nora noor olivier orlando pia pier puck rob rosa saar sam santosh sara
    selam sem siena sien stan stef storm stijn sultan tara ted tim tom ton toon toos
    victor victoria violet wiebe wies yildiz zita zwaan anh appie elke emma beatrijs irene
    juliana amalia alexia margriet berend florence amber marina jasmijn frans erica
    """
)
