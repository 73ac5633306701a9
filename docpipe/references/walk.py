"""Commands of a document in order -> each with the folders it may run in: where the last `cd` left it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from docpipe.references.ground import Ground, ancestors
from docpipe.references.names import without_variable, words
from docpipe.references.sheet import Fence, Sheet
from docpipe.references.shell import LANGUAGES, Command, commands

# Programs after which the next lines are typed on another machine, or inside a container.
_AWAY = re.compile(
    r"(?:ssh|vagrant ssh|mosh|telnet|chroot|gcloud compute ssh|(?:docker|podman|kubectl|oc|lxc|nerdctl) exec"
    r"|docker-compose exec|docker compose exec|docker attach|docker run|minikube ssh|psql|mysql|redis-cli|mongosh?"
    r"|cypher-shell|sqlite3)\b"
)
_PERHAPS = frozenset({"", "text", "txt", "plaintext", "powershell", "ps1", "cmd", "bat"})  # a prompt makes it a shell
_PLACEHOLDER = re.compile(r"[<>\[\]{}]|your|\burl\b|^$", re.IGNORECASE)
_PROGRAMS = words(
    """
    make npm yarn pnpm bun npx python python3 node bash sh docker docker-compose kubectl helm pip pip3 uv poetry
    pytest cargo go cd cp source chmod just task git terraform cat packer ansible-playbook vagrant curl wget sudo
    export brew apt apt-get ruff mypy black alembic uvicorn gunicorn celery flask django-admin locust docker-compose
    helmfile bundle gradle ./gradlew mvn dotnet composer php ruby rails rake mix
    """
)


@dataclass(frozen=True, slots=True)
class Step:
    """A command and the folders it may run in, the likeliest first.

    `said` is true where a `cd` beside it said the folder, so that no other one counts. `sure` is false in a clone of
    which nobody knows whether it is this repository. `folders` is empty where nobody can know: on another machine.
    """

    command: Command
    folders: tuple[str, ...]
    said: bool
    sure: bool = True


class Walker:
    """Follows the commands of one document."""

    def __init__(self, sheet: Sheet, ground: Ground, own: set[str], named: tuple[str, ...], *, sure: bool) -> None:
        """`own` holds names of the repository, `named` folders that the document names.

        `sure` tells whether the document speaks of this repository at all.
        """
        self._ground = ground
        self._own = own
        self.sure = sure
        self._cloned: set[str] = set()
        self._visited: list[str] = []
        self._above = ancestors(sheet.document.path)
        self._usual = tuple(dict.fromkeys((*self._above, *named)))

    def usual(self) -> tuple[str, ...]:
        """The folders that count where no `cd` speaks: the document's own, those above, those it has named so far."""
        if self._visited:
            self._usual = tuple(dict.fromkeys((*self._usual, *self._visited)))
            self._visited.clear()
        return self._usual

    def fence(self, fence: Fence) -> Iterator[Step]:
        """The steps of one fence; none if it is no shell."""
        if fence.language not in LANGUAGES | _PERHAPS:
            return
        bare = fence.language in LANGUAGES or (not fence.language and _is_shell(fence.lines))
        yield from self._follow(list(commands(fence.lines, fence.line, bare=bare)))

    def inline(self, text: str, line: int) -> Iterator[Step]:
        """The steps of a command in running text, if it is one."""
        head = text.split(maxsplit=1)[0] if text.strip() else ""
        if head in _PROGRAMS or (head.startswith("./") and " " in text.strip()):
            yield from self._follow(list(commands((text,), line)))

    def _follow(self, found: list[Command]) -> Iterator[Step]:
        place = _Place(None)
        entered = -1  # the line of a `cd x && …`, which holds for its own line only
        cloned: str | None = None
        for command, after in zip_longest(found, found[1:]):
            texts = command.texts
            if not texts:
                continue
            line = command.words[0].line
            if entered not in (-1, line):
                place, entered = _Place(None), -1
            if texts[0] in ("cd", "pushd") and len(texts) > 1 and not place.away:
                yield Step(command, self._bases(place), False, self.sure and place.sure and cloned is None)
                place = self._enter(texts[1], place, cloned)
                entered = line if after is not None and after.words and after.words[0].line == line else -1
                cloned = None
                continue
            folders = () if place.away or place.here == () else self._bases(place)
            yield Step(command, folders, place.here is not None, self.sure and place.sure)
            if texts[0] == "popd":
                place = _Place(None)
            elif texts[:2] == ("git", "clone"):
                cloned = _clone_name(texts)
                self._cloned.add(cloned)
            elif _AWAY.match(" ".join(texts)):
                place = _Place(None, away=True)

    def _bases(self, place: _Place) -> tuple[str, ...]:
        return self.usual() if not place.here else place.here

    def _enter(self, target: str, place: _Place, cloned: str | None) -> _Place:
        """Where `cd target` leads from a place; `cloned` names the repository that was just cloned."""
        path, variable = without_variable(target)
        path = path.rstrip("/")
        first, _, rest = path.partition("/")
        if target.startswith(("/", "~", "-")) or (target.startswith("$") and not variable):
            return _Place(self._above) if path.rpartition("/")[2] in self._own else _Place(())
        if first in self._own and (variable or cloned or first not in self._ground.by_name):
            path, place = rest, _Place(self._above)
        elif (cloned is not None or first in self._cloned) and self._ground.folder_below("", path) is None:
            return _Place(self._above, sure=bool(_PLACEHOLDER.search(cloned or first)))
        if place.here is None and path.startswith(".."):
            return _Place(None)
        within = [rest] if first in self._own and rest else []
        for bases in (("",),) if variable else (place.here or (), self.usual()):
            places = (self._ground.folder_below(base, path or ".") for base in bases)
            found = dict.fromkeys(folder for folder in places if folder is not None)
            if found:
                self._visited.extend(found)
                return _Place(tuple(found))
        return _Place(tuple(folder for folder in within if folder in self._ground.folders))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where commands run: folders that a `cd` led to (None where none has spoken, empty where it led nobody knows)."""

    here: tuple[str, ...] | None
    away: bool = False
    sure: bool = True


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
