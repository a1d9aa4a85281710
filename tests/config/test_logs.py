"""No line of the log holds what a person typed, whoever writes it."""

from __future__ import annotations

import json
import logging
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from wijkregie.config.logs import log_settings
from wijkregie.kit.trace import request_id

if TYPE_CHECKING:
    from collections.abc import Iterator

CANARY = "Kanariewerdijk"


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What would go to standard error, from a logger of our own and one of a library."""
    setting = log_settings("INFO")["formatters"]["json"]
    made = setting.pop("()")
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(made(**setting))
    for name in ("wijkregie.test", "library.test"):
        logging.getLogger(name).addHandler(handler)
        logging.getLogger(name).setLevel("INFO")
    yield stream
    for name in ("wijkregie.test", "library.test"):
        logging.getLogger(name).removeHandler(handler)


def lines(written: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_line_is_json_with_time_level_and_words(written: StringIO) -> None:
    logging.getLogger("wijkregie.test").info("Read %d areas", 3, extra={"counts": {"areas": 3}})

    (line,) = lines(written)
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "INFO",
        "logger": "wijkregie.test",
        "message": "Read 3 areas",
        "counts": {"areas": 3},
    }


def test_a_library_is_quoted_without_its_values(written: StringIO) -> None:
    logging.getLogger("library.test").warning("No mail for %s", CANARY)

    assert lines(written)[0]["message"] == "No mail for %s"


def test_unknown_fields_are_left_out(written: StringIO) -> None:
    logging.getLogger("wijkregie.test").warning(
        "fault", extra={"request": f"/zoek?q={CANARY}", "email": CANARY}
    )

    assert CANARY not in written.getvalue()


def test_a_fault_is_its_kind_and_place_without_its_message(written: StringIO) -> None:
    def inner() -> None:
        raise ValueError(f"Key (email)=({CANARY}) already exists")

    try:
        try:
            inner()
        except ValueError as fault:
            raise RuntimeError(CANARY) from fault
    except RuntimeError:
        logging.getLogger("wijkregie.test").exception("It failed")

    (line,) = lines(written)
    assert CANARY not in written.getvalue()
    assert line["fault"] == ["builtins.RuntimeError", "builtins.ValueError"]
    assert "test_a_fault_is_its_kind" in line["where"][0]


def test_the_lines_of_one_request_share_a_number(written: StringIO) -> None:
    token = request_id.set("abc")
    logging.getLogger("wijkregie.test").info("one")
    request_id.reset(token)
    logging.getLogger("wijkregie.test").info("two")

    assert [line.get("request_id") for line in lines(written)] == ["abc", None]


def test_django_does_not_mail_or_print_faults_in_full() -> None:
    assert log_settings("DEBUG")["loggers"]["django"]["handlers"] == []
    assert log_settings("DEBUG")["loggers"]["django.db.backends"]["level"] == "INFO"
