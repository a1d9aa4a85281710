"""Signals become evidence of a bottleneck, or a bottleneck of their own; it can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.programme import make_bottleneck, make_raised
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Bottleneck
from wijkregie.domain.programme.services import BottleneckDraft, ProgrammeRefused
from wijkregie.kit.viewer import anonymous
from wijkregie.kit.words import WordsRefused

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


def test_a_signal_shows_a_bottleneck_once(
    here: Municipality, by: Viewer, programme: Programme
) -> None:
    wrong, first, second = make_bottleneck(programme), make_raised(here), make_raised(here)

    assert services.take_up_signals(wrong.pk, [first.pk], by=by, at=AT) == 1
    assert services.take_up_signals(wrong.pk, [first.pk, second.pk], by=by, at=AT) == 1
    assert wrong.evidence.count() == 2
    with pytest.raises(ProgrammeRefused, match="minstens"):
        services.take_up_signals(wrong.pk, [], by=by, at=AT)


def test_a_signal_of_another_town_shows_nothing(by: Viewer, programme: Programme) -> None:
    theirs, wrong = make_raised(make_municipality()), make_bottleneck(programme)
    with pytest.raises(ProgrammeRefused):
        services.take_up_signals(wrong.pk, [theirs.pk], by=by, at=AT)
    assert not wrong.evidence.exists()


def test_a_bottleneck_is_made_with_or_without_signals(
    here: Municipality, by: Viewer, programme: Programme
) -> None:
    report, draft = make_raised(here), BottleneckDraft("Donkere paden")
    made = services.bottleneck_of_signals(programme.pk, draft, [report.pk], by=by, at=AT)
    bare = services.bottleneck_of_signals(programme.pk, BottleneckDraft("Stil"), by=by, at=AT)

    assert Bottleneck.objects.get(pk=made).evidence.get().signal_id == report.pk
    assert not Bottleneck.objects.get(pk=bare).evidence.exists()


def test_a_bottleneck_is_changed_and_its_links_stay(
    here: Municipality, by: Viewer, programme: Programme
) -> None:
    area, wrong = make_own_area(here, "Molenwijk"), make_bottleneck(programme)
    services.take_up_signals(wrong.pk, [make_raised(here).pk], by=by, at=AT)
    draft = BottleneckDraft("Anders", (area.pk,), priority="high", remark="Let op")
    services.change_bottleneck(wrong.pk, draft, by=by, at=AT)

    wrong.refresh_from_db()
    assert (wrong.title, wrong.priority, wrong.remark) == ("Anders", "high", "Let op")
    assert [one.pk for one in wrong.areas.all()] == [area.pk]
    assert wrong.evidence.count() == 1


@pytest.mark.parametrize("draft", [BottleneckDraft(" "), BottleneckDraft("A", priority="x")])
def test_what_cannot_be_is_refused(
    by: Viewer, programme: Programme, draft: BottleneckDraft
) -> None:
    wrong = make_bottleneck(programme, "Blijft")
    with pytest.raises(ProgrammeRefused):
        services.change_bottleneck(wrong.pk, draft, by=by, at=AT)
    wrong.refresh_from_db()
    assert wrong.title == "Blijft"


def test_no_person_stands_in_a_bottleneck(by: Viewer, programme: Programme) -> None:
    wrong, draft = make_bottleneck(programme), BottleneckDraft("Bel 06-12345678")
    with pytest.raises(WordsRefused):
        services.change_bottleneck(wrong.pk, draft, by=by, at=AT)
    with pytest.raises(WordsRefused):
        services.bottleneck_of_signals(programme.pk, draft, by=by, at=AT)


def test_who_does_not_steer_changes_nothing(here: Municipality, programme: Programme) -> None:
    wrong, report, viewer = make_bottleneck(programme), make_raised(here), anonymous(here.pk)
    for act in (
        lambda: services.take_up_signals(wrong.pk, [report.pk], by=viewer, at=AT),
        lambda: services.change_bottleneck(wrong.pk, BottleneckDraft("A"), by=viewer, at=AT),
    ):
        with pytest.raises(ProgrammeRefused):
            act()
