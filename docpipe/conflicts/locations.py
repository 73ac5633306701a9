"""Where a file is: documents that name it in different folders, or with another ending, and the tree decides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state, tokens
from docpipe.model import Conflict, Fact

_LIKE_ENDINGS = frozenset({"sh", "py", "ts", "js", "mjs", "rs", "yml", "yaml", "tsx", "jsx"})
# An order to make a file: a plan of another tree, whatever stands in this one.
_ORDERED = re.compile(
    r"\W{0,8}(?:\d+\W{1,3})?(?:create|write|implement|erstelle|schreibe|crea|crée|创建)\b", re.IGNORECASE
)
_TELLING = 14  # letters from which on a base name is hardly met twice by chance


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a file that is named where it is and where it is not."""
    by_name: dict[str, list[str]] = defaultdict(list)
    by_stem: dict[str, list[str]] = defaultdict(list)
    for path in world.tree.files:
        name = path.rsplit("/", 1)[-1]
        by_name[name].append(path)
        by_stem[name.rpartition(".")[0]].append(path)
    right: dict[str, list[Fact]] = defaultdict(list)
    wrong: dict[str, list[Fact]] = defaultdict(list)
    made = {fact.value for fact in claims if fact.attribute == "path" and _ORDERED.match(fact.quoted)}
    for fact in claims:
        if fact.value in made or fact.attribute != "path" or fact.source != "path" or world.silent(fact.path):
            continue
        if state(fact.scope) or world.documents[fact.path].role == "record":
            continue
        found = _resolve(fact, world)
        if found:
            right[found].append(fact)
            continue
        near = [path for path in by_name.get(fact.subject, ()) if _one_step(fact.value, path)]
        meant = by_name.get(fact.subject) or by_stem.get(fact.subject.rpartition(".")[0], [])
        if len(near) == 1 and _distinct(fact.subject):
            wrong[near[0]].append(fact)
        elif len(meant) == 1 and _alike(fact.value, meant[0]):
            wrong[meant[0]].append(fact)
    for path in sorted(wrong):
        if right.get(path):
            proof = Fact("path", path, "path", path, (), path, 1, path, "tree")
            named = [_as(fact, path) for fact in right[path][:6]]
            lines = {(fact.path, fact.line) for fact in right[path]}
            if any((fact.path, fact.line) in lines for fact in wrong[path]):
                continue  # who names both in one breath means two files
            yield finding("path", path.rsplit("/", 1)[-1], "path", [*wrong[path], *named], [proof])


def _as(fact: Fact, path: str) -> Fact:
    """The fact, its relative path resolved."""
    return Fact(
        fact.kind, fact.subject, fact.attribute, path, fact.scope, fact.path, fact.line, fact.quoted, fact.source
    )


def _alike(claimed: str, true: str) -> bool:
    """Whether the one can be meant by the other: folders shared, and a base name that few files would have."""
    mine, theirs = set(claimed.split("/")[:-1]) - {".", ".."}, set(true.split("/")[:-1])
    name, other = claimed.rsplit("/", 1)[-1], true.rsplit("/", 1)[-1]
    if name != other and not {name.rpartition(".")[2], other.rpartition(".")[2]} <= _LIKE_ENDINGS:
        return False
    return bool(mine & theirs) and len(name) >= _TELLING


def _distinct(name: str) -> bool:
    """Whether a base name is no folder's usual one: `server.py` is met in many, a script is run where it is."""
    stem, _, ending = name.rpartition(".")
    return ending == "sh" or len(tokens(stem)) > 1


def _one_step(claimed: str, true: str) -> bool:
    """Whether one path is the other with one more folder in between: below the same folder, whatever the name."""
    shorter, longer = sorted((claimed.removeprefix("./").split("/"), true.split("/")), key=len)
    if len(longer) != len(shorter) + 1 or len(shorter) < 2 or shorter[0] != longer[0]:
        return False
    return any(longer[:index] + longer[index + 1 :] == shorter for index in range(1, len(longer) - 1))


def _resolve(fact: Fact, world: World) -> str:
    """The file of the tree that a path means from its document's folder, any folder above it, or the root."""
    parts = fact.path.split("/")[:-1]
    claimed = fact.value.removeprefix("./")
    while claimed.startswith("../"):
        claimed = claimed[3:]
    for depth in range(len(parts), -1, -1):
        path = "/".join([*parts[:depth], claimed])
        if path in world.files:
            return path
    # A path may begin below any folder: what ends like it is it.
    return world.ending(claimed)
