"""The covenants of a municipality: read by everyone, kept by who leads the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.people import queries, services
from wijkregie.web.covenants import page
from wijkregie.web.covenants.desk import answered, ask, done, for_work, open_to_all
from wijkregie.web.covenants.forms import CovenantForm, EndForm, parties_as_asked
from wijkregie.web.http.asked import page_links, page_of
from wijkregie.web.http.kept import Kept

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from wijkregie.domain.people.queries import CovenantSeen
    from wijkregie.web.covenants.desk import Desk


@require_safe
@open_to_all
def index(desk: Desk) -> HttpResponse:
    """Show the covenants, what begins last first."""
    rows = queries.covenants_visible_to(desk.viewer, on=desk.on)
    shown = page_of(desk.request, rows)
    context = {
        "crumbs": page.crumbs(desk),
        "covenants": [page.listed(desk, one) for one in shown.object_list],
        "pages": page_links(desk.request, shown),
        "new_url": desk.url("new") if desk.may_change else "",
    }
    return render(desk.request, "covenants/index.html", context)


@require_safe
@open_to_all
def detail(desk: Desk, pk: int) -> HttpResponse:
    """Show a covenant: what the group may decide, with whom, and until when."""
    one = desk.found(pk)
    context = {
        "crumbs": page.crumbs(desk, one),
        "covenant": page.listed(desk, one),
        "notice": page.notice(one, desk.on),
        "mandates": one.mandates,
        "parties": [{"name": each.name, "role": each.role} for each in one.parties],
        "facts": page.facts(one),
        "actions": page.actions(desk, one),
    }
    return render(desk.request, "covenants/detail.html", context)


@for_work
def new(desk: Desk) -> HttpResponse:
    """Write down a covenant."""
    form = _form(desk, desk.sent)
    made: list[int] = []

    def act() -> None:
        made.append(services.make_covenant(_draft(form), by=desk.viewer, at=timezone.now()))

    if answered(form, act, field="title"):
        said = _("The covenant is written down. From its first day on it gives the mandate.")
        return done(desk, said, desk.url("detail", made[0]))
    heading = _("Write down a covenant")
    return ask(
        desk,
        form,
        crumbs=page.crumbs(desk, here=heading),
        heading=heading,
        intro_text=_(
            "A group with a covenant decides only while one holds. A group that never had one "
            "writes down its mandate with each decision."
        ),
        submit_text=_("Save"),
        cancel_url=desk.url("index"),
    )


@for_work
def change(desk: Desk, pk: int) -> HttpResponse:
    """Change a covenant, or renew it with another last day."""
    one = desk.found(pk)
    form = _form(desk, desk.sent, one)
    kept = Kept(form, lambda: _form(desk, None, desk.found(pk)))

    def act() -> None:
        services.change_covenant(pk, _draft(form), by=desk.viewer, at=timezone.now())

    def held() -> None:
        services.holding_covenant(pk, kept.act(act), by=desk.viewer)

    if answered(form, held, field="title"):
        return done(desk, _("The covenant is saved."), desk.url("detail", pk))
    heading = _("Change or renew")
    return ask(
        desk,
        form,
        crumbs=page.crumbs(desk, one, heading),
        heading=f"{heading}: {one.title}",
        submit_text=_("Save"),
        cancel_url=desk.url("detail", pk),
        **kept.told(),
    )


@for_work
def end(desk: Desk, pk: int) -> HttpResponse:
    """Tell what ending a covenant means, and end it."""
    one = desk.found(pk)
    form = EndForm(desk.sent)

    def act() -> None:
        services.end_covenant(pk, form.cleaned_data["why"], by=desk.viewer, at=timezone.now())

    if answered(form, act, field="why"):
        return done(desk, _("The covenant has ended."), desk.url("detail", pk))
    heading = _("End the covenant")
    return ask(
        desk,
        form,
        crumbs=page.crumbs(desk, one, heading),
        heading=f"{heading}: {one.title}",
        consequences=[
            _("“%(group)s” cannot decide any more from today, unless another covenant holds.")
            % {"group": one.group_name},
            _("This cannot be taken back. You can write down a new covenant."),
        ],
        submit_text=heading,
        cancel_url=desk.url("detail", pk),
    )


def _form(desk: Desk, sent: QueryDict | None, one: CovenantSeen | None = None) -> CovenantForm:
    groups: list[tuple[object, object]] = [(one.group_id, one.group_name)] if one else []
    organisations = queries.organisations_visible_to(desk.viewer)
    return CovenantForm(
        sent,
        groups=groups or [("", _("Choose a group")), *_groups(desk)],
        organisations=[(each.id, each.name) for each in organisations],
        named=len(one.parties) if one else 0,
        initial=_now(one) if one else {"from_on": desk.on},
    )


def _groups(desk: Desk) -> list[tuple[int, str]]:
    return queries.group_names(desk.viewer, on=desk.on)


def _now(one: CovenantSeen) -> dict[str, Any]:
    return {
        "group": one.group_id,
        "title": one.title,
        "mandates": "\n".join(one.mandates),
        "from_on": one.from_on,
        "until_on": one.until_on,
        "review_on": one.review_on,
        "document": one.document,
        "address": one.address,
    } | parties_as_asked((each.organisation_id, each.role) for each in one.parties)


def _draft(form: CovenantForm) -> services.CovenantDraft:
    asked = form.cleaned_data
    return services.CovenantDraft(
        group_id=asked["group"],
        title=asked["title"],
        from_on=asked["from_on"],
        mandates=tuple(asked["mandates"].splitlines()),
        until_on=asked["until_on"],
        review_on=asked["review_on"],
        parties=form.parties(),
        document=asked["document"],
        address=asked["address"],
    )
