"""The entry for the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkregie.config.settings")
# The settings give pages a shorter patience with the database than imports.
os.environ["WIJKREGIE_PROCESS"] = "web"
application = get_wsgi_application()
