"""Addresses of figures."""

from django.urls import path

from wijkregie.web.figures import views

app_name = "figures"
urlpatterns = [
    path("<slug:slug>/cijfers", views.index, name="index"),
    path("<slug:slug>/cijfers/<slug:key>", views.detail, name="detail"),
    path("<slug:slug>/cijfers/<slug:key>.csv", views.table, {"kind": "csv"}, name="csv"),
    path("<slug:slug>/cijfers/<slug:key>.xlsx", views.table, {"kind": "xlsx"}, name="xlsx"),
]
