"""What every witness has: which files it reads, and what facts it finds in one. Also how such a fact is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from docpipe.evidence.reading import Files
from docpipe.model import Fact, Kind
from docpipe.text import environments


@dataclass(frozen=True, slots=True)
class Witness:
    """A kind of file that states facts. `wants` judges by path alone; `read` is given the path and its text."""

    name: str
    wants: Callable[[str], bool]
    read: Callable[[str, str, Files], Iterable[Fact]]


@dataclass(frozen=True, slots=True)
class Teller:
    """One file that is being read, for the facts it states."""

    name: str
    path: str
    lines: tuple[str, ...]
    scope: tuple[str, ...]

    def fact(self, kind: Kind, subject: str, attribute: str, value: str, line: int, *scope: str) -> Fact:
        """A fact of this file; `line` is 1-based."""
        quoted = self.lines[line - 1].strip()[:200] if 0 < line <= len(self.lines) else ""
        where = tuple(sorted({*self.scope, *scope}))
        return Fact(kind, subject, attribute, value, where, self.path, line, quoted, self.name)


def teller(name: str, path: str, text: str) -> Teller:
    """The teller of one file; its scope is its folder and the environments of its name."""
    folder = path.rpartition("/")[0]
    scope = (f"folder:{folder}", *sorted(f"env:{name}" for name in environments.in_path(path)))
    return Teller(name, path, tuple(text.split("\n")), scope)
