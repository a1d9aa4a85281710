"""A meeting is not about a person or a household."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.meetings import TONIGHT, make_item
from tests.makers.places import AT
from wijkregie.domain.meetings import services
from wijkregie.domain.meetings.models import AgendaItem
from wijkregie.kit.words import WordsRefused

if TYPE_CHECKING:
    from tests.makers.meetings import Team
    from wijkregie.domain.meetings.models import Meeting


@pytest.mark.parametrize(
    "title",
    [
        "Zorgen om mevrouw Jansen",
        "Overlast door het gezin op nummer 12",
        "De bewoner van Molenweg 4 vervuilt",
        "Terugbellen: 06-12345678",
    ],
)
def test_a_concern_about_a_household_does_not_go_on_an_agenda(
    meeting: Meeting, team: Team, title: str
) -> None:
    with pytest.raises(WordsRefused) as no:
        services.add_item(meeting.pk, title, by=team.as_chair(), at=AT)

    assert no.value.field == "title"
    assert not AgendaItem.objects.exists()


def test_who_is_refused_reads_where_such_a_concern_goes(meeting: Meeting, team: Team) -> None:
    with pytest.raises(WordsRefused, match=r"“Jansen”.*as a concern about a person"):
        services.add_item(meeting.pk, "Mevrouw Jansen", by=team.as_chair(), at=AT)


def test_a_pattern_in_a_street_does_go_on_an_agenda(meeting: Meeting, team: Team) -> None:
    """The control: three reports of loneliness are about nobody."""
    title = "Eenzaamheid in de Wilhelminastraat: drie meldingen"

    services.add_item(meeting.pk, title, by=team.as_chair(), at=AT)

    assert AgendaItem.objects.get().title == title


def test_notes_name_who_spoke_but_no_household(meeting: Meeting, team: Team) -> None:
    item = make_item(meeting)

    saved = services.note(
        item.pk, "Fatima licht het plan toe.", item.version, by=team.as_chair(), at=TONIGHT
    )
    with pytest.raises(WordsRefused, match="nummer 12"):
        services.note(
            item.pk, "De man op nummer 12 drinkt.", saved, by=team.as_chair(), at=TONIGHT
        )
    with pytest.raises(WordsRefused, match="06-12345678"):
        services.note(item.pk, "Fatima: 06-12345678.", saved, by=team.as_chair(), at=TONIGHT)

    item.refresh_from_db()
    assert item.notes == "Fatima licht het plan toe."
