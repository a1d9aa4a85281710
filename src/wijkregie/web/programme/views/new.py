"""Start a project in three short steps. What was filled in comes along, also after an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.programme import services
from wijkregie.web.programme import choices
from wijkregie.web.programme.desk import answered, ask, done, for_work
from wijkregie.web.programme.forms.draft import draft_of
from wijkregie.web.programme.forms.project import WhatForm, WhoForm, WhyForm
from wijkregie.web.programme.origin import origin_of
from wijkregie.web.programme.views.plans import may_start_somewhere

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse, QueryDict

    from wijkregie.domain.programme.queries import ProgrammeSeen
    from wijkregie.web.programme.desk import Desk
    from wijkregie.web.programme.origin import Origin

STEPS: Final = (WhatForm, WhyForm, WhoForm)
_HEADINGS: Final = (
    gettext_lazy("What are you going to do?"),
    gettext_lazy("For which goal, where and for whom?"),
    gettext_lazy("Who does it, and when?"),
)
_STEP, _BACK = "stap", "terug"


@for_work
def start(desk: Desk) -> HttpResponse:
    """Ask step by step what the project is, and start it."""
    if not may_start_somewhere(desk.viewer):
        return desk.refuse()
    return _Asking(desk).answer()


class _Asking:
    """The three forms, of which one is shown; the answers of the others go along with it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.origin: Origin = origin_of(desk)
        self.living = choices.living(desk)
        self.sent: QueryDict | None = desk.sent

    def answer(self) -> HttpResponse:
        """Return the page of the step that is due, or the project that was started."""
        if not self.living:
            return self._nowhere()
        now = self._number()
        if self.sent is None or _BACK in self.sent:
            return self._show(max(now - 1, 0), self._fresh(max(now - 1, 0)))
        return self._onward(now)

    def _onward(self, now: int) -> HttpResponse:
        """Return the first step up to ``now`` that is not right yet, or the next one."""
        for step in range(now + 1):
            form = self._form(step, self.sent)
            if not form.is_valid():
                return self._show(step, form)
        if now + 1 < len(STEPS):
            return self._show(now + 1, self._fresh(now + 1))
        return self._start()

    def _start(self) -> HttpResponse:
        filled = [self._form(step, self.sent) for step in range(len(STEPS))]
        asked: dict[str, Any] = {}
        for form in filled:
            form.full_clean()
            asked |= form.cleaned_data
        made: list[int] = []
        draft = draft_of(
            asked,
            asked["programme"],
            decision_id=self.origin.decision.id if self.origin.decision else None,
            signal_ids=(self.origin.signal.id,) if self.origin.signal else (),
        )
        by = self.desk.viewer

        def act() -> None:
            made.append(services.start_project(draft, by=by, at=timezone.now()))

        if answered(filled[-1], act):
            return done(self.desk, self._said(), self.desk.url("project", made[0]))
        return self._show(len(STEPS) - 1, filled[-1])

    def _said(self) -> str:
        if self.origin.decision:
            return _("The project is started. Now write down what it costs and who pays.")
        return _("The project is written down as an idea. Next somebody decides on it.")

    def _number(self) -> int:
        asked = self.sent.get(_STEP, "0") if self.sent is not None else "0"
        return int(asked) if asked in {"0", "1", "2"} else 0

    def _programme(self) -> ProgrammeSeen:
        """Return the programme that was chosen; before that, the first living one."""
        asked = self.sent.get("programme") if self.sent is not None else None
        return next((one for one in self.living if str(one.id) == asked), self.living[0])

    def _form(self, step: int, sent: QueryDict | None) -> forms.Form:
        return STEPS[step](sent, offer=self._offer(step), initial=self._initial(step))

    def _fresh(self, step: int) -> forms.Form:
        """Return a form as it was left, or as it begins."""
        form = self._form(step, None)
        if self.sent is not None and f"{_STEP}{step}" in self.sent:
            for name, field in form.fields.items():
                several = field.widget.allow_multiple_selected if _many(field) else False
                form.initial[name] = (
                    self.sent.getlist(name) if several else self.sent.get(name, "")
                )
        return form

    def _initial(self, step: int) -> dict[str, Any]:
        years = self._programme()
        first = max(timezone.localdate().year, years.from_year)
        known = {"programme": self.living[0].id, "from_year": first, "lead": ""}
        return known | self.origin.filled_in if step < len(STEPS) else known

    def _offer(self, step: int) -> dict[str, Any]:
        if step == 0:
            return {"programme": choices.programmes(self.living)}
        if step == 1:
            offer: dict[str, Any] = choices.of_programme(self.desk, self._programme().id)
            area = self.origin.signal.area if self.origin.signal else None
            return offer | {"areas": choices.areas(self.desk, [area] if area else ())}
        return {
            "holders": choices.organisations(self.desk),
            "partners": (),  # asked on the card, so that starting stays short
            "lead": choices.persons(self.desk),
        }

    def _show(self, step: int, form: forms.Form) -> HttpResponse:
        last = step + 1 == len(STEPS)
        steps = {"number": step + 1, "all": len(STEPS)}
        return ask(
            self.desk,
            form,
            crumbs=self._crumbs(),
            kicker=_("Start a project"),
            steps_text=_("step %(number)d of %(all)d") % steps,
            heading=str(_HEADINGS[step]),
            about=self.origin.about(self.desk) if step == 0 else [],
            kept=self._kept(step, form),
            back_text=_("Back") if step else "",
            submit_text=_("Start project") if last else _("Go on"),
            cancel_url=self.desk.url("index"),
        )

    def _kept(self, step: int, form: forms.Form) -> list[dict[str, str]]:
        """Return what was filled in on the other steps, to send along unseen."""
        apart = {_STEP, _BACK, f"{_STEP}{step}", "csrfmiddlewaretoken", *form.fields}
        kept = [{"name": _STEP, "value": str(step)}, {"name": f"{_STEP}{step}", "value": "1"}]
        if self.sent is None:
            return kept
        return kept + [
            {"name": name, "value": str(value)}
            for name, values in self.sent.lists()
            if name not in apart
            for value in values
        ]

    def _crumbs(self) -> list[dict[str, str]]:
        return [
            {"name": _("Programme"), "url": self.desk.url("index")},
            {"name": _("Start a project"), "url": ""},
        ]

    def _nowhere(self) -> HttpResponse:
        return ask(
            self.desk,
            None,
            crumbs=self._crumbs(),
            kicker=_("Programme"),
            heading=_("Start a project"),
            intro_text=_(
                "There is no programme that runs now. Ask the wijkregisseur to add one; "
                "then you can start a project."
            ),
            cancel_url=self.desk.url("index"),
        )


def _many(field: forms.Field) -> bool:
    return hasattr(field.widget, "allow_multiple_selected")
