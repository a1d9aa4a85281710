"""Start the pages and the worker together."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import CommandError
from django.db import connections
from django.utils.translation import gettext as _

from wijkregie.cli import readiness
from wijkregie.cli.running import running
from wijkregie.cli.supervisor import Supervisor, children, is_free

if TYPE_CHECKING:
    from collections.abc import Callable


def serve(
    host: str,
    port: int,
    *,
    say: Callable[[str], Any],
    ready: Callable[[str], Any] | None = None,
) -> None:
    """Run until stopped; ``ready`` is called with the address once the pages answer.

    Raises ``CommandError`` with one sentence when the place is taken, the database does not
    answer, or was not prepared.
    """
    with running() as lock:
        readiness.require_ready()
        connections.close_all()
        if not is_free(host, port):
            raise CommandError(
                _(
                    "Port %(port)d is taken: maybe Wijkregie is running already. Stop it, or "
                    "choose another one: --port %(other)d"
                )
                % {"port": port, "other": port + 1}
            )
        near = address(host, port)
        url = settings.WIJKREGIE_URL if os.environ.get("WIJKREGIE_URL") else near
        Supervisor(children(host, port, url=url, lock=lock), say=say).run(
            address=near, ready=lambda: (ready or _announce(say))(url)
        )


def address(host: str, port: int) -> str:
    """Return the address at which this machine itself finds the pages."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - compared only
    return f"http://{name}:{port}"


def _announce(say: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda url: say(_("Wijkregie is ready at %(url)s/") % {"url": url})
