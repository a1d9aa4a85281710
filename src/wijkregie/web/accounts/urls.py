"""Addresses to log in and of one's own account. The names are those that allauth asks for."""

from __future__ import annotations

from django.urls import path

from wijkregie.web.accounts import views

urlpatterns = [
    path("inloggen/", views.log_in, name="account_login"),
    path("inloggen/", views.log_in, name="account_request_login_code"),
    path("inloggen/code/", views.confirm_code, name="account_confirm_login_code"),
    path("inloggen/geen-account/", views.no_account, name="account_signup"),
    path("inloggen/tweede-stap/", views.second_step, name="mfa_authenticate"),
    path("uitloggen/", views.log_out, name="account_logout"),
    path("account/", views.account, name="account"),
    path("account/naam/", views.change_name, name="account_name"),
    path("account/tweede-stap/", views.second_steps, name="mfa_index"),
    path("account/tweede-stap/instellen/", views.set_up, name="mfa_activate_totp"),
    path("account/tweede-stap/uitzetten/", views.switch_off, name="mfa_deactivate_totp"),
    path("account/tweede-stap/bevestigen/", views.confirm_again, name="mfa_reauthenticate"),
    path(
        "account/tweede-stap/herstelcodes/",
        views.recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/tweede-stap/herstelcodes/nieuw/",
        views.new_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
