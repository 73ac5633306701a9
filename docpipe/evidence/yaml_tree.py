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


class BrokenYamlError(ValueError):
    """The text is not YAML, or is nested deeper or larger than any configuration file."""


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
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BrokenYamlError(str(error).split("\n", 1)[0]) from error


def _documents(text: str) -> Iterator[Node]:
    stack: list[_Open] = []
    anchors: dict[str, Node] = {}
    count = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        count += 1
        if count > _MAX_NODES or len(stack) > _MAX_DEPTH:
            raise BrokenYamlError("larger or deeper than any configuration file")
        node: Node
        line = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            node = Scalar(event.value, line)
        elif isinstance(event, yaml.AliasEvent):
            node = anchors.get(event.anchor) or Scalar("", line)
        elif isinstance(event, yaml.MappingStartEvent):
            node = Mapping(line)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Sequence(line)
        elif isinstance(event, yaml.CollectionEndEvent):
            node = stack.pop().node
            if not stack:
                yield node
            continue
        else:
            continue
        if getattr(event, "anchor", None) and not isinstance(event, yaml.AliasEvent):
            anchors[event.anchor] = node
        if stack:
            stack[-1].put(node)
        elif isinstance(node, Scalar):
            yield node
        if not isinstance(event, yaml.AliasEvent) and isinstance(node, Mapping | Sequence):
            stack.append(_Open(node))


def entries(node: Node | None, depth: int = 8) -> dict[str, Node]:
    """The keys of a mapping, merge keys (`<<`) resolved, the last of duplicates winning; empty for any other node."""
    if not isinstance(node, Mapping) or depth == 0:
        return {}
    merged: dict[str, Node] = {}
    own: dict[str, Node] = {}
    for key, value in node.items:
        if key.text == "<<":
            for base in value.items if isinstance(value, Sequence) else (value,):
                if not isinstance(base, tuple):
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
