"""Commands of a document in order -> each with the folders it may run in: where the last `cd` left it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docpipe.references.ground import Ground, ancestors, join
from docpipe.references.names import without_variable, words
from docpipe.references.sheet import Fence, Sheet
from docpipe.references.shell import LANGUAGES, Command, commands

# Programs after which the next lines are typed on another machine, or inside a container.
_AWAY = re.compile(
    r"(?:ssh|vagrant ssh|mosh|telnet|chroot|gcloud compute ssh|(?:docker|podman|kubectl|oc|lxc|nerdctl) exec"
    r"|docker-compose exec|docker compose exec|docker attach|docker run|minikube ssh|psql|mysql|redis-cli|mongosh?"
    r"|cypher-shell|sqlite3)\b"
)
_PROGRAMS = words(
    """
    make npm yarn pnpm bun npx python python3 node bash sh docker docker-compose kubectl helm pip pip3 uv poetry pytest
    cargo go cd cp source chmod just task git terraform cat
    """
)


@dataclass(frozen=True, slots=True)
class Step:
    """A command and the folders it may run in, the likeliest first.

    `said` is true where a `cd` in the same place said the folder, so that no other one counts. `folders` is empty where
    nobody can know: another machine, another repository.
    """

    command: Command
    folders: tuple[str, ...]
    said: bool


class Walker:
    """Follows the commands of one document."""

    def __init__(self, sheet: Sheet, ground: Ground, own: frozenset[str], named: tuple[str, ...]) -> None:
        """`own` holds names that clones of this repository have; `named` folders that the document names."""
        self._ground = ground
        self._own = own
        self._cloned: set[str] = set()
        self._visited: list[str] = []
        self._usual = tuple(dict.fromkeys((*ancestors(sheet.document.path), *named)))
        self.sheet = sheet

    def usual(self) -> tuple[str, ...]:
        """The folders that count where no `cd` speaks: the document's own, those above, those it has named so far."""
        return tuple(dict.fromkeys((*self._usual, *self._visited)))

    def fence(self, fence: Fence) -> Iterator[Step]:
        """The steps of one fence; none if it is no shell."""
        if (
            fence.language
            and fence.language not in LANGUAGES
            and fence.language not in ("text", "txt", "powershell", "ps1", "cmd")
        ):
            return
        bare = fence.language in LANGUAGES or (not fence.language and _is_shell(fence.lines))
        yield from self._follow(commands(fence.lines, fence.line, bare=bare))

    def inline(self, text: str, line: int) -> Iterator[Step]:
        """The steps of a command in running text, if it is one."""
        head = text.split(maxsplit=1)[0] if text.strip() else ""
        if head in _PROGRAMS or (head.startswith("./") and " " in text.strip()):
            yield from self._follow(commands((text,), line))

    def _follow(self, found: Iterator[Command]) -> Iterator[Step]:
        folder: str | None = None
        said = away = False
        for command in found:
            texts = command.texts
            if not texts:
                continue
            if texts[0] in ("cd", "pushd") and len(texts) > 1:
                yield Step(command, () if away else ((folder or "",) if said else self.usual()), said)
                folder, said, away = self._enter(texts[1], folder if said else None, away)
                continue
            if texts[0] == "popd":
                folder, said = None, False
            yield Step(command, () if away else ((folder or "",) if said else self.usual()), said)
            if texts[:2] == ("git", "clone"):
                self._cloned.add(_clone_name(texts))
            elif _AWAY.match(" ".join(texts)):
                away = True

    def _enter(self, target: str, folder: str | None, away: bool) -> tuple[str | None, bool, bool]:
        """Where `cd target` leads from a folder (None: unsaid): the folder, whether said, whether elsewhere."""
        if away:
            return None, False, True
        path, variable = without_variable(target)
        if target.startswith(("/", "~", "-")) or (target.startswith("$") and not variable):
            tail = target.rstrip("/").rpartition("/")[2]
            return ("", True, False) if tail in self._own else (None, False, True)
        if path.startswith("..") and folder is None:
            return None, False, False
        if path.split("/")[0] in self._own and (variable or path.split("/")[0] not in self._ground.by_name):
            path = path.partition("/")[2]
            folder, variable = "", True
        bases = ("",) if variable else (folder,) if folder is not None else self.usual()
        for base in bases:
            found = self._ground.folder_below(base, path or ".")
            if found is not None:
                self._visited.append(found)
                return found, True, False
        if path.startswith("..") and not join(folder or "", path).strip("./"):
            return "", True, False
        return None, False, True


def _is_shell(lines: tuple[str, ...]) -> bool:
    """Whether a fence without a language holds commands: its first telling line begins with a program's name."""
    for line in lines:
        text = line.strip()
        if text and not text.startswith("#"):
            head = text.split(maxsplit=1)[0]
            return head in _PROGRAMS or head.startswith("./")
    return False


def _clone_name(texts: tuple[str, ...]) -> str:
    plain = [text for text in texts[2:] if not text.startswith("-")]
    return plain[-1].rstrip("/").rpartition("/")[2].removesuffix(".git") if plain else ""
