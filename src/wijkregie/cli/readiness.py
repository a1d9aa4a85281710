"""What must be so before the installation may start, and how it is made so."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from wijkregie.kit.backup.restore import unfinished
from wijkregie.kit.health import is_migrated
from wijkregie.kit.installation import refuse_mixture
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAUSE = 0.5


def wait_for_database(seconds: float) -> None:
    """Wait until the database answers; raises ``CommandError`` after ``seconds``."""
    until = time.monotonic() + seconds
    while not answers():
        if time.monotonic() >= until:
            raise CommandError(
                _("The database does not answer. Check that it runs, and DATABASE_URL.")
            )
        time.sleep(PAUSE)


def answers() -> bool:
    """Tell whether the database can be reached."""
    try:
        connection.ensure_connection()
    except OperationalError:
        connection.close()
        return False
    return True


def require_ready() -> None:
    """Refuse to start on a database that does not answer, or was not prepared."""
    wait_for_database(0)
    refuse_unfinished()
    if not is_migrated():
        raise CommandError(
            _("The database is not ready for this version. Run: wijkregie prepare")
        )
    refuse_mixed_demo()


def refuse_unfinished() -> None:
    """Refuse to go on where a restore was killed half way."""
    if unfinished():
        raise CommandError(
            _("A restore was stopped half way. Run it again: wijkregie restore FILE --yes")
        )


def refuse_mixed_demo() -> None:
    """Refuse the demo on real work, and real work on the demo."""
    try:
        refuse_mixture()
    except Refusal as refusal:
        raise CommandError(str(refusal)) from refusal


def prepare(say: Callable[[str], Any]) -> None:
    """Make the tables, the cache table and the static files, as far as they are not there."""
    refuse_unfinished()
    require_catalogues()
    if not is_migrated():
        say(_("Preparing the database"))
        call_command("migrate", interactive=False, verbosity=0)
    refuse_mixed_demo()
    make_cache_tables()
    collect_static(say)


def make_cache_tables() -> None:
    """Make the tables of the caches that have one."""
    wanted = {
        cache["LOCATION"]
        for cache in settings.CACHES.values()
        if cache["BACKEND"].endswith("DatabaseCache")
    }
    if wanted - set(connection.introspection.table_names()):
        call_command("createcachetable", verbosity=0)


def collect_static(say: Callable[[str], Any]) -> None:
    """Collect and compress the static files when one of them is new or changed."""
    mark = Path(settings.STATIC_ROOT) / ".fingerprint"
    now = fingerprint()
    if mark.exists() and mark.read_text(encoding="ascii") == now:
        return
    say(_("Collecting the style sheets and images"))
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
    except ValueError as fault:  # whitenoise found a reference to a file that is not there
        raise CommandError(
            _("Style sheets, fonts or scripts are missing. Run: ./start")
        ) from fault
    mark.write_text(now, encoding="ascii")


def fingerprint() -> str:
    """Return a number that changes when a static file does."""
    found = hashlib.sha256()
    for path, file in sorted(_static_files()):
        about = file.stat()
        found.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return found.hexdigest()


def _static_files() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            yield path, Path(storage.path(path))


def require_catalogues() -> None:
    """Refuse to start without words; the catalogues are compiled when we are installed."""
    missing = [
        source
        for app in apps.get_app_configs()
        if app.name.startswith("wijkregie.")
        for source in Path(app.path).glob("locale/*/LC_MESSAGES/django.po")
        if not source.with_suffix(".mo").exists()
    ]
    if missing:
        raise CommandError(
            _("The words are missing: %(file)s was not compiled. Run: ./start")
            % {"file": missing[0].relative_to(Path(apps.get_app_config("kit").path).parent)}
        )
