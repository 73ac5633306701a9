"""Versions of one thing that cannot all hold: minimum against minimum, exact against exact, exact below a minimum."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docpipe.conflicts.finding import finding
from docpipe.conflicts.services import reads_unasked
from docpipe.conflicts.world import World, apart, state, together, tokens
from docpipe.model import Claim, Conflict, Fact
from docpipe.text.releases import Release, admits, release, same
from docpipe.text.wordlists import words

_ALIASES = {
    "node.js": "node", "nodejs": "node", "golang": "go", "postgres": "postgresql", "k8s": "kubernetes", "vue.js": "vue",
    "react.js": "react", "next.js": "next", "nextjs": "next", "jdk": "java", "openjdk": "java",
}  # fmt: skip
# Languages, run times and servers that a project asks for by version without naming them in a manifest.
_RUNTIMES = words(
    "python node npm pnpm yarn go rust java ruby php docker kubernetes helm terraform postgresql mysql mariadb "
    "mongodb redis elasticsearch neo4j kafka rabbitmq nginx git gcc cmake maven gradle kotlin swift flutter "
    "dart deno bun ubuntu debian"
)
# Servers and tools: the library that a manifest asks for under such a name is a client, with versions of its own.
_SERVERS = words(
    "docker kubernetes helm terraform postgresql mysql mariadb mongodb redis elasticsearch neo4j kafka rabbitmq nginx "
    "git"
)
_MENTIONED = "mentioned version"  # in passing: no claim of its own, but a place of a conflict
_CLAIMED = ("minimum", "version", _MENTIONED)
_BELOW = "version below the minimum"
_MAX_PROOFS = 3
_MEASURING = words(
    "benchmark benchmarks performance measured measurement measurements tested testbed impact spec specification "
    "debug debugging diagnosis postmortem incident reproduction"
)
_OTHERWISE = re.compile(r"\b(?:alternativ|workaround)", re.IGNORECASE)
_LANGUAGE_FILES = {
    "python": ("pyproject.toml", "setup.py", "requirements.txt"), "node": ("package.json",), "npm": ("package.json",),
    "go": ("go.mod",), "rust": ("Cargo.toml",), "java": ("pom.xml", "build.gradle"),
    "ruby": ("Gemfile",), "php": ("composer.json",),
}  # fmt: skip


def canonical(name: str) -> str:
    """One name for the spellings of a product."""
    lowered = name.lower().strip()
    return _ALIASES.get(lowered, lowered)


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component, thing and attribute."""
    witnessed = _Witnessed(world)
    groups: dict[tuple[str, str], list[tuple[Fact, Release]]] = defaultdict(list)
    for fact in claims:
        if fact.kind != "version" or fact.source == "tied" or fact.attribute not in _CLAIMED:
            continue
        if world.silent(fact.path) or _elsewhere(fact):
            continue
        value, name = release(fact.value), canonical(fact.subject)
        if (
            value is None
            or state(fact.scope)
            or not (name in _RUNTIMES or fact.source == "runs" or witnessed.knows(name))
        ):
            continue
        if (
            name in world.product
            or value.numbers[0] >= 1000
            or (len(value.numbers) == 1 and not value.bound and name not in _RUNTIMES)
        ):
            continue
        groups[_component(world, fact.path, name), name].append((fact, value))
    for (component, name), facts in sorted(groups.items()):
        told = [item for item in facts if item[0].attribute != _MENTIONED]
        named = [item for item in (*facts, *groups.get(("", name), ())) if _speaks(item[0], world)]
        for conflict in _judge(component, name, told, witnessed, world):
            yield _with_agreeing(conflict, named)


def _elsewhere(fact: Fact) -> bool:
    """Whether a version is of one release ("Upgrading to 0.9"), or of another way to do it."""
    if any(entry.startswith("version:") for entry in fact.scope):
        return True
    return any(_OTHERWISE.search(text) for text in fact.context)


def _speaks(fact: Fact, world: World) -> bool:
    return world.documents[fact.path].role == "living"


def _with_agreeing(conflict: Conflict, named: list[tuple[Fact, Release]]) -> Conflict:
    """The conflict, and where else its thing is named in the version that the repository has.

    Documents of the whole repository speak of each of its components. Who names several versions tells none.
    """
    if conflict.status != "settled" or conflict.attribute == _BELOW:
        return conflict
    true = [proof.value for proof in conflict.evidence]
    held = {claim.path for claim in conflict.claims}
    agreeing = [
        Claim(fact.path, fact.line, fact.value, fact.quoted, "living")
        for fact, version in _single([item for item in named if not item[1].bound])
        if fact.path not in held and len(version.numbers) > 1 and any(_agrees(fact.value, value) for value in true)
    ]
    return replace(conflict, claims=tuple(sorted({*conflict.claims, *agreeing}, key=_line)))


def _line(claim: Claim) -> tuple[str, int, str]:
    return claim.path, claim.line, claim.value


def _component(world: World, path: str, name: str) -> str:
    """The component whose manifest is of the language in question; a document of any other speaks for the whole."""
    component = world.component(path)
    files = _LANGUAGE_FILES.get(name, ())
    while component:
        if any(f"{component}/{file}" in world.files for file in files):
            return component
        component = world.above(component)
    return ""


class _Witnessed:
    """Versions that manifests, images and tool files give."""

    def __init__(self, world: World) -> None:
        self._facts: dict[str, list[Fact]] = defaultdict(list)
        for attribute in ("dependency", "minimum version", "version", "image tag"):
            for fact in world.by_kind["version", attribute]:
                name = canonical(fact.subject)
                own = fact.source == "manifest" and name not in _RUNTIMES  # the project's image, with its own releases
                client = attribute == "dependency" and name in _SERVERS
                if not own and not client and not world.archived(fact.path) and not world.aside(fact.path):
                    self._facts[name].append(fact)

    def knows(self, name: str) -> bool:
        return name in self._facts

    def of(self, name: str, component: str) -> list[tuple[Fact, Release]]:
        """What the files of a component say; the whole repository is spoken for by files near its root."""
        found = []
        for fact in self._facts.get(name, ()):
            value = release(fact.value)
            if value and fact.attribute == "minimum version" and not value.bound:
                # `go 1.22` and `rust-version = "1.74"` ask for it or newer.
                value, fact = Release(value.numbers, "minimum"), replace(fact, value=f">={fact.value}")
            folder = fact.path.rpartition("/")[0]
            if (
                value
                and fact.source != "workflow"
                and (folder == component or folder.startswith(f"{component}/") or not component)
            ):
                found.append((fact, value))
        # The file nearest to the component's own folder speaks for it.
        depth = min((fact.path.count("/") for fact, _ in found), default=0)
        near = depth + 1 if depth <= (component.count("/") + 1 if component else 0) + 2 else -1
        return [item for item in found if item[0].path.count("/") <= near]


def _judge(
    component: str, name: str, facts: list[tuple[Fact, Release]], witnessed: _Witnessed, world: World
) -> Iterator[Conflict]:
    minimum = _alike([item for item in facts if item[1].bound == "minimum"])
    exact = [item for item in facts if not item[1].bound and world.documents[item[0].path].role != "record"]
    proofs = witnessed.of(name, component)
    exact = _single([item for item in exact if not _measured(item[0])])
    # A client library has versions of its own: what a manifest bears out is not older than the server asked for.
    below = [
        item
        for item in exact
        if any(_below(item, floor) for floor in minimum) and not any(_fits(item[1], proof[1]) for proof in proofs)
    ]
    if below:
        floors = [floor for floor in minimum if any(_below(item, floor) for item in below)]
        both = _facts(below + floors)
        pinned = _truth("version", exact, proofs)
        refuted = [item for item in [*exact, *minimum] if pinned and not any(_fits(item[1], one[1]) for one in pinned)]
        yield finding(
            "version", name, _BELOW, both, _facts(pinned or proofs[:3]), wrong=_facts(refuted),
            scope=component,
        )  # fmt: skip
    for attribute, claims in (("minimum version", minimum), ("version", exact)):
        wrong = [
            one for one in claims if any(_clash(one, other) and _of_one_part(one, other, world) for other in claims)
        ]
        truth = _truth(attribute, claims, proofs)
        against = [one for one in claims if truth and not any(_fits(one[1], proof[1]) for proof in truth)]
        if not wrong and not against:
            continue
        involved = wrong or against
        yield finding(
            "version", name, attribute, [fact for fact, _ in involved], [fact for fact, _ in truth],
            agrees=_agrees, severity="medium", scope=component,
        )  # fmt: skip


def _measured(fact: Fact) -> bool:
    """Whether the version is what somebody measured with, or had at hand when something failed, on one machine."""
    return bool(_MEASURING & {word for text in fact.context for word in tokens(text)})


def _below(exact: tuple[Fact, Release], floor: tuple[Fact, Release]) -> bool:
    """Whether a version that one document gives is older than what another one asks for."""
    return (
        exact[0].path != floor[0].path
        and not admits(floor[1], exact[1])
        and exact[1].numbers < floor[1].numbers
        and together(exact[0].scope, floor[0].scope)
    )


def _facts(items: Sequence[tuple[Fact, Release]]) -> list[Fact]:
    return [fact for fact, _ in items]


def _alike(items: list[tuple[Fact, Release]]) -> list[tuple[Fact, Release]]:
    """The items, one value written one way: `7+` and `7.0+` are no two values to a reader."""
    shortest: dict[str, str] = {}
    for fact, value in items:
        key = value.text.removesuffix("+").removesuffix(".0")
        shortest[key] = min(shortest.get(key, fact.value), fact.value, key=lambda text: (len(text), text))
    return [
        (replace(fact, value=shortest[value.text.removesuffix("+").removesuffix(".0")]), value) for fact, value in items
    ]


def _single(items: list[tuple[Fact, Release]]) -> list[tuple[Fact, Release]]:
    """Without the documents that name several versions: they tell what each is for."""
    values: dict[str, set[str]] = defaultdict(set)
    for fact, _ in items:
        values[fact.path].add(fact.value)
    return [item for item in items if len(values[item[0].path]) == 1]


def _clash(one: tuple[Fact, Release], other: tuple[Fact, Release]) -> bool:
    return not _close(one[1], other[1]) and together(one[0].scope, other[0].scope)


def _of_one_part(one: tuple[Fact, Release], other: tuple[Fact, Release], world: World) -> bool:
    """Whether two documents are not of two parts of the system, each of which may ask for a server of its own."""
    return not apart(world.component(one[0].path), world.component(other[0].path))


def _close(left: Release, right: Release) -> bool:
    """Equal, or exact versions that differ in minor or patch numbers only: nobody is hurt by those."""
    if left.bound or right.bound:
        return same(left, right)
    exact = min(len(left.numbers), len(right.numbers))
    size = exact if exact < 3 else 1 if left.numbers[0] else 2
    return left.numbers[:size] == right.numbers[:size] or same(left, right)


def _truth(
    attribute: str, claims: list[tuple[Fact, Release]], proofs: list[tuple[Fact, Release]]
) -> list[tuple[Fact, Release]]:
    """Evidence of the same nature: a required minimum for minimums, a pinned version for exact ones."""
    if attribute == "minimum version":
        declared = [proof for proof in proofs if proof[0].attribute == "minimum version"]
        running = _own([proof for proof in proofs if proof[0].attribute in ("version", "image tag")])
        return declared or sorted(running, key=lambda proof: _first(proof[0]))[:_MAX_PROOFS]
    pinned = _own([proof for proof in proofs if proof[0].attribute != "minimum version"])
    return pinned if len({proof[1].numbers[0] for proof in pinned}) == 1 else []


def _own(proofs: list[tuple[Fact, Release]]) -> list[tuple[Fact, Release]]:
    """What the project itself is built with, where any file tells: an image that is run may be another product's."""
    return [proof for proof in proofs if proof[0].source not in ("compose", "manifest")] or proofs


def _first(proof: Fact) -> tuple[bool, bool, int, str, int]:
    """What is pinned before what an image is built from; what compose reads unasked; what is nearest to the root."""
    return (
        proof.attribute != "version", not reads_unasked(proof.path), proof.path.count("/"), proof.path, proof.line,
    )  # fmt: skip


def _fits(claimed: Release, proof: Release) -> bool:
    if claimed.bound == "minimum":
        return same(claimed, proof) if proof.bound == "minimum" else admits(claimed, proof)
    return (
        admits(proof, claimed)
        if proof.bound == "minimum"
        else _close(Release(claimed.numbers, ""), Release(proof.numbers, ""))
    )


def _agrees(claimed: str, value: str) -> bool:
    left, right = release(claimed), release(value)
    return bool(left and right and _fits(left, right))
