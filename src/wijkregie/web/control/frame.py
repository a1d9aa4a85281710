"""What every page of the settings shows: the menu, the way here, and an undo."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django import forms
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from wijkregie.web.control.desk import Desk

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])
_UNDO: Final = "control_undo"
PAGE_SIZE: Final = 25
#: The subjects of the menu, in order: name of the address and the words for it.
SUBJECTS: Final = {
    "index": gettext_lazy("Overview"),
    "details": gettext_lazy("Name and form of address"),
    "look": gettext_lazy("Look"),
    "areas": gettext_lazy("Areas"),
    "own_figures": gettext_lazy("Own figures"),
    "groups": gettext_lazy("Groups and seats"),
    "persons": gettext_lazy("People and roles"),
    "organisations": gettext_lazy("Organisations"),
    "themes": gettext_lazy("Themes"),
    "routing": gettext_lazy("Assignment"),
    "answers": gettext_lazy("Answers"),
    "phones": gettext_lazy("Phone numbers"),
    "sealed": gettext_lazy("Concerns about persons"),
    "log": gettext_lazy("Log"),
}
#: The subjects that are open to district managers too.
SHARED: Final = frozenset({"routing", "answers"})
#: The subjects that are open to those who record figures.
RECORDED: Final = frozenset({"own_figures"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: its subject in the menu, its heading, and pages in between."""

    subject: str
    heading: str = ""
    between: tuple[tuple[str, str], ...] = ()


def show(
    desk: Desk,
    place: Place,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Answer with a page of the settings; ``status`` 422 when something was refused."""
    frame = {
        "heading": place.heading or str(SUBJECTS[place.subject]),
        "menu": [
            {"name": name, "url": desk.url(key), "current": key == place.subject}
            for key, name in SUBJECTS.items()
            if desk.administers or key in SHARED or (key in RECORDED and desk.records)
        ],
        "crumbs": _crumbs(desk, place),
        "undo": desk.request.session.pop(_UNDO, None) if desk.request.method == "GET" else None,
    }
    return render(desk.request, template, frame | dict(context), status=status)


def show_form(
    desk: Desk,
    place: Place,
    form: forms.Form,
    *,
    template: str = "control/ask.html",
    refused: forms.Form | None = None,
    **context: Any,
) -> HttpResponse:
    """Answer with a page around one form; 422 when it was sent and holds errors.

    ``refused`` is another form of the page, such as a button, that was.
    """
    wrong = refused is not None or (form.is_bound and form.errors)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    frame = {"form": form, "refused": refused, "cancel_url": desk.url(place.subject)}
    return show(desk, place, template, frame | context, status=status)


def _crumbs(desk: Desk, place: Place) -> list[dict[str, str]]:
    chain = [(_("Settings"), desk.url("index"))] if desk.administers else []
    if place.subject != "index":
        chain.append((str(SUBJECTS[place.subject]), desk.url(place.subject)))
    chain += place.between
    if place.heading:
        chain.append((place.heading, ""))
    return [{"name": name, "url": url} for name, url in chain]


def done(request: HttpRequest, text: str, url: str) -> HttpResponse:
    """Say what was done, on the page at ``url``."""
    messages.success(request, text)
    return redirect(url)


def done_with_undo(
    request: HttpRequest,
    text: str,
    url: str,
    *,
    undo_url: str,
    fields: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Say what was done, on the page at ``url``, beside a button that takes it back.

    The button sends ``fields`` to ``undo_url``. It is shown once.
    """
    sent = [{"name": name, "value": str(value)} for name, value in (fields or {}).items()]
    request.session[_UNDO] = {"text": text, "url": undo_url, "fields": sent}
    return redirect(url)


def paged(
    request: HttpRequest, rows: Sequence[Any] | QuerySet[Any], *, size: int = PAGE_SIZE
) -> tuple[list[Any], dict[str, Any] | None]:
    """Return the rows of the page that the address asks for, and the links to the others.

    An address that asks for nonsense gets the first page, one beyond the end the last. One
    count and one slice, however long the list is.
    """
    paginator = Paginator(rows, size)
    page = paginator.get_page(request.GET.get("pagina"))
    if paginator.num_pages == 1:
        return list(page.object_list), None
    numbers = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return list(page.object_list), {
        "previous_url": f"?pagina={page.number - 1}" if page.has_previous() else "",
        "next_url": f"?pagina={page.number + 1}" if page.has_next() else "",
        "links": [
            {
                "number": number,
                "url": f"?pagina={number}" if isinstance(number, int) else "",
                "current": number == page.number,
            }
            for number in numbers
        ],
    }
