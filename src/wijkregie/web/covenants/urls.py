"""Addresses. Covenants: the list, one of them, and what one may do with it."""

from django.urls import path

from wijkregie.web.covenants import views

app_name = "covenants"
_HERE = "<slug:slug>/"
_ONE = f"{_HERE}convenant/<int:pk>"
urlpatterns = [
    path(f"{_HERE}convenanten", views.index, name="index"),
    path(f"{_HERE}convenant/nieuw", views.new, name="new"),
    path(_ONE, views.detail, name="detail"),
    path(f"{_ONE}/wijzigen", views.change, name="change"),
    path(f"{_ONE}/stoppen", views.end, name="end"),
]
