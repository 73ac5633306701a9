"""Where a file is: documents that name it in different folders, or with another ending, and the tree decides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state, tokens
from docpipe.model import Conflict, Fact

_LIKE_ENDINGS = frozenset({"sh", "py", "ts", "js", "mjs", "rs", "yml", "yaml", "tsx", "jsx"})
# An order to make a file: a plan of another tree, whatever stands in this one.
_ORDERED = re.compile(
    r"\W{0,8}(?:\d+\W{1,3})?(?:create|write|implement|erstelle|schreibe|crea|crée|创建)\b", re.IGNORECASE
)
# A line that makes a file of the name that it holds.
_MADE = re.compile(
    r"\b(?:cp|mv|touch|tee|create[sd]?|creating|curl|wget)\b|>\s?[\w./]|erstell|\bcre[ae]|\bcrée", re.IGNORECASE
)
_RUN = re.compile(r"compose[\w.-]*\.ya?ml$|\.(?:sh|py|ps1|bat)$")  # what is run, or starts a stack
_HEAD = 8  # letters of a name that another one goes on from
_TELLING = 14  # letters from which on a base name is hardly met twice by chance


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a file that is named where it is and where it is not."""
    files = _Files(world)
    right: dict[str, list[Fact]] = defaultdict(list)
    lost: list[Fact] = []
    made = {fact.value for fact in claims if fact.attribute == "path" and _ORDERED.match(fact.quoted)}
    for fact in _named(claims):
        if fact.value in made or world.silent(fact.path) or state(fact.scope):
            continue
        found = _beside(fact, world) if _bare(fact) else _resolve(fact, world)
        if found:
            right[found].append(fact)
        elif world.documents[fact.path].role != "record":  # what is gone was there
            lost.append(fact)
    wrong: dict[str, list[Fact]] = defaultdict(list)
    for fact in lost:
        meant = files.elsewhere(fact, right) if _bare(fact) else files.meant(fact)
        if right.get(meant):
            wrong[meant].append(fact)
    for path, facts in sorted(wrong.items()):
        # Who names both in one breath means two files.
        lines = {(fact.path, fact.line) for fact in right[path]}
        aware = {fact.path for fact in facts if (fact.path, fact.line) in lines}
        told = [fact for fact in facts if fact.path not in aware]
        if told:
            proof = Fact("path", path, "path", path, (), path, 1, path, "tree")
            named = [_as(fact, path) for fact in right[path][:6]]
            yield finding("path", path.rsplit("/", 1)[-1], "path", [*told, *named], [proof])


class _Files:
    """The files of the tree, by what a path that leads nowhere may have right: the name, its stem, the folder."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._named: dict[str, list[str]] = defaultdict(list)
        self._stem: dict[str, list[str]] = defaultdict(list)
        for path in world.tree.files:
            name = path.rsplit("/", 1)[-1]
            self._named[name].append(path)
            self._stem[name.rpartition(".")[0]].append(path)

    def meant(self, fact: Fact) -> str:
        """The one file that a path with folders means, "" for none or several."""
        named = self._named.get(fact.subject, [])
        near = [path for path in named if _one_step(fact.value, path)]
        alike = named or self._stem.get(fact.subject.rpartition(".")[0], [])
        if len(near) == 1 and _distinct(fact.subject):
            return near[0]
        if len(alike) == 1 and _alike(fact.value, alike[0]) and not _imported(fact.value, alike[0]):
            return alike[0]
        return "" if named else self._shortened(fact)

    def elsewhere(self, fact: Fact, right: Mapping[str, Sequence[Fact]]) -> str:
        """The one file of the document's component that is run by its name alone where it does not lie."""
        if not _RUN.search(fact.subject) or ":/" in fact.quoted:  # a mount of the document's own stack
            return ""
        homes = ("", self._world.component(fact.path))
        found = [
            path
            for path in self._named.get(fact.subject, ())
            if right.get(path) and self._world.above(path) in homes and not path.startswith(".")
        ]
        return found[0] if len(found) == 1 and not _entered(fact, found[0], self._world) else ""

    def _shortened(self, fact: Fact) -> str:
        """The file of the folder whose name the claimed one goes on from: `Dockerfile.web` of `Dockerfile.web.v2`."""
        claimed = fact.value.removeprefix("./")
        begin = claimed.rfind("/") + 1
        dots = [at for at in range(begin, len(claimed)) if claimed[at] == "."]
        heads = (claimed[:at] for at in reversed(dots) if at >= begin + _HEAD) if len(dots) > 1 else ()
        return next((head for head in heads if head in self._world.files), "")


def _bare(fact: Fact) -> bool:
    """Whether a file is named without a folder: it is run where one stands, not somewhere below."""
    return "/" not in fact.value.removeprefix("./")


def _named(claims: Sequence[Fact]) -> Iterator[Fact]:
    """Paths, and the files that a compose command is given without a folder."""
    for fact in claims:
        if fact.attribute == "path" and fact.source == "path":
            yield fact
        elif fact.attribute == "compose files":
            for name in fact.value.split():
                if "/" not in name:
                    yield replace(fact, kind="path", subject=name, attribute="path", value=name)


def _beside(fact: Fact, world: World) -> str:
    """The file of this name in the document's folder, one above it, or the folder of its component."""
    name = fact.value.removeprefix("./")
    parts = fact.path.split("/")[:-1]
    folders = [world.component(fact.path), *("/".join(parts[:depth]) for depth in range(len(parts), -1, -1))]
    paths = (f"{folder}/{name}".removeprefix("/") for folder in folders)
    return next((path for path in paths if path in world.files), "")


def _entered(fact: Fact, path: str, world: World) -> bool:
    """Whether the document goes to the file's folder somewhere, or copies or makes a file of this name."""
    folder = path.rpartition("/")[0].rsplit("/", 1)[-1]
    lines = world.documents[fact.path].source.text.split("\n")
    name = fact.value.removeprefix("./")
    return any(("cd " in line and folder in line) or (name in line and _MADE.search(line)) for line in lines)


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


def _imported(claimed: str, true: str) -> bool:
    """Whether a module of TypeScript is named as imports name what is made of it."""
    return claimed.endswith((".js", ".mjs")) and true.endswith((".ts", ".tsx", ".mts"))


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
