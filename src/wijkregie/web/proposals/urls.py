"""Addresses. The plans of a round, one of them, by the private link too, and what waits."""

from django.urls import path

from wijkregie.web.proposals.views import act, new, own, public, work

app_name = "proposals"
_HERE = "<slug:slug>"
_ROUND = f"{_HERE}/budgetronde/<int:pk>"
_ONE = f"{_HERE}/voorstel/<str:reference>"
_OWN = f"{_HERE}/volgen/<str:token>/voorstel"
urlpatterns = [
    path(f"{_ROUND}/voorstellen", public.index, name="index"),
    path(f"{_ROUND}/voorstellen.csv", public.index_csv, name="index_csv"),
    path(f"{_ROUND}/voorstel/nieuw", new.new, name="new"),
    path(f"{_ROUND}/voorstel/nr/<int:number>", public.by_number, name="by_number"),
    path(f"{_HERE}/voorstellen/te-bekijken", work.work, name="work"),
    path(f"{_HERE}/idee/<str:reference>/in-een-ronde", work.take_in, name="take_in"),
    path(_OWN, own.detail, name="own"),
    path(f"{_OWN}/<slug:word>", own.act, name="own_act"),
    path(f"{_OWN}/toets/<int:pk>", own.act, {"word": "toets"}, name="own_check"),
    path(f"{_OWN}/antwoord/<int:pk>", own.act, {"word": "antwoord"}, name="own_reply"),
    path(_ONE, public.detail, name="detail"),
    path(f"{_ONE}/<slug:word>", act.act, name="act"),
    path(f"{_ONE}/toets/<int:pk>", act.act, {"word": "toets"}, name="check"),
    path(f"{_ONE}/antwoord/<int:pk>", act.act, {"word": "antwoord"}, name="reply"),
]
