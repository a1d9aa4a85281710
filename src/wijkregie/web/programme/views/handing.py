"""Hand a project over: offer it, answer an offer, take it back, write down an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.people import queries as people
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.states import ProjectState
from wijkregie.web.programme import choices
from wijkregie.web.programme.around import ask_of_project, card_stays
from wijkregie.web.programme.desk import answered, done, for_work
from wijkregie.web.programme.forms.handing import AnswerForm, NoteForm, OfferForm
from wijkregie.web.programme.forms.steps import Empty
from wijkregie.web.programme.handed import about
from wijkregie.web.programme.views.card import found_project

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import HandOverSeen, ProjectSeen
    from wijkregie.web.programme.choices import Choices
    from wijkregie.web.programme.desk import Desk


@for_work
def offer(desk: Desk, pk: int) -> HttpResponse:
    """Offer a finished project to who is to go on with it."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    now = queries.hand_over_of(desk.viewer, pk, on=timezone.localdate())
    if (now is not None and now.accepted is None) or _too_early(desk, seen):
        return card_stays(desk, seen) if now is None else redirect(desk.url("hand_over", pk))
    form = OfferForm(
        desk.sent,
        activities=choices.activities(desk, seen.programme_id),
        receivers=_receivers(desk),
    )

    def act() -> None:
        draft = _draft(form.cleaned_data, seen)
        services.offer_hand_over(pk, draft, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="receiver"):
        said = _("The project is offered. It is handed over once they accept it.")
        return done(desk, said, desk.url("project", pk))
    return ask_of_project(
        desk,
        seen,
        form,
        heading=_("Hand the project over"),
        submit_text=_("Offer it"),
        intro_text=_("What works goes on, also when the project money stops."),
        about=about(now) if now else [],
        consequences=[
            _("Who receives it says yes or no. Only then it is regular work."),
            _("Does a team have no account here? Then write down yourself who accepted it."),
        ],
    )


def _too_early(desk: Desk, seen: ProjectSeen) -> bool:
    return desk.sent is None and ProjectState.HANDED_OVER not in seen.next_states


@for_work
def answer(desk: Desk, pk: int) -> HttpResponse:
    """Show an offer to who receives it, and take the answer.

    A mail leads here: who is not logged in does that first.
    """
    if not desk.request.user.is_authenticated:
        return desk.refuse()
    seen, made = _found(desk, pk)
    if not made.may_answer:
        if desk.request.method == "POST":
            messages.error(desk.request, _not_yours(made))
        return _stand(desk, seen, made)
    form = AnswerForm(desk.sent)

    def act() -> None:
        if form.cleaned_data["answer"] == "yes":
            services.accept_hand_over(made.id, by=desk.viewer, at=timezone.now())
        else:
            why = form.cleaned_data["why_not"]
            services.refuse_hand_over(made.id, why, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="why_not"):
        yes = form.cleaned_data["answer"] == "yes"
        said = _("The project is regular work of yours now.") if yes else _("Your no is sent.")
        return done(desk, said, desk.url("project", pk))
    return ask_of_project(
        desk,
        seen,
        form,
        heading=_("Do you take this project over?"),
        submit_text=_("Send answer"),
        intro_text=_("This project is done. You are asked to go on with it."),
        about=about(made),
        consequences=[_("Everyone can read what you answer if you say yes.")],
    )


def _not_yours(made: HandOverSeen) -> str:
    """Tell who sent an answer that it is not kept, and why."""
    if made.accepted is not None:
        return _("This was answered already, so your answer is not kept. Read below by whom.")
    return _(
        "Only %(team)s can answer this, so your answer is not kept. Ask the wijkregisseur."
    ) % {"team": made.team}


@for_work
def note(desk: Desk, pk: int) -> HttpResponse:
    """Write down that a team without an account here accepted."""
    seen, made = _found(desk, pk)
    if not made.may_note:
        return desk.refuse()
    form = NoteForm(desk.sent)

    def act() -> None:
        asked = form.cleaned_data
        services.note_acceptance(
            made.id, asked["who"], asked["on"], by=desk.viewer, at=timezone.now()
        )

    if answered(form, act, field="on"):
        return done(desk, _("The project is regular work now."), desk.url("project", pk))
    return ask_of_project(
        desk,
        seen,
        form,
        heading=_("Write down that they accepted"),
        submit_text=_("Write it down"),
        about=about(made),
        consequences=[_("This cannot be taken back. The card stays readable.")],
    )


@for_work
def take_back(desk: Desk, pk: int) -> HttpResponse:
    """Take an offer back that nobody answered."""
    seen, made = _found(desk, pk)
    if not made.may_take_back:
        return desk.refuse()
    form = Empty(desk.sent)
    if answered(
        form, lambda: services.take_back_hand_over(made.id, by=desk.viewer, at=timezone.now())
    ):
        return done(desk, _("The offer is taken back."), desk.url("project", pk))
    return ask_of_project(
        desk,
        seen,
        form,
        heading=_("Take the offer back"),
        submit_text=_("Take back"),
        about=about(made),
        consequences=[_("They cannot answer any more. You can offer it to others.")],
    )


def _found(desk: Desk, pk: int) -> tuple[ProjectSeen, HandOverSeen]:
    seen = found_project(desk, pk)
    made = queries.hand_over_of(desk.viewer, pk, on=timezone.localdate())
    if made is None:
        raise Http404
    return seen, made


def _stand(desk: Desk, seen: ProjectSeen, made: HandOverSeen) -> HttpResponse:
    """Show where a hand-over stands to who cannot answer it, with what they can do."""
    others: dict[str, Any] = {}
    if made.may_note:
        others = {
            "other_url": desk.url("hand_over_note", seen.id),
            "other_text": _("Write down that they accepted"),
        }
    elif made.may_take_back:
        others = {
            "other_url": desk.url("hand_over_back", seen.id),
            "other_text": _("Take the offer back"),
        }
    waits = made.accepted is None and seen.state == ProjectState.FINISHED
    text = _("It waits for the answer of %(team)s.") % {"team": made.team} if waits else ""
    return ask_of_project(
        desk,
        seen,
        None,
        heading=_("The hand-over"),
        intro_text=text,
        about=about(made),
        **others,
    )


def _receivers(desk: Desk) -> Choices:
    """Return the groups and organisations that work here."""
    groups = people.group_names(desk.viewer, on=timezone.localdate())
    organisations = people.organisations_visible_to(desk.viewer)
    return [
        *((f"group:{pk}", name) for pk, name in groups),
        *((f"organisation:{one.id}", one.name) for one in organisations),
    ]


def _draft(asked: dict[str, Any], seen: ProjectSeen) -> services.HandOverDraft:
    """Return the offer; new work serves the goals of the project that it takes over."""
    kind, _colon, which = asked["receiver"].partition(":")
    goals = tuple(one.id for one in seen.goals)
    name, holder = asked["name"], asked["holder"]
    return services.HandOverDraft(
        activity_id=asked.get("activity"),
        work=services.RegularDraft(name, holder, goals) if name else None,
        team=asked["team"],
        group_id=int(which) if kind == "group" else None,
        organisation_id=int(which) if kind == "organisation" else None,
        budget_line=asked["budget_line"],
        on=asked["on"],
    )
