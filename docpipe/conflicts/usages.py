"""A subcommand that documents use, and that the help of the program, as another one pasted it, does not list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance.Levenshtein import distance

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state
from docpipe.model import Conflict, Fact

_MOST = 12  # places that use one


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a program and subcommand."""
    listed: dict[str, list[Fact]] = defaultdict(list)
    used: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    named: dict[str, list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source != "usage" or world.silent(fact.path) or world.documents[fact.path].role == "record":
            continue
        if state(fact.scope) - {"example"}:  # an example has to work as well
            continue
        if fact.attribute == "named":
            named[fact.path].append(fact)
        elif fact.attribute == "subcommands":
            listed[fact.subject].append(fact)
        else:
            used[fact.subject, fact.value].append(fact)
    for (program, name), facts in sorted(used.items()):
        lists = listed.get(program, [])
        known = {command for fact in lists for command in fact.value.split(",")}
        # A list that uses other marks between words, or none of these, is not of this level of the program.
        if lists and name not in known and _several(known):
            yield finding("command", program, f"subcommand {name}", [*lists, *facts[:_MOST]], confidence=0.6)
    yield from _slips(named, [fact for facts in used.values() for fact in facts])


def _slips(named: Mapping[str, Sequence[Fact]], used: Sequence[Fact]) -> Iterator[Conflict]:
    """A program that a document names by a letter otherwise than it runs it, and that no document runs so."""
    known = {_bare(fact.subject) for fact in used}
    runs = {(fact.path, fact.subject): fact for fact in reversed(used)}
    for (path, _), fact in sorted(runs.items()):
        for name in named.get(path, ())[:_MOST]:
            if _bare(name.value) not in known and distance(_bare(name.value), _bare(fact.subject), score_cutoff=1) == 1:
                told = replace(fact, value=fact.subject)
                yield finding("command", fact.subject, "spelling", [name, told], confidence=0.6)


def _bare(program: str) -> str:
    return program.removesuffix(".py").removesuffix(".sh").replace("-", "_")


def _several(known: set[str]) -> bool:
    return sum("_" in command or "-" in command for command in known) > 1
