"""Commands of a document -> the make targets, package scripts and compose services that no file defines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docpipe.references import names
from docpipe.references.dead import Dead
from docpipe.references.ground import ancestors, join
from docpipe.references.runnable import MAKE_TARGET, NPM_SCRIPT, SERVICE, Runnable
from docpipe.references.sheet import Fence
from docpipe.references.shell import LANGUAGES, Word
from docpipe.references.walk import Step

_MANIFESTS = {MAKE_TARGET: ("GNUmakefile", "makefile", "Makefile"), NPM_SCRIPT: ("package.json",)}
_KEY = re.compile(r"\s*[\"']?([A-Za-z][\w:.-]*)[\"']?\s*:")
_NAME = re.compile(r"[A-Za-z][\w.:/-]*")
_MAKE_VALUES = frozenset({"-f", "--file", "--makefile", "-I", "-o", "-W", "--eval"})
_SHORT_SCRIPTS = frozenset({"test", "stop", "restart"})  # `npm start` has a default of its own
_OTHER_PACKAGES = re.compile(r"--workspaces?(?:=|$)|--filter|--scope|-ws|-[wFr]$|workspaces?$")
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


@dataclass(frozen=True, slots=True)
class _Run:
    """A name that a command runs: its kind, the folder that an option names, and the command up to the name."""

    kind: str
    word: Word
    said: str
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Commands:
    """The dead commands of one document, and how many others it has that are defined."""

    dead: tuple[Dead, ...]
    alive: int


def find(steps: Iterable[Step], runnable: Runnable, fences: Iterable[Fence]) -> Commands:
    """The dead commands among the steps of one document, but for names that its own `fences` define."""
    dead: list[Dead] = []
    alive: set[str] = set()
    for step in steps:
        if step.folders and step.sure and step.command.words:
            for run in _runs(step):
                plausible = _NAME.fullmatch(run.word.text) and not names.is_placeholder([run.word.text])
                if plausible:
                    found = _judge(run, step, runnable)
                    if found:
                        dead.append(replace(found, needs="" if step.said else "home"))
                    elif runnable.defines(run.kind, run.word.text):
                        alive.add(run.said)
    defined = _defined_in(fences) if dead else frozenset()
    return Commands(tuple(each for each in dead if each.token.rpartition(" ")[2] not in defined), len(alive))


def _defined_in(fences: Iterable[Fence]) -> frozenset[str]:
    """Names that a document's own excerpts of configuration define: keys, and targets of makefiles."""
    keys: set[str] = set()
    for fence in fences:
        if fence.language not in LANGUAGES:
            keys.update(match[1] for line in fence.lines if (match := _KEY.match(line)))
    return frozenset(keys)


def _judge(run: _Run, step: Step, runnable: Runnable) -> Dead | None:
    """Dead if files are known that should define the name and none does.

    Where nothing says in which folder the command runs, a definition anywhere in the repository counts, unless the
    document lies in a package of its own.
    """
    known = runnable.files(run.kind)
    folder = names.without_variable(run.folder + "/")[0].rstrip("/") if run.folder is not None else None
    places = [join(base, folder) if folder else base for base in step.folders]
    files = [path for place in places for name in _MANIFESTS.get(run.kind, ()) if (path := join(place, name)) in known]
    at_own = bool(files) and bool(step.folders[0]) and files[0].rpartition("/")[0] == step.folders[0]
    strict = step.said or run.folder is not None or at_own
    if not known or (strict and run.kind != SERVICE and not files):
        return None
    if runnable.defines(run.kind, run.word.text, files if strict and run.kind != SERVICE else None):
        return None
    elsewhere = tuple(sorted(path for path in known if runnable.defines(run.kind, run.word.text, (path,))))
    home = files[0].rpartition("/")[0] if files else ""
    elsewhere = tuple(path for path in elsewhere if not home or path.rpartition("/")[0] in ancestors(home + "/x"))
    elsewhere = tuple(sorted(elsewhere, key=lambda path: (path.count("/"), path))) if len(elsewhere) == 1 else ()
    where = files[0] if files else "no file"
    verb = "has no" if files else "has a"
    return Dead(
        run.word.line,
        run.said,
        "command",
        elsewhere[:1],
        f"{where} {verb} {run.kind} {run.word.text}",
        names=runnable.offers(run.kind, files or known),
        hint=files[0].rpartition("/")[0] if files else "",
    )


def _runs(step: Step) -> Iterator[_Run]:
    """The names that one command runs."""
    head = step.command.texts[0]
    if head in ("make", "gmake"):
        yield from _make(step)
    elif head in ("npm", "pnpm", "yarn", "bun"):
        yield from _script(step)
    elif head in ("docker-compose", "docker", "podman-compose"):
        yield from _service(step)


def _make(step: Step) -> Iterator[_Run]:
    folder, plain = _options(step.command.words[1:], _MAKE_VALUES, ("-C", "--directory"))
    for word in plain:
        if "=" not in word.text:
            yield _Run(MAKE_TARGET, word, f"make {word.text}", folder)


def _script(step: Step) -> Iterator[_Run]:
    head, *rest = step.command.texts
    if any(_OTHER_PACKAGES.match(text) for text in rest):
        return
    folder, plain = _options(step.command.words[1:], frozenset(), ("--prefix", "-C", "--cwd", "--dir"))
    verb = plain[0].text if plain else ""
    if verb in ("run", "run-script") and len(plain) > 1:
        yield _Run(NPM_SCRIPT, plain[1], f"{head} {verb} {plain[1].text}", folder)
    elif (head == "npm" and verb in _SHORT_SCRIPTS) or (head in ("yarn", "pnpm") and re.search(r"[a-z][A-Z:]", verb)):
        yield _Run(NPM_SCRIPT, plain[0], f"{head} {verb}", folder)


def _service(step: Step) -> Iterator[_Run]:
    words = list(step.command.words[1:])
    if step.command.texts[0] == "docker":
        if not words or words[0].text != "compose":
            return
        words = words[1:]
    _, plain = _options(words, _COMPOSE_VALUES, ())
    if len(plain) < 2 or plain[0].text not in _COMPOSE_VERBS:
        return
    texts = step.command.texts
    for word in plain[1:2] if plain[0].text in ("run", "exec") else plain[1:]:
        if word.text.islower() and "service" not in re.split(r"[-_]", word.text)[0]:
            yield _Run(SERVICE, word, " ".join(texts[: texts.index(word.text) + 1]))


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
