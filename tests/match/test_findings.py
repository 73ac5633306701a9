"""Golden cases of what matching makes of its pairs: `tests/cases/match/findings/*.md`.

Each is a title, documents after `=== PATH [ROLE]` lines, and what must be found of them:

- `A leads B: REASON` one cluster holds the sections A and B, A leads, and the reason is among those it is given;
- `A B meant` the sections match, and the repetition is meant: no cluster holds both;
- `A B differ in PARAMETERS` a family holds both, and names these parameters;
- `A holds B` the document B stands in A, which leads; `A B whole` neither document is said to stand in another;
- `A B ... repeat` a block stands at these places; `nothing repeats`;
- `A B ... rivals` these documents are rivals, the first leads; `no rivals`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast, get_args

import pytest
from markdown_it.utils import read_fixture_file

from docpipe.match import match
from docpipe.model import Document, Matching, Role
from docpipe.text.links import Resolver
from docpipe.text.outgoing import leads
from tests.match.corpus import document, estate

CASES = Path(__file__).parents[1] / "cases" / "match" / "findings"


def cases() -> list[object]:
    found = []
    for file in sorted(CASES.glob("*.md")):
        for line, title, text, expected in read_fixture_file(file):
            found.append(pytest.param(text, expected, id=f"{file.stem}:{line} {title}"))
    return found


def documents(text: str) -> tuple[Document, ...]:
    texts: dict[tuple[str, str], str] = {}
    key = ("", "")
    for line in text.splitlines(keepends=True):
        if line.startswith("=== "):
            path, _, role = line[4:].strip().partition(" ")
            key = (path, role or "living")
            texts[key] = ""
        else:
            texts[key] += line
    own = [replace(document(path, body), role=cast(Role, role)) for (path, role), body in texts.items()]
    assert {found.role for found in own} <= set(get_args(Role))
    return tuple(sorted((*estate(), *own), key=lambda found: found.path))


def matched(text: str) -> Matching:
    corpus = documents(text)
    paths = [found.path for found in corpus]
    folders = {path[:at] for path in paths for at, character in enumerate(path) if character == "/"}
    resolver = Resolver(paths, folders, {found.path: found.anchors for found in corpus})
    return match(corpus, leads=lambda: leads(corpus, resolver))


def own(paths: tuple[str, ...]) -> bool:
    """Whether a finding is about the case's own documents; the estate beside them is full of its own."""
    return not any(path.startswith("estate/") for path in paths)


def check_leads(found: Matching, line: str) -> None:
    places, _, reason = line.partition(": ")
    leader, _, member = places.split()
    cluster = next(cluster for cluster in found.clusters if {leader, member} <= set(cluster.members))
    assert cluster.canonical == leader, cluster.reasons
    assert reason in cluster.reasons


def check_meant(found: Matching, line: str) -> None:
    places = set(line.split()[:-1])
    assert any(pair.intended for pair in found.matches if {pair.left, pair.right} == places)
    assert not any(places <= set(cluster.members) for cluster in found.clusters)


def check_differ(found: Matching, line: str) -> None:
    places, _, wanted = line.partition(" differ in ")
    family = next(family for family in found.families if set(places.split()) <= set(family.members))
    assert "; ".join(family.parameters) == wanted


def check_holds(found: Matching, line: str) -> None:
    leader, _, member = line.split()
    assert (leader, member) in {(overlap.leader, overlap.member) for overlap in found.overlaps}


def check_whole(found: Matching, line: str) -> None:
    paths = set(line.split()[:-1])
    assert not [overlap for overlap in found.overlaps if {overlap.leader, overlap.member} <= paths]


def check_repeat(found: Matching, line: str) -> None:
    assert tuple(line.split()[:-1]) in {repeat.places for repeat in found.repeats}


def check_nothing_repeats(found: Matching, line: str) -> None:
    assert not [repeat for repeat in found.repeats if own(repeat.places)]


def check_rivals(found: Matching, line: str) -> None:
    leader, *others = line.split()[:-1]
    wanted = next(rivals for rivals in found.rivals if leader in rivals.members)
    assert (wanted.leader, wanted.members) == (leader, tuple(sorted((leader, *others))))


def check_no_rivals(found: Matching, line: str) -> None:
    assert not [rivals for rivals in found.rivals if own(rivals.members)]


CHECKS = {
    " leads ": check_leads,
    " meant": check_meant,
    " differ in ": check_differ,
    " holds ": check_holds,
    " whole": check_whole,
    "nothing repeats": check_nothing_repeats,
    " repeat": check_repeat,
    "no rivals": check_no_rivals,
    " rivals": check_rivals,
}


@pytest.mark.parametrize(("text", "expected"), cases())
def test_finding(text: str, expected: str) -> None:
    found = matched(text)
    for line in expected.splitlines():
        next(check for mark, check in CHECKS.items() if mark in line)(found, line)
