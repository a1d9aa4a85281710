"""Share a programme as a file, and borrow of another municipality paragraph by paragraph."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wijkregie.domain.practice import queries, rules, services
from wijkregie.domain.practice.queries import Offered
from wijkregie.domain.practice.states import ParagraphKind
from wijkregie.domain.programme import queries as programme
from wijkregie.domain.programme.queries.file_words import problem_sentence
from wijkregie.sources import practice as files
from wijkregie.sources.programme import ProgrammeFault
from wijkregie.web.http.tables import csv_answer, file_answer
from wijkregie.web.practice import words
from wijkregie.web.practice.desk import answered, at_desk
from wijkregie.web.practice.forms import FileForm, ParagraphForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.practice.queries import ParagraphSeen, TemplateSeen
    from wijkregie.sources.practice import TemplateFile
    from wijkregie.web.practice.desk import Desk

_asked = require_http_methods(["GET", "HEAD", "POST"])
_PART: Final = "deel"
_PARTS: Final = ("visie", "doelen", "indicatoren")
_MOST_LINES: Final = 20


@require_safe
@at_desk
def share(desk: Desk, key: str) -> HttpResponse:
    """Show what of a programme others may borrow, with the file."""
    offered = _offer(desk, key, _PARTS)
    seen = programme.programme_seen(desk.viewer, key)
    name = seen.name if seen else ""
    lines = sum(len(one.indicators) for one in offered.goals)
    context = {
        "crumbs": [
            {"name": name, "url": reverse("programme:detail", args=[desk.scope.slug, key])},
            {"name": _("Share with others"), "url": ""},
        ],
        "name": name,
        "parts": [
            {"value": "visie", "text": _("The vision"), "count": len(offered.vision)},
            {"value": "doelen", "text": _("The tree of goals"), "count": len(offered.goals)},
            {"value": "indicatoren", "text": _("The indicators"), "count": lines},
        ],
        "file_url": desk.url("file", key),
        "licence": _licence(),
        "borrow_url": desk.url("index") if _may_borrow(desk) else "",
    }
    return render(desk.request, "practice/share.html", context)


@require_safe
@at_desk
def file(desk: Desk, key: str) -> HttpResponse:
    """Give the chosen parts of a programme as a file; without a choice all of it."""
    chosen = tuple(one for one in desk.request.GET.getlist(_PART) if one in _PARTS)
    offered = _offer(desk, key, chosen or _PARTS)
    if not (offered.vision or offered.goals or offered.indicators):
        messages.warning(desk.request, _("Of these parts the programme has nothing yet."))
        return redirect(desk.url("share", key))
    name = f"{key}-voorbeeld.yaml"
    return file_answer(name, "application/yaml; charset=utf-8", files.write(offered))


@never_cache
@_asked
@at_desk
def index(desk: Desk) -> HttpResponse:
    """Show what was borrowed, and read a file of another municipality."""
    if not rules.may_see_lineage(desk.viewer):
        return desk.refuse()
    form = _file_form(desk)
    troubles: list[str] = []
    made: list[int] = []
    if form is not None and form.is_bound and form.is_valid():
        try:
            reading = files.read(
                form.cleaned_data["file"].read(), file=form.cleaned_data["file"].name
            )
        except ProgrammeFault as fault:
            troubles = [problem_sentence(fault.file, one) for one in fault.problems]
            form.add_error("file", _("This file cannot be read. Above stands what to mend."))
        else:
            answered(form, lambda: made.append(_read(desk, form, reading)))
    if made:
        return redirect(desk.url("template", made[0]))
    context = {
        "crumbs": words.crumbs(desk),
        "form": form,
        "start_url": _start_url(desk),
        "troubles": troubles[:_MOST_LINES],
        "more": max(len(troubles) - _MOST_LINES, 0),
        "templates": [
            words.listed(desk, one) for one in queries.templates_visible_to(desk.viewer)
        ],
    }
    return _page(desk, "practice/index.html", context, wrong=bool(form and form.errors))


@require_safe
@at_desk
def detail(desk: Desk, pk: int) -> HttpResponse:
    """Show a template with what was done with each paragraph."""
    if not rules.may_see_lineage(desk.viewer):
        return desk.refuse()
    return render(desk.request, "practice/template.html", words.page(desk, _seen(desk, pk)))


@require_safe
@at_desk
def lineage(desk: Desk, pk: int) -> HttpResponse:
    """Give where each paragraph came from as CSV."""
    if not rules.may_see_lineage(desk.viewer):
        return desk.refuse()
    return csv_answer(f"herkomst-{pk}.csv", *words.rows_for_csv(_seen(desk, pk)))


@never_cache
@_asked
@at_desk
def settle(desk: Desk, pk: int, one: int) -> HttpResponse:
    """Keep a paragraph, take it over in own words, or leave it; then on to the next."""
    if not rules.may_borrow(desk.viewer):
        return desk.refuse()
    seen = _seen(desk, pk)
    paragraph = next((each for each in seen.paragraphs if each.id == one), None)
    if paragraph is None:
        raise Http404
    goals = _goals(desk, seen, paragraph)
    form = ParagraphForm(desk.sent, paragraph=paragraph, goals=goals)

    def act() -> None:
        services.settle_paragraph(one, form.draft(), by=desk.viewer, at=timezone.now())

    if answered(form, act):
        waiting = _seen(desk, pk).next_one
        if waiting is None:
            messages.success(desk.request, _("Every paragraph is done."))
            return redirect(desk.url("template", pk))
        messages.success(desk.request, _("Saved. Here is the next paragraph."))
        return redirect(desk.url("paragraph", pk, waiting.id))
    context = _paragraph(desk, seen, paragraph) | {"form": form}
    return _page(desk, "practice/paragraph.html", context, wrong=bool(form.errors))


def _paragraph(desk: Desk, seen: TemplateSeen, paragraph: ParagraphSeen) -> dict[str, Any]:
    """Return what a paragraph was elsewhere, and which one of how many it is."""
    return {
        "crumbs": [
            *words.crumbs(desk, seen.name)[:-1],
            {"name": seen.name, "url": desk.url("template", seen.id)},
            {"name": words.kind_text(paragraph.kind), "url": ""},
        ],
        "kicker": _("%(kind)s · paragraph %(place)d of %(all)d")
        % {
            "kind": words.kind_text(paragraph.kind),
            "place": seen.paragraphs.index(paragraph) + 1,
            "all": len(seen.paragraphs),
        },
        "original": {
            "title": paragraph.original.title,
            "lines": words.lines_of(paragraph.original),
            "above": paragraph.above,
            "source": words.from_text(seen.from_name, seen.exported_on),
        },
        "earlier": words.earlier_text(paragraph),
        "stop_url": desk.url("template", seen.id),
    }


def _offer(desk: Desk, key: str, parts: tuple[str, ...]) -> TemplateFile:
    offered = Offered(
        vision="visie" in parts,
        goals="doelen" in parts,
        indicators="indicatoren" in parts,
        licence=_licence(),
        note=_("Without figures of areas and without names: fill in your own baseline."),
    )
    found = queries.template_of(desk.viewer, key, offered, on=timezone.localdate())
    if found is None:
        raise Http404
    return found


def _licence() -> str:
    return _("CC0 1.0: free to use; naming the municipality is kind.")


def _file_form(desk: Desk) -> FileForm | None:
    """Return the form to read a file, for who may borrow into a programme that runs."""
    year = timezone.localdate().year
    living = [
        (one.id, one.name)
        for one in programme.programmes_visible_to(desk.viewer)
        if one.until_year >= year
    ]
    if not living or not rules.may_borrow(desk.viewer):
        return None
    return FileForm(desk.sent, desk.request.FILES or None, programmes=living)


def _start_url(desk: Desk) -> str:
    """Return where a programme begins, for who may begin one."""
    return reverse("programme:new", args=[desk.scope.slug]) if _may_borrow(desk) else ""


def _may_borrow(desk: Desk) -> bool:
    return rules.may_borrow(desk.viewer)


def _read(desk: Desk, form: FileForm, reading: TemplateFile) -> int:
    asked = form.cleaned_data
    return services.read_template(
        asked["programme"],
        reading,
        file=asked["file"].name,
        by=desk.viewer,
        at=timezone.now(),
    )


def _seen(desk: Desk, pk: int) -> TemplateSeen:
    seen = queries.template_seen(desk.viewer, pk)
    if seen is None:
        raise Http404
    return seen


def _goals(
    desk: Desk, seen: TemplateSeen, paragraph: ParagraphSeen
) -> list[tuple[object, object]]:
    """Return the goals of the programme to choose from; a goal may also stand on top."""
    found = programme.goals_visible_to(desk.viewer, programme_id=seen.programme_id)
    none = _("On top, below no goal")
    if paragraph.kind == ParagraphKind.INDICATOR:
        none = _("Choose a goal")
    return [("", none), *((one.id, one.title) for one in found)]


def _page(desk: Desk, template: str, context: dict[str, Any], *, wrong: bool) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(desk.request, template, context, status=status)
