"""The steps of a project: decide on it, begin, finish, stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.decisions.services import DecisionDraft
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme import services
from wijkregie.domain.programme.states import ProjectState
from wijkregie.web.http.addresses import signal_url
from wijkregie.web.http.deciding import offer_mandates
from wijkregie.web.programme import choices
from wijkregie.web.programme.around import ask_of_project, card_stays
from wijkregie.web.programme.desk import answered, done, for_work
from wijkregie.web.programme.forms.steps import (
    ApproveForm,
    Empty,
    FinishForm,
    StopForm,
)
from wijkregie.web.programme.views.card import found_project

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import ProjectSeen
    from wijkregie.web.programme.desk import Desk


@for_work
def approve(desk: Desk, pk: int) -> HttpResponse:
    """Record what was decided on an idea."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    if _cannot(desk, seen, ProjectState.APPROVED):
        return card_stays(desk, seen)
    bodies, today = choices.bodies(desk), timezone.localdate()
    form = ApproveForm(desk.sent, bodies=bodies, today=today)
    offer_mandates(form, desk.viewer, choices.deciders(bodies), on=today)

    def act() -> None:
        draft = decision_draft(form.cleaned_data, subject=seen.title)
        services.approve(pk, draft, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        goes_on = form.cleaned_data["outcome"] == Outcome.FOLLOW_UP
        said = _("The project is approved.") if goes_on else _("The project does not go ahead.")
        return done(desk, said, desk.url("project", pk))
    return ask_of_project(
        desk,
        seen,
        form,
        heading=_("Decide on the project"),
        submit_text=_("Record decision"),
        intro_text=_("Everyone can read the decision, with its reason."),
    )


@for_work
def begin(desk: Desk, pk: int) -> HttpResponse:
    """Begin an approved project."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    if _cannot(desk, seen, ProjectState.RUNNING):
        return card_stays(desk, seen)
    form = Empty(desk.sent)
    if answered(form, lambda: services.begin(pk, by=desk.viewer, at=timezone.now())):
        return done(desk, _("The project has begun."), desk.url("project", pk))
    return ask_of_project(
        desk,
        seen,
        form,
        heading=_("Begin the project"),
        submit_text=_("Begin project"),
        consequences=[
            _("Everyone sees from today that the project runs."),
            *_when_raised(
                seen,
                _("Who raised a signal for it gets a message that it is in a project now."),
            ),
        ],
    )


@for_work
def finish(desk: Desk, pk: int) -> HttpResponse:
    """Finish a project with its result, which answers its signals."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    if _cannot(desk, seen, ProjectState.FINISHED):
        return card_stays(desk, seen)
    form = FinishForm(desk.sent)

    def act() -> None:
        result = form.cleaned_data["result"]
        services.finish(pk, result, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        said = _("The project is finished. Who raised a signal for it gets the answer.")
        told = said if seen.signals else _("The project was finished.")
        return done(desk, told, desk.url("project", pk))
    return ask_of_project(
        desk,
        seen,
        form,
        heading=_("Finish the project"),
        submit_text=_("Finish and send the answer")
        if seen.signals
        else _("Finish the project"),
        intro_text=_answers(seen),
        about=_signals(desk, seen),
        consequences=[
            _("Everyone can read the result on the card."),
            _("This cannot be taken back: read your text once more before you send it."),
        ],
    )


@for_work
def stop(desk: Desk, pk: int) -> HttpResponse:
    """Stop a project with its reason, which answers its signals."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    if _cannot(desk, seen, ProjectState.STOPPED):
        return card_stays(desk, seen)
    form = StopForm(desk.sent)

    def act() -> None:
        why = form.cleaned_data["why"]
        services.stop(pk, why, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        said = _("The project is stopped. Who raised a signal for it gets your reason.")
        told = said if seen.signals else _("The project was stopped.")
        return done(desk, told, desk.url("project", pk))
    return ask_of_project(
        desk,
        seen,
        form,
        heading=_("Stop the project"),
        submit_text=_("Stop project"),
        about=_signals(desk, seen),
        consequences=[
            *_when_raised(
                seen, _("Who raised a signal for it gets your reason as the answer.")
            ),
            _("Its costs and coverage do not count any more in the sums of the programme."),
            _("What was ordered and paid stays in them, as money of stopped projects."),
            _("This cannot be taken back. You can start a new project."),
        ],
    )


def _cannot(desk: Desk, seen: ProjectSeen, step: ProjectState) -> bool:
    """Tell whether a page is opened for a step that the project cannot take from here.

    What was sent is answered all the same: what somebody typed stands in the form then.
    """
    return desk.sent is None and step not in seen.next_states


def decision_draft(asked: dict[str, Any], *, subject: str) -> DecisionDraft:
    """Return what was filled in as a decision."""
    kind, _colon, which = asked["body"].partition(":")
    return DecisionDraft(
        subject=subject,
        outcome=asked["outcome"],
        reason=asked["reason"],
        mandate=asked["mandate"],
        taken_on=asked["taken_on"],
        rung_planned=asked["rung"],
        rung_realised=asked["rung"],
        body_id=int(which) if kind == "group" else None,
        officer=which if kind == "role" else "",
        dissent=asked["dissent"],
        document=asked["document"],
    )


def _answers(seen: ProjectSeen) -> str:
    number = len(seen.signals)
    if not number:
        return _("No signal is linked to this project, so nobody waits for an answer.")
    words = ngettext(
        "Your text goes as the answer to who raised this signal.",
        "Your text goes as the answer to who raised these %(number)d signals.",
        number,
    )
    return words % {"number": number}


def _when_raised(seen: ProjectSeen, text: str) -> list[str]:
    """Return what happens to who raised a signal, nothing where nobody did."""
    return [text] if seen.signals else []


def _signals(desk: Desk, seen: ProjectSeen) -> list[dict[str, str]]:
    return [
        {
            "name": _("Signal %(mark)s") % {"mark": one.reference},
            "text": one.title or one.reference,
            "url": signal_url(desk.scope, one.reference),
        }
        for one in seen.signals
    ]
