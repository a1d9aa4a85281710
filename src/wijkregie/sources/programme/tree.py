"""The tree of a YAML file with the place of every part, or what keeps it from being one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import yaml

from wijkregie.sources.programme.troubles import Problem, ProgrammeFault, Trouble

if TYPE_CHECKING:
    from typing import Protocol

    from yaml import Node

    class AnyMark(Protocol):
        """A place, as either of the parsers of YAML tells it."""

        line: int
        column: int


LIMIT: Final = 1_000_000
_DEEPEST: Final = 12
_PLAIN: Final = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "value")
)
_VALUE: Final = 60


def tree_of(raw: bytes, file: str) -> tuple[str, Node]:
    """Return the text of a file and the node on top of it.

    Raises ``ProgrammeFault`` for what is empty, too large, no text or no YAML, and for
    anchors: each thing stands where it belongs, once.
    """
    if len(raw) > LIMIT:
        raise _fault(file, Trouble.TOO_LARGE)
    try:
        text = raw.decode("utf-8-sig")
        node = _checked(text, file)
    except (UnicodeDecodeError, yaml.reader.ReaderError) as fault:
        raise _fault(file, Trouble.NOT_TEXT) from fault
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise _fault(file, Trouble.NOT_YAML, mark, fault.problem or "") from fault
    if node is None:
        raise _fault(file, Trouble.EMPTY)
    return text, node


def _checked(text: str, file: str) -> Node | None:
    """Return the node of a text whose parts were looked at first, one by one."""
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _fault(file, Trouble.REPEATED, event.start_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise _fault(file, Trouble.TOO_DEEP, event.start_mark)
        tag = getattr(event, "tag", None)
        if tag is not None and tag not in _PLAIN:
            raise _fault(file, Trouble.NOT_YAML, event.start_mark, str(tag))
    return yaml.compose(text, yaml.SafeLoader)


def place(mark: AnyMark | None) -> tuple[int, int]:
    """Return row and column as a text editor counts them."""
    return (1, 1) if mark is None else (mark.line + 1, mark.column + 1)


def is_nothing(node: Node) -> bool:
    """Tell whether a value is left open."""
    return node.tag == "tag:yaml.org,2002:null"


def shown(node: Node) -> str:
    """Return what stands there, short enough for a sentence."""
    return str(node.value)[:_VALUE] if isinstance(node, yaml.ScalarNode) else ""


def _fault(
    file: str, trouble: Trouble, mark: AnyMark | None = None, value: str = ""
) -> ProgrammeFault:
    return ProgrammeFault(file, (Problem(trouble, *place(mark), value=value[:_VALUE]),))
