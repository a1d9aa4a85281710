"""The house keeps its rules, and each rule is seen to fail where it is broken."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.house import rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONG_BODY = "def far():\n" + "    pass\n" * 41
LONG_LIST = '"""What it hands out."""\n' + "from a import b\n" * 301
FAR_UP = (
    "from wijkregie.domain.signals.models import Theme\n"
    "class Area(Model):\n    theme = models.ForeignKey(Theme, on_delete=1)\n"
)
RULES: dict[Callable[[Path], list[str]], dict[str, list[str]]] = {
    rules.too_long: {
        "domain/places/long.py": ["x = 1\n" * 301, LONG_BODY, "async " + LONG_BODY],
        "domain/places/names.py": [LONG_LIST],
        "domain/places/__init__.py": [LONG_LIST + "x = 1\n"],
        "web/long.html": ["<p>\n" * 121],
    },
    rules.writes_on_floor_3: {
        "web/views.py": [
            "area.save()",
            "queries.visible_to(v).delete()",
            "queries.visible_to(v).filter(a=1).update(b=2)",
            "Area.objects.create(code=1)",
            "Area.objects.bulk_create([])",
        ],
        "api/areas.py": ["await area.asave()", "Area.objects.get_or_create(code=1)"],
        "cli/do.py": ["list(map(Area.save, areas))"],
    },
    rules.clock_below_the_pages: {
        "domain/places/services.py": ["timezone.now()", "field(default=timezone.now)"],
        "kit/audit.py": ["datetime.datetime.now(UTC)", "datetime.now()", "date.today()"],
        "core/names.py": ["time.time()"],
    },
    rules.relations_up: {
        "domain/places/models.py": [
            FAR_UP,
            "class A(M):\n    b = models.OneToOneField('signals.Theme', on_delete=1)\n",
            "class A(M):\n    b = ManyToManyField(to='people.Person')\n",
            "class A(M):\n    b = GenericForeignKey()\n",
        ],
        "kit/models.py": ["class A(M):\n    b = ForeignKey('places.Area', on_delete=1)\n"],
    },
    rules.locks_against_newcomers: {
        "domain/places/services.py": ["rows.select_for_update(of=('self',)).first()"],
    },
    rules.rooms_without_readme: {"domain/attic/__init__.py": [""]},
}
PLANTED = [
    (rule, place, text)
    for rule, files in RULES.items()
    for place, texts in files.items()
    for text in texts
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Callable[[Path], list[str]]) -> None:
    assert rule(rules.ROOT) == []


@pytest.mark.parametrize(("rule", "place", "text"), PLANTED)
def test_a_planted_breach_is_found(
    rule: Callable[[Path], list[str]], place: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_bytes((rules.ROOT / "pyproject.toml").read_bytes())
    path = tmp_path / "src/wijkregie" / place
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")

    assert rule(tmp_path)


def test_what_only_looks_like_a_breach_is_none(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes((rules.ROOT / "pyproject.toml").read_bytes())
    path = tmp_path / "src/wijkregie/web/views.py"
    path.parent.mkdir(parents=True)
    path.write_text("seen.update(a=1)\nservices.remove(1, at=timezone.now())\n")
    relations = tmp_path / "src/wijkregie/domain/signals/models.py"
    relations.parent.mkdir(parents=True)
    relations.write_text(
        "from wijkregie.domain.places.models import Area\n"
        "class Signal(M):\n"
        "    area = models.ForeignKey(Area, on_delete=1)\n"
        "    next = models.ForeignKey('self', on_delete=1)\n"
        "    group = models.ForeignKey('people.Group', on_delete=1)\n"
    )

    assert [rule(tmp_path) for rule in RULES] == [[]] * len(RULES)


# --- what may stand in no file


def tracked(root: Path) -> list[str]:
    if not (root / ".git").exists():
        pytest.skip("this is no checkout: what is tracked is not known")
    told = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - the git that made the checkout
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    return [name for name in told.stdout.split("\0") if name]


def test_no_tracked_file_knows_a_machine_or_a_registry() -> None:
    assert rules.traces_of_a_machine(rules.ROOT, tracked(rules.ROOT)) == []


@pytest.mark.parametrize(
    "parts",
    [
        ("see /ro", "ot/notes"),
        ("cd /wo", "rk/main"),
        ("'/t", "mp/x.sqlite3'"),
        ("/ho", "me/someone/x"),
        ("https://registry.npm", "js.org/htmx"),
        ("--index-url https://py", "pi.org/simple"),
    ],
)
def test_a_planted_trace_is_found(parts: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("".join(parts))
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\xff")

    assert rules.traces_of_a_machine(tmp_path, ["notes.md", "logo.png", "gone.md"])
