"""The steps of a card: what each asks, what is there already, and what is made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from wijkregie.domain.programme.states import Part
from wijkregie.web.programme import choices
from wijkregie.web.programme.filling import asked, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.utils.functional import _StrPromise

    from wijkregie.domain.programme.queries import CardParts, ProjectSeen
    from wijkregie.web.programme.desk import Desk


@dataclass(frozen=True, slots=True)
class Card:
    """A project as it stands, and who fills it in."""

    desk: Desk
    seen: ProjectSeen
    parts: CardParts

    @property
    def years(self) -> range:
        """The years in which it may cost money or hours."""
        first, last = self.seen.money_years
        return range(first, last + 1)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines on a page of a step: how they are called, and what is there already."""

    name: str
    heading: _StrPromise
    one: _StrPromise
    row: type[Any]
    there: Callable[[Card], list[dict[str, Any]]] = field(default=lambda _card: [])
    offer: Callable[[Card], dict[str, Any]] = field(default=lambda _card: {})
    intro: _StrPromise | str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: ``form`` asks single fields, ``lines`` the rest."""

    slug: str
    name: _StrPromise
    heading: _StrPromise
    form: type[asked.Versioned] = asked.LinesOnly
    lines: tuple[Lines, ...] = ()
    intro: _StrPromise | str = ""
    offer: Callable[[Card], Mapping[str, Any]] = field(default=lambda _card: {})


def initial(card: Card) -> dict[str, Any]:
    """Return what the single fields hold now."""
    seen = card.seen
    return {
        "version": seen.version,
        "title": seen.title,
        "intended_result": seen.intended_result,
        "reason": seen.reason,
        "plain": seen.plain,
        "remark": seen.remark,
        "areas": [one.id for one in seen.areas],
        "target_group": seen.target_group,
        "track": seen.track or "",
        "goals": [one.id for one in seen.goals],
        "bottlenecks": [one.id for one in seen.bottlenecks],
        "from_year": seen.from_year,
        "until_year": seen.until_year,
        "lead": seen.lead_id or "",
        "lead_roles": "\n".join(seen.lead_roles),
    }


def _activities(card: Card) -> list[dict[str, Any]]:
    return [
        {
            "pk": one.id,
            "title": one.title,
            "kind": one.kind,
            "begins_on": one.begins_on,
            "ends_on": one.ends_on,
            "done_on": one.done_on,
            "party": one.party_key,
        }
        for one in card.parts.activities
    ]


def _parties_to_choose(card: Card) -> dict[str, Any]:
    parties = [(f"{one.part}:{one.name}", one.name) for one in card.seen.parties]
    return {"parties": parties}


def _points(card: Card) -> list[dict[str, Any]]:
    return [
        {
            "pk": one.id,
            "year": one.year,
            "on": one.on,
            "question": one.question,
            "then": one.then,
        }
        for one in card.seen.decision_points
    ]


def _parties(card: Card) -> list[dict[str, Any]]:
    named = {name for _pk, name in choices.organisations(card.desk)}
    hours: dict[int, dict[str, int | None]] = {}
    for one in card.parts.efforts:
        hours.setdefault(one.party_id, {})[f"{rows.HOURS}{one.year}"] = one.hours
    found = sorted(card.seen.parties, key=lambda one: one.part != Part.HOLDER)
    return [
        {
            "organisation": one.name if one.name in named else "",
            "name": "" if one.name in named else one.name,
            "part": one.part,
            "does": one.does,
            **hours.get(one.id, {}),
        }
        for one in found
    ]


def _party_offer(card: Card) -> dict[str, Any]:
    return {"organisations": choices.organisations(card.desk), "years": card.years}


def _risks(card: Card) -> list[dict[str, Any]]:
    return [
        {
            "pk": one.id,
            "what": one.what,
            "chance": one.chance,
            "harm": one.harm,
            "measure": one.measure,
            "over_on": one.over_on,
        }
        for one in card.parts.risks
    ]


def _years(card: Card) -> dict[str, Any]:
    return {"years": card.years}


#: Who comes before when: a line of the timeline chooses from the parties.
STEPS: Final = (
    Step(
        "wat",
        _("What and why"),
        _("What are you going to do, and why?"),
        asked.WhatStep,
    ),
    Step(
        "waar",
        _("Where and for whom"),
        _("Where is it, and for whom?"),
        asked.WhereStep,
        offer=lambda card: {"areas": choices.areas(card.desk, card.seen.areas)},
    ),
    Step(
        "doelen",
        _("Goals and bottlenecks"),
        _("Which goals does it serve, and which bottlenecks does it take on?"),
        asked.LinksStep,
        offer=lambda card: choices.of_programme(card.desk, card.seen.programme_id),
    ),
    Step(
        "wie",
        _("Who does what"),
        _("Who leads it, and who does what?"),
        asked.WhoStep,
        lines=(
            Lines(
                "partijen",
                _("Parties"),
                _("Party"),
                rows.PartyRow,
                _parties,
                _party_offer,
                intro=_(
                    "Leave hours empty while they are not known: nought is something else."
                ),
            ),
        ),
        offer=lambda card: {"lead": choices.persons(card.desk)},
    ),
    Step(
        "planning",
        _("Planning"),
        _("What happens when, and when do you decide?"),
        asked.PlanStep,
        lines=(
            Lines(
                "activiteiten",
                _("Activities and milestones"),
                _("Line of the timeline"),
                rows.ActivityRow,
                _activities,
                _parties_to_choose,
            ),
            Lines(
                "beslismomenten",
                _("Moments to decide"),
                _("Moment to decide"),
                rows.PointRow,
                _points,
                intro=_("Write them as people say it: if this, then that."),
            ),
        ),
    ),
    Step(
        "geld",
        _("Money"),
        _("What does it cost, and who pays?"),
        lines=(
            Lines("kosten", _("Costs"), _("Line of costs"), rows.CostRow, offer=_years),
            Lines(
                "dekking", _("Coverage"), _("Line of coverage"), rows.CoverageRow, offer=_years
            ),
        ),
        intro=_(
            "Add what is not in the table yet. Years and amounts that are not known stay open."
        ),
    ),
    Step(
        "risicos",
        _("Risks"),
        _("What may go wrong, and what do you do about it?"),
        lines=(Lines("risicos", _("Risks"), _("Risk"), rows.RiskRow, _risks),),
    ),
)
READ: Final = "nalezen"
READ_NAME: Final = _("Read through and put forward")
BY_SLUG: Final = {one.slug: one for one in STEPS}
ORDER: Final = (*BY_SLUG, READ)
#: By what name a service knows the lines of a step.
VALUES: Final = {
    "activiteiten": "activities",
    "beslismomenten": "decision_points",
    "partijen": "parties",
    "risicos": "risks",
}
MONEY: Final = "geld"


def after(slug: str) -> str:
    """Return the step that comes next."""
    return ORDER[ORDER.index(slug) + 1]
