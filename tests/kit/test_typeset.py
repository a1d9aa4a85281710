"""PDFs that a screen reader can read, made by a process that ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from wijkregie.kit import typeset

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

LETTER = "web/letters/typst/letter.typ"
VALUES: dict[str, Any] = {
    "title": "Antwoord op je melding",
    "municipality": "Voorbeeldstad",
    "sender": "Postbus 1",
    "footer": "Melding ABCD1234",
    "address": ["Demo bewoner", "Verzonnenstraat 1"],
    "facts": [["Kenmerk", "ABCD1234"]],
    "salutation": "Beste bewoner,",
    "parts": [{"heading": "Wat er is besloten", "text": "Eerste alinea.\n\nTweede alinea."}],
    "closing": "Met vriendelijke groet",
}


@pytest.fixture(autouse=True)
def _folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def opened(made: bytes) -> bytes:
    """Return a PDF with its compressed parts written out."""
    parts = [made]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            parts.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def test_a_document_is_tagged_and_says_its_language_and_title() -> None:
    seen = opened(typeset.pdf(LETTER, VALUES))

    assert seen.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in seen
    assert re.search(rb"/Lang\s*\(nl", seen)
    assert re.search(rb"/Marked\s+true", seen)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in seen
    assert b"Antwoord op je melding" in seen
    assert b"AtkinsonHyperlegible" in seen


def test_every_letter_is_ours_also_in_bold_and_from_elsewhere() -> None:
    foreign = {**VALUES, "salutation": "Beste Łucja Şahin,"}

    seen = opened(typeset.pdf(LETTER, foreign))

    fonts = set(re.findall(rb"/BaseFont\s*/[A-Z]{6}\+(\w+)", seen))
    assert fonts == {b"AtkinsonHyperlegibleNext"}


def test_the_same_document_is_made_once_and_another_one_anew() -> None:
    first = typeset.pdf(LETTER, VALUES)
    (kept,) = typeset.folder().iterdir()
    made_at = kept.stat().st_mtime_ns

    assert typeset.pdf(LETTER, VALUES) == first
    assert kept.stat().st_mtime_ns == made_at
    assert kept.stat().st_mode & 0o077 == 0
    typeset.pdf(LETTER, {**VALUES, "title": "Anders"})
    assert len(list(typeset.folder().iterdir())) == 2


def test_what_is_personal_is_kept_nowhere() -> None:
    typeset.pdf(LETTER, VALUES, keep=False)

    assert not typeset.folder().exists()


def test_after_a_day_nothing_is_left() -> None:
    typeset.pdf(LETTER, VALUES)
    now = datetime.now(UTC)  # noqa: TID251 - files have the time of the machine

    assert typeset.tidy(at=now) == 0
    assert typeset.tidy(at=now + timedelta(days=2)) == 1
    assert not list(typeset.folder().iterdir())


def test_a_template_that_is_not_there_is_one_plain_sentence() -> None:
    with pytest.raises(typeset.TypesetFault, match="niet gemaakt worden") as fault:
        typeset.pdf("web/letters/typst/nothing.typ", VALUES)

    assert fault.value.diagnostic


def test_a_document_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeset, "SECONDS", 0.001)

    with pytest.raises(typeset.TypesetFault) as fault:
        typeset.pdf(LETTER, VALUES)

    assert "longer" in fault.value.diagnostic


def test_the_process_itself_refuses_what_takes_more_than_it_may() -> None:
    asked = {
        "root": str(typeset.ROOT),
        "template": LETTER,
        "fonts": "",
        "values": {},
        "lang": "nl",
        "megabytes": 60,
        "seconds": 5,
    }

    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-I", str(typeset.PRESS)],
        input=json.dumps(asked).encode(),
        capture_output=True,
        check=False,
        env={"PATH": os.defpath},
    )

    assert done.returncode != 0
    assert done.stdout == b""


def test_the_pages_never_load_what_makes_documents() -> None:
    code = (
        "import sys, django; django.setup();"
        "import wijkregie.config.urls, wijkregie.kit.typeset;"
        "sys.exit('typst' in sys.modules)"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}

    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=env, check=False)  # noqa: S603 - our own program

    assert done.returncode == 0


def test_no_line_ends_between_a_number_and_its_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []

    def press(text: str) -> bytes:
        asked.append(json.loads(text)["values"])
        return b""

    monkeypatch.setattr(typeset, "pressed", press)

    typeset.pdf(
        LETTER,
        {"rows": [["17 %", ("€ 34.900", 3)]], "path": {"d": "M0 1 2 3"}, "text": "5 euro"},
        keep=False,
    )

    (values,) = asked
    assert values["rows"] == [["17\N{NO-BREAK SPACE}%", ["€\N{NO-BREAK SPACE}34.900", 3]]]
    assert (values["path"], values["text"]) == ({"d": "M0 1 2 3"}, "5 euro")
