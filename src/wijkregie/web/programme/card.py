"""The project card: what, why, where, who, when, what it costs, and how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.domain.programme import rules
from wijkregie.domain.programme.states import Part, ProjectState, where_known
from wijkregie.web.http.addresses import area_url, thread_url
from wijkregie.web.programme import card_links, card_sections, tables
from wijkregie.web.programme.stated import good_to_know
from wijkregie.web.programme.story import story
from wijkregie.web.programme.words import (
    capital,
    joined,
    period_text,
    project_where,
    state_badge,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.programme.queries import CardParts, PartySeen, ProjectSeen
    from wijkregie.web.programme.desk import Desk

Fact = dict[str, Any]


def page(desk: Desk, seen: ProjectSeen, parts: CardParts, *, on: date) -> dict[str, Any]:
    """Return all of a project, as ``programme/project.html`` asks for it."""
    scope = desk.scope
    lead = lead_text(seen)
    return {
        **_said(desk, seen, parts),
        "sections": card_sections.sections(desk, seen, parts, on=on),
        "crumbs": crumbs(desk, seen),
        "card": {
            "kicker": kicker(seen),
            "title": seen.title,
            "lead": lead,
            "description": f"{seen.title}. {lead}",
        }
        | state_badge(seen.state),
        "remarks": good_to_know(seen, parts),
        "facts": [*facts(scope, seen), *_plain_inside(desk, seen)],
        "money": {
            "sentences": tables.sentences_of_project(seen.money),
            "tables": tables.of_project(scope, seen.money, changing(desk, seen)),
            "actions": _money_actions(desk, seen),
        },
        "links": card_links.links(scope, seen),
        "story": story(scope, seen),
        "actions": _actions(desk, seen),
        "actions_text": next_text(seen),
        "pdf_url": desk.url("project_pdf", seen.id),
        "thread_url": thread_url(scope, "project", seen.id),
    }


def _said(desk: Desk, seen: ProjectSeen, parts: CardParts) -> dict[str, Any]:
    """Return the plain words for residents, and what is said beside the card."""
    works_along = rules.may_see_names(desk.viewer)
    comment_url = desk.url("comment_new", seen.id) if parts.may_comment else ""
    return {
        "plain": [] if works_along else card_sections.plain(seen),
        "notes": card_sections.notes(desk, seen, parts),
        "note_url": desk.url("note_new", seen.id) if seen.may_change else "",
        "inside": {
            "comments": card_sections.comments(desk, seen, parts),
            "comment_url": comment_url,
            "history": card_sections.history(seen, parts),
        }
        if works_along
        else None,
    }


def crumbs(desk: Desk, seen: ProjectSeen, last: str = "") -> list[dict[str, str]]:
    """Return the way to the card, and to a page below it."""
    way = [
        {"name": _("Programme"), "url": desk.url("index")},
        {"name": seen.programme_name, "url": desk.url("detail", seen.programme_key)},
        {"name": seen.title, "url": desk.url("project", seen.id)},
    ]
    return [*way, {"name": last, "url": ""}] if last else way


def kicker(seen: ProjectSeen) -> str:
    """Return what this is: "Projectkaart 6 · Meedoen is winnen"."""
    number = seen.number if seen.number.isdigit() else ""
    name = _("Project card %(number)s") % {"number": number}
    return f"{name.strip()} · {seen.programme_name}"


def lead_text(seen: ProjectSeen) -> str:
    """Tell in a sentence where and when."""
    years = period_text(seen.from_year, seen.until_year)
    return _("%(where)s, %(years)s.") % {
        "where": capital(project_where(seen)),
        "years": years,
    }


def facts(scope: Scope, seen: ProjectSeen) -> list[Fact]:
    """Return what is known of a project; what is not, says so."""
    areas = [
        {"name": area.name or area.code, "url": area_url(scope, area)} for area in seen.areas
    ]
    return [
        *_outcome(seen),
        _fact(_("Intended result"), seen.intended_result, wide=True),
        _fact(_("Why this project"), seen.reason, wide=True),
        _areas(seen, areas),
        _fact(_("For whom"), seen.target_group),
        _fact(_("Years it runs"), period_text(seen.from_year, seen.until_year)),
        *_known(_("When people see something of it"), seen.track and str(seen.track.label)),
        *_known(_("Began from regular work"), seen.begun_from),
        _parties(_("Who holds it"), seen.parties, Part.HOLDER),
        _fact(_("Who leads it"), _lead(seen)),
        _parties(_("Who takes part"), seen.parties, Part.PARTNER) | {"wide": True},
        *_examples(seen),
    ]


def _plain_inside(desk: Desk, seen: ProjectSeen) -> list[Fact]:
    """Return the plain words among the facts, for who does not read them at the top."""
    if not rules.may_see_names(desk.viewer):
        return []
    return [_fact(_("In plain words"), seen.plain, wide=True)]


def _areas(seen: ProjectSeen, links: list[dict[str, str]]) -> Fact:
    """Return the areas; of an idea or without a card they may not be known yet."""
    if links:
        return _fact(_("Areas"), links=links)
    known = where_known(seen.state, links, has_card=seen.has_card)
    return _fact(_("Areas"), _("Whole municipality") if known else "")


def _known(name: str, text: str | None) -> list[Fact]:
    """Return a fact that is only told where it is known."""
    return [_fact(name, text)] if text else []


def _examples(seen: ProjectSeen) -> list[Fact]:
    if not seen.examples:
        return []
    return [_fact(_("Examples"), capital(joined(seen.examples)), wide=True)]


def _outcome(seen: ProjectSeen) -> list[Fact]:
    """Return what came of a project that is done: what people want to know first."""
    found = []
    if seen.result:
        found.append(_fact(_("What came of it"), seen.result, wide=True))
    if seen.handed_to:
        found.append(_fact(_("Goes on as regular work of"), seen.handed_to, wide=True))
    return found


def _fact(
    name: str, text: str = "", *, links: Iterable[dict[str, str]] = (), wide: bool = False
) -> Fact:
    texts = [part for part in capital(text).split("\n") if part.strip()]
    found = list(links)
    unknown = "" if texts or found else _("not known yet")
    return {"name": name, "texts": texts, "links": found, "unknown_text": unknown, "wide": wide}


def _lead(seen: ProjectSeen) -> str:
    """Return the name for who works along; what they are is for everybody."""
    roles = joined(seen.lead_roles)
    if seen.lead_name and roles:
        return f"{seen.lead_name} ({roles})"
    return seen.lead_name or roles


def _parties(name: str, found: Iterable[PartySeen], part: Part) -> Fact:
    named = [
        {"name": f"{one.name} ({one.does})" if one.does else one.name, "url": ""}
        for one in found
        if one.part == part
    ]
    return _fact(name, links=named)


def changing(desk: Desk, seen: ProjectSeen) -> dict[str, Any] | None:
    """Return where each line of money is changed; nothing for who may not."""
    if not seen.may_fill:
        return None
    return {
        "cost": lambda line: desk.url("cost", seen.id, line),
        "coverage": lambda line: desk.url("coverage", seen.id, line),
        "divide": lambda _line: desk.url("divide", seen.id),
    }


def _money_actions(desk: Desk, seen: ProjectSeen) -> list[dict[str, str]]:
    whole = {"text": _("All money of this project"), "url": desk.url("project_money", seen.id)}
    if not seen.may_fill:
        return [whole]
    return [
        whole,
        {"text": _("Add costs"), "url": desk.url("cost_new", seen.id)},
        {"text": _("Add coverage"), "url": desk.url("coverage_new", seen.id)},
    ]


def _actions(desk: Desk, seen: ProjectSeen) -> list[dict[str, Any]]:
    """Return what who looks may do now; the next step first."""
    steps = {
        ProjectState.APPROVED: (_("Record decision"), "project_approve"),
        ProjectState.RUNNING: (_("Begin project"), "project_begin"),
        ProjectState.FINISHED: (
            _("Finish and answer") if seen.signals else _("Finish the project"),
            "project_finish",
        ),
        ProjectState.HANDED_OVER: (_("Hand over to regular work"), "project_hand_over"),
        ProjectState.STOPPED: (_("Stop project"), "project_stop"),
    }
    found = [
        {
            "text": text,
            "url": reverse(f"programme:{name}", args=[desk.scope.slug, seen.id]),
            "primary": state != ProjectState.STOPPED,
        }
        for state, (text, name) in steps.items()
        if state in seen.next_states
    ]
    if seen.may_fill:
        change = desk.url("project_go_on", seen.id)
        found.insert(1, {"text": _("Fill in the card"), "url": change, "primary": False})
        if seen.state == ProjectState.IDEA:
            move = desk.url("project_move", seen.id)
            found.append(
                {"text": _("Move to another programme"), "url": move, "primary": False}
            )
    elif seen.may_change:
        note = desk.url("note_new", seen.id)
        found.append({"text": _("Write how it goes"), "url": note, "primary": False})
    return found


def next_text(seen: ProjectSeen) -> str:
    """Tell what comes next, or that the card stays as it is."""
    words = {
        ProjectState.IDEA: _("First somebody decides whether the project goes ahead."),
        ProjectState.APPROVED: _("The project may begin."),
        ProjectState.RUNNING: _(
            "When it is done, write down the result: who reported it gets that as the answer."
        )
        if seen.signals
        else _("When it is done, write down the result."),
        ProjectState.FINISHED: _("Does it go on? Then hand it over to regular work."),
    }
    return words.get(
        seen.state,
        _(
            "No step is left, and the card stays as it is. What people still have to know, "
            "you write under “How it goes”."
        ),
    )
