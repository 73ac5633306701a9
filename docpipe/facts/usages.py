"""Subcommands that the pasted help of a program lists (`usage: lampctl [-h] {get_all,set_one}`), and those in use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_LISTED = re.compile(r"\{([a-z][\w-]{1,40}(?:,[a-z][\w-]{1,40}){1,60})\}")
_USAGE = re.compile(r"^\s*usage: ([\w./-]{2,60})", re.IGNORECASE)
# Two words in one: a word alone may be an argument, the name of a file, or the next word of a sentence.
_USED = re.compile(
    r"(?:^|[\s`/])([\w-]{2,40}(?:\.py|\.sh|_cli|-cli|ctl)) ([a-z]{2,20}(?:[_-][a-z]{2,20}){1,4})(?=[\s`]|$)"
)
_NAMED = re.compile(r"`([A-Za-z][\w-]{3,40}(?:_cli|-cli|ctl)(?:\.py|\.sh)?)`")
_REACH = 4  # lines of a usage


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a list of subcommands, joined by commas, or a command that uses one."""
    raw = statement.raw
    listed = _LISTED.search(raw) if "{" in raw and statement.form == "code" else None
    if listed:
        above = place.lines[max(0, statement.line - _REACH) : statement.line]
        usage = next((match for line in reversed(above) if (match := _USAGE.match(line))), None)
        if usage:
            program = usage[1].rsplit("/", 1)[-1]
            yield place.fact(statement, ("command", program, "subcommands"), listed[1], "usage")
    elif statement.form == "code" or "`" in raw:
        for program, used in dict.fromkeys(_USED.findall(raw)):
            yield place.fact(statement, ("command", program, "subcommand"), used, "usage")
        for program in _NAMED.findall(raw) if statement.form != "code" else ():
            yield place.fact(statement, ("command", program, "named"), program, "usage")
