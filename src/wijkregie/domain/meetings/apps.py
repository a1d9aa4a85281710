"""The room as a Django app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings, agendas, actions."""

    name = "wijkregie.domain.meetings"
    label = "meetings"
