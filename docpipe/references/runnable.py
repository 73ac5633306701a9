"""Witnesses' facts -> what each file of the repository lets a person run: targets, scripts, services."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from docpipe.model import Fact

MAKE_TARGET = "make target"
NPM_SCRIPT = "npm script"
SERVICE = "service"
_OPEN_ENDED = "open ended"  # the file takes in others that cannot be read: it may define more
_COMPOSE = re.compile(r"(?:^|/)(?:[\w-]*-)?compose[\w.-]*\.ya?ml$")


class Runnable:
    """Names that can be run, by kind and by the file that defines them."""

    def __init__(self, facts: Iterable[Fact], files: Iterable[str]) -> None:
        """Gathers the names; `files` of the tree that witnesses are silent about may define any service."""
        self._names: dict[str, defaultdict[str, set[str]]] = {
            kind: defaultdict(set) for kind in (MAKE_TARGET, NPM_SCRIPT, SERVICE)
        }
        self._open: dict[str, set[str]] = {kind: set() for kind in self._names}
        for fact in facts:
            if fact.attribute in (MAKE_TARGET, NPM_SCRIPT):
                self._names[fact.attribute][fact.path].add(fact.subject)
            elif fact.attribute == _OPEN_ENDED:
                self._open[MAKE_TARGET].add(fact.path)
            for part in fact.scope if fact.source == "compose" else ():
                if part.startswith("service:"):
                    self._names[SERVICE][fact.path].add(part.removeprefix("service:"))
        known = self._names[SERVICE]
        self._open[SERVICE].update(path for path in files if path not in known and _COMPOSE.search(path))

    def files(self, kind: str) -> Mapping[str, set[str]]:
        """The names of one kind by file."""
        return self._names[kind]

    def defines(self, kind: str, name: str, files: Iterable[str] | None = None) -> bool:
        """Whether one of the files (or of all there are) defines the name, or may do so."""
        known, open_ended = self._names[kind], self._open[kind]
        places = {*known, *open_ended} if files is None else set(files)
        if not open_ended.isdisjoint(places):
            return True
        return any(
            name in known[path] or any(_matches(pattern, name) for pattern in known[path]) for path in sorted(places)
        )

    def offers(self, kind: str, files: Iterable[str]) -> tuple[str, ...]:
        """All names of one kind that some files define, sorted."""
        return tuple(sorted({name for path in files for name in self._names[kind].get(path, ())}))


def _matches(pattern: str, name: str) -> bool:
    """Whether a pattern rule of make, as `build-%`, makes the name."""
    before, percent, after = pattern.partition("%")
    return bool(percent) and name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after)
