"""Divide points, choose main points, and make bottlenecks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme import queries, rules, services
from wijkregie.domain.programme.states import TROUBLES, AnalysisState
from wijkregie.web.http.deciding import offer_mandates
from wijkregie.web.programme import analysis
from wijkregie.web.programme.at_step import kept_out
from wijkregie.web.programme.cited import cited
from wijkregie.web.programme.desk import answered, done, for_work
from wijkregie.web.programme.forms.analysis import (
    BottleneckForm,
    PaperForm,
    PointsForm,
    SettleForm,
)
from wijkregie.web.programme.views.analysis import asked, found_analysis
from wijkregie.web.programme.views.steps import decision_draft
from wijkregie.web.programme.words import capital, hidden_text

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import AnalysisSeen, StatementSeen
    from wijkregie.web.programme.choices import Choices
    from wijkregie.web.programme.desk import Desk


@for_work
def points(desk: Desk, pk: int) -> HttpResponse:
    """Divide one's own points."""
    seen = found_analysis(desk, pk)
    no = kept_out(desk, seen, does=seen.gives, at=(AnalysisState.DIVIDING,))
    if no is not None:
        return no
    form = PointsForm(desk.sent, **_sheet(seen, seen.own))

    def act() -> None:
        services.divide_points(pk, form.points(), by=desk.viewer, at=timezone.now())

    if answered(form, act):
        said = _("Your points are in. You can change them until the result is shown.")
        return done(desk, said, desk.url("analysis", pk))
    return asked(
        desk,
        seen,
        form,
        heading=_("Divide your points"),
        intro_text=_points_text(seen),
        consequences=[
            _("Nobody else sees your points: only the sums, and only from five sheets on.")
        ],
        submit_text=_("Give these points"),
    )


@for_work
def paper(desk: Desk, pk: int) -> HttpResponse:
    """Enter the points of a sheet of paper."""
    seen = found_analysis(desk, pk)
    no = kept_out(desk, seen, does=seen.leads, at=(AnalysisState.DIVIDING,))
    if no is not None:
        return no
    number = max(seen.papers, default=0) + 1
    form = PaperForm(desk.sent, initial={"number": number}, **_sheet(seen, {}))

    def act() -> None:
        filled = form.cleaned_data
        enter = services.correct_paper if filled["correct"] else services.enter_paper
        enter(pk, filled["number"], form.points(), by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _sheet_text(form), desk.url("paper", pk))
    return asked(
        desk,
        seen,
        form,
        heading=_("Enter a sheet of paper"),
        intro_text=_("A sheet holds at most %(n)d points.") % {"n": seen.points},
        submit_text=_("Enter this sheet"),
    )


@for_work
def settle(desk: Desk, pk: int) -> HttpResponse:
    """Record the main points that the group chose, and why."""
    seen = found_analysis(desk, pk)
    no = kept_out(desk, seen, does=seen.leads, at=(AnalysisState.WEIGHED,))
    if no is not None:
        return no
    form = SettleForm(
        desk.sent,
        statements=_weighed(seen),
        bodies=_bodies(desk, seen),
        today=timezone.localdate(),
        weighed=bool(seen.result),
    )
    offer_mandates(form, desk.viewer, [seen.group_id], on=timezone.localdate())

    def act() -> None:
        subject = _("Main points of %(area)s") % {"area": seen.area.name or seen.area.code}
        filled: dict[str, Any] = form.cleaned_data | {"outcome": Outcome.FOLLOW_UP}
        draft = decision_draft(filled, subject=subject)
        at = timezone.now()
        services.settle_analysis(pk, form.chosen(), draft, by=desk.viewer, at=at)

    if answered(form, act, field="first"):
        return done(
            desk, _("The main points stand. Everyone can read them."), desk.url("analysis", pk)
        )
    return asked(
        desk,
        seen,
        form,
        heading=_("Choose the main points"),
        submit_text=_("Record decision"),
        **_settling(seen),
    )


@for_work
def to_bottleneck(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Make a bottleneck of a statement, with its evidence."""
    seen = found_analysis(desk, pk)
    one = next((each for each in seen.statements if each.id == line), None)
    if one is None or one.kind not in TROUBLES:
        raise Http404
    no = kept_out(desk, seen, does=seen.may_steer, at=(AnalysisState.DECIDED,))
    if no is not None:
        return no
    goals = queries.goals_visible_to(desk.viewer, programme_id=seen.programme_id)
    offer: dict[str, Choices] = {"goals": [(goal.id, goal.title) for goal in goals]}
    form = BottleneckForm(desk.sent, offer=offer, initial={"title": one.text, "priority": ""})

    def act() -> None:
        filled = form.cleaned_data
        draft = services.BottleneckDraft(
            title=filled["title"],
            priority=filled["priority"],
            goal_ids=tuple(filled.get("goals", ())),
            remark=filled["remark"],
            found_on=timezone.localdate(),
        )
        services.statement_to_bottleneck(line, draft, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="title"):
        return done(desk, _("The bottleneck is in the programme."), desk.url("analysis", pk))
    shown = [cited(desk.scope, each) for each in one.evidence]
    return asked(
        desk,
        seen,
        form,
        heading=_("Make a bottleneck of this"),
        intro_text=_("What shows it comes along. Projects can take it on from there."),
        about=[
            {"name": each["sort"], "text": each["text"], "url": each["url"]} for each in shown
        ],
        submit_text=_("Make bottleneck"),
    )


def _sheet(seen: AnalysisSeen, own: Any) -> dict[str, Any]:
    return {
        "statements": [(one, analysis.kind_text(one)) for one in seen.statements],
        "own": own,
        "most": seen.points,
    }


def _sheet_text(form: PaperForm) -> str:
    number = form.cleaned_data["number"]
    if form.cleaned_data["correct"]:
        return _("Sheet %(number)d is corrected. Enter the next one.") % {"number": number}
    return _("Sheet %(number)d is in. Enter the next one.") % {"number": number}


def _points_text(seen: AnalysisSeen) -> str:
    words = ngettext(
        "You have %(n)d point. Give most to what weighs most; the rest may stay empty.",
        "You have %(n)d points. Give most to what weighs most; the rest may stay empty.",
        seen.points,
    )
    return words % {"n": seen.points}


def _weighed(seen: AnalysisSeen) -> Choices:
    """Return the statements to choose from: the heaviest first where that is shown."""
    known: dict[int, StatementSeen] = {one.id: one for one in seen.statements}
    if not seen.result:
        return [(one.id, one.text) for one in seen.statements]
    return [
        (
            got.statement_id,
            ngettext("%(text)s (%(points)d point)", "%(text)s (%(points)d points)", got.points)
            % {"text": known[got.statement_id].text, "points": got.points},
        )
        for got in seen.result
    ]


def _settling(seen: AnalysisSeen) -> dict[str, Any]:
    """Return what is said above the choice, and what it means."""
    wiped = _("Who gave which points is wiped. This cannot be taken back.")
    if not seen.result:
        read = _("Everyone can read the main points, the statements and the reason.")
        return {"intro_text": hidden_text(seen), "consequences": [read, wiped]}
    read = _("Everyone can read the main points, the statements, the points and the reason.")
    return {
        "intro_text": _(
            "At most three. The heaviest by points are filled in; the group decides."
        ),
        "consequences": [read, wiped],
    }


def _bodies(desk: Desk, seen: AnalysisSeen) -> Choices:
    held = {grant.role for grant in desk.viewer.grants}
    roles = [role for role in rules.RUNNERS if desk.viewer.operator or role in held]
    return [
        (f"group:{seen.group_id}", seen.group_name),
        *((f"role:{role}", capital(str(Role(role).label))) for role in roles),
    ]
