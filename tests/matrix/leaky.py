"""Pages that leak, each in another way: the matrix must find every one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, HttpResponse, JsonResponse
from django.urls import path

from wijkregie.domain.budgets.models import Expense
from wijkregie.domain.concerns.models import Concern
from wijkregie.domain.indicators.models import Indicator
from wijkregie.domain.meetings.models import Meeting
from wijkregie.domain.people.models import Person, Seat
from wijkregie.domain.places.models import Area
from wijkregie.domain.programme.models import CostLine
from wijkregie.domain.signals.models import HandOver, Photo, Raiser, Signal
from wijkregie.kit import sealing, tokens, typeset
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.web.http.viewer import scope_of, viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest


def _names() -> str:
    return ", ".join(Person.objects.values_list("name", flat=True))


def names(_request: HttpRequest) -> HttpResponse:
    """Show all names to everybody."""
    return HttpResponse(_names())


def colleagues(request: HttpRequest, slug: str) -> HttpResponse:
    """Show names to members, but of every municipality."""
    viewer = viewer_of(request, scope_of(request, slug))
    return HttpResponse(_names() if viewer.is_member else "")


def one(_request: HttpRequest, pk: int) -> HttpResponse:
    """Show who holds a seat to who guesses its number."""
    seat = Seat.objects.filter(pk=pk).select_related("person").first()
    return HttpResponse(seat.person.name if seat and seat.person else "")


def header(_request: HttpRequest) -> HttpResponse:
    """Show nothing, but name a mail address in a header."""
    address = Person.objects.exclude(municipality=None).values_list("email", flat=True).first()
    return HttpResponse(headers={"Content-Disposition": f'attachment; filename="{address}"'})


def cached(request: HttpRequest, slug: str) -> HttpResponse:
    """Show names to who may see them, and let a cache show them to others."""
    viewer = viewer_of(request, scope_of(request, slug))
    people = Person.objects.filter(seats__municipality_id=viewer.municipality_id or 0)
    text = ", ".join(person.name for person in people) if viewer.is_member else ""
    return HttpResponse(text, headers={"Cache-Control": "public, max-age=60"})


def found(request: HttpRequest) -> HttpResponse:
    """Find an area that is not public yet, by a part of its name."""
    areas = Area.objects.filter(name__icontains=request.GET.get("q", "") or "-")
    return JsonResponse({"areas": [area.name for area in areas]})


def figures(_request: HttpRequest, slug: str) -> HttpResponse:
    """Show own figures, also those of another municipality."""
    return HttpResponse(", ".join(Indicator.objects.values_list("name_nl", flat=True)))


def log(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the log to every professional, not to administrators only."""
    viewer = viewer_of(request, scope_of(request, slug))
    rows = LogRow.objects.filter(municipality_id=viewer.municipality_id)
    text = ", ".join(rows.values_list("why", flat=True)) if viewer.is_professional else ""
    return HttpResponse(text)


def told(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Show the words of who raised a signal to every professional, of whichever wijk."""
    viewer = viewer_of(request, scope_of(request, slug))
    rows = Signal.objects.filter(municipality__slug=slug, reference=reference)
    text = ", ".join(rows.values_list("text", flat=True)) if viewer.is_professional else ""
    return HttpResponse(text)


def linked(_request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Show who has any private link all signals, and not only the own one."""
    known = Raiser.objects.filter(link_digest=tokens.digest(token), municipality__slug=slug)
    texts = Signal.objects.values_list("text", flat=True) if known.exists() else []
    return HttpResponse(", ".join(texts))


def asked(_request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Show an organisation with a link the words of who raised what it is asked."""
    known = HandOver.objects.filter(
        link_digest=tokens.digest(token), municipality__slug=slug
    ).first()
    return HttpResponse(known.signal.text if known else "")


def raiser(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who raised something to all who handle signals, specialists too."""
    viewer = viewer_of(request, scope_of(request, slug))
    rows = Raiser.objects.filter(municipality__slug=slug)
    handles = viewer.holds_any(("specialist", "community_worker", "district_manager"))
    return HttpResponse(", ".join(rows.values_list("name", flat=True)) if handles else "")


def photo(_request: HttpRequest, pk: int) -> FileResponse:
    """Give a photo to who guesses its number."""
    return FileResponse(Photo.objects.get(pk=pk).file)


def agenda(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Print the whole agenda for everybody of the group, the second shell too."""
    viewer = viewer_of(request, scope_of(request, slug))
    meeting = Meeting.objects.get(pk=pk)
    if meeting.series.group_id not in viewer.group_ids:
        return HttpResponse("")
    rows = meeting.items.values_list("title", "notes")
    return HttpResponse(typeset.pdf("x", {"rows": list(rows)}, keep=False))


def ideas(_request: HttpRequest, slug: str) -> HttpResponse:
    """Put projects that nobody decided on yet in a table for everyone."""
    rows = CostLine.objects.filter(municipality__slug=slug)
    return HttpResponse("\n".join(rows.values_list("what", flat=True)), content_type="text/csv")


def papers(_request: HttpRequest, slug: str) -> HttpResponse:
    """Show everybody the papers of what was bought with money in hands."""
    rows = Expense.objects.filter(municipality__slug=slug)
    return HttpResponse(", ".join(rows.values_list("document", flat=True)))


def letters(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what did not arrive to every member."""
    viewer = viewer_of(request, scope_of(request, slug))
    rows = OutboxRow.objects.filter(municipality_id=viewer.municipality_id)
    text = ", ".join(rows.values_list("fault", flat=True)) if viewer.is_member else ""
    return HttpResponse(text)


def worries(request: HttpRequest, slug: str) -> HttpResponse:
    """Show to the team what was sealed without asking it to open it."""
    viewer = viewer_of(request, scope_of(request, slug))
    rows = Concern.objects.filter(group_id__in=viewer.sealed_ids)
    text = b", ".join(
        sealing.unseal(bytes(row.sealed or b""), about=row.about()) for row in rows
    )
    return HttpResponse(text)


urlpatterns = [
    path("lek/namen", names),
    path("<slug:slug>/lek/collega", colleagues),
    path("lek/<int:pk>", one),
    path("lek/kop", header),
    path("<slug:slug>/lek/bewaard", cached),
    path("api/lek/zoek", found),
    path("<slug:slug>/lek/cijfers", figures),
    path("<slug:slug>/lek/log", log),
    path("<slug:slug>/lek/melding/<str:reference>", told),
    path("<slug:slug>/lek/volgen/<str:token>", linked),
    path("<slug:slug>/lek/partner/<str:token>", asked),
    path("<slug:slug>/lek/melders", raiser),
    path("lek/foto/<int:pk>", photo),
    path("<slug:slug>/overleg/<int:pk>/lek", agenda),
    path("<slug:slug>/lek/ideeen.csv", ideas),
    path("<slug:slug>/lek/bonnen", papers),
    path("<slug:slug>/lek/post", letters),
    path("<slug:slug>/lek/zorg", worries),
]
