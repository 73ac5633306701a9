"""The section of a release that installs another one, in a document whose other sections install their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World
from docpipe.model import Conflict, Fact

_USUAL = 3  # sections that install what they are headed by, so many times as many as do not


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a section. Lists of releases count too: they are read for what to install."""
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source == "shipped" and world.documents[fact.path].role not in ("copy", "generated"):
            groups[fact.path].append(fact)
    for path, facts in sorted(groups.items()):
        odd = [fact for fact in facts if fact.value != fact.subject]
        if not odd or world.archived(path) or len(facts) - len(odd) < _USUAL * len(odd):
            continue
        sections = {
            section.start_line: section.heading.text for section in world.documents[path].sections if section.heading
        }
        for fact in odd:
            line = max(
                (line for line, text in sections.items() if line < fact.line and fact.subject in text), default=0
            )
            if line:
                heading = replace(fact, line=line, value=fact.subject, quoted=sections[line])
                yield finding("version", fact.subject, "shipped", [heading, fact], scope=path, confidence=0.7)
