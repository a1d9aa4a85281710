"""Settings of every installation; what differs between them comes from the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from wijkregie.config.environment import read_environment
from wijkregie.config.logs import log_settings
from wijkregie.config.mail import mail_server

ENVIRONMENT = read_environment()
PACKAGE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = ENVIRONMENT.secret_key
# Seals concerns about persons. It lies outside the database and outside every backup.
WIJKREGIE_SEALED_KEY = ENVIRONMENT.sealed_key
DEBUG = False
ALLOWED_HOSTS = ENVIRONMENT.hosts
WIJKREGIE_DEMO = ENVIRONMENT.demo
WIJKREGIE_URL = ENVIRONMENT.url
WIJKREGIE_BACKUP_DIR = ENVIRONMENT.backup_dir
WIJKREGIE_SERVICES = ENVIRONMENT.services

INSTALLED_APPS = [
    # Ours first: templates and words of the same name as in a library are then ours.
    "wijkregie.web.http",
    "wijkregie.kit",
    "wijkregie.domain.places",
    "wijkregie.domain.people",
    "wijkregie.domain.indicators",
    "wijkregie.domain.decisions",
    "wijkregie.domain.concerns",
    "wijkregie.domain.signals",
    "wijkregie.domain.meetings",
    "wijkregie.domain.programme",
    "wijkregie.domain.practice",
    "wijkregie.domain.budgets",
    "wijkregie.domain.reports",
    "wijkregie.cli",
    "wijkregie.web.home",
    "wijkregie.web.areas",
    "wijkregie.web.figures",
    "wijkregie.web.accounts",
    "wijkregie.web.control",
    "wijkregie.web.demo",
    "wijkregie.web.operations",
    "wijkregie.web.signals",
    "wijkregie.web.meetings",
    "wijkregie.web.programme",
    "wijkregie.web.practice",
    "wijkregie.web.budgets",
    "wijkregie.web.proposals",
    "wijkregie.web.voting",
    "wijkregie.web.awards",
    "wijkregie.web.recount",
    "wijkregie.web.reports",
    "wijkregie.web.letters",
    "wijkregie.web.nation",
    "wijkregie.web.peers",
    "wijkregie.web.atlas",
    "wijkregie.web.concerns",
    "wijkregie.web.covenants",
    "wijkregie.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "template_partials",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "wijkregie.web.http.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wijkregie.web.http.middleware.Throttle",
    "wijkregie.web.http.middleware.Look",
]

ROOT_URLCONF = "wijkregie.config.urls"
WSGI_APPLICATION = "wijkregie.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "wijkregie.web.http.context.page",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": ENVIRONMENT.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES: dict[str, dict[str, Any]] = {
    # Counters of the log-in limits must be shared by all web processes.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kit_cache",
    },
    "process": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "p",
        # A flood of clients must not push out the counters of those before.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "people.Person"
# An address is unique whatever its capitals: a constraint of the table, which this check
# does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "wijkregie.web.http.errors.csrf_refused"

ACCOUNT_ADAPTER = "wijkregie.web.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,20/h/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
MFA_ADAPTER = "wijkregie.web.accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Wijkregie"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data_dir / "static"
MEDIA_ROOT = ENVIRONMENT.data_dir / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "wijkregie.web.http.storage.ModuleStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

UPLOAD_LIMIT = ENVIRONMENT.upload_megabytes * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10

HTTPS = urlsplit(WIJKREGIE_URL).scheme == "https"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = False
CSRF_TRUSTED_ORIGINS = [WIJKREGIE_URL]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
WIJKREGIE_PROXIES = ENVIRONMENT.proxies
if ENVIRONMENT.proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "microphone", "payment", "usb", "display-capture", "midi")
} | {"geolocation": ["self"]}

EMAIL_BACKEND = (
    "wijkregie.kit.mail.DemoBackend"
    if WIJKREGIE_DEMO
    else "django.core.mail.backends.smtp.EmailBackend"
)
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
SERVER_EMAIL = ENVIRONMENT.mail_from
_mail = mail_server(ENVIRONMENT.mail_url)
EMAIL_HOST = _mail.host
EMAIL_PORT = _mail.port
EMAIL_HOST_USER = _mail.user
EMAIL_HOST_PASSWORD = _mail.password
EMAIL_USE_TLS = _mail.starts_tls
EMAIL_USE_SSL = _mail.is_tls
EMAIL_TIMEOUT = 10

LOGGING = log_settings(ENVIRONMENT.log_level)
