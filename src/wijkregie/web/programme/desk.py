"""Who looks at the programme, in which municipality, and who may work on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from wijkregie.web.http import desks
from wijkregie.web.http.desks import answered, done, opened_at, shown_and_sent, worked_at

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

__all__ = ["Desk", "answered", "ask", "done", "for_work", "open_to_all", "shown_and_sent"]


@dataclass(frozen=True, slots=True)
class Desk(desks.Desk):
    """The municipality, who looks, and what is asked of a programme."""

    pages: ClassVar[str] = "programme"


open_to_all = opened_at(Desk)
for_work = worked_at(Desk)


def ask(desk: Desk, form: forms.Form | None, **context: Any) -> HttpResponse:
    """Answer with a page around one form; 422 when it was sent and holds errors."""
    return desks.asked(desk, "programme/ask.html", form, context)
