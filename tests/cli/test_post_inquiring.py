"""The mail to who finds something out: what it says, and when there is no need of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_post_words import leaks, mail_of, needless
from tests.makers.meetings import close_meeting, make_item, make_meeting, make_series, make_team
from tests.makers.minutes import make_inquiry
from tests.makers.people import make_person
from tests.makers.places import AT
from wijkregie.domain.meetings import services
from wijkregie.kit import outbox
from wijkregie.kit.outbox_states import Way
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from wijkregie.domain.meetings.models import Inquiry


@pytest.fixture
def inquiry(db: None) -> Inquiry:
    """Asked of somebody without a seat, in a meeting that was closed."""
    team = make_team("Lindenwijk")
    meeting = make_meeting(make_series(team.group, "Reeks Kanarie"), location="Kanarie")
    specialist = make_person("Vak", municipality=team.municipality)
    item = make_item(meeting, "Punt Kanarie")
    made = make_inquiry(item, specialist, question="Wie beheert de Kanarie?")
    close_meeting(meeting)
    return made


def test_a_question_is_announced_without_its_words(inquiry: Inquiry) -> None:
    mail = mail_of("inquiry_asked")

    assert mail.subject == "Een groep vraagt je iets uit te zoeken"
    assert "Overleg: Wijkteam Lindenwijk" in str(mail.body)
    slug = inquiry.municipality.slug
    assert f"http://testserver/{slug}/uitzoeken/{inquiry.pk}" in str(mail.body)
    assert leaks(mail) == []


def test_once_answered_or_gone_nobody_is_asked(inquiry: Inquiry) -> None:
    here = inquiry.municipality_id
    services.find(inquiry.pk, "De gemeente.", by=installation(here), at=AT)
    assert needless("inquiry_asked") == "the question was answered meanwhile"

    ids = {"inquiry_id": 0, "person_id": 0}
    outbox.put("inquiry_asked", ids, way=Way.MAIL, once="x", municipality_id=here, at=AT)
    inquiry.delete()
    assert needless("inquiry_asked") == "the question is gone"
