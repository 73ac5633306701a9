"""A command -> the words of it that name files it needs, and those that name files it makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from docpipe.references import names
from docpipe.references.shell import Command, Word


@dataclass(frozen=True, slots=True)
class Form:
    """How a program takes files: after which options, and from which position among its plain words on.

    `first` is the position of the first plain word that is a file, `count` how many are; `makes` are options that name
    output; `last_made` says that the last plain word is made, not read.
    """

    options: frozenset[str] = frozenset()
    first: int = 99
    count: int = 99
    makes: frozenset[str] = frozenset(
        {"-o", "--output", "--out", "-out", "--report", "--output-file", "--outfile", "--outdir"}
    )
    last_made: bool = False


def _form(*options: str, first: int = 99, count: int = 99, last_made: bool = False) -> Form:
    return Form(frozenset(options), first, count, last_made=last_made)


_SCRIPT = _form(first=0, count=1)
_READ = _form(first=0)
_COPY = _form(first=0, last_made=True)
_FORMS: dict[str, Form] = {
    **dict.fromkeys(
        ("python", "python2", "python3", "py", "node", "nodejs", "ts-node", "tsx", "deno", "ruby", "php", "perl"),
        _SCRIPT,
    ),
    **dict.fromkeys(("bash", "sh", "zsh", "source", ".", "Rscript", "julia", "lua", "pwsh", "powershell"), _SCRIPT),
    **dict.fromkeys(("cat", "less", "more", "code", "open", "xdg-open", "cd", "pushd", "ls"), _READ),
    **dict.fromkeys(("head", "tail", "wc", "shellcheck", "stat", "dos2unix", "hadolint", "bat", "yamllint"), _READ),
    **dict.fromkeys(
        ("pytest", "py.test", "mypy", "ruff", "black", "flake8", "pylint", "isort", "vitest", "jest"), _READ
    ),
    **dict.fromkeys(("cp", "mv", "ln", "install"), _COPY),
    "chmod": _form(first=1),
    "chown": _form(first=1),
    "docker-compose": _form("-f", "--file", "--env-file", "--project-directory"),
    "docker": _form("-f", "--file", "--env-file"),
    "podman": _form("-f", "--file", "--env-file"),
    "podman-compose": _form("-f", "--file", "--env-file"),
    "kubectl": _form("-f", "--filename", "-k", "--kustomize", "--from-file", "--from-env-file"),
    "oc": _form("-f", "--filename", "-k"),
    "kustomize": _form(first=1),
    "helm": _form("-f", "--values"),
    "pip": _form("-r", "--requirement", "-c", "--constraint", "-e", "--editable"),
    "pip3": _form("-r", "--requirement", "-c", "--constraint", "-e", "--editable"),
    "uv": _form("-r", "--requirement", "--requirements", "-c", "--constraint", "-e", "--editable"),
    "npm": _form("--prefix", "-C"),
    "make": _form("-C", "-f", "--directory", "--file"),
    "terraform": _form("-chdir", "-var-file"),
    "ansible-playbook": _form("-i", "--inventory", first=0),
    "psql": _form("-f", "--file"),
    "locust": _form("-f", "--locustfile"),
    "k6": _form(first=1),
    "packer": _form(first=1),
    "alembic": _form("-c", "--config"),
    "cargo": _form("--manifest-path"),
    "sqlite3": _form(),
    "curl": _form("-d", "--data", "--data-binary", "-T", "--upload-file", "-K"),
    "nginx": _form("-c"),
    "promtool": _form(first=2),
    "streamlit": _form(first=1),
    "diff": _READ,
    "tar": _form(),
}


_MAKERS = frozenset(
    {"touch", "mkdir", "tee", "rm", "rmdir", "unzip", "virtualenv", "ssh-keygen", "vim", "vi", "nano", "emacs"}
)
_READS_CHART = frozenset({"install", "upgrade", "template", "lint", "dependency", "dep", "package"})
_STARTS = frozenset({"create", "init", "new", "startproject", "startapp", "venv", "worktree", "scaffold"})


@dataclass(slots=True)
class Files:
    """What one command names: files it needs, files it makes."""

    needs: list[Word] = field(default_factory=list)
    makes: list[str] = field(default_factory=list)


def files_of(command: Command) -> Files:
    """The files that a command needs and makes, as written."""
    found = Files(makes=[*command.writes])
    if not command.words:
        return found
    head = command.words[0]
    if "/" in head.text and not head.text.startswith("/"):
        found.needs.append(head)
        return found
    found.makes.extend(_made_by_name(command))
    form = _FORMS.get(head.text.removesuffix(".exe"))
    if form is None:
        return found
    plain: list[Word] = []
    option = ""
    for word in command.words[1:]:
        if option:
            _take(option, word, form, found)
            option = ""
        elif word.text.startswith("-") and len(word.text) > 1:
            name, equals, value = word.text.partition("=")
            if equals:
                _take(name, Word(value, word.line), form, found)
            elif name in form.options or name in form.makes:
                option = name
        else:
            plain.append(word)
    if form.last_made and len(plain) > 1:
        found.makes.append(plain.pop().text)
    if head.text == "helm":
        found.needs.extend(_charts(plain))
    if head.text in ("docker", "podman") and plain and plain[0].text in ("exec", "run"):
        return found
    found.needs.extend(plain[form.first : form.first + form.count])
    return found


def _charts(plain: list[Word]) -> Iterator[Word]:
    """The charts that a command of Helm reads from a folder; a chart without dots in front comes from a repository."""
    if plain and plain[0].text in _READS_CHART:
        for word in plain[1:]:
            if word.text.startswith(("./", "../")) and names.ending(word.text) != "tgz":
                yield word


def _take(option: str, word: Word, form: Form, found: Files) -> None:
    """Files the value of an option under what it needs or makes."""
    if option in form.makes:
        found.makes.append(word.text)
    elif option in form.options:
        text = word.text.rpartition("=")[2] if option.startswith("--from-") else word.text
        if option in ("-d", "--data", "--data-binary", "-T"):
            if not text.startswith("@"):
                return
            text = text[1:]
        found.needs.append(Word(text, word.line))


def _made_by_name(command: Command) -> Iterator[str]:
    """What programs make whose plain words are output: `touch`, `mkdir`, a download, a clone, a new project."""
    head, *rest = command.texts
    plain = [text for text in rest if not text.startswith("-")]
    if head in _MAKERS:
        yield from plain
    elif head in ("wget", "curl"):
        yield from (text.rstrip("/").rpartition("/")[2] for text in plain if "://" in text)
        yield from (text for option, text in pairwise(rest) if option in ("-O", "-o", "--output"))
    elif head == "git" and plain[:1] == ["clone"]:
        yield from (text.rstrip("/").rpartition("/")[2].removesuffix(".git") for text in plain[1:])
    elif _STARTS.intersection(plain):
        yield from plain[1:]
