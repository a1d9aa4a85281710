"""What allauth leaves to us: words, mails, who may log in, and where one lands."""

from __future__ import annotations

import logging
from contextlib import suppress
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.people import queries as people
from wijkregie.web.http.viewer import passed_second_factor

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.core.mail import EmailMessage
    from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)

_SAID = {
    "account/messages/logged_out.txt": _("You are logged out."),
    "mfa/messages/totp_activated.txt": _("The second step is on."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new recovery codes."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth tells no types
    """Log in by a code in the mail. Nobody signs up: the municipality makes accounts."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This code is not right. Check it, or ask for a new one."),
        "too_many_login_attempts": _("You tried too often. Wait five minutes and try again."),
        "rate_limited": _("This goes a little too fast. Wait a minute and try again."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Tell that nobody can make an account for oneself."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Tell whether one may be sent on to ``url``: only to a page of this installation."""
        return bool(url) and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Return the mail, in our words: plain text, nothing personal but the code."""
        own = f"accounts/mail/{template_prefix.rsplit('/', 1)[-1]}"
        mail: EmailMessage = super().render_mail(own, email, context, headers)
        return mail

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail, or say that it could not be sent and go back to the start.

        It is the same for a known and an unknown address. What the mail server answered is
        not logged: it may repeat the address.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as fault:
            logger.error("a mail could not be sent: %s", type(fault).__name__)  # noqa: TRY400 - no address in the log
            sorry = _("We cannot send a mail just now. Try again in a few minutes.")
            messages.add_message(allauth.request, messages.ERROR, sorry)
            raise ImmediateHttpResponse(
                HttpResponseRedirect(reverse("account_login"))
            ) from None

    def send_notification_mail(
        self, template_prefix: str, user: Any, *_args: object, **_more: object
    ) -> None:
        """Tell somebody that the second step of the account changed, without any detail."""
        with suppress(ImmediateHttpResponse):  # the change itself was made
            self.send_mail(template_prefix, user.email, {})

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *_args: object,
        **words: Any,
    ) -> None:
        """Say what happened, in our words or not at all."""
        text = words.get("message") or _SAID.get(message_template or "")
        if text:
            messages.add_message(request, level, text)

    def respond_user_inactive(
        self, _request: HttpRequest, _user: AbstractBaseUser
    ) -> HttpResponse:
        """Send somebody whose account ended meanwhile back to the start."""
        return HttpResponseRedirect(reverse("account_login"))

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **login: Any
    ) -> HttpResponse:
        """Send on to the page that was asked, professionals first to their second step."""
        response: HttpResponse = super().post_login(request, user, **login)
        if passed_second_factor(request) or not people.needs_second_factor(
            user.pk, on=timezone.localdate()
        ):
            return response
        asked = urlencode({"next": response["Location"]})
        return HttpResponseRedirect(f"{reverse('mfa_activate_totp')}?{asked}")
