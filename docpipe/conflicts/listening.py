"""Ports of development servers against the scripts that start them, and of services in a cluster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import single
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.wordlists import words

_SCRIPTS = words("script:dev script:start script:serve")
_MANY = 8


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a package and one a service of a cluster."""
    started: dict[str, list[Fact]] = defaultdict(list)
    inside: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.kind != "port" or world.silent(fact.path) or state(fact.scope):
            continue
        if fact.attribute == "dev server port" and (package := _package(fact, world)) is not None:
            started[package].append(fact)
        elif fact.attribute in ("service port", "pod port"):
            inside[fact.subject, fact.attribute].append(fact)
    for package, facts in sorted(started.items()):
        yield from _dev_server(package, facts, world)
    for (name, attribute), facts in sorted(inside.items()):
        yield from _cluster(name, facts, world) if attribute == "service port" else _pod(name, facts, world)
    yield from _images(claims, world)


def _package(fact: Fact, world: World) -> str | None:
    """The folder of the Node package whose server was started, None where no package is found."""
    here = fact.path.rpartition("/")[0]
    if (
        not fact.subject
        and not world.component(fact.path)
        and any(f"{part}/package.json" in world.files for part in world.components)
    ):
        return None  # which of several packages was started is not told
    for folder in (f"{here}/{fact.subject}", fact.subject, world.component(fact.path)):
        folder = folder.strip("/")
        if f"{folder}/package.json".lstrip("/") in world.files:
            return folder
    return None


def _dev_server(package: str, facts: list[Fact], world: World) -> Iterator[Conflict]:
    proofs = [
        fact
        for fact in world.by_kind["port", "host port"]
        if fact.source == "package.json" and fact.path.rpartition("/")[0] == package and _SCRIPTS & set(fact.scope)
    ]
    true = {proof.value for proof in proofs}
    facts = facts if true else single(facts)
    wrong = [
        fact
        for fact in facts
        if (true and fact.value not in true)
        or (not true and any(fact.value != other.value and together(fact.scope, other.scope) for other in facts))
    ]
    if world.current(wrong):
        name = package.rsplit("/", 1)[-1] or "frontend"
        yield finding("port", f"{name} dev server", "host port", facts, proofs, wrong=wrong, scope=package)


def _cluster(name: str, facts: list[Fact], world: World) -> Iterator[Conflict]:
    """Ports that documents give one service of a cluster; a chart's value that agrees with one of them tells which."""
    values = {fact.value for fact in facts}
    if len(values) < 2 or not world.current(facts):
        return
    last = set(tokens(name)[-1:])
    proofs = [
        fact
        for fact in world.by_kind["value", "chart value"]
        if fact.subject.lower().endswith("port") and fact.value in values and last & set(tokens(fact.subject))
    ]
    yield finding("port", name, "service port", facts, proofs[:_MANY])


def _pod(name: str, facts: list[Fact], world: World) -> Iterator[Conflict]:
    """Addresses within a pod against the manifest of that name."""
    proofs = [
        fact
        for fact in world.by_kind["port", "container port"]
        if fact.source == "manifest" and name in (fact.subject, fact.subject.removesuffix("-deployment"))
    ]
    true = {proof.value for proof in proofs}
    wrong = [fact for fact in facts if true and fact.value not in true]
    if world.current(wrong):
        yield finding("port", name, "container port", facts, proofs, wrong=wrong, severity="high")


def _images(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """Ports of containers against the Dockerfile from which a document says that their image is built."""
    exposed: dict[str, list[Fact]] = defaultdict(list)
    for fact in world.by_kind["port", "container port"]:
        if fact.source == "dockerfile":
            exposed[fact.path].append(fact)
    files = {fact.subject: fact.value.removeprefix("./") for fact in claims if fact.attribute == "built from"}
    reached: dict[str, list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.attribute == "image port" and not world.silent(fact.path) and not state(fact.scope):
            reached[fact.subject].append(fact)
    for image, facts in sorted(reached.items()):
        proofs = exposed.get(files.get(image, ""), [])
        wrong = [fact for fact in facts if proofs and not any(proof.value == fact.value for proof in proofs)]
        if world.current(wrong):
            yield finding("port", image, "container port", facts, proofs, wrong=wrong, severity="high")
