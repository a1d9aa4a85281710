"""Addresses of regular work, of hand-overs to it, and of agreements with partners."""

from __future__ import annotations

from django.urls import path

from wijkregie.web.programme.views import (
    agreement_list,
    agreement_reports,
    agreements,
    handing,
    regular,
)

_HERE = "<slug:slug>/"
_PROJECT = f"{_HERE}project/<int:pk>"
_PLAN = f"{_HERE}programma/<str:key>"
_LINE = f"{_HERE}lijnwerk/<int:pk>"
_AGREEMENT = f"{_HERE}afspraak/<int:pk>"
_REPORT = f"{_AGREEMENT}/rapportage/<int:line>"
AGREED = [
    path(f"{_PROJECT}/overdragen", handing.offer, name="project_hand_over"),
    path(f"{_PROJECT}/overdracht", handing.answer, name="hand_over"),
    path(f"{_PROJECT}/overdracht/vastleggen", handing.note, name="hand_over_note"),
    path(f"{_PROJECT}/overdracht/terugnemen", handing.take_back, name="hand_over_back"),
    path(f"{_PLAN}/lijnwerk", regular.listed, name="regular"),
    path(f"{_PLAN}/lijnwerk.csv", regular.table, name="regular_csv"),
    path(f"{_PLAN}/lijnwerk/nieuw", regular.new, name="regular_new"),
    path(f"{_LINE}/wijzigen", regular.change, name="regular_change"),
    path(f"{_LINE}/gestopt", regular.stop, name="regular_stop"),
    path(f"{_HERE}afspraken", agreement_list.listed, name="agreements"),
    path(f"{_HERE}afspraken.csv", agreement_list.table, name="agreements_csv"),
    path(f"{_PLAN}/afspraken", agreement_list.of_programme, name="programme_agreements"),
    path(f"{_PLAN}/afspraak", agreements.new, name="agreement_new"),
    path(_AGREEMENT, agreements.detail, name="agreement"),
    path(f"{_AGREEMENT}/wijzigen", agreements.change, name="agreement_change"),
    path(f"{_AGREEMENT}/vastleggen", agreements.agree, name="agreement_agree"),
    path(f"{_AGREEMENT}/besluit", agreements.decide, name="agreement_decide"),
    path(f"{_AGREEMENT}/stoppen", agreements.end, name="agreement_end"),
    path(f"{_AGREEMENT}/rapportage", agreement_reports.plan, name="agreement_plan"),
    path(_REPORT, agreement_reports.report, name="agreement_report"),
    path(f"{_REPORT}/weg", agreement_reports.drop, name="agreement_report_drop"),
]
