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


@pytest.mark.django_db
def test_a_stroke_too_many_leads_to_the_page(client: Client) -> None:
    answer = client.get("/heuvelstad/melden/")

    assert (answer.status_code, answer["Location"]) == (302, "/heuvelstad/melden")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/heuvelstad/nergens/", "/%2Felders.example/", "/api/v1/x/"])
def test_what_is_not_there_leads_nowhere(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
