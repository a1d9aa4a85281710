"""Addresses. Reporting, following, the work list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from wijkregie.web.signals.views import (
    follow,
    handle,
    join,
    offer,
    overview,
    partner,
    public,
    report,
    work,
)

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "signals"
urlpatterns: list[URLPattern] = [
    path("<slug:slug>/melden", report.report, name="report"),
    path("<slug:slug>/melden/plek", report.report_place, name="report_place"),
    path("<slug:slug>/melden/plek/lijkt-op", report.similar, name="similar"),
    path("<slug:slug>/melden/persoon", report.report_person, name="report_person"),
    path("<slug:slug>/volgen/<str:token>", follow.follow, name="follow"),
    path("<slug:slug>/volgen/<str:token>/tevreden", follow.satisfied, name="follow_satisfied"),
    path("<slug:slug>/volgen/<str:token>/foto/<int:pk>", follow.photo, name="follow_photo"),
    path("<slug:slug>/partner/<str:token>", partner.by_link, name="partner"),
    path(
        "<slug:slug>/partner/<str:token>/<slug:action>",
        partner.act_by_link,
        name="partner_act",
    ),
    path("<slug:slug>/overdracht/<int:pk>", partner.by_seat, name="hand_over"),
    path(
        "<slug:slug>/overdracht/<int:pk>/<slug:action>",
        partner.act_by_seat,
        name="hand_over_act",
    ),
    path("<slug:slug>/melding/", public.lookup, name="lookup"),
    path("<slug:slug>/melding/<str:reference>", public.detail, name="detail"),
    path("<slug:slug>/melding/<str:reference>/ook-van-mij", join.join, name="join"),
    path("<slug:slug>/melding/<str:reference>/foto/<int:pk>", handle.photo, name="photo"),
    path("<slug:slug>/melding/<str:reference>/overdragen", offer.offer, name="offer"),
    path("<slug:slug>/melding/<str:reference>/<slug:action>", handle.act, name="act"),
    path("<slug:slug>/meldingen", overview.overview, name="overview"),
    path("<slug:slug>/meldingen/van-onze-groep", overview.of_group, name="of_group"),
    path("<slug:slug>/werklijst", work.work, name="work"),
]
