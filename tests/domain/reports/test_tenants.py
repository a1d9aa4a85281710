"""No report crosses municipalities, and none tells more than the room it reads from."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.decisions import a_decision
from tests.makers.meetings import make_meeting, make_series
from tests.makers.people import make_group, make_person, make_role, make_seat, viewer_for
from tests.makers.places import AT, make_own_area
from tests.makers.programme import make_project
from tests.makers.signals import MAIL, a_signal, answered, make_signal, make_theme, send
from tests.makers.threads import NAME, WORDS, Story, make_story
from wijkregie.domain.meetings.models import Meeting
from wijkregie.domain.people.states import GroupKind, Role
from wijkregie.domain.programme import services as programme
from wijkregie.domain.reports import queries, rules
from wijkregie.domain.reports.queries import gather, words
from wijkregie.domain.reports.states import Knot
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.models import Answer
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.places.models import Area

pytestmark = pytest.mark.django_db
ON = (AT + timedelta(days=90)).date()
LATER = AT + timedelta(days=1)

LISTS: dict[str, Callable[[Viewer, Story], Any]] = {
    "answered_since": lambda viewer, story: list(
        queries.answered_since(viewer, _meeting_of_residents(story))
    ),
    "answers_until": lambda viewer, _story: queries.answers_until(viewer, on=ON),
    "area_story": lambda viewer, story: asdict(
        queries.area_story(viewer, None, {story.team.area.pk}, on=ON, at=AT)
    ),
    "council": lambda viewer, _story: asdict(queries.council(viewer, on=ON)),
    "declined_signals": lambda viewer, _story: list(queries.declined_signals(viewer, on=ON)),
    "figure_thread": lambda viewer, story: queries.figure_thread(
        viewer, story.indicator.key, story.team.area.code, on=ON
    ),
    "figures_on_thread": lambda viewer, story: queries.figures_on_thread(
        viewer, story.team.area.pk
    ),
    "late_signals": lambda viewer, _story: list(queries.late_signals(viewer, on=ON)),
    "newest": lambda viewer, _story: queries.newest(viewer, on=ON),
    "promised_signals": lambda viewer, _story: list(queries.promised_signals(viewer, on=ON)),
    "set_aside": lambda viewer, _story: queries.set_aside(queries.team_plans(viewer, on=ON)),
    "signals_of_groups": lambda viewer, _story: list(queries.signals_of_groups(viewer, on=ON)),
    "signals_in": lambda viewer, _story: list(queries.signals_in(viewer, None)),
    "taking_part": lambda viewer, story: asdict(
        queries.taking_part(viewer, [story.team.area], on=ON)
    ),
    "team_plans": lambda viewer, _story: queries.team_plans(viewer, on=ON),
    "told_back": lambda viewer, _story: asdict(queries.told_back(viewer, on=ON)),
    "voice": lambda viewer, _story: asdict(queries.voice(viewer, on=ON)),
    "thread": lambda viewer, story: [
        queries.thread(viewer, kind, pk, on=ON)
        for kind, pk in (
            (Knot.FIGURE, story.evidence_id),
            (Knot.BOTTLENECK, story.bottleneck.pk),
            (Knot.GOAL, story.goal.pk),
            (Knot.SIGNAL, story.signal.pk),
            (Knot.DECISION, story.decision.pk),
            (Knot.PROJECT, story.project.pk),
            (Knot.COST, story.cost.pk),
            (Knot.COVERAGE, story.coverage.pk),
        )
    ],
    "uncovered": lambda viewer, _story: queries.uncovered(viewer),
    "without_baseline": lambda viewer, _story: list(queries.without_baseline(viewer)),
}


@pytest.fixture
def story() -> Story:
    made = make_story()
    make_voice(made)
    return made


def _meeting_of_residents(story: Story) -> int:
    here = Meeting.objects.filter(municipality=story.municipality)
    found = here.filter(series__group__name="Platform").first()
    return found.pk if found else 0


def make_voice(story: Story) -> None:
    """A residents' group that raised something, and what it is to hear of others."""
    kind, areas = GroupKind.DISTRICT_PLATFORM, [story.team.area]
    group = make_group(story.municipality, "Platform", kind=kind, areas=areas)
    raiser = signals.RaiserDraft(group_id=group.pk, channel="meeting")
    draft = a_signal(make_theme(story.municipality), story.team.area, raiser=raiser)
    receipt = send(draft, story.municipality, by=story.by)
    signals.decide(receipt.signal_id, _declined(), by=story.by, at=LATER)
    answered(make_signal(story.municipality, story.team.area))
    make_meeting(make_series(group), starts_at=AT + timedelta(days=30))


def everything(viewer: Viewer, story: Story) -> str:
    return "\n".join(str(ask(viewer, story)) for ask in LISTS.values())


def test_every_question_is_here() -> None:
    asked = {name for name in queries.__all__ if name[0].islower()}

    assert asked == set(LISTS)


@pytest.mark.parametrize("name", LISTS)
def test_no_report_crosses_municipalities(name: str, story: Story) -> None:
    """Whoever looks, at another municipality or at the country, sees nothing of this one."""
    other = make_story("Kanariewijk")
    signals.decide(
        make_signal(story.municipality, story.team.area).pk,
        _declined(),
        by=story.by,
        at=LATER,
    )
    elsewhere = (anonymous(), anonymous(other.municipality.pk), installation(10**6))
    at_home = str(LISTS[name](anonymous(story.municipality.pk), story))

    for viewer in elsewhere:
        told = str(LISTS[name](viewer, story))
        assert "Molenwijk" not in told
        assert story.signal.reference not in told
        if name == "thread":
            assert LISTS[name](viewer, story) == [None] * 8
    assert at_home != str(LISTS[name](anonymous(), story))


def _declined() -> Any:

    return a_decision("decline", taken_on=LATER.date())


def viewers(story: Story) -> dict[str, Viewer]:
    town = story.municipality
    council = make_role(town, Role.COUNCIL_MEMBER)
    resident = make_person(municipality=town)
    make_seat(story.team.group, resident)
    return {
        "passer-by": anonymous(town.pk),
        "raiser": Viewer(town.pk, raiser_id=story.signal.raisers.get().pk),
        "council member": viewer_for(council.person, town),
        "resident in a group": viewer_for(resident, town),
        "operator": installation(town.pk),
    }


def test_who_raised_something_and_in_which_words_is_told_to_nobody(story: Story) -> None:
    for viewer in viewers(story).values():
        told = everything(viewer, story)
        assert WORDS not in told
        assert NAME not in told
        assert (MAIL.email or "") not in told
        assert "Ontmoetingsplek kapot" in told


def test_a_leak_that_is_planted_is_found(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr(words, "signal_title", lambda signal, _viewer: signal.text)

    assert WORDS in everything(anonymous(story.municipality.pk), story)


def test_an_answer_that_is_not_public_is_not_told(story: Story) -> None:
    lone = make_signal(story.municipality, story.team.area)
    answered(lone, "Alleen voor jou: kanarie.", public=False)
    viewer = installation(story.municipality.pk)

    found = queries.thread(viewer, Knot.SIGNAL, lone.pk, on=ON)

    assert "kanarie" not in str(found)
    assert "Wie dit meldde, kreeg antwoord." in str(found)
    Answer.objects.filter(signal=lone).update(public=True)  # the control
    assert "kanarie" in str(queries.thread(viewer, Knot.SIGNAL, lone.pk, on=ON))


def test_a_project_that_is_an_idea_is_for_who_works_along(story: Story) -> None:
    idea = make_project(
        story.goal.programme, "Kanariefeest", decision_id=None, goal_ids=(story.goal.pk,)
    )
    cost = programme.add_cost(
        idea.pk, programme.CostDraft(2026, 100, "Zaad"), by=story.by, at=AT
    )
    seen = {
        who: "Kanariefeest" in everything(viewer, story)
        or queries.thread(viewer, Knot.PROJECT, idea.pk, on=ON) is not None
        or queries.thread(viewer, Knot.COST, cost, on=ON) is not None
        for who, viewer in viewers(story).items()
    }

    assert seen == {
        "passer-by": False,
        "raiser": False,
        "council member": True,
        "resident in a group": True,
        "operator": True,
    }


def test_of_a_meeting_that_is_not_public_only_group_and_day_are_told(db: None) -> None:
    story = make_story(public=False)
    story.item.notes = "Kanarienotitie"
    story.item.title = "Kanariepunt"
    story.item.save()
    may_open = {}

    for who, viewer in viewers(story).items():
        told = everything(viewer, story)
        assert "Kanarie" not in told
        assert "Wijkteam Molenwijk besprak dit." in told
        found = queries.thread(viewer, Knot.SIGNAL, story.signal.pk, on=ON)
        assert found is not None
        may_open[who] = all(dot.target.open for dot in found.dots if dot.kind == Knot.MEETING)

    assert may_open == {
        "passer-by": False,
        "raiser": False,
        "council member": False,
        "resident in a group": True,
        "operator": True,
    }


def test_an_area_that_is_not_public_is_not_named_to_a_passer_by(story: Story) -> None:
    hidden: Area = make_own_area(
        story.municipality, "Kanariehof", story.team.area.code, public=False
    )
    theme = story.signal.theme
    lone = send(a_signal(theme, hidden), story.municipality, by=story.by).signal_id
    draft = programme.EvidenceDraft(indicator_id=story.indicator.pk, area_id=hidden.pk)
    evidence = programme.add_evidence(story.bottleneck.pk, draft, by=story.by, at=AT)
    seen = {}

    for who, viewer in viewers(story).items():
        asked = (
            queries.thread(viewer, Knot.SIGNAL, lone, on=ON),
            queries.thread(viewer, Knot.FIGURE, evidence, on=ON),
            queries.figure_thread(viewer, story.indicator.key, hidden.code, on=ON),
        )
        seen[who] = "Kanariehof" in everything(viewer, story) + str(asked)

    assert seen == {
        "passer-by": False,
        "raiser": False,
        "council member": True,
        "resident in a group": True,
        "operator": True,
    }


def test_a_hidden_area_that_is_planted_is_found(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = make_own_area(story.municipality, "Kanariehof", story.team.area.code, public=False)
    draft = programme.EvidenceDraft(indicator_id=story.indicator.pk, area_id=hidden.pk)
    programme.add_evidence(story.bottleneck.pk, draft, by=story.by, at=AT)
    monkeypatch.setattr(gather, "sees_inside", lambda _viewer: True)

    assert "Kanariehof" in everything(anonymous(story.municipality.pk), story)
    assert not rules.sees_inside(anonymous(story.municipality.pk))
