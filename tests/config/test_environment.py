"""Every setting that is missing or makes no sense is refused in one plain sentence."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.makers.installations import ran
from wijkregie.config.environment import SettingRefused, read_environment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KEY = "abcdefghij" * 5


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("WIJKREGIE_") or name == "DATABASE_URL":
            monkeypatch.delenv(name)
    monkeypatch.setenv("WIJKREGIE_DATA_DIR", str(tmp_path / "data"))


def refusal(monkeypatch: pytest.MonkeyPatch, settings: Mapping[str, str]) -> str:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingRefused) as refused:
        read_environment()
    sentence = str(refused.value)
    assert sentence.startswith("Wijkregie kan niet starten. ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    found = read_environment()

    assert found.data_dir == tmp_path / "data"
    assert found.database["NAME"] == str(tmp_path / "data" / "wijkregie.sqlite3")
    assert not found.demo
    assert found.hosts == ["127.0.0.1", "[::1]", "localhost"]
    assert found.proxies == 0
    assert found.backup_dir == tmp_path / "data" / "backups"


def test_what_is_set_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = {
        "WIJKREGIE_URL": "https://wijk.voorbeeld.nl/",
        "WIJKREGIE_HOSTS": "WWW.wijk.voorbeeld.nl, wijk.intern",
        "WIJKREGIE_PROXIES": "2",
        "WIJKREGIE_SECRET_KEY": KEY,
        "WIJKREGIE_MAIL_URL": "smtp+tls://naam:geheim@mail.voorbeeld.nl:587",
        "WIJKREGIE_LOG_LEVEL": "warning",
        "WIJKREGIE_UPLOAD_MEGABYTES": "12",
        "WIJKREGIE_BACKUP_DIR": str(tmp_path / "elsewhere"),
        "DATABASE_URL": "postgres://naam:geheim@server:5433/wijk?sslmode=require",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    found = read_environment()

    assert found.url == "https://wijk.voorbeeld.nl"
    assert {"wijk.voorbeeld.nl", "www.wijk.voorbeeld.nl", "wijk.intern"} <= set(found.hosts)
    assert (found.proxies, found.upload_megabytes, found.log_level) == (2, 12, "WARNING")
    assert found.secret_key == KEY
    assert found.database["OPTIONS"]["sslmode"] == "require"
    assert found.database["CONN_HEALTH_CHECKS"] is True
    assert "statement_timeout" not in found.database["OPTIONS"]["options"]


def test_pages_do_not_wait_long_for_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://naam@server/wijk")
    monkeypatch.setenv("WIJKREGIE_PROCESS", "web")

    options = read_environment().database["OPTIONS"]

    assert "statement_timeout=30s" in options["options"]
    assert options["connect_timeout"] == 5


def test_an_empty_setting_counts_as_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WIJKREGIE_DEMO", "WIJKREGIE_PROXIES", "DATABASE_URL", "WIJKREGIE_URL"):
        monkeypatch.setenv(name, " ")

    assert read_environment().url == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WIJKREGIE_DEMO", "misschien"),
        ("WIJKREGIE_URL", "wijk.voorbeeld.nl"),
        ("WIJKREGIE_URL", "ftp://wijk.voorbeeld.nl"),
        ("WIJKREGIE_URL", "https://"),
        ("WIJKREGIE_URL", "https://wijk.voorbeeld.nl/pad"),
        ("WIJKREGIE_URL", "https://wijk.voorbeeld.nl:poort"),
        ("WIJKREGIE_URL", "https://[wijk"),
        ("WIJKREGIE_HOSTS", "https://wijk.voorbeeld.nl"),
        ("WIJKREGIE_HOSTS", "wijk.voorbeeld.nl:8000"),
        ("WIJKREGIE_HOSTS", "*"),
        ("WIJKREGIE_PROXIES", "veel"),
        ("WIJKREGIE_PROXIES", "-1"),
        ("WIJKREGIE_PROXIES", "6"),
        ("WIJKREGIE_UPLOAD_MEGABYTES", "0"),
        ("WIJKREGIE_UPLOAD_MEGABYTES", "1.5"),
        ("WIJKREGIE_UPLOAD_MEGABYTES", "101"),
        ("WIJKREGIE_LOG_LEVEL", "luid"),
        ("WIJKREGIE_MAIL_FROM", "Wijkregie"),
        ("WIJKREGIE_DATA_DIR", "/proc/wijkregie"),
    ],
)
def test_nonsense_is_named_with_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    sentence = refusal(monkeypatch, {name: value})

    assert name in sentence
    assert f"'{value}'" in sentence


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "geen adres"),
        ("DATABASE_URL", "mysql://naam:geheim@server/wijk"),
        ("DATABASE_URL", "postgres://naam:geheim@server:poort/wijk"),
        ("DATABASE_URL", "postgres://naam:geheim@server:5432"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite://:memory:"),
        ("WIJKREGIE_MAIL_URL", "mail.voorbeeld.nl"),
        ("WIJKREGIE_MAIL_URL", "http://naam:geheim@mail.voorbeeld.nl"),
        ("WIJKREGIE_MAIL_URL", "smtp://naam:geheim@mail:poort"),
        ("WIJKREGIE_SECRET_KEY", "geheim"),
        ("WIJKREGIE_SECRET_KEY", "geheim" + "m" * 100),
    ],
)
def test_what_may_hold_a_password_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    sentence = refusal(monkeypatch, {name: value})

    assert name in sentence
    assert "geheim" not in sentence


def test_who_goes_live_needs_a_mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = refusal(monkeypatch, {"WIJKREGIE_URL": "https://wijk.voorbeeld.nl"})

    assert "WIJKREGIE_MAIL_URL" in sentence


def test_the_demo_gets_no_mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {"WIJKREGIE_DEMO": "1", "WIJKREGIE_MAIL_URL": "smtp://mail.voorbeeld.nl"}

    assert "de demo verstuurt geen mail" in refusal(monkeypatch, settings)


def test_the_first_start_makes_a_key_for_us_alone(tmp_path: Path) -> None:
    first = read_environment().secret_key

    assert read_environment().secret_key == first
    assert len(first) >= 50
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o077 == 0
    names = sorted(path.name for path in (tmp_path / "data").iterdir())
    assert names == ["sealed.key", "secret_key"]


def test_the_folder_that_we_make_is_ours_alone(tmp_path: Path) -> None:
    read_environment()

    assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def test_the_key_that_seals_is_another_one_for_us_alone(tmp_path: Path) -> None:
    found = read_environment()

    assert read_environment().sealed_key == found.sealed_key != found.secret_key
    assert (tmp_path / "data" / "sealed.key").stat().st_mode & 0o077 == 0


def test_a_key_that_seals_may_be_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WIJKREGIE_SEALED_KEY", KEY)

    assert read_environment().sealed_key == KEY
    assert not (tmp_path / "data" / "sealed.key").exists()
    sentence = refusal(monkeypatch, {"WIJKREGIE_SEALED_KEY": "kort"})
    assert "WIJKREGIE_SEALED_KEY" in sentence
    assert "kort" not in sentence


def test_a_damaged_key_that_seals_is_not_replaced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A new one would make what waits unreadable: it has to be put back."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sealed.key").write_text("kort")

    sentence = refusal(monkeypatch, {})

    assert "Zet het terug" in sentence
    assert "nieuwe sleutel" not in sentence


@pytest.mark.parametrize("content", [b"", b"kort", b"\xff" * 60])
def test_a_damaged_key_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "secret_key").write_bytes(content)

    assert "beschadigd" in refusal(monkeypatch, {})


def test_the_program_says_one_sentence_and_ends_with_code_two(tmp_path: Path) -> None:
    code, said = ran("prepare", data=tmp_path / "data", settings={"WIJKREGIE_PROXIES": "veel"})

    assert code == 2
    assert said.strip() == (
        "Wijkregie kan niet starten. De instelling WIJKREGIE_PROXIES heeft waarde 'veel': "
        "kies een geheel getal van 0 tot en met 5."
    )


def test_a_folder_that_is_a_file_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")

    assert "kan Wijkregie niet schrijven" in refusal(
        monkeypatch, {"WIJKREGIE_DATA_DIR": str(tmp_path / "file")}
    )


def test_the_services_live_where_they_always_did() -> None:
    found = read_environment().services

    assert set(found) == {"odata3", "odata4", "wfs", "ogc"}
    assert all(one.startswith("https://") for one in found.values())


def test_a_service_can_be_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKREGIE_CBS4_URL", "http://127.0.0.1:9000/odata/")

    assert read_environment().services["odata4"] == "http://127.0.0.1:9000/odata"


@pytest.mark.parametrize(
    "given",
    [
        "opendata.cbs.nl",
        "ftp://opendata.cbs.nl",
        "https://",
        "https://a:0/",
        "https://[",
        "https://a/?b=c",
        "https://a/#b",
        "https://me@a/",
    ],
)
def test_a_service_without_a_usable_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    sentence = refusal(monkeypatch, {"WIJKREGIE_PDOK_WFS_URL": given})

    assert "WIJKREGIE_PDOK_WFS_URL" in sentence
    assert "dienst" in sentence
