"""Other roles at a click, and the mail that the demo did not send."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import load_backend, login
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from wijkregie.domain.people import queries as people
from wijkregie.kit.installation import is_demo_database
from wijkregie.kit.post import demo_post
from wijkregie.web.demo.letters import letters
from wijkregie.web.demo.roles import resident_url, shown
from wijkregie.web.http.viewer import DEMO_ROLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    View = Callable[..., HttpResponse]

MESSAGES_PER_PAGE = 20


def demo_only(view: View) -> View:
    """Let a page exist only in a demo: by its setting, and in a database made for it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (settings.WIJKREGIE_DEMO and is_demo_database()):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@demo_only
@never_cache
@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """Show the accounts of the demo, what they come for, and letters to vote with."""
    accounts = people.demo_accounts(on=timezone.localdate())
    context = {
        "accounts": [shown(account) for account in accounts],
        "resident_url": resident_url(),
        "letters": letters(timezone.now()),
    }
    return render(request, "demo/roles.html", context)


@demo_only
@never_cache
@require_POST
def take_role(request: HttpRequest) -> HttpResponse:
    """Log in as one of the accounts of the demo; this counts as the second factor."""
    accounts = people.demo_accounts(on=timezone.localdate())
    offered = {str(account.person_id): account for account in accounts}
    account = offered.get(request.POST.get("person", ""))
    [backend] = settings.AUTHENTICATION_BACKENDS
    person = load_backend(backend).get_user(account.person_id) if account else None
    if account is None or person is None:
        raise Http404
    login(request, person, backend=backend)
    request.session[DEMO_ROLE] = person.pk
    messages.success(request, _("You now look as %(name)s.") % {"name": account.name})
    here = [place.slug for place in account.places]
    return redirect("home:index", here[0]) if here else redirect("/")


@demo_only
@never_cache
@require_GET
def post(request: HttpRequest) -> HttpResponse:
    """Show the mail that was not sent, the newest first."""
    page = Paginator(demo_post(), MESSAGES_PER_PAGE).get_page(request.GET.get("page"))
    older = f"?page={page.next_page_number()}" if page.has_next() else ""
    newer = f"?page={page.previous_page_number()}" if page.has_previous() else ""
    pages = {"previous_url": newer, "next_url": older, "links": []}
    context = {"page": page, "pages": pages if page.has_other_pages() else None}
    return render(request, "demo/post.html", context)
