"""The health page and the uploaded files."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from wijkregie.kit import files, health, jobs, outbox
from wijkregie.kit.outbox_states import Way

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def now() -> Any:
    return timezone.now()  # noqa: TID251 - the page looks at the clock


def test_all_is_well(client: Client) -> None:
    jobs.beat("one", at=now())

    response = client.get("/gezond")

    assert response.status_code == 200
    found = response.json()
    assert found["status"] == "ok"
    assert found["worker_seconds"] <= 5
    assert set(found) == {
        "status",
        "database",
        "migrations",
        "disk_megabytes",
        "worker_seconds",
        "mails_late",
        "concerns_read",
    }
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("beat", [None, 600])
def test_a_silent_worker_is_named_but_people_can_work(client: Client, beat: int | None) -> None:
    if beat:
        jobs.beat("one", at=now() - timedelta(seconds=beat))

    response = client.get("/gezond")

    assert response.status_code == 200
    assert response.json()["status"] == "attention"


@pytest.mark.parametrize(("minutes", "status"), [(9, "ok"), (11, "attention")])
def test_mail_that_does_not_go_out_is_named(client: Client, minutes: int, status: str) -> None:
    jobs.beat("one", at=now())
    at = now() - timedelta(minutes=minutes)
    outbox.put("x", {}, way=Way.MAIL, once="x", municipality_id=None, at=at)

    response = client.get("/gezond")

    assert response.status_code == 200
    assert response.json()["status"] == status
    assert response.json()["mails_late"] == int(status == "attention")


def test_a_full_disk_is_a_fault(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "NEEDED_MEGABYTES", 10**9)

    response = client.get("/gezond")

    assert response.status_code == 503
    assert response.json()["status"] == "fault"


def test_a_table_that_is_not_there_yet_is_a_fault(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "is_migrated", lambda: False)

    response = client.get("/gezond")

    assert response.status_code == 503
    assert response.json()["migrations"] is False


def test_a_database_that_is_away_is_a_fault_without_its_message(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> bool:
        raise DatabaseError("connection to server with password geheim failed")

    monkeypatch.setattr(health, "_is_writable", away)
    monkeypatch.setattr(connection, "close", lambda: None)

    response = client.get("/gezond")

    assert response.status_code == 503
    assert response.json()["database"] is False
    assert b"geheim" not in response.content


def test_it_costs_next_to_nothing(client: Client, django_assert_num_queries: Any) -> None:
    client.get("/gezond")

    with django_assert_num_queries(4):
        client.get("/gezond")


def test_a_logo_is_seen_by_everyone_and_kept_by_browsers(client: Client) -> None:
    name = files.store(PNG, folder="logos", kind="png")

    response = client.get(f"/bestanden/{name}")

    assert b"".join(response.streaming_content) == PNG  # type: ignore[attr-defined] # a file
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response["Cache-Control"]
    assert "sandbox" in response["Content-Security-Policy"]
    response.close()


@pytest.mark.parametrize(
    "name",
    [
        "../secret_key",
        "..%2fsecret_key",
        "logos/../../secret_key",
        "logos/" + "0" * 32 + ".png",
        "private/" + "0" * 32 + ".png",
        "",
    ],
)
def test_nothing_else_has_an_address(client: Client, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret_key").write_text("geheim")

    assert client.get(f"/bestanden/{name}").status_code == 404


def test_these_pages_are_only_read(client: Client) -> None:
    assert client.post("/gezond").status_code == 405
