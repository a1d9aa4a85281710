"""The rules of the house that no linter knows. Each takes a folder and returns its breaches."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = ("web", "api", "cli")
CLOCK_MAY: Final = (*PAGES, "config")
ROOMS: Final = ("domain/*", "core", "sources", "kit", "web/http")
RELATIONS: Final = {"ForeignKey", "OneToOneField", "ManyToManyField"}
WRITES: Final = re.compile(
    r"\.a?(save|create|delete|bulk_create|bulk_update|get_or_create|update_or_create)$"
    r"|\b(objects|filter|exclude|all|in_bulk|\w*visible_to|queries)\b.*\.a?update$"
)
CLOCK: Final = re.compile(
    r"(timezone\.now|datetime\.(now|utcnow|today)|date\.today|\btime\.(time|time_ns))$"
)
# Written in parts, so that this file does not hold what it looks for.
MACHINE: Final = re.compile(
    "registry[.]npm" + "js|pythonhos" + "ted|py" + "pi[.]org/simple"
    r"|(?<![\w.}\])])/(work|root|tmp)/\w|/home/" + r"[a-z]+/"
)


def modules(root: Path) -> Iterator[tuple[str, str, ast.Module]]:
    """Every module of the house: its place, its floor and its tree; migrations are made."""
    house = root / "src/wijkregie"
    for path in sorted(house.rglob("*.py")):
        if "migrations" not in path.parts:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield str(path.relative_to(root)), path.relative_to(house).parts[0], tree


def too_long(root: Path) -> list[str]:
    """A module has at most 300 lines, the body of a function 40, a template 120.

    A migration is written by a program, as long as the change is; a module that only names
    what a shelf hands out is a list, as long as the shelf.
    """
    found = []
    for pattern, most in (("*.py", 300), ("*.html", 120)):
        for path in sorted((root / "src/wijkregie").rglob(pattern)):
            if path.parent.name == "migrations" or _only_names(path):
                continue
            lines = path.read_text(encoding="utf-8").count("\n")
            found += [f"{path.relative_to(root)}: {lines} lines"] * (lines > most)
    for place, _floor, tree in modules(root):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.body[0].lineno + 1
                found += [f"{place} {node.name}: {lines} lines"] * (lines > 40)
    return found


def _only_names(path: Path) -> bool:
    """Tell whether a module holds nothing but its docstring, imports and ``__all__``."""
    if path.name != "__init__.py":
        return False
    first, *rest = ast.parse(path.read_text(encoding="utf-8")).body or [ast.Pass()]
    return isinstance(first, ast.Expr) and all(
        isinstance(node, ast.Import | ast.ImportFrom)
        or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__")
        for node in rest
    )


def writes_on_floor_3(root: Path) -> list[str]:
    """Pages, API and commands call services; they never save."""
    return _calls(root, WRITES, lambda floor: floor in PAGES)


def clock_below_the_pages(root: Path) -> list[str]:
    """Time is an argument; only pages, API, commands and settings look at the clock."""
    return _calls(root, CLOCK, lambda floor: floor not in CLOCK_MAY)


def _calls(root: Path, wanted: re.Pattern[str], on: Callable[[str], bool]) -> list[str]:
    return [
        f"{place}:{node.lineno} {ast.unparse(node)}"
        for place, floor, tree in modules(root)
        if on(floor)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and wanted.search(ast.unparse(node))
    ]


def relations_up(root: Path) -> list[str]:
    """A relation points to the same room or one below it; no generic ones."""
    layers = rooms_by_height(root)
    found = []
    for place, _floor, tree in modules(root):
        room = Path(place).parts[3] if place.startswith("src/wijkregie/domain/") else ""
        homes = _homes(tree, room)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func).endswith("GenericForeignKey"):
                found.append(f"{place}:{node.lineno} is generic")
            if isinstance(node, ast.Call) and _name(node.func) in RELATIONS:
                target = _target(node, homes, room)
                if room not in layers or target not in layers or layers[target] < layers[room]:
                    found.append(f"{place}:{node.lineno} points up to {target}")
    return found


def rooms_by_height(root: Path) -> dict[str, int]:
    """The rooms of the domain by their place in the contract, the highest first."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = [one["layers"] for one in contracts if one["id"] == "rooms"]
    return {
        room.strip(): height for height, layer in enumerate(layers) for room in layer.split("|")
    }


def _homes(tree: ast.Module, room: str) -> dict[str, str]:
    """Return the room each name comes from: this one, or the one it was imported from."""
    homes = {node.name: room for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            "wijkregie.domain."
        ):
            origin = (node.module or "").split(".")[2]
            homes |= {alias.asname or alias.name: origin for alias in node.names}
    return homes


def _target(node: ast.Call, homes: dict[str, str], room: str) -> str:
    to = [*node.args[:1], *(key.value for key in node.keywords if key.arg == "to")][0]
    if isinstance(to, ast.Constant) and isinstance(to.value, str):
        return to.value.split(".")[0] if "." in to.value else room
    return homes.get(_name(to), _name(to))


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else ast.unparse(node)


def rooms_without_readme(root: Path) -> list[str]:
    """Every room says at its door what it is for."""
    house = root / "src/wijkregie"
    rooms = [path.parent for room in ROOMS for path in house.glob(f"{room}/__init__.py")]
    return [str(one.relative_to(house)) for one in rooms if not (one / "README.md").is_file()]


def traces_of_a_machine(root: Path, tracked: Iterable[str]) -> list[str]:
    """No tracked file holds the address of a registry or a path of one machine."""
    found = []
    for name in tracked:
        try:
            lines = (root / name).read_text(encoding="utf-8").splitlines()
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
        found += [f"{name}:{at}" for at, line in enumerate(lines, 1) if MACHINE.search(line)]
    return found


def locks_against_newcomers(root: Path) -> list[str]:
    """A row is held with ``no_key``: nobody's key changes, and children may be added meanwhile.

    Without it PostgreSQL makes everybody wait who adds a row that points at the held one, and
    two who hold in another order stop each other dead.
    """
    return [
        f"{place}:{node.lineno}"
        for place, _floor, tree in modules(root)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "select_for_update"
        and not any(word.arg == "no_key" for word in node.keywords)
    ]
