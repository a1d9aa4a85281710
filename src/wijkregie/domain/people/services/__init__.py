"""Every change to people, one function per thing that an administrator does."""

from wijkregie.domain.people.services.accounts import (
    change_person,
    create_person,
    end_person,
    reset_second_factor,
    set_operator,
)
from wijkregie.domain.people.services.covenants import (
    CovenantDraft,
    change_covenant,
    end_covenant,
    make_covenant,
    warn_of_lapse,
)
from wijkregie.domain.people.services.drafts import (
    AlarmDraft,
    GroupDraft,
    OrganisationDraft,
    PeopleRefused,
    PersonDraft,
    RoleDraft,
    SeatDraft,
)
from wijkregie.domain.people.services.groups import (
    change_group,
    change_organisation,
    connect_organisation,
    create_group,
    create_organisation,
    end_group,
)
from wijkregie.domain.people.services.holding import holding_covenant
from wijkregie.domain.people.services.sealed import set_sealed_alarm, set_sealed_desk
from wijkregie.domain.people.services.work import end_role, end_seat, give_role, give_seat

__all__ = [
    "AlarmDraft",
    "CovenantDraft",
    "GroupDraft",
    "OrganisationDraft",
    "PeopleRefused",
    "PersonDraft",
    "RoleDraft",
    "SeatDraft",
    "change_covenant",
    "change_group",
    "change_organisation",
    "change_person",
    "connect_organisation",
    "create_group",
    "create_organisation",
    "create_person",
    "end_covenant",
    "end_group",
    "end_person",
    "end_role",
    "end_seat",
    "give_role",
    "give_seat",
    "holding_covenant",
    "make_covenant",
    "reset_second_factor",
    "set_operator",
    "set_sealed_alarm",
    "set_sealed_desk",
    "warn_of_lapse",
]
