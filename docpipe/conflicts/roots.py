"""The folder of the checkout under two variables: a guide that uses another name than all others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state
from docpipe.model import Conflict, Fact
from docpipe.text.wordlists import words

_ELSEWHERE = words(
    "HOME PWD PATH TMPDIR GOPATH WORKSPACE GITHUB_WORKSPACE CI_PROJECT_DIR"
)  # set by the shell or the CI
_MIN_USUAL = 2  # documents that agree on a name
_MAX_SHOWN = 12


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a name that stands alone."""
    folders = {path[:end] for path in world.tree.files for end in _ends(path)}
    given = {
        (fact.path, fact.subject) for fact in claims if fact.attribute == "given variable"
    }  # who sets a variable may name it
    told: dict[str, list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.attribute != "root variable" or world.silent(fact.path) or state(fact.scope):
            continue
        if fact.value in _ELSEWHERE or (fact.path, fact.value) in given:
            continue
        if fact.subject in folders or fact.subject in world.files:
            told[fact.value].append(fact)
    usual = max(told, key=lambda name: (len({fact.path for fact in told[name]}), name), default="")
    if len({fact.path for fact in told.get(usual, ())}) < _MIN_USUAL:
        return
    known = {fact.path for fact in told[usual]}
    for name in sorted(told.keys() - {usual}):
        alone = [fact for fact in told[name] if fact.path not in known]
        if alone and len({fact.path for fact in alone}) < len(known) and world.current(alone):
            yield finding("other", "checkout", f"variable {name}", [*alone, *told[usual][:_MAX_SHOWN]], confidence=0.6)


def _ends(path: str) -> Iterator[int]:
    return (index for index, char in enumerate(path) if char == "/")
