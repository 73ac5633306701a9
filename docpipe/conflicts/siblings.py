"""Folders that hold the same files side by side: editions, releases or languages of one thing, each true for itself."""

from __future__ import annotations

from docpipe.conflicts.world import World

_ALIKE = 5  # files of one name from which on two folders are no two parts of a system
_EVERYWHERE = frozenset({"readme", "index", "_index", "changelog", "contributing", "license", "overview"})


class Siblings:
    """Compares two folders when they are first asked for."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[tuple[str, str], bool] = {}

    def apart(self, path: str, other: str) -> bool:
        """Whether two documents lie in two such folders."""
        mine, theirs = path.split("/"), other.split("/")
        at = next((at for at, (one, two) in enumerate(zip(mine, theirs, strict=False)) if one != two), None)
        if at is None or at >= min(len(mine), len(theirs)) - 1:
            return False
        first, second = sorted(("/".join(mine[: at + 1]) + "/", "/".join(theirs[: at + 1]) + "/"))
        if (first, second) not in self._known:
            self._known[first, second] = len(self._inside(first) & self._inside(second)) >= _ALIKE
        return self._known[first, second]

    def _inside(self, folder: str) -> set[str]:
        inside = (path.removeprefix(folder) for path in self._world.documents if path.startswith(folder))
        return {path for path in inside if path.rsplit("/", 1)[-1].rpartition(".")[0].lower() not in _EVERYWHERE}
