"""How a stack is started and configured: compose files of one environment, templates of one environment file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state, together
from docpipe.model import Conflict, Fact
from docpipe.text import environments

_FILE = re.compile(r"(?:-f|--file)[ =]([\w./-]*compose[\w./-]*)")

_TEMPLATE = re.compile(r"example|template|sample|dist\b")


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict an environment and component, one a copied file."""
    starts: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    copies: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.attribute not in ("compose files", "copied from") or world.silent(fact.path):
            continue
        # "Copy the example file" calls the template an example, not the command.
        if state(fact.scope) - ({"example"} if fact.attribute == "copied from" else set()):
            continue
        if fact.attribute == "compose files":
            for name in sorted(_environments(fact) & {"production", "staging"}):
                starts[world.component(fact.path), name].append(fact)
        else:
            copies[_folder(fact, world), fact.subject].append(fact)
    for (component, name), facts in sorted(starts.items()):
        several = _several(facts)
        single = [fact for fact in facts if fact.path not in several]
        if len({_base(fact.value) for fact in single}) > 1:
            scripts = _scripts(name, component, world)
            # A script that starts one stack makes another one that is there no mistake.
            missing = [fact for fact in single if not all(map(world.ending, _base(fact.value)))] if scripts else []
            yield finding(
                "command", f"{name} stack", "compose files", single, scripts, wrong=missing, scope=component,
                severity="high",
            )  # fmt: skip
    for (component, name), facts in sorted(copies.items()):
        several = _several(facts)
        single = [fact for fact in facts if fact.path not in several]
        rivals = [one for one in single if any(_clash(one, other) for other in single)]
        # A template that is not there is wrong beside one that is, whatever else the documents say.
        there = [fact for fact in facts if _existing([fact], component, world)]
        missing = [fact for fact in facts if fact not in there and not world.ending(fact.value.removeprefix("./"))]
        meant = [one for one in there if any(_like(one, other) for other in missing)]
        rivals = [*rivals, *(fact for fact in (*missing, *meant) if meant and fact not in rivals)]
        if rivals:
            proofs = [
                Fact("path", path, "path", path, (), path, 1, path, "tree")
                for path in _existing(rivals, component, world)
            ]
            yield finding(
                "path",
                name,
                "copied from",
                rivals,
                proofs,
                agrees=lambda a, b: a.rsplit("/", 1)[-1] == b.rsplit("/", 1)[-1],
                scope=component,
            )
    yield from _targets([fact for facts in copies.values() for fact in facts], world)


def _targets(copies: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One template that becomes one file here and another there: only one of the two is read."""
    made: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in copies:
        name = fact.value.rsplit("/", 1)[-1]
        if _TEMPLATE.search(name) and not environments.in_path(fact.subject) & _environments(fact):
            made[_folder(fact, world), name].append(replace(fact, value=fact.subject))
    for (component, name), facts in sorted(made.items()):
        several = _several(facts)
        single = [fact for fact in facts if fact.path not in several]
        sides = [one for one in single if any(one.value != o.value and together(one.scope, o.scope) for o in single)]
        if world.current(sides):
            yield finding("path", name, "copied to", sides, scope=component, confidence=0.6)


def _folder(fact: Fact, world: World) -> str:
    """The folder whose template is copied: `cp web/.env.example web/.env` at the root is of `web`."""
    folder = fact.value.removeprefix("./").rpartition("/")[0]
    return "/".join(part for part in (world.component(fact.path), folder) if part)


def _scripts(environment: str, component: str, world: World) -> list[Fact]:
    """Scripts of the component's package that start the environment's stack, with the compose files they name."""
    found = []
    for fact in world.by_kind["command", "npm script"]:
        files = " ".join(_FILE.findall(fact.value))
        named = environments.in_path(fact.subject.replace(":", " "))
        if files and environment in named and fact.path.rpartition("/")[0] == component and " up" in fact.value:
            found.append(replace(fact, value=files))
    return found


def _environments(fact: Fact) -> set[str]:
    """Environments that the text around a command names; else those that its files name."""
    named = {entry[4:] for entry in fact.scope if entry.startswith("env:")}
    return named or {name for file in fact.value.split() for name in environments.in_path(file)}


def _base(value: str) -> frozenset[str]:
    return frozenset(file.rsplit("/", 1)[-1] for file in value.split())


def _several(facts: Sequence[Fact]) -> frozenset[str]:
    """Documents that give more than one value: they tell of several ways."""
    found: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        found[fact.path].add(fact.value)
    return frozenset(path for path, values in found.items() if len(values) > 1)


def _clash(one: Fact, other: Fact) -> bool:
    mine, theirs = (fact.value.rsplit("/", 1)[-1] for fact in (one, other))
    return (
        mine != theirs
        and together(one.scope, other.scope)
        and environments.in_path(mine) == environments.in_path(theirs)
    )


def _like(one: Fact, other: Fact) -> bool:
    """Whether two templates are of one environment."""
    mine, theirs = (fact.value.rsplit("/", 1)[-1] for fact in (one, other))
    return environments.in_path(mine) == environments.in_path(theirs)


def _existing(facts: Sequence[Fact], component: str, world: World) -> list[str]:
    names = {fact.value.removeprefix("./") for fact in facts}
    paths = {f"{component}/{name}".lstrip("/") for name in names} | names
    return sorted(path for path in paths if path in world.files)
