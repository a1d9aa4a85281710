"""What looks like what somebody writes: by public words only, nearby, open and recent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.signal_town import ELSEWHERE, NOORD
from tests.makers.signals import answered, make_signal, make_theme
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Signal
from wijkregie.domain.signals.queries import Written
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from datetime import datetime

    from tests.makers.signal_town import Town
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.signals.queries import SimilarSeen
    from wijkregie.kit.viewer import Viewer

ON = AT.date()
TITLE = "Kapotte bank bij de vijver"
TYPED = "De bank naast de vijver is kapot, je kunt er niet meer zitten."


def titled(
    town: Town, title: str = TITLE, area: Area | None = None, *, at: datetime = AT, **more: Any
) -> Signal:
    here = area or town.noord
    made = make_signal(town.municipality, here, theme=town.theme, at=at, **more)
    words = services.SignalWords(title, made.kind, town.theme.pk, here.pk)
    services.describe(made.pk, words, by=installation(town.municipality.pk), at=at)
    made.refresh_from_db()
    return made


def similar(town: Town, viewer: Viewer | None = None, **more: Any) -> tuple[SimilarSeen, ...]:
    given: dict[str, Any] = {"text": TYPED, "theme_id": town.theme.pk, "area_id": town.noord.pk}
    written = Written(**{**given, **more})
    return queries.similar_to(viewer or town.passer_by, written, on=ON)


def test_it_is_found_with_what_is_public_of_it(town: Town) -> None:
    signal = titled(town, text="Geheime woorden.")

    (seen,) = similar(town)

    assert (seen.id, seen.reference, seen.title) == (signal.pk, signal.reference, TITLE)
    assert (seen.theme_name, seen.state) == (town.theme.name, signal.state)
    assert seen.area is not None
    assert seen.area.code == town.noord.code
    assert (seen.promised_on, seen.strong) == (signal.promised_on, True)
    assert "Geheim" not in f"{seen}"


@pytest.mark.parametrize("where", ["area", "wijk", "point", "other buurt of the wijk"])
def test_nearby_is_the_wijk(town: Town, where: str) -> None:
    signal = titled(town)
    places: dict[str, dict[str, Any]] = {
        "area": {"area_id": town.noord.pk},
        "wijk": {"area_id": town.molenwijk.pk},
        "point": {"point": NOORD, "area_id": town.rivierenwijk.pk},
        "other buurt of the wijk": {"area_id": town.area("BU93980102").pk},
    }

    assert [one.id for one in similar(town, **places[where])] == [signal.pk]


def test_without_a_place_it_is_looked_for_everywhere(town: Town) -> None:
    signal = titled(town)

    assert [one.id for one in similar(town, area_id=None)] == [signal.pk]


@pytest.mark.parametrize(
    "asked",
    [
        {"text": "  "},
        {"text": "Er wordt te hard gereden op de dijk."},
        {"area_id": "rivierenwijk"},
        {"point": ELSEWHERE},
    ],
)
def test_what_is_elsewhere_or_about_something_else_is_not_found(
    town: Town, asked: dict[str, Any]
) -> None:
    titled(town)
    if asked.get("area_id"):
        asked = {"area_id": town.rivierenwijk.pk}

    found = similar(town, **asked)

    # A spot in another municipality is no place here: then all of this one is looked at.
    assert [one.title for one in found] == ([TITLE] if "point" in asked else [])


def test_what_is_answered_old_or_goes_along_with_another_is_not_found(town: Town) -> None:
    answered(titled(town))
    titled(town, at=AT - timedelta(days=200))
    lead, along = titled(town), titled(town)
    Signal.objects.filter(pk=along.pk).update(bundled_in=lead)

    assert [one.id for one in similar(town)] == [lead.pk]


def test_the_most_alike_comes_first_and_three_is_enough(town: Town) -> None:
    other = make_theme(town.municipality, "Verkeer")
    for title in ("Bank weg", "Vijver vol blad", TITLE, "Kapotte vijverpomp"):
        titled(town, title)
    less = titled(town)
    Signal.objects.filter(pk=less.pk).update(theme=other)

    found = similar(town)

    assert [one.title for one in found[:2]] == [TITLE, TITLE]
    assert [one.theme_name for one in found[:2]] == [town.theme.name, "Verkeer"]
    assert len(found) == 3


def test_what_the_team_has_not_named_comes_last_and_only_at_the_same_place(town: Town) -> None:
    nameless = make_signal(town.municipality, town.noord, theme=town.theme)
    make_signal(town.municipality, town.area("BU93980102"), theme=town.theme)
    make_signal(town.municipality, town.noord)
    named = titled(town)

    found = similar(town)

    assert [(one.id, one.strong) for one in found] == [(named.pk, True), (nameless.pk, False)]


def test_an_area_that_is_not_public_yet_is_not_named(town: Town) -> None:
    hidden = make_own_area(town.municipality, "Kanariehof", town.noord.code, public=False)
    made = titled(town)
    by = installation(town.municipality.pk)
    words = services.SignalWords(TITLE, made.kind, town.theme.pk, hidden.pk)
    services.describe(made.pk, words, by=by, at=AT)

    (seen,) = similar(town)
    (known,) = similar(town, by)

    assert seen.area is None
    assert known.area is not None


def test_a_municipality_sees_its_own_only(town: Town) -> None:
    titled(town)

    assert similar(town, anonymous(make_municipality().pk), area_id=None) == ()
    assert similar(town, anonymous(999_999), point=NOORD) == ()
    assert similar(town, anonymous(), area_id=None) == ()


# --- an oracle: nobody finds out by trying words what somebody wrote


def answers_of(town: Town, tried: str) -> tuple[SimilarSeen, ...]:
    return similar(town, text=tried, theme_id=None)


@pytest.mark.parametrize("column", ["text", "place"])
def test_words_that_are_not_public_change_nothing(town: Town, column: str) -> None:
    signal = titled(town)
    make_signal(town.municipality, town.noord, theme=town.theme)
    tried = "Zeldzame kanarie in de achtertuin"
    before = answers_of(town, tried), answers_of(town, TYPED)

    Signal.objects.update(**{column: tried})

    assert (answers_of(town, tried), answers_of(town, TYPED)) == before
    Signal.objects.filter(pk=signal.pk).update(title=tried)  # the control: a title does
    assert answers_of(town, tried) != before[0]


def test_it_costs_few_queries_however_many_there_are(
    town: Town, django_assert_max_num_queries: Any
) -> None:
    for _each in range(20):
        titled(town)

    area = town.noord.pk

    with django_assert_max_num_queries(4):  # one of them is of this test
        assert len(similar(town, area_id=area)) == 3
    with django_assert_max_num_queries(10):
        assert len(similar(town, point=NOORD)) == 3


def test_of_several_without_a_title_none_is_offered(town: Town) -> None:
    only = make_signal(town.municipality, town.noord, theme=town.theme)
    assert [one.id for one in similar(town)] == [only.pk]

    make_signal(town.municipality, town.noord, theme=town.theme)
    assert similar(town) == ()

    named = titled(town)
    assert [one.id for one in similar(town)] == [named.pk]
