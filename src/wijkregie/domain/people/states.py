"""Kinds of groups, organisations, seats and roles."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does here as a professional; each needs a second factor at log-in."""

    ADMINISTRATOR = "administrator", _("administrator")
    DISTRICT_MANAGER = "district_manager", _("district manager")
    COMMUNITY_WORKER = "community_worker", _("community worker")
    SPECIALIST = "specialist", _("specialist")
    COUNCIL_MEMBER = "council_member", _("council member")


class GroupKind(models.TextChoices):
    """The groups of the neighbourhood approach."""

    DISTRICT_TEAM = "district_team", _("wijkteam")
    DISTRICT_PLATFORM = "district_platform", _("wijkplatform")
    CORE_GROUP = "core_group", _("core group")
    SOUNDING_BOARD = "sounding_board", _("sounding board")
    PANEL = "panel", _("wijkpanel")
    TABLE = "table", _("wijktafel")
    RESIDENTS = "residents", _("residents' group")
    STEERING = "steering", _("steering group")


class OrganisationKind(models.TextChoices):
    """What sort of organisation takes part."""

    MUNICIPALITY = "municipality", _("municipality")
    WELFARE = "welfare", _("welfare organisation")
    HOUSING = "housing", _("housing corporation")
    POLICE = "police", _("police")
    CARE = "care", _("care organisation")
    SCHOOL = "school", _("school")
    RESIDENTS = "residents", _("residents' organisation")
    BUSINESS = "business", _("business")
    OTHER = "other", _("other organisation")


class Shell(models.IntegerChoices):
    """First shell: attends. Second shell: is informed by the action list."""

    FIRST = 1, _("first shell")
    SECOND = 2, _("second shell")


class SeatFunction(models.TextChoices):
    """What someone does in a group."""

    MEMBER = "member", _("member")
    CHAIR = "chair", _("chair")
    SECRETARY = "secretary", _("secretary")
