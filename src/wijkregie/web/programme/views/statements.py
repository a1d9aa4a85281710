"""The statements of an analysis: add, write otherwise, show why, put together, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme import services
from wijkregie.domain.programme.states import AnalysisState, StatementSource
from wijkregie.web.http.kept import Kept
from wijkregie.web.programme import analysis
from wijkregie.web.programme.at_step import kept_out
from wijkregie.web.programme.cited import cited
from wijkregie.web.programme.desk import answered, done, for_work
from wijkregie.web.programme.editing import held
from wijkregie.web.programme.forms.analysis import GoneForm, MergeForm, ProofForm, StatementForm
from wijkregie.web.programme.forms.steps import Empty
from wijkregie.web.programme.proof import draft_of, offered
from wijkregie.web.programme.suggested import suggestions
from wijkregie.web.programme.views.analysis import asked, found_analysis

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import AnalysisSeen, StatementSeen
    from wijkregie.web.programme.desk import Desk

_WRITING = (AnalysisState.GATHERING,)


@for_work
def add(desk: Desk, pk: int) -> HttpResponse:
    """Add a statement; then ask what shows it."""
    seen = found_analysis(desk, pk)
    no = kept_out(desk, seen, does=seen.fills, at=_WRITING)
    if no is not None:
        return no
    form = StatementForm(desk.sent)
    made: list[int] = []

    def act() -> None:
        draft = services.StatementDraft(**form.cleaned_data)
        made.append(services.add_statement(pk, draft, by=desk.viewer, at=timezone.now()))

    if answered(form, act, field="text"):
        said = _("The statement is added. What shows that it is so?")
        return done(desk, said, desk.url("statement_cite", pk, made[0]))
    return asked(
        desk,
        seen,
        form,
        heading=_("Add a statement"),
        submit_text=_("Add statement"),
        intro_text=_("Write one thing at a time: then the group can choose."),
    )


@for_work
def take_over(desk: Desk, pk: int, key: str) -> HttpResponse:
    """Take over what a figure says as a statement, with the figure as its evidence."""
    seen = found_analysis(desk, pk)
    no = kept_out(desk, seen, does=seen.fills, at=_WRITING)
    if no is not None:
        return no
    found = next((one for one in suggestions(desk, seen) if one.key == key), None)
    if found is None:
        return _taken_over(desk, seen, key)
    form = Empty(desk.sent)

    def act() -> None:
        draft = services.StatementDraft(found.kind, StatementSource.FIGURES, found.text)
        proof = services.EvidenceDraft(indicator_id=found.indicator_id, area_id=seen.area.id)
        services.add_statement(pk, draft, proof, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The figure stands in the list now."), desk.url("analysis", pk))
    return asked(
        desk,
        seen,
        form,
        heading=_("Take over what the figure says"),
        intro_text=found.text,
        consequences=[found.reason],
        submit_text=_("Take over"),
    )


@for_work
def change(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Write a statement otherwise, or sort it under another corner."""
    seen, one = _found(desk, pk, line)
    no = kept_out(desk, seen, does=seen.fills, at=_WRITING)
    if no is not None:
        return no
    form = StatementForm(desk.sent, initial=_now(one))
    kept = Kept(form, lambda: StatementForm(initial=_now(_found(desk, pk, line)[1])))

    def act() -> None:
        draft = services.StatementDraft(**form.cleaned_data)
        services.change_statement(line, draft, by=desk.viewer, at=timezone.now())

    if answered(form, held(desk, "statement", line, kept, act), field="text"):
        return done(desk, _("The statement is changed."), desk.url("analysis", pk))
    return asked(
        desk,
        seen,
        form,
        heading=_("Change the statement"),
        submit_text=_("Save"),
        **kept.told(),
    )


@for_work
def cite(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Show why a statement is so."""
    seen, one = _found(desk, pk, line)
    no = kept_out(desk, seen, does=seen.fills, at=_WRITING)
    if no is not None:
        return no
    form = ProofForm(desk.sent, offer=offered(desk, seen))

    def act() -> None:
        draft = draft_of(desk, form, seen.area.id)
        services.cite(line, draft, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("That stands with the statement now."), desk.url("analysis", pk))
    shown = [cited(desk.scope, each) for each in one.evidence]
    return asked(
        desk,
        seen,
        form,
        heading=_("What shows this?"),
        intro_text=_("“%(text)s” Choose one thing; you can add more afterwards.")
        % {"text": one.text},
        about=[
            {"name": each["sort"], "text": each["text"], "url": each["url"]} for each in shown
        ],
        submit_text=_("Add this"),
    )


@for_work
def take_back(desk: Desk, pk: int, line: int, proof: int) -> HttpResponse:
    """Take away what was cited with a statement."""
    seen, one = _found(desk, pk, line)
    shown = next((each for each in one.evidence if each.id == proof), None)
    if shown is None:
        raise Http404
    no = kept_out(desk, seen, does=seen.fills, at=_WRITING)
    if no is not None:
        return no
    form = Empty(desk.sent)
    if answered(form, lambda: services.take_back(proof, by=desk.viewer, at=timezone.now())):
        return done(desk, _("That is taken away."), desk.url("analysis", pk))
    told = cited(desk.scope, shown)
    return asked(
        desk,
        seen,
        form,
        heading=_("Take this away"),
        about=[{"name": told["sort"], "text": told["text"], "url": told["url"]}],
        submit_text=_("Take away"),
    )


@for_work
def merge(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Put two statements together that say the same."""
    seen, one = _found(desk, pk, line)
    no = kept_out(desk, seen, does=seen.fills, at=_WRITING)
    if no is not None:
        return no
    others = [
        (each.id, f"{each.text} ({analysis.kind_text(each)})")
        for each in seen.statements
        if each.id != line
    ]
    form = MergeForm(desk.sent, others=others)

    def act() -> None:
        other = form.cleaned_data["other"]
        services.merge_statements(line, other, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="other"):
        return done(desk, _("The statements are put together."), desk.url("analysis", pk))
    return asked(
        desk,
        seen,
        form,
        heading=_("Put statements together"),
        intro_text=_("“%(text)s” stays. The other goes, and what shows it comes along.")
        % {"text": one.text},
        submit_text=_("Put together"),
    )


@for_work
def remove(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Take a statement away."""
    seen, one = _found(desk, pk, line)
    no = kept_out(desk, seen, does=seen.fills, at=_WRITING)
    if no is not None:
        return no
    form = GoneForm(desk.sent, initial={"text": one.text})
    kept = Kept(form, lambda: GoneForm(initial={"text": _found(desk, pk, line)[1].text}))

    def act() -> None:
        services.remove_statement(line, by=desk.viewer, at=timezone.now())

    if answered(form, held(desk, "statement", line, kept, act)):
        return done(desk, _("The statement is removed."), desk.url("analysis", pk))
    return asked(
        desk,
        seen,
        form,
        heading=_("Remove the statement"),
        intro_text=_("“%(text)s” goes, with what shows it.") % {"text": one.text},
        submit_text=_("Remove statement"),
        **kept.told(),
    )


def _now(one: StatementSeen) -> dict[str, str]:
    return {"kind": one.kind, "text": one.text, "source": one.source}


def _taken_over(desk: Desk, seen: AnalysisSeen, key: str) -> HttpResponse:
    """Say that a figure stands in the list: a double click, or somebody else was first."""
    if not any(proof.indicator_key == key for one in seen.statements for proof in one.evidence):
        raise Http404
    said = _("The figure stands in the list already.")
    return done(desk, said, desk.url("analysis", seen.id))


def _found(desk: Desk, pk: int, line: int) -> tuple[AnalysisSeen, StatementSeen]:
    seen = found_analysis(desk, pk)
    one = next((each for each in seen.statements if each.id == line), None)
    if one is None:
        raise Http404
    return seen, one
