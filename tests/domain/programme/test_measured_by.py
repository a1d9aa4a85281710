"""Which measurements a programme is measured by is chosen as a whole, or not at all."""

from __future__ import annotations

import pytest

from tests.makers.people import make_role, viewer_for
from tests.makers.places import AT, make_municipality
from tests.makers.programme import make_goal, make_goal_indicator, make_programme
from tests.makers.waves import make_linked, make_whole, set_measuring
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Programme, ProgrammeWave
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.kit.viewer import anonymous, installation

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return make_programme(make_municipality())


def linked(programme: Programme) -> set[int]:
    return set(programme.wave_links.values_list("wave_id", flat=True))


def test_what_is_chosen_comes_and_the_rest_goes(programme: Programme) -> None:
    by = installation(programme.municipality_id)
    old = make_linked(programme, "Oud").pk
    kept = make_linked(programme, "Blijft").pk
    new = make_whole(programme.municipality, "Nieuw").pk
    services.set_waves(programme.pk, [new, kept], by=by, at=AT)
    assert linked(programme) == {new, kept}
    services.set_waves(programme.pk, [], by=by, at=AT)
    assert old not in linked(programme)
    assert not ProgrammeWave.objects.exists()


def test_nothing_changes_where_something_rests_on_one_that_is_to_go(
    programme: Programme,
) -> None:
    by = installation(programme.municipality_id)
    first, rests = make_linked(programme, "Eerste"), make_linked(programme, "Rust")
    set_measuring(make_goal_indicator(make_goal(programme)), baseline_wave_id=rests.pk)
    with pytest.raises(ProgrammeRefused):
        services.set_waves(programme.pk, [], by=by, at=AT)
    assert linked(programme) == {first.pk, rests.pk}


def test_nobody_else_chooses_and_no_measurement_of_elsewhere(programme: Programme) -> None:
    elsewhere = make_municipality()
    abroad = make_whole(elsewhere)
    stranger = viewer_for(make_role(elsewhere, Role.DISTRICT_MANAGER).person, elsewhere)
    for viewer in (anonymous(programme.municipality_id), stranger):
        with pytest.raises(ProgrammeRefused):
            services.set_waves(programme.pk, [], by=viewer, at=AT)
    by = installation(programme.municipality_id)
    with pytest.raises(ProgrammeRefused):
        services.set_waves(programme.pk, [abroad.pk], by=by, at=AT)
    assert not ProgrammeWave.objects.exists()
