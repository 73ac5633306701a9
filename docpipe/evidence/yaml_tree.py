"""YAML text -> a tree of scalars, mappings and sequences with their lines. Nothing is executed, nothing is converted.

The tree is built from the event stream, not by PyYAML's composer: scalars stay text (the stock resolver reads `22:22`
as 1342 and `on` as true), duplicate keys are kept, and nesting cannot overflow the C stack.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

_MAX_DEPTH = 64
_MAX_NODES = 200_000
_MAX_DROPPED = 5
_UNMERGED = ("<<<<<<< ", "=======", ">>>>>>> ")  # what an unfinished merge leaves


class BrokenYamlError(ValueError):
    """The text is not YAML, or is nested deeper or larger than any configuration file; `line` is where, if known."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class Scalar:
    """A value as written, and the line that it begins on."""

    text: str
    line: int


@dataclass(slots=True)
class Mapping:
    """Keys and values in order, duplicates kept."""

    line: int
    items: list[tuple[Scalar, Node]] = field(default_factory=list)


@dataclass(slots=True)
class Sequence:
    """Values in order."""

    line: int
    items: list[Node] = field(default_factory=list)


Node = Scalar | Mapping | Sequence


@dataclass(slots=True)
class _Open:
    """A collection that is being filled, and the key that waits for its value."""

    node: Mapping | Sequence
    key: Scalar | None = None

    def put(self, child: Node) -> None:
        if isinstance(self.node, Sequence):
            self.node.items.append(child)
        elif self.key is None:
            self.key = child if isinstance(child, Scalar) else Scalar("", child.line)
        else:
            self.node.items.append((self.key, child))
            self.key = None


def load(text: str) -> tuple[Node, ...]:
    """Every document of the stream. Raises BrokenYamlError."""
    try:
        return tuple(_documents(text))
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
        raise BrokenYamlError(str(error).split("\n", 1)[0], mark.line + 1 if mark else None) from error


def load_leniently(text: str) -> tuple[tuple[Node, ...], tuple[int, ...]]:
    """Every document of the stream without the lines that break it, and those lines. Raises BrokenYamlError.

    A stray word in a long file must not hide all that stands around it; a file with more than a few is no YAML.
    """
    lines = text.split("\n")
    dropped = [number for number, line in enumerate(lines, 1) if line.startswith(_UNMERGED)]
    allowed = len(dropped) + _MAX_DROPPED
    for number in dropped:
        lines[number - 1] = ""
    while True:
        try:
            return load("\n".join(lines)), tuple(sorted(dropped))
        except BrokenYamlError as error:
            if error.line is None or len(dropped) == allowed or not lines[error.line - 1]:
                raise
            lines[error.line - 1] = ""
            dropped.append(error.line)


def _documents(text: str) -> Iterator[Node]:
    stack: list[_Open] = []
    anchors: dict[str, Node] = {}
    for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
        if count > _MAX_NODES or len(stack) > _MAX_DEPTH:
            raise BrokenYamlError("larger or deeper than any configuration file")
        if isinstance(event, yaml.CollectionEndEvent):
            closed = stack.pop().node
            if not stack:
                yield closed
        elif isinstance(event, yaml.NodeEvent):
            node: Node = _node(event, anchors)
            if stack:
                stack[-1].put(node)
            elif isinstance(node, Scalar):
                yield node
            if isinstance(event, yaml.CollectionStartEvent) and not isinstance(node, Scalar):
                stack.append(_Open(node))


def _node(event: yaml.NodeEvent, anchors: dict[str, Node]) -> Node:
    """The node that an event begins; an alias is the node that it names."""
    line = event.start_mark.line + 1 if event.start_mark else 1
    if isinstance(event, yaml.AliasEvent):
        return anchors.get(event.anchor or "") or Scalar("", line)
    node: Node
    if isinstance(event, yaml.ScalarEvent):
        node = Scalar(event.value, line)
    else:
        node = Mapping(line) if isinstance(event, yaml.MappingStartEvent) else Sequence(line)
    if event.anchor:
        anchors[event.anchor] = node
    return node


def entries(node: Node | None, depth: int = 8) -> dict[str, Node]:
    """The keys of a mapping, merge keys (`<<`) resolved, the last of duplicates winning; empty for any other node."""
    if not isinstance(node, Mapping) or depth == 0:
        return {}
    merged: dict[str, Node] = {}
    own: dict[str, Node] = {}
    for key, value in node.items:
        if key.text == "<<":
            for base in value.items if isinstance(value, Sequence) else (value,):
                merged = {**entries(base, depth - 1), **merged}
        else:
            own[key.text] = value
    return {**merged, **own}


def scalars(node: Node | None) -> tuple[Scalar, ...]:
    """The scalar itself, or the scalars of a sequence."""
    if isinstance(node, Scalar):
        return (node,)
    if isinstance(node, Sequence):
        return tuple(item for item in node.items if isinstance(item, Scalar))
    return ()


def duplicates(node: Node, depth: int = 8) -> Iterator[Scalar]:
    """Keys that a mapping below `node` holds twice, at the place of the second."""
    if depth == 0 or isinstance(node, Scalar):
        return
    if isinstance(node, Sequence):
        for item in node.items:
            yield from duplicates(item, depth - 1)
        return
    seen: set[str] = set()
    for key, value in node.items:
        if key.text in seen and key.text != "<<":
            yield key
        seen.add(key.text)
        yield from duplicates(value, depth - 1)
