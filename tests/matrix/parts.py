"""What the parts of addresses may be: of rows of both sides, by the word before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q

from tests.matrix.checked import marks_of
from wijkregie.api.shared.steps import Beginsoort
from wijkregie.domain.budgets.models import (
    Award,
    Expense,
    Fund,
    FundYear,
    Merge,
    PaperBatch,
    Pot,
    ProposalCheck,
    Round,
)
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.domain.concerns.models import Concern
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.indicators.models import Indicator, MeasurementWave
from wijkregie.domain.meetings.models import (
    Action,
    AgendaItem,
    Inquiry,
    Meeting,
    Proposal,
    Series,
)
from wijkregie.domain.people.models import Covenant, Group, Organisation, Person, RoleHeld, Seat
from wijkregie.domain.places.models import Area, PhoneNumber
from wijkregie.domain.places.states import Level
from wijkregie.domain.practice.models import Paragraph, Template
from wijkregie.domain.programme.models import (
    AgreementReport,
    Analysis,
    Bottleneck,
    Commitment,
    CostLine,
    CoverageLine,
    DecisionPoint,
    Division,
    EvaluationPlan,
    Evidence,
    Funder,
    Goal,
    GoalIndicator,
    Initiative,
    Lesson,
    Payment,
    PerformanceAgreement,
    Perspective,
    Programme,
    ProgressNote,
    ProgressReport,
    Project,
    ProjectComment,
    RegularActivity,
    Statement,
    StatementEvidence,
)
from wijkregie.domain.programme.states import ProjectState
from wijkregie.domain.signals.models import (
    HandOver,
    Photo,
    RoutingRule,
    Signal,
    StandardAnswer,
    Theme,
)
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.outbox_states import Way
from wijkregie.kit.viewer import installation
from wijkregie.web.http.addresses import area_words
from wijkregie.web.http.threads import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from wijkregie.domain.places.models import Municipality

COUNTRY: Final = "nederland"
#: Lists behind the numbers of the council; those of one state are like that of all signals.
LISTS: Final = (
    "antwoorden",
    "te-laat",
    "niet-opgepakt",
    "geld",
    "zonder-nulmeting",
    "meldingen",
)
#: Of these the first of one side and the last of the other are asked for.
_ENDS: Final[dict[str, Any]] = {
    "role_pk": RoleHeld,
    "groepen": Group,
    "organisaties": Organisation,
    "themas": Theme,
    "toewijzing": RoutingRule,
    "antwoorden": StandardAnswer,
    "telefoonnummers": PhoneNumber,
    "foto": Photo,
    "punt": AgendaItem,
    "acties": Action,
    "uitzoeken": Inquiry,
    "analyse": Analysis,
    "uitspraak": Statement,
    "waaruit": StatementEvidence,
    "kosten": CostLine,
    "beslismoment": DecisionPoint,
    "reactie": ProjectComment,
    "les": Lesson,
    "dekking": CoverageLine,
    "verdeling": Division,
    "verplichting": Commitment,
    "opdracht": Commitment,
    "betaling": Payment,
    "financiers": Funder,
    "rapportage": AgreementReport,
    "lijnwerk": RegularActivity,
    "convenant": Covenant,
    "budget": Fund,
    "budgetgeld": Pot,
    "budgetronde": Round,
    "budgetrondes": Round,
    "ronde": Round,
    "stemming": Round,
    "plangeld": Award,
    "toets": ProposalCheck,
    "antwoord": Merge,
    "uitgave": Expense,
    "vouchers": FundYear,
    "papier": PaperBatch,
    "cijfer": Evidence,
    "knelpunt": Bottleneck,
    "brug": Bottleneck,
    "overnemen": Template,
    "stuk": Paragraph,
    "perspectief": Perspective,
    "initiatief": Initiative,
    "doel": Goal,
    "meting": GoalIndicator,
    "metingen": MeasurementWave,
    "effect": EvaluationPlan,
    "melding": Signal,
    "besluit": Decision,
    "besluiten": Decision,
    "euro": CostLine,
    "overdracht": HandOver,
    "zorgsignalen": Concern,
}

#: Things that are counted within their round, from 1 on.
_COUNTED: Final = dict.fromkeys(("nr", "stem", "beurten", "plan", "gekozen"), (1, 2))


def numbers_of_rows(sides: Sequence[Municipality]) -> dict[str, tuple[int, ...]]:
    """Return the numbers that an address may name.

    By the name of the part, or by the word before it; ``pk`` after any other word is that
    of anything at all, so that a new page is tested with all of them.
    """
    persons = Person.objects.values_list("pk", flat=True)
    found = {
        **{word: _ends(_numbers(model.objects.all())) for word, model in _ENDS.items()},
        "alarm": _ends(_numbers(OutboxRow.objects.filter(template="concern_call"))),
        "post": (
            *_numbers(OutboxRow.objects.exclude(way=Way.MAIL)),
            *_ends(_numbers(OutboxRow.objects.filter(way=Way.MAIL))),
        ),
        "overleg": (
            *_numbers(Meeting.objects.filter(municipality=sides[0])),
            *_numbers(Meeting.objects.filter(municipality=sides[1], series__public=False)),
        ),
        "reeks": tuple(_numbers(Series.objects.all())),
        "afspraak": tuple(_numbers(PerformanceAgreement.objects.all())),
        "voortgang": _told(ProgressNote.objects.all()),
        "eigen-cijfers": _ends(_numbers(Indicator.objects.exclude(municipality=None))),
        "voorstel": _ends(_numbers(Proposal.objects.all())),
        **_COUNTED,
        "budgetronde": _rounds(),
        "project": (
            *_numbers(Project.objects.filter(municipality=sides[0])),
            *_numbers(Project.objects.filter(municipality=sides[1], state=ProjectState.IDEA)),
        ),
        "mensen": (
            *_ends(persons.filter(seats__isnull=False, is_active=True)),
            *_ends(persons.filter(seats=None, roles_held=None, operator=False)),
            *_ends(persons.filter(is_active=False)),
        ),
        "seat_pk": _ends(Seat.objects.exclude(person=None).values_list("pk", flat=True)),
    }
    found |= {"overleggen": found["overleg"], "projecten": found["project"]}
    return {**found, "pk": tuple(sorted({pk for numbers in found.values() for pk in numbers}))}


def numbers_abroad(second: Municipality) -> dict[str, tuple[int, ...]]:
    """Return those of the numbers that are of the second side."""
    persons = Person.objects.filter(seats__municipality=second)
    found = {
        **{word: tuple(_numbers(model.objects.all()))[-1:] for word, model in _ENDS.items()},
        "alarm": tuple(_numbers(OutboxRow.objects.filter(template="concern_call")))[-1:],
        "post": tuple(_numbers(OutboxRow.objects.filter(municipality_id=second.pk)))[-1:],
        "overleg": tuple(_numbers(Meeting.objects.filter(municipality=second))),
        "reeks": tuple(_numbers(Series.objects.filter(municipality=second))),
        "afspraak": tuple(_numbers(PerformanceAgreement.objects.filter(municipality=second))),
        "voortgang": _told(ProgressNote.objects.filter(municipality=second)),
        "eigen-cijfers": tuple(_numbers(Indicator.objects.filter(municipality=second)))[-1:],
        "voorstel": tuple(_numbers(Proposal.objects.filter(municipality=second)))[-1:],
        **_COUNTED,
        "project": tuple(_numbers(Project.objects.filter(municipality=second))),
        "mensen": tuple(_numbers(persons))[-1:],
        "seat_pk": tuple(_numbers(Seat.objects.exclude(person=None)))[-1:],
    }
    found |= {"overleggen": found["overleg"], "projecten": found["project"]}
    return {**found, "pk": tuple(sorted({pk for numbers in found.values() for pk in numbers}))}


def references_of(municipality: Municipality) -> tuple[str, ...]:
    """Return the references of the signals of one side: they were drawn, so any come first."""
    rows = Signal.objects.filter(municipality=municipality)
    return tuple(rows.order_by("reference").values_list("reference", flat=True))


def words_of(municipalities: Iterable[Municipality]) -> dict[str, tuple[str, ...]]:
    """Return what each named part of an address may be."""
    found = list(municipalities)
    smallest = Q(level=Level.OWN) | Q(level=Level.NEIGHBOURHOOD)
    areas = tuple(Area.objects.filter(smallest).order_by("pk"))
    own = Indicator.objects.exclude(municipality=None)
    figures = tuple(own.values_list("key", flat=True))
    programmes = tuple(Programme.objects.values_list("key", flat=True))
    references = tuple(Signal.objects.order_by("pk").values_list("reference", flat=True))
    proposals = Signal.objects.exclude(proposals=None).order_by("pk")
    return {
        "slug": (*(one.slug for one in found), COUNTRY),
        "gemeente": (found[0].slug, found[1].codes.get().code),
        "code": tuple(area.code for area in areas),
        "words": tuple(area_words(area) for area in areas),
        "key": figures,
        "programma/key": programmes,
        "programma": programmes,
        "sleutel": figures,
        "levering": ("1",),
        "name": ("logo.png", *Photo.objects.values_list("file", flat=True)),
        "raad/name": LISTS,
        "reference": references,
        "voorstel/reference": tuple(proposals.values_list("reference", flat=True)),
        "kenmerk": references,
        "action": ("besluiten",),
        "word": ("openbaar",),
        "step": ("wat", "geld", "nalezen"),
        "ballot": ("aankruisen", "munten"),
        "family": ("meeste-stemmen", "instellen"),
        "kind": tuple(WORDS.values()),
        "mark": marks_of(installation(one.pk) for one in found),
        "case": ("zaanstad",),
        "phase": ("ideeen", "stemmen"),
        "soort": tuple(str(word) for word in Beginsoort),
        "token": ("0" * 26,),
    }


def homes_of(municipalities: Iterable[Municipality]) -> dict[str, int]:
    """Return of which municipality a part of an address is."""
    return {name: one.pk for one in municipalities for name in (one.slug, one.codes.get().code)}


def _rounds() -> tuple[int, ...]:
    """Return the first and the last round, and those in which one votes."""
    votes = _numbers(Round.objects.exclude(ballot=BallotKind.NONE))
    return tuple(sorted({*_ends(_numbers(Round.objects.all())), *votes}))


def _told(notes: QuerySet[Any]) -> tuple[int, ...]:
    """Return what stands behind "voortgang": a note of a project, or a report by its number."""
    reports = ProgressReport.objects.values_list("number", flat=True)
    return tuple(sorted({*_ends(_numbers(notes)), *reports}))


def _ends(numbers: Iterable[int]) -> tuple[int, ...]:
    """Return the first, of one side, and the last, of the other."""
    ordered = sorted(numbers)
    return (ordered[0], ordered[-1])


def _numbers(rows: QuerySet[Any]) -> QuerySet[Any, int]:
    return rows.order_by("pk").values_list("pk", flat=True)
