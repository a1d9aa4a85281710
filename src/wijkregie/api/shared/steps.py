"""The Dutch code words of what is raised, decided, discussed and done."""

from enum import StrEnum
from typing import Final

from wijkregie.domain.decisions import states as decisions
from wijkregie.domain.meetings import states as meetings
from wijkregie.domain.programme import queries as money
from wijkregie.domain.programme import states as programme
from wijkregie.domain.reports.states import Knot
from wijkregie.domain.signals import states as signals


class Meldingstatus(StrEnum):
    """Hoe ver een melding is."""

    ONTVANGEN = "ontvangen"
    WORDT_BEKEKEN = "wordt-bekeken"
    OP_DE_AGENDA = "op-de-agenda"
    WORDT_UITGEZOCHT = "wordt-uitgezocht"
    BESLOTEN = "besloten"
    OVERGEDRAGEN = "overgedragen"
    IN_EEN_PROJECT = "in-een-project"
    BEANTWOORD = "beantwoord"
    AFGEROND = "afgerond"
    HEROPEND = "heropend"


class SoortMelding(StrEnum):
    """Wat voor melding het is."""

    MELDING = "melding"
    WENS = "wens"
    IDEE = "idee"
    KLACHT = "klacht"
    BEVINDING = "bevinding"


class SoortGebeurtenis(StrEnum):
    """Wat er met een melding gebeurde zonder dat de status veranderde."""

    ANDERE_GROEP = "andere-groep"
    SAMENGEVOEGD = "samengevoegd"
    LOSGEMAAKT = "losgemaakt"
    AANGEBODEN = "aangeboden"
    OVERGENOMEN = "overgenomen"
    GEWEIGERD = "geweigerd"
    INGETROKKEN = "ingetrokken"


class Uitkomst(StrEnum):
    """Wat er met iets gebeurt."""

    OPPAKKEN = "oppakken"
    NIET_OPPAKKEN = "niet-oppakken"
    OVERDRAGEN = "overdragen"
    EERST_UITZOEKEN = "eerst-uitzoeken"


class Trede(StrEnum):
    """Hoe ver bewoners meededen: de participatieladder."""

    INFORMEREN = "informeren"
    RAADPLEGEN = "raadplegen"
    ADVISEREN = "adviseren"
    COPRODUCEREN = "coproduceren"
    MEEBESLISSEN = "meebeslissen"


class Overlegstatus(StrEnum):
    """Of een overleg nog komt; als `status` in Open Raadsinformatie."""

    GEPLAND = "gepland"
    GEHOUDEN = "gehouden"
    AFGELAST = "afgelast"


class Actiestatus(StrEnum):
    """Of een actie nog gedaan moet worden."""

    OPEN = "open"
    GEDAAN = "gedaan"
    VERVALLEN = "vervallen"


class Doelniveau(StrEnum):
    """Waar een doel in de boom staat."""

    EFFECT = "maatschappelijk-effect"
    TACTISCH = "tactisch-doel"
    OPERATIONEEL = "operationeel-doel"
    RESULTAAT = "resultaat"


class Projectstatus(StrEnum):
    """Hoe ver een project is. Ideeën waarover niemand besloot staan niet in de API."""

    GOEDGEKEURD = "goedgekeurd"
    LOOPT = "loopt"
    AFGEROND = "afgerond"
    OVERGEDRAGEN = "overgedragen"
    GESTOPT = "gestopt"


class Toezegging(StrEnum):
    """Hoe zeker dekking is. Wat alleen gevraagd is, dekt niet."""

    GEVRAAGD = "gevraagd"
    TOEGEZEGD = "toegezegd"
    VASTGELEGD = "vastgelegd"


class Prioriteit(StrEnum):
    """Hoe zwaar een knelpunt weegt volgens het programma."""

    HOOG = "hoog"
    GEWOON = "gewoon"
    LAAG = "laag"


class Rol(StrEnum):
    """Wat een partij in een project is."""

    HOUDER = "houder"
    PARTNER = "partner"


class Spoor(StrEnum):
    """Wanneer mensen er iets van zien."""

    NU = "nu"
    STRUCTUREEL = "structureel"


class Lezing(StrEnum):
    """Hoe je een tekort leest als niet alle bedragen bekend zijn."""

    PRECIES = "precies"
    MINSTENS = "minstens"
    HOOGSTENS = "hoogstens"
    ONZEKER = "onzeker"


class Knoop(StrEnum):
    """Wat er aan de rode draad hangt, in de volgorde van het verhaal."""

    CIJFER = "cijfer"
    KNELPUNT = "knelpunt"
    DOEL = "doel"
    MELDING = "melding"
    OVERLEG = "overleg"
    RONDE = "ronde"
    STEMMING = "stemming"
    BESLUIT = "besluit"
    PROJECT = "project"
    KOSTEN = "kosten"
    DEKKING = "dekking"
    BETALING = "betaling"
    ANTWOORD = "antwoord"


class Beginsoort(StrEnum):
    """Waar een rode draad mee kan beginnen."""

    CIJFER = "cijfer"
    KNELPUNT = "knelpunt"
    DOEL = "doel"
    MELDING = "melding"
    RONDE = "ronde"
    STEMMING = "stemming"
    BESLUIT = "besluit"
    PROJECT = "project"
    KOSTEN = "kosten"
    DEKKING = "dekking"
    BETALING = "betaling"


STATES: Final = dict(zip(signals.State, Meldingstatus, strict=True))
STATE_OF: Final = {str(word): state for state, word in STATES.items()}
KINDS: Final = dict(zip(signals.Kind, SoortMelding, strict=True))
EVENTS: Final = {
    signals.EventKind.REROUTED: SoortGebeurtenis.ANDERE_GROEP,
    signals.EventKind.BUNDLED: SoortGebeurtenis.SAMENGEVOEGD,
    signals.EventKind.UNBUNDLED: SoortGebeurtenis.LOSGEMAAKT,
    signals.EventKind.OFFERED: SoortGebeurtenis.AANGEBODEN,
    signals.EventKind.ACCEPTED: SoortGebeurtenis.OVERGENOMEN,
    signals.EventKind.REFUSED: SoortGebeurtenis.GEWEIGERD,
    signals.EventKind.WITHDRAWN: SoortGebeurtenis.INGETROKKEN,
}
OUTCOMES: Final = dict(zip(decisions.Outcome, Uitkomst, strict=True))
RUNGS: Final = dict(zip(decisions.Rung, Trede, strict=True))
MEETING_STATES: Final = dict(zip(meetings.MeetingState, Overlegstatus, strict=True))
ACTION_STATES: Final = dict(zip(meetings.ActionState, Actiestatus, strict=True))
GOAL_LEVELS: Final = dict(zip(programme.GoalLevel, Doelniveau, strict=True))
PROJECT_STATES: Final[dict[programme.ProjectState, Projectstatus]] = {
    programme.ProjectState.APPROVED: Projectstatus.GOEDGEKEURD,
    programme.ProjectState.RUNNING: Projectstatus.LOOPT,
    programme.ProjectState.FINISHED: Projectstatus.AFGEROND,
    programme.ProjectState.HANDED_OVER: Projectstatus.OVERGEDRAGEN,
    programme.ProjectState.STOPPED: Projectstatus.GESTOPT,
}
PROJECT_STATE_OF: Final = {str(word): state for state, word in PROJECT_STATES.items()}
PLEDGES: Final = dict(zip(programme.Pledge, Toezegging, strict=True))
PRIORITIES: Final = dict(zip(programme.Priority, Prioriteit, strict=True))
TRACKS: Final = dict(zip(programme.Track, Spoor, strict=True))
PARTS: Final = dict(zip(programme.Part, Rol, strict=True))
BOUNDS: Final = dict(zip(money.Bound, Lezing, strict=True))
KNOTS: Final = dict(zip(Knot, Knoop, strict=True))
KNOT_OF: Final = {str(word): knot for knot, word in KNOTS.items()}
