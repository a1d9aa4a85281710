"""The work list: what was asked for in the address, the columns, and a card per signal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.signals import queries
from wijkregie.domain.signals.queries import SignalFilter
from wijkregie.domain.signals.states import State
from wijkregie.web.http.addresses import signal_url
from wijkregie.web.http.asked import with_query
from wijkregie.web.signals import offering, waiting
from wijkregie.web.signals.story import title_of
from wijkregie.web.signals.words import STATES, day, grouped, owner_text
from wijkregie.web.signals.workchoices import choices_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpRequest

    from wijkregie.domain.signals.queries import SignalCard
    from wijkregie.web.signals.views.asked import Asked
    from wijkregie.web.signals.workchoices import Choices

PER_PAGE: Final = 50
#: The columns, in the order in which work goes on: key in the address, words, states, and
#: what stands there when it is empty.
COLUMNS: Final = (
    (
        "nieuw",
        gettext_lazy("New"),
        (State.RECEIVED, State.REOPENED),
        gettext_lazy("What comes in stands here until somebody picks it up."),
    ),
    (
        "bekeken",
        gettext_lazy("Being looked at"),
        (State.IN_TRIAGE, State.UNDER_REVIEW),
        gettext_lazy("Open a new report and choose “Pick up”. Then it stands here."),
    ),
    (
        "agenda",
        gettext_lazy("On the agenda"),
        (State.ON_AGENDA,),
        gettext_lazy("Put a report on the agenda of a meeting. Then it stands here."),
    ),
    (
        "besloten",
        gettext_lazy("Decided"),
        (State.DECIDED, State.HANDED_OVER, State.IN_PROJECT),
        gettext_lazy("After a decision it stands here until everyone has an answer."),
    ),
    (
        "beantwoord",
        gettext_lazy("Answered"),
        (State.ANSWERED,),
        gettext_lazy("Here it waits until letters are posted and calls are made."),
    ),
)
_CLOSED: Final = ("afgerond", gettext_lazy("Closed"), (State.CLOSED,), "")
_BY_KEY: Final = {column[0]: column for column in (*COLUMNS, _CLOSED)}
_WORK: Final = tuple(state for column in COLUMNS for state in column[2])


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; what it asks for that is nothing, is left out."""

    request: HttpRequest
    choices: Choices

    @cached_property
    def stand(self) -> str:
        """The one column that is asked for, or nothing for all."""
        asked = self.request.GET.get("stand", "")
        return asked if asked in _BY_KEY else ""

    @cached_property
    def rest(self) -> SignalFilter:
        """All that was asked for but the state."""
        get = self.request.GET.get
        owner = get("eigenaar", "")
        return SignalFilter(
            theme_id=_one_of(self.choices.themes, get("thema", "")),
            area_id=self.choices.area_ids.get(get("gebied", "")),
            owner_id=_one_of(self.choices.owners, owner),
            overdue=get("laat", "") == "1",
            mine=owner == "mijn",
            own=owner == "ik",
        )

    @property
    def states(self) -> tuple[State, ...]:
        """The states that are shown."""
        return _BY_KEY[self.stand][2] if self.stand else _WORK

    @property
    def is_narrow(self) -> bool:
        """Tell whether anything but a state was asked for."""
        return self.rest != SignalFilter()


def page(found: Asked) -> dict[str, Any]:
    """Return what ``signals/work.html`` asks for."""
    wanted = Wanted(found.request, choices_of(found))
    rest = replace(wanted.rest, leading=True)
    counts = queries.counts_by_state(found.viewer, rest, on=found.on)
    asked = replace(rest, states=wanted.states)
    rows = queries.cards_visible_to(found.viewer, asked, on=found.on)
    total = sum(counts.get(state, 0) for state in wanted.states)
    pages = Paginator(rows, PER_PAGE)
    pages.__dict__["count"] = total  # known already: not asked a second time
    shown = pages.get_page(found.request.GET.get("pagina"))
    cards = [(signal.state, _card(found, signal)) for signal in shown.object_list]
    return {
        "columns": _columns(wanted, counts, cards),
        "single": bool(wanted.stand),
        "tabs": _tabs(found, wanted, counts),
        "choices": wanted.choices.fields(found.request),
        "stand": [{"name": "stand", "value": wanted.stand}] if wanted.stand else [],
        "pages": _links(found.request, shown),
        "is_empty": not total,
        "is_narrow": wanted.is_narrow,
        "all_url": reverse("signals:work", args=[found.scope.slug]),
        "report_url": reverse("signals:report_place", args=[found.scope.slug]),
        "questions": offering.questions(found),
        "notices": waiting.notices(found),
    }


def _columns(
    wanted: Wanted,
    counts: Mapping[State, int],
    cards: Sequence[tuple[State, dict[str, Any]]],
) -> list[dict[str, Any]]:
    chosen = (_BY_KEY[wanted.stand],) if wanted.stand else COLUMNS
    return [
        {
            "key": key,
            "name": name,
            "count": sum(counts.get(state, 0) for state in states),
            "cards": [card for state, card in cards if state in states],
            "empty_text": empty,
        }
        for key, name, states, empty in chosen
    ]


def _tabs(found: Asked, wanted: Wanted, counts: Mapping[State, int]) -> list[dict[str, Any]]:
    request = found.request
    tabs: list[tuple[str, Any, tuple[State, ...]]] = [("", _("All work"), _WORK)]
    tabs += [(key, name, states) for key, name, states, _empty in (*COLUMNS, _CLOSED)]
    return [
        {
            "name": name,
            "count": sum(counts.get(state, 0) for state in states),
            "url": with_query(request, stand=key, pagina=1),
            "current": key == wanted.stand,
        }
        for key, name, states in tabs
    ]


def _card(found: Asked, signal: SignalCard) -> dict[str, Any]:
    return {
        "title": title_of(signal),
        "url": signal_url(found.scope, signal.reference),
        "reference": grouped(signal.reference),
        "state": STATES[signal.state],
        "place": (signal.area.name or signal.area.code) if signal.area else found.scope.name,
        "theme": signal.theme_name,
        "owner": owner_text(signal),
        "late": signal.overdue,
        "by_text": (_("Too late since %(date)s") if signal.overdue else _("By %(date)s"))
        % {"date": day(signal.promised_on)},
    }


def _links(request: HttpRequest, shown: Any) -> dict[str, Any] | None:
    pages = shown.paginator
    if pages.num_pages == 1:
        return None
    numbers = pages.get_elided_page_range(shown.number, on_each_side=1, on_ends=1)
    return {
        "previous_url": with_query(request, pagina=shown.number - 1)
        if shown.has_previous()
        else "",
        "next_url": with_query(request, pagina=shown.number + 1) if shown.has_next() else "",
        "links": [
            {
                "number": number,
                "url": with_query(request, pagina=number) if isinstance(number, int) else "",
                "current": number == shown.number,
            }
            for number in numbers
        ],
    }


def _one_of(known: Sequence[tuple[int, str]], asked: str) -> int | None:
    return next((pk for pk, _name in known if str(pk) == asked), None)
