"""`Makefile` -> its targets, those of included files too; said to be open-ended where an include cannot be read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from docpipe.evidence.reading import Files
from docpipe.evidence.witness import Teller, Witness, teller
from docpipe.model import Fact

_NAMES = frozenset({"Makefile", "makefile", "GNUmakefile"})
_RULE = re.compile(r"^(?![\t#])([^:=\n#]{1,500}?)\s*::?(?![:=])(.*)$")
_INCLUDE = re.compile(r"^(-?s?include)\s+([^#\n]+)")
_TARGET = re.compile(r"[\w./%+-]+")
_MAX_INCLUDES = 5


def wants(path: str) -> bool:
    """Makefiles by their default names."""
    return path.rsplit("/", 1)[-1] in _NAMES


def read(path: str, text: str, files: Files) -> Iterator[Fact]:
    """A fact a target, with its prerequisites as the value; one more where targets may come from elsewhere."""
    yield from _Makefile(teller("make", path, text), files).read(path, text, _MAX_INCLUDES)


class _Makefile:
    """One Makefile that is being read, with what it includes: all of it counts as said by the first."""

    def __init__(self, tell: Teller, files: Files) -> None:
        self._tell = tell
        self._files = files

    def read(self, path: str, text: str, depth: int) -> Iterator[Fact]:
        """The targets of the file at `path`; includes are followed `depth` levels down."""
        defining = False
        for number, line in enumerate(text.split("\n"), 1):
            if defining or line.startswith("define "):
                defining = not line.startswith("endef")
            elif include := _INCLUDE.match(line):
                for name in include[2].split():
                    yield from self._include(path, name, depth, number)
            elif rule := _RULE.match(line):
                yield from self._targets(rule[1], rule[2], number)

    def _targets(self, names: str, rest: str, number: int) -> Iterator[Fact]:
        if names.strip() == ".PHONY":
            names, rest = rest, ""
        for name in names.split():
            if "$" in name:
                yield self._tell.fact("other", name, "open ended", "a variable names targets", number)
            elif _TARGET.fullmatch(name) and not name.startswith("."):
                yield self._tell.fact("command", name, "make target", rest.partition("#")[0].strip(), number)

    def _include(self, path: str, name: str, depth: int, number: int) -> Iterator[Fact]:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        text = self._files.text(target)
        if depth and text:
            yield from self.read(target, text, depth - 1)
        elif not name.rpartition("/")[2].startswith(".env"):
            yield self._tell.fact("other", name, "open ended", "an include that cannot be read", number)


WITNESS = Witness("make", wants, read)
