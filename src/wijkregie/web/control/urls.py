"""Addresses of the settings of a municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import include, path

from wijkregie.web.control.views import (
    answers,
    areas,
    codes,
    details,
    groups,
    log,
    look,
    organisations,
    overview,
    own_figures,
    persons,
    phones,
    roles,
    routing,
    sealed,
    seats,
    themes,
)

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

app_name = "control"

_areas = [
    path("", codes.areas, name="areas"),
    path("codes/toevoegen/", codes.code_add, name="code_add"),
    path("codes/weghalen/", codes.code_remove, name="code_remove"),
    path("nieuw/", areas.new, name="area_new"),
    path("gebied/<slug:code>/", areas.area, name="area"),
    path("gebied/<slug:code>/weghalen/", areas.remove, name="area_remove"),
]
_own_figures = [
    path("", own_figures.own_figures, name="own_figures"),
    path("nieuw/", own_figures.new, name="own_figure_new"),
    path("<int:pk>/", own_figures.more, name="own_figure"),
]
_groups = [
    path("", groups.groups, name="groups"),
    path("nieuw/", groups.new, name="group_new"),
    path("<int:pk>/", seats.group, name="group"),
    path("<int:pk>/wijzigen/", groups.change, name="group_change"),
    path("<int:pk>/stoppen/", groups.end, name="group_end"),
    path("<int:pk>/plaatsen/", seats.give, name="seat_give"),
    path("<int:pk>/plaatsen/<int:seat_pk>/stoppen/", seats.end, name="seat_end"),
]
_persons = [
    path("", persons.persons, name="persons"),
    path("nieuw/", persons.new, name="person_new"),
    path("<int:pk>/", roles.person, name="person"),
    path("<int:pk>/wijzigen/", persons.change, name="person_change"),
    path("<int:pk>/tweede-stap/", persons.reset, name="person_reset"),
    path("<int:pk>/stoppen/", persons.end, name="person_end"),
    path("<int:pk>/rollen/", roles.give, name="role_give"),
    path("<int:pk>/rollen/<int:role_pk>/stoppen/", roles.end, name="role_end"),
]
_organisations = [
    path("", organisations.organisations, name="organisations"),
    path("nieuw/", organisations.new, name="organisation_new"),
    path("<int:pk>/", organisations.organisation, name="organisation"),
]
_themes = [
    path("", themes.themes, name="themes"),
    path("nieuw/", themes.new, name="theme_new"),
    path("<int:pk>/", themes.theme, name="theme"),
    path("<int:pk>/gebruik/", themes.use, name="theme_use"),
]
_routing = [
    path("", routing.rules, name="routing"),
    path("nieuw/", routing.new, name="rule_new"),
    path("<int:pk>/", routing.rule, name="rule"),
    path("<int:pk>/plek/", routing.move, name="rule_move"),
    path("<int:pk>/weghalen/", routing.remove, name="rule_remove"),
]
_answers = [
    path("", answers.answers, name="answers"),
    path("nieuw/", answers.new, name="answer_new"),
    path("<int:pk>/", answers.answer, name="answer"),
]
_phones = [
    path("", phones.phones, name="phones"),
    path("nieuw/", phones.new, name="phone_new"),
    path("<int:pk>/", phones.phone, name="phone"),
    path("<int:pk>/weghalen/", phones.remove, name="phone_remove"),
]
_desk: list[URLPattern | URLResolver] = [
    path("", overview.index, name="index"),
    path("gegevens/", details.details, name="details"),
    path("huisstijl/", look.look, name="look"),
    path("huisstijl/logo/", look.logo, name="logo"),
    path("huisstijl/logo/weghalen/", look.logo_remove, name="logo_remove"),
    path("gebieden/", include(_areas)),
    path("eigen-cijfers/", include(_own_figures)),
    path("groepen/", include(_groups)),
    path("mensen/", include(_persons)),
    path("organisaties/", include(_organisations)),
    path("themas/", include(_themes)),
    path("toewijzing/", include(_routing)),
    path("antwoorden/", include(_answers)),
    path("telefoonnummers/", include(_phones)),
    path("zorgmeldpunt/", sealed.sealed, name="sealed"),
    path("zorgmeldpunt/alarm/", sealed.alarm, name="sealed_alarm"),
    path("logboek/", log.log, name="log"),
]

urlpatterns = [path("<slug:slug>/beheer/", include(_desk))]
