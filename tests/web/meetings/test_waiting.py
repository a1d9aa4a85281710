"""On the desk stands what waits beside actions: an offer, a report, a covenant that ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.makers.agreements import make_activity, make_agreement, make_covenant, make_offer
from tests.makers.people import make_group, make_organisation, make_person, make_seat
from tests.makers.places import AT, make_municipality
from tests.makers.programme import make_programme, make_project
from tests.web.control.conftest import log_in
from tests.web.seen import seen
from wijkregie.domain.people.states import SeatFunction
from wijkregie.domain.programme import services
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from wijkregie.domain.people.models import Group, Organisation
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad")


@pytest.fixture
def team(here: Municipality) -> Group:
    return make_group(here, "Wijkteam")


@pytest.fixture
def partner(here: Municipality) -> Organisation:
    return make_organisation(here, "Stichting Samen")


@pytest.fixture
def chair(team: Group, partner: Organisation) -> Browser:
    person = make_person(municipality=team.municipality)
    make_seat(team, person, organisation=partner, function=SeatFunction.CHAIR)
    return log_in(person, strong=False)


def test_what_waits_leads_to_where_it_is_done(
    here: Municipality, team: Group, partner: Organisation, chair: Browser
) -> None:
    today, programme = timezone.localdate(), make_programme(here)
    project = make_project(programme, "Samen eten")
    services.finish(project.pk, "Klaar.", by=installation(here.pk), at=AT)
    make_offer(project, make_activity(programme), organisation_id=partner.pk)
    made = make_agreement(programme, partner, title="Bezoeken", due=(today - A_DAY, today))
    covenant = make_covenant(team, until_on=today + A_DAY)

    page = seen(chair.get(f"/{here.slug}/acties"))

    for told in (
        "De vraag is of Stichting Samen doorgaat met “Samen eten”.",
        "De rapportage over “Bezoeken” had er op",
        "De rapportage over “Bezoeken” komt voor",
        "Het convenant van “Wijkteam” loopt af op",
    ):
        assert told in page.text
    for path in (
        f"project/{project.pk}/overdracht",
        f"afspraak/{made.pk}/rapportage/{made.reports.earliest('due_on').pk}",
        f"convenant/{covenant.pk}",
    ):
        assert f"/{here.slug}/{path}" in page.html


def test_others_have_nothing_of_it_on_their_desk(
    here: Municipality, team: Group, partner: Organisation
) -> None:
    today = timezone.localdate()
    make_agreement(make_programme(here), partner, title="Bezoeken", due=(today,))
    make_covenant(team, until_on=today + A_DAY)
    member = make_person(municipality=here)
    make_seat(team, member)

    text = seen(log_in(member).get(f"/{here.slug}/acties")).text

    assert "Bezoeken" not in text
    assert "convenant" not in text
