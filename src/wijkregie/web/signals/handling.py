"""The working column beside a signal: what its handlers see, and what can be done now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.meetings import queries as meetings
from wijkregie.domain.people import queries as people
from wijkregie.domain.signals import queries
from wijkregie.domain.signals.states import OPEN, UNDECIDED, HearBack, State
from wijkregie.kit.words import NAMES
from wijkregie.web.signals import bundling, standard
from wijkregie.web.signals.deciding import GROUP, PERSON, bodies, offer_by_covenant
from wijkregie.web.signals.forms import handling as forms
from wijkregie.web.signals.places import WHOLE, choosable
from wijkregie.web.signals.words import capital, day, day_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.signals.queries import RaiserSeen, SignalSeen
    from wijkregie.web.signals.views.asked import Asked


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done with a signal: its words, its key, and in which states."""

    title: Any
    button: Any
    key: str
    states: frozenset[State]


@dataclass(frozen=True, slots=True)
class Refused:
    """The action that was sent and not accepted, with its form."""

    action: str
    form: forms.HandlingForm


ACTIONS: Final = {
    "oppakken": Action(
        gettext_lazy("Pick up"),
        gettext_lazy("I look at this report"),
        "o",
        frozenset({State.RECEIVED, State.REOPENED}),
    ),
    "besluiten": Action(
        gettext_lazy("Record a decision"),
        gettext_lazy("Record decision"),
        "b",
        UNDECIDED,
    ),
    "antwoorden": Action(
        gettext_lazy("Answer"),
        gettext_lazy("Send answer"),
        "w",
        frozenset({State.DECIDED, State.HANDED_OVER, State.IN_PROJECT}),
    ),
    "agenda": Action(
        gettext_lazy("Put on an agenda"),
        gettext_lazy("Put on the agenda"),
        "g",
        UNDECIDED - {State.ON_AGENDA},
    ),
    "aanpassen": Action(
        gettext_lazy("Change title, subject or area"), gettext_lazy("Save"), "p", OPEN
    ),
    "toewijzen": Action(
        gettext_lazy("Assign to somebody else"), gettext_lazy("Assign report"), "t", OPEN
    ),
    "bundelen": Action(
        gettext_lazy("Handle together with others"),
        gettext_lazy("Handle together"),
        "s",
        OPEN,
    ),
    "losmaken": Action(
        gettext_lazy("Handle on its own again"),
        gettext_lazy("Take out of the bundle"),
        "s",
        OPEN,
    ),
    "uitstellen": Action(
        gettext_lazy("Answer later"), gettext_lazy("Save new date"), "u", OPEN
    ),
    "heropenen": Action(
        gettext_lazy("Open again"),
        gettext_lazy("Open report again"),
        "h",
        frozenset({State.ANSWERED, State.CLOSED}),
    ),
}
_HEARS: Final = {
    HearBack.MAIL: gettext_lazy("hears by mail"),
    HearBack.LETTER: gettext_lazy("hears by letter"),
    HearBack.CALL: gettext_lazy("hears by phone"),
    HearBack.NONE: gettext_lazy("reads the page"),
}

_SATISFIED: Final = {
    True: gettext_lazy(", is satisfied with the answer"),
    False: gettext_lazy(", is not satisfied with the answer"),
    None: "",
}
#: What does not stand open at once, though nothing else comes first.
_QUIET: Final = frozenset({"aanpassen"})


def desk(found: Asked, signal: SignalSeen, refused: Refused | None) -> dict[str, Any]:
    """Return what the working column shows: what was written, by whom, and the actions."""
    slug, reference = found.scope.slug, signal.reference
    sent = refused.action if refused else ""  # perhaps somebody was first
    possible = [
        name
        for name, one in ACTIONS.items()
        if name == sent or (signal.state in one.states and bundling.is_possible(signal, name))
    ]
    return {
        "text": signal.text,
        "place": signal.place,
        "warned": get_text_list([str(NAMES[kind]) for kind in signal.warnings], _("and")),
        "photos": [
            reverse("signals:photo", args=[slug, reference, pk]) for pk in signal.photo_ids
        ],
        "raisers": [_raiser(one) for one in signal.raisers] if signal.may_see_raiser else [],
        "unanswered": signal.unanswered,
        "bundle": bundling.bundle_of(found, signal),
        "actions": [
            _shown(found, signal, name, refused, is_first=not at)
            for at, name in enumerate(possible)
        ],
        "project_url": _project_url(found, signal),
    }


def form_of(
    found: Asked, signal: SignalSeen, name: str, sent: Any = None
) -> forms.HandlingForm:
    """Return the form of an action, with what was sent."""
    return _MAKERS[name](found, signal, sent)


def _shown(
    found: Asked, signal: SignalSeen, name: str, refused: Refused | None, *, is_first: bool
) -> dict[str, Any]:
    action, was_sent = ACTIONS[name], refused is not None and refused.action == name
    form = refused.form if refused and was_sent else form_of(found, signal, name)
    begun = form.begin_with is not None and form.begin_with["chosen"]
    return {
        "name": name,
        "title": action.title,
        "button": action.button,
        "key": action.key,
        "url": reverse("signals:act", args=[found.scope.slug, signal.reference, name]),
        "form": form,
        "begin_with": form.begin_with,
        "open": was_sent or begun or (is_first and refused is None and name not in _QUIET),
    }


def _raiser(raiser: RaiserSeen) -> dict[str, str]:
    contact = (raiser.email, raiser.phone, raiser.address)
    heard = (
        _("has heard on %(date)s") % {"date": day(day_of(raiser.heard_at))}
        if raiser.heard_at
        else str(_HEARS[raiser.hear_back])
    )
    return {
        "name": raiser.name or raiser.group_name or _("No name given"),
        "contact": ", ".join(filter(None, contact)),
        "text": f"{capital(raiser.channel.label)}, {heard}{_SATISFIED[raiser.satisfied]}",
    }


def _project_url(found: Asked, signal: SignalSeen) -> str:
    decision = signal.decision
    if decision is None or decision.outcome != Outcome.FOLLOW_UP:
        return ""
    if signal.state != State.DECIDED or bundling.goes_along(signal):
        return ""
    page = reverse("programme:project_new", args=[found.scope.slug])
    return f"{page}?melding={signal.id}&besluit={decision.id}"


def _take_up(_found: Asked, _signal: SignalSeen, sent: Any) -> forms.HandlingForm:
    return forms.TakeUpForm(sent)


def _describe(found: Asked, signal: SignalSeen, sent: Any) -> forms.HandlingForm:
    themes = queries.themes_visible_to(found.viewer)
    kept = [one for one in themes if one.active or one.pk == signal.theme_id]
    initial = {
        "title": signal.title,
        "kind": signal.kind,
        "theme": signal.theme_id,
        "area": signal.area.code if signal.area else WHOLE,
    }
    return forms.DescribeForm(
        sent,
        themes=[(one.pk, one.name) for one in kept],
        places=choosable(
            found.viewer, found.scope, also=signal.area.code if signal.area else ""
        ),
        initial=initial,
    )


def _agenda(found: Asked, _signal: SignalSeen, sent: Any) -> forms.HandlingForm:
    planned = meetings.planned_for(found.viewer, on=found.on)
    return forms.AgendaForm(
        sent,
        meetings=[
            (one.id, f"{one.group_name}, {day(day_of(one.starts_at))}") for one in planned
        ],
    )


def _assign(found: Asked, signal: SignalSeen, sent: Any) -> forms.HandlingForm:
    viewer, on = found.viewer, found.on
    persons = queries.persons_to_give(viewer, signal.area_ids, on=on)
    owner = f"{GROUP}{signal.owner_id}" if signal.owner_id else ""
    if signal.owner_person_id:
        owner = f"{PERSON}{signal.owner_person_id}"
    return forms.AssignForm(
        sent,
        groups=[(f"{GROUP}{pk}", name) for pk, name in queries.groups_to_give(viewer, on=on)],
        persons=[(f"{PERSON}{pk}", name) for pk, name in persons],
        initial={"owner": owner},
    )


def _later(_found: Asked, signal: SignalSeen, sent: Any) -> forms.HandlingForm:
    return forms.LaterForm(sent, initial={"expected_on": signal.expected_on})


def _decide(found: Asked, signal: SignalSeen, sent: Any) -> forms.HandlingForm:
    organisations = people.organisations_visible_to(found.viewer)
    deciders = bodies(found, signal)
    form = forms.DecideForm(
        sent,
        bodies=deciders,
        organisations=[(one.id, one.name) for one in organisations],
        initial={"body": f"{GROUP}{signal.owner_id}"} if signal.owner_id else {},
    )
    offer_by_covenant(form, found, signal, deciders)
    return form


def _reopen(_found: Asked, _signal: SignalSeen, sent: Any) -> forms.HandlingForm:
    return forms.ReopenForm(sent)


_MAKERS: Final[dict[str, Callable[[Asked, SignalSeen, Any], forms.HandlingForm]]] = {
    "oppakken": _take_up,
    "besluiten": _decide,
    "antwoorden": standard.form,
    "agenda": _agenda,
    "aanpassen": _describe,
    "toewijzen": _assign,
    "bundelen": bundling.form,
    "losmaken": bundling.empty_form,
    "uitstellen": _later,
    "heropenen": _reopen,
}
