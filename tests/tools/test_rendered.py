"""A template that no test renders is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools import rendered

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_template_that_no_process_rendered_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, *others = sorted(rendered.templates())
    (tmp_path / "1.txt").write_text("\n".join(others[:5]))
    (tmp_path / "2.txt").write_text("\n".join(others[5:]))
    monkeypatch.setenv(rendered.VARIABLE, str(tmp_path))

    assert rendered.main() == 1
    assert capsys.readouterr().out == f"{first}: no test renders this template\n"

    (tmp_path / "3.txt").write_text(first)
    assert rendered.main() == 0


def test_names_are_those_that_pages_ask_for() -> None:
    assert {"base.html", "budgets/fund.html"} <= rendered.templates()
