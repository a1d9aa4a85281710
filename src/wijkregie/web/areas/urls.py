"""Addresses of areas and the map."""

from django.urls import path

from wijkregie.web.areas import views

app_name = "areas"
urlpatterns = [
    path("<slug:slug>/kaart", views.area_map, name="map"),
    path("<slug:slug>/gebied/<str:words>", views.detail, name="detail"),
    path("<slug:slug>/gebied/<str:words>/cijfers", views.figures, name="figures"),
    path("<slug:slug>/gebied/<str:words>/cijfers.csv", views.figures_csv, name="figures_csv"),
]
