"""Addresses of the front page, search, and the pages about the site."""

from django.urls import path

from wijkregie.web.home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("<slug:slug>/", views.index, name="index"),
    path("<slug:slug>/zoeken", views.search, name="search"),
    path("<slug:slug>/over", views.about, name="about"),
    path("<slug:slug>/groepen", views.groups, name="groups"),
    path("<slug:slug>/privacy", views.privacy, name="privacy"),
    path("<slug:slug>/toegankelijkheid", views.accessibility, name="accessibility"),
    path("<slug:slug>/huisstijl.css", views.tokens, name="tokens"),
]
