"""A part of the system that documents give to different products; what the repository uses decides, where it tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state, tokens
from docpipe.model import Conflict, Fact, Kind
from docpipe.text.technologies import Part, lexicon
from docpipe.text.wordlists import words

_MAX_PROOFS = 3
_NAMING: tuple[tuple[Kind, str], ...] = (
    ("version", "dependency"),
    ("version", "image tag"),
    ("other", "service"),
    ("other", "tool"),
)
_DOCUMENTATION = words("docs doc documentation docs-site site-docs wiki guides website .github")
_PEOPLE = words("specialist specialists developer developers engineer engineers expert experts architect entwickler")
_MAX_PLACES = 40  # of one value
_MAX_NAMED = 2  # products that one document gives to a part; who names more says what can be used


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component and part."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if (
            fact.attribute == "technology"
            and not world.silent(fact.path)
            and not state(fact.scope)
            and not _hired(fact)
        ):
            groups[_area(fact.path, lexicon().parts[fact.subject], world), fact.subject].append(fact)
    used = _used(world) if groups else {}
    for (component, name), facts in sorted(groups.items()):
        part = lexicon().parts[name]
        if part.own and component and component not in world.components:
            continue  # a folder of several components
        proofs = _proofs(part, component, used)
        if part.own and not _is_home(part, proofs):
            # What any component has may be the one that is spoken of.
            facts = [fact for fact in facts if fact.value in proofs or not part.marks[fact.value] & used.keys()]
        yield from _judge(component, part, facts, proofs, world)


def _hired(fact: Fact) -> bool:
    """Whether the line is the title of somebody who knows the product: "Frontend React Specialist"."""
    return bool(_PEOPLE & set(tokens(fact.quoted)[-1:]))


def _judge(
    component: str, part: Part, facts: list[Fact], proofs: dict[str, list[Fact]], world: World
) -> Iterator[Conflict]:
    """What the repository does not have beside what it has; else what two documents say differently."""
    decided = bool(proofs) and not any(part.rivals(one, other) for one in proofs for other in proofs)
    if proofs and part.own and not decided:
        return
    said: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        said[fact.path].add(fact.value)
    facts = [fact for fact in facts if len(said[fact.path]) <= _MAX_NAMED]
    sides = _against(part, facts, proofs, world) if decided else _sides(part, facts, said, world)
    if sides:
        values = {fact.value for fact in sides}
        evidence = [
            fact
            for name in sorted(proofs)
            for fact in proofs[name][:_MAX_PROOFS]
            if any(part.rivals(name, value) or name == value for value in values)
        ]
        places = [fact for value in sorted(values) for fact in _first(sides, value, world)]
        subject = f"{component.rsplit('/', 1)[-1]} {part.name}".strip()
        confidence = 0.8 if decided else 0.6
        yield finding("other", subject, "technology", places, evidence, scope=component, confidence=confidence)


def _against(part: Part, facts: list[Fact], proofs: dict[str, list[Fact]], world: World) -> list[Fact]:
    """Claims that the repository belies, if one of them speaks of now, and what stands against them.

    A line that names what the repository has beside another product names both: "Context API + Zustand".
    """
    wrong = [
        fact
        for fact in facts
        if any(part.rivals(fact.value, name) for name in proofs)
        and not any(name in fact.quoted.lower() for name in proofs)
    ]
    right = [fact for fact in facts if any(part.rivals(fact.value, one.value) for one in wrong)]
    return [*wrong, *right] if world.current(wrong) else []


def _sides(part: Part, facts: list[Fact], said: dict[str, set[str]], world: World) -> list[Fact]:
    """Claims of documents that name one product against each other; both sides must speak of now."""
    clear = [fact for fact in facts if not any(part.rivals(fact.value, other) for other in said[fact.path])]
    if not any(world.documents[fact.path].role == "living" for fact in clear):
        return []
    now = {fact.value for fact in clear if world.current([fact])}
    return [fact for fact in clear if fact.value in now and any(part.rivals(fact.value, other) for other in now)]


def _first(facts: list[Fact], value: str, world: World) -> list[Fact]:
    """Places of a value, those of living documents first."""
    found = {(fact.path, fact.line): fact for fact in facts if fact.value == value}
    rank = {path: number for number, path in enumerate(sorted(path for path, _ in found))}
    return sorted(found.values(), key=lambda fact: (not world.current([fact]), rank[fact.path]))[:_MAX_PLACES]


def _area(path: str, part: Part, world: World) -> str:
    """What a document speaks of: the component that it lies in; of a part that each has its own of, the folder."""
    if not part.own:
        return world.component(path)
    top = path.partition("/")[0] if "/" in path else ""
    return world.above(path) or ("" if top.lower() in _DOCUMENTATION else top)


def _is_home(part: Part, proofs: dict[str, list[Fact]]) -> bool:
    """Whether the evidence lies in the folder that is called like the part: `frontend/`."""
    found = {fact.path.partition("/")[0] for facts in proofs.values() for fact in facts}
    return bool(found) and found <= set(part.folders)


def _used(world: World) -> dict[str, list[Fact]]:
    """What packages, images, services and well-known files the repository has, by lower-case name."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for key in _NAMING:
        for fact in world.by_kind[key]:
            if not world.archived(fact.path) and not world.aside(fact.path):
                found[fact.subject.lower()].append(fact)
    marks = {mark for part in lexicon().parts.values() for names in part.marks.values() for mark in names}
    for path in world.tree.files:
        name = path.rsplit("/", 1)[-1].lower()
        for mark in (name, path.lower(), path.rpartition("/")[0].lower()):
            if (
                mark in marks
                and not world.aside(path)
                and ("." in mark or mark == "jenkinsfile")
                and not world.archived(path)
            ):
                found[mark].append(Fact("other", mark, "file", mark, (), path, 1, path, "tree"))
    return found


def _proofs(part: Part, component: str, used: dict[str, list[Fact]]) -> dict[str, list[Fact]]:
    """Which products of the part the component uses; what the repository at large uses where it tells of none."""
    everywhere: dict[str, list[Fact]] = {}
    at_home: dict[str, list[Fact]] = {}
    for product, marks in part.marks.items():
        facts = [replace(fact, value=product) for mark in sorted(marks) for fact in used.get(mark, ())]
        near = [
            fact for fact in facts if (fact.path.startswith(f"{component}/") if component else "/" not in fact.path)
        ]
        if facts:
            everywhere[product] = facts
        if near:
            at_home[product] = near
    for folder in part.folders if not component else ():
        below = {
            product: near
            for product, facts in everywhere.items()
            if (near := [fact for fact in facts if fact.path.startswith(f"{folder}/")])
        }
        if below:
            return below
    return at_home or ({} if part.own and component else everywhere)
