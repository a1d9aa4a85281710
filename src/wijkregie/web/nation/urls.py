"""Addresses of the map of the country."""

from django.urls import path

from wijkregie.web.nation import views

app_name = "nation"
urlpatterns = [
    path("nederland/kaart", views.country_map, name="map"),
    path("nederland/kaart/grenzen", views.borders, name="borders"),
    path("nederland/kaart/namen", views.names, name="names"),
    path("nederland/kaart/waarden", views.values, name="values"),
]
