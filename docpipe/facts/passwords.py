"""A service that a document says asks for no password: "Redis: no password required", "| Redis | no password |"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_NONE = re.compile(
    r"^[\s`*(]{0,4}(?:no password|without (?:a )?password|password[- ]?less|kein passwort|ohne passwort|sin contraseña"
    r"|(?:aucun|sans|pas de) mot de passe|无密码|无需密码)(?![\w-])",
    re.IGNORECASE,
)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a label or first cell; what it is said to be begins with the denial."""
    said = statement.cells[1:] if statement.form == "row" else (statement.rest,)
    if statement.label and any(map(_NONE.match, said)):
        yield place.fact(statement, ("polarity", statement.label, "password"), "none", "passwordless")
