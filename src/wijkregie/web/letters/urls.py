"""Addresses. Letters to post and calls to make."""

from django.urls import path

from wijkregie.web.letters import views

app_name = "letters"
urlpatterns = [
    path("<slug:slug>/post/", views.index, name="index"),
    path("<slug:slug>/post/<int:pk>/brief.pdf", views.pdf, name="pdf"),
    path("<slug:slug>/post/<int:pk>/klaar", views.done, name="done"),
]
