"""A property that a clause gives to a named thing: "the server mode is read-only", "unauthenticated `/metrics`".

Whole plain sentences are read by `clauses`; here one clause of a longer line is enough, because the words are rare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.clauses import at, has, lists, split
from docpipe.text.wordlists import words

_CLAUSE = re.compile(r"[()|]|[;,.:!?—–]\s|\s-\s|[。，；：]")
# What a clause with one of these says is wanted, bound to something, or past.
_BOUND = words(
    "if when unless whether prefer should was were wenn falls sollte war waren "
    "si cuando debería era quand devrait était"
)
# "the authenticated user" says who calls, not what is called.
_WHO = words(
    "user users caller callers client clients visitor visitors person people member members profile profiles account "
    "accounts session sessions request requests benutzer nutzer usuario usuarios utilisateur utilisateurs"
)
_LONGEST = 600
WORDS = frozenset({max(phrase, key=len) for phrase, (name, _) in lists().meant.items() if name in lists().named})


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a clause with one such word; the subject is the clause as it is written."""
    if len(statement.raw) > _LONGEST:
        return
    for clause in _CLAUSE.split(statement.raw.replace("**", "")):
        told = _told(split(clause), clause.lower()) if clause else None
        if told:
            yield place.fact(statement, ("polarity", clause.strip(" *->#"), told[0]), told[1], "property")


def _told(given: list[str], clause: str) -> tuple[str, str] | None:
    """The one property of a clause, and whether the clause has it or denies it."""
    known = lists()
    found = [(index, phrase) for index in range(len(given)) if (phrase := at(given, index, known.properties))]
    if len(found) != 1 or not _BOUND.isdisjoint(given):
        return None
    index, phrase = found[0]
    name, value = known.meant[phrase]
    if name not in known.named or not _WHO.isdisjoint(given[index + len(phrase) : index + len(phrase) + 1]):
        return None
    if "-".join(phrase) not in clause and " ".join(phrase) not in clause:
        return None  # "see [1] based on" is no "1 based"
    denied = has(given[max(0, index - 1) : index], known.negation)
    return name, value if not denied else "no" if value == "yes" else "yes"
