"""Addresses of a file of a repository at one release: `raw.githubusercontent.com/owner/name/v1.5/tools/go.sh`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_FILE = re.compile(
    r"(?:raw\.githubusercontent\.com/([\w.-]{1,60}/[\w.-]{1,80})/"
    r"|(?:github|gitlab|bitbucket)\.[\w.-]{2,40}/([\w.-]{1,60}/[\w.-]{1,80})(?:/-)?/(?:blob|raw|src)/)"
    r"([\w.-]{1,60})((?:/{1,2}[\w.@+-]{1,80}){2,12})(?![\w/{<$*])"
)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact an address; its subject is the repository, the release, and the file with the folder that it lies in."""
    for match in _FILE.finditer(statement.raw):
        path = "/".join(part for part in match[4].split("/") if part)
        folder, _, name = path.rpartition("/")
        if folder and "." in name:
            file = f"{folder.rsplit('/', 1)[-1]}/{name}"
            yield place.fact(
                statement, ("url", f"{match[1] or match[2]} {match[3]} {file}", "path"), path, "source file"
            )
