"""Beside the card: notes with a photo, comments of the group, and moments to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.programme import queries, services
from wijkregie.kit.files import KINDS
from wijkregie.web.programme.around import ask_of_project, card_stays
from wijkregie.web.programme.desk import answered, done, for_work, open_to_all
from wijkregie.web.programme.forms.saying import CommentForm, NoteForm, PointForm
from wijkregie.web.programme.forms.steps import Empty
from wijkregie.web.programme.views.card import found_parts, found_project
from wijkregie.web.programme.words import date_text

if TYPE_CHECKING:
    from wijkregie.domain.programme.queries import ProjectSeen
    from wijkregie.web.programme.desk import Desk


@for_work
def comment(desk: Desk, pk: int) -> HttpResponse:
    """Say something to who works along."""
    seen, parts = found_project(desk, pk), found_parts(desk, pk)
    if not parts.may_comment:
        return desk.refuse()
    form = CommentForm(desk.sent)

    def act() -> None:
        text = form.cleaned_data["text"]
        services.say_comment(pk, text, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="text"):
        return done(desk, _("Your words stand beside the card."), _at(desk, pk, "reacties"))
    return ask_of_project(
        desk,
        seen,
        form,
        heading=_("Say something to the group"),
        submit_text=_("Say it"),
        intro_text=_("Only who works along in the municipality reads this."),
    )


@for_work
def remove_comment(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Take back what one said."""
    seen, parts = found_project(desk, pk), found_parts(desk, pk)
    if not parts.may_comment:
        return desk.refuse()
    found = next((one for one in parts.comments if one.id == line and one.mine), None)
    if found is None:
        raise Http404
    form = Empty(desk.sent)
    at = timezone.now()
    if answered(form, lambda: services.remove_comment(line, by=desk.viewer, at=at)):
        return done(desk, _("It is taken back."), _at(desk, pk, "reacties"))
    return ask_of_project(
        desk,
        seen,
        form,
        heading=_("Take back what you said"),
        submit_text=_("Take it back"),
        about=[{"name": date_text(timezone.localtime(found.at).date()), "text": found.text}],
    )


@for_work
def note(desk: Desk, pk: int) -> HttpResponse:
    """Write for everyone how the project goes, with a photo where there is one."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    form = NoteForm(desk.sent, desk.request.FILES if desk.sent is not None else None)

    def act() -> None:
        asked = form.cleaned_data
        draft = services.NoteDraft(asked["text"], asked["photo"], asked["shows"])
        services.add_note(pk, draft, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="photo"):
        return done(desk, _("Everyone can read how it goes."), _at(desk, pk, "voortgang"))
    return ask_of_project(
        desk,
        seen,
        form,
        heading=_("Write how it goes"),
        submit_text=_("Show it to everyone"),
        intro_text=_("Everyone can read this and see the photo. Show nobody who can be known."),
        upload=True,
    )


@for_work
def remove_note(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Take a note away."""
    seen, parts = found_project(desk, pk), found_parts(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    found = next((one for one in parts.notes if one.id == line), None)
    if found is None:
        raise Http404
    form = Empty(desk.sent)
    at = timezone.now()
    if answered(form, lambda: services.remove_note(line, by=desk.viewer, at=at)):
        return done(desk, _("The note is gone."), _at(desk, pk, "voortgang"))
    return ask_of_project(
        desk,
        seen,
        form,
        heading=_("Take this note away"),
        submit_text=_("Take it away"),
        about=[{"name": date_text(timezone.localtime(found.at).date()), "text": found.text}],
        consequences=[_("The photo goes too. This cannot be taken back.")],
    )


@require_safe
@open_to_all
def photo(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Give the photo of a note to who may see the project; it is kept nowhere on the way."""
    name = queries.note_photo(desk.viewer, pk, line)
    if name is None or not default_storage.exists(name):
        raise Http404
    with default_storage.open(name) as stored:
        answer = HttpResponse(stored.read(), content_type=KINDS[name.rpartition(".")[2]])
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@for_work
def settle(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Write down what was decided at a moment to decide."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    point = next((one for one in seen.decision_points if one.id == line), None)
    if point is None:
        raise Http404
    if desk.sent is None and not (seen.may_fill and point.decided_on is None):
        return _over(desk, seen)
    form = PointForm(desk.sent, initial={"decided_on": timezone.localdate()})

    def act() -> None:
        asked = form.cleaned_data
        services.settle_point(
            line, asked["outcome"], asked["decided_on"], by=desk.viewer, at=timezone.now()
        )

    if answered(form, act, field="outcome"):
        return done(desk, _("It is written down."), _at(desk, pk, "beslismomenten"))
    return ask_of_project(
        desk,
        seen,
        form,
        heading=_("What was decided?"),
        submit_text=_("Write it down"),
        about=[{"name": _("Moment to decide"), "text": point.text}],
        intro_text=_("Everyone can read this."),
    )


def _over(desk: Desk, seen: ProjectSeen) -> HttpResponse:
    """Lead back to the card, where a moment was settled or the project has ended."""
    if not seen.may_fill:
        return card_stays(desk, seen)
    messages.info(desk.request, _("This was decided on already."))
    return redirect(_at(desk, seen.id, "beslismomenten"))


def _at(desk: Desk, pk: int, place: str) -> str:
    return f"{desk.url('project', pk)}#{place}"
