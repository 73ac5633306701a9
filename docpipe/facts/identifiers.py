"""Names that must be spelt right to work: absolute paths, file names, command-line flags, dotted keys, service units.

Only shell lines, configuration and text between ticks are read: a name in source code is the code's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.wordlists import words

_TICKED = re.compile(r"`([^`\n]{3,160})`")
_PATH = re.compile(r"(?<![\w.:/}>)$*~-])(/(?:etc|var|opt|usr|srv|run|lib)(?:/[\w.@+-]+){1,8})/?(?![\w/{<$*\[])")
# The folder of files whose names are told by a placeholder: "/etc/lamp/units/lamp@<name>.service".
_FOLDER = re.compile(r"(?<![\w.:/}>)$*~-])(/(?:etc|var|opt|usr|srv|run|lib)(?:/[\w.@+-]+){1,8})/[\w.@+-]{0,40}[<{$*\[]")
_FILE = re.compile(
    r"(?:(?<![\w./{<$*-])|(?<=\s\./))([A-Za-z][\w-]{2,40}(?:\.[\w-]{1,20}){0,2}\.(?:ya?ml|toml|ini|conf|cfg|sh|m?js))(?![\w/.*-])"
)
_FLAG = re.compile(r"(?<![\w-])--([a-z][a-z0-9]+(?:[-_][a-z0-9]+)+)(?![\w*])")
_SET = re.compile(r"(?<![\w-])--([a-z]+=[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+)(?==)")  # "--set=a_b=true"
_KEY = re.compile(r"(?<![\w./$\"-])([a-z][A-Za-z0-9_]+(?:\.[a-zA-Z][A-Za-z0-9_]+){2,6})(?=[=:`\s]|$)")
_KEBAB = re.compile(r"(?<![\w./@:-])([a-z][a-z0-9]+(?:-[a-z0-9]+){2,5})(?![\w./@:-])")
_UNIT = re.compile(
    r"\b(?:service ([a-z][\w@-]{2,40}) (?:start|stop|restart|status)|systemctl (?:--\w+ )?\w+ ([a-z][\w@-]{2,40}))\b"
)
_PATTERNS = (
    ("/", "absolute path", _PATH),
    ("/", "absolute path", _FOLDER),
    (".", "file name", _FILE),
    (".", "key", _KEY),
    ("--", "option", _FLAG),
    ("--", "option", _SET),
    ("-", "resource name", _KEBAB),
)
LANGUAGES = words("bash sh shell console text zsh yaml yml conf ini toml properties env dockerfile powershell txt") | {
    ""
}
_SHORT = 80  # characters of a piece that is remembered
_EXTENSIONS = (".sh", ".py", ".js", ".md", ".com", ".io", ".org", ".net", ".dev")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a name and line."""
    raw = statement.raw
    if "──" in raw:
        return
    if statement.form == "code":
        pieces = [raw]
    elif "`" in raw:
        pieces = _TICKED.findall(raw)
    else:
        return
    seen: set[tuple[str, str]] = set()
    for piece in pieces:
        for what, name in _names(piece) if len(piece) > _SHORT else _known(piece):
            if (what, name) not in seen:
                seen.add((what, name))
                command = piece.strip(" $>#").split(" ", 1)[0] if what == "flag" else ""
                yield place.fact(statement, ("other", name, what), name, command or "name")


@lru_cache(4096)  # what stands between ticks comes again and again
def _known(piece: str) -> tuple[tuple[str, str], ...]:
    return tuple(_names(piece))


def _names(piece: str) -> Iterator[tuple[str, str]]:
    """What a piece names, each pattern asked only where its mark is there."""
    for mark, what, pattern in _PATTERNS:
        if mark in piece:
            for name in pattern.findall(piece):
                if what != "key" or not name.endswith(_EXTENSIONS):
                    yield what, name.rstrip(".")
    if "service " in piece or "systemctl " in piece:
        for one, other in _UNIT.findall(piece):
            yield "service unit", one or other
