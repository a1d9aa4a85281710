"""Addresses. The areas that an area is compared with, and what one may change about them."""

from django.urls import path

from wijkregie.web.peers import views

app_name = "peers"
_HERE = "<slug:slug>/gebied/<str:words>/vergelijkbaar"
urlpatterns = [
    path(_HERE, views.detail, name="detail"),
    path(f"{_HERE}/kenmerken", views.widths, name="widths"),
    path(f"{_HERE}/weglaten", views.leave_out, name="leave_out"),
    path(f"{_HERE}/toevoegen", views.take_in, name="take_in"),
    path(f"{_HERE}/herstellen", views.reset, name="reset"),
]
