"""A throw-away PostgreSQL starts, can be restarted, and leaves nothing behind."""

from __future__ import annotations

import psycopg
import pytest

from tools import postgres

pytestmark = pytest.mark.skipif(
    postgres.programs() is None, reason="PostgreSQL is not installed here"
)


def test_it_keeps_its_rows_over_a_restart_and_is_gone_at_the_end() -> None:
    with postgres.cluster() as server:
        with psycopg.connect(server.url) as connection:
            connection.execute("create table area (name text)")
            connection.execute("insert into area values ('Molenwijk')")

        server.stop()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(server.url, connect_timeout=2)
        server.start()

        with psycopg.connect(server.url) as connection:
            assert connection.execute("select name from area").fetchone() == ("Molenwijk",)
            assert connection.execute("show server_encoding").fetchone() == ("UTF8",)
    assert not server.folder.exists()


def test_nobody_gets_in_without_the_password() -> None:
    with postgres.cluster() as server:
        stranger = server.url.replace(server.password, "guess")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(stranger)
