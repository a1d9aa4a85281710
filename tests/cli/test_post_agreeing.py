"""The mails about a project to take over, and about a covenant that ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.agreements import TODAY, make_activity, make_covenant, make_offer, speaker_for
from tests.makers.people import make_group, make_organisation, make_role, viewer_for
from tests.makers.places import AT, make_municipality
from tests.makers.programme import make_programme, make_project
from wijkregie.cli.post.saying import Needless
from wijkregie.cli.post.writing import write
from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import HandOver
from wijkregie.kit import outbox
from wijkregie.kit.viewer import Viewer, installation

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.people.models import Covenant
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad")


@pytest.fixture
def speaker(here: Municipality) -> Viewer:
    return speaker_for(make_organisation(here, "Stichting Samen"), make_group(here))


@pytest.fixture
def offer(here: Municipality, speaker: Viewer) -> HandOver:
    manager = viewer_for(make_role(here, Role.DISTRICT_MANAGER).person, here)
    programme = make_programme(here)
    project = make_project(programme, "Samen eten")
    services.finish(project.pk, "Klaar.", by=manager, at=AT)
    (partner,) = speaker.organisation_ids
    made = make_offer(project, make_activity(programme), organisation_id=partner)
    HandOver.objects.update(offered_by=manager.person_id)
    return made


@pytest.fixture
def covenant(here: Municipality) -> Covenant:
    make_role(here, Role.DISTRICT_MANAGER)
    one = make_covenant(make_group(here, "Wijkteam"), until_on=TODAY + timedelta(days=40))
    people.warn_of_lapse(at=AT)
    return one


def only(template: str) -> outbox.Message:
    (found,) = [one for one in outbox.take("worker", at=AT) if one.template == template]
    return found


def body(template: str, on: date = TODAY) -> str:
    return str(write(only(template), on=on).body)


def test_who_is_asked_reads_where_to_answer_and_nothing_of_the_project(
    offer: HandOver,
) -> None:
    text = body("project_offered")

    assert "Stichting Samen" in text
    assert f"/heuvelstad/project/{offer.project_id}/overdracht" in text
    assert "Samen eten" not in text


def test_an_answered_or_withdrawn_offer_needs_no_mail(offer: HandOver, speaker: Viewer) -> None:
    message = only("project_offered")
    services.accept_hand_over(offer.pk, by=speaker, at=AT)
    with pytest.raises(Needless, match="answered"):
        write(message, on=TODAY)
    offer.delete()
    with pytest.raises(Needless, match="gone"):
        write(message, on=TODAY)


def test_who_offered_hears_of_a_no_unless_it_was_offered_again(
    offer: HandOver, speaker: Viewer
) -> None:
    services.refuse_hand_over(offer.pk, "Er is geen geld voor.", by=speaker, at=AT)
    message = only("project_offer_refused")

    text = str(write(message, on=TODAY).body)

    assert "met een reden" in text
    assert "geen geld" not in text
    HandOver.objects.update(accepted=None, answered_at=None)
    with pytest.raises(Needless, match="again"):
        write(message, on=TODAY)


def test_who_must_see_to_it_reads_which_covenant_ends_and_when(covenant: Covenant) -> None:
    text = body("covenant_lapses")

    assert "Wijkteam" in text
    assert covenant.title in text
    assert f"/heuvelstad/convenant/{covenant.pk}" in text


def test_a_covenant_that_was_renewed_needs_no_mail(covenant: Covenant) -> None:
    message = only("covenant_lapses")
    by = installation(covenant.municipality_id)
    people.end_covenant(covenant.pk, "Klaar.", by=by, at=AT)
    with pytest.raises(Needless, match="renewed"):
        write(message, on=TODAY)
    covenant.delete()
    with pytest.raises(Needless, match="renewed"):
        write(message, on=TODAY)
