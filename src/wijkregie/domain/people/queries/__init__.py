"""What one may know about people. Nothing here hands out a model: see ``queries.seen``."""

from wijkregie.domain.people.queries.accounts import (
    Account,
    Place,
    account_of,
    demo_accounts,
    mail_address_of,
    needs_second_factor,
)
from wijkregie.domain.people.queries.lists import (
    group_names,
    groups_visible_to,
    organisations_visible_to,
    person_seen,
    persons_visible_to,
    roles_visible_to,
    seats_visible_to,
)
from wijkregie.domain.people.queries.sealed import (
    AlarmSeen,
    CallSeen,
    DeskSeen,
    district_managers,
    sealed_alarm,
    sealed_alarm_of,
    sealed_desk,
    sealed_desk_of,
    sealed_readers,
)
from wijkregie.domain.people.queries.seen import (
    AreaNamed,
    GroupSeen,
    OrganisationSeen,
    PersonSeen,
    RoleSeen,
    SeatSeen,
)
from wijkregie.domain.people.queries.viewers import viewer

__all__ = [
    "Account",
    "AlarmSeen",
    "AreaNamed",
    "CallSeen",
    "DeskSeen",
    "GroupSeen",
    "OrganisationSeen",
    "PersonSeen",
    "Place",
    "RoleSeen",
    "SeatSeen",
    "account_of",
    "demo_accounts",
    "district_managers",
    "group_names",
    "groups_visible_to",
    "mail_address_of",
    "needs_second_factor",
    "organisations_visible_to",
    "person_seen",
    "persons_visible_to",
    "roles_visible_to",
    "sealed_alarm",
    "sealed_alarm_of",
    "sealed_desk",
    "sealed_desk_of",
    "sealed_readers",
    "seats_visible_to",
    "viewer",
]
