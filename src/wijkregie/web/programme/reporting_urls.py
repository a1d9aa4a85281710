"""Addresses of the plan of a programme, its reports to the council and what was learned."""

from __future__ import annotations

from typing import Final

from django.urls import path

from wijkregie.web.programme.views import lessons, programme_plan, report_writing, reports

_PLAN = "<slug:slug>/programma/<str:key>"
_REPORT = f"{_PLAN}/voortgang/<int:number>"
REPORTING: Final = [
    path(f"{_PLAN}/plan", programme_plan.detail, name="plan"),
    path(f"{_PLAN}/plan.pdf", programme_plan.pdf, name="plan_pdf"),
    path(f"{_PLAN}/wijkplan/<str:code>.pdf", programme_plan.area_pdf, name="area_plan_pdf"),
    path(f"{_PLAN}/voortgang", reports.index, name="reports"),
    path(f"{_PLAN}/voortgang/nieuw", report_writing.begin, name="report_new"),
    path(_REPORT, reports.detail, name="report"),
    path(f"{_REPORT}.pdf", reports.pdf, name="report_pdf"),
    path(f"{_REPORT}/schrijven", report_writing.write, name="report_write"),
    path(f"{_REPORT}/vaststellen", report_writing.settle, name="report_settle"),
    path(f"{_REPORT}/intrekken", report_writing.withdraw, name="report_withdraw"),
    path(f"{_PLAN}/les", lessons.add, name="lesson_new"),
    path(f"{_PLAN}/les/<int:line>/weg", lessons.remove, name="lesson_remove"),
]
