"""The pages as a Django app."""

from django.apps import AppConfig


class HttpConfig(AppConfig):
    """What all pages share: the frame, the viewer, formats, errors."""

    name = "wijkregie.web.http"
    label = "web_http"
