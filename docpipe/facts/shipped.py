"""What the section of a release installs: the tag of an image, the version of a package."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_ID = re.compile(r"(?<![\w.-])v?(\d{1,8}(?:[.-]\d{1,8}){1,3})(?![\w.-])")
_SHIPPED = re.compile(
    r"(?:image:\s*[\"']?|docker pull |FROM |(?:pip3?|uv) install |npm (?:i|install) |(?:yarn|pnpm) add "
    r"|helm \S+ .{0,80}--version )"
    r"(?:[^\s:@=\"']{1,120}(?::|@|==))?v?(\d{1,8}(?:[.-]\d{1,8}){1,3})(?=[\s\"'`]|$)"
)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a line that installs one version, below a heading that names a release of the same form."""
    trail = statement.section.trail
    if len(statement.raw) > 300:
        return
    match = _SHIPPED.search(statement.raw)
    for heading in reversed(trail) if match else ():
        named = _ID.search(heading[:80])
        if named:
            if match and _form(named[1]) == _form(match[1]):
                yield place.fact(statement, ("version", named[1], "shipped"), match[1], "shipped")
            return


def _form(number: str) -> tuple[bool, ...]:
    """How many groups a number has, and which of them are long: dates and counts of builds are."""
    return tuple(len(part) > 4 for part in re.split(r"[.-]", number))
