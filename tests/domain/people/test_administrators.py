"""Two administrators who remove each other at the same moment, in two connections."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.makers.people import make_role
from tests.makers.places import AT, make_municipality
from wijkregie.domain.people import services
from wijkregie.domain.people.models import RoleHeld
from wijkregie.kit.viewer import installation


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="SQLite lets one writer in at a time; this is about PostgreSQL",
)
def test_one_of_two_who_remove_each_other_stays() -> None:
    here = make_municipality()
    roles = [make_role(here) for _role in range(2)]
    together = Barrier(2)
    outcomes: list[str] = []

    def remove(role: RoleHeld) -> None:
        together.wait()
        try:
            services.end_role(role.pk, by=installation(here.pk), at=AT)
            outcomes.append("ended")
        except services.PeopleRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=remove, args=[role]) for role in roles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["ended", "refused"]
    assert RoleHeld.objects.current(AT.date()).count() == 1
