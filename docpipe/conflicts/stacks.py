"""Stacks that documents define themselves, in excerpts of compose files: which lines they take, and of which service.

An excerpt is its document's own stack, unless the lines above it or its first one name a compose file of the tree: then
it is a claim about that file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docpipe.conflicts.world import World
from docpipe.model import Fact

_COMPOSE = re.compile(r"[\w./-]*compose[\w.-]*\.ya?ml")
# "Create a docker-compose.yml", "save this as": the reader's own file, whatever the tree has.
_MADE = re.compile(
    r"\b(?:creat(?:e|ing)|save|write|paste|erstelle[nr]?|anlegen|speicher[en]?|cre[ae]r?|guarda[r]?|créez|créer)\b",
    re.IGNORECASE,
)
_ABOVE = 6  # lines above `services:` in which the file is named, the fence and a version among them


class Stacks:
    """The excerpts of all documents, looked at when one is asked for."""

    def __init__(self, world: World) -> None:
        """Nothing is read yet."""
        self._world = world
        self._names = {path.rsplit("/", 1)[-1] for path in world.tree.files}
        self._known: dict[str, dict[int, str]] = {}

    def service(self, path: str, line: int) -> str:
        """The service that a line of an excerpt belongs to; "" where the line is in none."""
        return self._of(path).get(line, "")

    def own(self, facts: Iterable[Fact]) -> set[tuple[str, str]]:
        """Documents with the values that their own stacks give."""
        return {(fact.path, fact.value) for fact in facts if self.service(fact.path, fact.line)}

    def _of(self, path: str) -> dict[int, str]:
        if path not in self._known:
            text = self._world.documents[path].source.text
            self._known[path] = self._services(text.split("\n")) if "services:" in text else {}
        return self._known[path]

    def _services(self, lines: list[str]) -> dict[int, str]:
        found: dict[int, str] = {}
        base, key, service = -1, -1, ""
        for number, line in enumerate(lines, 1):
            told = line.strip()
            indent = len(line) - len(line.lstrip())
            if told == "services:":
                base, key, service = (-1 if self._claims(lines, number) else indent), -1, ""
            elif base >= 0 and told:
                if indent <= base or told.startswith(("```", "~~~")):
                    base = -1
                    continue
                key = indent if key < 0 else key
                if indent == key and told.endswith(":"):
                    service = told.rstrip(":").strip("\"'")
                found[number] = service
        return found

    def _claims(self, lines: list[str], number: int) -> bool:
        """Whether an excerpt is said to be of a compose file that is there."""
        above = "\n".join(lines[max(0, number - _ABOVE) : number])
        return not _MADE.search(above) and any(
            name.rsplit("/", 1)[-1] in self._names for name in _COMPOSE.findall(above)
        )
