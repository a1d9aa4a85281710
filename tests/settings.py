"""Settings of the tests: those of an installation, with a place of their own and fast keys."""

import os
import tempfile

# Not that of who started us: tests that run beside each other keep out of each other's files.
os.environ["WIJKREGIE_DATA_DIR"] = tempfile.mkdtemp(prefix="wijkregie-tests-")
os.environ.setdefault("WIJKREGIE_SECRET_KEY", "tests-only-" + "x" * 50)
os.environ.setdefault("WIJKREGIE_SEALED_KEY", "sealed-tests-only-" + "y" * 50)
os.environ.setdefault("WIJKREGIE_URL", "http://testserver")

from wijkregie.config.settings import *  # noqa: F403 - the settings, but for what follows
from wijkregie.config.settings import STATIC_ROOT

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where there is none

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "process")
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
