"""How commands of Helm name the release: before the chart, by `--name` as its second major version had it, or not."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.wordlists import words

_SWITCHES = words(
    "-i --install --wait --atomic --create-namespace --debug --dry-run --force --reuse-values --reset-values --devel "
    "--cleanup-on-fail --dependency-update --no-hooks --skip-crds --verify --wait-for-jobs --recreate-pods"
)
_LINES = 20  # of a command that goes on over several lines
_ENDS = words("| || && ; > >> 2>&1 <")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a command that installs or upgrades a chart; its line is that of the chart."""
    text = statement.text.removeprefix("$ ").removeprefix("sudo ")
    if not text.startswith(("helm install", "helm upgrade")) or statement.language == "comment":
        return
    verb = text.split()[1]
    plain: list[tuple[str, int]] = []
    named = skip = False
    for word, line in _words(statement, place):
        if skip:
            skip = False
        elif word.startswith("-"):
            named = named or word == "--name" or word.startswith("--name=")
            if word == "--generate-name" or word in ("-g", "-h", "--help"):
                return
            skip = "=" not in word and word not in _SWITCHES
        else:
            plain.append((word, line))
    plain = plain[2:]
    if not plain or len(plain) > 2 or any("..." in word for word, _ in plain):
        return
    how = "--name" if named else "before the chart" if len(plain) > 1 else "left out"
    yield place.fact_at(statement, plain[-1][1], ("command", f"helm {verb}", "release name"), how, "helm")


def _words(statement: Statement, place: Place) -> Iterator[tuple[str, int]]:
    """The words of the command, each with its line, as far as it goes on."""
    for number in range(statement.line, min(statement.line + _LINES, len(place.lines) + 1)):
        line = place.lines[number - 1].strip().removeprefix("$ ").removeprefix("sudo ")
        try:
            found = shlex.split(line.removesuffix("\\"), comments=True)
        except ValueError:
            return
        for word in found:
            if word in _ENDS:
                return
            yield word, number
        if not line.endswith("\\"):
            return
