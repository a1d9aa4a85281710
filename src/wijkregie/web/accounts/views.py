"""Log in by a code in the mail, the second step, and one's own account.

The work is allauth's; these views give it our forms, our pages and our order of steps.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from allauth.account import views as allauth_account
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.mfa.base import views as allauth_steps
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as allauth_recovery
from allauth.mfa.totp import views as allauth_totp
from allauth.mfa.totp.internal.flows import activate_totp
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from wijkregie.domain.people import queries, services
from wijkregie.web.accounts import forms
from wijkregie.web.http.viewer import passed_second_factor, viewer_of


class OurFrame:
    """Keeps the name ``site`` for the frame of our pages: allauth puts the host there."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context without allauth's site."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc] # a view
        context.pop("site", None)
        return context


class LogIn(OurFrame, allauth_account.RequestLoginCodeView):  # type: ignore[misc] # allauth tells no types
    """Asks for a mail address; a known and an unknown one get the same answer."""

    form_class = forms.LogInForm
    template_name = "accounts/log_in.html"


class ConfirmCode(OurFrame, allauth_account.ConfirmLoginCodeView):  # type: ignore[misc] # idem
    """Asks for the code from the mail."""

    form_class = forms.CodeForm
    template_name = "accounts/confirm_code.html"


class SecondStep(OurFrame, allauth_steps.AuthenticateView):  # type: ignore[misc] # idem
    """Asks for the second step, before one is logged in."""

    form_class = forms.SecondStepForm
    template_name = "accounts/second_step.html"


class ConfirmAgain(allauth_steps.ReauthenticateView):  # type: ignore[misc] # idem
    """Asks for the second step once more, before something that matters."""

    form_class = forms.SecondStepAgainForm
    template_name = "accounts/second_step.html"


@method_decorator([login_required, never_cache], name="dispatch")
class SetUp(allauth_totp.ActivateTOTPView):  # type: ignore[misc] # idem
    """Sets up the second step; a code that works counts as passing it."""

    form_class = forms.SetUpForm
    template_name = "accounts/set_up.html"

    def form_valid(self, form: forms.SetUpForm) -> HttpResponse:
        """Switch the second step on for this account and this session; show the codes."""
        step, _codes = activate_totp(self.request, form)
        post_authentication(self.request, step, reauthenticated=True)
        codes = reverse("mfa_view_recovery_codes")
        return HttpResponseRedirect(passthrough_next_redirect_url(self.request, codes, "next"))


@method_decorator([login_required, never_cache], name="dispatch")
class SwitchOff(allauth_totp.DeactivateTOTPView):  # type: ignore[misc] # idem
    """Switches the second step off, to replace a phone; the session ends with it."""

    template_name = "accounts/switch_off.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Switch off and log out: without a second step no role may work."""
        super().form_valid(form)
        logout(self.request)
        messages.info(self.request, _("The second step is off. Log in to set up a new one."))
        return redirect("account_login")


@method_decorator(never_cache, name="dispatch")
class RecoveryCodes(allauth_recovery.ViewRecoveryCodesView):  # type: ignore[misc] # idem
    """Shows the codes that work when the phone is lost, each once."""

    template_name = "accounts/recovery_codes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where to go on to."""
        next_url = get_next_redirect_url(self.request) or reverse("account")
        return {**super().get_context_data(**kwargs), "next_url": next_url}


@method_decorator([login_required, never_cache], name="dispatch")
class NewRecoveryCodes(allauth_recovery.GenerateRecoveryCodesView):  # type: ignore[misc] # idem
    """Replaces all recovery codes."""

    template_name = "accounts/new_recovery_codes.html"


class LogOut(allauth_account.LogoutView):  # type: ignore[misc] # idem
    """Logs out, and asks the browser to forget the pages it kept."""

    template_name = "accounts/log_out.html"

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log out and go to the home page."""
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response


log_in = LogIn.as_view()
confirm_code = ConfirmCode.as_view()
second_step = SecondStep.as_view()
confirm_again = ConfirmAgain.as_view()
set_up = SetUp.as_view()
switch_off = SwitchOff.as_view()
recovery_codes = RecoveryCodes.as_view()
new_recovery_codes = NewRecoveryCodes.as_view()
log_out = LogOut.as_view()


@require_GET
def no_account(request: HttpRequest) -> HttpResponse:
    """Tell how one gets an account."""
    return render(request, "accounts/no_account.html")


@login_required
@never_cache
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Show what we know of the person who is logged in."""
    return _account_page(request)


@login_required
@never_cache
@require_POST
def change_name(request: HttpRequest) -> HttpResponse:
    """Change one's own name."""
    form = forms.NameForm(request.POST)
    seen = queries.account_of(request.user.pk or 0, on=timezone.localdate())
    if seen is not None and form.is_valid():
        draft = services.PersonDraft(name=form.cleaned_data["name"], email=seen.email)
        try:
            services.change_person(
                seen.person_id, draft, by=viewer_of(request, None), at=timezone.now()
            )
        except services.PeopleRefused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Your name is changed."))
            return redirect("account")
    return _account_page(request, form)


@login_required
@never_cache
@require_GET
def second_steps(_request: HttpRequest) -> HttpResponse:
    """Lead to the page of the account, where the second step stands."""
    return HttpResponseRedirect(reverse("account") + "#tweede-stap")


def _account_page(request: HttpRequest, form: forms.NameForm | None = None) -> HttpResponse:
    seen = queries.account_of(request.user.pk or 0, on=timezone.localdate())
    context = {
        "account": seen,
        "form": form or forms.NameForm(initial={"name": seen.name if seen else ""}),
        "passed": passed_second_factor(request),
        "has_second_step": is_mfa_enabled(request.user, [Authenticator.Type.TOTP]),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return render(request, "accounts/account.html", context, status=status)
