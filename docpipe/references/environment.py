"""Environment variables that a document lists -> those that no file of the repository defines or reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docpipe.model import Fact
from docpipe.references.dead import Dead, Needs
from docpipe.references.likeness import overlap, pieces
from docpipe.references.sheet import Fence, Prose, Sheet

_LANGUAGES = frozenset(
    {"", "env", "dotenv", "ini", "properties", "bash", "sh", "shell", "zsh", "text", "plaintext", "toml"}
)
_SET = re.compile(r"\s*(?:#\s*)?(?:export\s+)?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\s?=")
_LISTED = re.compile(r"\s*(?:\||[-*+]|\d{1,3}[.)])\s*(?:\*\*)?`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`")
_OF_TOOLS = re.compile(
    r"(?:AWS|GITHUB|GITLAB|DOCKER|COMPOSE|BUILDKIT|NPM|YARN|NODE|PYTHON|PIP|POETRY|UV|PYTEST|CARGO|RUST|GO|JAVA|MAVEN|GIT|SSH|XDG|LC|LD"
    r"|KUBE|HELM|TF|GOOGLE|AZURE|GCP|HTTP|HTTPS|NO|DEBIAN|HUSKY|CI|MY|YOUR|EXAMPLE|FOO)_.*|.*(?:_HERE|_EXAMPLE)|JAVA_HOME|GOPATH"
)
_SAY_NOTHING = (["api"], ["base"], ["role"], ["name"], ["key"])  # words that names of variables have or leave out
_ALIKE = 0.75  # share of common words from which one variable may stand for another


class Variables:
    """The variables that the repository's own files define."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Gathers them from environment templates, compose files and the like."""
        found = [fact for fact in facts if fact.attribute in ("defined", "variable") and fact.subject.isupper()]
        self._defined = {fact.subject for fact in found}
        self._offered = {fact.subject: pieces(fact.subject) for fact in found if fact.source == "dotenv"}

    def find(self, sheet: Sheet) -> Iterator[Dead]:
        """Variables that the document lists beside defined ones and that are not: the code is to be asked for them."""
        groups: dict[int, list[tuple[int, str]]] = {}
        for part in sheet.parts:
            if part.elsewhen:
                continue
            for line, name in _in_fence(part) if isinstance(part, Fence) else _in_prose(part):
                groups.setdefault(part.line if isinstance(part, Fence) else part.block, []).append((line, name))
        said = {name for group in groups.values() for _, name in group}
        for group in groups.values():
            names = {name for _, name in group}
            if names & self._defined:
                for line, name in group:
                    if name not in self._defined and not _OF_TOOLS.fullmatch(name):
                        respelt = self._respelt(name, said)
                        reason = "a template spells it otherwise" if respelt else "nothing defines or reads it"
                        near = respelt or self._near(name, said)
                        needs: Needs = "respelt" if respelt else "unseen"
                        yield Dead(line, name, "env", (), reason, names=near, needs=needs)

    def _respelt(self, name: str, said: set[str]) -> tuple[str, ...]:
        """The variable of a template that has the same words, but for one that says nothing: none where two have."""
        own = pieces(name)
        found = [
            other
            for other, theirs in self._offered.items()
            if other not in said
            and theirs[:1] == own[:1]
            and len(own) > 1
            and (
                {*own} == {*theirs}
                or overlap(own, theirs) == 1.0
                or [*({*theirs} - {*own}), *({*own} - {*theirs})] in _SAY_NOTHING
            )
        ]
        return tuple(found) if len(found) == 1 else ()

    def _near(self, name: str, said: set[str]) -> tuple[str, ...]:
        """The variable of a template that is most like the name, if one is and the document does not list it itself."""
        own = pieces(name)
        close = [
            (-overlap(own, theirs), other)
            for other, theirs in self._offered.items()
            if other not in said and theirs[:1] == own[:1] and len(theirs) > 1
        ]
        return tuple(other for score, other in sorted(close)[:1] if -score >= _ALIKE)


def _in_fence(fence: Fence) -> Iterator[tuple[int, str]]:
    if fence.language in _LANGUAGES:
        for number, line in enumerate(fence.lines, fence.line):
            if match := _SET.match(line):
                yield number, match[1]


def _in_prose(prose: Prose) -> Iterator[tuple[int, str]]:
    if match := _LISTED.match(prose.text[:300]):
        yield prose.line, match[1]
