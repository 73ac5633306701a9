"""Commands of a document -> the make targets, package scripts and compose services that no file defines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from docpipe.model import Fact
from docpipe.references import names
from docpipe.references.dead import Dead
from docpipe.references.ground import join
from docpipe.references.shell import Word
from docpipe.references.walk import Step

MAKE_TARGET = "make target"
NPM_SCRIPT = "npm script"
OPEN_ENDED = "open ended"  # the file takes in others that cannot be read: it may define more
_MAKEFILES = ("GNUmakefile", "makefile", "Makefile")
_MAKE_VALUES = frozenset({"-f", "--file", "--makefile", "-I", "-o", "-W", "--eval"})
_NPM_RUN = frozenset({"run", "run-script", "rum", "urn"})
_NPM_SHORT = frozenset({"test", "stop", "restart"})  # `npm start` has a default of its own
_COMPOSE_VERBS = frozenset(
    {"up", "run", "exec", "logs", "restart", "stop", "start", "build", "pull", "create", "kill", "rm"}
)
_COMPOSE_VALUES = names.words(
    """
    -f --file -p --project-name --profile --env-file --project-directory --scale -n --tail -e --env -v --volume -u
    --user -w --workdir --entrypoint --name -t --timeout --since --until --index --pull --publish --build-arg -m
    --memory --ansi --progress -s --signal --parallel --wait-timeout --exit-code-from --attach
    """
)


class Runnable:
    """What the repository's files let a person run, by file."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Gathers targets, scripts and services from the witnesses' facts."""
        self._names: dict[str, defaultdict[str, set[str]]] = {
            MAKE_TARGET: defaultdict(set),
            NPM_SCRIPT: defaultdict(set),
        }
        self._open: set[str] = set()
        self.services: set[str] = set()
        for fact in facts:
            if fact.attribute in self._names:
                self._names[fact.attribute][fact.path].add(fact.subject)
            elif fact.attribute == OPEN_ENDED:
                self._open.add(fact.path)
            if fact.source == "compose":
                self.services.update(
                    part.removeprefix("service:") for part in fact.scope if part.startswith("service:")
                )

    def named(self, kind: str) -> Mapping[str, set[str]]:
        """The names of one kind, by the file that defines them."""
        return self._names[kind]

    def missing(self, word: Word, token: str, kind: str, files: list[str], *, said: bool) -> Iterator[Dead]:
        """Dead if files are known that should define the name, none does, and none may define more.

        Unless it is `said` where the command runs, a definition anywhere in the repository counts.
        """
        known = self._names[kind]
        if not files or not self._open.isdisjoint(files):
            return
        if any(_defines(known[path], word.text) for path in (files if said else known)):
            return
        offered = tuple(sorted({name for path in files for name in known[path]}))
        yield Dead(word.line, token, "command", (), f"{files[0]} has no {kind} {word.text}", None, offered)


def find(steps: Iterable[Step], runnable: Runnable) -> Iterator[Dead]:
    """The dead commands among the steps of one document."""
    for step in steps:
        if not step.folders or not step.command.words:
            continue
        head = step.command.texts[0]
        if head in ("make", "gmake"):
            yield from _make(step, runnable)
        elif head in ("npm", "pnpm", "yarn", "bun"):
            yield from _script(step, runnable)
        elif head in ("docker-compose", "docker", "podman-compose"):
            yield from _service(step, runnable)


def _make(step: Step, runnable: Runnable) -> Iterator[Dead]:
    folder, plain = _options(step.command.words[1:], _MAKE_VALUES, ("-C", "--directory"))
    targets = [word for word in plain if "=" not in word.text and not word.text.isdigit()]
    files = _files(step, folder, _MAKEFILES, runnable.named(MAKE_TARGET))
    for word in targets:
        if re.fullmatch(r"[A-Za-z][\w.:-]*", word.text) and not names.is_placeholder([word.text]):
            yield from runnable.missing(
                word, f"make {word.text}", MAKE_TARGET, files, said=step.said or folder is not None
            )


def _script(step: Step, runnable: Runnable) -> Iterator[Dead]:
    head = step.command.texts[0]
    if any(option in text for text in step.command.texts for option in ("--workspace", "--filter", "--scope", "-ws")):
        return
    folder, plain = _options(step.command.words[1:], frozenset({"-w", "-F"}), ("--prefix", "-C", "--cwd", "--dir"))
    if (
        not plain
        or any(text in ("-w", "-F", "-r") for text in step.command.texts)
        or plain[0].text in ("workspace", "workspaces")
    ):
        return
    word = plain[0]
    if word.text in _NPM_RUN:
        if len(plain) < 2:
            return
        word, said = plain[1], f"{head} {plain[0].text} {plain[1].text}"
    elif head == "npm" and word.text in _NPM_SHORT:
        said = f"npm {word.text}"
    elif head in ("yarn", "pnpm") and re.search(r"[a-z][A-Z:]", word.text):
        said = f"{head} {word.text}"
    else:
        return
    if not re.fullmatch(r"[A-Za-z][\w.:/-]*", word.text) or names.is_placeholder([word.text]):
        return
    files = _files(step, folder, ("package.json",), runnable.named(NPM_SCRIPT))
    yield from runnable.missing(word, said, NPM_SCRIPT, files, said=step.said or folder is not None)


def _service(step: Step, runnable: Runnable) -> Iterator[Dead]:
    words = list(step.command.words[1:])
    if step.command.texts[0] == "docker":
        if not words or words[0].text != "compose":
            return
        words = words[1:]
    _, plain = _options(words, _COMPOSE_VALUES, ())
    if len(plain) < 2 or plain[0].text not in _COMPOSE_VERBS or not runnable.services:
        return
    services = plain[1:2] if plain[0].text in ("run", "exec") else plain[1:]
    for word in services:
        name = word.text
        plausible = re.fullmatch(r"[a-z][\w.-]*", name) and not names.is_placeholder([name])
        if plausible and name not in runnable.services and "service" not in name.split("-")[0].split("_")[0]:
            said = f"docker compose {plain[0].text} {name}"
            offered = tuple(sorted(runnable.services))
            yield Dead(word.line, said, "command", (), f"no compose file defines {name}", None, offered)


def _options(
    words: Iterable[Word], valued: frozenset[str], folder_options: tuple[str, ...]
) -> tuple[str | None, list[Word]]:
    """The folder that an option names, and the plain words."""
    folder: str | None = None
    plain: list[Word] = []
    skip = take = False
    for word in words:
        text = word.text
        if take:
            folder, take = text, False
        elif skip:
            skip = False
        elif text == "--":
            break
        elif text in folder_options:
            take = True
        elif text.startswith("-"):
            name, equals, value = text.partition("=")
            if equals and name in folder_options:
                folder = value
            skip = not equals and name in valued
        else:
            plain.append(word)
    return folder, plain


def _files(step: Step, folder: str | None, wanted: tuple[str, ...], known: Mapping[str, set[str]]) -> list[str]:
    """The files that may define what the step runs, of those that are known."""
    if folder is not None:
        folder = names.without_variable(folder + "/")[0].rstrip("/")
    places = [join(base, folder) if folder else base for base in step.folders]
    return [path for place in places for name in wanted if (path := join(place, name)) in known]


def _defines(defined: set[str], name: str) -> bool:
    return name in defined or any("%" in pattern and _matches(pattern, name) for pattern in defined)


def _matches(pattern: str, name: str) -> bool:
    before, _, after = pattern.partition("%")
    return name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after)
