"""The pages as a Django app."""

from django.apps import AppConfig


class MeetingsPagesConfig(AppConfig):
    """Meetings, agendas and action lists."""

    name = "wijkregie.web.meetings"
    label = "web_meetings"
