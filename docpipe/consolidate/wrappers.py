"""HTML that one block opens and a later one closes -> what becomes of both, so that no element is left open on a page.

CommonMark reads the Markdown between such blocks; Python-Markdown does so only where the element says it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from docpipe.consolidate.copying import markup
from docpipe.consolidate.source import Key, Piece


@dataclass(frozen=True, slots=True)
class Wrappers:
    """`paired`: blocks that open what others on the same run close, and those others. `dropped`: layout alone."""

    paired: frozenset[Key]
    dropped: Mapping[Key, str]


def wrappers(runs: Iterable[Iterable[Piece]]) -> Wrappers:
    """What becomes of the HTML blocks in each run of blocks that stay together on a page, in order."""
    paired: set[Key] = set()
    dropped: dict[Key, str] = {}
    for run in runs:
        texts = {piece.key: piece.text for piece in run if piece.block.kind == "html" and not piece.heads}
        for group in _groups(texts):
            if all(markup.bare(texts[key]) for key in group):
                dropped.update(dict.fromkeys(group, "layout around other blocks: no word, no picture"))
            else:
                paired |= group
        for key, text in texts.items():
            if key not in paired and markup.open_elements(text) != () and markup.bare(text):
                dropped.setdefault(key, "layout around other blocks: no word, no picture")
    return Wrappers(frozenset(paired), dropped)


def _groups(texts: Mapping[Key, str]) -> list[set[Key]]:
    """Blocks that together close all that they open; what crosses, or is never closed, is in none."""
    stack: list[tuple[str, Key]] = []
    partners: defaultdict[Key, set[Key]] = defaultdict(set)
    broken: set[Key] = set()
    for key, text in texts.items():
        tags = list(markup.tags(text))
        if any(tag is None for tag in tags):
            continue
        for tag in tags:
            if tag is None or tag.name in markup.VOID:
                continue
            if tag.name == "a":
                broken.add(key)  # a link around blocks, which Python-Markdown does not know
            if not tag.closes:
                stack.append((tag.name, key))
            elif stack and stack[-1][0] == tag.name:
                opener = stack.pop()[1]
                if opener != key:
                    partners[opener].add(key)
                    partners[key].add(opener)
            else:
                broken.add(key)
    broken |= {key for _, key in stack}
    return [group for group in _connected(partners) if not group & broken]


def _connected(partners: Mapping[Key, set[Key]]) -> list[set[Key]]:
    groups: list[set[Key]] = []
    seen: set[Key] = set()
    for start in sorted(partners):
        if start in seen:
            continue
        group, pending = set(), [start]
        while pending:
            key = pending.pop()
            if key not in group:
                group.add(key)
                pending += partners[key]
        seen |= group
        groups.append(group)
    return groups
