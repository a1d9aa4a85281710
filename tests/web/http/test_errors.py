"""What one sees when a request cannot be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import Settings


@pytest.mark.django_db
def test_a_name_that_is_not_ours_is_a_bad_request_and_no_fault_of_ours(
    client: Client, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]

    response = client.get("/", headers={"host": "elders.example"})

    assert response.status_code == 400
    assert "elders" not in response.content.decode()
