"""What stands in the log, in words. A test holds this list beside the calls of the log."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

WORDS: Final = {
    "action_agreed": _("action agreed"),
    "action_settled": _("action done, dropped or reopened"),
    "agenda_item_added": _("point put on an agenda"),
    "agenda_item_decided": _("point of an agenda decided on"),
    "agenda_item_taken_off": _("point taken off an agenda"),
    "agenda_signal_added": _("report put on an agenda of a meeting"),
    "area.add_place": _("place name added"),
    "attendance_written": _("attendance of a meeting written down"),
    "decision_recorded": _("decision recorded"),
    "figures.record": _("own figures recorded"),
    "group_changed": _("group changed"),
    "group_created": _("group made"),
    "group_ended": _("group ended"),
    "indicator.define": _("own figure defined"),
    "meeting_cancelled": _("meeting cancelled"),
    "meeting_closed": _("meeting closed"),
    "meeting_planned": _("meeting planned"),
    "municipality.add_code": _("CBS code added"),
    "municipality.change": _("name or form of address changed"),
    "municipality.create": _("municipality made"),
    "municipality.logo": _("logo changed"),
    "municipality.remove_code": _("CBS code removed"),
    "municipality.tokens": _("colours changed"),
    "notes_written": _("notes of a meeting written"),
    "operator_set": _("made operator of the installation"),
    "operator_unset": _("no longer operator of the installation"),
    "organisation_changed": _("organisation changed"),
    "organisation_connected": _("organisation of elsewhere added"),
    "organisation_created": _("organisation added"),
    "own_area.change": _("own area changed"),
    "own_area.create": _("own area made"),
    "own_area.draw": _("own area drawn on the map"),
    "own_area.remove": _("own area removed"),
    "person_changed": _("account changed"),
    "person_created": _("account made"),
    "person_ended": _("account ended"),
    "phone_number.add": _("phone number added"),
    "phone_number.change": _("phone number changed"),
    "phone_number.remove": _("phone number removed"),
    "role_ended": _("role taken away"),
    "role_given": _("role given"),
    "sealed_desk_set": _("group for concerns about persons appointed"),
    "seat_ended": _("seat ended"),
    "seat_given": _("seat given"),
    "second_factor_reset": _("second step forgotten"),
    "series_made": _("series of meetings made"),
    "signal_answered": _("report answered"),
    "signal_assigned": _("report given to another team"),
    "signal_decided": _("report decided on"),
    "signal_described": _("report put in words for everyone"),
    "signal_escalated": _("chair told that a report is late"),
    "signal_heard": _("who reported it has heard"),
    "signal_in_project": _("report taken into a project"),
    "signal_off_agenda": _("report taken off the agenda"),
    "signal_on_agenda": _("report put on the agenda"),
    "signal_postponed": _("later answer to a report announced"),
    "signal_received": _("report received"),
    "signal_reopened": _("report reopened"),
    "signal_taken_up": _("report taken up"),
    "theme.add": _("theme added"),
    "theme.change": _("theme changed"),
}


def in_words(what: str) -> str:
    """Return what was done, in words; what an older version wrote stays as it was."""
    return str(WORDS.get(what, what))
