"""Addresses. Meetings, agendas and action lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from wijkregie.web.meetings.views import (
    calendar,
    changes,
    guests,
    index,
    inquiries,
    lists,
    meeting,
    mine,
    minutes,
    reports,
    series,
)

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "meetings"
_MEETING = "<slug:slug>/overleg/<int:pk>"
_ITEM = f"{_MEETING}/punt/<int:item_pk>"
urlpatterns: list[URLPattern] = [
    path("<slug:slug>/overleg/", index.index, name="index"),
    path("<slug:slug>/overleg/plannen", index.plan, name="plan"),
    path("<slug:slug>/overleg/reeks", index.series, name="series"),
    path("<slug:slug>/overleg/reeks/<int:pk>", series.detail, name="series_detail"),
    path("<slug:slug>/overleg/reeks/<int:pk>/ritme", series.rhythm, name="rhythm"),
    path("<slug:slug>/overleg/reeks/<int:pk>/vooruit", series.ahead, name="ahead"),
    path("<slug:slug>/overleg/reeks/<int:pk>.ics", calendar.series_feed, name="series_feed"),
    path("<slug:slug>/overleg/agenda", calendar.page, name="calendar"),
    path("<slug:slug>/overleg/agenda.ics", calendar.feed, name="feed"),
    path("<slug:slug>/overleg/agenda/link", calendar.link, name="calendar_link"),
    path(
        "<slug:slug>/overleg/mijn/<slug:token>.ics",
        calendar.personal_feed,
        name="personal_feed",
    ),
    path(_MEETING, meeting.detail, name="detail"),
    path(f"{_MEETING}/afspraken", lists.actions, name="actions"),
    path(f"{_MEETING}/afspraken.pdf", lists.actions_pdf, name="actions_pdf"),
    path(f"{_MEETING}/verslag", minutes.minutes, name="minutes"),
    path(f"{_MEETING}/verslag.pdf", minutes.minutes_pdf, name="minutes_pdf"),
    path(f"{_MEETING}/verslag/vaststellen", minutes.approve, name="approve"),
    path(f"{_MEETING}/verslag/verbeteren", minutes.correct, name="correct"),
    path(f"{_MEETING}/punt", changes.add_point, name="add_point"),
    path(f"{_MEETING}/melding", changes.add_signal, name="add_signal"),
    path(f"{_MEETING}/uit-de-meldingen", reports.reports, name="reports"),
    path(f"{_MEETING}/verplaatsen", series.move, name="move"),
    path(f"{_MEETING}/voorstel", guests.propose, name="propose"),
    path(f"{_MEETING}/voorstel/<int:proposal_pk>/ja", guests.accept, name="accept"),
    path(f"{_MEETING}/voorstel/<int:proposal_pk>/nee", guests.decline, name="decline"),
    path(f"{_MEETING}/aanwezig", changes.attend, name="attend"),
    path(f"{_MEETING}/afsluiten", changes.close, name="close"),
    path(f"{_MEETING}/afgelasten", changes.cancel, name="cancel"),
    path(f"{_ITEM}/notities", changes.note, name="note"),
    path(f"{_ITEM}/besluit", changes.decide, name="decide"),
    path(f"{_ITEM}/afspraak", changes.agree, name="agree"),
    path(f"{_ITEM}/vraag", inquiries.ask, name="ask"),
    path(f"{_ITEM}/gast", guests.invite, name="invite"),
    path(f"{_ITEM}/gast/<int:seat_pk>/weg", guests.uninvite, name="uninvite"),
    path(f"{_ITEM}/weg", changes.take_off, name="take_off"),
    path("<slug:slug>/uitzoeken", inquiries.inquiries, name="inquiries"),
    path("<slug:slug>/uitzoeken/<int:pk>", inquiries.inquiry, name="inquiry"),
    path("<slug:slug>/acties", mine.mine, name="mine"),
    path("<slug:slug>/acties/<int:pk>", mine.settle, name="settle"),
]
