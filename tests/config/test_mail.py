"""The address of a mail server becomes a server, a port, and who logs in there."""

from __future__ import annotations

import pytest

from wijkregie.config.mail import MailServer, mail_server


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("", "localhost", 25),
        ("smtp://localhost:2525", "localhost", 2525),
        ("smtp+tls://mail.voorbeeld.nl", "mail.voorbeeld.nl", 587),
        ("smtps://mail.voorbeeld.nl", "mail.voorbeeld.nl", 465),
    ],
)
def test_each_sort_of_connection_has_its_usual_port(url: str, host: str, port: int) -> None:
    found = mail_server(url)

    assert (found.host, found.port) == (host, port)
    assert found.starts_tls is url.startswith("smtp+tls:")
    assert found.is_tls is url.startswith("smtps:")


def test_a_name_that_is_an_address_and_a_password_with_signs_arrive_whole() -> None:
    found = mail_server("smtp+tls://wijk%40voorbeeld.nl:a%2Fb%3Ac%25@mail.voorbeeld.nl:587")

    assert found == MailServer(
        "mail.voorbeeld.nl",
        587,
        "wijk@voorbeeld.nl",
        "a/b:c%",
        starts_tls=True,
        is_tls=False,
    )
