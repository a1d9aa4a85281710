"""The entry for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkregie.config.settings")
# The settings give pages a shorter patience with the database than imports.
os.environ["WIJKREGIE_PROCESS"] = "web"
application = get_wsgi_application()

# All pages are loaded before the first request. What stands then never becomes rubbish: without
# this a sweep of it, now and then, holds up a page for a tenth of a second.
get_resolver().url_patterns  # noqa: B018 - reading it is what loads them
gc.collect()
gc.freeze()
