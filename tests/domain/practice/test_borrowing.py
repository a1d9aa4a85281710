"""A template of another municipality is taken over paragraph by paragraph."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest
from django.db import IntegrityError, transaction

from tests.makers.indicators import make_own_indicator
from tests.makers.places import AT, area_row, make_areas, make_municipality
from tests.makers.practice import OTHERS, make_template, paragraph, seen, settle
from tests.makers.programme import make_goal, make_programme
from wijkregie.domain.indicators.models import Indicator
from wijkregie.domain.people.states import Role
from wijkregie.domain.practice import queries, services
from wijkregie.domain.practice.models import Paragraph, Template
from wijkregie.domain.practice.services import ParagraphDraft, PracticeRefused
from wijkregie.domain.practice.states import Choice, ParagraphKind
from wijkregie.domain.programme.models import Goal, GoalIndicator, Programme
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.domain.programme.states import Direction
from wijkregie.kit.models import LogRow
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.viewer import Grant, Viewer, anonymous, installation
from wijkregie.kit.words import WordsRefused
from wijkregie.sources.practice import TemplateIndicator, TemplateVision

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Area, Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None) -> Municipality:
    return make_municipality("Heuvelstad", code="GM9398")


@pytest.fixture
def programme(here: Municipality) -> Programme:
    return make_programme(here, "Samen wonen")


def test_a_template_waits_paragraph_by_paragraph_from_the_top(programme: Programme) -> None:
    found = seen(make_template(programme))

    assert [(one.kind, one.original.title) for one in found.paragraphs] == [
        (ParagraphKind.VISION, "Iedereen kent de buren."),
        (ParagraphKind.GOAL, "Prettig samenleven"),
        (ParagraphKind.GOAL, "Meer contact"),
        (ParagraphKind.INDICATOR, "Kent de buren"),
        (ParagraphKind.INDICATOR, "Klachten"),
    ]
    assert found.next_one == found.paragraphs[0]
    assert found.paragraphs[2].above == "Prettig samenleven"
    assert not Goal.objects.exists()


def test_what_is_kept_is_made_in_the_programme(programme: Programme) -> None:
    template = make_template(programme)
    settle(template, "Iedereen kent de buren.")
    impact = settle(template, "Prettig samenleven")
    goal = settle(template, "Meer contact", reason="Past hier ook.")
    assert paragraph(template, "Kent de buren").above_id == goal.goal_id
    settle(template, "Kent de buren")
    settle(template, "Klachten", goal_id=goal.goal_id)

    programme.refresh_from_db()
    assert programme.vision == "Iedereen kent de buren."
    made = Goal.objects.get(pk=goal.goal_id or 0)
    assert (made.title, made.parent_id, made.key) == (
        "Meer contact",
        impact.goal_id,
        "meer-contact",
    )
    assert made.aims == ["buren groeten elkaar"]
    lines = made.indicators.order_by("order")
    assert [(one.title, one.unit, one.direction) for one in lines] == [
        ("Kent de buren", "%", Direction.HIGHER),
        ("Klachten", "aantal", Direction.LOWER),
    ]
    assert all(one.baseline is None for one in lines)
    assert seen(template).next_one is None


def with_series(programme: Programme, series: str) -> Template:
    line = TemplateIndicator("kent", "Kent de buren", "%", series=series)
    return make_template(programme, replace(OTHERS, goals=(), indicators=(line,)))


@pytest.fixture
def national(here: Municipality) -> Indicator:
    made = make_own_indicator(here, "kent_buren")
    Indicator.objects.filter(pk=made.pk).update(municipality=None)
    return made


@pytest.fixture
def town(here: Municipality) -> Area:
    return make_areas(area_row("GM9398", "Heuvelstad"), area_row("GM0001", "Elders"))["GM9398"]


def test_an_indicator_brings_the_national_figure_of_ones_own_municipality(
    programme: Programme, national: Indicator, town: Area
) -> None:
    template = with_series(programme, "kent_buren")

    settle(template, "Kent de buren", goal_id=make_goal(programme).pk)

    made = GoalIndicator.objects.get()
    assert (made.series, made.series_area) == (national, town)


@pytest.mark.usefixtures("town")
def test_a_figure_that_counts_people_is_not_taken_for_a_share(
    programme: Programme, national: Indicator
) -> None:
    Indicator.objects.filter(pk=national.pk).update(unit="inwoners")
    template = with_series(programme, "kent_buren")

    settle(template, "Kent de buren", goal_id=make_goal(programme).pk)

    assert GoalIndicator.objects.get().series is None


@pytest.mark.usefixtures("national", "town")
def test_a_figure_in_another_unit_is_not_that_series(programme: Programme) -> None:
    template = with_series(programme, "kent_buren")

    settle(
        template,
        "Kent de buren",
        "changed",
        goal_id=make_goal(programme).pk,
        title="Kent de buren",
        unit="cijfer",
        reason="Wij vragen een cijfer.",
    )

    assert GoalIndicator.objects.get().series is None


@pytest.mark.parametrize("missing", ["series", "area", "own"])
def test_without_that_figure_here_an_indicator_comes_without(
    programme: Programme, national: Indicator, missing: str, request: pytest.FixtureRequest
) -> None:
    if missing != "area":
        request.getfixturevalue("town")
    if missing == "own":  # a key of ours that is called the same stands for something else
        Indicator.objects.filter(pk=national.pk).update(municipality=programme.municipality_id)
    template = with_series(programme, "iets_anders" if missing == "series" else "kent_buren")

    settle(template, "Kent de buren", goal_id=make_goal(programme).pk)

    assert GoalIndicator.objects.get().series is None


def test_what_is_changed_keeps_the_original_beside_it(programme: Programme) -> None:
    template = make_template(programme)
    goal = settle(
        template,
        "Meer contact",
        "changed",
        reason="Hier gaat het om jongeren.",
        title="Meer contact tussen jong en oud",
        aims=("jong helpt oud", " "),
        goal_id=None,
    )
    settle(
        template,
        "Kent de buren",
        "changed",
        reason="Wij tellen anders.",
        title="Kent drie buren",
        unit="aantal",
        goal_id=goal.goal_id,
    )

    assert goal.words is not None
    assert goal.original.title == "Meer contact"
    assert goal.words.title == "Meer contact tussen jong en oud"
    assert goal.words.aims == ("jong helpt oud",)
    assert goal.reason == "Hier gaat het om jongeren."
    assert Goal.objects.get().title == "Meer contact tussen jong en oud"
    assert GoalIndicator.objects.get().unit == "aantal"


def test_what_is_dropped_says_why_and_makes_nothing(programme: Programme) -> None:
    template = make_template(programme)
    with pytest.raises(Refusal, match="waarom dit hier niet past"):
        settle(template, "Prettig samenleven", "dropped")
    one = settle(template, "Prettig samenleven", "dropped", reason="Wij hebben al een effect.")

    assert (one.choice, one.words, one.goal_id) == (Choice.DROPPED, None, None)
    assert not Goal.objects.exists()
    assert settle(template, "Prettig samenleven").choice == Choice.KEPT


def test_below_a_dropped_goal_the_nearest_one_above_counts(programme: Programme) -> None:
    template = make_template(programme)
    settle(template, "Prettig samenleven", "dropped", reason="Wij hebben al een effect.")

    assert paragraph(template, "Meer contact").above_id is None
    own = make_goal(programme, "Ons eigen doel")
    settle(template, "Kent de buren", goal_id=own.pk)
    assert own.indicators.count() == 1


def test_one_can_stop_half_way_and_go_on(programme: Programme) -> None:
    template = make_template(programme)
    settle(template, "Iedereen kent de buren.")

    again = make_template(programme, file="nog-een-keer.yaml")
    assert again.pk == template.pk
    listed = queries.templates_visible_to(installation(programme.municipality_id))
    assert [(one.settled, one.paragraphs) for one in listed] == [(1, 5)]
    found = seen(again).next_one
    assert found is not None
    assert found.original.title == "Prettig samenleven"


def test_the_same_words_from_another_file_are_recognised(programme: Programme) -> None:
    settle(make_template(programme), "Meer contact", goal_id=None)
    later = make_template(programme, replace(OTHERS, note="Nieuwe versie."))

    earlier = paragraph(later, "Meer contact").earlier
    assert earlier is not None
    assert (earlier.from_name, earlier.settled_at) == ("Elderstad", AT)
    with pytest.raises(PracticeRefused, match="nam je op 3 maart 2026 al over van Elderstad"):
        settle(later, "Meer contact", goal_id=None)
    settle(later, "Meer contact", "dropped", reason="Stond er al.")
    assert Goal.objects.count() == 1


def test_what_was_taken_over_is_not_taken_over_twice(programme: Programme) -> None:
    template = make_template(programme)
    settle(template, "Iedereen kent de buren.")
    goal = settle(template, "Meer contact", goal_id=None)
    for title in ("Iedereen kent de buren.", "Meer contact"):
        with pytest.raises(PracticeRefused, match="al overgenomen"):
            settle(template, title, goal_id=None)

    Goal.objects.get(pk=goal.goal_id or 0).delete()
    assert settle(template, "Meer contact", goal_id=None).goal_id is not None


@pytest.mark.parametrize(
    ("title", "more", "why"),
    [
        ("Meer contact", {"choice": ""}, "Kies wat je"),
        ("Meer contact", {"choice": "changed", "title": "Anders"}, "andere woorden"),
        (
            "Meer contact",
            {
                "choice": "changed",
                "reason": "x",
                "title": "Meer contact",
                "aims": ("buren groeten elkaar",),
            },
            "dezelfde woorden",
        ),
        ("Klachten", {"choice": "kept"}, "Kies het doel"),
    ],
)
def test_what_cannot_be_is_refused(
    programme: Programme, title: str, more: dict[str, str], why: str
) -> None:
    with pytest.raises(Refusal, match=why):
        settle(make_template(programme), title, goal_id=None, **more)
    assert not Paragraph.objects.exclude(choice="").exists()
    assert not Goal.objects.exists()


def test_a_goal_of_another_programme_is_not_the_one_above(
    here: Municipality, programme: Programme
) -> None:
    template, other = make_template(programme), make_goal(make_programme(here))
    for title in ("Meer contact", "Kent de buren"):
        with pytest.raises(ProgrammeRefused):
            settle(template, title, goal_id=other.pk)


@pytest.mark.parametrize("field", ["title", "reason"])
def test_no_person_comes_in_with_words(programme: Programme, field: str) -> None:
    more = {"title": "Anders", "reason": "Daarom"} | {field: "Bel 06-12345678"}
    with pytest.raises(WordsRefused):
        settle(make_template(programme), "Meer contact", "changed", goal_id=None, **more)


def test_a_person_in_the_file_is_not_taken_over(programme: Programme) -> None:
    reading = replace(OTHERS, vision=(TemplateVision("v", "Bel mij: 06-12345678."),))
    with pytest.raises(WordsRefused):
        settle(make_template(programme, reading), "Bel mij: 06-12345678.")
    programme.refresh_from_db()
    assert programme.vision == ""


def test_a_template_of_the_town_itself_is_refused(programme: Programme) -> None:
    with pytest.raises(PracticeRefused, match="je eigen gemeente"):
        make_template(programme, replace(OTHERS, code="GM9398"))
    assert make_template(programme, replace(OTHERS, code="")).pk


def test_only_who_steers_borrows(here: Municipality, programme: Programme) -> None:
    template = make_template(programme)
    one = paragraph(template, "Prettig samenleven")
    draft = ParagraphDraft("kept")
    worker = Viewer(here.pk, None, grants=frozenset({Grant(Role.COMMUNITY_WORKER)}))
    stranger = installation(make_municipality().pk)
    for viewer in (anonymous(here.pk), worker, stranger):
        with pytest.raises(ProgrammeRefused):
            services.settle_paragraph(one.id, draft, by=viewer, at=AT)
        with pytest.raises(ProgrammeRefused):
            services.read_template(programme.pk, OTHERS, file="x", by=viewer, at=AT)


def test_each_step_is_logged(programme: Programme) -> None:
    settle(make_template(programme), "Iedereen kent de buren.")

    assert LogRow.objects.filter(what__in=("template_read", "paragraph_settled")).count() == 2


@pytest.mark.parametrize(
    "broken",
    [{"choice": "kept"}, {"choice": "dropped", "settled_at": AT}, {"settled_at": AT}],
)
def test_the_database_refuses_a_choice_without_its_moment_or_reason(
    programme: Programme, broken: dict[str, str]
) -> None:
    make_template(programme)
    with transaction.atomic(), pytest.raises(IntegrityError):
        Paragraph.objects.filter(kind=ParagraphKind.VISION).update(**broken)


def test_names_are_told(programme: Programme) -> None:
    template = make_template(programme)

    assert str(template) == "Samen verder"
    assert str(Paragraph.objects.earliest("pk")) == f"{template.pk} vision/visie-1"
    assert Template._meta.label == "practice.Template"


@pytest.mark.parametrize("field", ["name", "municipality", "licence", "note"])
def test_a_file_with_a_phone_number_is_refused_and_says_where(
    programme: Programme, field: str
) -> None:
    with pytest.raises(PracticeRefused, match="telefoonnummer") as no:
        make_template(
            programme, replace(OTHERS, **cast("dict[str, Any]", {field: "Bel 06-12345678"}))
        )

    assert str(no.value).startswith(f"elderstad.yaml, {field}: ")
    assert not Template.objects.exists()


def test_the_name_of_a_file_holds_no_phone_number(programme: Programme) -> None:
    with pytest.raises(PracticeRefused, match="telefoonnummer"):
        make_template(programme, file="bel 06-12345678.yaml")
