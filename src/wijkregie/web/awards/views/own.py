"""The money of one's own plan, by the private link that everybody gets who proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from wijkregie.web.awards import page
from wijkregie.web.awards.desk import by_link
from wijkregie.web.awards.views import money

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.web.awards.desk import Desk


@by_link
def award(desk: Desk, pk: int) -> HttpResponse:
    """Show the money of one's own plan, with what one can do now."""
    return render(desk.request, "awards/award.html", page.context(desk, desk.award(pk)))


expense = by_link(money.show_expense)
take_back = by_link(money.take_expense_back)
give_account = by_link(money.write_account)
