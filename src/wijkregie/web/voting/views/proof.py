"""Whether a vote is in, for who holds its code; never what it says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries
from wijkregie.web.http import desks
from wijkregie.web.http.addresses import optional
from wijkregie.web.voting import page
from wijkregie.web.voting.desk import at_urn
from wijkregie.web.voting.forms.ballot import CodeForm

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import InclusionSeen, VotingSeen
    from wijkregie.web.voting.desk import Desk


@at_urn
def proof(desk: Desk, pk: int) -> HttpResponse:
    """Tell whether a vote is in; once it was counted give the proof as a file too."""
    seen = desk.voting(pk)
    form = CodeForm(desk.sent)
    found = None
    if form.is_bound and form.is_valid():
        found = queries.receipt_of(pk, form.cleaned_data["code"])
        if found is None:
            form.add_error("code", page.misspelt())
    if found is not None and found.counted and desk.request.POST.get("stap") == "bestand":
        return _file(found)
    here = _("Is my vote in?")
    context = {
        "crumbs": desk.crumbs(pk, seen.title, here),
        "round": page.named(seen),
        "fields": page.faults(form),
        "answer": None if found is None else _answer(found),
        "proof": _proof(found, form) if found is not None and found.counted else None,
        "check_url": _check_url(desk, seen),
    }
    shown = form if found is None else CodeForm()
    return desks.asked(desk, "voting/proof.html", shown, context)


def _answer(found: InclusionSeen) -> dict[str, str]:
    if found.counted:
        title = _("Your vote is in the count")
        text = _("The vote of this code is one of the votes that were counted.")
        return {"kind": "ok", "title": title, "text": text}
    if found.in_urn:
        title = _("Your vote is in the urn")
        text = _("It is sealed. After the last day it is counted, and you see the proof here.")
        return {"kind": "ok", "title": title, "text": text}
    title = _("There is no vote with this code")
    text = _("Nobody voted with it, or it is not a code of this round. Look at your letter.")
    return {"kind": "info", "title": title, "text": text}


def _proof(found: InclusionSeen, form: CodeForm) -> dict[str, Any]:
    rows = [
        (_("Your proof"), found.code_words),
        (_("Your leaf"), found.leaf),
        (
            _("Your place"),
            _("%(place)d of %(all)d") % {"place": found.index + 1, "all": found.size},
        ),
        (_("Root of all votes"), found.root),
    ]
    steps = [{"name": name, "text": text} for name, text in rows]
    return {"steps": steps, "code": form.cleaned_data["code"]}


def _file(found: InclusionSeen) -> HttpResponse:
    """Return the proof as everyone can check it (RFC 9162); the code is not in it."""
    told = {
        "version": "wijkregie receipt 1",
        "code": found.code,
        "leaf": found.leaf,
        "index": found.index,
        "size": found.size,
        "path": list(found.path),
        "root": found.root,
    }
    answer = HttpResponse(json.dumps(told, indent=2), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="stembewijs.json"'
    return answer


def _check_url(desk: Desk, seen: VotingSeen) -> str:
    return optional("recount:recount", desk.scope.slug, seen.round_id)
